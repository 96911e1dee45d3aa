"""What the record holds beside an engagement: as many queries however many are checked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, make_engagement, make_person, make_place, make_series, make_venue
from timeline.checks import Told, cautions
from timeline.models import Engagement
from timeline.queries.checks import beside
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db


def told(engagement: Engagement, **fields: object) -> Told:
    return Told(engagement=engagement.pk, start="2025-06-26", end="2025-06-26", **fields)  # type: ignore[arg-type]


def test_everything_unlikely_is_found() -> None:
    singh, series, vienna = make_person(), make_series(), make_place("Vienna", "AT")
    make_engagement("Elsewhere", start="2025-06-26", place=vienna, people=[singh])
    make_engagement("The third", start="2025-10-01", series=series, edition=3)
    make_engagement("Long ago", start="2025-10-01", series=series, edition=30)
    make_venue("Hofburg", vienna)
    here = make_place()
    one = told(
        make_engagement(), place=here.pk, place_name="Qingdao", country="CN", venue_name="hofburg", people=(singh.pk,),
        series=series.pk, edition=4,
    )  # fmt: skip
    found = cautions(one, beside([one]))
    assert [caution.field for caution in found] == [Field.PERSON, Field.EDITION, Field.VENUE]


def test_what_is_withdrawn_warns_of_nothing() -> None:
    singh, series = make_person(), make_series()
    make_engagement(
        start="2025-06-26", place=make_place("Vienna", "AT"), people=[singh], series=series, edition=4, withdrawn_at=NOW
    )
    one = told(make_engagement(), place=make_place().pk, people=(singh.pk,), series=series.pk, edition=4)
    assert cautions(one, beside([one])) == ()


def test_many_are_checked_in_three_queries() -> None:
    series = make_series()
    several = [told(make_engagement(), place=7, series=series.pk, edition=n, people=(1,), venue_name="x") for n in range(1, 9)]
    for some in (several[:1], several):
        with CaptureQueriesContext(connection) as queries:
            beside(some)
        assert len(queries) == 3
