"""The map: flat land, darker where a country took part more often, and a bubble per place with the count as its area."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor, sqrt
from typing import Any

from timeline import wording
from timeline.charts import theme
from timeline.charts.boxes import Boxes
from timeline.charts.clusters import Cluster, clusters
from timeline.charts.framing import Point, View, frame
from timeline.charts.labels import text_width
from timeline.charts.outlines import OUTLINES
from timeline.charts.payload import item, plain
from timeline.charts.theme import Figure, kind_colour, token
from timeline.rows import CountryCountRow, EngagementRow, PlaceCountRow
from timeline.vocabulary import Status

NUMBERED = 3  # engagements from which a bubble carries its number
MOST_NAMES = 14
MOST_NAMES_CLOSER = 80  # on a map drawn closer than its frame, of which the reader sees a part
SHADES = 4  # tones of land by how often a country took part
_SMALLEST, _LARGEST = 10.0, 34.0  # px across, of one engagement and of the most
_LISTED = 3  # places that a tooltip names of a bubble of several
_LONGEST = 24  # letters of a place's name on the map and in a tooltip
_MOST_LETTERS = 2000  # of the names that tooltips list, the largest bubbles first: the payload keeps within 20 kB
_TONES = [token(f"land-{number}") for number in range(1, SHADES + 1)]
_SHAPE = 2.05  # width to height
_PHONE_SHAPE = 1.7


def map_figure(
    places: Sequence[PlaceCountRow],
    countries: Sequence[CountryCountRow],
    *,
    width: int,
    selected: int | None = None,
    arcs: Sequence[tuple[str, float, float]] = (),
    globe: float | None = None,
) -> Figure:
    """Draw places by their counts in a figure `width` px wide.

    `arcs` are the capitals (name, latitude, longitude) that sent a delegation to the `selected` place. `globe` is the radius
    in px to which the reader has zoomed: places that lie on each other at that size are one bubble.
    """
    height = map_height(width)
    target = next((place for place in places if place.place_id == selected), None)
    points: list[Point] = [(place.latitude, place.longitude) for place in places]
    points += [(latitude, longitude) for _, latitude, longitude in arcs] if target else []
    view = frame(points, width, height)
    drawn = replace(view, radius=globe) if globe else view
    data = [_land(countries)]
    groups = clusters(places, drawn)
    if target:
        data.append(_arcs(target, arcs, view))
    if places:
        data.append(_bubbles(groups, selected, width))
        data.append(_numbers(groups))
        data.append(_names(groups, drawn, is_whole=drawn.radius <= view.radius))
    meta = {
        "items": _items(groups),
        "countries": {country.alpha3: country.code for country in countries},
        "globe": view.unit,
        "world": frame([], width, height).plotly,
    }
    return {"data": data, "layout": {**_layout(view, height), "meta": meta}}


def place_figure(row: EngagementRow, alpha3s: Sequence[str], *, width: int) -> Figure:
    """Draw where one engagement took place; without coordinates only the parties' land."""
    height = map_height(width)
    points: list[Point] = []
    data = [_party_land(alpha3s)]
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
    return round(max(smallest, largest * sqrt(count / max(most, 1))), 1)


def shades(most: int) -> list[tuple[int, int]]:
    """Return the classes of counts, lowest and highest, that the land's tones stand for: each a few times the one before."""
    if not most:
        return []
    lowest = sorted({round(most ** (step / SHADES)) for step in range(SHADES)})
    return list(zip(lowest, [*(low - 1 for low in lowest[1:]), most], strict=True))


def _land(countries: Sequence[CountryCountRow]) -> Figure:
    counts = {country.alpha3: country.count for country in countries}
    lowest = [low for low, _ in shades(max(counts.values(), default=0))]
    return _outlines([bisect_right(lowest, counts.get(outline, 0)) for outline in OUTLINES], [token("land"), *_TONES])


def _party_land(parties: Sequence[str]) -> Figure:
    took_part = frozenset(parties)
    return _outlines([1 if outline in took_part else 0 for outline in OUTLINES], [token("land"), token("land-party")])


def _outlines(levels: Sequence[int], tones: Sequence[str]) -> Figure:
    steps = len(tones)
    scale = [[edge / steps, tone] for number, tone in enumerate(tones) for edge in (number, number + 1)]
    return {
        "type": "choropleth",
        "locationmode": "ISO-3",
        "locations": list(OUTLINES),
        "z": list(levels),
        "zmin": -0.5,
        "zmax": steps - 0.5,
        "colorscale": scale,
        "showscale": False,
        "marker": {"line": {"color": token("land-edge"), "width": 0.6}},
        "hoverinfo": "skip",
        "meta": {"role": "land"},
    }


def _bubbles(groups: Sequence[Cluster], selected: int | None, width: int) -> Figure:
    # Large ones first, so that a small one beside a capital stays visible and can be clicked.
    most = groups[0].count
    chosen = [any(place.place_id == selected for place in group.places) for group in groups]
    hollow = [group.is_planned for group in groups]
    colours = [kind_colour(group.kind) for group in groups]
    edges = zip(chosen, hollow, colours, strict=True)
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lat": [_degrees(group.anchor.latitude) for group in groups],
        "lon": [_degrees(group.anchor.longitude) for group in groups],
        "customdata": [group.anchor.place_id for group in groups],
        "marker": {
            "size": [diameter(group.count, most, width) for group in groups],
            "opacity": 1,
            "color": [token("paper") if is_hollow else colour for is_hollow, colour in zip(hollow, colours, strict=True)],
            "line": {
                "color": [token("focus") if on else colour if is_hollow else token("paper") for on, is_hollow, colour in edges],
                "width": [2.5 if on else 2.0 if is_hollow else 1.25 for on, is_hollow in zip(chosen, hollow, strict=True)],
            },
        },
        "showlegend": False,
        "meta": {"role": "bubbles"},
    }


