"""A review writes what the reviewer saw and said, all of it or nothing; corrections outlive whatever is read later."""

from datetime import timedelta
from typing import Any

import pytest

from tests.factories import NOW, make_editor, make_series
from tests.record.reviewed import BELOUSOV, QINGDAO, RUSSIA, TEXT, claim_of, instead, make_read, told_of
from timeline.models import Article, Claim, Engagement, Person, Report, Review, Score, Verdict
from timeline.record import NameBook, Names, Ruling, Stale, accept, choose, decide, record_claims, reject, version_of
from timeline.vocabulary import Field, Origin

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def review(article: Article, *rulings: Ruling, seen: str = "", name: str = "mira") -> None:
    accept(article, rulings, seen=seen or version_of(article.pk), reviewer=make_editor(name), at=LATER)


def ruling(article: Article, **fields: Any) -> Ruling:
    return Ruling(engagement=told_of(article).pk, **fields)


def findings(article: Article) -> dict[str, int]:
    found = Verdict.objects.filter(claim__article=article).values_list("finding", flat=True)
    return {finding: list(found).count(finding) for finding in set(found)}


def test_what_is_accepted_stays_exactly_as_it_is() -> None:
    article = make_read()
    before = list(Claim.objects.values())
    review(article, ruling(article))
    assert list(Claim.objects.values()) == before
    assert findings(article) == {"accepted": len(before)}
    assert told_of(article).review_state == "accepted"
    row = Review.objects.get(article=article)
    assert (row.is_waiting, row.outcome, row.reviewer, row.reviewed_at) == (False, "accepted", make_editor("mira"), LATER)


def test_a_correction_is_the_reviewers_own_claim() -> None:
    article = make_read()
    start = claim_of(article, Field.START)
    review(article, ruling(article, corrected=frozenset({start}), said=((Field.START, "2025-06-25"),)))
    engagement = told_of(article)
    assert (engagement.start, engagement.end) == ("2025-06-25", "2025-06-26")
    said = Claim.objects.get(field=Field.START, origin=Origin.MANUAL)
    assert (said.value, said.author, said.denies) == ("2025-06-25", make_editor("mira"), False)
    assert Verdict.objects.get(claim=start).finding == "corrected"
    assert Claim.objects.get(pk=start).retracted_at is None, "what the article says stays on record"


def test_a_correction_outlives_a_corrected_text() -> None:
    article = make_read(external_id="a-1")
    review(article, ruling(article, corrected=frozenset({claim_of(article, Field.KIND)}), said=((Field.KIND, "visit"),)))
    engagement = told_of(article)
    again = make_read(external_id="a-2", source="TASS")
    assert told_of(again) == engagement
    engagement.refresh_from_db()
    assert engagement.kind == "visit"


def test_one_of_several_people_is_replaced_and_another_rejected() -> None:
    article = make_read()
    wrong, gone = claim_of(article, Field.PERSON, "Singh"), claim_of(article, Field.PARTY, "RU")
    said = ((Field.PERSON, {"name": "Anil Chauhan", "role": "Chief of Defence Staff", "party": "IN"}),)
    review(article, ruling(article, corrected=frozenset({wrong}), rejected=frozenset({gone}), said=said))
    engagement = told_of(article)
    assert set(engagement.attendances.values_list("person__name", flat=True)) == {"Anil Chauhan", BELOUSOV["name"]}
    assert set(engagement.participations.values_list("country", flat=True)) == {"IN"}
    assert Person.objects.get(name="Anil Chauhan").country_id == "IN"
    assert findings(article)["corrected"] == findings(article)["rejected"] == 1


def test_a_corrected_role_keeps_its_party() -> None:
    article = make_read()
    host = ((Field.PARTY, {"code": "RU", "role": "host"}),)
    review(article, ruling(article, corrected=frozenset({claim_of(article, Field.PARTY, "RU")}), said=host))
    assert dict(told_of(article).participations.values_list("country", "role")) == {"IN": "participant", "RU": "host"}


def test_two_reviewers_do_not_overwrite_each_other() -> None:
    article = make_read()
    seen = version_of(article.pk)
    start = frozenset({claim_of(article, Field.START)})
    review(article, ruling(article, corrected=start, said=((Field.START, "2025-06-25"),)), seen=seen, name="mira")
    before = list(Claim.objects.values()), list(Verdict.objects.values()), list(Score.objects.values())
    with pytest.raises(Stale):
        review(article, ruling(article, corrected=start, said=((Field.START, "2025-06-24"),)), seen=seen, name="noor")
    assert (list(Claim.objects.values()), list(Verdict.objects.values()), list(Score.objects.values())) == before
    assert told_of(article).start == "2025-06-25"


@pytest.mark.parametrize("change", ["decided", "another article", "withdrawn"])
def test_what_changed_meanwhile_is_noticed(change: str) -> None:
    article = make_read()
    seen = version_of(article.pk)
    if change == "decided":
        decide(told_of(article), Field.KIND, "visit", author=make_editor("noor"), at=NOW)
    elif change == "another article":
        make_read(source="TASS")
    else:
        reject(article, reason="A hoax", seen=seen, reviewer=make_editor("noor"), at=NOW)
    assert version_of(article.pk) != seen


