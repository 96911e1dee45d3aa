"""From the live claims of one engagement to the values it shows. Pure: names are looked up by whoever writes them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from timeline import partial_dates
from timeline.models import Claim
from timeline.record.choosing import Choice, Said, as_of, choose_end, choose_many, choose_value
from timeline.record.placing import NO_HOMES, Homes, Where, choose_where
from timeline.vocabulary import MANY_VALUED, Field, Kind, Origin, Role, Status

_SINGLE = (
    Field.TITLE, Field.KIND, Field.STATUS, Field.SERIES, Field.EDITION, Field.WITHIN, Field.SUMMARY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """The chosen values of one engagement: ids where things were resolved, empty where no claim holds."""

    title: str
    kind: Kind
    status: Status
    start: str
    end: str
    place: int | None
    country: str | None
    venue: int | None
    within: int | None
    series: int | None
    edition: int | None
    summary: str
    parties: dict[str, Role]  # by key: country:IN, organisation:3
    people: dict[int, tuple[str, str]]  # office and party, by person
    topics: tuple[int, ...]
    choices: dict[str, dict[str, Any]]
    sources: int

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and last day number it can mean."""
        return partial_dates.bounds(self.start, self.end)


def shown(every: Sequence[Said], homes: Homes = NO_HOMES) -> Shown | None:
    """Choose every value of one engagement from its live claims, given where the venues they name lie.

    None when no claim is left that asserts anything.
    """
    if not any(not claim.denies for claim in every):
        return None
    by_field: dict[Field, list[Said]] = {}
    for claim in every:
        by_field.setdefault(claim.field, []).append(claim)
    dates = _dates(by_field)
    last = date.fromordinal(partial_dates.latest(dates[Field.END].claim.key)) if Field.END in dates else None
    by_field[Field.STATUS] = [as_of(claim, last) for claim in by_field.get(Field.STATUS, [])]
    where = choose_where(by_field, homes)
    chosen = dates | where.chosen | {f: choice for f in _SINGLE if (choice := choose_value(f, by_field.get(f, ())))}
    many = {field: choose_many(by_field.get(field, ())) for field in MANY_VALUED}
    return _assemble(chosen, many, every, where)


def _dates(by_field: dict[Field, list[Said]]) -> dict[Field, Choice]:
    start = choose_value(Field.START, by_field.get(Field.START, ()))
    if start is None:
        return {}
    return {Field.START: start, Field.END: choose_end(start, by_field.get(Field.END, ()))}


def _assemble(chosen: dict[Field, Choice], many: dict[Field, dict[str, Choice]], every: Sequence[Said], where: Where) -> Shown:
    def key(field: Field) -> str:
        return chosen[field].claim.key if field in chosen else ""

    def value(field: Field, default: Any) -> Any:
        return chosen[field].claim.value if field in chosen else default

    people = {
        _id(name): (choice.claim.value.get("role") or "", choice.claim.value.get("party") or "")
        for name, choice in many[Field.PERSON].items()
    }
    return Shown(
        title=value(Field.TITLE, ""),
        kind=Kind(key(Field.KIND) or Kind.BILATERAL),
        status=Status(key(Field.STATUS) or Status.HELD),
        start=key(Field.START),
        end=key(Field.END),
        place=_id(key(Field.PLACE)) or where.place,
        country=key(Field.COUNTRY) or None,
        venue=_id(key(Field.VENUE)),
        within=_id(key(Field.WITHIN)),
        series=_id(key(Field.SERIES)),
        edition=int(key(Field.EDITION)) if key(Field.EDITION) else None,
        summary=value(Field.SUMMARY, ""),
        parties={party: Role(choice.claim.value.get("role") or Role.PARTICIPANT) for party, choice in many[Field.PARTY].items()},
        people={person: told for person, told in people.items() if person is not None},
        topics=tuple(sorted(filter(None, map(_id, many[Field.TOPIC])))),
        choices=dict(
            sorted(({f.value: _note(c) for f, c in chosen.items()} | {f.value: n for f, n in where.notes.items()}).items())
        ),
        sources=len({claim.source for claim in every if claim.origin is not Origin.MANUAL}),
    )


def _note(choice: Choice) -> dict[str, Any]:
    return {
        "claim": choice.claim.id,
        "runner_up": choice.runner_up.id if choice.runner_up else None,
        "reason": choice.reason,
    }


def _id(key: str) -> int | None:
    return int(key.rpartition(":")[2]) if key else None


def said(claim: Claim) -> Said:
    """Return a claim as choosing sees it."""
    return _said(*(getattr(claim, name) for name in _READ))


def live_sayings(engagements: Collection[int]) -> dict[int, list[Said]]:
    """Return the live claims of engagements as choosing sees them, oldest first, without making rows of the rest of each."""
    found: dict[int, list[Said]] = defaultdict(list)
    rows = Claim.objects.live().filter(engagement__in=engagements).order_by("pk").values_list("engagement_id", *_READ)
    for engagement, *values in rows:
        found[engagement].append(_said(*values))
    return found


_READ = (
    "pk", "field", "key", "value", "origin", "denies", "source_id", "report_url", "author_id", "published", "recorded_at",
    "confidence", "article_id",
)  # fmt: skip


def _said(
    pk: int,
    field: str,
    key: str,
    value: Any,
    origin: str,
    denies: bool,
    source: int | None,
    report_url: str,
    author: int | None,
    published: date | None,
    recorded_at: datetime,
    confidence: float | None,
    article: int | None,
) -> Said:
    return Said(
        id=pk,
        field=Field(field),
        key=key,
        value=value,
        origin=Origin(origin),
        denies=denies,
        source=f"source:{source}" if source else (report_url or f"author:{author}"),
        published=published,
        recorded_at=recorded_at,
        confidence=confidence if confidence is not None else 1.0,
        article=article or 0,
    )
