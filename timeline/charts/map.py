"""The map: flat land, the parties' land in a second tone, a bubble per place with the count as its area."""

from collections.abc import Sequence
from math import sqrt
from typing import Any

from timeline import wording
from timeline.charts import theme
from timeline.charts.framing import Point, View, frame
from timeline.charts.labels import text_width
from timeline.charts.outlines import OUTLINES
from timeline.charts.payload import item, plain
from timeline.charts.theme import Figure, kind_colour, token
from timeline.rows import CountryCountRow, EngagementRow, PlaceCountRow
from timeline.vocabulary import Status

NUMBERED = 3  # engagements from which a bubble carries its number
MOST_NAMES = 14
_SMALLEST, _LARGEST = 10.0, 34.0  # px across, of one engagement and of the most
_SHAPE = 2.05  # width to height
_PHONE_SHAPE = 1.7


def map_figure(
    places: Sequence[PlaceCountRow],
    countries: Sequence[CountryCountRow],
    *,
    width: int,
    selected: int | None = None,
    arcs: Sequence[tuple[str, float, float]] = (),
) -> Figure:
    """Draw places by their counts in a figure `width` px wide.

    `arcs` are the capitals (name, latitude, longitude) that sent a delegation to the `selected` place.
    """
    height = map_height(width)
    target = next((place for place in places if place.place_id == selected), None)
    points: list[Point] = [(place.latitude, place.longitude) for place in places]
    points += [(latitude, longitude) for _, latitude, longitude in arcs] if target else []
    view = frame(points, width, height)
    data = [_land([country.alpha3 for country in countries])]
    if target:
        data.append(_arcs(target, arcs, view))
    if places:
        data.append(_bubbles(places, selected, width))
        data.append(_numbers(places))
        data.append(_names(places, view))
    return {
        "data": data,
        "layout": {**_layout(view, height), "meta": {"items": {str(place.place_id): _item(place) for place in places}}},
    }


def place_figure(row: EngagementRow, alpha3s: Sequence[str], *, width: int) -> Figure:
    """Draw where one engagement took place; without coordinates only the parties' land."""
    height = map_height(width)
    points: list[Point] = []
    data = [_land(alpha3s)]
    if row.latitude is not None and row.longitude is not None:
        points.append((row.latitude, row.longitude))
        data.append(_pin(row))
    view = frame(points, width, height)
    return {"data": data, "layout": {**_layout(view, height), "meta": {"items": {str(row.place_id or 0): item(row)}}}}


def map_height(width: int) -> int:
    """Return the height of a map `width` px wide."""
    return round(min(max(width / (_PHONE_SHAPE if width < 640 else _SHAPE), 180), 560))


def diameter(count: int, most: int, width: float) -> float:
    """Return the px across of a bubble whose area stands for `count`, when the largest stands for `most`."""
    smallest = _SMALLEST if width >= 640 else _SMALLEST * 0.8
    largest = min(_LARGEST, max(width / 20, 20.0), smallest * sqrt(max(most, 1)))
    return max(smallest, largest * sqrt(count / max(most, 1)))


def _land(parties: Sequence[str]) -> Figure:
    took_part = frozenset(parties)
    return {
        "type": "choropleth",
        "locationmode": "ISO-3",
        "locations": list(OUTLINES),
        "z": [1 if outline in took_part else 0 for outline in OUTLINES],
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, token("land")], [1, token("land-party")]],
        "showscale": False,
        "marker": {"line": {"color": token("land-edge"), "width": 0.6}},
        "hoverinfo": "skip",
        "meta": {"role": "land"},
    }


def _bubbles(places: Sequence[PlaceCountRow], selected: int | None, width: int) -> Figure:
    most = max(place.count for place in places)
    # Large ones first, so that a small one beside a capital stays visible and can be clicked.
    ranked = sorted(places, key=lambda place: -place.count)
    hollow = [place.planned == place.count for place in ranked]
    colours = [kind_colour(place.kind) for place in ranked]
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lat": [place.latitude for place in ranked],
        "lon": [place.longitude for place in ranked],
        "customdata": [place.place_id for place in ranked],
        "marker": {
            "size": [diameter(place.count, most, width) for place in ranked],
            "opacity": 1,
            "color": [token("paper") if is_hollow else colour for is_hollow, colour in zip(hollow, colours, strict=True)],
            "line": {
                "color": [
                    token("focus") if place.place_id == selected else colour if is_hollow else token("paper")
                    for place, is_hollow, colour in zip(ranked, hollow, colours, strict=True)
                ],
                "width": [
                    2.5 if place.place_id == selected else 2.0 if is_hollow else 1.25
                    for place, is_hollow in zip(ranked, hollow, strict=True)
                ],
            },
        },
        "showlegend": False,
        "meta": {"role": "bubbles"},
    }


