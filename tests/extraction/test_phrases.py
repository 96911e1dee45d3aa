from timeline.extraction.phrases import PhraseTable


def test_longest_phrase_wins():
    table = PhraseTable([(("new",), 1), (("new", "delhi"), 2), (("new", "delhi", "station"), 3)])
    assert table.all(["in", "new", "delhi", "now"]) == [(1, 3, (2,))]


def test_a_phrase_may_have_several_payloads():
    table = PhraseTable([(("victoria",), "SC"), (("victoria",), "CA")])
    assert list(table.get(("victoria",))) == ["SC", "CA"]
    assert table.get(("vic",)) == ()
