"""Evidence in the database: a quotation is its article's words at its span, and an article's words never change."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories import make_article, make_engagement, make_quote
from timeline.models import Claim
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
TEXT = "The ministers met in Qingdao on Thursday. They spoke of trade."


def test_a_true_quotation_is_taken() -> None:
    claim = make_quote(make_engagement(), Field.PLACE, {"name": "Qingdao"}, "Qingdao", article=make_article(TEXT))
    assert TEXT[claim.span_start : claim.span_end] == "Qingdao"


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "Beijing"},
        {"span_start": 20, "sentence_start": 0},
        {"sentence_end": 5000},
        {"span_end": 10},
        {"quote": ""},
        {"sentence_start": 30},
        {"confidence": 1.5},
        {"denies": True},
    ],
)
def test_a_false_quotation_is_refused(changes: dict[str, object]) -> None:
    engagement, article = make_engagement(), make_article(TEXT)
    with pytest.raises(DatabaseError), transaction.atomic():
        make_quote(engagement, Field.PLACE, {"name": "Qingdao"}, "Qingdao", **{"article": article, **changes})
    assert not Claim.objects.exists()


def test_raw_sql_can_not_bend_evidence_either() -> None:
    claim = make_quote(make_engagement(), Field.PLACE, {"name": "Qingdao"}, "Qingdao", article=make_article(TEXT))
    for statement in (
        f"UPDATE timeline_claim SET quote = 'Beijing' WHERE id = {claim.pk}",
        f"UPDATE timeline_claim SET span_start = span_start + 1 WHERE id = {claim.pk}",
        f"UPDATE timeline_article SET text = 'They met elsewhere.' WHERE id = {claim.article_id}",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_false_quotation_can_not_be_inserted_by_raw_sql() -> None:
    claim = make_quote(make_engagement(), Field.PLACE, {"name": "Qingdao"}, "Qingdao", article=make_article(TEXT))
    columns = [field.column for field in Claim._meta.fields if field.column != "id"]
    for true_copy, quote in ((True, "quote"), (False, "'Beijing'")):
        values = ", ".join(quote if column == "quote" else f'"{column}"' for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        statement = f"INSERT INTO timeline_claim ({names}) SELECT {values} FROM timeline_claim WHERE id = {claim.pk}"
        with transaction.atomic(), connection.cursor() as cursor:
            if true_copy:
                cursor.execute(statement)
                continue
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(statement)
    assert Claim.objects.filter(quote="Qingdao").count() == Claim.objects.count() == 2


def test_spans_count_characters_not_bytes() -> None:
    text = "“Łódź” – the ministers met in Zürich 🤝 and spoke."
    claim = make_quote(make_engagement(), Field.SUMMARY, "spoke", "spoke", article=make_article(text))
    assert text[claim.span_start : claim.span_end] == "spoke"


def test_a_text_may_be_written_again_as_it_is() -> None:
    article = make_article(TEXT)
    article.title = "Corrected title"
    article.save()
    article.refresh_from_db()
    assert (article.title, article.text) == ("Corrected title", TEXT)
