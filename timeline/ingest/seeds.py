"""The seeds folder into the database: knowledge here, the starter engagements in starter.py."""

from functools import cache
from pathlib import Path
from typing import Any

from timeline import models
from timeline.folding import fold
from timeline.ingest.gazetteer import Towns
from timeline.ingest.seed_table import Loaded, Row, Table, load_table, parts, rows_of
from timeline.models import Country, Organisation, Person, Place, Series


def load_knowledge(folder: Path) -> Loaded:
    """Load the knowledge files of `folder`, each after those it refers to; return how many rows were new, updated, kept."""
    loaded = Loaded()
    for name, table in _TABLES:
        loaded += load_table(table(), rows_of(folder, name))
    loaded += _series(folder)
    towns = Towns(folder)
    loaded += load_table(_places(), [{**row, **towns.located(row)} for row in rows_of(folder, "places")])
    loaded += load_table(_venues(towns), rows_of(folder, "venues"))
    return loaded + _people(folder)


def _number(row: Row, column: str, default: float | None = None) -> Any:
    text = (row.get(column) or "").strip()
    return float(text) if text else default


def _names(column: str = "aliases", use: str = "") -> Any:
    return lambda row: [(use, text) for text in parts(row, column)]


def _countries() -> Table:
    def values(row: Row) -> dict[str, Any]:
        return {
            "code": row["code"], "alpha3": row["alpha3"], "name": row["name"], "un_status": row["un"], "capital": row["capital"],
            "latitude": _number(row, "lat"), "longitude": _number(row, "lon"),
        }  # fmt: skip

    uses = models.CountryAlias.Use
    return Table(
        Country,
        ["code"],
        values,
        models.CountryAlias,
        lambda row: [*_names("aliases", uses.NAME.value)(row), *_names("demonyms", uses.DEMONYM.value)(row)],
    )


def _organisations() -> Table:
    return Table(
        Organisation,
        ["acronym"],
        lambda row: {"acronym": row["acronym"], "name": row["name"], "note": row.get("note") or ""},
        models.OrganisationAlias,
        _names(),
    )


def _memberships() -> Table:
    bodies = {body.acronym: body for body in Organisation.objects.all()}
    countries = Country.objects.in_bulk()
    return Table(
        models.Membership,
        ["organisation", "country", "standing", "since"],
        lambda row: {
            "organisation": bodies[row["organisation"]],
            "country": countries[row["country"]],
            "standing": row["status"],
            "since": row["since"],
            "until": row["until"],
            "source": row["source"],
        },
    )


def _kinds() -> Table:
    return Table(
        models.KindCode,
        ["kind"],
        lambda row: {
            "kind": row["kind"],
            "plover": row["plover"],
            "cameo": row["cameo"],
            "is_inferred": row["inferred"] == "yes",
            "weight": int(row["weight"]),
            "note": row["note"],
        },
    )


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


_TABLES = (
    ("countries", _countries),
    ("organisations", _organisations),
    ("memberships", _memberships),
    ("kinds", _kinds),
    ("topics", _topics),
    ("offices", _offices),
    ("lexicon", _wordings),
)


def _series(folder: Path) -> Loaded:
    """Load the series tree, level by level so that each finds its parent, and the parties of the new ones."""
    bodies = {body.acronym: body for body in Organisation.objects.all()}
    rows = rows_of(folder, "series")
    depth = _depths(rows)
    before = set(Series.objects.values_list("name", flat=True))
    loaded = Loaded()
    for level in range(max(depth.values(), default=-1) + 1):
        known = {series.name: series for series in Series.objects.all()}

        def values(row: Row, known: dict[str, Series] = known) -> dict[str, Any]:
            return {
                "name": row["name"], "kind": row["kind"], "parent": known.get(row["parent"]), "note": row["note"] or "",
                "organisation": bodies.get(row["organisation"]), "weight": int(row["weight"] or 30),
            }  # fmt: skip

        loaded += load_table(
            Table(Series, ["name"], values, models.SeriesAlias, _names()), [r for r in rows if depth[r["name"]] == level]
        )
    made = {series.name: series for series in Series.objects.exclude(name__in=before)}
    through = Series.parties.through
    through.objects.bulk_create(
        [
            through(series_id=made[r["name"]].pk, country_id=code)
            for r in rows
            if r["name"] in made
            for code in dict.fromkeys(parts(r, "parties"))
        ]
    )
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
            "name": row["name"],
            "country": countries.get(row["country"]),
            "latitude": _number(row, "lat"),
            "longitude": _number(row, "lon"),
            "geoname_id": int(row["geoname"]) if row.get("geoname") else None,
        }

    return Table(Place, ["name", "country"], values, models.PlaceAlias, _names())


def _venues(towns: Towns) -> Table:
    countries = Country.objects.in_bulk()
    known = {(place.folded, place.country_id): place for place in Place.objects.all()}

    def place(name: str, code: str) -> Place | None:
        if not name:
            return None
        key = (fold(name), code or None)
        if key not in known:
            lat, lon, geoname = towns.find(name, code)
            known[key] = Place.objects.create(
                name=name, country=countries.get(code), latitude=lat, longitude=lon, geoname_id=geoname
            )
        return known[key]

    return Table(
        models.Venue,
        ["name", "place"],
        lambda row: {"name": row["name"], "place": place(row["place"], row["country"])},
        models.VenueAlias,
        _names(),
    )


def _people(folder: Path) -> Loaded:
    """Load people, one per name, and then each one's posts."""
    countries = Country.objects.in_bulk()
    bodies = {body.acronym: body for body in Organisation.objects.all()}
    rows = rows_of(folder, "people")
    merged: dict[str, dict[str, str]] = {}
    for row in rows:
        one = merged.setdefault(row["name"], {**row, "aliases": ""})
        one["aliases"] = ";".join(dict.fromkeys([*parts(one, "aliases"), *parts(row, "aliases")]))

    def home(row: Row) -> dict[str, Any]:
        return {
            "country": countries.get(row["party"]),
            "organisation": bodies.get(row["party"]) if row["party"] not in countries else None,
        }

    loaded = load_table(
        Table(Person, ["name"], lambda row: {"name": row["name"], **home(row), "note": ""}, models.PersonAlias, _names()),
        merged.values(),
    )
    people = {person.name: person for person in Person.objects.all()}
    posts = Table(
        models.Post,
        ["person", "office", "since"],
        lambda row: {
            "person": people[row["name"]],
            "office": row["office"],
            **home(row),
            "since": row["since"],
            "until": row["until"],
            "source": row["source"],
        },
    )
    return loaded + load_table(posts, [row for row in rows if row["office"] and row["name"] in people])
