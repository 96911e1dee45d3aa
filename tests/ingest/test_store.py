"""One extraction into the record, made by hand: links between candidates, and values that name nothing on record."""

import pytest

from tests.factories import NOW, make_article, make_country
from timeline.extraction.types import Candidate, Extraction, FieldValue, Span
from timeline.ingest.store import Reading, store
from timeline.models import Article, Claim, Engagement
from timeline.record import NameBook
from timeline.vocabulary import Field, Origin

pytestmark = pytest.mark.django_db
TEXT = "The ministers met in Qingdao on Thursday."
WORDS = Span(4, 13)


def candidate(key: str, *values: tuple[Field, object]) -> Candidate:
    return Candidate(key, tuple(FieldValue(f, value, WORDS, Span(0, len(TEXT)), rule="by hand") for f, value in values))


def stored(*candidates: Candidate) -> tuple[Article, list[Engagement]]:
    for code in ("IN", "RU", "CN"):
        make_country(code)
    article = make_article(TEXT)
    (told,) = store([Reading(article, Extraction(candidates, engine="hand-1"))], names=NameBook(), at=NOW)
    return article, [Engagement.objects.get(pk=one.engagement) for one in told]


def test_every_value_becomes_a_claim_with_its_words() -> None:
    article, (engagement,) = stored(candidate("a", (Field.KIND, "visit"), (Field.START, "2025-06-26")))
    assert (engagement.kind, engagement.start, engagement.withdrawn_at) == ("visit", "2025-06-26", None)
    claim = Claim.objects.get(field=Field.START)
    assert (claim.article, claim.quote, claim.rule, claim.engine) == (article, "ministers", "by hand", "hand-1")
    assert (claim.origin, claim.source, claim.published) == (Origin.EXTRACTED, article.source, article.published)


def test_what_lies_within_finds_the_larger_one_told_after_it() -> None:
    _, (inner, outer, innermost) = stored(
        candidate("inner", (Field.KIND, "bilateral"), (Field.WITHIN, "outer")),
        candidate("outer", (Field.KIND, "ministerial")),
        candidate("innermost", (Field.KIND, "visit"), (Field.WITHIN, "inner")),
    )
    assert (inner.within, innermost.within, outer.within) == (outer, inner, None)


@pytest.mark.parametrize("circle", [("a", "a"), ("a", "b"), ("a", "none")])
def test_a_circle_or_an_unknown_key_is_left_out(circle: tuple[str, str]) -> None:
    one, other = circle
    _, engagements = stored(
        candidate(one, (Field.KIND, "visit"), (Field.WITHIN, other)),
        *([candidate(other, (Field.KIND, "call"), (Field.WITHIN, one))] if other == "b" else []),
    )
    assert sum(e.within_id is not None for e in engagements) <= len(engagements) - 1


def test_one_engagement_told_twice_in_one_article_is_one() -> None:
    values = (
        (Field.KIND, "bilateral"),
        (Field.START, "2025-06-26"),
        (Field.PARTY, {"code": "IN", "role": ""}),
        (Field.PARTY, {"code": "RU", "role": ""}),
        (Field.PERSON, {"name": "Rajnath Singh", "role": "", "party": "IN"}),
    )
    _, (one, other) = stored(candidate("a", *values), candidate("b", *values))
    assert one == other
    assert Claim.objects.count() == len(values), "the same words say it once"


def test_a_value_that_names_nothing_on_record_is_left_out_and_said() -> None:
    article, (engagement,) = stored(
        candidate("a", (Field.KIND, "visit"), (Field.COUNTRY, "ZZ"), (Field.PARTY, {"code": "IN", "role": ""}))
    )
    assert list(engagement.participations.values_list("country", flat=True)) == ["IN"]
    assert engagement.country is None
    article.refresh_from_db()
    assert article.notes == ["A value for “country” was left out: “ZZ” is no country on record."]
