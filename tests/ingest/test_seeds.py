"""Seed files come into the tables once, and people's edits outlive every reload."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from timeline.ingest.seed_table import Loaded
from timeline.ingest.seeds import load_knowledge
from timeline.models import (
    Country,
    CountryAlias,
    Membership,
    Organisation,
    Person,
    Place,
    PlaceAlias,
    Post,
    Series,
    SeriesAlias,
    Venue,
    Wording,
)

pytestmark = pytest.mark.django_db

FILES = {
    "countries": """code,alpha3,name,un,capital,lat,lon,aliases,demonyms
IN,IND,India,member,New Delhi,22.9,79.6,Bharat,Indian;Indians
RU,RUS,Russia,member,Moscow,61.0,97.0,Russian Federation,Russian
KZ,KAZ,Kazakhstan,member,Astana,48.2,67.3,,Kazakh
""",
    "organisations": """acronym,name,aliases,note
SCO,Shanghai Cooperation Organisation,Shanghai Five,
""",
    "memberships": """organisation,country,status,since,until,source
SCO,RU,member,2001-06-15,,SCO Secretariat
SCO,IN,observer,2005,2017-06-08,SCO Secretariat
SCO,IN,member,2017-06-09,,SCO Secretariat
""",
    "kinds": """kind,label,plover,cameo,inferred,weight,note
dialogue,Dialogue,CONSULT (visit),040,yes,24,
""",
    "topics": "name,cues\ncyber,cyber;networks\n",
    "offices": "title,level,aliases\nMinister of Defence,85,Defence Minister\n",
    "lexicon": "list,text,value,weight\nrank,General,,\nmetonym,Kremlin,RU,2\n",
    "series": """name,kind,parent,organisation,parties,aliases,weight,note
Sub Working Group (Land),working_group,Working Group,,IN;RU,Land group,40,
Working Group,working_group,Commission,,IN;RU,,50,
Commission,working_group,,,IN;RU,IRIGC,70,
SCO Defence Ministers' Meeting,ministerial,,SCO,,,75,
""",
    "places": """name,country,lat,lon,aliases,source,exactness
Saint Petersburg,RU,59.93863,30.31413,Leningrad;St. Petersburg,GeoNames 498817,town
Bay of Bengal,,15.0,88.0,,map reading,area
Pacific Ocean,,,,,too wide for a point,area
""",
    "venues": """name,place,country,aliases
Mikhailovskaya Artillery Academy,Saint Petersburg,RU,
Manekshaw Centre,New Delhi,IN,Manekshaw Center
INS Tabar,,,
""",
    "people": """name,aliases,office,party,since,until,source
