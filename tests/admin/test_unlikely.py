"""What is unlikely about an engagement is shown before anything is saved, and saved when somebody says so."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from tests import factories as make
from tests.admin.helpers import errors, save
from tests.admin.test_engagements import ADD, change, decisions, recorded
from tests.summaries.test_keeping import stamps
from timeline.models import Claim, Engagement

pytestmark = pytest.mark.django_db
FOURTH = "The 4th is on record already: The fourth, 1 June 2024."


def unlikely(answer: Any) -> str:
    """Return the form that is shown again because of warnings."""
    assert answer.status_code == 200, answer
    text: str = answer.content.decode()
    assert "Nothing is saved yet" in text, errors(answer)
    assert "Please correct" not in text
    return text


def ticked(answer: Any) -> str:
    """Return what the box “Save all the same” sends."""
    return str(answer.context["warned"])


def test_what_is_unlikely_is_shown_before_it_is_saved(client: Client, editor: User) -> None:
    series = make.make_series()
    make.make_engagement("The fourth", start="2024-06-01", series=series, edition=4)
    typed = {
        "title": "Talks", "kind": "dialogue", "status": "held", "start": "2025-06-25", "series": series.pk, "edition": "4",
        "note": "By telephone", "participations-0-country": make.make_country("CN").pk, "participations-0-role": "host",
    }  # fmt: skip
    before = (Claim.objects.count(), Engagement.objects.count(), LogEntry.objects.count(), stamps())
    answer = save(client, ADD, **typed)
    text = unlikely(answer)
    assert FOURTH in text
    assert "Save all the same" in text
    assert (Claim.objects.count(), Engagement.objects.count(), LogEntry.objects.count(), stamps()) == before
    form, (parties, *_) = answer.context["adminform"].form, answer.context["inline_admin_formsets"]
    rows = {name: parties.formset.forms[0][name.rpartition("-")[2]].value() for name in typed if "-" in name}
    assert {
        name: str(value) for name, value in ({name: form[name].value() for name in typed if "-" not in name} | rows).items()
    } == {name: str(value) for name, value in typed.items()}
    answer = save(client, ADD, **typed, warned=ticked(answer))
    assert answer.status_code == 302, errors(answer)
    engagement = Engagement.objects.get(title="Talks", edition=4)
    assert engagement.participations.get().role == "host"
    assert {claim.note for claim in engagement.claims.all()} == {"By telephone"}


def test_a_change_that_is_unlikely_waits_for_the_box(client: Client, editor: User) -> None:
    engagement, series = recorded(), make.make_series()
    make.make_engagement("The fourth", start="2024-06-01", series=series, edition=4)
    entries = {"series": series.pk, "edition": "4"}
    for _ in range(2):  # sent again without the box it is asked again
        assert FOURTH in unlikely(save(client, change(engagement), **entries))
    engagement.refresh_from_db()
    assert (engagement.edition, decisions(engagement)) == (None, {})
    warned = ticked(save(client, change(engagement), **entries))
    answer = save(client, change(engagement), **entries, warned=warned)
    assert answer.status_code == 302, errors(answer)
    engagement.refresh_from_db()
    assert (engagement.edition, decisions(engagement)["edition"]) == (4, 4)


def test_a_box_ticked_for_one_warning_stands_for_no_other(client: Client, editor: User) -> None:
    engagement, series = recorded(), make.make_series()
    for edition, title in ((4, "The fourth"), (5, "The fifth")):
        make.make_engagement(title, start="2025-06-01", series=series, edition=edition)
    warned = ticked(save(client, change(engagement), series=series.pk, edition="4"))
    answer = save(client, change(engagement), series=series.pk, edition="5", warned=warned)
    assert "The 5th is on record already: The fifth, 1 June 2025." in unlikely(answer)
    assert save(client, change(engagement), series=series.pk, edition="9", warned=warned).status_code == 302


def test_an_error_comes_before_what_is_unlikely(client: Client, editor: User) -> None:
    engagement, series = recorded(), make.make_series()
    make.make_engagement("The fourth", start="2024-06-01", series=series, edition=4)
    answer = save(client, change(engagement), series=series.pk, edition="4", start="June")
    assert list(errors(answer)) == ["start"]
    assert "Nothing is saved yet" not in answer.content.decode()


def test_every_check_is_made_of_what_was_typed(client: Client, editor: User) -> None:
    """One person in two cities, and a venue of the same name abroad."""
    qingdao, moscow = make.make_place("Qingdao", "CN"), make.make_place("Moscow", "RU")
    person = make.make_person("Dong Jun", "CN")
    make.make_engagement("Talks in Moscow", start="2025-06-25", place=moscow, people=[person])
    make.make_venue("Hall of Friends", moscow)
    answer = save(
        client, ADD, title="Talks", kind="bilateral", status="held", start="2025-06-25", place=qingdao.pk,
        venue=make.make_venue("Hall of Friends", qingdao).pk, attendances__0__person=person.pk, attendances__0__office="Minister",
    )  # fmt: skip
    text = unlikely(answer)
    assert "Dong Jun was in Moscow on 25 June 2025" in text
    assert "a venue of that name stands in Moscow, Russia" in text
    assert not Engagement.objects.filter(title="Talks").exists()


def standing(client: Client) -> Engagement:
    """Put an edition on record whose number is taken, as somebody has said is right."""
    engagement, series = recorded(), make.make_series()
    make.make_engagement("The fourth", start="2024-06-01", series=series, edition=4)
    entries = {"series": series.pk, "edition": "4"}
    warned = ticked(save(client, change(engagement), **entries))
    assert save(client, change(engagement), **entries, warned=warned).status_code == 302
    engagement.refresh_from_db()
    return engagement


@pytest.mark.parametrize(
    "entries",
    [
        {},
        {"summary": "They spoke of trade."},
        {"start": "2025-06-25"},
        {"attendances__0__office": "Minister"},
        {"review_state": "accepted"},
    ],
    ids=["nothing", "a summary", "the day", "a person", "the review"],
)
def test_what_was_said_to_be_right_is_not_asked_again_at_another_change(
    client: Client, editor: User, entries: dict[str, str]
) -> None:
    engagement = standing(client)
    person = {"attendances__0__person": make.make_person().pk} if "attendances__0__office" in entries else {}
    answer = save(client, change(engagement), **entries, **person)
    assert answer.status_code == 302, errors(answer)


def test_it_is_asked_again_where_the_change_is_to_it(client: Client, editor: User) -> None:
    engagement = standing(client)
    other = make.make_series("Other")
    make.make_engagement("The other fourth", start="2024-06-01", series=other, edition=4)
    assert "The 4th is on record already: The other fourth" in unlikely(save(client, change(engagement), series=other.pk))
    make.make_engagement("The third", start="2026-06-01", series=engagement.series, edition=3)
    wrong = "The 3rd is on record on the wrong side of it: The third, 1 June 2026."
    assert save(client, change(engagement), summary="The record has another third since.").status_code == 302
    text = unlikely(save(client, change(engagement), start="2025-07", end="2025-07"))
    assert wrong in text
    assert FOURTH not in text, "the number is not about the day"


def test_a_new_finding_is_asked_beside_one_that_stands(client: Client, editor: User) -> None:
    engagement = standing(client)
    qingdao, moscow = make.make_place("Qingdao", "CN"), make.make_place("Moscow", "RU")
    person = make.make_person("Dong Jun", "CN")
    make.make_engagement("Talks in Moscow", start="2025-06-25", place=moscow, people=[person])
    answer = save(
        client, change(engagement), start="2025-06-25", place=qingdao.pk, attendances__0__person=person.pk,
        attendances__0__office="Minister",
    )  # fmt: skip
    text = unlikely(answer)
    assert "Dong Jun was in Moscow on 25 June 2025" in text
    assert FOURTH not in text, "it was asked about when it arose"
