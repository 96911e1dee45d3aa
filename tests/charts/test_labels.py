import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.charts.labels import GAP, PAD, Side, place, shorten, text_width


def test_a_wide_letter_counts_for_more_than_a_narrow_one() -> None:
    assert text_width("WWWW") > 2 * text_width("iiii")
    assert text_width("Name", weight=600) > text_width("Name")


@given(st.text(max_size=60), st.floats(min_value=10, max_value=400))
def test_what_is_shortened_fits(text: str, width: float) -> None:
    short = shorten(text, width)
    assert not short or text_width(short) <= width


def test_shortening_cuts_at_a_word_where_it_can() -> None:
    assert shorten("Ukraine Defence Contact Group", text_width("Ukraine Defence Con…")) == "Ukraine Defence…"


@pytest.mark.parametrize(
    ("left", "right", "today", "inside", "side"),
    [
        (100, 112, None, False, Side.RIGHT),
        (100, 400, None, True, Side.INSIDE),
        (100, 130, None, True, Side.RIGHT),  # too short to hold it
        (960, 972, None, False, Side.LEFT),  # no room at the right
        (300, 312, 330, False, Side.LEFT),  # the right would cross today
        (20, 32, 50, False, Side.RIGHT),  # crosses today, for the left has no room
        (0, 1000, None, False, Side.NONE),
    ],
)
def test_a_label_stands_where_there_is_room(left: float, right: float, today: float | None, inside: bool, side: Side) -> None:
    label = place("Belousov in Delhi", left, right, width=1000, today=today, may_stand_inside=inside)
    assert label.side is side
    if side is Side.RIGHT:
        assert label.left == right + GAP
    if side is Side.LEFT:
        assert label.right == left - GAP
    if side is Side.INSIDE:
        assert label.left == left + PAD


@given(st.floats(0, 500), st.floats(1, 500), st.text(min_size=1, max_size=60))
def test_a_label_never_leaves_the_plot(left: float, length: float, text: str) -> None:
    label = place(text, left, min(left + length, 600), width=600, today=None, may_stand_inside=True)
    if label.side is not Side.NONE:
        assert label.left >= 0
        assert label.right <= 600.001