def test_a_second_look_replaces_the_first_and_is_counted_once() -> None:
    article = make_read()
    review(article, ruling(article))
    kind = claim_of(article, Field.KIND)
    review(article, ruling(article, corrected=frozenset({kind}), said=((Field.KIND, "visit"),)), name="noor")
    score = Score.objects.get(subject="field", name=Field.KIND)
    assert (score.accepted, score.corrected, score.rejected) == (0, 1, 0)
    assert Verdict.objects.get(claim=kind).reviewer == make_editor("noor")


def test_a_ruling_that_fails_leaves_nothing_of_the_others() -> None:
    article = make_read()
    kind = ruling(article, corrected=frozenset({claim_of(article, Field.KIND)}), said=((Field.KIND, "visit"),))
    before = list(Claim.objects.values())
    with pytest.raises(ValueError, match="No engagement has the number 999"):
        review(article, kind, ruling(article, same_as=999))
    assert list(Claim.objects.values()) == before
    assert not Verdict.objects.exists()
    assert Review.objects.get(article=article).is_waiting


def test_the_rejected_article_is_withdrawn_with_its_reason() -> None:
    article = make_read()
    number = Claim.objects.count()
    reject(article, reason="Not about defence", seen=version_of(article.pk), reviewer=make_editor("mira"), at=LATER)
    article.refresh_from_db()
    assert (article.withdrawn_at, article.withdrawn_reason) == (LATER, "Not about defence")
    assert not Engagement.objects.shown().exists()
    assert findings(article) == {"rejected": number}
    assert Review.objects.get(article=article).outcome == "rejected"


def apart() -> tuple[Article, Article]:
    """Two articles on two engagements that nothing joins."""
    one = make_read()
    values = instead((Field.START, "2024-03-01", "Qingdao"), (Field.END, "2024-03-01", "Qingdao"))
    other = make_read(values, source="TASS")
    assert told_of(one) != told_of(other)
    return one, other


def test_linked_to_what_is_on_record_the_corrections_hold_there() -> None:
    stored, article = apart()
    survivor = told_of(stored)
    corrected = frozenset({claim_of(article, Field.START)})
    fixed = ((Field.START, "2025-06-25"), (Field.END, "2025-06-26"))
    review(article, ruling(article, same_as=survivor.pk, corrected=corrected, said=fixed))
    assert told_of(article) == told_of(stored) == survivor
    survivor.refresh_from_db()
    assert (survivor.start, survivor.end) == ("2025-06-25", "2025-06-26")


def test_kept_apart_it_is_not_proposed_again() -> None:
    stored, article = apart()
    one, other = Report.objects.get(article=article), Report.objects.get(article=stored)
    review(article, ruling(article, apart=((one.pk, other.pk),)))
    assert told_of(stored) != told_of(article)


def test_parted_from_the_other_sources_it_tells_of_another() -> None:
    stored, article = make_read(), make_read(source="TASS")
    assert told_of(stored) == told_of(article)
    fixed = ((Field.PLACE, {**QINGDAO, "name": "Jinan"}),)
    review(article, ruling(article, parts=True, corrected=frozenset({claim_of(article, Field.PLACE)}), said=fixed))
    assert told_of(stored) != told_of(article)
    names = {one.place.name for one in (told_of(stored), told_of(article)) if one.place}
    assert names == {"Qingdao", "Jinan"}


def test_names_are_only_looked_up_where_nothing_may_be_made() -> None:
    make_read()
    names = NameBook(Names.ASKED)
    assert names.key(Field.PERSON, BELOUSOV, {}).startswith("person:")
    for field, value in (
        (Field.PERSON, {**BELOUSOV, "name": "Nobody Atall"}),
        (Field.PLACE, {**QINGDAO, "name": "Nowhere"}),
        (Field.SERIES, "Talks of Nobody"),
        (Field.VENUE, "House of Nobody"),
    ):
        with pytest.raises(ValueError, match=r"is on record\.$"):
            names.key(field, value, {})


def test_the_new_series_gets_the_kind_of_its_edition() -> None:
    article = make_read()
    make_series("Other Talks")
    review(article, ruling(article, said=((Field.SERIES, "India–Russia Land Talks"), (Field.EDITION, 3))))
    engagement = told_of(article)
    assert engagement.series is not None
    assert (engagement.series.name, engagement.series.kind, engagement.edition) == ("India–Russia Land Talks", "bilateral", 3)


def test_an_entered_value_of_a_person_stands_beside_the_review() -> None:
    article = make_read(text=TEXT)
    engagement = told_of(article)
    record_claims(engagement, [], at=NOW)
    decide(engagement, Field.SUMMARY, "A short meeting.", author=make_editor("rita"), at=NOW)
    review(article, ruling(article, rejected=frozenset({claim_of(article, Field.PARTY, RUSSIA["code"])})))
    choose(engagement, at=LATER)
    assert engagement.summary == "A short meeting."
