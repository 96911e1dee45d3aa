from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.figures import TODAY, WINDOW, assert_approved, make_party, make_row, trace, validate
from timeline.charts.arrange import MOST_ROWS, arrange
from timeline.charts.lanes import lanes
from timeline.charts.scale import Scale
from timeline.charts.timeline import MOST_DRAWN, Drawn, timeline_figure
from timeline.rows import EngagementRow, MonthRow, WindowRow
from timeline.vocabulary import Kind, Lanes, Status

MONTHS = (MonthRow(2025 * 12 + 9, 4), MonthRow(2025 * 12 + 10, 3), MonthRow(2023 * 12, 1))


def figure_of(rows: list[EngagementRow], width: int = 1376, **options: Any) -> Drawn:
    return timeline_figure(rows, window=WINDOW, months=MONTHS, today=TODAY, width=width, **options)


def sample() -> list[EngagementRow]:
    """Every form, every status, a family and a name that would be markup."""
    visit = make_row("2025-10-08", "2025-10-10", id=1, kind=Kind.VISIT, short_title="Singh in Australia")
    return [
        visit,
        make_row("2025-10-09", id=2, within_id=1, kind=Kind.DIALOGUE, short_title="1st India–Australia dialogue"),
        make_row("2025-10-09", id=3, within_id=1, short_title="Singh–Albanese"),
        make_row("2025-11-10", "2025-11-24", id=4, kind=Kind.EXERCISE, status=Status.ONGOING, short_title="Mitra Shakti XI"),
        make_row("2025-10", "2025-10-15", id=5, kind=Kind.EXERCISE, short_title="INDRA"),
        make_row("2025-12-01", "2025-12", id=6, kind=Kind.EXERCISE, status=Status.PLANNED, short_title="Warrior IX"),
        make_row("2025-11", id=7, short_title="Asif–Tajik minister"),
        make_row("2025-12-04", id=8, kind=Kind.VISIT, status=Status.PLANNED, short_title="Belousov in Delhi"),
        make_row("2025-11-20", id=9, kind=Kind.SUMMIT, status=Status.CANCELLED, short_title="Summit"),
        make_row("2025-12-15", id=10, kind=Kind.MINISTERIAL, status=Status.POSTPONED, short_title="<b>Contact & Group</b>"),
        make_row("2025-10-30", id=11, kind=Kind.CALL, short_title="Call", parties=(make_party("US"), make_party("CN"))),
    ]


@pytest.mark.parametrize("width", [358, 1376])
@pytest.mark.parametrize("by", list(Lanes))
def test_plotly_accepts_the_figure(width: int, by: Lanes) -> None:
    validate(figure_of(sample(), width, by=by).figure)


@pytest.mark.parametrize(("name", "width"), [("timeline-wide", 1376), ("timeline-phone", 358)])
def test_the_figure_is_the_approved_one(name: str, width: int) -> None:
    assert_approved(name, figure_of(sample(), width).figure)


def test_the_window_and_the_axis_say_the_same_days() -> None:
    layout = figure_of(sample()).figure["layout"]
    assert layout["meta"]["window"] == ["2025-10-06", "2025-12-21"]
    assert [end[:10] for end in layout["xaxis"]["range"]] == ["2025-10-06", "2025-12-22"]
    assert layout["meta"]["extent"] == ["2023-01-01", "2025-12-31"]


def test_every_mark_names_an_item() -> None:
    figure = figure_of(sample()).figure
    items = figure["layout"]["meta"]["items"]
    marked = {pk for one in figure["data"] for pk in one.get("customdata", ()) if pk is not None}
    assert {str(pk) for pk in marked} == set(items) == {str(row.id) for row in sample()}


def test_names_are_drawn_letter_by_letter() -> None:
    texts = trace(figure_of(sample()).figure, "labels")["text"]
    assert "&lt;b&gt;Contact &amp; Group&lt;/b&gt;" in texts


