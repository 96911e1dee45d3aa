"""Names on record with a word that begins like what somebody types: two queries at most, a handful of answers."""

from collections.abc import Callable

from django.db.models import F, Q

from timeline.folding import fold
from timeline.models import Country, Organisation, Person, Place, Post, Series, Venue
from timeline.vocabulary import Field

MOST = 8


def suggestions(field: str, words: str) -> tuple[str, ...]:
    """Return names for a field of the review, as the field reads them; raise ValueError with a sentence for another field."""
    find = _FINDERS.get(field)
    if find is None:
        raise ValueError(f"There are no names for “{field[:40]}”: ask for {', '.join(_FINDERS)}.")
    folded = fold(words)
    return tuple(find(folded)) if folded else ()


def _begins(folded: str, column: str = "folded") -> Q:
    return Q(**{f"{column}__startswith": folded}) | Q(**{f"{column}__contains": f" {folded}"})


def _people(folded: str) -> list[str]:
    named = _begins(folded) | _begins(folded, "aliases__folded")
    people = list(
        Person.objects.filter(named, merged_into=None).select_related("organisation").distinct().order_by("folded", "pk")[:MOST]
    )
    # The newest office last, so that it is the one kept.
    offices = dict(Post.objects.filter(person__in=people).order_by("since", "pk").values_list("person", "office"))
    homes = {one.pk: one.country_id or (one.organisation.acronym if one.organisation else "") for one in people}
    return [" | ".join([one.name, offices.get(one.pk, ""), homes[one.pk]]).rstrip(" |") for one in people]


def _places(folded: str) -> list[str]:
    places = Place.objects.filter(_begins(folded) | _begins(folded, "aliases__folded"), country__isnull=False, merged_into=None)
    found = places.distinct().order_by("folded", "pk").values_list("name", "country")[:MOST]
    return [f"{name}, {code}" for name, code in found]


def _venues(folded: str) -> list[str]:
    return list(
        Venue.objects.filter(_begins(folded), merged_into=None).order_by("folded", "pk").values_list("name", flat=True)[:MOST]
    )


def _series(folded: str) -> list[str]:
    named = Q(name__icontains=folded) | _begins(folded, "aliases__folded")
    return list(Series.objects.filter(named, merged_into=None).distinct().order_by("name").values_list("name", flat=True)[:MOST])


def _parties(folded: str) -> list[str]:
    codes = Country.objects.filter(Q(name__istartswith=folded) | Q(code__iexact=folded)).order_by("name")
    bodies = Organisation.objects.filter(Q(name__icontains=folded) | Q(acronym__istartswith=folded)).order_by("acronym")
    found = [*codes.values_list(F("code"), flat=True)[:MOST], *bodies.values_list("acronym", flat=True)[:MOST]]
    return found[:MOST]


_FINDERS: dict[str, Callable[[str], list[str]]] = {
    Field.PERSON: _people,
    Field.PLACE: _places,
    Field.VENUE: _venues,
    Field.SERIES: _series,
    Field.PARTY: _parties,
}
