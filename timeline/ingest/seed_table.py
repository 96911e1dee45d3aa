"""Seed files to knowledge rows: brings what is new and never touches what a person edited or removed.

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

from timeline.folding import fold

Row = Mapping[str, str]
REASON = "seed files"


@dataclass(slots=True)
class Loaded:
    """How many rows were brought, brought up to date, and left alone because a person edited or removed them."""

    new: int = 0
    updated: int = 0
    kept: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(self.new + other.new, self.updated + other.updated, self.kept + other.kept)


@dataclass(frozen=True, slots=True)
class Table:
    """How the rows of one seed file become rows of one model.

    `key` names the fields by which a row is known again; `values` turns a seed row into field values, foreign keys as instances;
    `aliases` gives the alias model and, per use, the column it comes from.
    """

    model: Any
    key: Sequence[str]
    values: Callable[[Row], dict[str, Any]]
    alias_model: Any = None
    aliases: Callable[[Row], list[tuple[str, str]]] = field(
        default=lambda row: []
    )  # (use, text); use is "" where there is one only


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


def load_table(table: Table, rows: Iterable[Row]) -> Loaded:
    """Bring the rows of one file into one model, in a bounded number of queries."""
    wanted = {}
    for row in rows:
        values = table.values(row)
        wanted.setdefault(tuple(_plain(values[name]) for name in table.key), (values, table.aliases(row)))
    standing = {tuple(_plain(getattr(one, name)) for name in table.key): one for one in table.model.objects.all()}
    names = _standing_aliases(table)
    removed = _removed(table)
    loaded, new, changed = Loaded(), [], []
    for key, (values, aliases) in wanted.items():
        stamp = fingerprint(values, aliases)
        one = standing.get(key)
        if one is None and key in removed:
            loaded.kept += 1
        elif one is None:
            made = table.model(**values, seed_hash=stamp)
            if hasattr(made, "folded"):
                made.folded = fold(made.name)  # bulk creation passes by save()
            new.append((made, aliases))
        elif one.seed_hash != stamp:
            if one.seed_hash == fingerprint({name: getattr(one, name) for name in values}, names.get(one.pk, [])):
                for name, value in {**values, "seed_hash": stamp}.items():
                    setattr(one, name, value)
                changed.append((one, aliases))
            else:
                loaded.kept += 1
    with transaction.atomic():
        _write(table, new, changed)
    loaded.new, loaded.updated = len(new), len(changed)
    return loaded


def fingerprint(values: Mapping[str, Any], aliases: Iterable[tuple[str, str]]) -> str:
    """Return a fingerprint of a row's values and other names, whatever their order."""
    plain = {name: _plain(value) for name, value in values.items()}
    return hashlib.sha256(json.dumps([plain, sorted(set(map(tuple, aliases)))], sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.pk if hasattr(value, "pk") else value


def _standing_aliases(table: Table) -> dict[Any, list[tuple[str, str]]]:
    if table.alias_model is None:
        return {}
    owner = _owner(table)
    found: dict[Any, list[tuple[str, str]]] = {}
    for alias in table.alias_model.objects.all():
        found.setdefault(getattr(alias, f"{owner}_id"), []).append((getattr(alias, "use", ""), alias.text))
    return found


def _removed(table: Table) -> set[tuple[Any, ...]]:
    """Return the keys of rows that a person deleted."""
    columns = [table.model._meta.get_field(name).attname for name in table.key]
    return set(table.model.history.filter(history_type="-").values_list(*columns))


def _owner(table: Table) -> str:
    return str(table.model._meta.model_name)


def _write(table: Table, new: list[tuple[Any, Any]], changed: list[tuple[Any, Any]]) -> None:
    if new:
        made = bulk_create_with_history([one for one, _ in new], table.model, batch_size=500, default_change_reason=REASON)
        new = [(one, aliases) for one, (_, aliases) in zip(made, new, strict=True)]
    if changed:
        columns = [column.name for column in table.model._meta.concrete_fields if not column.primary_key]
        bulk_update_with_history([one for one, _ in changed], table.model, columns, batch_size=500, default_change_reason=REASON)
    if table.alias_model is not None:
        owner = _owner(table)
        table.alias_model.objects.filter(**{f"{owner}__in": [one.pk for one, _ in changed]}).delete()
        table.alias_model.objects.bulk_create(
            [
                table.alias_model(text=text, folded=fold(text), **{owner: one}, **({"use": use} if use else {}))
                for one, aliases in (*new, *changed)
                for use, text in dict.fromkeys(aliases)
            ],
            batch_size=500,
        )
