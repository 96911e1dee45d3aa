"""What the tests of the record share: claims compiled from reports and quoted from articles, and engagements made of them."""

from collections.abc import Sequence

from tests.factories import NOW, make_country, make_source
from timeline.models import Article, Engagement
from timeline.record import NewClaim, choose, new_engagement, record_claims
from timeline.vocabulary import Field, Origin

BASICS: tuple[tuple[Field, object], ...] = (
    (Field.KIND, "bilateral"),
    (Field.START, "2025-06-26"),
    (Field.PARTY, {"code": "IN", "role": "host"}),
)


def compiled(field: Field, value: object, report: str = "https://example.org/1", source: str = "PIB") -> NewClaim:
    return NewClaim(field=field, value=value, origin=Origin.COMPILED, report_url=report, source=make_source(source))


def quoted(article: Article, values: Sequence[tuple[Field, object]] = BASICS) -> list[NewClaim]:
    """Return extracted claims that rest on the article's first word."""
    word = article.text.split()[0]
    return [
        NewClaim(
            field=field, value=value, origin=Origin.EXTRACTED, article=article, span=(0, len(word)),
            sentence=(0, len(article.text)), quote=word,
        )
        for field, value in values
    ]  # fmt: skip


def make_told(*claims: NewClaim) -> Engagement:
    """Make an engagement of these claims, or of the basic ones when there are none."""
    for code in ("IN", "RU", "CN"):
        make_country(code)
    engagement = new_engagement(at=NOW)
    record_claims(engagement, claims or [compiled(field, value) for field, value in BASICS], at=NOW)
    choose(engagement, at=NOW)
    return engagement
