"""A word is looked up once, whatever the text; what stands in a text is marked as an index marks it."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction import wordbook
from timeline.extraction.phrases import Index, PhraseTable
from timeline.extraction.wordbook import Sources, WordBook, mark

PHRASES = st.lists(st.lists(st.sampled_from(["a", "b", "Ab", "é"]), min_size=1, max_size=4).map(tuple), max_size=6)
NOTHING = Index({})


def book_of(cased=NOTHING, towns=NOTHING, lower=NOTHING, common=frozenset()):
    return WordBook(Sources(cased, towns, lower, {"met": "verb.social"}, common))


def marked(book, written, *tables):
    entries = [book[word] for word in written]
    found = {name: {} for name in tables}
    mark(entries, [each.plain for each in entries], [each.lower for each in entries], found)
    return found


@given(PHRASES, PHRASES, st.lists(st.sampled_from(["a", "A", "b", "B", "Ab", "é", "e"]), max_size=12))
def test_the_longest_phrase_of_every_table_is_marked(cased, lower, written):
    one, other = (Index({name: PhraseTable((phrase, "x") for phrase in found)}) for name, found in (("c", cased), ("l", lower)))
    book = book_of(one, lower=other)
    expected = {}
    one.mark([book[word].plain for word in written], expected)
    other.mark([book[word].lower for word in written], expected)
    assert marked(book, written, "c", "l") == {"c": {}, "l": {}} | expected


def test_a_common_word_alone_is_no_town():
    towns = Index({"towns": PhraseTable([(("March",), 1), (("March", "Town"), 2)])})
    assert marked(book_of(towns=towns, common=frozenset({"march"})), ["March", "Town", "March"], "towns") == {
        "towns": {0: (2, (2,))}
    }


def test_a_book_that_is_full_begins_anew(monkeypatch):
    monkeypatch.setattr(wordbook, "_MOST", 2)
    book = book_of()
    assert [book[word].plain for word in ("één", "b", "c")] == ["een", "b", "c"]
    assert len(book) == 1


def test_what_a_word_can_be():
    book = book_of()
    assert [(book[word].verb, book[word].capital, book[word].numeral, book[word].name) for word in ("Met", "XXII", "5th", "O'Brien")] == [
        ("verb.social", True, False, True), ("", True, True, False), ("", False, True, False), ("", True, False, True),
    ]  # fmt: skip
