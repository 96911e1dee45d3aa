"""How an engagement on record is written as the cells of a sheet."""

from timeline.admin.transfer.columns import SEPARATOR
from timeline.models import Attendance, Claim, Engagement, Participation
from timeline.vocabulary import Field, Origin, Role

COLUMNS = (
    "uid", "title", "kind", "status", "start", "end", "city", "country", "venue", "parties", "people", "series", "edition",
    "topics", "within", "outlet", "source_url", "note",
)  # fmt: skip
SINGLE = {
    name: Field(name) for name in ("title", "kind", "status", "start", "end", "country", "venue", "series", "edition", "within")
}


def key_of(engagement: Engagement) -> str:
    """Return the key of the file it came from, else its number: `#12`."""
    return engagement.uid or f"#{engagement.pk}"


def is_link(key: str) -> bool:
    """Say whether a key is a number on record rather than the key of a file."""
    return key.startswith("#") and key[1:].isdecimal() and key.isascii() and len(key) < 17


def cells(engagement: Engagement) -> list[str]:
    """Return one text per column; nothing for one that is not on record yet."""
    if engagement.pk is None:
        return [""] * len(COLUMNS)
    outlet, address, note = _report(engagement)
    return [
        key_of(engagement),
        engagement.title,
        engagement.kind,
        engagement.status,
        engagement.start,
        engagement.end,
        engagement.place.name if engagement.place else "",
        engagement.country_id or "",
        engagement.venue.name if engagement.venue else "",
        SEPARATOR.join(_party(row) for row in engagement.participations.all()),
        SEPARATOR.join(_person(row) for row in engagement.attendances.all()),
        engagement.series.name if engagement.series else "",
        str(engagement.edition or ""),
        SEPARATOR.join(topic.name for topic in engagement.topics.all()),
        key_of(engagement.within) if engagement.within else "",
        outlet,
        address,
        note,
    ]


def _party(row: Participation) -> str:
    code = row.country_id or (row.organisation.acronym if row.organisation else "")
    return code if row.role == Role.PARTICIPANT else f"{code} ({row.role})"


def _person(row: Attendance) -> str:
    return "|".join([row.person.name, row.office, row.party]).rstrip("|")


def _report(engagement: Engagement) -> tuple[str, str, str]:
    """Return outlet, address and note of the first report that the engagement was compiled from."""
    loaded: list[Claim] | None = getattr(engagement, "compiled_claims", None)
    if loaded is None:
        compiled = Claim.objects.live().filter(engagement=engagement, origin=Origin.COMPILED)
        loaded = list(compiled.select_related("source").order_by("id")[:1])
    if not loaded:
        return "", "", ""
    return loaded[0].source.name if loaded[0].source else "", loaded[0].report_url, loaded[0].note