Nurlan Yermekbayev,Nurlan Ermekbaev,Minister of Defence,KZ,2018-08,2021-08,starter data
Nurlan Yermekbayev,,Secretary-General,SCO,2025-01-01,,starter data
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small seeds folder of its own."""
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / f"{name}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def texts(aliases: "QuerySet[PlaceAlias] | QuerySet[SeriesAlias] | QuerySet[CountryAlias]") -> set[str]:
    return set(aliases.values_list("text", flat=True))


def test_every_file_is_loaded_with_what_it_refers_to(folder: Path) -> None:
    loaded = load_knowledge(folder)

    # 3 countries, 1 organisation, 3 memberships, 1 kind, topic and office, 2 wordings, 4 series, 3 places, 3 venues, 1 person, 2 posts
    assert loaded == Loaded(new=25)
    land = Series.objects.get(name="Sub Working Group (Land)")
    assert land.parent is not None
    assert land.parent.parent == Series.objects.get(name="Commission")
    assert {country.code for country in land.parties.all()} == {"IN", "RU"}
    assert texts(Country.objects.get(code="IN").aliases.filter(use=CountryAlias.Use.DEMONYM)) == {"Indian", "Indians"}
    assert Membership.objects.get(country="IN", standing="observer").until == "2017-06-08"
    assert Wording.objects.get(text="Kremlin").weight == 2


def test_places_know_their_gazetteer_number_and_how_exact_they_are(folder: Path) -> None:
    load_knowledge(folder)

    city, sea, ocean = (Place.objects.get(name=name) for name in ("Saint Petersburg", "Bay of Bengal", "Pacific Ocean"))
    assert (city.geoname_id, city.exactness, texts(city.aliases.all())) == (498817, "town", {"Leningrad", "St. Petersburg"})
    assert (sea.country, sea.exactness, sea.latitude) == (None, "area", 15.0)
    assert (ocean.latitude, ocean.longitude) == (None, None)


def test_a_venue_brings_its_town_from_the_gazetteer(folder: Path) -> None:
    load_knowledge(folder)

    town = Venue.objects.get(name="Manekshaw Centre").place
    assert town is not None
    assert (town.name, town.country_id, town.geoname_id) == ("New Delhi", "IN", 1261481)
    assert Venue.objects.get(name="INS Tabar").place is None


def test_a_person_speaks_for_every_party_of_their_posts(folder: Path) -> None:
    load_knowledge(folder)

    person = Person.objects.get()
    assert (person.country_id, person.organisation) == ("KZ", Organisation.objects.get())
    assert {(post.office, post.country_id, post.organisation and post.organisation.acronym) for post in Post.objects.all()} == {
        ("Minister of Defence", "KZ", None),
        ("Secretary-General", None, "SCO"),
    }


def test_loading_again_changes_nothing(folder: Path, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    load_knowledge(folder)
    entries = Series.history.count()

    with django_assert_max_num_queries(120):
        assert load_knowledge(folder) == Loaded()

    assert Series.history.count() == entries


def test_changed_seeds_update_what_nobody_edited(folder: Path) -> None:
    load_knowledge(folder)
    change(folder, "places", "Leningrad;St. Petersburg", "Leningrad;Petrograd")
    change(
        folder,
        "series",
        "SCO Defence Ministers' Meeting,ministerial,,SCO,,,75",
        "SCO Defence Ministers' Meeting,ministerial,,SCO,IN;KZ,,80",
    )

    assert load_knowledge(folder) == Loaded(updated=2)

    assert texts(Place.objects.get(name="Saint Petersburg").aliases.all()) == {"Leningrad", "Petrograd"}
    meeting = Series.objects.get(name="SCO Defence Ministers' Meeting")
    assert (meeting.weight, {country.code for country in meeting.parties.all()}) == (80, {"IN", "KZ"})
    assert meeting.history.count() == 2


def edit_value() -> None:
    series = Series.objects.get(name="Commission")
    series.note = "Led by two ministers."
    series.save()


def add_alias() -> None:
    SeriesAlias.objects.create(series=Series.objects.get(name="Commission"), text="The commission")


def drop_alias() -> None:
    SeriesAlias.objects.get(text="IRIGC").delete()


def add_party() -> None:
    Series.objects.get(name="Commission").parties.add("KZ")


@pytest.mark.parametrize("edit", [edit_value, add_alias, drop_alias, add_party])
def test_what_a_person_edited_is_left_alone(folder: Path, edit: Callable[[], None]) -> None:
    load_knowledge(folder)
    edit()
    change(folder, "series", "IRIGC,70", "IRIGC;Intergovernmental Commission,90")

    assert load_knowledge(folder) == Loaded(kept=1)

    assert Series.objects.get(name="Commission").weight == 70
    assert not SeriesAlias.objects.filter(text="Intergovernmental Commission").exists()


def test_an_edited_row_is_not_in_the_way_of_new_ones(folder: Path) -> None:
    load_knowledge(folder)
    edit_value()
    change(
        folder,
        "series",
        "Commission,working_group,,,IN;RU",
        "Staff Talks,dialogue,Commission,,IN;RU,,30,\nCommission,working_group,,,IN;RU",
    )

    load_knowledge(folder)

    assert Series.objects.get(name="Staff Talks").parent == Series.objects.get(name="Commission")


def test_a_renamed_row_does_not_come_back_and_keeps_its_children(folder: Path) -> None:
    load_knowledge(folder)
    series = Series.objects.get(name="Working Group")
    series.name = "Working Group on Military Cooperation"
    series.save()

    assert load_knowledge(folder) == Loaded(kept=1)

    assert not Series.objects.filter(name="Working Group").exists()
    assert Series.objects.get(name="Sub Working Group (Land)").parent == series


def test_a_removed_row_does_not_come_back(folder: Path) -> None:
    load_knowledge(folder)
    Series.objects.get(name="Sub Working Group (Land)").delete()
    Organisation.objects.get().series.update(organisation=None)
    Organisation.objects.get().posts.all().delete()
    Person.objects.update(organisation=None)
    Organisation.objects.get().delete()

    load_knowledge(folder)

    assert not Series.objects.filter(name="Sub Working Group (Land)").exists()
    assert not Organisation.objects.exists()
    assert not Membership.objects.exists()


def test_a_row_that_reading_an_article_made_takes_what_the_seeds_say(folder: Path) -> None:
    Country.objects.create(code="RU", name="Russia")
    named = Place.objects.create(name="Saint Petersburg", country_id="RU", is_confirmed=False)
    load_knowledge(folder)
    named.refresh_from_db()
    assert named.latitude is not None
    assert named.is_confirmed
    assert load_knowledge(folder).updated == 0


def test_a_row_that_a_person_made_is_left_alone(folder: Path) -> None:
    Country.objects.create(code="RU", name="Russia")
    made = Place.objects.create(name="St Petersburg", country_id="RU")
    own = Place.objects.create(name="Saint Petersburg", country_id="RU")

    assert load_knowledge(folder).kept == 2

    own.refresh_from_db()
    assert own.latitude is None
    assert Place.objects.filter(pk=made.pk).exists()


def test_missing_files_count_as_empty(tmp_path: Path) -> None:
    assert load_knowledge(tmp_path) == Loaded()