def _numbers(groups: Sequence[Cluster]) -> Figure:
    """Write the counts over all bubbles, so that none hides another's number."""
    numbered = [group for group in groups if group.count >= NUMBERED]
    return {
        "type": "scattergeo",
        "mode": "text",
        "lat": [_degrees(group.anchor.latitude) for group in numbered],
        "lon": [_degrees(group.anchor.longitude) for group in numbered],
        "text": [wording.short_count(group.count) for group in numbered],
        "textposition": "middle center",
        "textfont": {
            "family": theme.SANS,
            "size": 11,
            "weight": 700,
            "color": [token("ink") if group.is_planned else token("paper") for group in numbered],
        },
        "customdata": [group.anchor.place_id for group in numbered],
        "showlegend": False,
        "meta": {"role": "numbers"},
    }


def _names(groups: Sequence[Cluster], view: View, *, is_whole: bool) -> Figure:
    """Name the places with most engagements, right of the bubble or left, where nothing stands in the way.

    `is_whole` when the reader sees the whole `view`: no name then may be cut by its edge.
    """
    width, height = view.width, view.height
    most = groups[0].count
    spots = [view.pixel((group.anchor.latitude, group.anchor.longitude)) for group in groups]
    taken = Boxes()
    for (x, y), group in zip(spots, groups, strict=True):
        radius = diameter(group.count, most, width) / 2
        taken.add((x - radius, y - radius, x + radius, y + radius))
    named: list[tuple[Cluster, str]] = []
    for (x, y), group in zip(spots, groups, strict=True):
        reach = diameter(group.count, most, width) / 2 + 5
        wide = text_width(_name(group), theme.LABEL_SIZE, 500) + 6
        for position, left in (("middle right", x + reach), ("middle left", x - reach - wide)):
            box = (left, y - 9, left + wide, y + 9)
            fits = not is_whole or (box[0] >= 0 and box[2] <= width and 8 <= y <= height - 8)
            if fits and not taken.touch(box):
                taken.add(box)
                named.append((group, position))
                break
        if len(named) == (MOST_NAMES if is_whole else MOST_NAMES_CLOSER):
            break
    return {
        "type": "scattergeo",
        "mode": "markers+text",
        "lat": [_degrees(group.anchor.latitude) for group, _ in named],
        "lon": [_degrees(group.anchor.longitude) for group, _ in named],
        "text": [plain(_name(group)) for group, _ in named],
        "textposition": [position for _, position in named],
        "textfont": theme.font("ink", theme.LABEL_SIZE, 500),
        # An invisible marker as large as the bubble keeps the name off it.
        "marker": {
            "size": [diameter(group.count, most, width) + 4 for group, _ in named],
            "color": theme.CLEAR,
            "line": {"width": 0},
        },
        "customdata": [group.anchor.place_id for group, _ in named],
        "showlegend": False,
        "meta": {"role": "names"},
    }


def _degrees(value: float) -> float:
    """Round to a hundredth of a degree, about a km: less than a px of the closest map, and half the bytes."""
    return round(value, 2)


def _name(group: Cluster) -> str:
    more = len(group.places) - 1
    return f"{_short(group.anchor.name)} +{more}" if more else _short(group.anchor.name)


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
            **view.plotly,
            "lonaxis": {**grid, "range": [view.longitude - half_wide, view.longitude + half_wide], "dtick": 30},
            "lataxis": {**grid, "range": [-half_high, half_high], "dtick": 30},
            "domain": {"x": [0, 1], "y": [0, 1]},
        },
    }


def _items(groups: Sequence[Cluster]) -> dict[str, dict[str, Any]]:
    """Return what tooltips say, by the place that a bubble stands at."""
    found, letters = {}, 0
    for group in groups:
        told = found[str(group.anchor.place_id)] = _item(group)
        letters += len(told.get("parties", ""))
        if letters > _MOST_LETTERS:
            told.pop("parties", None)
    return found


def _item(group: Cluster) -> dict[str, Any]:
    """Return what a tooltip says of a bubble; one of several places also says which area holds them."""
    place, more = group.anchor, len(group.places) - 1
    planned = sum(each.planned for each in group.places)
    to_come = f", {wording.count(planned, 'planned', 'planned')}" if planned else ""
    found: dict[str, Any] = {
        "url": place.url,
        "title": _short(place.name) if not more else f"{_short(place.name)} and {wording.count(more, 'place')} near it",
        "when": f"{wording.count(group.count, 'engagement')}{to_come}",
        "place": place.place_id,
    }
    if more:
        west, south, east, north = group.box
        # Rounded outwards, so that no place of the bubble is left out.
        found["box"] = [floor(west * 100) / 100, floor(south * 100) / 100, ceil(east * 100) / 100, ceil(north * 100) / 100]
        found["parties"] = wording.listing([_short(each.name) for each in group.places], limit=_LISTED)
    return found


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
