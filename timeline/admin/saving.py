"""What a person typed into the form of an engagement becomes claims, through record/ and nothing else."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from timeline.models import Claim, Engagement
from timeline.record import NewClaim, choose, decide, deny, file_entries, new_engagement, record_claims
from timeline.vocabulary import Field, Origin

SINGLE = (
    Field.TITLE, Field.KIND, Field.STATUS, Field.START, Field.END, Field.PLACE, Field.COUNTRY, Field.VENUE, Field.SERIES,
    Field.EDITION, Field.WITHIN, Field.SUMMARY,
)  # fmt: skip


def claim_value(field: Field, value: Any) -> Any:
    """Return the JSON of what the form's field holds."""
    match field:
        case Field.PLACE:
            return {
                "name": value.name,
                "country": value.country_id,
                "lat": value.latitude,
                "lon": value.longitude,
                "geoname": value.geoname_id,
            }
        case Field.COUNTRY | Field.WITHIN:
            return value.pk
        case Field.VENUE | Field.SERIES | Field.TOPIC:
            return value.name
    return value


def party_value(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the JSON of one row of the parties."""
    country, organisation = row.get("country"), row.get("organisation")
    return {"code": country.code if country else organisation.acronym if organisation else "", "role": row["role"]}


def person_value(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the JSON of one row of the people."""
    return {"name": row["person"].name, "role": row["office"], "party": row["party"]}


class Answers:
    """The changes of one submission, collected from the form and its tables, then recorded at once."""

    def __init__(self, author: User, at: datetime, note: str = "") -> None:
        self.author, self.at, self.note = author, at, note
        self.said: list[tuple[Field, Any]] = []
        self.denied: list[tuple[Field, Any]] = []
        self.cleared: list[Field] = []
        self.compiled: list[NewClaim] = []

    def add_form(self, cleaned: Mapping[str, Any], changed: Iterable[str], topics_before: Iterable[Any]) -> None:
        """Take the changed fields of the form."""
        for field in SINGLE:
            if field not in changed:
                continue
            value = cleaned[field]
            if value in (None, ""):
                self.cleared.append(field)
            else:
                self.said.append((field, claim_value(field, value)))
        if "topics" in changed:
            before, after = {topic.name for topic in topics_before}, {topic.name for topic in cleaned["topics"]}
            self.said += [(Field.TOPIC, name) for name in sorted(after - before)]
            self.denied += [(Field.TOPIC, name) for name in sorted(before - after)]

    def add_row(self, field: Field, before: Any, after: Any) -> None:
        """Take one row of a table: added (`before` is None), removed (`after` is None) or changed."""
        if before == after:
            return
        identity = "code" if field == Field.PARTY else "name"
        if before is not None and (after is None or before[identity] != after[identity]):
            self.denied.append((field, before))
        if after is not None:
            self.said.append((field, after))

    def create(self) -> Engagement:
        """Bring a new engagement into the record with these claims."""
        engagement = new_engagement(at=self.at)
        claims = [
            NewClaim(field=field, value=value, origin=Origin.MANUAL, author=self.author, note=self.note)
            for field, value in self.said
        ]
        record_claims(engagement, [*claims, *self.compiled], at=self.at)
        choose(engagement, at=self.at)
        file_entries([engagement.pk])
        return engagement

    def apply(self, engagement: Engagement) -> None:
        """Record these decisions about an engagement: denials first, so that what replaces a value stands."""
        for field in self.cleared:
            for value in _live_values(engagement, field):
                deny(engagement, field, value, author=self.author, at=self.at)
        for field, value in self.denied:
            deny(engagement, field, value, author=self.author, at=self.at)
        for field, value in self.said:
            decide(engagement, field, value, author=self.author, at=self.at, note=self.note)
        if self.compiled:
            record_claims(engagement, self.compiled, at=self.at)
            choose(engagement, at=self.at)
        file_entries([engagement.pk])


def _live_values(engagement: Engagement, field: Field) -> list[Any]:
    """Return every value that some source gives for the field, once."""
    claims = Claim.objects.live().filter(engagement=engagement, field=field, denies=False).order_by("id")
    return list({claim.key: claim.value for claim in claims}.values())
