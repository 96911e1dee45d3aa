from typing import Any

import pytest

from tests.factories import NOW, make_country, make_engagement, make_person
from timeline.models import Attendance
from timeline.queries.counting import weights
from timeline.queries.filter import Filter
from timeline.queries.selection import select
from timeline.vocabulary import Counting

pytestmark = pytest.mark.django_db


def counted(counting: Counting, countries: tuple[str, ...] = (), **chosen: Any) -> int:
    wanted = Filter(country=("-".join(countries),), **chosen) if countries else Filter(**chosen)
    return int(weights(select(wanted), wanted, counting, countries).sum())


@pytest.fixture(autouse=True)
def record() -> None:
    """Make talks of three, a meeting of two in which one person's party is not told, and one of a country and an organisation."""
    singh, belousov, dong = make_person("Singh", "IN"), make_person("Belousov", "RU"), make_person("Dong", "CN")
    make_engagement(parties=["IN", "RU", "CN", "SCO"], people=[singh, belousov, dong])
    two = make_engagement(parties=["IN", "RU"], people=[singh])
    Attendance.objects.create(engagement=two, person=belousov, party="")
    make_engagement(parties=["IN", "SCO"])
    make_engagement(parties=["IN", "RU"], people=[singh], withdrawn_at=NOW)


@pytest.mark.parametrize(
    ("counting", "countries", "number"),
    [
        (Counting.ENGAGEMENTS, (), 3),
        (Counting.PAIRS, (), 3 + 1 + 0),
        (Counting.PAIRS, ("IN",), 2 + 1 + 0),
        (Counting.PAIRS, ("IN", "RU"), 1 + 1 + 0),
        (Counting.PEOPLE, (), 3 + 2),
        (Counting.PEOPLE, ("RU",), 1 + 1),
        (Counting.PEOPLE, ("IN", "RU"), 2 + 2),
    ],
)
def test_a_rule_counts_what_it_says(counting: Counting, countries: tuple[str, ...], number: int) -> None:
    assert counted(counting, countries) == number


@pytest.mark.parametrize("counting", Counting)
def test_nothing_counts_nothing(counting: Counting) -> None:
    make_country("FR")
    assert counted(counting, country=("FR",)) == 0


def test_a_filter_by_organisation_counts_nothing_twice() -> None:
    assert counted(Counting.PAIRS, org=("SCO",)) == 3
    assert counted(Counting.PEOPLE, org=("SCO",)) == 3
