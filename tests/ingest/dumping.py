"""Run in a process of its own: everything on record as JSON, without ids and without the clock.

A row is named by what it says; where rows refer to each other, by that name.
"""

import json
import sys
from typing import Any

import django

_OF_IDS = ("key", "number", "choices", "seed_hash")  # columns that hold ids or are named already


def main() -> None:
    """Print the dump; fail when the charts' columns do not agree with the record."""
    django.setup()
    from tests.summaries.test_keeping import agree
    from timeline import models

    agree()
    names = _names()
    tables = (
        models.Source, models.Person, models.Place, models.Venue, models.Series, models.Topic, models.Article, models.Engagement,
        models.Claim, models.Participation, models.Attendance, models.Engagement.topics.through, models.Report, models.ReportKey,
        models.Difference, models.LinkProposal, models.Redirect,
    )  # fmt: skip
    dump = {table.__name__: sorted(_row(row, names) for row in table._default_manager.all()) for table in tables}
    json.dump(dump, sys.stdout)


def _names() -> dict[Any, dict[Any, str]]:
    """Return what each row is called, by table and id."""
    from timeline import models

    found: dict[Any, dict[Any, str]] = {
        table: {row.pk: str(row) for row in table._default_manager.all()}
        for table in (models.Source, models.Series, models.Topic, models.Organisation, models.Country)
    }
    found[models.Person] = {row.pk: f"{row.name} {row.country_id} {row.organisation_id}" for row in models.Person.objects.all()}
    found[models.Place] = {row.pk: f"{row.name} {row.country_id}" for row in models.Place.objects.all()}
    found[models.Venue] = {row.pk: f"{row.name} {found[models.Place].get(row.place_id)}" for row in models.Venue.objects.all()}
    found[models.Article] = {row.pk: f"{row.identity} {row.version}" for row in models.Article.objects.all()}
    found[models.Report] = {row.pk: row.key for row in models.Report.objects.all()}
    told: dict[int, list[str]] = {}
    for row in models.Report.objects.order_by("key"):
        told.setdefault(row.engagement_id, []).append(row.key)
    found[models.Engagement] = {
        row.pk: " ".join([str(row.uid), *told.get(row.pk, [row.title])]) for row in models.Engagement.objects.all()
    }
    things = {
        "person": models.Person,
        "place": models.Place,
        "venue": models.Venue,
        "series": models.Series,
        "topic": models.Topic,
    }
    things |= {"organisation": models.Organisation, "engagement": models.Engagement}

    def key(claim: Any) -> str:
        kind, _, pk = claim.key.partition(":")
        return found[things[kind]][int(pk)] if kind in things and pk.isdigit() else claim.key

    found[models.Claim] = {
        row.pk: f"{found[models.Engagement][row.engagement_id]} {row.field} {key(row)} {row.article_id and found[models.Article][row.article_id]} {row.span_start} {row.report_url}"
        for row in models.Claim.objects.all()
    }  # fmt: skip
    return found


def _row(row: Any, names: dict[Any, dict[Any, str]]) -> str:
    from django.db.models import DateTimeField, ForeignKey

    said = {"": names.get(type(row), {}).get(row.pk)}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, ForeignKey) and field.related_model in names:
            said[field.name] = names[field.related_model].get(value)
        elif not (field.primary_key or isinstance(field, DateTimeField) or field.name in _OF_IDS):
            said[field.name] = value
    if hasattr(row, "choices"):
        said["choices"] = {field: choice["reason"] for field, choice in row.choices.items()}
    if getattr(row, "field", "") == "within" or "told" in said:
        said.pop("value", None)  # ids of engagements, and of series, which the names tell
        said.pop("told", None)
    return json.dumps(said, default=str, sort_keys=True)


if __name__ == "__main__":
    main()
