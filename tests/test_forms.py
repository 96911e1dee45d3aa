from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, make_engagement, make_person, make_place, make_series
from timeline.forms import FilterForm
from timeline.queries.area import Area
from timeline.queries.filter import KEYS, Filter
from timeline.queries.ordering import Order
from timeline.record import merge_things
from timeline.vocabulary import Lanes

pytestmark = pytest.mark.django_db


def form_of(query: str) -> FilterForm:
    return FilterForm(QueryDict(query))


def test_nothing_asked_for_is_everything() -> None:
    form = form_of("unknown=1&page=2&from=&q=+")
    assert form.problems == []
    assert form.filter == Filter()
    assert form.chips() == ()


def test_every_key_is_read() -> None:
    place, person, series = make_place(), make_person(), make_series("AUSMIN")
    make_engagement(parties=["IN", "RU", "SCO"], topics=["cyber"])
    form = form_of(
        f"from=2025-06&to=2025&country=in&country=IN-RU&org=SCO&person={person.pk}&place={place.pk}&kind=visit"
        f"&series={series.pk}&topic=cyber&status=held&q=+two++words+&lanes=country&order=oldest&after=5.7&at={place.pk}"
        "&box=-10.5,20,30,60&globe=400"
    )
    assert form.problems == []
    assert form.filter == Filter(
        first=date(2025, 6, 1),
        last=date(2025, 12, 31),
        country=("IN", "IN-RU"),
        org=("SCO",),
        person=(person.pk,),
        place=(place.pk,),
        kind=("visit",),
        series=(series.pk,),
        topic=("cyber",),
        status=("held",),
        q="two words",
        box=Area(-10.5, 20, 30, 60),
    )
    assert form.globe == 400
    assert (form.lanes, form.order, str(form.after), form.at) == (Lanes.COUNTRY, Order.OLDEST, "5.7", place.pk)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("from=June", "“June” is not a date"),
        ("to=2025-02-30", "“2025-02-30” is not a day of the calendar."),
        ("from=0001", "outside the years"),
        ("to=9999", "outside the years"),
        ("from=2026&to=2025", "The dates run backwards: from 1 January 2026 to 31 December 2025."),
        ("country=ZZ", "“ZZ” is no country in the record"),
        ("country=IN-ZZ", "“IN-ZZ” is no country in the record"),
        ("country=-", "“-” is no country"),
        ("kind=party", "“party” is no kind of engagement"),
        ("status=maybe", "“maybe” is no status"),
        ("topic=chess", "“chess” is no topic of the codebook."),
        ("org=XYZ", "“XYZ” is no organisation"),
        ("person=Singh", "“Singh” is no person"),
        ("place=-1", "“-1” is no place"),
        ("series=99999999999999999999999", "is no series"),
        ("series=12", "“12” is no series in the record"),
        ("lanes=rainbow", "“rainbow” is no way to show the list by lanes"),
        ("order=best", "“best” is no way to show the list by order: write newest, oldest, title, -title, kind"),
        ("order=importance&after=5.7", "“5.7” is not a place in the list"),
        ("after=5.7&before=5.9", "A page of the list follows a row or ends before one"),
        ("after=here", "“here” is not a place in the list."),
        ("box=68,6,97", "“68,6,97” is no area of the map"),
        ("box=68,6,97,nan", "is no area of the map: write west"),
        ("box=68,36,97,6", "its south above its north"),
        ("box=190,6,97,36", "outside the globe"),
        ("q=" + "x" * 201, "201 characters long"),
        ("&".join(f"country=A{n}" for n in range(41)), "country has 41 values"),
    ],
)
def test_a_bad_value_gets_a_sentence(query: str, sentence: str) -> None:
    problems = form_of(query).problems
    assert len(problems) == 1
    assert sentence in problems[0]


def test_chips_lead_to_the_page_without_that_one_value() -> None:
    make_engagement(parties=["IN", "RU"])
    form = form_of("country=in&country=RU&q=navy&from=2025-10&to=2025-12&after=1.2&lanes=series")
    assert [(chip.name, chip.url) for chip in form.chips()] == [
        ("1 Oct – 31 Dec 2025", "?country=in&country=RU&q=navy&lanes=series"),
        ("India", "?country=RU&q=navy&from=2025-10&to=2025-12&lanes=series"),
        ("Russia", "?country=in&q=navy&from=2025-10&to=2025-12&lanes=series"),
        ("“navy”", "?country=in&country=RU&from=2025-10&to=2025-12&lanes=series"),
    ]


def test_a_merged_person_is_who_stands_for_them_now() -> None:
    keep, drop = make_person("Andrey Belousov", "RU"), make_person("Andrei Belousow", "RU")
    merge_things(keep, drop, author=None, at=NOW)
    form = form_of(f"person={drop.pk}&person={keep.pk}&kind=visit")
    assert form.filter.person == (keep.pk,)
    assert ("Andrey Belousov", "?kind=visit") in [(chip.name, chip.url) for chip in form.chips()]
    assert not form.problems


def test_an_area_is_a_chip_and_a_globes_size_is_not_kept() -> None:
    form = form_of("box=68,6,97,36&globe=900")
    assert [(chip.name, chip.url) for chip in form.chips()] == [("6° N – 36° N, 68° E – 97° E", "?")]
    assert form.address() == "?box=68%2C6%2C97%2C36"


@pytest.mark.parametrize("globe", ["", "0", "-4", "1e9", "nan", "99999999", "²"])
def test_an_odd_size_of_the_globe_leaves_it_to_the_map(globe: str) -> None:
    assert form_of(f"globe={globe}").globe is None


def test_the_selected_place_is_no_filter() -> None:
    place = make_place()
    form = form_of(f"at={place.pk}&kind=visit")
    assert [chip.name for chip in form.chips()] == ["Visit"]
    assert form.place_name == "Qingdao"
    assert form.at_place == f"?kind=visit&place={place.pk}"
    assert form.no_place == "?kind=visit"


def test_the_heading_names_what_is_chosen() -> None:
    assert form_of("").title == "Engagements"
    assert form_of("kind=visit&q=Delhi").title == "Engagements: Visit and “Delhi”"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*KEYS, "at", "after", "lanes", "order"]), st.lists(st.text(max_size=12), max_size=3)))
def test_no_query_string_breaks_the_form(values: dict[str, list[str]]) -> None:
    data = QueryDict(mutable=True)
    for key, texts in values.items():
        data.setlist(key, texts)
    form = FilterForm(data)
    assert all(isinstance(problem, str) and problem for problem in form.problems)
    form.chips()
