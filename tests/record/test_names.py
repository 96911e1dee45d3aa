"""Names to things on record: what is refused with a sentence, and what is left out of a lenient batch."""

import pytest

from tests.factories import NOW, make_country, make_engagement, make_organisation
from tests.record.telling import compiled, make_told
from timeline.models import Claim, Engagement, Person, Place, Series, Venue
from timeline.record import NameBook, Names, Saying, UnknownName, record_claims, record_sayings
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "field, value, sentence",
    [
        (Field.PERSON, {"name": "—", "role": "", "party": ""}, "“—” is no name"),
        (Field.PERSON, {"name": "Ali " * 60, "role": "", "party": ""}, "too long for the name of a person"),
        (Field.PLACE, {"name": "?", "country": None}, "is no name"),
        (Field.PLACE, {"name": "Q" * 121, "country": None}, "too long for the name of a place"),
        (Field.VENUE, "V" * 201, "too long for the name of a venue"),
        (Field.SERIES, "S" * 201, "too long for the name of a series"),
        (Field.SERIES, "", "is no name"),
        (Field.EDITION, 0, "no number of an edition"),
        (Field.EDITION, 10**12, "no number of an edition"),
        (Field.EDITION, True, "no number of an edition"),
        (Field.EDITION, "4th", "no number of an edition"),
    ],
)
def test_what_no_table_could_hold_is_refused(field: Field, value: object, sentence: str) -> None:
    with pytest.raises(UnknownName, match=sentence):
        NameBook().key(field, value, {})
    assert not any(table.objects.exists() for table in (Person, Place, Venue, Series))


@pytest.mark.parametrize(
    "field, value, key",
    [
        (Field.PARTY, {"code": "IN", "role": "host"}, "country:IN"),
        (Field.COUNTRY, "IN", "IN"),
        (Field.START, " 2025-06 ", "2025-06"),
        (Field.EDITION, 4, "4"),
        (Field.KIND, "visit", "visit"),
        (Field.TITLE, "The Fourth MEETING", "the fourth meeting"),
    ],
)
def test_keys(field: Field, value: object, key: str) -> None:
    make_country("IN")
    assert NameBook().key(field, value, {}) == key


def test_an_organisation_is_known_by_its_other_names() -> None:
    shanghai = make_organisation("SCO")
    shanghai.aliases.create(text="ShOS")
    assert NameBook().key(Field.PARTY, {"code": "ShOS", "role": ""}, {}) == f"organisation:{shanghai.pk}"


def test_a_lenient_batch_leaves_out_what_is_unknown_and_says_so() -> None:
    engagement = make_told()
    left_out: list[str] = []
    claims = [compiled(Field.COUNTRY, "ZZ"), compiled(Field.TITLE, "Talks")]
    record_sayings([Saying(engagement.pk, claims, left_out)], at=NOW, names=NameBook())
    assert engagement.claims.filter(field=Field.TITLE, value="Talks").exists()
    assert not engagement.claims.filter(value="ZZ").exists()
    assert left_out == ["A value for “country” was left out: “ZZ” is no country on record."]


def test_a_strict_batch_is_refused_whole() -> None:
    engagement: Engagement = make_told()
    count = Claim.objects.count()
    with pytest.raises(UnknownName):
        record_claims(engagement, [compiled(Field.TITLE, "Talks"), compiled(Field.COUNTRY, "ZZ")], at=NOW)
    assert Claim.objects.count() == count


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        (("Popov", "Commander of the Pacific Fleet"), ("Popov", "Deputy Minister of Defence"), False),
        (("Popov", "Commander of the Pacific Fleet"), ("Popov", "Pacific Fleet Commander"), True),
        (("Popov", "Commander of the Pacific Fleet"), ("Popov", ""), True),
        (("Ivan Popov", "Commander of the Pacific Fleet"), ("Ivan Popov", "Deputy Minister of Defence"), True),
        (("Nguyễn Văn Hùng", "Commander of the Navy"), ("Nguyễn Văn Hưng", "Deputy Minister"), False),
        (("Nguyễn Văn Hùng", "Commander of the Navy"), ("Nguyen Van Hung", "Deputy Minister"), True),
    ],
)
@pytest.mark.parametrize("in_one_lot", [True, False])
def test_a_surname_with_another_office_is_another_person(
    one: tuple[str, str], other: tuple[str, str], are_one: bool, in_one_lot: bool
) -> None:
    make_country("RU")
    book = NameBook(Names.READ)
    found = []
    for name, role in (one, other):
        found.append(book.key(Field.PERSON, {"name": name, "party": "RU", "role": role}, {}))
        if not in_one_lot:
            make_engagement(people=[person := Person.objects.get(pk=found[-1].partition(":")[2])])
            person.attendances.update(office=role)
            book = NameBook(Names.READ)
    assert (found[0] == found[1]) is are_one
