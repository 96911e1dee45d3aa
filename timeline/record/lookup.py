"""The names behind the ids that a batch of engagements shows, read in a few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from timeline import wording
from timeline.folding import fold
from timeline.models import Country, Engagement, Organisation, Person, Place, Series, Topic, Venue
from timeline.record.choosing import Said
from timeline.record.importance import Levels
from timeline.record.placing import Home
from timeline.record.shown import Shown
from timeline.record.titles import Named
from timeline.vocabulary import Field

_TAKEN = "Not stated of its own: taken from the larger engagement"
_DEEPEST = 10  # nobody nests engagements deeper; a longer chain is a circle


def homes_of(claims: Iterable[Said]) -> dict[int, Home]:
    """Return where the venues that claims name lie, by their ids: one query, none where no venue is named."""
    ids = {int(claim.key.rpartition(":")[2]) for claim in claims if claim.field is Field.VENUE}
    placed = Venue.objects.filter(pk__in=ids, place__isnull=False) if ids else Venue.objects.none()
    read = placed.values_list("pk", "place", "place__country", "is_confirmed")
    return {pk: Home(place, country, is_known) for pk, place, country, is_known in read if place is not None}


class Lookup:
    """Things by id, for one batch."""

    def __init__(self, batch: Sequence[Shown]) -> None:
        self.levels = Levels()
        self.places = (
            Place.objects.select_related("country").prefetch_related("aliases").in_bulk({b.place for b in batch if b.place})
        )
        self.venues = Venue.objects.in_bulk({b.venue for b in batch if b.venue})
        self.series = (
            Series.objects.select_related("parent").prefetch_related("aliases").in_bulk({b.series for b in batch if b.series})
        )
        self.people = Person.objects.prefetch_related("aliases").in_bulk({person for b in batch for person in b.people})
        self.countries: dict[str, str] = dict(Country.objects.order_by().values_list("code", "name"))
        parties = {key for b in batch for key in b.parties}
        organisations = Organisation.objects.in_bulk(
            {int(key.partition(":")[2]) for key in parties if key.startswith("organisation:")}
        )
        self.parties = {f"organisation:{pk}": organisation.acronym for pk, organisation in organisations.items()}
        self.parties |= {f"country:{code}": name for code, name in self.countries.items()}
        self.topics = dict(Topic.objects.values_list("pk", "name"))
        self.parents = Engagement.objects.select_related("series", "place").in_bulk({b.within for b in batch if b.within})
        self.places |= {parent.place_id: parent.place for parent in self.parents.values() if parent.place and parent.place_id}

    def outermost_first(self, engagements: Sequence[Engagement], values: Mapping[int, Shown | None]) -> list[Engagement]:
        """Order a batch so that each comes after the one it lies within, and let its values be read from there."""
        by_id = {engagement.pk: engagement for engagement in engagements}
        self.parents |= {pk: engagement for pk, engagement in by_id.items() if pk in self.parents}

        def depth(pk: int) -> int:
            steps, upper = 0, values[pk]
            while upper and upper.within in by_id and steps <= _DEEPEST:
                upper, steps = values[upper.within], steps + 1
            return steps

        return sorted(engagements, key=lambda engagement: depth(engagement.pk))

    def with_outer(self, values: Shown, within: int | None) -> Shown:
        """Take over the days and the place of the larger engagement where no source gives its own."""
        outer = self.parents.get(within or 0)
        changes: dict[str, Any] = {}
        if outer and not values.start and outer.start:
            changes |= {"start": outer.start, "end": outer.end}
        in_country = outer and values.country in (None, outer.country_id)
        if outer and not values.place and outer.place_id and in_country and self._may_lie(values.venue, outer.place_id):
            changes["place"] = outer.place_id
            if outer.place:
                self.places.setdefault(outer.place_id, outer.place)
        if not changes:
            return values
        taken = {
            field: {"claim": None, "runner_up": None, "reason": _TAKEN} for field in ("start", "end", "place") if field in changes
        }
        return replace(values, **changes, choices=values.choices | taken)

    def _may_lie(self, venue: int | None, place: int) -> bool:
        """Say whether a venue, if there is one, is not known to lie elsewhere: by the name alone none is."""
        known = self.venues.get(venue or 0)
        return known is None or not known.is_confirmed or known.place_id in (None, place)

    def named(self, values: Shown) -> Named:
        """Return the names that titles are made of."""
        place, venue, series = (
            self.places.get(values.place or 0),
            self.venues.get(values.venue or 0),
            self.series.get(values.series or 0),
        )
        return Named(
            kind=values.kind,
            series=series.name if series else "",
            edition=values.edition,
            people=[self.people[person].name for person in values.people],
            surnames=[wording.surname(self.people[person].name, self.people[person].country_id) for person in values.people],
            parties=[self.parties[key] for key in values.parties],
            place=place.name if place else "",
            country=self.countries.get((place.country_id if place else None) or values.country or "", ""),
            venue=venue.name if venue else "",
            year=values.start[:4],
        )

    def series_weight(self, series: int | None) -> int:
        """Return the weight of a series, 0 for none."""
        found = self.series.get(series or 0)
        return found.weight if found else 0

    def safe_parent(self, pk: int, parent: int | None) -> int | None:
        """Return the larger engagement, unless it lies, however deep, inside this one."""
        upper, steps = parent, 0
        while upper is not None:
            if upper == pk or steps > _DEEPEST:
                return None
            known = self.parents.get(upper)
            upper = known.within_id if known else Engagement.objects.values_list("within_id", flat=True).get(pk=upper)
            steps += 1
        return parent

    def search_text(self, values: Shown, title: str, within: int | None) -> str:
        """Return the folded words under which a search finds the engagement, each once."""
        place, venue, series = (
            self.places.get(values.place or 0),
            self.venues.get(values.venue or 0),
            self.series.get(values.series or 0),
        )
        parent = self.parents.get(within or 0)
        texts = [
            title,
            values.summary,
            *(self.parties[key] for key in values.parties),
            *(self.topics[topic] for topic in values.topics),
        ]
        if series:
            texts += [series.name, *(alias.text for alias in series.aliases.all()), series.parent.name if series.parent else ""]
        if place:
            texts += [place.name, place.country.name if place.country else "", *(alias.text for alias in place.aliases.all())]
        if venue:
            texts.append(venue.name)
        for person, (office, _) in values.people.items():
            texts += [self.people[person].name, office, *(alias.text for alias in self.people[person].aliases.all())]
        if parent:
            texts += [parent.title, parent.series.name if parent.series else ""]
        return " ".join(dict.fromkeys(word for text in texts for word in fold(text).split()))
