from hypothesis import given
from hypothesis import strategies as st

from timeline.charts.packing import SPACE, Row, pack

boxes = st.tuples(st.integers(0, 900), st.integers(1, 200)).map(lambda box: (float(box[0]), float(box[0] + box[1])))


@given(st.lists(st.lists(boxes, min_size=1, max_size=4), max_size=40))
def test_nothing_overlaps_and_groups_stay_together(groups: list[list[tuple[float, float]]]) -> None:
    tops, rows = pack(groups)
    filled: dict[int, list[tuple[float, float]]] = {}
    for group, top in zip(groups, tops, strict=True):
        for offset, box in enumerate(group):
            filled.setdefault(top + offset, []).append(box)
    for row in filled.values():
        ordered = sorted(row)
        assert all(one[1] + SPACE <= other[0] for one, other in zip(ordered, ordered[1:], strict=False))
    assert len(rows) == max(filled, default=-1) + 1


def test_what_fits_beside_stands_in_one_row() -> None:
    assert pack([[(0, 50)], [(60, 90)], [(55, 70)]])[0] == [0, 0, 1]


def test_a_box_widens_only_into_free_space() -> None:
    row = Row()
    row.add((0.0, 10.0))
    row.add((100.0, 110.0))
    assert row.widen((0.0, 10.0), (0.0, 60.0))
    assert not row.widen((0.0, 60.0), (0.0, 95.0))
    assert not row.has_room((50.0, 55.0))
