import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.charts.framing import WORLD_HEIGHT, WORLD_WIDTH, View, frame, project

ASIA = [(55.8, 37.6), (28.6, 77.2), (39.9, 116.4)]
points = st.lists(st.tuples(st.floats(-60, 75), st.floats(-180, 180)), min_size=1, max_size=30)


def test_the_projection_reaches_the_edges_of_the_world() -> None:
    assert project((0, 180 - 1e-9), 0)[0] * 2 == pytest.approx(WORLD_WIDTH, abs=0.01)
    assert project((90, 0), 0)[1] * 2 == pytest.approx(WORLD_HEIGHT, abs=0.01)


def test_places_in_asia_are_framed_without_america() -> None:
    view = frame(ASIA, 900, 440)
    assert view.scale > 2
    assert 60 < view.longitude < 90
    assert not 0 < view.pixel((38.9, -77.0))[0] < 900


def test_one_place_is_not_magnified_without_end() -> None:
    assert frame([(1.3, 103.8)], 900, 440).scale < 15


def test_the_pacific_is_framed_across_the_antimeridian() -> None:
    view = frame([(-17.7, 178.0), (-13.8, -171.8)], 900, 440)
    assert abs(view.longitude) > 170
    assert view.scale > 2


def test_places_around_the_world_show_all_of_it() -> None:
    around = [(0.0, longitude) for longitude in range(-180, 180, 60)]
    assert frame(around, 900, 440) == frame([], 900, 440)


@given(points)
def test_every_place_is_in_view(places: list[tuple[float, float]]) -> None:
    view = frame(places, 900, 440)
    for place in places:
        x, y = view.pixel(place)
        assert -1 <= x <= 901
        assert -1 <= y <= 441


def test_an_arc_does_not_leave_the_map_over_its_edge() -> None:
    view = View(14.0, 12.0, 165.0, 900.0, 440.0)
    xs = [view.pixel(point)[0] for point in view.arc((38.9, -77.0), (3.1, 101.7))]
    assert xs == sorted(xs)
    assert all(0 <= x <= 900 for x in xs)


@pytest.mark.parametrize(("width", "height"), [(900.0, 440.0), (358.0, 210.0)])
def test_the_box_has_the_shape_of_the_plot(width: float, height: float) -> None:
    view = View(0.0, 0.0, 100.0, width, height)
    wide, high = view.box
    assert project((0, wide - 1e-9), 0)[0] / project((high, 0), 0)[1] == pytest.approx(width / height, rel=0.01)
