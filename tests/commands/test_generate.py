"""A made-up record is one that `record` could have made: choosing anew and counting anew change nothing."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.factories import make_engagement
from tests.summaries.test_keeping import agree
from timeline.clock import now
from timeline.models import Article, Attendance, Claim, Engagement, Participation, Report, ReportKey, Review
from timeline.record import choose_all
from timeline.record.gathering import key_values, told_in

NUMBER = 400


def everything() -> list[list[dict[str, Any]]]:
    topics = Engagement.topics.through.objects.order_by("pk").values()
    return [*(list(model.objects.order_by("pk").values()) for model in (Engagement, Participation, Attendance)), list(topics)]


@pytest.mark.django_db
@pytest.mark.usefixtures("knowledge")
def test_a_generated_record_is_what_record_would_have_made() -> None:
    call_command("generate", NUMBER, stdout=StringIO())
    ids = list(Engagement.objects.values_list("pk", flat=True))
    before = everything()
    choose_all(ids, at=now())
    assert everything() == before
    agree()
    assert len(ids) == NUMBER
    shown = Engagement.objects.shown()
    partial, placeless = shown.filter(start__regex=r"^\d{4}(-\d\d)?$"), shown.filter(place=None)
    assert 0.03 * NUMBER < partial.count() < 0.15 * NUMBER
    assert 0.05 * NUMBER < placeless.count() < 0.17 * NUMBER
    assert 1.35 * NUMBER < Article.objects.count() < 1.65 * NUMBER
    assert 3 * NUMBER < Participation.objects.count() < 4.5 * NUMBER
    assert Engagement.objects.filter(within__isnull=False).exists()
    assert Engagement.objects.filter(edition__gt=1).exists()
    for claim in Claim.objects.select_related("article")[:500]:
        assert claim.article is not None
        assert claim.article.text[claim.span_start : claim.span_end] == claim.quote
    _tell_what_they_show()
    with pytest.raises(CommandError, match="Use an empty"):
        call_command("generate", 1)


def _tell_what_they_show() -> None:
    rows = Report.objects.live().select_related("engagement")
    assert rows.count() == Article.objects.count()
    for row in rows[:200]:
        told, shows = told_in(row), row.engagement
        assert (told.kind, told.status, told.start, told.end, told.edition) == (
            shows.kind, shows.status, shows.start, shows.end, shows.edition
        )  # fmt: skip
        assert sorted(row.keys.values_list("number", "first", "last")) == sorted(key_values(told))


@pytest.mark.django_db
@pytest.mark.usefixtures("knowledge")
def test_the_same_seed_makes_the_same_record() -> None:
    made = []
    for seed in (1, 1, 2):
        call_command("generate", 60, seed=seed, claims="core", stdout=StringIO())
        made.append(list(Engagement.objects.order_by("pk").values_list("title", "start", "end", "status", "importance")))
        for model in (ReportKey, Report, Review, Claim, Participation, Attendance, Engagement.topics.through):
            model.objects.all().delete()
        Engagement.objects.update(within=None)
        Engagement.objects.all().delete()
        Article.objects.all().delete()
    assert made[0] == made[1] != made[2]


@pytest.mark.django_db
def test_nonsense_is_refused() -> None:
    with pytest.raises(CommandError, match="one or more"):
        call_command("generate", 0)
    make_engagement()
    with pytest.raises(CommandError, match="already"):
        call_command("generate", 5)
