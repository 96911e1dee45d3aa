"""The rows of one table by their names, read ahead and entered many at a time where many are asked for."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Generic, TypeVar

from simple_history.utils import bulk_create_with_history

from timeline.models import Person, Place, Series, Venue
from timeline.record.many import in_parts
from timeline.record.redirects import follow_all

# What articles name, by what their claims' keys begin with.
NAMEABLE: dict[str, Any] = {"person": Person, "place": Place, "venue": Venue, "series": Series}
_Thing = TypeVar("_Thing", Person, Place, Venue)


@dataclass(slots=True)
class Namesakes(Generic[_Thing]):
    """The rows that bear a name, and those that have it as an alias, each in the order of their ids."""

    own: list[_Thing] = field(default_factory=list)
    others: list[_Thing] = field(default_factory=list)


def named_by(keys: Iterable[str]) -> dict[str, set[int]]:
    """Return the ids of the people, places, venues and series that keys of claims name, by sort."""
    found: dict[str, set[int]] = {}
    for key in keys:
        kind, _, pk = key.partition(":")
        if kind in NAMEABLE:
            found.setdefault(kind, set()).add(int(pk))
    return found


class UnknownName(ValueError):
    """A code or an id that the record does not hold; the message is a sentence for people."""


class NewName(UnknownName):
    """A name that the record would have to make."""


class Names(Enum):
    """Where names come from, and so what becomes of those that are new."""

    GIVEN = "by people and tables: new ones are entered, and known ones that articles alone had named are confirmed"
    READ = "out of articles: new ones are entered, and wait for somebody to confirm them"
    ASKED = "to be looked up: for new ones NewName is raised"


def may_enter(names: Names, table: Any, name: str) -> bool:
    """Return whether what is entered under a new name is confirmed; raise NewName where nothing may be entered."""
    if names is Names.ASKED:
        raise NewName(f"No {table._meta.verbose_name} called “{name}” is on record.")
    return names is Names.GIVEN


def confirm(table: Any, ids: Collection[int]) -> None:
    """Take for knowledge what only articles had named."""
    for row in table.objects.filter(pk__in=ids, is_confirmed=False):
        row.is_confirmed = True
        row.save(update_fields=["is_confirmed"])


class Shelf(Generic[_Thing]):
    """One table's rows by folded name."""

    def __init__(self, table: type[_Thing], names: Names, *, beside: str = "") -> None:
        self._table: Any = table
        self._names = names
        self._beside = beside  # the relation that is read with each row
        self._named: dict[str, Namesakes[_Thing]] = {}
        self._survivors: dict[int, _Thing] = {}  # of merged rows, by their ids
        self._entering: list[_Thing] | None = None

    def named(self, folded: str) -> Namesakes[_Thing]:
        """Return who or what bears a name."""
        if folded not in self._named:
            self._read([folded])
        return self._named[folded]

    def standing(self, row: _Thing) -> _Thing:
        """Return what stands for a row: where it was merged, what it was merged into."""
        return self._survivors.get(row.pk, row)

    def met(self, row: _Thing) -> _Thing:
        """Return what stands for a row on record that was named again, confirmed now where the book confirms."""
        row = self.standing(row)
        if self._names is Names.GIVEN and not row.is_confirmed:
            confirm(self._table, [row.pk])
            row.is_confirmed = True
        return row

    def enter(self, row: _Thing) -> _Thing:
        """Put a new row on record, with the others of its lot or at once; its folded name is set."""
        row.is_confirmed = may_enter(self._names, self._table, row.name)
        if self._entering is None:
            row.save()
        else:
            self._entering.append(row)
        self.named(row.folded).own.append(row)
        return row

    @contextmanager
    def at_once(self, folded: Iterable[str]) -> Iterator[None]:
        """Read many names together; what is entered within is written together at the end."""
        self._read(sorted({name for name in folded if name not in self._named}))
        self._entering = []
        try:
            yield
            if self._entering:
                bulk_create_with_history(self._entering, self._table, batch_size=500)
        finally:
            self._entering = None

    def _read(self, names: Sequence[str]) -> None:
        self._named |= {name: Namesakes() for name in names}
        rows = self._table.objects.select_related(self._beside) if self._beside else self._table.objects
        thing = self._table._meta.model_name
        for some in in_parts(names):
            for row in rows.filter(folded__in=some).order_by("pk"):
                self._named[row.folded].own.append(row)
            aliases = self._table.aliases.rel.related_model.objects.filter(folded__in=some)
            named = list(aliases.order_by(thing, "pk").values_list(f"{thing}_id", "folded"))
            others = rows.in_bulk({pk for pk, _ in named}) if named else {}
            for pk, name in named:
                self._named[name].others.append(others[pk])
        merged = {row.pk for name in names for row in self._all(name) if row.merged_into_id is not None}
        # What bears the name of a merged row where that one did means what stands for it.
        leads = follow_all(thing, merged) if merged else {}
        found = rows.in_bulk(set(leads.values())) if leads else {}
        self._survivors |= {old: found[new] for old, new in leads.items()}

    def _all(self, name: str) -> list[Any]:
        return [*self._named[name].own, *self._named[name].others]
