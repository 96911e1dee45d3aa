"""The seeds folder into the database: knowledge here, the starter engagements in starter.py."""

from functools import cache
from pathlib import Path
from typing import Any

from timeline import models
from timeline.folding import fold
from timeline.ingest.gazetteer import Towns, geoname_of
from timeline.ingest.seed_table import Loaded, Names, Row, Table, known, load_table, parts, rows_of
from timeline.models import Country, Organisation, Person, Place, Series


def load_knowledge(folder: Path) -> Loaded:
    """Load every knowledge file of `folder`, each after those it refers to; count what was new, updated and left alone."""
    loaded = load_table(_countries(), rows_of(folder, "countries"))
    loaded += load_table(_organisations(), rows_of(folder, "organisations"))
    loaded += _memberships(folder)
    for name, table in _CODEBOOK:
        loaded += load_table(table(), rows_of(folder, name))
    loaded += _series(folder)
    loaded += load_table(_places(), rows_of(folder, "places"))
    loaded += load_table(_venues(Towns(folder)), rows_of(folder, "venues"))
    return loaded + _people(folder)


def _number(row: Row, column: str, default: float | None = None) -> Any:
    text = (row.get(column) or "").strip()
    return float(text) if text else default


def _names(row: Row) -> Names:
    return [("", text) for text in parts(row, "aliases")]


def _bodies() -> dict[str, Organisation]:
    return {acronym: body for (acronym,), body in known(Organisation, "acronym").items()}


def _countries() -> Table:
    def values(row: Row) -> dict[str, Any]:
        return {
            "code": row["code"], "alpha3": row["alpha3"], "name": row["name"], "un_status": row["un"], "capital": row["capital"],
            "latitude": _number(row, "lat"), "longitude": _number(row, "lon"),
        }  # fmt: skip

    def names(row: Row) -> Names:
        uses = models.CountryAlias.Use
        return [
            (use.value, text)
            for use, column in ((uses.NAME, "aliases"), (uses.DEMONYM, "demonyms"))
            for text in parts(row, column)
        ]

    return Table(Country, ["code"], values, models.CountryAlias, names)


def _organisations() -> Table:
    return Table(
        Organisation,
        ["acronym"],
        lambda row: {"acronym": row["acronym"], "name": row["name"], "note": row["note"]},
        models.OrganisationAlias,
        _names,
    )


def _memberships(folder: Path) -> Loaded:
    bodies, countries = _bodies(), Country.objects.in_bulk()

    def values(row: Row) -> dict[str, Any]:
        return {
            "organisation": bodies[row["organisation"]], "country": countries[row["country"]], "standing": row["status"],
            "since": row["since"], "until": row["until"], "source": row["source"],
        }  # fmt: skip

    # A body or a country that a person removed takes its memberships along.
    rows = [row for row in rows_of(folder, "memberships") if row["organisation"] in bodies and row["country"] in countries]
    return load_table(Table(models.Membership, ["organisation", "country", "standing", "since"], values), rows)


def _kinds() -> Table:
    def values(row: Row) -> dict[str, Any]:
        return {
            "kind": row["kind"], "plover": row["plover"], "cameo": row["cameo"], "is_inferred": row["inferred"] == "yes",
            "weight": int(row["weight"]), "note": row["note"],
        }  # fmt: skip

    return Table(models.KindCode, ["kind"], values)


def _topics() -> Table:
    return Table(models.Topic, ["name"], lambda row: {"name": row["name"], "cues": "\n".join(parts(row, "cues"))})


def _offices() -> Table:
    return Table(
        models.Office,
        ["title"],
        lambda row: {"title": row["title"], "level": int(row["level"]), "wordings": "\n".join(parts(row, "aliases"))},
    )


def _wordings() -> Table:
    return Table(
        models.Wording,
        ["list", "text", "value"],
        lambda row: {
            "list": row["list"],
            "text": row["text"],
            "value": row["value"] or "",
            "weight": _number(row, "weight", 1.0),
        },
    )


