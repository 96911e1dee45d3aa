"""What is unlikely about an engagement, as sentences for whoever is about to save it. A warning forbids nothing. Pure.

Each check compares what is told of one engagement with what the record holds beside it; `queries/checks.py` reads that.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline import partial_dates, wording
from timeline.vocabulary import Field

FROM_DATELINE = "place.dateline"  # the extractor's rule for a town that only the dateline names


@dataclass(frozen=True, slots=True)
class Told:
    """One engagement as it would be saved. Ids are None for what is not on record yet, texts empty for what is not told.

    `venue_name` and `dateline` are folded; `place_rule` is the extractor's rule where it read the place.
    """

    engagement: int | None
    start: str = ""
    end: str = ""
    place: int | None = None
    place_name: str = ""
    country: str = ""
    venue: int | None = None
    venue_name: str = ""
    dateline: str = ""
    place_rule: str = ""
    series: int | None = None
    edition: int | None = None
    people: tuple[int, ...] = ()
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A person in another engagement on record."""

    person: int
    name: str
    engagement: int
    title: str
    start: str
    end: str
    place: int
    place_name: str
    within: int | None


@dataclass(frozen=True, slots=True)
class Edition:
    """Another edition of a series on record."""

    series: int
    edition: int
    engagement: int
    title: str
    start: str
    end: str
    within: int | None


@dataclass(frozen=True, slots=True)
class Namesake:
    """A venue of some name that is known to stand in a country."""

    venue: int
    folded: str
    place_name: str
    country: str
    country_name: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What the record holds beside some engagements."""

    elsewhere: tuple[Elsewhere, ...] = ()
    editions: tuple[Edition, ...] = ()
    venues: tuple[Namesake, ...] = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """One sentence, the field it is shown beside, and what of `Told` it was found in."""

    field: Field
    sentence: str
    found_in: tuple[str, ...]


def cautions(told: Told, beside: Beside) -> tuple[Caution, ...]:
    """Return what is unlikely about an engagement."""
    days, number = ("start", "end"), ("series", "edition")
    found = (
        (Field.END, days, backwards(told)),
        (Field.PERSON, (*days, "place"), in_two_cities(told, beside.elsewhere)),
        (Field.EDITION, number, taken(told, beside.editions)),
        (Field.EDITION, (*number, *days), out_of_order(told, beside.editions)),
        (Field.VENUE, ("venue", "country"), abroad(told, beside.venues)),
        (Field.PLACE, ("place", "venue"), only_dateline(told)),
    )
    return tuple(Caution(field, text, found_in) for field, found_in, texts in found for text in texts)


def arisen(before: Told, after: Told, beside: Beside) -> tuple[Caution, ...]:
    """Return what is unlikely about an engagement after a change and was not so before it.

    What was found of it before and still is comes again where the change is to what it was found in: somebody is at it.
    """
    stood = {caution.sentence for caution in cautions(before, beside)}

    def is_changed(name: str) -> bool:
        return bool(getattr(before, name) != getattr(after, name))

    return tuple(
        caution
        for caution in cautions(after, beside)
        if caution.sentence not in stood or any(is_changed(name) for name in caution.found_in)
    )


def marks(sentences: Iterable[str]) -> str:
    """Return what stands for warnings in a form, so that it says which of them were shown already."""
    return " ".join(sorted(hashlib.blake2b(text.encode(), digest_size=6).hexdigest() for text in sentences))


def unseen(sentences: Iterable[str], shown: str) -> int:
    """Count the warnings that are not among the marks of those shown."""
    return len(set(marks(sentences).split()) - set(shown.split()))


def backwards(told: Told) -> Iterable[str]:
    """The end lies before the start."""
    if told.start and told.end and partial_dates.latest(told.end) < partial_dates.earliest(told.start):
        yield (
            f"It ends on {wording.partial_date(told.end)}, before it begins on {wording.partial_date(told.start)}:"
            " it would show as one day."
        )


def in_two_cities(told: Told, elsewhere: Sequence[Elsewhere]) -> Iterable[str]:
    """One person spends the same days in another town: where only some days are the same, people travel."""
    days = (told.start, told.end or told.start)
    if told.place is None or len(days[0]) < 10 or len(days[1]) < 10:
        return
    for one in elsewhere:
        apart = one.engagement not in (told.engagement, told.within) and one.within != told.engagement
        if one.person in told.people and (one.start, one.end) == days and one.place != told.place and apart:
            when = wording.date_range(*days)
            yield f"{one.name} was in {one.place_name} on {when}, by “{one.title}”; this puts them in {told.place_name}."


def taken(told: Told, editions: Sequence[Edition]) -> Iterable[str]:
    """The number is another edition's of the series."""
    for one, _ in _others(told, editions):
        if one.edition == told.edition:
            yield f"The {wording.ordinal(one.edition)} is on record already: {_when(one)}."


def out_of_order(told: Told, editions: Sequence[Edition]) -> Iterable[str]:
    """A lower number of the series came later, or a higher one earlier."""
    for one, edition in _others(told, editions):
        if one.edition == edition or not (told.start and one.start):
            continue
        earlier, later = (one, told) if one.edition < edition else (told, one)
        if partial_dates.earliest(earlier.start) > partial_dates.latest(later.end or later.start):
            yield f"The {wording.ordinal(one.edition)} is on record on the wrong side of it: {_when(one)}."


def _others(told: Told, editions: Sequence[Edition]) -> Iterable[tuple[Edition, int]]:
    """Return the other editions of its series, neither the larger engagement nor its parts, each with its own number."""
    if told.series is None or told.edition is None:
        return
    for one in editions:
        apart = one.engagement not in (told.engagement, told.within) and one.within != told.engagement
        if one.series == told.series and apart:
            yield one, told.edition


def _when(one: Edition) -> str:
    return f"{one.title}, {wording.date_range(one.start, one.end)}"


def abroad(told: Told, venues: Sequence[Namesake]) -> Iterable[str]:
    """Every venue of that name that the record knew before stands in another country."""
    if not told.venue_name or not told.country:
        return
    known = [one for one in venues if one.folded == told.venue_name and one.venue != told.venue]
    own = [one for one in venues if one.venue == told.venue and one.country != told.country]
    if own or (known and all(one.country != told.country for one in known)):
        one = (own or known)[0]
        yield f"On record a venue of that name stands in {one.place_name}, {one.country_name}, not there."


def only_dateline(told: Told) -> Iterable[str]:
    """The town is where the article was written, and nothing says that it met there."""
    if told.place_rule == FROM_DATELINE:
        yield f"No words tell the town: {told.place_name} is where the article was written."
    elif told.venue_name and told.dateline and told.venue_name == told.dateline:
        yield "The venue is the town of the dateline."
