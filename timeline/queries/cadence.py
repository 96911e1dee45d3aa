"""How regularly a series meets: gaps, usual gap, hosts, what is due next. Pure reckoning over editions, no database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from timeline import wording
from timeline.rows import EngagementRow, PartyRow
from timeline.vocabulary import Role, Status

TOOK_PLACE = frozenset({Status.HELD, Status.ONGOING})
STILL_DUE = frozenset({Status.PLANNED, Status.POSTPONED})
YEARLY = 14  # months: up to here a year without an edition is worth showing
ENOUGH = 3  # gaps from which a usual gap can be told


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition in a register: the engagement with what its neighbours make of it."""

    engagement: EngagementRow
    hosts: tuple[PartyRow, ...]
    hosts_again: bool
    people: tuple[str, ...]
    months_since: int | None  # since the edition before; None when either is known to the year only
    shares_number: bool


@dataclass(frozen=True, slots=True)
class GapRow:
    """Years, or numbers, between two editions for which none is on record."""

    years: str
    known: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """The edition expected next: an announced one, else the last plus the usual gap."""

    when: str
    announced: EngagementRow | None
    months_late: int  # against the usual gap; negative is early, 0 on cadence or unknown
    since_last: int | None
    last: EngagementRow
    is_past: bool  # the day has gone by


def hosts(row: EngagementRow) -> tuple[PartyRow, ...]:
    """Return who hosted: the parties said to be hosts, else the party in whose country it took place."""
    named = tuple(party for party in row.parties if party.role == Role.HOST)
    return named or tuple(party for party in row.parties if party.code == row.country and not party.is_organisation)


def months_between(one: EngagementRow, other: EngagementRow) -> int | None:
    """Return the whole months from `one` to `other`, rounded, or None when either is not known to the month."""
    if one.earliest is None or other.earliest is None or min(len(one.start), len(other.start)) < 7:
        return None
    return round((other.earliest - one.earliest) / 30.44)


def usual_gap(rows: Sequence[EngagementRow]) -> int | None:
    """Return the median months between editions that took place, oldest first; None when too few are dated."""
    held = [row for row in rows if row.status in TOOK_PLACE]
    gaps = [gap for one, other in zip(held, held[1:], strict=False) if (gap := months_between(one, other))]
    return round(median(gaps)) if len(gaps) >= ENOUGH else None


def pace(gap: int) -> str:
    """Say a usual gap in words: `about one a year`, `about two a year`, `about one every two years`."""
    if gap < 9:
        return f"about {wording.number(round(12 / gap))} a year" if gap else "several a month"
    if gap <= 15:
        return "about one a year"
    years = gap / 12
    if abs(years - round(years)) < 0.25:
        return f"about one every {wording.number(round(years))} years"
    return f"usually {gap} months apart"


def host_counts(rows: Sequence[EngagementRow]) -> list[tuple[PartyRow, int]]:
    """Count how often each party hosted an edition that took place, most first."""
    hosting = Counter(host.code for row in rows if row.status in TOOK_PLACE for host in hosts(row))
    by_code = {host.code: host for row in rows for host in hosts(row)}
    return [(by_code[code], number) for code, number in hosting.most_common()]


def due(rows: Sequence[EngagementRow], gap: int | None, today: date) -> DueRow | None:
    """Return what is due next after the newest edition held, or None when nothing can be said."""
    held = [row for row in rows if row.status in TOOK_PLACE and row.earliest is not None]
    if not held:
        return None
    last = held[-1]
    coming = [row for row in rows if row.status in STILL_DUE and (row.earliest or 0) > (last.earliest or 0)]
    if coming:
        announced = coming[0]
        since = months_between(last, announced)
        late = since - gap if since is not None and gap else 0
        past = announced.latest is not None and announced.latest < today.toordinal()
        return DueRow(wording.date_range(announced.start, announced.end), announced, late, since, last, past)
    if not gap or last.earliest is None:
        return None
    expected = date.fromordinal(last.earliest + round(gap * 30.44))
    late = max(0, round((today - expected).days / 30.44))
    since = max(0, round((today.toordinal() - last.earliest) / 30.44))
    return DueRow(wording.partial_date(f"{expected:%Y-%m}"), None, late, since, last, expected < today)


def register(
    rows: Sequence[EngagementRow], people: dict[int, tuple[str, ...]], gap: int | None
) -> tuple[EditionRow | GapRow, ...]:
    """Return the editions newest first with the gaps between them; `rows` come oldest first, `people` by engagement."""
    numbers = Counter(row.edition for row in rows if row.edition)
    entries: list[EditionRow | GapRow] = []
    before: EngagementRow | None = None
    for row in rows:
        if before is not None and (missing := _gap(before, row, gap)):
            entries.append(missing)
        entries.append(
            EditionRow(
                engagement=row,
                hosts=hosts(row),
                hosts_again=bool(before and hosts(row) and {h.code for h in hosts(row)} == {h.code for h in hosts(before)}),
                people=people.get(row.id, ()),
                months_since=months_between(before, row) if before else None,
                shares_number=bool(row.edition and numbers[row.edition] > 1),
            )
        )
        if row.status != Status.CANCELLED:
            before = row
    return tuple(reversed(entries))


def _gap(before: EngagementRow, after: EngagementRow, gap: int | None) -> GapRow | None:
    """Say what lies between two editions: numbers nobody reports, or years without one in a yearly series."""
    if not before.start or not after.start:
        return None
    first, last = int(before.end[:4] or before.start[:4]) + 1, int(after.start[:4]) - 1
    years = "" if first > last else str(first) if first == last else f"{first}–{last}"
    skipped = (after.edition - before.edition - 1) if after.edition and before.edition else 0
    if skipped > 0:
        first_number, last_number = wording.ordinal((before.edition or 0) + 1), wording.ordinal((after.edition or 0) - 1)
        which = f"the {first_number} is" if skipped == 1 else f"the {first_number} to {last_number} are"
        return GapRow(years, f"{which} not on record")
    if not years or not gap or gap > YEARLY:
        return None
    runs_on = before.edition and after.edition and after.edition == before.edition + 1
    return GapRow(years, "no edition found; numbering runs on, so none is thought missing" if runs_on else "no edition found")


def empty_years(rows: Sequence[EngagementRow]) -> int:
    """Count the years between the first and the last edition held in which none began."""
    years = sorted({int(row.start[:4]) for row in rows if row.status in TOOK_PLACE and row.start})
    return years[-1] - years[0] + 1 - len(years) if years else 0
