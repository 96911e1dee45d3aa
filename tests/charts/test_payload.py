from tests.charts.figures import WINDOW, make_party, make_row
from timeline.charts.payload import item, payload, plain
from timeline.vocabulary import Status


def test_texts_are_made_harmless_and_single_line() -> None:
    assert plain("<a href='x'>R&D</a>\n talks") == "&lt;a href='x'&gt;R&amp;D&lt;/a&gt; talks"


def test_a_payload_says_its_window() -> None:
    assert payload({}, window=WINDOW, count=2, summary="two")["window"] == {"from": "2025-10-06", "to": "2025-12-21"}
    assert payload({}, window=None, count=1, summary="one")["window"] is None


def test_a_tooltip_says_what_is_not_known() -> None:
    row = make_row("2025-10", status=Status.PLANNED, is_unconfirmed=True, parties=tuple(make_party(f"A{n}") for n in range(6)))
    told = item(row)
    assert told["when"] == "October 2025, day not stated, announced, not confirmed"
    assert told["parties"].endswith("Land A3 +2")
