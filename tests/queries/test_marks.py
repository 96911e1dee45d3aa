"""Cutting a text into stretches where spans of evidence overlap."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.queries.marks import Evidence, marks, paragraphs

TEXT = "Ministers met in Qingdao on Thursday.\n\nTalks went on."


def evidence(claim: int, words: str, question: str = "who", number: int = 1, text: str = TEXT) -> Evidence:
    start = text.index(words)
    return Evidence(claim, start, start + len(words), question, number, f"label {claim}", f"/engagements/{number}/#fact-{claim}")


def test_text_without_evidence_is_one_plain_stretch() -> None:
    stretches = marks(TEXT, [])
    assert [stretch.text for stretch in stretches] == [TEXT]
    assert not stretches[0].claims


def test_an_empty_text_has_no_stretch() -> None:
    assert marks("", []) == ()


def test_the_shortest_span_colours_a_stretch_and_names_where_it_leads() -> None:
    outer, inner = evidence(1, "Ministers met in Qingdao", "who"), evidence(2, "Qingdao", "where", number=2)
    stretches = marks(TEXT, [outer, inner])
    assert [(s.text, s.question, s.claims) for s in stretches[:2]] == [
        ("Ministers met in ", "who", (1,)),
        ("Qingdao", "where", (2, 1)),
    ]
    assert stretches[1].url == inner.url
    assert stretches[1].label == "label 2; label 1"


def test_numbers_stand_only_where_the_evidence_of_an_engagement_ends() -> None:
    stretches = marks(TEXT, [evidence(1, "Ministers met in Qingdao"), evidence(2, "Qingdao on Thursday", "when", number=2)])
    assert [(s.text, s.numbers) for s in stretches[:3]] == [("Ministers met in ", ()), ("Qingdao", (1,)), (" on Thursday", (2,))]


def test_a_claim_is_anchored_once_where_its_words_begin() -> None:
    stretches = marks(TEXT, [evidence(1, "Ministers met in Qingdao"), evidence(2, "Qingdao on Thursday"), evidence(3, "Qingdao")])
    anchors = [anchor for stretch in stretches for anchor in stretch.anchors]
    assert sorted(anchors) == [1, 2, 3]
    assert set(stretches[1].anchors) == {2, 3}


def test_spans_outside_the_text_are_ignored() -> None:
    assert marks("Short.", [Evidence(1, 2, 99, "who", 1, "", ""), Evidence(2, 3, 3, "who", 1, "", "")])[0].text == "Short."


def test_paragraphs_part_at_blank_lines_and_cut_a_stretch_that_crosses_one() -> None:
    crossing = evidence(7, "Thursday.\n\nTalks")
    parts = paragraphs(marks(TEXT, [crossing]))
    assert ["".join(s.text for s in part) for part in parts] == ["Ministers met in Qingdao on Thursday.", "Talks went on."]
    assert (parts[0][1].anchors, parts[0][1].numbers) == ((7,), ())
    assert (parts[1][0].anchors, parts[1][0].numbers) == ((), (1,))


unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
spans = st.lists(st.tuples(st.integers(-2, 60), st.integers(-2, 60), st.integers(1, 4)), max_size=12)


@unhurried
@given(st.text(alphabet="ab \n.é", max_size=50), spans)
def test_the_stretches_joined_are_the_text_and_each_says_exactly_what_covers_it(
    text: str, found: list[tuple[int, int, int]]
) -> None:
    given_spans = [Evidence(i, start, end, "who", number, "", "") for i, (start, end, number) in enumerate(found)]
    stretches = marks(text, given_spans)
    assert "".join(stretch.text for stretch in stretches) == text
    assert all(stretch.text for stretch in stretches)
    position = 0
    for stretch in stretches:
        end = position + len(stretch.text)
        inside = {s.claim_id for s in given_spans if 0 <= s.start <= position and end <= s.end <= len(text)}
        assert set(stretch.claims) == inside
        position = end


@unhurried
@given(st.text(alphabet="ab \n\t.", max_size=60), spans)
def test_paragraphs_lose_nothing_but_space(text: str, found: list[tuple[int, int, int]]) -> None:
    stretches = marks(text, [Evidence(i, start, end, "who", number, "", "") for i, (start, end, number) in enumerate(found)])
    parts = paragraphs(stretches)
    joined = "".join(stretch.text for part in parts for stretch in part)
    assert "".join(joined.split()) == "".join(text.split())
    anchors = [anchor for part in parts for stretch in part for anchor in stretch.anchors]
    assert len(anchors) == len(set(anchors))
