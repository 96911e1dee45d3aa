"""Place and venue go together: tables of claims, invariants over any claims, and the record after places and venues change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import NOW, make_country, make_editor, make_place, make_venue
from tests.record.telling import compiled, make_told
from timeline.models import Claim, Engagement, Place, Venue
from timeline.record import choose, merge_things, part_thing, record_claims, retract
from timeline.record.choosing import Said, choose_value
from timeline.record.lookup import homes_of
from timeline.record.placing import Home, choose_where
from timeline.record.shown import live_sayings, shown
from timeline.vocabulary import Field, Origin

START = datetime(2025, 11, 14, tzinfo=UTC)
# Venues 1 and 2 stand in place 1, venue 3 in place 2, venue 4 is a ship; 5 stands in place 3, as articles alone say.
HOMES = {1: Home(1, "CN", True), 2: Home(1, "CN", True), 3: Home(2, "RU", True), 5: Home(3, "CN", False)}


def said(field: Field, pk: int | str, source: str = "a", **changes: Any) -> Said:
    key = f"{field}:{pk}" if isinstance(pk, int) else pk
    values = {
        "id": 1, "field": field, "key": key, "value": key, "origin": Origin.EXTRACTED, "denies": False, "source": source,
        "published": date(2025, 6, 26), "recorded_at": START, "article": ord(source[0]),
    }  # fmt: skip
    return Said(**{**values, **changes})


def place(pk: int, source: str = "a", **changes: Any) -> Said:
    return said(Field.PLACE, pk, source, **changes)


def venue(pk: int, source: str = "a", **changes: Any) -> Said:
    return said(Field.VENUE, pk, source, **changes)


def person(claim: Said, hours: int = 0, *, denies: bool = False) -> Said:
    return replace(
        claim,
        source="me",
        origin=Origin.MANUAL,
        recorded_at=START + timedelta(hours=hours),
        id=90 + hours,
        denies=denies,
        article=0,
    )


def where(*claims: Said) -> tuple[int | None, int | None, dict[str, str]]:
    """Return the ids of the place and the venue that show, and the reasons of both."""
    values = shown([said(Field.KIND, "visit"), *claims], HOMES)
    assert values is not None
    reasons = {str(field): str(note["reason"]) for field, note in values.choices.items() if field in ("place", "venue")}
    return values.place, values.venue, reasons


@pytest.mark.parametrize(
    "claims, there, at",
    [
        ([place(1), venue(1)], 1, 1),
        ([venue(3)], None, 3),
        # Two sources name place 1 and no venue, the newest a venue in place 2.
        ([place(1, "a"), place(1, "b"), place(2, "c"), venue(3, "c")], 1, None),
        # Two venues are named, and the one that more sources name lies elsewhere.
        ([place(1, "a"), place(1, "b"), place(1, "d"), venue(2, "a"), place(2, "c"), place(2, "e"), venue(3, "c"), venue(3, "e")], 1, 2),
        ([place(1), venue(4)], 1, 4),  # a ship lies anywhere
        ([place(1), venue(5, "b")], 1, 5),  # which venue of that name is meant depends on what came before
        ([place(1, "a"), place(1, "c"), place(3, "b"), venue(5, "b")], 1, None),  # its source says where
        ([said(Field.COUNTRY, "CN"), venue(3)], None, None),
        ([said(Field.COUNTRY, "RU"), venue(3)], None, 3),
        # People decide.
        ([person(place(1)), venue(3), place(2)], 1, None),
        ([place(1, "a"), place(1, "b"), place(2, "c"), person(venue(3))], 2, 3),
        ([place(1, "a"), person(venue(3))], 2, 3),  # no source says so, but the venue lies there
        ([person(place(1)), person(venue(3), 1)], 1, 3),  # both as they were decided
        ([said(Field.COUNTRY, "CN"), person(venue(3))], 2, 3),
        ([place(1, "a"), person(place(2), denies=True), person(venue(3))], 1, 3),
        ([place(1), venue(1), venue(2, "b"), person(venue(1), denies=True)], 1, 2),
    ],
)  # fmt: skip
def test_a_venue_shows_where_it_lies(claims: list[Said], there: int | None, at: int | None) -> None:
    numbered = [claim if claim.origin is Origin.MANUAL else _numbered(claim, pk) for pk, claim in enumerate(claims, 2)]
    assert where(*numbered)[:2] == (there, at)
    assert where(*reversed(numbered)) == where(*numbered)


def _numbered(claim: Said, pk: int) -> Said:
    return replace(claim, id=pk)


def test_what_was_passed_over_and_why_stays_to_be_seen() -> None:
    inside, beside, elsewhere = venue(1, "a", id=5), venue(3, "b", id=6), venue(3, "c", id=7)
    claims = {Field.PLACE: [place(1, "a"), place(1, "d"), place(1, "e")], Field.VENUE: [inside, beside, elsewhere]}
    choice = choose_where(claims, HOMES).chosen[Field.VENUE]
    assert (choice.claim, choice.runner_up, choice.reason) == (inside, elsewhere, "Others lie elsewhere than the place shown")
    none = choose_where({**claims, Field.VENUE: [beside, elsewhere]}, HOMES)
    assert none.notes == {Field.VENUE: {
        "claim": None, "runner_up": 7, "reason": "The venue that is named lies elsewhere than the place shown"
    }}  # fmt: skip
    led = choose_where({**claims, Field.VENUE: [person(venue(3))]}, HOMES)
    assert (led.place, led.notes[Field.PLACE]["runner_up"]) == (2, 1)
    assert led.notes[Field.PLACE]["reason"] == "Where the venue lies that a person decided"


ANY = st.lists(
    st.tuples(
        st.sampled_from([Field.PLACE, Field.VENUE, Field.COUNTRY]), st.integers(1, 5), st.sampled_from("abc"), st.booleans(),
        st.sampled_from([None, False, True]),
    ),
    min_size=1,
    max_size=9,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(ANY, st.randoms(use_true_random=False))
def test_whatever_is_claimed_the_venue_lies_in_the_place_and_order_never_matters(rows: list[Any], random: Any) -> None:
    claims = []
    for number, (field, pk, source, is_later, decided) in enumerate(rows, 2):
        key: int | str = ("CN", "RU")[pk % 2] if field is Field.COUNTRY else pk
        claim = said(field, key, source, id=number, published=date(2025, 6, 27 if is_later else 26))
        claims.append(claim if decided is None else person(claim, number, denies=decided))
    shuffled = claims[:]
    random.shuffle(shuffled)
    first = shown([said(Field.KIND, "visit"), *claims], HOMES)
    assert first == shown([said(Field.KIND, "visit"), *shuffled], HOMES)
    assert first is not None
    by_field = {each: [claim for claim in claims if claim.field is each] for each in (Field.PLACE, Field.VENUE)}
    alone = {field: choose_value(field, every) for field, every in by_field.items()}
    if first.venue in HOMES and first.place and HOMES[first.venue].is_known and HOMES[first.venue].place != first.place:
        # Only people may have it so.
        assert any(claim.origin is Origin.MANUAL for claim in by_field[Field.VENUE])
        assert any(claim.origin is Origin.MANUAL for claim in claims if claim.field is not Field.VENUE)
    for field in (Field.PLACE, Field.VENUE):
        note = first.choices.get(field)
        assert (note is None) == (alone[field] is None and not (field is Field.PLACE and first.place))


# On record


def told_with(*values: tuple[str, Field, Any]) -> Engagement:
    """Make an engagement of what reports of these outlets say, one after the other."""
    engagement = make_told()
    for outlet in dict.fromkeys(outlet for outlet, _, _ in values):
        said_there = [compiled(field, value, f"https://{outlet}", outlet) for name, field, value in values if name == outlet]
        record_claims(engagement, said_there, at=NOW)
    choose(engagement, at=NOW)
    return engagement


QINGDAO, MOSCOW = {"name": "Qingdao", "country": "CN"}, {"name": "Moscow", "country": "RU"}


def at_odds() -> Engagement:
    for code in ("CN", "RU"):
        make_country(code)
    make_venue("Kremlin", make_place("Moscow", "RU"))
    return told_with(
        ("PIB", Field.PLACE, QINGDAO), ("TASS", Field.PLACE, MOSCOW), ("TASS", Field.VENUE, "Kremlin"), ("ANI", Field.PLACE, QINGDAO)
    )  # fmt: skip


def look(engagement: Engagement) -> tuple[str, str]:
    engagement.refresh_from_db()
    return str(engagement.place), str(engagement.venue or "")


@pytest.mark.django_db
def test_a_venue_elsewhere_is_not_shown_and_its_page_says_why(client: Client) -> None:
    engagement = at_odds()
    assert look(engagement) == ("Qingdao, China", "")
    page = " ".join(client.get(engagement.get_absolute_url()).content.decode().split())
    row = page[page.index('id="fact-venue"') :].partition("</tr>")[0]
    assert "not stated" in row
    assert "The venue that is named lies elsewhere than the place shown" in row
    assert "Sources differ" in row
    assert "Gives Kremlin." in row


@pytest.mark.django_db
def test_a_persons_venue_leads_the_place_and_taken_back_it_follows_again(client: Client) -> None:
    engagement, editor = at_odds(), make_editor()
    decided = compiled(Field.VENUE, "Kremlin")
    claim = replace(decided, origin=Origin.MANUAL, author=editor, report_url="", source=None)
    (row,) = record_claims(engagement, [claim], at=NOW + timedelta(hours=1))
    Claim.objects.filter(pk=row.pk).update(key=f"venue:{Venue.objects.get(place__name='Moscow').pk}")
    choose(engagement, at=NOW + timedelta(hours=1))
    assert look(engagement) == ("Moscow, Russia", "Kremlin")
    page = " ".join(client.get(engagement.get_absolute_url()).content.decode().split())
    assert "Where the venue lies that a person decided" in page[page.index('id="fact-place"') :].partition("</tr>")[0]
    retract(Claim.objects.filter(pk=row.pk), reason="A mistake", at=NOW + timedelta(hours=2))
    choose(engagement, at=NOW + timedelta(hours=2))
    assert look(engagement) == ("Qingdao, China", "")


@pytest.mark.django_db
def test_a_venue_moved_or_merged_with_its_place_is_shown_where_it_lies_then(client: Client) -> None:
    engagement = at_odds()
    qingdao, moscow = Place.objects.get(name="Qingdao"), Place.objects.get(name="Moscow")
    kremlin = Venue.objects.get(name="Kremlin")
    merge_things(qingdao, moscow, author=None, at=NOW + timedelta(hours=1))
    assert look(engagement) == ("Qingdao, China", "Kremlin")
    part_thing(Place.objects.get(pk=moscow.pk), at=NOW + timedelta(hours=2))
    assert look(engagement) == ("Qingdao, China", "")
    client.force_login(make_editor())
    names = {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
    saved = client.post(f"/admin/timeline/venue/{kremlin.pk}/change/", {"name": "Kremlin", "place": qingdao.pk, **names})
    assert saved.status_code == 302
    assert look(engagement) == ("Qingdao, China", "Kremlin")


@pytest.mark.django_db
def test_a_venue_without_a_place_that_is_given_one_by_a_merge_is_asked_again() -> None:
    for code in ("CN", "RU"):
        make_country(code)
    loose = make_venue("Main Hall")
    there = make_venue("Hall", make_place("Moscow", "RU"))
    engagement = told_with(("PIB", Field.PLACE, QINGDAO))
    other = compiled(Field.VENUE, "Main Hall")
    record_claims(engagement, [other], at=NOW)
    engagement.claims.filter(field=Field.VENUE).update(key=f"venue:{loose.pk}")
    choose(engagement, at=NOW)
    assert look(engagement) == ("Qingdao, China", "Main Hall")
    Venue.objects.filter(pk__in=(loose.pk, there.pk)).update(is_confirmed=True)
    merge_things(loose, there, author=None, at=NOW + timedelta(hours=1))
    assert look(engagement) == ("Qingdao, China", "")
    part_thing(Venue.objects.get(pk=there.pk), at=NOW + timedelta(hours=2))
    assert look(engagement) == ("Qingdao, China", "Main Hall")


@pytest.mark.django_db
def test_a_part_does_not_take_over_a_place_that_its_venue_does_not_lie_in() -> None:
    for code in ("CN", "RU"):
        make_country(code)
    kremlin = make_venue("Kremlin", make_place("Moscow", "RU"))
    Venue.objects.filter(pk=kremlin.pk).update(is_confirmed=True)
    outer = told_with(("PIB", Field.PLACE, QINGDAO))
    plain = told_with(("PIB", Field.WITHIN, outer.pk))
    part = told_with(("PIB", Field.WITHIN, outer.pk), ("PIB", Field.VENUE, "Kremlin"))
    assert look(plain) == ("Qingdao, China", "")
    assert look(part) == ("None", "Kremlin")


@pytest.mark.django_db
def test_homes_are_read_in_one_query_and_in_none_without_a_venue(django_assert_num_queries: Any) -> None:
    claims = live_sayings([pk := at_odds().pk])[pk]
    kremlin = Venue.objects.select_related("place").get(name="Kremlin")
    with django_assert_num_queries(1):
        assert homes_of(claims) == {kremlin.pk: Home(kremlin.place_id or 0, "RU", kremlin.is_confirmed)}
    with django_assert_num_queries(0):
        assert homes_of(claim for claim in claims if claim.field is not Field.VENUE) == {}