_CODEBOOK = (("kinds", _kinds), ("topics", _topics), ("offices", _offices), ("lexicon", _wordings))


def _series(folder: Path) -> Loaded:
    """Load the series tree, level by level so that each finds its parent."""
    bodies, countries = _bodies(), Country.objects.in_bulk()
    rows = rows_of(folder, "series")
    depth = _depths(rows)
    loaded = Loaded()
    for level in range(max(depth.values(), default=-1) + 1):
        series = {name: one for (name,), one in known(Series, "name").items()}

        def values(row: Row, series: dict[str, Series] = series) -> dict[str, Any]:
            return {
                "name": row["name"], "kind": row["kind"], "parent": series.get(row["parent"]), "note": row["note"],
                "organisation": bodies.get(row["organisation"]), "weight": int(row["weight"] or 30),
            }  # fmt: skip

        table = Table(
            Series, ["name"], values, models.SeriesAlias, _names,
            linked="parties", links=lambda row: [code for code in parts(row, "parties") if code in countries],
        )  # fmt: skip
        loaded += load_table(table, [row for row in rows if depth[row["name"]] == level])
    return loaded


def _depths(rows: list[Row]) -> dict[str, int]:
    parents = {row["name"]: row["parent"] for row in rows}

    @cache
    def depth(name: str) -> int:
        return 0 if parents.get(name, "") not in parents else 1 + depth(parents[name])

    return {name: depth(name) for name in parents}


def _places() -> Table:
    countries = Country.objects.in_bulk()

    def values(row: Row) -> dict[str, Any]:
        return {
            "name": row["name"], "folded": fold(row["name"]), "country": countries.get(row["country"]),
            "latitude": _number(row, "lat"), "longitude": _number(row, "lon"), "exactness": row["exactness"],
            "geoname_id": geoname_of(row),
        }  # fmt: skip

    return Table(Place, ["folded", "country"], values, models.PlaceAlias, _names)


def _venues(towns: Towns) -> Table:
    countries = Country.objects.in_bulk()
    places: dict[tuple[Any, ...], Place] = known(Place, "folded", "country_id")

    def place(name: str, code: str) -> Place | None:
        key = (fold(name), code or None)
        if name and key not in places:
            lat, lon, geoname = towns.find(name, code)
            places[key] = Place.objects.create(
                name=name, country=countries.get(code), latitude=lat, longitude=lon, geoname_id=geoname
            )
        return places[key] if name else None

    return Table(
        models.Venue,
        ["folded", "place"],
        lambda row: {"name": row["name"], "folded": fold(row["name"]), "place": place(row["place"], row["country"])},
        models.VenueAlias,
        _names,
    )


def _people(folder: Path) -> Loaded:
    """Load people, one per name with the parties of all their posts, and then the posts."""
    countries, bodies = Country.objects.in_bulk(), _bodies()
    rows = rows_of(folder, "people")
    homes: dict[str, dict[str, Any]] = {}
    aliases: dict[str, list[str]] = {}
    for row in rows:
        home = homes.setdefault(row["name"], {"country": None, "organisation": None})
        home["country"] = home["country"] or countries.get(row["party"])
        home["organisation"] = home["organisation"] or bodies.get(row["party"])
        aliases.setdefault(row["name"], []).extend(parts(row, "aliases"))
    table = Table(
        Person,
        ["folded"],
        lambda row: {"name": row["name"], "folded": fold(row["name"]), "note": "", **homes[row["name"]]},
        models.PersonAlias,
        lambda row: [("", text) for text in aliases[row["name"]]],
    )
    loaded = load_table(table, [{"name": name} for name in homes])
    people = known(Person, "folded")

    def post(row: Row) -> dict[str, Any]:
        return {
            "person": people[(fold(row["name"]),)], "office": row["office"], "country": countries.get(row["party"]),
            "organisation": bodies.get(row["party"]), "since": row["since"], "until": row["until"], "source": row["source"],
        }  # fmt: skip

    posts = [row for row in rows if (fold(row["name"]),) in people]
    return loaded + load_table(Table(models.Post, ["person", "office", "since"], post), posts)
