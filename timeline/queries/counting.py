"""The counting rule: what an engagement counts, as an expression that any grouped query can add up."""

from collections.abc import Collection

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.aggregates import Aggregate

from timeline.models import Participation
from timeline.models.engagements import EngagementQuerySet
from timeline.vocabulary import Counting


def weighed(
    found: EngagementQuerySet, counting: Counting, countries: Collection[str] = ()
) -> tuple[EngagementQuerySet, Aggregate]:
    """Return the engagements and the aggregate that adds up what `counting` makes of them.

    In the figure of one country, or of a few that met (`countries`, ISO codes), only the pairs they are part of count, and
    only the people who spoke for them.
    """
    if counting is Counting.PAIRS:
        return _pairs(found, countries)
    if counting is Counting.PEOPLE:
        own = Q(attendances__isnull=False) if not countries else _spoke_for(countries)
        return found, Count("attendances", filter=own)
    return found, Count("pk")


def _pairs(found: EngagementQuerySet, countries: Collection[str]) -> tuple[EngagementQuerySet, Aggregate]:
    """Count pairs: among all parties, of one country with each other one, or among the few countries themselves."""
    if len(countries) == 1:
        others = Q(participations__country__isnull=False) & ~Q(participations__country__in=countries)
        return found, Count("participations", filter=others)
    parties = Participation.objects.filter(engagement=OuterRef("pk"), country__isnull=False)
    if countries:
        parties = parties.filter(country__in=countries)
    number = parties.order_by().values("engagement").annotate(number=Count("pk")).values("number")
    among = Subquery(number, output_field=IntegerField())
    return found.annotate(parties_met=among), Sum(F("parties_met") * (F("parties_met") - 1) / 2, default=0)


def _spoke_for(countries: Collection[str]) -> Q:
    """Say who spoke for one of the countries: by the party named, else by where the person is from."""
    return Q(attendances__party__in=countries) | Q(attendances__party="", attendances__person__country__in=countries)
