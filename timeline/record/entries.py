"""What tables and people entered takes part in linking: one report for all that an engagement's claims without an article say.

Such a report is filed where it was entered and compared only when an article comes that may tell of the same: a table's rows are
told apart by the table, and nobody's entry is moved while they look at it.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from timeline.linking.reports import TABLE, Named
from timeline.linking.reports import Report as Told
from timeline.models import Claim, Engagement, Organisation, Person, Report
from timeline.record.choosing import Said
from timeline.record.names import NameBook
from timeline.record.reports import enter
from timeline.record.shown import said, shown
from timeline.vocabulary import Origin


def file_entries(engagements: Iterable[int]) -> None:
    """Write the reports of engagements that were entered rather than read; call it after `choose_all`.

    One that articles tell of as well is left as it stands: what people correct there is a decision on its value, not another
    telling.
    """
    ids = set(engagements)
    spoken_for = set(Report.objects.filter(engagement__in=ids, article__isnull=False).values_list("engagement", flat=True))
    enter(_told(ids - spoken_for))


def _told(ids: Collection[int]) -> dict[int, Told]:
    """Return by engagement what its claims without an article say, of those that have any."""
    by_engagement: dict[int, list[Said]] = {}
    for claim in Claim.objects.live().filter(engagement__in=ids, article=None).order_by("pk"):
        by_engagement.setdefault(claim.engagement_id, []).append(said(claim))
    values = {pk: one for pk, claims in by_engagement.items() if (one := shown(claims)) is not None}
    acronyms = dict(Organisation.objects.values_list("pk", "acronym"))
    people = Person.objects.in_bulk({person for one in values.values() for person in one.people})
    names = NameBook()
    uids = dict(Engagement.objects.filter(pk__in=values).values_list("pk", "uid"))
    told = {}
    for pk, one in values.items():
        tabled = any(claim.origin == Origin.COMPILED for claim in by_engagement[pk])
        series = f"series:{one.series}" if one.series else ""
        key = f"entry:{uids[pk] or pk}"
        told[pk] = Told(
            key=key,
            article=TABLE if tabled else key,
            kind=one.kind,
            status=one.status,
            start=one.start,
            end=one.end,
            series=series,
            formats=names.formats(series),
            edition=one.edition,
            place=f"place:{one.place}" if one.place else "",
            country=one.country or "",
            venue=f"venue:{one.venue}" if one.venue else "",
            parties=frozenset(_code(party, acronyms) for party in one.parties),
            people=tuple(Named(people[pk].name, party, office) for pk, (office, party) in one.people.items()),
        )
    outer = {pk: told[one.within] for pk, one in values.items() if one.within in told}
    return {pk: replace(one, within=outer[pk].in_short if pk in outer else "") for pk, one in told.items()}


def _code(party: str, acronyms: dict[int, str]) -> str:
    kind, _, name = party.partition(":")
    return name if kind == "country" else acronyms[int(name)]