def test_children_hang_from_a_sideline() -> None:
    lines = [shape for shape in figure_of(sample()).figure["layout"]["shapes"] if shape.get("name") == "sideline"]
    assert [line["line"]["width"] for line in lines] == [3]
    assert lines[0]["x0"] == lines[0]["x1"]


def test_today_is_drawn_only_when_it_is_in_view() -> None:
    assert [note["text"] for note in figure_of([]).figure["layout"]["annotations"]].count("14 Nov") == 1
    past = WindowRow(date(2020, 1, 1), date(2020, 12, 31))
    drawn = timeline_figure([], window=past, months=(), today=TODAY, width=1376)
    assert not [shape for shape in drawn.figure["layout"]["shapes"] if shape.get("name") == "today"]


def test_the_tag_of_today_is_not_cut_at_the_edge() -> None:
    window = WindowRow(date(2025, 1, 1), TODAY)
    layout = timeline_figure([], window=window, months=(), today=TODAY, width=1376).figure["layout"]
    (tag,) = [note for note in layout["annotations"] if note.get("name") == "today"]
    assert tag["xshift"] < -15


def test_the_height_follows_the_rows() -> None:
    crowd = [make_row("2025-10-20") for _ in range(12)]
    assert figure_of(crowd).figure["layout"]["height"] > figure_of(crowd[:2]).figure["layout"]["height"] + 150


def test_what_is_left_out_is_the_least_important_and_is_said() -> None:
    rows = [make_row("2025-10-20", importance=number % 100) for number in range(MOST_DRAWN + 100)]
    drawn = figure_of(rows, total=5000)
    assert drawn.drawn < MOST_DRAWN
    assert drawn.note.startswith(f"The {drawn.drawn} most important of 5,000 are drawn")
    shown = drawn.figure["layout"]["meta"]["items"]
    ranked = sorted(rows, key=lambda row: (-row.importance, row.id))
    assert set(shown) == {str(row.id) for row in ranked[: drawn.drawn]}


def test_nothing_in_the_window_is_said() -> None:
    assert figure_of([]).note == "Nothing with a date in this window."
    validate(figure_of([]).figure)


def test_a_window_of_one_day_or_a_thousand_years_can_be_drawn() -> None:
    for first, last in ((TODAY, TODAY), (date(1000, 1, 1), date(9990, 12, 31))):
        window = WindowRow(first, last)
        validate(timeline_figure(sample(), window=window, months=MONTHS, today=TODAY, width=1376).figure)


days = st.dates(date(2025, 9, 20), date(2026, 1, 10)).map(date.isoformat)
rows = st.lists(
    st.builds(
        lambda start, name, kind, importance: make_row(start, short_title=name, kind=kind, importance=importance),
        days,
        st.text("abcdefgh IJKMW–", min_size=1, max_size=40),
        st.sampled_from(list(Kind)),
        st.integers(0, 100),
    ),
    max_size=90,
)


@settings(max_examples=25, deadline=None)
@given(rows, st.sampled_from([358, 900, 1376]))
def test_no_mark_or_label_overlaps_another(found: list[EngagementRow], width: int) -> None:
    ranked = sorted(found, key=lambda row: -row.importance)
    arranged = arrange(ranked, Scale(WINDOW, width), TODAY.toordinal(), lambda kept: lanes(kept, Lanes.KIND))
    assert sum(len(lane.packed) for lane in arranged) <= MOST_ROWS or len(ranked) <= 90
    for lane in arranged:
        boxes: dict[int, list[tuple[float, float]]] = {}
        for family, top in zip(lane.placed, lane.tops, strict=True):
            for offset, row in enumerate(family.rows):
                boxes.setdefault(top + offset, []).extend(mark.box for mark in row)
        for row_boxes in boxes.values():
            ordered = sorted(row_boxes)
            assert all(one[1] <= other[0] for one, other in zip(ordered, ordered[1:], strict=False))
