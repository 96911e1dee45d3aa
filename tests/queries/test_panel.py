from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from timeline.models import Engagement
from timeline.queries.panel import engagement_panel
from timeline.record import withdraw_engagement
from timeline.vocabulary import Field, Origin

pytestmark = pytest.mark.django_db
LATER = datetime(2025, 11, 15, tzinfo=UTC)
TEXT = "Ministers of India and Belarus met in Qingdao on Thursday. Talks went on into the night."


def talks(title: str = "India-Belarus talks", **fields: object) -> Engagement:
    people = [make.make_person("Rajnath Singh", "IN"), make.make_person("Viktor Khrenin", "BY")]
    place = make.make_place()
    made = make.make_engagement(title, parties=("IN", "BY"), people=people, place=place, country=place.country, **fields)  # type: ignore[arg-type]
    article = make.make_article(TEXT)
    make.make_quote(made, Field.STATUS, "held", "Talks went on", article=article)
    make.make_quote(made, Field.PARTY, {"code": "IN", "role": "participant"}, "India", article=article)
    make.make_quote(made, Field.START, "2025-06-26", "on Thursday", article=article)
    make.make_quote(made, Field.KIND, "bilateral", "met", article=article)
    return made


def test_the_sentence_that_tells_most_is_quoted_with_what_it_was_brought_out() -> None:
    made = talks()
    panel = engagement_panel(str(made.pk), made.pk)
    assert panel.row is not None
    assert panel.row.title == "India-Belarus talks"
    assert [person.name for person in panel.people] == ["Rajnath Singh", "Viktor Khrenin"]
    assert panel.quote is not None
    assert (panel.quote.before, panel.quote.words) == ("Ministers of India and Belarus ", "met")
    assert panel.quote.after == " in Qingdao on Thursday."
    assert (panel.question, panel.quotes) == ("what", 1)


def test_of_sentences_that_tell_as_much_the_newer_is_quoted() -> None:
    made = make.make_engagement()
    old = make.make_article("They met in Doha.", published=datetime(2025, 6, 1, tzinfo=UTC).date())
    new = make.make_article("They met again.", published=datetime(2025, 6, 9, tzinfo=UTC).date())
    for article in (new, old):
        make.make_quote(made, Field.KIND, "bilateral", "met", article=article)
    panel = engagement_panel(str(made.pk), made.pk)
    assert panel.quote is not None
    assert panel.quote.after == " again."


def test_without_an_article_a_report_stands_for_it_else_a_person_else_nothing() -> None:
    compiled, entered, bare = (make.make_engagement() for _ in range(3))
    make.make_decision(compiled, Field.STATUS, "held")
    make.make_compiled(compiled, Field.KIND, "bilateral")
    make.make_decision(entered, Field.KIND, "bilateral")
    assert engagement_panel("", compiled.pk).quote.origin == Origin.COMPILED  # type: ignore[union-attr]
    assert engagement_panel("", entered.pk).quote.origin == Origin.MANUAL  # type: ignore[union-attr]
    assert engagement_panel("", bare.pk).quote is None


def test_what_lies_around_it_is_named_unless_it_was_withdrawn() -> None:
    visit = make.make_engagement("Visit of Singh to China")
    inside = talks(within=visit)
    talks("Second talks", within=visit)
    panel = engagement_panel("", inside.pk)
    assert panel.parent is not None
    assert panel.parent.name == "Visit of Singh to China"
    assert engagement_panel("", visit.pk).parts == 2
    Engagement.objects.filter(pk=visit.pk).update(withdrawn_at=LATER)
    assert engagement_panel("", inside.pk).parent is None


def test_a_merged_one_shows_its_survivor_and_says_so() -> None:
    keep, drop = talks(), talks("The same talks")
    Engagement.objects.filter(pk=drop.pk).update(withdrawn_at=LATER, merged_into=keep)
    panel = engagement_panel(str(drop.pk), drop.pk)
    assert panel.row is not None
    assert panel.row.id == keep.pk
    assert panel.note == f"Engagement {drop.pk} was merged into this one."


def test_a_withdrawn_or_unknown_one_gets_a_sentence() -> None:
    gone = talks()
    withdraw_engagement(gone, reason="Never happened.", at=LATER)
    panel = engagement_panel(str(gone.pk), gone.pk)
    assert panel.row is None
    assert panel.note == "“India-Belarus talks” was withdrawn on 15 November 2025: Never happened."
    assert panel.url == gone.get_absolute_url()
    assert engagement_panel("999", 999).note == "No engagement has the number 999."
    assert engagement_panel("Delhi", None).note == "“Delhi” is no engagement’s number."


def test_the_number_of_queries_does_not_grow() -> None:
    small, large = talks(), talks("A great meeting")
    for number in range(30):
        make.make_quote(large, Field.TOPIC, f"topic {number}", "night", article=make.make_article(TEXT))
        talks(f"Part {number}", within=large)
    counts = []
    for made in (small, large):
        with CaptureQueriesContext(connection) as queries:
            engagement_panel(str(made.pk), made.pk)
        counts.append(len(queries))
    assert counts == [7, 7]
