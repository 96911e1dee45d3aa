import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.documents import Document
from timeline.extraction.pipeline import to_record
from timeline.ingest import engine
from timeline.language_model import Client, Endpoint, ModelError, read_with_model
from timeline.language_model.answer import candidates

TEXT = "Indian Defence Minister Rajnath Singh met Omani minister Shihab bin Tarik in Muscat on 5 July 2025."
ARTICLE = Document(text=TEXT, title="Singh in Muscat", published="2025-07-06", language="en")


def said(value, quote):
    return {"value": value, "quote": quote}


def engagement(**changes):
    row = {
        "key": "a",
        "kind": said("bilateral", "met"),
        "status": said("held", "met"),
        "start": said("2025-07-05", "on 5 July 2025"),
        "end": said("2025-07-05", "on 5 July 2025"),
        "city": said("Muscat", "in Muscat"),
        "country": said("OM", "Omani"),
        "parties": [said("IN", "Indian"), said("OM", "Omani")],
        "people": [said({"name": "Rajnath Singh", "role": "Defence Minister", "party": "IN"}, "Rajnath Singh")],
        "topics": [],
    }
    return {**row, **changes}


def read(server, knowledge, *engagements):
    server.say({"engagements": list(engagements)})
    return read_with_model(ARTICLE, knowledge, Client(Endpoint(server.url, "small")))


def test_reads_an_engagement_with_its_quotations(server, seed_knowledge):
    extraction = read(server, seed_knowledge, engagement())
    record = to_record(extraction.candidates[0], TEXT)
    assert (record["kind"], record["start"], record["city"], record["parties"]) == (
        "bilateral",
        "2025-07-05",
        "Muscat",
        ["IN", "OM"],
    )
    assert extraction.engine == "model:small"
    for value in extraction.candidates[0].values:
        assert value.span.within(value.sentence)
        assert value.span.of(TEXT) in TEXT


@pytest.mark.parametrize(
    "change",
    [
        {"venue": said("Al Alam Palace", "at Al Alam Palace")},  # no such words in the text
        {"start": said("2025-02-30", "on 5 July 2025")},
        {"country": said("XX", "Omani")},
        {"topics": [said("gardening", "met")]},
        {"edition": said("four", "met")},
        {"people": [said({"name": "Sergei Shoigu", "role": "", "party": "RU"}, "met")]},
        {"parties": [said("IN", "Indian"), said("OM", "")]},
        {"kind": "bilateral", "parties": "IN"},
    ],
)
def test_what_is_not_quoted_or_no_value_is_dropped(server, seed_knowledge, change):
    extraction = read(server, seed_knowledge, engagement(**change))
    assert any("were dropped" in note for note in extraction.notes)
    assert all(value.value != next(iter(change.values())) for found in extraction.candidates for value in found.values)


def test_a_larger_engagement_is_named_by_its_key(server, seed_knowledge):
    inner = engagement(key="b", within=said("a", "in Muscat"))
    first, second = read(server, seed_knowledge, engagement(), inner).candidates
    assert to_record(second, TEXT)["within"] == first.key


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["met", "IN", "2025-07-05", "bilateral"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*engagement(), "value", "quote"]), inner, max_size=6)
    ),
)


@given(st.lists(JSON, max_size=3))
def test_no_answer_breaks_the_reading(seed_knowledge, rows):
    found, _ = candidates({"engagements": rows}, TEXT, seed_knowledge)
    for candidate in found:
        for value in candidate.values:
            assert 0 <= value.span.start < value.span.end <= len(TEXT)


def test_the_rules_read_where_the_model_fails(server, seed_knowledge, settings):
    settings.LANGUAGE_MODEL_URL = server.url
    engine.model_client.cache_clear()
    server.answers += [401]
    extraction = engine.read_engagements(ARTICLE, seed_knowledge)
    engine.model_client.cache_clear()
    assert extraction.engine.startswith("rules")
    assert any("status 401" in note for note in extraction.notes)


def test_no_model_is_asked_unless_one_is_set(seed_knowledge):
    engine.model_client.cache_clear()
    assert engine.model_client() is None
    assert engine.read_engagements(ARTICLE, seed_knowledge).engine.startswith("rules")


def test_an_unusable_address_is_said():
    with pytest.raises(ModelError):
        Client(Endpoint("ftp://127.0.0.1", "small"))
