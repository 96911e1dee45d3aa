from datetime import date
from typing import Any

import pytest

from tests.factories import make_engagement, make_organisation, make_person, make_place, make_series
from timeline.folding import fold
from timeline.queries.area import Area
from timeline.queries.filter import Filter, matching, names_of
from timeline.vocabulary import Kind, Status

pytestmark = pytest.mark.django_db


def titles(wanted: Filter) -> list[str]:
    return sorted(matching(wanted).values_list("title", flat=True))


def test_the_withdrawn_are_never_shown() -> None:
    make_engagement("gone", withdrawn_at="2025-11-01T00:00Z")
    assert titles(Filter()) == []


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2025, 6, 1), date(2025, 6, 30), ["day", "month", "tour", "year"]),
        (date(2025, 7, 1), None, ["tour", "year"]),
        (None, date(2025, 5, 31), ["year"]),
        (date(2025, 7, 3), date(2025, 7, 3), ["year"]),
    ],
)
def test_a_window_holds_what_can_overlap_it(first: date | None, last: date | None, found: list[str]) -> None:
    make_engagement("day", start="2025-06-25")
    make_engagement("month", start="2025-06")
    make_engagement("year", start="2025")
    make_engagement("tour", start="2025-06-28", end="2025-07-02")
    make_engagement("undated", start="")
    assert titles(Filter(first=first, last=last)) == found


def test_several_values_are_any_of_and_a_pair_is_both() -> None:
    make_engagement("in", parties=["IN"])
    make_engagement("in-ru", parties=["IN", "RU"])
    make_engagement("cn", parties=["CN"])
    assert titles(Filter(country=("IN", "CN"))) == ["cn", "in", "in-ru"]
    assert titles(Filter(country=("IN-RU",))) == ["in-ru"]
    assert titles(Filter(country=("IN-RU", "CN"))) == ["cn", "in-ru"]


def test_keys_narrow_each_other_and_each_engagement_counts_once() -> None:
    singh, place = make_person(), make_place()
    series = make_series("AUSMIN")
    fields: dict[str, Any] = {"kind": Kind.DIALOGUE, "status": Status.PLANNED, "place": place, "series": series}
    make_engagement("all", people=[singh], parties=["IN", "RU"], topics=["cyber", "space"], **fields)
    make_engagement("other", kind=Kind.DIALOGUE)
    wanted = Filter(
        country=("IN", "RU"),
        person=(singh.pk,),
        place=(place.pk,),
        kind=("dialogue",),
        series=(series.pk,),
        topic=("cyber", "space"),
        status=("planned",),
    )
    assert titles(wanted) == ["all"]


def test_an_organisation_takes_part_or_owns_the_series() -> None:
    sco = make_organisation("SCO")
    make_engagement("party", parties=["SCO"])
    make_engagement("own", series=make_series(organisation=sco))
    make_engagement("neither", parties=["NATO"])
    assert titles(Filter(org=("SCO",))) == ["own", "party"]


def test_every_word_must_stand_in_the_search_text() -> None:
    make_engagement("22nd IRIGC", search_text=fold("22nd IRIGC-M&MTC Nuku'alofa"))
    make_engagement("other", search_text=fold("22nd AUSMIN"))
    assert titles(Filter(q="irigc 22ND")) == ["22nd IRIGC"]
    assert titles(Filter(q="nuku alofa")) == ["22nd IRIGC"]
    assert titles(Filter(q="50%")) == []


@pytest.mark.parametrize(
    ("area", "found"),
    [
        ("100,30,130,40", ["Qingdao"]),
        ("120.4,36.1,120.4,36.1", ["Qingdao"]),
        ("170,-30,-170,0", ["Apia", "Suva"]),
        ("-175,-30,-170,0", ["Apia"]),
        ("-180,-90,180,90", ["Apia", "Qingdao", "Suva"]),
        ("0,50,20,60", []),
    ],
)
def test_an_area_holds_the_places_in_it_across_the_antimeridian_too(area: str, found: list[str]) -> None:
    for name, latitude, longitude in (("Qingdao", 36.1, 120.4), ("Suva", -18.1, 178.4), ("Apia", -13.8, -171.8)):
        make_engagement(name, place=make_place(name, latitude=latitude, longitude=longitude))
    make_engagement("nowhere")
    assert titles(Filter(box=Area.parse(area))) == found


def test_names_are_those_of_the_record() -> None:
    place, person = make_place("Qingdao", "CN"), make_person("Dong Jun", "CN")
    make_engagement(parties=["IN", "RU", "SCO"], topics=["cyber"])
    assert names_of("country", ["IN", "IN-RU", "IN-ZZ", "ZZ"]) == {"IN": "India", "IN-RU": "India and Russia"}
    assert names_of("org", ["SCO", "XYZ"]) == {"SCO": "SCO"}
    assert names_of("place", [str(place.pk), "999999"]) == {str(place.pk): "Qingdao"}
    assert names_of("person", [str(person.pk)]) == {str(person.pk): "Dong Jun"}
    assert names_of("kind", ["visit", "party"]) == {"visit": "Visit"}
    assert names_of("topic", ["cyber", "chess"]) == {"cyber": "cyber"}
    assert names_of("status", []) == {}
