"""The write path: claims in, shown values, participations and counts in step; withdrawal, merging, redirects."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    NOW,
    make_article,
    make_country,
    make_editor,
    make_organisation,
    make_place,
    make_series,
    make_source,
    make_venue,
)
from timeline.models import Claim, Engagement, Participation, Person, Place, Redirect, Topic
from timeline.record import (
    NewClaim,
    UnknownName,
    choose,
    choose_all,
    decide,
    deny,
    follow,
    merge,
    new_engagement,
    record_claims,
    restore_article,
    restore_engagement,
    withdraw_article,
    withdraw_engagement,
)
from timeline.vocabulary import Field, Origin

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def compiled(field: Field, value: object, report: str = "https://example.org/1", source: str = "PIB") -> NewClaim:
    return NewClaim(field=field, value=value, origin=Origin.COMPILED, report_url=report, source=make_source(source))


def make_recorded(*claims: NewClaim, uid: str | None = None) -> Engagement:
    for code in ("IN", "RU", "CN"):
        make_country(code)
    engagement = new_engagement(at=NOW, uid=uid)
    basics = [
        compiled(Field.KIND, "bilateral"),
        compiled(Field.START, "2025-06-26"),
        compiled(Field.PARTY, {"code": "IN", "role": "host"}),
    ]
    record_claims(engagement, [*basics, *claims], at=NOW)
    choose(engagement, at=NOW)
    return engagement


def test_claims_become_shown_values() -> None:
    make_organisation("SCO")
    engagement = make_recorded(
        compiled(Field.PARTY, {"code": "SCO", "role": "participant"}),
        compiled(Field.PERSON, {"name": "Rajnath Singh", "role": "Defence Minister", "party": "IN"}),
        compiled(Field.PERSON, {"name": "Andrey Belousov", "role": "Defence Minister", "party": "RU"}),
        compiled(Field.PLACE, {"name": "Qingdao", "country": "CN", "lat": 36.1, "lon": 120.4, "geoname": None}),
        compiled(Field.TOPIC, "cyber"),
        compiled(Field.STATUS, "held"),
    )
    assert engagement.title == "Rajnath Singh–Andrey Belousov meeting"
    assert engagement.short_title == "Singh–Belousov"
    assert (engagement.start, engagement.end, engagement.country_id) == ("2025-06-26", "2025-06-26", "CN")
    assert engagement.earliest == engagement.latest == date(2025, 6, 26).toordinal()
    assert set(engagement.participations.values_list("role", "importance")) == {
        ("host", engagement.importance),
        ("participant", engagement.importance),
    }
    assert sorted(engagement.attendances.values_list("person__name", "office", "party")) == [
        ("Andrey Belousov", "Defence Minister", "RU"),
        ("Rajnath Singh", "Defence Minister", "IN"),
    ]
    assert list(engagement.topics.values_list("name", flat=True)) == ["cyber"]
    for word in ("belousov", "qingdao", "india", "cyber", "defence"):
        assert word in engagement.search_text.split()
    assert engagement.source_count == 1
    assert engagement.withdrawn_at is None


def test_choosing_twice_changes_nothing() -> None:
    engagement = make_recorded()
    before = Engagement.objects.filter(pk=engagement.pk).values().get(), list(Participation.objects.values())
    choose(engagement, at=LATER)
    assert (Engagement.objects.filter(pk=engagement.pk).values().get(), list(Participation.objects.values())) == before


def test_the_same_claim_twice_is_one() -> None:
    engagement = make_recorded()
    assert record_claims(engagement, [compiled(Field.KIND, "bilateral")], at=LATER) == []
    assert len(record_claims(engagement, [compiled(Field.KIND, "bilateral", "https://example.org/2")], at=LATER)) == 1


@pytest.mark.parametrize(
    "field, value, sentence",
    [
        (Field.PARTY, {"code": "ZZ", "role": "host"}, "neither a country’s code nor an organisation’s acronym"),
        (Field.COUNTRY, "ZZ", "no country on record"),
        (Field.TOPIC, "cricket", "no topic of the codebook"),
        (Field.WITHIN, 999_999, "No engagement has the number"),
        (Field.START, "June", "is not a date"),
        (Field.KIND, "party", "no kind of the codebook"),
        (Field.STATUS, "maybe", "no status of the codebook"),
    ],
)
def test_what_is_not_on_record_is_refused_whole(field: Field, value: object, sentence: str) -> None:
    engagement = make_recorded()
    count = Claim.objects.count()
    with pytest.raises(UnknownName, match=sentence):
        record_claims(engagement, [compiled(Field.TITLE, "Good"), compiled(field, value)], at=NOW)
    assert Claim.objects.count() == count


def test_names_meet_by_spelling_and_alias_and_stay_apart_by_country() -> None:
    place = make_place("Saint Petersburg", "RU")
    place.aliases.create(text="Leningrad")
    one = make_recorded(compiled(Field.PLACE, {"name": "Leningrad", "country": "RU", "lat": 1.0, "lon": 1.0, "geoname": None}))
    assert one.place == place
    assert Place.objects.count() == 1
    for party in ("IN", "CN"):
        make_recorded(compiled(Field.PERSON, {"name": "Ali Khan", "role": "", "party": party}))
    make_recorded(compiled(Field.PERSON, {"name": "ALI KHAN", "role": "", "party": "IN"}))
    assert Person.objects.filter(folded="ali khan").count() == 2


def test_a_venue_without_a_city_is_the_only_one_of_its_name() -> None:
    home = make_place("Arlington", "US")
    pentagon = make_venue("Pentagon", home)
    make_venue("Conference Centre", home)
    make_venue("Conference Centre", make_place("Qingdao", "CN"))
    assert make_recorded(compiled(Field.VENUE, "Pentagon")).venue == pentagon
    assert make_recorded(compiled(Field.VENUE, "Pentagon"), compiled(Field.COUNTRY, "CN")).venue != pentagon
    ambiguous = make_recorded(compiled(Field.VENUE, "Conference Centre")).venue
    assert ambiguous is not None
    assert ambiguous.place is None


def test_a_person_decides_and_takes_it_back() -> None:
    editor = make_editor()
    engagement = make_recorded()
    claim = decide(engagement, Field.START, "2025-06-25", author=editor, at=LATER)
    assert engagement.start == "2025-06-25"
    assert engagement.choices["start"]["claim"] == claim.pk
    assert engagement.choices["start"]["runner_up"] is not None
    deny(engagement, Field.START, "2025-06-25", author=editor, at=LATER + timedelta(hours=1))
    assert engagement.start == "2025-06-26"


def test_a_removed_party_stays_removed_when_another_source_names_it() -> None:
    engagement = make_recorded(compiled(Field.PARTY, {"code": "RU", "role": "participant"}))
    deny(engagement, Field.PARTY, {"code": "RU", "role": "participant"}, author=make_editor(), at=LATER)
    record_claims(engagement, [compiled(Field.PARTY, {"code": "RU", "role": "host"}, "https://example.org/9", "TASS")], at=LATER)
    choose(engagement, at=LATER)
    assert list(engagement.participations.values_list("country", flat=True)) == ["IN"]


def test_a_circle_of_larger_engagements_is_not_shown() -> None:
    outer, inner = make_recorded(), make_recorded()
    decide(inner, Field.WITHIN, outer.pk, author=make_editor(), at=LATER)
    decide(outer, Field.WITHIN, inner.pk, author=make_editor(), at=LATER)
    assert inner.within_id == outer.pk
    assert outer.within_id is None


def test_an_engagement_is_found_by_the_words_of_the_larger_one() -> None:
    outer, inner = make_recorded(), make_recorded()
    decide(inner, Field.WITHIN, outer.pk, author=make_editor(), at=LATER)
    decide(outer, Field.TITLE, "Zephyr conference", author=make_editor(), at=LATER)
    inner.refresh_from_db()
    assert "zephyr" in inner.search_text.split()


def test_what_has_no_day_or_place_of_its_own_takes_the_larger_ones() -> None:
    place = {"name": "Qingdao", "country": "CN", "lat": 36.1, "lon": 120.4, "geoname": None}
    outer = make_recorded(compiled(Field.PLACE, place), compiled(Field.END, "2025-06-27"))
    inner = new_engagement(at=NOW)
    record_claims(inner, [compiled(Field.KIND, "visit"), compiled(Field.WITHIN, outer.pk)], at=NOW)
    choose_all([inner.pk, outer.pk], at=NOW)
    inner.refresh_from_db()
    assert (inner.start, inner.end, inner.place, inner.country_id) == ("2025-06-26", "2025-06-27", outer.place, "CN")
    assert inner.choices["start"]["claim"] is None
    assert "larger engagement" in inner.choices["start"]["reason"]
    decide(outer, Field.START, "2025-06-24", author=make_editor(), at=LATER)
    inner.refresh_from_db()
    assert inner.start == "2025-06-24", "it moves with the larger one"
    decide(inner, Field.START, "2025-06-25", author=make_editor(), at=LATER)
    decide(inner, Field.COUNTRY, "RU", author=make_editor(), at=LATER)
    assert (inner.start, inner.end, inner.place, inner.country_id) == ("2025-06-25", "2025-06-25", None, "RU")


def with_article() -> tuple[Engagement, object]:
    article = make_article("India and Russia met in Qingdao on Thursday.")
    engagement = make_recorded()
    Claim.objects.update(retracted_at=LATER, retracted_reason="moved for the test")
    claims = [
        NewClaim(field=field, value=value, origin=Origin.EXTRACTED, article=article, span=(0, 5), sentence=(0, 44), quote="India")
        for field, value in (
            (Field.KIND, "bilateral"),
            (Field.START, "2025-06-26"),
            (Field.PARTY, {"code": "IN", "role": "host"}),
        )
    ]
    record_claims(engagement, claims, at=LATER)
    choose(engagement, at=LATER)
    return engagement, article


def test_withdrawing_an_article_hides_what_only_it_told_and_restoring_shows_it() -> None:
    engagement, article = with_article()
    hidden = withdraw_article(article, reason="A hoax.", at=LATER)  # type: ignore[arg-type]
    assert [e.pk for e in hidden] == [engagement.pk]
    assert not Engagement.objects.shown().exists()
    assert withdraw_article(article, reason="Again.", at=LATER) == []  # type: ignore[arg-type]
    restored = restore_article(article, at=LATER + timedelta(hours=1))  # type: ignore[arg-type]
    assert [e.pk for e in restored] == [engagement.pk]
    assert Engagement.objects.shown().get() == engagement
    assert Claim.objects.filter(retracted_reason__startswith="Its article").count() == 3, "the history keeps what was retracted"


def test_an_engagement_that_another_source_tells_of_outlives_the_article() -> None:
    engagement, article = with_article()
    record_claims(engagement, [compiled(Field.START, "2025-06-26")], at=LATER)
    assert withdraw_article(article, reason="", at=LATER) == []  # type: ignore[arg-type]
    engagement.refresh_from_db()
    assert engagement.withdrawn_at is None
    assert engagement.source_count == 1


def test_a_withdrawn_engagement_stays_so_whatever_sources_say() -> None:
    engagement = make_recorded()
    withdraw_engagement(engagement, reason="Never happened.", at=LATER)
    record_claims(engagement, [compiled(Field.TITLE, "It did", "https://example.org/2")], at=LATER)
    choose(engagement, at=LATER)
    assert engagement.withdrawn_reason == "Never happened."
    restore_engagement(engagement, at=LATER)
    assert engagement.withdrawn_at is None
    assert engagement.title == "It did"


def test_merging_carries_claims_over_and_leaves_a_redirect() -> None:
    keep = make_recorded(compiled(Field.TITLE, "Kept"))
    drop = make_recorded(compiled(Field.PARTY, {"code": "RU", "role": "participant"}, "https://example.org/2", "TASS"))
    part, elder = make_recorded(), make_recorded()
    decide(part, Field.WITHIN, drop.pk, author=make_editor(), at=NOW)
    merge(drop, elder, at=LATER)
    merge(keep, drop, at=LATER)
    part.refresh_from_db()
    assert part.within_id == keep.pk
    assert set(keep.participations.values_list("country", flat=True)) == {"IN", "RU"}
    assert follow("engagement", drop.pk) == follow("engagement", elder.pk) == keep.pk
    assert follow("engagement", keep.pk) is None
    assert Redirect.objects.count() == 2
    assert not drop.claims.live().exists()
    assert drop.claims.exists()
    with pytest.raises(ValueError, match="merged before"):
        merge(keep, drop, at=LATER)
    with pytest.raises(ValueError, match="with itself"):
        merge(keep, keep, at=LATER)


def test_choosing_many_costs_a_bounded_number_of_queries(django_assert_max_num_queries: object) -> None:
    series = make_series("Exercise Malabar", "exercise")
    few = [make_recorded(compiled(Field.SERIES, series.name), compiled(Field.TOPIC, "cyber")).pk for _ in range(3)]
    many = few + [make_recorded(compiled(Field.SERIES, series.name)).pk for _ in range(12)]
    assert Topic.objects.count() == 1
    for ids in (few, many):
        with django_assert_max_num_queries(24):  # type: ignore[operator]
            choose_all(ids, at=LATER)
