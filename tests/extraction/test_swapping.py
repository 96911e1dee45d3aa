"""Reading must not hang on names: with people, towns, exercises and months swapped for others the figures stay."""

import pytest

from tests.corpus.scorecard import articles, read_card
from tests.corpus.swapping import swapped
from timeline.extraction.tokens import plain

_LARGE = 150_000  # people
_LARGEST_DROP = 0.03


@pytest.fixture(scope="module")
def towns(knowledge):
    """Other towns of a town's country; none for a capital, which stands for a government too."""
    by_country: dict[str, list[str]] = {}
    for number in range(20_000):
        town = knowledge.gazetteer.town(number)
        name = plain(town.name)
        if town.population < _LARGE:
            break
        if name.isascii() and name.isalpha():
            by_country.setdefault(town.country, []).append(name)
    return lambda city, country: [] if knowledge.capitals.get(country) == city else by_country.get(country, [])[:40]


def test_other_names_are_read_nearly_as_well(knowledge, towns):
    plain_articles = [article for article in articles() if article["engagements"]]
    others = [swapped(article, towns) for article in plain_articles]
    changed = sum(one["text"] != other["text"] for one, other in zip(plain_articles, others, strict=True))
    assert changed > 0.8 * len(plain_articles)
    plain_f1, other_f1 = (read_card(chosen, knowledge).figures["slots"]["f1"] for chosen in (plain_articles, others))
    assert plain_f1 - other_f1 <= _LARGEST_DROP


def test_swapping_keeps_quotes_and_records_together(towns):
    for article in (swapped(each, towns) for each in articles()):
        for record in article["engagements"]:
            assert all(quote in article["text"] for quote in record["evidence"])
