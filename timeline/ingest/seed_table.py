"""Seed files to knowledge rows: brings what is new and never touches what a person edited, renamed or removed.

A row remembers a fingerprint of the values the seeds last wrote. While its values still have that fingerprint, changed seeds
update it; once a person edited it, they do not. The files' columns are described in seeds/README.md.
"""

import csv
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from timeline import clock
from timeline.folding import fold

Row = Mapping[str, str]
Key = tuple[Any, ...]
Names = list[tuple[str, str]]  # (use, text); use is "" where a model knows only one
REASON = "seed files"
_BATCH = 500


@dataclass(slots=True)
class Loaded:
    """How many rows were brought, brought up to date, and left alone because a person edited, renamed or removed them."""

    new: int = 0
    updated: int = 0
    kept: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(self.new + other.new, self.updated + other.updated, self.kept + other.kept)


@dataclass(frozen=True, slots=True)
class Table:
    """How the rows of one seed file become rows of one model.

    `key` names the fields by which a row is known again; `values` turns a seed row into field values, foreign keys as instances;
    `aliases` gives a row's other names for `alias_model`; `links` gives the ids behind the many-to-many field named `linked`.
    """

    model: Any
    key: Sequence[str]
    values: Callable[[Row], dict[str, Any]]
    alias_model: Any = None
    aliases: Callable[[Row], Names] = field(default=lambda row: [])
    linked: str = ""
    links: Callable[[Row], list[Any]] = field(default=lambda row: [])


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the seeds say of one row."""

    values: dict[str, Any]
    aliases: Names
    links: list[Any]

    @property
    def stamp(self) -> str:
        """The fingerprint of it."""
        return fingerprint(self.values, self.aliases, self.links)


def rows_of(folder: Path, name: str) -> list[Row]:
    """Return the rows of `name`.csv; none when the file is missing."""
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def parts(row: Row, column: str) -> list[str]:
    """Return the `;`-separated parts of a cell."""
    return [part.strip() for part in (row.get(column) or "").split(";") if part.strip()]


def known(model: Any, *columns: str) -> dict[Key, Any]:
    """Return a model's rows by every value of `columns` they have or once had, so that a row a person renamed is still found."""
    rows = model.objects.in_bulk()
    past = model.history.order_by("history_id").values_list(model._meta.pk.attname, *columns)
    found = {tuple(key): rows[pk] for pk, *key in past if pk in rows}
    return found | {tuple(getattr(row, column) for column in columns): row for _, row in sorted(rows.items(), reverse=True)}


def load_table(table: Table, rows: Iterable[Row]) -> Loaded:
    """Bring the rows of one file into one model, in a bounded number of queries."""
    wanted: dict[Key, _Wanted] = {}
    for row in rows:
        one = _Wanted(table.values(row), table.aliases(row), table.links(row))
        wanted.setdefault(tuple(_plain(one.values[name]) for name in table.key), one)
    columns = {name: _attname(table, name) for name in table.key}
    standing = {tuple(getattr(one, column) for column in columns.values()): one for one in table.model.objects.order_by("-pk")}
    former = set(table.model.history.order_by().values_list(*columns.values()))
    names, links = _standing_aliases(table), _standing_links(table)
    loaded, new, changed = Loaded(), [], []
    for key, said in wanted.items():
        there = standing.get(key)
        if there is None and key in former:
            loaded.kept += 1  # a person renamed or removed it
        elif there is None:
            new.append((table.model(**said.values, seed_hash=said.stamp), said))
        elif there.seed_hash != said.stamp:
            shown = {name: getattr(there, _attname(table, name)) for name in said.values}
            named_alone = not getattr(there, "is_confirmed", True)
            if named_alone or there.seed_hash == fingerprint(shown, names.get(there.pk, []), links.get(there.pk, [])):
                confirmed = {"is_confirmed": True} if named_alone else {}
                for name, value in {**said.values, **confirmed, "seed_hash": said.stamp}.items():
                    setattr(there, name, value)
                changed.append((there, said))
            else:
                loaded.kept += 1
    with transaction.atomic():
        _write(table, new, changed)
    loaded.new, loaded.updated = len(new), len(changed)
    return loaded


def fingerprint(values: Mapping[str, Any], aliases: Iterable[tuple[str, str]], links: Iterable[Any] = ()) -> str:
    """Return a fingerprint of a row's values, other names and links, whatever their order."""
    plain = {name: _plain(value) for name, value in values.items()}
    whole = [plain, sorted(set(map(tuple, aliases))), sorted(set(links))]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.pk if hasattr(value, "pk") else value


def _attname(table: Table, name: str) -> str:
    """Return the attribute that holds a field's own column, so that looking at a foreign key asks no query."""
    return str(table.model._meta.get_field(name).attname)


def _owner(table: Table) -> str:
    return f"{table.model._meta.model_name}_id"


def _standing_aliases(table: Table) -> dict[Any, Names]:
    found: dict[Any, Names] = {}
    if table.alias_model is not None:
        for alias in table.alias_model.objects.all():
            found.setdefault(getattr(alias, _owner(table)), []).append((getattr(alias, "use", ""), alias.text))
    return found


def _standing_links(table: Table) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    if table.linked:
        for owner, other in _through(table).objects.values_list(*_through_columns(table)):
            found.setdefault(owner, []).append(other)
    return found


def _through(table: Table) -> Any:
    return getattr(table.model, table.linked).through


def _through_columns(table: Table) -> tuple[str, str]:
    own = table.model._meta.get_field(table.linked)
    return f"{own.m2m_field_name()}_id", f"{own.m2m_reverse_field_name()}_id"


def _write(table: Table, new: list[tuple[Any, _Wanted]], changed: list[tuple[Any, _Wanted]]) -> None:
    record = {"batch_size": _BATCH, "default_change_reason": REASON, "default_date": clock.now()}
    if new:
        made = bulk_create_with_history([one for one, _ in new], table.model, **record)
        new = [(one, said) for one, (_, said) in zip(made, new, strict=True)]
    if changed:
        columns = [column.name for column in table.model._meta.concrete_fields if not column.primary_key]
        bulk_update_with_history([one for one, _ in changed], table.model, columns, **record)
    touched, updated = [*new, *changed], [one.pk for one, _ in changed]
    if table.alias_model is not None:
        owner = _owner(table)
        table.alias_model.objects.filter(**{f"{owner}__in": updated}).delete()
        table.alias_model.objects.bulk_create(
            [
                table.alias_model(text=text, folded=fold(text), **{owner: one.pk}, **({"use": use} if use else {}))
                for one, said in touched
                for use, text in dict.fromkeys(said.aliases)
            ],
            batch_size=_BATCH,
        )
    if table.linked:
        through, (owner, other) = _through(table), _through_columns(table)
        through.objects.filter(**{f"{owner}__in": updated}).delete()
        through.objects.bulk_create(
            [through(**{owner: one.pk, other: pk}) for one, said in touched for pk in dict.fromkeys(said.links)],
            batch_size=_BATCH,
        )
