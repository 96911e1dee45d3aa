from collections import Counter, defaultdict
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_engagement, make_person
from tests.queries.dates import COUNTRIES, scatter
from tests.queries.test_selection import FILTERS, fill
from timeline.models import Participation
from timeline.queries.filter import Filter, matching
from timeline.queries.matrix import matrix_rows
from timeline.rows import PairRow
from timeline.vocabulary import Counting

pytestmark = pytest.mark.django_db


def sums(counting: Counting, **options: int) -> dict[str, int]:
    return {country.code: country.count for country in matrix_rows(Filter(), counting, **options).countries}


def test_the_most_active_come_first_and_the_rest_are_counted() -> None:
    make_engagement(parties=["IN", "RU"])
    make_engagement(parties=["IN", "CN"])
    make_engagement(parties=["IN", "RU", "SCO"])
    found = matrix_rows(Filter(), most=2)
    assert [(country.code, country.count, country.url) for country in found.countries] == [
        ("IN", 3, "/countries/IN/"),
        ("RU", 2, "/countries/RU/"),
    ]
    assert (found.pairs, found.total) == ((PairRow("IN", "RU", 2),), 3)


def test_pairs_of_two_are_the_same_by_engagement_and_by_pair_and_the_sums_differ() -> None:
    make_engagement(parties=["IN", "RU", "CN"])
    make_engagement(parties=["IN", "RU"])
    make_engagement(parties=["IN"])
    assert sums(Counting.ENGAGEMENTS) == {"IN": 3, "RU": 2, "CN": 1}
    assert sums(Counting.PAIRS) == {"IN": 3, "RU": 3, "CN": 2}
    assert sums(Counting.PAIRS, most=2) == {"IN": 3, "RU": 3}
    assert matrix_rows(Filter(), Counting.PAIRS).pairs == matrix_rows(Filter()).pairs


def test_people_count_where_their_country_met_another() -> None:
    singh, belousov = make_person("Singh", "IN"), make_person("Belousov", "RU")
    make_engagement(parties=["IN", "RU", "CN"], people=[singh, belousov])
    make_engagement(parties=["IN", "CN"], people=[singh])
    found = matrix_rows(Filter(), Counting.PEOPLE)
    assert {country.code: country.count for country in found.countries} == {"IN": 2, "CN": 0, "RU": 1}
    assert found.pairs == (PairRow("CN", "IN", 2), PairRow("CN", "RU", 1), PairRow("IN", "RU", 2))


@pytest.mark.parametrize("wanted", [Filter(), Filter(org=("SCO",)), Filter(country=("IN",))])
def test_every_number_is_that_of_the_list_it_leads_to(wanted: Filter) -> None:
    scatter(60)
    counts = {(pair.one, pair.other): pair.count for pair in matrix_rows(wanted).pairs}
    for one, other in combinations(sorted(COUNTRIES), 2):
        together = f"{one}-{other}" if not wanted.country else f"{one}-{other}-IN"
        listed = Filter(country=(together,), org=wanted.org)
        assert counts.get((one, other), 0) == matching(listed).count()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=FILTERS, most=st.sampled_from([2, 24]))
def test_the_columns_count_what_the_database_counts(wanted: Filter, most: int) -> None:
    if not Participation.objects.exists():
        fill()
    parties: dict[int, set[str]] = defaultdict(set)
    parts = Participation.objects.filter(engagement__in=matching(wanted), country__isnull=False)
    for engagement, code in parts.values_list("engagement_id", "country_id"):
        parties[engagement].add(code)
    counted = Counter(code for codes in parties.values() for code in codes)
    partners = Counter({code: sum(len(codes) - 1 for codes in parties.values() if code in codes) for code in counted})
    found = matrix_rows(wanted, most=most)
    shown = [country.code for country in found.countries]
    assert found.total == len(counted)
    assert [country.count for country in found.countries] == [number for _, number in counted.most_common(most)]
    by_pairs = matrix_rows(wanted, Counting.PAIRS, most=most)
    assert {country.code: country.count for country in by_pairs.countries} == {code: partners[code] for code in shown}
    met = Counter(pair for codes in parties.values() for pair in combinations(sorted(codes & set(shown)), 2))
    assert found.pairs == by_pairs.pairs == tuple(PairRow(*pair, number) for pair, number in sorted(met.items()))


@pytest.mark.parametrize("counting", Counting)
def test_the_number_of_queries_does_not_grow(counting: Counting, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for seed in (1, 2):
        scatter(20, seed)
        with django_assert_num_queries(4 if counting is Counting.PEOPLE else 3):
            matrix_rows(Filter(), counting)
