"""Draws one made-up engagement: what, when, where, who, about what."""

from collections import deque
from dataclasses import dataclass
from datetime import date
from random import Random

from timeline import partial_dates
from timeline.management.generating.world import Attendee, Format, Named, Party, Skewed, Spot, World
from timeline.vocabulary import Kind, Role, Status

YEARS = 26
AHEAD = 120  # days of announced engagements
_KINDS = Skewed(
    (
        Kind.BILATERAL, Kind.VISIT, Kind.EXERCISE, Kind.CALL, Kind.DIALOGUE, Kind.WORKING_GROUP, Kind.CONFERENCE,
        Kind.TRAINING, Kind.PORT_CALL, Kind.SIGNING, Kind.MINISTERIAL, Kind.SUMMIT,
    ),
    (24, 16, 12, 9, 8, 7, 6, 5, 5, 3, 3, 2),
)  # fmt: skip
_LENGTHS = {
    Kind.EXERCISE: (3, 16), Kind.TRAINING: (5, 60), Kind.CONFERENCE: (1, 3), Kind.VISIT: (1, 4), Kind.PORT_CALL: (2, 5),
    Kind.SUMMIT: (1, 2), Kind.DIALOGUE: (1, 2), Kind.WORKING_GROUP: (1, 3),
}  # fmt: skip
_FORMAT_KINDS = (Kind.SUMMIT, Kind.MINISTERIAL, Kind.DIALOGUE, Kind.WORKING_GROUP, Kind.EXERCISE, Kind.CONFERENCE)
_PARTIES = Skewed((2, 3, 4, 5, 6, 8, 10), (25, 33, 24, 9, 4, 3, 2))


@dataclass(slots=True)
class Facts:
    """What one engagement is; `number` is its id. Empty where nothing is said."""

    number: int
    kind: Kind
    status: Status
    start: str
    end: str
    place: Spot | None
    country: str  # stated without a place
    parties: list[tuple[Party, Role]]
    people: list[Attendee]
    series: Format | None
    edition: int | None
    topics: list[Named]
    within: "Facts | None"
    title: str = ""

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and last day number it can mean."""
        return partial_dates.bounds(self.start, self.end)


class Drawer:
    """Draws engagements in the order of their days, so that editions count up and parts follow what they lie within."""

    def __init__(self, world: World, rng: Random, today: date) -> None:
        self.world, self.rng, self.today = world, rng, today.toordinal()
        self.larger: deque[Facts] = deque(maxlen=12)

    def draw(self, number: int, day: int) -> Facts:
        """Draw the engagement with id `number` that begins on `day`."""
        rng = self.rng
        within = self._larger(day) if rng.random() < 0.05 else None
        kind = rng.choice((Kind.BILATERAL, Kind.SIGNING)) if within else _KINDS.draw(rng)
        series = self._series(kind)
        start, end = self._dates(kind, day) if not within else (within.start, within.start)
        parties = self._parties(series, within)
        place, country = (within.place, "") if within else self._where(parties)
        facts = Facts(
            number=number,
            kind=kind,
            status=self._status(start, end),
            start=start,
            end=end,
            place=place,
            country=country,
            parties=parties,
            people=self._people(kind, parties),
            series=series,
            edition=self._edition(series),
            topics=self._topics(),
            within=within,
        )
        if kind in (Kind.VISIT, Kind.CONFERENCE, Kind.SUMMIT) and place and len(start) == 10 and not within:
            self.larger.append(facts)
        return facts

    def _larger(self, day: int) -> Facts | None:
        near = [facts for facts in self.larger if facts.days and facts.days[0] <= day]
        return self.rng.choice(near) if near else None

    def _series(self, kind: Kind) -> Format | None:
        known = self.world.series.get(kind)
        return known.draw(self.rng) if known and kind in _FORMAT_KINDS and self.rng.random() < 0.6 else None

    def _edition(self, series: Format | None) -> int | None:
        if series is None or self.rng.random() < 0.1:
            return None
        self.world.editions[series.pk] = self.world.editions.get(series.pk, 0) + 1
        return self.world.editions[series.pk]

    def _dates(self, kind: Kind, day: int) -> tuple[str, str]:
        """Return first and last day; one in twelve is known to the month or year alone, a few not at all."""
        chance, first = self.rng.random(), date.fromordinal(day).isoformat()
        if chance < 0.003:
            return "", ""
        if chance < 0.02:
            return first[:4], first[:4]
        if chance < 0.083:
            return first[:7], first[:7]
        length = self.rng.randint(*_LENGTHS.get(kind, (1, 1)))
        return first, date.fromordinal(day + length - 1).isoformat()

    def _status(self, start: str, end: str) -> Status:
        chance, days = self.rng.random(), partial_dates.bounds(start, end)
        if days and days[0] > self.today:
            return Status.PLANNED if chance < 0.9 else Status.POSTPONED if chance < 0.95 else Status.CANCELLED
        if days and days[1] >= self.today and chance < 0.8:
            return Status.ONGOING
        rare = ((0.03, Status.CANCELLED), (0.05, Status.POSTPONED), (0.08, Status.PLANNED))
        return next((status for bound, status in rare if chance < bound), Status.HELD)

    def _parties(self, series: Format | None, within: Facts | None) -> list[tuple[Party, Role]]:
        world, rng = self.world, self.rng
        drawn: dict[str, Party] = {}
        if series:
            drawn |= {code: world.by_code[code] for code in series.parties if code in world.by_code}
        if within:
            drawn |= {party.code: party for party, _ in within.parties[:1]}
        wanted = _PARTIES.draw(rng)
        while len(drawn) < wanted:
            party = world.countries.draw(rng)
            drawn[party.code] = party
        host = next(iter(drawn)) if rng.random() < 0.7 else ""
        if world.organisations.things and rng.random() < 0.12:
            organisation = world.organisations.draw(rng)
            drawn[organisation.code] = organisation
        return [(party, Role.HOST if code == host else Role.PARTICIPANT) for code, party in drawn.items()]

    def _where(self, parties: list[tuple[Party, Role]]) -> tuple[Spot | None, str]:
        host, chance = parties[0][0].code, self.rng.random()
        if chance < 0.05:
            return None, ""
        if chance < 0.1:
            return None, host
        return self.world.places[host].draw(self.rng), ""

    def _people(self, kind: Kind, parties: list[tuple[Party, Role]]) -> list[Attendee]:
        wanted = 2 if kind in (Kind.BILATERAL, Kind.CALL) else 1 if self.rng.random() < 0.4 else 0
        sent = [self.world.people[party.code].draw(self.rng) for party, _ in parties[:wanted] if party.code in self.world.people]
        return sorted({person.pk: person for person in sent}.values(), key=lambda person: f"person:{person.pk}")

    def _topics(self) -> list[Named]:
        if not self.world.topics.things:
            return []
        drawn = [self.world.topics.draw(self.rng) for _ in range(self.rng.choice((0, 1, 1, 2)))]
        return sorted({topic.pk: topic for topic in drawn}.values(), key=lambda topic: topic.pk)
