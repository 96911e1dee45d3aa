"""Import and export of engagements: rows become claims, an export imports again unchanged, nothing is half-imported."""

import csv
import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.admin.test_engagements import recorded
from tests.admin.test_transfer import confirm, export, preview, text_of
from timeline.admin.transfer.cells import COLUMNS
from timeline.models import Claim, Engagement
from timeline.vocabulary import Origin

pytestmark = pytest.mark.django_db
ROW = {
    "uid": "2025-06-25-sco", "title": "SCO meeting", "kind": "ministerial", "status": "held", "start": "2025-06-25",
    "end": "2025-06-26", "city": "Qingdao", "country": "CN", "venue": "Conference Centre", "parties": "CN (host);IN;SCO",
    "people": "Dong Jun|Defence Minister|CN;Rajnath Singh|Defence Minister|IN", "series": "SCO Defence Ministers' Meeting",
    "edition": "22", "topics": "Arctic", "within": "", "outlet": "PIB", "source_url": "https://example.org/r", "note": "from a report",
}  # fmt: skip


@pytest.fixture(autouse=True)
def known() -> None:
    for code in ("CN", "IN", "RU"):
        make.make_country(code)
    make.make_organisation("SCO")
    make.Topic.objects.create(name="Arctic")


def sheet(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> str:
    """Write rows as CSV; what a row leaves out is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def load(client: Client, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> None:
    page = preview(client, "engagement", sheet(*rows, columns=columns))
    assert "Confirm import" in page.content.decode(), text_of(page)[-1500:]
    confirm(client, "engagement", page)


def test_a_row_with_an_address_is_compiled_from_that_report(client: Client, editor: User) -> None:
    load(client, ROW)
    engagement = Engagement.objects.shown().get()
    assert (engagement.uid, engagement.title, engagement.start, engagement.end) == (
        ROW["uid"],
        "SCO meeting",
        "2025-06-25",
        "2025-06-26",
    )
    assert str(engagement.place) == "Qingdao, China"
    assert engagement.participations.get(country="CN").role == "host"
    assert {person.name for person in (row.person for row in engagement.attendances.all())} == {"Dong Jun", "Rajnath Singh"}
    assert {(c.origin, c.report_url, c.note, c.source and c.source.name) for c in engagement.claims.all()} == {
        (Origin.COMPILED, "https://example.org/r", "from a report", "PIB")
    }


def test_a_row_without_an_address_is_said_by_who_imports_it(client: Client, editor: User) -> None:
    load(client, {**ROW, "source_url": "", "outlet": ""})
    assert {(claim.origin, claim.author) for claim in Claim.objects.all()} == {(Origin.MANUAL, editor)}


def test_a_preview_writes_nothing(client: Client, editor: User) -> None:
    page = preview(client, "engagement", sheet(ROW))
    assert "1 new, 0 changed" in text_of(page)
    assert "<ins>Qingdao</ins>" in page.content.decode()
    assert not Engagement.objects.exists()
    assert not Claim.objects.exists()


@pytest.mark.parametrize("kind", [0, 1])
def test_an_export_imports_again_unchanged(client: Client, editor: User, kind: int) -> None:
    load(client, ROW, {**ROW, "uid": "part", "title": "Talks", "within": ROW["uid"], "source_url": "", "end": "", "city": ""})
    make.make_engagement(
        "Without key", start="2025", parties=["IN", "SCO"], host="IN", topics=["Arctic"], people=[make.make_person()]
    )
    page = preview(client, "engagement", export(client, "engagement", kind), "rows.xlsx" if kind else "rows.csv")
    assert "0 new, 0 changed, 3 as on record" in text_of(page), text_of(page)[-1500:]


def test_an_export_holds_what_the_list_was_narrowed_to(client: Client, editor: User) -> None:
    load(client, ROW, {**ROW, "uid": "other", "title": "Exercise", "kind": "exercise"})
    answer = client.post("/admin/timeline/engagement/export/?kind__exact=exercise", {"format": "0", "resource": "0"})
    assert [row["title"] for row in csv.DictReader(io.StringIO(answer.content.decode()))] == ["Exercise"]


def test_only_changed_cells_of_a_known_row_become_claims(client: Client, editor: User) -> None:
    load(client, ROW)
    before = Claim.objects.count()
    page = preview(client, "engagement", sheet({**ROW, "source_url": "", "title": "SCO defence ministers"}))
    assert "<del>SCO meeting</del> <ins>SCO defence ministers</ins>" in page.content.decode()
    confirm(client, "engagement", page)
    assert Engagement.objects.get().title == "SCO defence ministers"
    assert Claim.objects.count() == before + 1
    assert Claim.objects.latest("id").author == editor


def test_another_report_speaks_for_every_value_of_its_row(client: Client, editor: User) -> None:
    load(client, ROW)
    load(client, {**ROW, "source_url": "https://example.org/second", "outlet": "TASS"})
    assert Engagement.objects.get().source_count == 2
    assert Claim.objects.filter(report_url="https://example.org/second", field="title").exists()


def test_what_a_row_leaves_out_is_denied_by_who_imports_it(client: Client, editor: User) -> None:
    load(client, ROW)
    load(client, {**ROW, "parties": "CN (host);SCO", "people": "Dong Jun|Defence Minister|CN", "topics": "", "edition": ""})
    engagement = Engagement.objects.get()
    assert not engagement.participations.filter(country="IN").exists()
    assert engagement.attendances.count() == 1
    assert (engagement.edition, engagement.topics.count()) == (None, 0)
    assert set(engagement.claims.filter(denies=True).values_list("origin", "author")) == {("manual", editor.pk)}


def test_columns_that_are_not_there_are_left_alone(client: Client, editor: User) -> None:
    load(client, ROW)
    load(client, {**ROW, "title": "Renamed"}, columns=("uid", "title", "kind", "status"))
    engagement = Engagement.objects.get()
    assert engagement.title == "Renamed"
    assert engagement.participations.count() == 3


def test_a_larger_engagement_may_stand_further_down(client: Client, editor: User) -> None:
    load(client, {**ROW, "uid": "part", "within": ROW["uid"]}, ROW)
    assert Engagement.objects.get(uid="part").within == Engagement.objects.get(uid=ROW["uid"])


def test_a_known_engagement_is_named_by_its_number(client: Client, editor: User) -> None:
    engagement = recorded()
    row = {"uid": f"#{engagement.pk}", "title": "Talks in Delhi", "kind": "bilateral", "status": "planned", "start": "2025-06"}
    load(client, {**row, "parties": "IN;RU"}, columns=("uid", "title", "kind", "status", "start", "parties"))
    engagement.refresh_from_db()
    assert engagement.title == "Talks in Delhi"
    assert Engagement.objects.count() == 1


BAD: list[tuple[dict[str, str], str, str]] = [
    ({"uid": ""}, "uid", "needs a key of its own"),
    ({"uid": "#99"}, "uid", "No engagement has the number 99."),
    ({"title": ""}, "title", "A value is missing."),
    ({"kind": "party"}, "kind", "is no kind"),
    ({"start": "June 2025"}, "start", "is not a date"),
    ({"start": "2025-06-27"}, "end", "lies before the first"),
    ({"start": "", "end": "2025"}, "start", "needs a first day"),
    ({"country": "India"}, "country", "is no country on record"),
    ({"parties": "IN;XX"}, "parties", "neither a country’s code nor"),
    ({"people": "|Minister"}, "people", "is no person"),
    ({"edition": "many"}, "edition", "is no edition"),
    ({"topics": "cooking"}, "topics", "is no topic"),
    ({"within": "nothing"}, "within", "is the key of no engagement on record or in this file"),
    ({"within": "bad"}, "within", "cannot be part of itself"),
    ({"source_url": "javascript:alert(1)"}, "source_url", "is no address"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "column", "sentence"), BAD, ids=[f"{column}-{sentence}" for _, column, sentence in BAD])
def test_one_bad_cell_stops_the_whole_file_with_a_sentence(
    client: Client, editor: User, cells: dict[str, str], column: str, sentence: str
) -> None:
    page = text_of(preview(client, "engagement", sheet(ROW, {**ROW, "uid": "bad", **cells})))
    assert f'<th scope="row">2</th><td>{column}</td>' in page, page[-1500:]
    assert sentence in page
    assert "Confirm import" not in page
    assert not Engagement.objects.exists()


def test_a_ring_of_engagements_is_refused(client: Client, editor: User) -> None:
    load(client, ROW, {**ROW, "uid": "part", "within": ROW["uid"]})
    page = text_of(preview(client, "engagement", sheet({**ROW, "within": "part"})))
    assert "is itself part of this engagement" in page


def test_a_key_given_twice_is_refused(client: Client, editor: User) -> None:
    page = text_of(preview(client, "engagement", sheet(ROW, ROW)))
    assert "stands in row 1 already" in page


def test_too_many_rows_are_refused(client: Client, editor: User) -> None:
    rows: list[dict[str, Any]] = [{**ROW, "uid": f"row-{n}"} for n in range(751)]
    assert "at most 750 at once" in preview(client, "engagement", sheet(*rows)).content.decode()


def test_known_rows_are_compared_in_a_few_queries(client: Client, editor: User) -> None:
    counts = []
    for size in (2, 6):
        rows = [{**ROW, "uid": f"row-{size}-{n}", "venue": "", "city": ""} for n in range(size)]
        load(client, *rows)
        with CaptureQueriesContext(connection) as queries:
            preview(client, "engagement", sheet(*rows))
        counts.append(len([q for q in queries if "SAVEPOINT" not in q["sql"]]))
    assert counts[0] == counts[1]
