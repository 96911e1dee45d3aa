from timeline.charts.matrix import PairCell, matrix
from timeline.rows import LinkRow, PairRow
from timeline.vocabulary import Counting

COUNTRIES = [LinkRow(name, "/", 1, code=code) for code, name in (("RU", "Russia"), ("IN", "India"), ("US", "United States"))]


def test_a_matrix_is_symmetrical_and_nobody_meets_themselves() -> None:
    found = matrix(COUNTRIES, [PairRow("IN", "RU", 5), PairRow("IN", "US", 2)], counting=Counting.ENGAGEMENTS)
    counts = [[cell.count if cell else None for cell in row.cells] for row in found.rows]
    assert counts == [[None, 5, 0], [5, None, 2], [0, 2, None]]
    assert found.rows[0].cells[1] == PairCell(("IN-RU",), 5, 4, "Russia and India: 5 engagements")
    assert found.closest == "India and Russia"


def test_a_cell_asks_for_both_within_what_is_filtered() -> None:
    found = matrix(COUNTRIES, [PairRow("IN", "RU", 5)], counting=Counting.PAIRS, within=["IN", "JP-US"])
    (row, _, _) = found.rows
    assert row.cells[1] is not None
    assert row.cells[2] is not None
    assert row.cells[1].countries == ("IN-RU", "IN-JP-RU-US")
    assert row.cells[2].countries == ("IN-RU-US", "JP-RU-US")
    assert row.cells[1].words == "Russia and India: 5 pairs"


def test_nobody_is_closest_where_no_two_met() -> None:
    found = matrix(COUNTRIES, [], counting=Counting.PEOPLE)
    assert (found.closest, found.key) == ("", ())
    assert matrix([], [], counting=Counting.PEOPLE).rows == ()
