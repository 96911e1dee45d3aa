from tests.charts.figures import make_party, make_row
from timeline.charts.lanes import MOST_COUNTRIES, families, lanes
from timeline.vocabulary import Kind, Lanes


def test_children_hang_from_the_outermost_engagement_in_view() -> None:
    visit = make_row("2025-10-08", "2025-10-10", kind=Kind.VISIT)
    dinner = make_row("2025-10-09", within_id=visit.id)
    toast = make_row("2025-10-09", within_id=dinner.id)
    orphan = make_row("2025-10-01", within_id=999)
    found = families([toast, dinner, visit, orphan])
    assert [(family.parent.id, [child.id for child in family.children]) for family in found] == [
        (orphan.id, []),
        (visit.id, [dinner.id, toast.id]),
    ]


def test_engagements_within_each_other_are_drawn_once() -> None:
    one, other = make_row(id=9001, within_id=9002), make_row(id=9002, within_id=9001)
    found = families([one, other])
    assert sum(len(family) for family in found) == 2


def test_lanes_by_kind_follow_the_groups_and_leave_out_empty_ones() -> None:
    rows = [make_row(kind=Kind.EXERCISE), make_row(kind=Kind.SUMMIT), make_row(kind=Kind.MINISTERIAL)]
    found = lanes(rows, Lanes.KIND)
    assert [(lane.name, lane.count) for lane in found] == [("Summits & ministerials", 2), ("Exercises & training", 1)]


def test_by_country_an_engagement_stands_in_the_lane_of_each_party() -> None:
    rows = [make_row(parties=(make_party("IN"), make_party("RU"))), make_row(parties=(make_party("IN"), make_party("SCO")))]
    assert [(lane.name, lane.count) for lane in lanes(rows, Lanes.COUNTRY)] == [("Land IN", 2), ("Land RU", 1)]
    assert lanes(rows, Lanes.COUNTRY, chosen=("RU",))[0].name == "Land RU"


def test_countries_beyond_the_most_frequent_share_a_lane() -> None:
    rows = [make_row(parties=(make_party(f"{letter}A"),)) for letter in "ABCDEFGHIJ"]
    found = lanes(rows, Lanes.COUNTRY)
    assert len(found) == MOST_COUNTRIES + 1
    assert (found[-1].name, found[-1].count) == ("Other countries", 2)


def test_lanes_by_series_keep_the_rest_apart() -> None:
    rows = [make_row(series_id=1, series="AUSMIN"), make_row(series_id=1, series="AUSMIN"), make_row()]
    assert [(lane.name, lane.count) for lane in lanes(rows, Lanes.SERIES)] == [("AUSMIN", 2), ("Outside these series", 1)]
