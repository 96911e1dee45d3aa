from typing import Any

from tests.charts.figures import TODAY, assert_approved, make_party, make_row, trace, validate
from timeline.charts.series import MOST_HOSTS, editions_figure
from timeline.rows import EngagementRow
from timeline.vocabulary import Kind, Role, Status


def edition(number: int, start: str, host: str, **fields: Any) -> EngagementRow:
    parties = (make_party(host, Role.HOST), make_party("AU"))
    return make_row(start, id=number, edition=number, kind=Kind.DIALOGUE, parties=parties, **fields)


def editions() -> list[EngagementRow]:
    return [
        edition(33, "2023-07-29", "AU"),
        edition(34, "2024", "US"),
        edition(35, "2025-12-08", "US", status=Status.PLANNED),
        make_row("", id=99, edition=1),
    ]


def test_the_figure_is_the_approved_one_and_plotly_accepts_it() -> None:
    figure = editions_figure(editions(), today=TODAY, width=900)
    validate(figure)
    assert_approved("editions", figure)


def test_hosts_are_lines_and_editions_are_joined_in_order() -> None:
    figure = editions_figure(editions(), today=TODAY, width=900)
    assert figure["layout"]["yaxis"]["ticktext"] == ["Land AU", "Land US"]
    assert trace(figure, "line")["y"] == [0, 1, 1]


def test_a_year_alone_never_lies_on_the_first_of_january() -> None:
    assert trace(editions_figure(editions(), today=TODAY, width=900), "points")["x"][1].startswith("2024-07-0")


def test_rare_hosts_share_a_line() -> None:
    rows = [edition(number, f"20{number + 10}-05-01", f"{letter}X") for number, letter in enumerate("ABCDEFGHIJ", 1)]
    assert len(editions_figure(rows, today=TODAY, width=900)["layout"]["yaxis"]["ticktext"]) == MOST_HOSTS + 1


def test_a_series_without_a_date_has_an_empty_figure() -> None:
    validate(editions_figure([make_row("")], today=TODAY, width=900))
