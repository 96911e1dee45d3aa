"""Rows for tests, made directly: plain functions with sensible defaults, every one to be overridden by name."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import User

from timeline import partial_dates
from timeline.folding import fold
from timeline.models import (
    Article,
    Attendance,
    Claim,
    Country,
    Engagement,
    Membership,
    Organisation,
    Participation,
    Person,
    Place,
    Post,
    Series,
    Source,
    Topic,
    Venue,
)
from timeline.summaries import keeping
from timeline.vocabulary import Field, Kind, Origin, Role, Status

NOW = datetime(2025, 11, 14, 9, tzinfo=UTC)
NAMES = {
    "AU": "Australia",
    "BY": "Belarus",
    "CN": "China",
    "FR": "France",
    "IN": "India",
    "IR": "Iran",
    "JP": "Japan",
    "PK": "Pakistan",
    "RU": "Russia",
    "TJ": "Tajikistan",
    "US": "United States",
}
_numbers = count(1)


def make_country(code: str = "IN", **fields: Any) -> Country:
    """Return the country with that code, made on first use."""
    return Country.objects.get_or_create(code=code, defaults={"name": NAMES.get(code, f"Country {code}"), **fields})[0]


def make_organisation(acronym: str = "SCO", **fields: Any) -> Organisation:
    """Return the organisation with that acronym, made on first use."""
    return Organisation.objects.get_or_create(acronym=acronym, defaults={"name": f"Organisation {acronym}", **fields})[0]


def make_membership(organisation: Organisation, country: str, since: str = "", until: str = "", **fields: Any) -> Membership:
    """Make one country's standing in an organisation."""
    return Membership.objects.create(organisation=organisation, country=make_country(country), since=since, until=until, **fields)


def make_place(name: str = "Qingdao", country: str | None = "CN", **fields: Any) -> Place:
    """Return the place of that name and country, made on first use."""
    home = make_country(country) if country else None
    return Place.objects.get_or_create(
        folded=fold(name), country=home, defaults={"name": name, "latitude": 36.1, "longitude": 120.4, **fields}
    )[0]


def make_venue(name: str = "Conference Centre", place: Place | None = None) -> Venue:
    """Make a venue."""
    return Venue.objects.create(name=name, place=place)


def make_series(name: str = "", kind: str = Kind.DIALOGUE, parties: Sequence[str] = (), **fields: Any) -> Series:
    """Make a series with its parties."""
    series = Series.objects.create(name=name or f"Series {next(_numbers)}", kind=kind, **fields)
    series.parties.set([make_country(code) for code in parties])
    return series


def make_person(name: str = "Rajnath Singh", country: str | None = "IN", **fields: Any) -> Person:
    """Return the person of that name, made on first use."""
    home = make_country(country) if country else None
    return Person.objects.get_or_create(name=name, defaults={"country": home, **fields})[0]


def make_post(person: Person, office: str = "Minister of Defence", since: str = "", until: str = "", **fields: Any) -> Post:
    """Make an office that a person held."""
    return Post.objects.create(person=person, office=office, since=since, until=until, country=person.country, **fields)


def make_engagement(
    title: str = "",
    *,
    kind: str = Kind.BILATERAL,
    status: str = Status.HELD,
    start: str = "2025-06-25",
    end: str = "",
    parties: Sequence[str] = (),
    host: str = "",
    people: Sequence[Person] = (),
    topics: Sequence[str] = (),
    **fields: Any,
) -> Engagement:
    """Make an engagement as `record` would leave it: days filled from the dates, parties by ISO code or acronym."""
    days = partial_dates.bounds(start, end)
    engagement = Engagement.objects.create(
        title=title or f"Engagement {next(_numbers)}",
        kind=kind,
        status=status,
        start=start,
        end=(end or start) if start else "",
        earliest=days[0] if days else None,
        latest=days[1] if days else None,
        **{"recorded_at": NOW, "changed_at": NOW, "source_count": 1, **fields},
    )
    for code in parties:
        _take_part(engagement, code, Role.HOST if code == host else Role.PARTICIPANT)
    for person in people:
        Attendance.objects.create(engagement=engagement, person=person, office="Minister", party=person.country_id or "")
    engagement.topics.set([Topic.objects.get_or_create(name=name)[0] for name in topics])
    with keeping.batch():
        keeping.changed([(engagement.pk, None)])
    return engagement


def _take_part(engagement: Engagement, code: str, role: str) -> Participation:
    party = {"country": make_country(code)} if len(code) == 2 else {"organisation": make_organisation(code)}
    return Participation.objects.create(
        engagement=engagement,
        role=role,
        earliest=engagement.earliest,
        latest=engagement.latest,
        importance=engagement.importance,
        **party,
    )


def make_source(name: str = "ANI", **fields: Any) -> Source:
    """Return the outlet of that name, made on first use."""
    return Source.objects.get_or_create(name=name, defaults=fields)[0]


def make_article(text: str = "They met in Qingdao on Thursday.", *, source: str = "ANI", **fields: Any) -> Article:
    """Make one version of one published text."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "identity": f"article-{number}",
        "title": f"Article {number}",
        "published": date(2025, 6, 26),
        "language": "en",
        "recorded_at": NOW,
        "content_hash": hashlib.sha256(f"{number} {text}".encode()).hexdigest(),
    }
    return Article.objects.create(source=make_source(source), text=text, **{**values, **fields})


def make_quote(
    engagement: Engagement, field: Field, value: Any, words: str, *, article: Article, key: str = "", **fields: Any
) -> Claim:
    """Make an extracted claim whose evidence is the first place where `words` stand in the article."""
    text = article.text
    start = text.index(words)
    sentence = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    stop = text.find(".", start)
    values: dict[str, Any] = {
        "key": key or str(value),
        "span_start": start,
        "span_end": start + len(words),
        "sentence_start": sentence,
        "sentence_end": stop + 1 if stop >= 0 else len(text),
        "quote": words,
        "rule": "test",
        "engine": "test",
        "confidence": 0.9,
        "published": article.published,
        "recorded_at": NOW,
    }
    return Claim.objects.create(
        engagement=engagement, field=field, value=value, origin=Origin.EXTRACTED, article=article, **{**values, **fields}
    )


def make_compiled(engagement: Engagement, field: Field, value: Any, **fields: Any) -> Claim:
    """Make a claim compiled from a report."""
    values: dict[str, Any] = {
        "key": str(value),
        "source": make_source("Press Information Bureau"),
        "report_url": "https://example.org/report",
        "recorded_at": NOW,
    }
    return Claim.objects.create(engagement=engagement, field=field, value=value, origin=Origin.COMPILED, **{**values, **fields})


def make_decision(engagement: Engagement, field: Field, value: Any, **fields: Any) -> Claim:
    """Make a claim entered by a person."""
    values: dict[str, Any] = {"key": str(value), "author": make_editor(), "recorded_at": NOW}
    return Claim.objects.create(engagement=engagement, field=field, value=value, origin=Origin.MANUAL, **{**values, **fields})


def make_editor(name: str = "editor") -> User:
    """Return a member of staff who may do everything."""
    return User.objects.filter(username=name).first() or User.objects.create_superuser(name, password="correct horse battery")