def _numbers(places: Sequence[PlaceCountRow]) -> Figure:
    """Write the counts over all bubbles, so that none hides another's number."""
    numbered = [place for place in places if place.count >= NUMBERED]
    return {
        "type": "scattergeo",
        "mode": "text",
        "lat": [place.latitude for place in numbered],
        "lon": [place.longitude for place in numbered],
        "text": [str(place.count) for place in numbered],
        "textposition": "middle center",
        "textfont": {
            "family": theme.SANS,
            "size": 11,
            "weight": 700,
            "color": [token("ink") if place.planned == place.count else token("paper") for place in numbered],
        },
        "customdata": [place.place_id for place in numbered],
        "showlegend": False,
        "meta": {"role": "numbers"},
    }


def _names(places: Sequence[PlaceCountRow], view: View) -> Figure:
    """Name the places with most engagements, right of the bubble or left, where nothing stands in the way."""
    width, height = view.width, view.height
    most = max(place.count for place in places)
    taken = [_around(*view.pixel((place.latitude, place.longitude)), diameter(place.count, most, width) / 2) for place in places]
    named: list[tuple[PlaceCountRow, str]] = []
    for place in sorted(places, key=lambda place: (-place.count, place.name)):
        x, y = view.pixel((place.latitude, place.longitude))
        reach = diameter(place.count, most, width) / 2 + 5
        wide = text_width(place.name, theme.LABEL_SIZE, 500) + 6
        for position, left in (("middle right", x + reach), ("middle left", x - reach - wide)):
            box = (left, y - 9, left + wide, y + 9)
            if (
                box[0] >= 0
                and box[2] <= width
                and 8 <= y <= height - 8
                and not any(left < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken)
            ):
                taken.append(box)
                named.append((place, position))
                break
        if len(named) == MOST_NAMES:
            break
    return {
        "type": "scattergeo",
        "mode": "markers+text",
        "lat": [place.latitude for place, _ in named],
        "lon": [place.longitude for place, _ in named],
        "text": [plain(place.name) for place, _ in named],
        "textposition": [position for _, position in named],
        "textfont": theme.font("ink", theme.LABEL_SIZE, 500),
        # An invisible marker as large as the bubble keeps the name off it.
        "marker": {
            "size": [diameter(place.count, most, width) + 4 for place, _ in named],
            "color": theme.CLEAR,
            "line": {"width": 0},
        },
        "customdata": [place.place_id for place, _ in named],
        "showlegend": False,
        "meta": {"role": "names"},
    }


def _arcs(target: PlaceCountRow, arcs: Sequence[tuple[str, float, float]], view: View) -> Figure:
    latitudes: list[float | None] = []
    longitudes: list[float | None] = []
    for _, latitude, longitude in arcs:
        way = view.arc((latitude, longitude), (target.latitude, target.longitude))
        latitudes += [*(point[0] for point in way), None]
        longitudes += [*(point[1] for point in way), None]
    return {
        "type": "scattergeo",
        "mode": "lines",
        "lat": latitudes,
        "lon": longitudes,
        "line": {"color": token("accent", 0.65), "width": 1.3},
        "hoverinfo": "skip",
        "showlegend": False,
        "meta": {"role": "arcs"},
    }


def _pin(row: EngagementRow) -> Figure:
    hollow, colour = row.status in (Status.PLANNED, Status.POSTPONED, Status.CANCELLED), kind_colour(row.kind)
    return {
        "type": "scattergeo",
        "mode": "markers+text",
        "lat": [row.latitude],
        "lon": [row.longitude],
        "text": [plain(row.place)],
        "textposition": "middle right",
        "textfont": theme.font("ink", theme.LABEL_SIZE, 500),
        "customdata": [row.place_id],
        "marker": {
            "size": 14,
            "symbol": theme.SYMBOLS[row.kind],
            "color": token("paper") if hollow else colour,
            "line": {"color": colour if hollow else token("paper"), "width": 1.75},
        },
        "showlegend": False,
        "meta": {"role": "bubbles"},
    }


def _layout(view: View, height: int) -> dict[str, Any]:
    shown = {"showcoastlines": False, "showland": False, "showlakes": False, "showrivers": False, "showcountries": False}
    half_wide, half_high = view.box
    grid = {"showgrid": True, "gridcolor": token("grid"), "gridwidth": 0.7}
    return {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "showlegend": False,
        "paper_bgcolor": theme.CLEAR,
        "font": theme.font("ink-2"),
        "geo": {
            **shown,
            "showocean": False,
            "showsubunits": False,
            "showframe": False,
            "bgcolor": theme.CLEAR,
            "resolution": 110,
            "fitbounds": False,
            "projection": {"type": "natural earth", "rotation": {"lon": view.longitude}, "scale": view.scale},
            "center": {"lon": view.longitude, "lat": view.latitude},
            "lonaxis": {**grid, "range": [view.longitude - half_wide, view.longitude + half_wide], "dtick": 30},
            "lataxis": {**grid, "range": [-half_high, half_high], "dtick": 30},
            "domain": {"x": [0, 1], "y": [0, 1]},
        },
    }


def _item(place: PlaceCountRow) -> dict[str, Any]:
    planned = f", {wording.count(place.planned, 'planned', 'planned')}" if place.planned else ""
    return {
        "url": place.url,
        "title": place.name,
        "when": f"{wording.count(place.count, 'engagement')}{planned}",
        "place": place.place_id,
    }


def _around(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return x - radius, y - radius, x + radius, y + radius
