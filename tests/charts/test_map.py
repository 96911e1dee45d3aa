import gzip
import json
from random import Random
from string import ascii_lowercase
from typing import Any

import pytest
from django.conf import settings

from tests.charts.figures import assert_approved, make_row, trace, validate
from timeline.charts.map import diameter, map_figure, place_figure
from timeline.charts.outlines import OUTLINES
from timeline.rows import CountryCountRow, PlaceCountRow
from timeline.vocabulary import Kind, Status

COUNTRIES = (CountryCountRow("IN", "IND", "India", 3), CountryCountRow("XK", "", "Kosovo", 1))


def make_place(pk: int = 1, name: str = "Delhi", latitude: float = 28.6, longitude: float = 77.2, **fields: Any) -> PlaceCountRow:
    values = {"country": "IN", "count": 4, "planned": 0, "kind": Kind.VISIT, "url": f"/places/{pk}/", **fields}
    return PlaceCountRow(pk, name, latitude=latitude, longitude=longitude, **values)


def places() -> list[PlaceCountRow]:
    return [
        make_place(),
        make_place(2, "Moscow", 55.8, 37.6, count=1, planned=1, kind=Kind.WORKING_GROUP),
        make_place(3, "<i>Kochi</i>", 9.9, 76.3, count=9, kind=Kind.EXERCISE),
    ]


def test_the_map_is_the_approved_one_and_plotly_accepts_it() -> None:
    figure = map_figure(places(), COUNTRIES, width=900, selected=3, arcs=[("Moscow", 55.8, 37.6)])
    validate(figure)
    assert_approved("map", figure)


def test_an_empty_map_shows_the_world() -> None:
    figure = map_figure([], [], width=900)
    validate(figure)
    assert [one["type"] for one in figure["data"]] == ["choropleth"]


def test_only_parties_have_the_second_tone() -> None:
    land = trace(map_figure(places(), COUNTRIES, width=900), "land")
    assert [code for code, z in zip(land["locations"], land["z"], strict=True) if z] == ["IND"]


def test_a_bubble_is_hollow_when_all_is_planned_and_numbered_from_three() -> None:
    figure = map_figure(places(), COUNTRIES, width=900)
    bubbles = trace(figure, "bubbles")
    assert dict(zip(bubbles["customdata"], bubbles["marker"]["color"], strict=True))[2] == "var(--paper)"
    assert trace(figure, "numbers")["text"] == ["9", "4"]


def test_area_stands_for_the_count() -> None:
    assert diameter(16, 16, 900) == 2 * diameter(4, 16, 900)


@pytest.mark.parametrize("globe", [None, 3000.0])
@pytest.mark.parametrize("letters", [12, 30, 120])
def test_a_map_of_places_everywhere_stays_within_twenty_kilobytes(letters: int, globe: float | None) -> None:
    rng = Random(letters)
    crowd = [
        make_place(
            pk * 7919,
            "".join(rng.choices(ascii_lowercase, k=letters)),
            round(rng.uniform(-60, 75), 5),
            round(rng.uniform(-180, 180), 5),
            count=rng.randint(1, 90_000),
            planned=rng.choice([0, 1, 77]),
            kind=rng.choice(list(Kind)),
        )
        for pk in range(1, 1001)
    ]
    countries = [CountryCountRow(code[:2], code, code, rng.randint(1, 9999)) for code in OUTLINES]
    figure = map_figure(crowd, countries, width=2400, globe=globe, selected=crowd[3].place_id)
    validate(figure)
    assert len(gzip.compress(json.dumps(figure).encode(), 6)) < 19_500


def test_names_are_drawn_letter_by_letter_and_apart() -> None:
    names = trace(map_figure(places(), COUNTRIES, width=900), "names")["text"]
    assert "&lt;i&gt;Kochi&lt;/i&gt;" in names
    crowd = [make_place(pk, f"Delhi {pk}") for pk in range(1, 6)]
    assert len(trace(map_figure(crowd, (), width=900), "names")["text"]) <= 2


def test_an_engagement_without_coordinates_has_land_and_no_pin() -> None:
    figure = place_figure(make_row(country="IN"), ["IND"], width=400)
    validate(figure)
    assert [one["meta"]["role"] for one in figure["data"]] == ["land"]


def test_an_engagement_is_pinned_at_its_place() -> None:
    row = make_row(latitude=28.6, longitude=77.2, place="Delhi", place_id=5, status=Status.PLANNED)
    figure = place_figure(row, ["IND"], width=400)
    validate(figure)
    assert trace(figure, "bubbles")["lat"] == [28.6]


def test_the_outlines_are_those_we_serve() -> None:
    file = settings.BASE_DIR / "static" / "geo" / "world_110m.json"
    served = {shape["id"] for shape in json.loads(file.read_text())["objects"]["countries"]["geometries"]}
    assert set(OUTLINES) == served
