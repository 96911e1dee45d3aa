"""Places that lie on each other are one bubble, and none is lost."""

from hypothesis import given
from hypothesis import strategies as st

from tests.charts.test_map import make_place
from timeline.charts.boxes import Boxes
from timeline.charts.clusters import MOST, REACH, clusters
from timeline.charts.framing import View, frame
from timeline.rows import PlaceCountRow
from timeline.vocabulary import Kind

WORLD = frame([], 900, 440)
_degrees = st.tuples(st.floats(-85, 85), st.floats(-180, 180), st.integers(1, 900))


def at(spots: list[tuple[float, float, int]]) -> list[PlaceCountRow]:
    return [make_place(pk, f"Place {pk}", *spot[:2], count=spot[2]) for pk, spot in enumerate(spots, 1)]


def test_neighbours_are_one_bubble_at_the_larger_of_them() -> None:
    places = [
        make_place(1, "Brussels", 50.85, 4.35, count=9),
        make_place(2, "Mons", 50.45, 3.95, count=2),
        make_place(3, "Delhi"),
    ]
    found = clusters(places, WORLD)
    assert [[place.name for place in each.places] for each in found] == [["Brussels", "Mons"], ["Delhi"]]
    assert found[0].count == 11
    assert [round(edge, 2) for edge in found[0].box] == [3.95, 50.45, 4.35, 50.85]


def test_a_closer_look_takes_them_apart() -> None:
    places = [make_place(1, "Brussels", 50.85, 4.35), make_place(2, "Mons", 50.45, 3.95)]
    assert len(clusters(places, View(50.0, 4.0, 4000.0, 900, 440))) == 2


def test_a_bubble_across_the_antimeridian_has_a_box_across_it() -> None:
    places = [make_place(1, "Suva", -18.1, 178.4, count=5), make_place(2, "Apia", -18.0, -179.9)]
    west, south, east, north = clusters(places, View(0.0, 178.0, 130.0, 900, 440))[0].box
    assert (round(west, 1), round(east, 1)) == (178.4, -179.9)
    assert south <= north


def test_the_colour_is_the_kind_with_most_engagements() -> None:
    places = [
        make_place(1, kind=Kind.VISIT, count=3),
        make_place(2, kind=Kind.CALL, count=2),
        make_place(3, kind=Kind.CALL, count=2),
    ]
    assert clusters(places, WORLD)[0].kind == Kind.CALL


@given(st.lists(_degrees, max_size=400))
def test_every_place_is_in_one_bubble_and_bubbles_keep_apart(spots: list[tuple[float, float, int]]) -> None:
    places = at(spots)
    found = clusters(places, WORLD)
    assert sorted(place.place_id for each in found for place in each.places) == [place.place_id for place in places]
    assert len(found) <= MOST
    centres = [WORLD.pixel((each.anchor.latitude, each.anchor.longitude)) for each in found]
    for number, (x, y) in enumerate(centres):
        assert all((x - a) ** 2 + (y - b) ** 2 >= REACH**2 for a, b in centres[:number])


def test_thousands_of_places_stay_a_few_bubbles() -> None:
    places = at([(60 - (n * 7) % 120, (n * 13) % 360 - 180, n % 9 + 1) for n in range(5000)])
    found = clusters(places, View(0.0, 0.0, 5000.0, 900, 440))
    assert len(found) <= MOST
    assert sum(each.count for each in found) == sum(place.count for place in places)


_edges = st.tuples(st.integers(-300, 300), st.integers(-300, 300), st.integers(1, 200), st.integers(1, 200))


@given(st.lists(_edges, max_size=40), _edges)
def test_boxes_in_cells_answer_as_a_plain_comparison_does(
    known: list[tuple[int, int, int, int]], asked: tuple[int, int, int, int]
) -> None:
    boxes = [(x, y, x + width, y + height) for x, y, width, height in [*known, asked]]
    kept = Boxes()
    for box in boxes[:-1]:
        kept.add(box)
    left, top, right, bottom = boxes[-1]
    plain = any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in boxes[:-1])
    assert kept.touch(boxes[-1]) == plain
