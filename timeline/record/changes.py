"""What changed on record between the ends of two days: states compared, newest change first, a page at a time by key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from timeline.clock import end_of
from timeline.models import EarlierState, Engagement
from timeline.record.earlier import as_shown, states_of
from timeline.record.history import Change, Names, changes_of
from timeline.record.shown import Shown

PAGE = 30
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TOLD = ("When", "Where", "Parties")  # of an engagement that is new, the values said first
Key = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One engagement that differs between two days; `at` is its last change between them."""

    id: int
    title: str
    kind: str
    status: str
    at: datetime
    what: str  # recorded, changed, merged, withdrawn, shown again
    changes: tuple[Change, ...]
    told: tuple[str, ...]  # what a new one says
    sources: tuple[int, int]  # before and after
    survivor: int | None  # that it was merged into
    reason: str  # why it is gone

    @property
    def is_gone(self) -> bool:
        """Whether it was shown at the first day's end and is not at the second's."""
        return self.what in ("merged", "withdrawn")


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One page of changes; `next_key` is empty on the last."""

    rows: tuple[ChangedRow, ...]
    next_key: str


def parse_key(text: str) -> Key:
    """Read the key of the last row of a page, `1763110800000000_12`; raise ValueError with a sentence when it is none."""
    moment, _, pk = text.partition("_")
    if not all(part.isascii() and part.isdigit() and len(part) <= 17 for part in (moment, pk)):
        raise ValueError(f"“{text[:40]}” is no place in the list of changes.")
    return _EPOCH + timedelta(microseconds=int(moment)), int(pk)


def changes_between(first: date, last: date, after: Key | None = None) -> ChangePage:
    """Return the engagements whose state at the end of `last` is not that at the end of `first`, from after the key on."""
    begin, end = end_of(first), end_of(last)
    keys = set(_now(begin, end, after))
    if Engagement.objects.filter(changed_at__gt=end).exists():
        keys |= {*_then(begin, end, after), *_gone(begin, end, after)}
    found = sorted(keys, reverse=True)
    page = found[:PAGE]
    at, pk = page[-1] if page else (_EPOCH, 0)
    key = f"{(at - _EPOCH) // timedelta(microseconds=1)}_{pk}" if len(found) > PAGE else ""
    return ChangePage(tuple(_rows(page, begin, end)), key)


def _now(begin: datetime, end: datetime, after: Key | None) -> Iterable[Key]:
    """Yield those that show at the end what they show now: their last change stands in their row."""
    rows = Engagement.objects.filter(changed_at__gt=begin, changed_at__lte=end)
    rows = rows.filter(Q(withdrawn_at__isnull=True) | Exists(EarlierState.objects.at(begin).filter(engagement=OuterRef("pk"))))
    return _page(rows, "changed_at", "pk", after)


def _then(begin: datetime, end: datetime, after: Key | None) -> Iterable[Key]:
    """Yield those that have changed since the end again and showed something else at the beginning."""
    return _page(EarlierState.objects.at(end).filter(since__gt=begin), "since", "engagement_id", after)


def _gone(begin: datetime, end: datetime, after: Key | None) -> Iterable[Key]:
    """Yield those that were shown at the beginning, hidden at the end, and have changed since."""
    own = EarlierState.objects.filter(engagement=OuterRef("engagement"))
    states = EarlierState.objects.filter(until__gt=begin, until__lte=end, engagement__changed_at__gt=end)
    hidden = states.filter(Exists(own.at(begin)), ~Exists(own.filter(since__gte=OuterRef("until"), since__lte=end)))
    return _page(hidden, "until", "engagement_id", after)


def _page(rows: QuerySet[Engagement] | QuerySet[EarlierState], at: str, pk: str, after: Key | None) -> Iterable[Key]:
    if after is not None:
        rows = rows.filter(Q(**{f"{at}__lt": after[0]}) | Q(**{at: after[0], f"{pk}__lt": after[1]}), **{f"{at}__lte": after[0]})
    return rows.order_by(F(at).desc(), F(pk).desc()).values_list(at, pk)[: PAGE + 1]


def _rows(page: Sequence[Key], begin: datetime, end: datetime) -> Iterable[ChangedRow]:
    ids = [pk for _, pk in page]
    engagements = Engagement.objects.in_bulk(ids)
    before, after = _at(engagements, begin), _at(engagements, end)
    names = Names([*before.values(), *after.values()])
    for at, pk in page:
        yield _row(engagements[pk], at, before.get(pk), after.get(pk), names, is_new=engagements[pk].recorded_at > begin)


def _at(engagements: dict[int, Engagement], moment: datetime) -> dict[int, Shown]:
    """Return what engagements showed at a moment, by id."""
    same = [one for one in engagements.values() if one.withdrawn_at is None and one.changed_at <= moment]
    states = {state.engagement_id: state for state in EarlierState.objects.at(moment).filter(engagement__in=engagements)}
    standing = states_of(same, at=moment + timedelta(microseconds=1))
    return {pk: as_shown(state) for pk, state in (states | standing).items()}


def _row(
    engagement: Engagement, at: datetime, before: Shown | None, after: Shown | None, names: Names, *, is_new: bool
) -> ChangedRow:
    state = after or before
    assert state is not None  # one that was shown at neither end is not asked for
    # How it went is known of those still gone.
    survivor = engagement.merged_into_id if after is None else None
    what = "recorded" if is_new else "shown again"
    if before is not None:
        what = "changed" if after is not None else "merged" if survivor else "withdrawn"
    words = names.words(after)
    return ChangedRow(
        id=engagement.pk,
        title=state.title or engagement.title,
        kind=state.kind,
        status=state.status,
        at=at,
        what=what,
        changes=tuple(changes_of(before, after, names)) if what == "changed" else (),
        told=tuple(words[label] for label in _TOLD if words.get(label)),
        sources=(before.sources if before else 0, after.sources if after else 0),
        survivor=survivor,
        reason=engagement.withdrawn_reason if what == "withdrawn" else "",
    )
