"""Whatever a text holds, reading it raises nothing and gives no span outside of it; names stand where they are said to."""

import random
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus.scorecard import articles, document
from tests.extraction.test_pipeline import check
from timeline.documents import Document
from timeline.extraction.listing import list_mentions
from timeline.extraction.pipeline import extract
from timeline.extraction.text import read
from timeline.folding import fold
from timeline.vocabulary import Field

SCRIPTS = (
    "Ð¼Ð¸Ð½Ð¸ÑÑ‚Ñ€", "министр обороны Шойгу 25 июня", "国防部长会见", "وزير الدفاع", "रक्षा मंत्री", "שר הביטחון", "국방부 장관", "Ａｄｍｉｒａｌ",
    "ﬁrst", "e\u0301", "\u200f", "\u202e", "\ufeff", "\u00ad", "\x00", "\x1f", "🛳️🇫🇷", "İstanbul", "ẞ", "ǅ", "\u2028", "\ud7ff", "…", "½", "①",
)  # fmt: skip
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PUBLISHED = st.sampled_from(["", "2025-06-29", "2024-02-29", "0001-01-01", "9999-12-31"])


@cache
def texts() -> list[str]:
    return [article["text"] for article in articles()]


def checked(text, knowledge, published="2025-06-29"):
    """Hold both readings of a text to the contract."""
    given_document = Document(text=text, published=published)
    check(extract(given_document, knowledge), text)
    mentions = list_mentions(given_document, knowledge)
    for group in ("dates", "places", "parties", "people"):
        for mention in mentions[group]:
            assert 0 <= mention["start"] < mention["end"] <= len(text)


@QUICK
@given(data=st.data(), published=PUBLISHED)
def test_a_text_may_begin_and_break_off_anywhere(knowledge, data, published):
    text = data.draw(st.sampled_from(texts()))
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    checked(text[first:last], knowledge, published)


@QUICK
@given(data=st.data(), scraps=st.lists(st.sampled_from(SCRIPTS), min_size=1, max_size=12))
def test_other_scripts_and_marks_may_stand_anywhere(knowledge, data, scraps):
    text = data.draw(st.sampled_from(texts()))
    for scrap in scraps:
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + scrap + text[at:]
    checked(text, knowledge)


@QUICK
@given(seed=st.integers(0, 10**6), published=PUBLISHED)
def test_the_words_of_many_articles_may_be_shuffled(knowledge, seed, published):
    shuffled = random.Random(seed)
    words = [word for text in shuffled.sample(texts(), 4) for word in text.split(" ")]
    shuffled.shuffle(words)
    checked(" ".join(words[:400]), knowledge, published)


def test_a_text_may_be_as_long_as_a_book(knowledge):
    checked("\n\n".join(texts()), knowledge)


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "\u00a0", "a", "1", "“”", "\x00"])
def test_a_text_may_say_nothing(knowledge, text):
    checked(text, knowledge)


def test_the_span_of_a_person_holds_words_of_the_name(knowledge):
    for article in articles():
        for candidate in extract(document(article), knowledge).candidates:
            for value in candidate.all(Field.PERSON):
                words = fold(value.span.of(article["text"])).split()
                assert set(words) <= {*fold(value.value["name"]).split(), "s"}, (article["id"], value)


def test_the_span_of_a_mentioned_person_folds_to_the_name(knowledge):
    for article in articles():
        for person in list_mentions(document(article), knowledge)["people"]:
            words = fold(article["text"][person["start"] : person["end"]]).split()
            assert set(words) <= {*fold(person["name"]).split(), "s"}, (article["id"], person)


def test_the_span_of_a_mentioned_place_folds_to_its_name_or_an_alias(knowledge):
    other = set()
    for article in articles():
        for place in list_mentions(document(article), knowledge)["places"]:
            written = article["text"][place["start"] : place["end"]]
            if fold(written) != fold(place["name"]):
                other.add((written, place["name"]))
    assert other
    for written, name in other:
        assert fold(name) in {fold(each) for each in names(knowledge, written)}, (written, name)


def names(knowledge, written):
    """Return the name of every place that the knowledge has under these words."""
    reading = read(written, knowledge)
    yield from (place.name for _, _, found in reading.places.all() for place in found)
    yield from (knowledge.gazetteer.town(number).name for _, _, found in reading.towns.all() for number in found)
    yield from (region.name for _, _, found in reading.regions.all() for region in found)
    yield from (knowledge.names.get(actor.code, "") for _, _, found in reading.actors.all() for actor in found)
    yield from (knowledge.capitals.get(actor.code, "") for _, _, found in reading.actors.all() for actor in found)


@pytest.mark.parametrize("text", ["", " \n", "PARIS (AFP) - ", "PARIS, May 5 (AFP) -- \n"])
def test_a_text_without_a_sentence_tells_nothing(knowledge, text):
    checked(text, knowledge)
    assert list_mentions(Document(text=text, external_id="a"), knowledge) == {
        "id": "a", "dates": [], "places": [], "parties": [], "people": [],
    }  # fmt: skip
