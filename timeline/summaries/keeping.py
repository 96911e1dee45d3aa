"""Keeps the columns in step with the record: whoever changes engagements does it inside `batch()` and says which."""

import secrets
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction

from timeline.models import Engagement, MonthColumns, Participation
from timeline.models.engagements import EngagementQuerySet
from timeline.summaries import columns
from timeline.summaries.columns import Columns, Entry, month_of

_READ = 500  # engagements per query
_FIELDS = (
    "pk", "earliest", "latest", "importance", "kind", "status", "start", "place_id", "country_id", "series_id", "source_count",
)  # fmt: skip


class _Pending(threading.local):
    """What this thread has changed since its outermost batch began: the months that held each engagement."""

    def __init__(self) -> None:
        self.depth = 0
        self.months: dict[int, set[int]] = {}
        self.writes = 0  # how often it brought the columns in step


_pending = _Pending()


@contextmanager
def batch() -> Iterator[None]:
    """Run as one transaction and bring the columns in step once, at the end of the outermost batch."""
    with transaction.atomic():
        _pending.depth += 1
        try:
            yield
            if _pending.depth == 1:
                _refresh(_pending.months)
        finally:
            _pending.depth -= 1
            if _pending.depth == 0:
                _pending.months = {}


def changed(before: Iterable[tuple[int, int | None]]) -> None:
    """Note engagements (id, and the month that held it before, None where it was not shown) that have changed or will."""
    if _pending.depth == 0:
        raise RuntimeError("Changes of engagements are noted inside a batch, which counts them at its end.")
    for pk, month in before:
        months = _pending.months.setdefault(pk, set())
        if month is not None:
            months.add(month)


def writes() -> int:
    """Return how often this thread has written columns: who remembers what it read compares."""
    return _pending.writes


def held_in(engagement: Engagement) -> int | None:
    """Return the month whose columns hold an engagement as it stands; None while it is hidden."""
    return None if engagement.withdrawn_at is not None else month_of(engagement.earliest)


def rebuild() -> None:
    """Write every month anew."""
    _pending.writes += 1
    with transaction.atomic():
        MonthColumns.objects.all().delete()
        days = Engagement.objects.shown().order_by("earliest").values_list("earliest", flat=True).distinct()
        for month in sorted({0, *map(month_of, days)}):
            shown = Engagement.objects.shown()
            held = shown.filter(earliest__range=_days(month)) if month else shown.filter(earliest__isnull=True)
            _row(month, columns.of_entries(_entries(held))).save(force_insert=True)


def _refresh(changes: dict[int, set[int]]) -> None:
    """Take the changed engagements out of the months that held them and put them, as they stand now, where they belong."""
    if not changes:
        return
    entries: dict[int, list[Entry]] = defaultdict(list)
    ids = sorted(changes)
    for start in range(0, len(ids), _READ):
        for entry in _entries(Engagement.objects.shown().filter(pk__in=ids[start : start + _READ])):
            entries[month_of(entry.earliest)].append(entry)
    rows = _locked({month for months in changes.values() for month in months} | set(entries))
    written = []
    for month, row in rows.items():
        held = columns.unpack(row.data)
        kept = columns.without(held, ids)
        if len(kept) == len(held) and month not in entries:
            continue  # locked alone
        written.append(_row(month, columns.in_order(columns.join([kept, columns.of_entries(entries[month])]))))
    _pending.writes += 1
    MonthColumns.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["month"], update_fields=["count", "stamp", "data"]
    )


def _locked(months: set[int]) -> dict[int, MonthColumns]:
    """Return the rows of months, made where they are missing, and hold off other writers until the transaction ends."""
    wanted = sorted({0, *months})
    # In order, the undated first: it lets one writer through at a time, so that no two can wait for each other.
    found = MonthColumns.objects.select_for_update().order_by("month")
    rows = {row.month: row for row in found.filter(month__in=wanted)}
    missing = [month for month in wanted if month not in rows]
    if missing:
        empty = columns.of_entries(())
        MonthColumns.objects.bulk_create([_row(month, empty) for month in missing], ignore_conflicts=True)
        rows = {row.month: row for row in found.filter(month__in=wanted)}
    return rows


def _row(month: int, held: Columns) -> MonthColumns:
    return MonthColumns(month=month, count=len(held), stamp=secrets.randbits(63), data=columns.pack(held))


def _days(month: int) -> tuple[int, int]:
    """Return the first and last day number of a month."""
    first = date(month // 12, month % 12 + 1, 1).toordinal()
    if (month // 12, month % 12) == (9999, 11):
        return first, date.max.toordinal()
    return first, date((month + 1) // 12, (month + 1) % 12 + 1, 1).toordinal() - 1


def _entries(engagements: EngagementQuerySet) -> Iterator[Entry]:
    """Read what the columns hold of engagements, in three queries."""
    countries: dict[int, list[str]] = defaultdict(list)
    organisations: dict[int, list[int]] = defaultdict(list)
    topics: dict[int, list[int]] = defaultdict(list)
    within = engagements.order_by().values("pk")
    parties = Participation.objects.filter(engagement__in=within).order_by()
    for engagement, country, organisation in parties.values_list("engagement_id", "country_id", "organisation_id"):
        if country:
            countries[engagement].append(country)
        elif organisation:
            organisations[engagement].append(organisation)
    about = Engagement.topics.through.objects.filter(engagement__in=within).order_by()
    for engagement, topic in about.values_list("engagement_id", "topic_id"):
        topics[engagement].append(topic)
    read: Iterable[tuple[Any, ...]] = engagements.order_by().values_list(*_FIELDS)
    for values in read:
        pk = values[0]
        lists: tuple[Any, ...] = (countries.get(pk, ()), organisations.get(pk, ()), topics.get(pk, ()))
        yield Entry(*values, *lists)
