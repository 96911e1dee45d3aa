from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction.phrases import Index, Marks, PhraseTable

WORDS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(tuple)


def marks(table, words):
    found = {}
    Index({"t": table}).mark(words, found)
    return Marks(found.get("t", {}))


def test_longest_phrase_wins():
    table = PhraseTable([(("new",), 1), (("new", "delhi"), 2), (("new", "delhi", "station"), 3)])
    assert marks(table, ["in", "new", "delhi", "now"]).all() == [(1, 3, (2,))]


def test_a_phrase_may_have_several_payloads():
    table = PhraseTable([(("victoria",), "SC"), (("victoria",), "CA")])
    assert list(table.get(("victoria",))) == ["SC", "CA"]
    assert table.get(("vic",)) == ()


def test_phrases_stay_inside_the_asked_tokens():
    found = marks(PhraseTable([(("on", "top"), 1), (("top",), 2)]), ["on", "top", "of"])
    assert found.all(0, 1) == []
    assert found.all(1) == [(1, 2, (2,))]


@given(st.lists(WORDS, max_size=6), st.lists(st.sampled_from("abc"), max_size=12))
def test_every_mark_is_the_longest_phrase_at_its_token(phrases, words):
    found = marks(PhraseTable((phrase, "x") for phrase in phrases), words)
    for at in range(len(words)):
        fitting = [len(phrase) for phrase in phrases if tuple(words[at : at + len(phrase)]) == phrase]
        assert found.at(at)[0] == at + max(fitting, default=0)
