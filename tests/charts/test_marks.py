import pytest

from tests.charts.figures import TODAY, WINDOW, make_row
from timeline.charts.canvas import Canvas
from timeline.charts.marks import FADE, SOFT, Form, Mark, draw, lay_out
from timeline.charts.scale import Scale
from timeline.rows import EngagementRow
from timeline.vocabulary import Kind, Status

SCALE = Scale(WINDOW, 1244)
NOW = TODAY.toordinal()


def laid(row: EngagementRow) -> Mark:
    mark = lay_out(row, SCALE, is_child=False, is_named=True, today=NOW)
    assert mark is not None
    return mark


def drawn(row: EngagementRow) -> Canvas:
    canvas = Canvas(SCALE)
    draw(laid(row), 10, canvas, NOW)
    return canvas


@pytest.mark.parametrize(
    ("start", "end", "form"),
    [
        ("2025-10-20", "2025-10-20", Form.SYMBOL),
        ("2025-10-20", "2025-10-24", Form.BAR),
        ("2025-10", "2025-10", Form.SOFT),
        ("2025", "2025", Form.SOFT),
        ("2025-10", "2025-11-03", Form.BAR),
        ("2025-10", "2025-11", Form.SOFT),
    ],
)
def test_the_form_follows_what_is_known(start: str, end: str, form: Form) -> None:
    assert laid(make_row(start, end)).form is form


def test_a_month_is_a_soft_band_over_all_of_it_and_nowhere_solid() -> None:
    canvas = drawn(make_row("2025-11"))
    assert len(canvas.steps) == len(SOFT)
    assert canvas.steps[0].left == pytest.approx(SCALE.x(make_row("2025-11-01").earliest or 0))
    assert canvas.steps[-1].right == pytest.approx(SCALE.x((make_row("2025-11-30").latest or 0) + 1))
    assert all(", 0." in step.fill for step in canvas.steps)
    assert not canvas.bars
    assert not canvas.points


def test_one_imprecise_end_fades_and_the_known_day_stays_solid() -> None:
    canvas = drawn(make_row("2025-12-01", "2025-12", kind=Kind.EXERCISE))
    assert len(canvas.steps) == len(FADE)
    (bar,) = canvas.bars
    assert bar.right - bar.left == pytest.approx(SCALE.day_width)


@pytest.mark.parametrize(
    ("status", "fill", "outlined"),
    [
        (Status.HELD, "var(--kind-visit)", False),
        (Status.PLANNED, "var(--paper)", True),
        (Status.CANCELLED, "var(--paper)", True),
    ],
)
def test_a_status_has_its_treatment(status: Status, fill: str, outlined: bool) -> None:
    (bar,) = drawn(make_row("2025-12-01", "2025-12-09", kind=Kind.VISIT, status=status)).bars
    assert bar.fill == fill
    assert (bar.line_width > 0) is outlined


def test_under_way_is_solid_to_today_and_a_wash_to_the_end() -> None:
    wash, solid = drawn(make_row("2025-11-10", "2025-11-20", status=Status.ONGOING)).bars
    assert wash.right > solid.right == pytest.approx(SCALE.x(NOW + 0.5))
    assert wash.left == solid.left


def test_cancelled_is_struck_in_mark_and_name() -> None:
    canvas = drawn(make_row(status=Status.CANCELLED))
    assert canvas.texts[0].is_struck
    assert [shape["type"] for shape in canvas.shapes] == ["line"]


def test_postponed_is_dashed() -> None:
    for row in (make_row(status=Status.POSTPONED), make_row("2025-10-20", "2025-10-29", status=Status.POSTPONED)):
        assert any("dash" in shape["line"] for shape in drawn(row).shapes)


def test_a_held_call_is_a_ring_unlike_any_planned_circle() -> None:
    (call,) = drawn(make_row(kind=Kind.CALL)).points
    (planned,) = drawn(make_row(kind=Kind.BILATERAL, status=Status.PLANNED)).points
    assert call.line_width > planned.line_width + 0.5
    assert drawn(make_row(kind=Kind.CALL, status=Status.PLANNED)).points[0].symbol != planned.symbol


def test_a_plan_whose_day_has_passed_says_so() -> None:
    (text,) = drawn(make_row(status=Status.PLANNED, is_unconfirmed=True, short_title="Xiangshan")).texts
    assert text.text == "Xiangshan, unconfirmed"


def test_what_lies_outside_the_window_is_not_laid_out() -> None:
    assert lay_out(make_row("2024-01-01"), SCALE, is_child=False, is_named=True, today=NOW) is None
    assert lay_out(make_row(""), SCALE, is_child=False, is_named=True, today=NOW) is None
