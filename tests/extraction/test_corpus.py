"""The extractor against the corpus's gold records: figures may rise, never fall below the gates."""

import pytest

from tests.corpus.scorecard import articles, read_card
from tests.corpus.split import is_check
from timeline.readers import read_bytes

# Slot F1 and detection F1, for the open articles and for the check half.
GATES = {"open": (0.64, 0.78), "check": (0.54, 0.69)}


@pytest.mark.parametrize("half", GATES)
def test_slots_and_detection_reach_the_gate(knowledge, half):
    chosen = [article for article in articles() if is_check(article["id"]) == (half == "check")]
    figures = read_card(chosen, knowledge).figures
    slots, detection = GATES[half]
    assert figures["slots"]["f1"] >= slots
    assert figures["detection"]["f1"] >= detection


def test_articles_are_read_out_of_their_pages(knowledge):
    """Title and day of publication are exact; what stands around the article changes nothing."""
    chosen = [article for article in articles() if article.get("html")]
    pages = {article["id"]: read_bytes("page.html", article["html"].encode()) for article in chosen}
    assert {key: (page.title, page.published) for key, page in pages.items()} == {
        article["id"]: (article["title"], article["published"]) for article in chosen
    }
    plain = read_card(chosen, knowledge).figures["detection"]["f1"]
    read = read_card([article | {"text": pages[article["id"]].text} for article in chosen], knowledge).figures["detection"]["f1"]
    assert abs(plain - read) <= 0.02


def test_a_third_of_the_articles_is_kept_for_checking():
    shares = [is_check(article["id"]) for article in articles()]
    assert 0.25 < sum(shares) / len(shares) < 0.45
