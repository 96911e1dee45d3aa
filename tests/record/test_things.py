"""People, places, venues and series that are one: merging leads on, whatever arrives; taking it back gives all back."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, make_article, make_country, make_editor, make_person, make_place, make_post, make_series
from tests.record.test_entries import entered
from timeline.extraction.types import Candidate, Extraction, FieldValue, Span
from timeline.ingest.store import Reading, store
from timeline.models import (
    Article,
    Claim,
    Engagement,
    MonthColumns,
    Person,
    Place,
    Post,
    Redirect,
    Report,
    Series,
    ThingDecision,
    Venue,
)
from timeline.record import (
    NameBook,
    Names,
    decide,
    follow,
    keep_things_apart,
    merge_things,
    part_thing,
    restore_article,
    withdraw_article,
)
from timeline.summaries import keeping
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
BASICS: tuple[tuple[Field, Any], ...] = (
    (Field.KIND, "bilateral"),
    (Field.START, "2025-06-26"),
    (Field.PARTY, {"code": "IN", "role": ""}),
    (Field.PARTY, {"code": "RU", "role": ""}),
)
Values = Sequence[tuple[Field, Any]]


def person(name: str, party: str = "RU", role: str = "Defence Minister") -> tuple[Field, Any]:
    return Field.PERSON, {"name": name, "role": role, "party": party}


def place(name: str, country: str = "RU") -> tuple[Field, Any]:
    return Field.PLACE, {"name": name, "country": country}


def tell(*values: tuple[Field, Any], day: str = "2025-06-26", text: str = "The two ministers met.") -> Engagement:
    """Put one article on record that tells of one engagement, as reading does."""
    for code in ("IN", "RU", "CN"):
        make_country(code)
    every = [(field, day if field is Field.START else value) for field, value in (*BASICS, *values)]
    read = [FieldValue(field, value, Span(4, 7), Span(0, len(text)), rule="by hand") for field, value in every]
    extraction = Extraction((Candidate("a", tuple(read)),), engine="hand-1")
    number = Article.objects.count()  # reports go by such names, and are grouped in their order
    article = make_article(text, identity=f"told-{number}", content_hash=f"{number:064d}")
    ((stored,),) = store([Reading(article, extraction)], names=NameBook(Names.READ), at=moment())
    return Engagement.objects.get(pk=stored.engagement)


def moment() -> datetime:
    """Return when it is: articles come a minute apart, and what people decide between them."""
    return NOW + timedelta(minutes=2 * Article.objects.count())


def snapshot() -> list[Any]:
    """Return what the record shows, by names: ids of what is entered later may differ."""
    found = []
    for e in Engagement.objects.shown().select_related("place", "venue__place", "series").order_by("pk"):
        found.append([
            e.pk, e.title, e.kind, e.status, e.start, e.end, str(e.place), str(e.venue), str(e.venue and e.venue.place),
            str(e.series), e.importance, e.source_count, e.within_id,
            sorted((str(a.person), a.office, a.party) for a in e.attendances.select_related("person")),
            sorted((r.key, *(_named(r.told[name]) for name in ("place", "venue", "series"))) for r in e.reports.all()),
            sorted(_named(key) for key in e.reports.values_list("told__formats", flat=True) for key in key),
        ])  # fmt: skip
    return found


def _named(key: str) -> str:
    kind, _, pk = key.partition(":")
    tables: dict[str, Any] = {"place": Place, "venue": Venue, "series": Series}
    return str(tables[kind].objects.get(pk=pk)) if key else ""


def knowledge() -> list[Any]:
    """Return what is known of the things that stand."""
    return [
        [
            table.__name__, str(row), row.country_id if hasattr(row, "country_id") else "", getattr(row, "parent_id", None),
            getattr(row, "latitude", None), sorted(row.aliases.values_list("text", flat=True)),
            sorted(map(str, row.posts.all())) if isinstance(row, Person) else [],
            sorted(map(str, row.venues.filter(merged_into=None, engagements__in=Engagement.objects.shown()).distinct())) if isinstance(row, Place) else [],
            sorted(row.parties.values_list("pk", flat=True)) if isinstance(row, Series) else [],
        ]
        for table in (Person, Place, Series)
        for row in table.objects.filter(merged_into=None).order_by("pk")  # type: ignore[attr-defined]
    ]  # fmt: skip


def live(key: str) -> int:
    return Claim.objects.live().filter(key=key).count()


def test_two_spellings_of_one_person_become_one_and_stay_one() -> None:
    one, other = tell(person("Andrey Belousov")), tell(person("Andrej Belousow"), day="2025-08-14")
    keep, drop = Person.objects.get(name="Andrey Belousov"), Person.objects.get(name="Andrej Belousow")
    merge_things(keep, drop, author=make_editor(), at=NOW, note="One man")
    for engagement in (one, other):
        assert [a.person for a in engagement.attendances.all()] == [keep]
    assert live(f"person:{drop.pk}") == 0
    assert Claim.objects.live().get(engagement=other, field=Field.PERSON).value["name"] == "Andrej Belousow", "as it was said"
    assert follow(Redirect.Thing.PERSON, drop.pk) == keep.pk
    assert [alias.text for alias in keep.aliases.all()] == ["Andrej Belousow"]
    later = tell(person("Andrej Belousow"), day="2025-09-01", text="Ministers met in September.")
    assert [a.person for a in later.attendances.all()] == [keep]
    assert Person.objects.filter(merged_into=None).count() == 1
    other.refresh_from_db()
    assert {"belousov", "belousow"} <= set(other.search_text.split())


def test_taken_back_each_has_what_it_would_have_had() -> None:
    tell(person("Andrey Belousov"))
    other = tell(person("Andrej Belousow"), day="2025-08-14")
    keep, drop = Person.objects.order_by("pk")
    make_post(drop, since="2024-05")
    before, known = snapshot(), knowledge()
    merge_things(keep, drop, author=make_editor(), at=NOW)
    assert keep.posts.count() == 1
    later = tell(person("Andrej Belousow"), day="2025-09-01", text="Ministers met in September.")
    assert part_thing(drop, at=NOW) == keep
    for engagement in (other, later):
        assert [a.person for a in engagement.attendances.all()] == [drop]
    assert (snapshot()[:-1], knowledge()) == (before, known)
    assert follow(Redirect.Thing.PERSON, drop.pk) is None
    assert ThingDecision.objects.standing().count() == 0


def test_reports_of_one_place_find_each_other() -> None:
    one = tell(person("Andrey Belousov"), place("Kiev"))
    vague = ((Field.VENUE, "Grand Hotel"),)
    other = tell(place("Kyiv"), *vague, day="2025-06", text="In June they met.")
    assert one != other
    told = {r.engagement_id: r.told["place"] for r in Report.objects.all()}
    assert len(set(told.values())) == 2
    before = snapshot()
    keep, drop = Place.objects.get(name="Kyiv"), Place.objects.get(name="Kiev")
    merge_things(keep, drop, author=make_editor(), at=NOW)
    assert {r.told["place"] for r in Report.objects.all()} == {f"place:{keep.pk}"}
    assert Engagement.objects.shown().count() == 1, "they tell of one meeting now"
    part_thing(drop, at=NOW)
    assert snapshot() == before


def test_venues_of_merged_places_come_along_and_go_back() -> None:
    tell(place("Kiev"), (Field.VENUE, "Grand Hotel"))
    tell(place("Kyiv"), (Field.VENUE, "Grand Hotel"), day="2025-08-14")
    tell(place("Kiev"), (Field.VENUE, "Opera"), day="2025-09-14")
    before, known = snapshot(), knowledge()
    keep, drop = Place.objects.get(name="Kyiv"), Place.objects.get(name="Kiev")
    merge_things(keep, drop, author=make_editor(), at=NOW)
    assert sorted(map(str, keep.venues.filter(merged_into=None))) == ["Grand Hotel", "Opera"]
    assert Venue.objects.filter(merged_into=None).count() == 2
    for name in ("Kiev", "Kyiv"):
        tell(place(name), (Field.VENUE, "Grand Hotel"), day="2025-10-01", text=f"In October they met in {name}.")
    assert Venue.objects.count() == 3
    part_thing(drop, at=NOW)
    assert knowledge() == known
    assert snapshot()[:3] == before


def test_series_bring_their_own_series_and_parties() -> None:
    above = make_series("Commission", parties=("IN",))
    drop, keep = make_series("Dialogue, old", parties=("IN", "RU")), make_series("Dialogue", parties=("IN",), parent=above)
    child = make_series("Working group", parent=drop)
    told = tell((Field.SERIES, "Working group"))
    tell((Field.SERIES, "Dialogue, old"), day="2025-08-14")
    before, known = snapshot(), knowledge()
    merge_things(keep, drop, author=make_editor(), at=NOW)
    child.refresh_from_db()
    assert child.parent == keep
    assert set(keep.parties.values_list("pk", flat=True)) == {"IN", "RU"}
    formats = Report.objects.get(engagement=told).told["formats"]
    assert set(formats) == {f"series:{pk}" for pk in (child.pk, keep.pk, above.pk)}
    assert NameBook(Names.ASKED).key(Field.SERIES, "Dialogue, old", {}) == f"series:{keep.pk}"
    part_thing(drop, at=NOW)
    assert (snapshot(), knowledge()) == (before, known)


def test_what_cannot_be_merged_is_refused_with_a_sentence() -> None:
    user = make_editor()
    top = make_series("Commission")
    middle = make_series("Working group", parent=top)
    low = make_series("Sub-group", parent=middle)
    one, other, third = (make_person(name) for name in ("Li Wei", "Wei Li", "Lee Wei"))
    merge_things(one, other, author=user, at=NOW)
    for keep, drop in ((top, low), (low, top), (one, one), (one, other), (other, third)):
        with pytest.raises(ValueError, match=r"\.$|leads to"):
            merge_things(keep, drop, author=user, at=NOW)
    merge_things(third, one, author=user, at=NOW)
    with pytest.raises(ValueError, match="take that back first"):
        part_thing(other, at=NOW)
    with pytest.raises(ValueError, match="not merged"):
        part_thing(third, at=NOW)
    with pytest.raises(ValueError, match="apart from itself"):
        keep_things_apart(third, third, author=user, at=NOW)


def test_addresses_lead_on_through_several_merges_and_back() -> None:
    a, b, c = (make_person(name) for name in ("A One", "B One", "C One"))
    merge_things(b, c, author=None, at=NOW)
    merge_things(a, b, author=None, at=NOW)
    assert [follow("person", row.pk) for row in (b, c)] == [a.pk, a.pk]
    assert NameBook(Names.ASKED).key(Field.PERSON, {"name": "C One", "party": "IN"}, {}) == f"person:{a.pk}"
    part_thing(b, at=NOW)
    assert [follow("person", row.pk) for row in (b, c)] == [None, b.pk]
    assert sorted(alias.text for alias in b.aliases.all()) == ["C One"]
    assert not a.aliases.exists()


def test_what_two_brought_stays_while_one_of_them_stays() -> None:
    keep, one, other = (make_person(name) for name in ("Wei Li", "Li Wei", "LI WEI"))
    for row in (one, other):
        make_post(row, since="2024")
    merge_things(keep, one, author=None, at=NOW)
    merge_things(keep, other, author=None, at=NOW)
    assert keep.posts.count() == 1
    part_thing(one, at=NOW)
    assert (keep.posts.count(), one.posts.count()) == (1, 1)
    assert list(keep.aliases.values_list("folded", flat=True)) == ["li wei"]
    part_thing(other, at=NOW)
    assert (keep.posts.count(), keep.aliases.count(), Post.objects.count()) == (0, 0, 2)


def test_a_persons_newest_word_stays_the_newest() -> None:
    engagement = entered(by_hand=True)
    rita = make_editor("rita")
    decide(engagement, Field.PLACE, {"name": "Kiev", "country": "RU"}, author=rita, at=NOW)
    decide(engagement, Field.PLACE, {"name": "Minsk", "country": "RU"}, author=rita, at=NOW)
    merge_things(make_place("Kyiv", "RU"), Place.objects.get(name="Kiev"), author=rita, at=NOW)
    engagement.refresh_from_db()
    assert str(engagement.place and engagement.place.name) == "Minsk"


def test_an_article_withdrawn_before_a_merge_comes_back_following_it() -> None:
    told = tell(person("Andrej Belousow"), place("Kiev"))
    article = Report.objects.get(engagement=told).article
    assert article is not None
    withdraw_article(article, reason="", at=NOW)
    drop, gone = Person.objects.get(), Place.objects.get()
    keep, there = make_person("Andrey Belousov", "RU"), make_place("Kyiv", "RU")
    merge_things(keep, drop, author=None, at=NOW)
    merge_things(there, gone, author=None, at=NOW)
    restore_article(article, at=NOW)
    told.refresh_from_db()
    assert told.place == there
    assert [a.person for a in told.attendances.all()] == [keep]
    assert Report.objects.get().told["place"] == f"place:{there.pk}"
    part_thing(drop, at=NOW)
    part_thing(gone, at=NOW)
    told.refresh_from_db()
    assert (told.place, told.attendances.get().person) == (gone, drop)


def test_a_namesake_of_another_country_stays_apart() -> None:
    keep, drop = make_person("Wei Li", "CN"), make_person("Li Wei", "CN")
    merge_things(keep, drop, author=None, at=NOW)
    book = NameBook(Names.READ)
    make_country("RU")
    assert book.key(Field.PERSON, {"name": "Li Wei", "party": "CN"}, {}) == f"person:{keep.pk}"
    assert book.key(Field.PERSON, {"name": "Li Wei", "party": "RU"}, {}) not in {f"person:{row.pk}" for row in (keep, drop)}


STEP = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2), st.integers(0, 2))
PAIRS: dict[str, type[Any]] = {"person": Person, "place": Place, "venue": Venue, "series": Series}


def told_by(step: tuple[int, int, int, int]) -> None:
    day, who, where, what = step
    names = ("Andrey Belousov", "Andrej Belousow", "Sergei Shoigu", "Dong Jun")
    values = [person(names[who], "CN" if who == 3 else "RU"), place(("Kyiv", "Kiev", "Minsk")[where])]
    values += [(Field.VENUE, ("Grand Hotel", "Hotel Grand", "Opera")[what])]
    values += [(Field.SERIES, ("Dialogue", "Strategic Dialogue", "Commission")[(what + day) % 3])]
    tell(*values, day=("2025-06-26", "2025-06", "2025-08-14", "2025-08")[day])


def merge_first_two(kind: str) -> Any:
    rows = list(PAIRS[kind].objects.filter(merged_into=None).order_by("pk")[:2])
    if len(rows) < 2:
        return None
    merge_things(rows[0], rows[1], author=None, at=moment())
    return rows[1]


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(STEP, min_size=1, max_size=5), st.lists(STEP, max_size=3), st.lists(st.sampled_from(list(PAIRS)), max_size=3))
@example([(1, 0, 1, 0), (3, 0, 2, 0), (0, 3, 1, 2), (3, 2, 1, 0), (1, 3, 0, 2)], [(3, 0, 0, 0)], ["venue", "venue", "series"])
@example([(2, 2, 0, 2), (2, 2, 1, 1), (3, 1, 2, 2)], [(1, 0, 0, 0), (0, 3, 1, 2), (1, 1, 0, 1)], ["place", "venue", "venue"])
def test_merging_and_taking_back_leave_what_would_have_been(before: list[Any], after: list[Any], kinds: list[str]) -> None:
    with transaction.atomic():
        for step in (*before, *after):
            told_by(step)
        expected = snapshot(), knowledge()
        transaction.set_rollback(True)
    with transaction.atomic():
        for step in before:
            told_by(step)
        merged = [drop for kind in dict.fromkeys(kinds) if (drop := merge_first_two(kind))]
        for step in after:
            told_by(step)
        check_columns()
        for drop in reversed(merged):
            drop.refresh_from_db()
            part_thing(drop, at=moment())
        assert _without_ids(snapshot()) == _without_ids(expected[0])
        assert sorted(map(repr, knowledge())) == sorted(map(repr, expected[1]))
        check_columns()
        transaction.set_rollback(True)


def check_columns() -> None:
    """The counts of every month are what they would be, made anew."""
    held = [(row.month, bytes(row.data)) for row in MonthColumns.objects.filter(count__gt=0).order_by("month")]
    keeping.rebuild()
    assert held == [(row.month, bytes(row.data)) for row in MonthColumns.objects.filter(count__gt=0).order_by("month")]


def _without_ids(shown: Iterable[list[Any]]) -> list[str]:
    return sorted(repr(row[1:]) for row in shown)
