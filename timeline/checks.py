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
    """One sentence, and the field it is about."""

    field: Field
    sentence: str


def cautions(told: Told, beside: Beside) -> tuple[Caution, ...]:
    """Return what is unlikely about an engagement."""
    sentences = (
        *((Field.END, text) for text in backwards(told)),
        *((Field.PERSON, text) for text in in_two_cities(told, beside.elsewhere)),
        *((Field.EDITION, text) for text in out_of_order(told, beside.editions)),
        *((Field.VENUE, text) for text in abroad(told, beside.venues)),
        *((Field.PLACE, text) for text in only_dateline(told)),
    )
    return tuple(Caution(field, text) for field, text in sentences)


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


def out_of_order(told: Told, editions: Sequence[Edition]) -> Iterable[str]:
    """A number of the series is taken, or a lower one came later, or a higher one earlier."""
    if told.series is None or told.edition is None:
        return
    number = wording.ordinal(told.edition)
    for one in editions:
        apart = one.engagement not in (told.engagement, told.within) and one.within != told.engagement
        if one.series != told.series or not apart:
            continue
        when = f"{one.title}, {wording.date_range(one.start, one.end)}"
        if one.edition == told.edition:
            yield f"The {number} is on record already: {when}."
        elif told.start and one.start:
            earlier, later = (one, told) if one.edition < told.edition else (told, one)
            if partial_dates.earliest(earlier.start) > partial_dates.latest(later.end or later.start):
                yield f"The {wording.ordinal(one.edition)} is on record on the wrong side of it: {when}."


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
