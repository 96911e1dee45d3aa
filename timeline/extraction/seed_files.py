"""Reads the CSV files of a seeds folder, and the GeoNames towns, into KnowledgeRecords."""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline.extraction.gazetteer import Gazetteer, PlaceRecord, compiled_name
from timeline.extraction.knowledge import (
    CountryRecord,
    KnowledgeRecords,
    LexiconRecord,
    OfficeRecord,
    OrganisationRecord,
    PersonRecord,
    SeriesRecord,
    VenueRecord,
)

Row = dict[str, str]


def read_seeds(folder: Path) -> KnowledgeRecords:
    """Read every knowledge file of `folder`; a missing file counts as empty."""
    memberships: dict[str, list[tuple[str, str, str]]] = {}
    for row in _rows(folder, "memberships"):
        if row.get("status", "member") == "member":
            memberships.setdefault(row["organisation"], []).append((row["country"], row.get("since", ""), row.get("until", "")))
    return KnowledgeRecords(
        countries=tuple(
            CountryRecord(
                r["code"], r["name"], (r["name"], *_list(r, "aliases")), _list(r, "demonyms"), r.get("capital", ""), *_position(r)
            )
            for r in _rows(folder, "countries")
        ),
        organisations=tuple(
            OrganisationRecord(r["acronym"], (r["name"], *_list(r, "aliases")), tuple(memberships.get(r["acronym"], ())))
            for r in _rows(folder, "organisations")
        ),
        series=tuple(
            SeriesRecord(
                r["name"],
                r["kind"],
                (r["name"], *_list(r, "aliases")),
                _list(r, "parties"),
                r.get("organisation", ""),
                r.get("parent", ""),
            )
            for r in _rows(folder, "series")
        ),
        places=tuple(_own_places(folder)),
        venues=tuple(
            VenueRecord(r["name"], (r["name"], *_list(r, "aliases")), r.get("place", ""), r.get("country", ""))
            for r in _rows(folder, "venues")
        ),
        offices=tuple(
            OfficeRecord(r["title"], int(r["level"] or 0), (r["title"], *_list(r, "aliases"))) for r in _rows(folder, "offices")
        ),
        people=tuple(_people(folder)),
        lexicon=tuple(
            LexiconRecord(r["list"], r["text"], r.get("value", ""), float(r.get("weight") or 1)) for r in _rows(folder, "lexicon")
        )
        + tuple(LexiconRecord("topic_cue", cue, r["name"]) for r in _rows(folder, "topics") for cue in _list(r, "cues")),
        word_classes=read_word_classes(folder),
    )


def read_word_classes(folder: Path) -> dict[str, str]:
    """Return the class of meaning of common verbs and nouns, by form (`met` -> `verb.social`)."""
    return {row["word"]: row["class"] for row in _rows(folder, "words")}


def read_gazetteer(folder: Path, cache: Path | None = None) -> Gazetteer:
    """Return the gazetteer: the compiled file of the folder `cache`, or a new one, which is kept there."""
    regions = list(_rows(folder, "regions"))
    mark = hashlib.sha256(repr(regions).encode()).hexdigest()[:12]
    path = cache / compiled_name(mark) if cache else None
    found = Gazetteer.load(path) if path else None
    if found is None:
        found = Gazetteer.compile(regions)
        if path:
            found.save(path)
    return found


def _own_places(folder: Path) -> Iterator[PlaceRecord]:
    for row in _rows(folder, "places"):
        lat, lon = (float(row[axis]) if row.get(axis) else None for axis in ("lat", "lon"))
        # Over any town: a place listed by hand is one that articles name.
        yield PlaceRecord(row["name"], row["country"], lat, lon, (row["name"], *_list(row, "aliases")), population=1_000_000)


def _position(row: Row) -> tuple[float | None, float | None]:
    return (float(row["lat"]), float(row["lon"])) if row.get("lat") and row.get("lon") else (None, None)


def _people(folder: Path) -> Iterator[PersonRecord]:
    posts: dict[str, list[tuple[str, str, str, str]]] = {}
    aliases: dict[str, list[str]] = {}
    for row in _rows(folder, "people"):
        posts.setdefault(row["name"], []).append((row["office"], row["party"], row.get("since", ""), row.get("until", "")))
        aliases.setdefault(row["name"], []).extend(_list(row, "aliases"))
    for name, held in posts.items():
        yield PersonRecord(name, tuple(dict.fromkeys((name, *aliases[name]))), tuple(held))


def _rows(folder: Path, name: str) -> Iterable[Row]:
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _list(row: Row, column: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in (row.get(column) or "").split(";") if part.strip())
