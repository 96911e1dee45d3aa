"""Knowledge from the tables: what changes its version, and that reading it costs the same however many rows there are."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import make_country, make_organisation, make_person, make_place, make_post, make_series, make_venue
from timeline.ingest import knowledge
from timeline.ingest.knowledge import records, version
from timeline.models import Country, PersonAlias, Wording
from timeline.record import NameBook, Names
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge, "gazetteer", lambda: None)


def _rename() -> None:
    country = Country.objects.get(code="IN")
    country.capital = "New Delhi"
    country.save()


CHANGES: dict[str, Callable[[], object]] = {
    "a new row": lambda: make_country("RU"),
    "an edited row": _rename,
    "a new alias": lambda: PersonAlias.objects.create(person=make_person(), text="Rajnath"),
    "an edited alias": lambda: PersonAlias.objects.update(text="R. Singh"),
    "a removed alias": lambda: PersonAlias.objects.all().delete(),
    "a new wording": lambda: Wording.objects.create(list="rank", text="Air Marshal"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_knowledge_is_noticed(change: str) -> None:
    PersonAlias.objects.create(person=make_person(), text="Rajnath Ji")
    before = version()
    assert version() == before
    CHANGES[change]()
    assert version() != before


def fill(numbers: range) -> None:
    for number in numbers:
        organisation = make_organisation(f"O{number}")
        organisation.aliases.create(text=f"Body {number}")
        make_post(make_person(f"Person {number}"))
        make_venue(f"Hall {number}", make_place(f"Town {number}"))
        make_series(f"Series {number}", parties=("IN", "RU"), organisation=organisation)


def test_reading_costs_a_bounded_number_of_queries(django_assert_max_num_queries: object) -> None:
    for numbers in (range(2), range(2, 12)):
        fill(numbers)
        with django_assert_max_num_queries(24):  # type: ignore[operator]
            read = records()
        assert len(read.series) == numbers.stop


def test_names_met_in_articles_alone_are_no_knowledge() -> None:
    make_person("Met Once")
    make_post(make_person("Rajnath Singh"), since="2019-06")
    (known,) = records().people
    assert (known.name, known.posts) == ("Rajnath Singh", (("Minister of Defence", "IN", "2019-06", ""),))


def test_what_articles_alone_named_is_no_knowledge_until_it_is_confirmed() -> None:
    def read() -> tuple[list[str], ...]:
        found = records()
        return [one.name for one in found.places], [one.name for one in found.venues], [one.name for one in found.series]

    make_country("CN")
    before, known = version(), read()
    place = {"name": "Qingdao", "country": "CN"}
    said: list[tuple[Field, Any]] = [(Field.PLACE, place), (Field.VENUE, "Hall of Fame"), (Field.SERIES, "Harbour Talks")]
    for field, value in said:
        NameBook(Names.READ).key(field, value, {Field.PLACE: place})
    assert (version(), read()) == (before, known)
    for field, value in said:
        NameBook().key(field, value, {Field.PLACE: place})
    assert version() != before
    assert read() == (["Qingdao"], ["Hall of Fame"], ["Harbour Talks"])
