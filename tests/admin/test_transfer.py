"""Import and export of knowledge: a preview that changes nothing, sentences for bad cells, all or nothing."""

import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories as make
from timeline.admin.transfer.storage import DataFolderStorage, ExpiredError
from timeline.models import Country, CountryAlias, KindCode, Office, Person, PlaceAlias, Series, Venue, Wording

pytestmark = pytest.mark.django_db


def preview(client: Client, model: str, content: str | bytes, name: str = "rows.csv") -> Any:
    """Upload a file and return the page with its preview."""
    data = content.encode() if isinstance(content, str) else content
    return client.post(f"/admin/timeline/{model}/import/", {"resource": "0", "import_file": SimpleUploadedFile(name, data)})


def confirm(client: Client, model: str, page: Any) -> Any:
    """Confirm a preview and return the page that follows."""
    fields = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', page.content.decode()))
    fields.pop("csrfmiddlewaretoken", None)
    return client.post(f"/admin/timeline/{model}/process_import/", fields, follow=True)


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def export(client: Client, model: str, kind: int = 0) -> bytes:
    """Return the exported file, CSV (0) or XLSX (1)."""
    answer = client.post(f"/admin/timeline/{model}/export/", {"format": str(kind), "resource": "0"})
    assert answer.status_code == 200
    return bytes(answer.content)


def test_a_preview_shows_what_would_change_and_changes_nothing(client: Client, editor: User) -> None:
    make.make_country("IN", capital="Delhi")
    page = preview(client, "country", "code,name,capital,aliases\nIN,India,New Delhi,Bharat\nXA,Atlantis,,\n")
    assert "1 new, 1 changed, 0 as on record" in text_of(page)
    assert "<del>Delhi</del> <ins>New Delhi</ins>" in page.content.decode()
    assert Country.objects.get(code="IN").capital == "Delhi"
    assert not CountryAlias.objects.exists()
    assert not Country.objects.filter(code="XA").exists()


def test_a_confirmed_import_is_stored_with_who_did_it(client: Client, editor: User) -> None:
    make.make_country("IN", capital="Delhi")
    page = preview(client, "country", "code,name,capital,aliases\nIN,India,New Delhi,Bharat; Hindustan\n")
    assert "1 updated" in confirm(client, "country", page).content.decode()
    india = Country.objects.get(code="IN")
    assert india.capital == "New Delhi"
    assert {alias.text for alias in india.aliases.all()} == {"Bharat", "Hindustan"}
    assert india.history.latest().history_user == editor


def test_cells_are_html_escaped_in_the_preview(client: Client, editor: User) -> None:
    page = preview(client, "country", "code,name\nXA,<script>alert(1)</script>\n").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_preview_is_confirmed_once(client: Client, editor: User) -> None:
    page = preview(client, "country", "code,name\nXA,Atlantis\n")
    confirm(client, "country", page)
    assert "imported already or has expired" in confirm(client, "country", page).content.decode()


def test_one_bad_row_imports_nothing(client: Client, editor: User) -> None:
    rows = "code,name,un,lat\nXA,Atlantis,member,10\nXB,Utopia,perhaps,north\nTOOLONG,Ruritania,,\n"
    page = text_of(preview(client, "country", rows))
    assert "Nothing was imported" in page
    assert '<th scope="row">2</th><td>un</td><td>“perhaps” is none of member, observer, other.</td>' in page
    assert '<th scope="row">2</th><td>lat</td><td>“north” is not a number.</td>' in page
    assert '<th scope="row">3</th><td>code</td>' in page
    assert not Country.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("rows.pdf", b"%PDF", "is neither CSV nor XLSX"),
        ("rows.csv", b"x" * (5 * 1024 * 1024 + 1), "more than 5 MB"),
        ("rows.xlsx", b"no workbook", "cannot be read"),
        ("rows.csv", b"code,name\n\xff\xfe,x\n", "cannot be read"),
        ("rows.csv", b"name\nIndia\n", "Missing column: code"),
        ("rows.csv", b"code,name,colour\nIN,India,red\n", "Unknown column: colour"),
        ("rows.csv", b"code,name,name\nIN,India,Bharat\n", "Column given twice: name"),
        ("rows.csv", b"code,name\n" + b"XA,A\n" * 2001, "at most 2,000 at once"),
        ("rows.csv", b"code,name\n", "No valid data"),
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence(
    client: Client, editor: User, name: str, content: bytes, sentence: str
) -> None:
    page = preview(client, "country", content, name)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not Country.objects.exists()


def test_a_workbook_that_unpacks_to_too_much_is_refused(client: Client, editor: User) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * (61 * 1024 * 1024))
    assert "too big once unpacked" in preview(client, "country", packed.getvalue(), "rows.xlsx").content.decode()


def test_a_workbook_is_read_with_its_own_kinds_of_cells(client: Client, editor: User) -> None:
    make.make_country("CN")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["name", "country", "lat", "lon", "geoname"])
    sheet.append(["Qingdao", "CN", 36.1, 120, 1797929.0])
    packed = io.BytesIO()
    book.save(packed)
    page = preview(client, "place", packed.getvalue(), "rows.xlsx")
    assert "1 new" in text_of(page)
    confirm(client, "place", page)
    assert make.make_place("Qingdao", "CN").geoname_id == 1797929


def populate() -> None:
    """Make one or two rows of every sheet."""
    india = make.make_country("IN", capital="New Delhi", latitude=22.5, longitude=79.0, alpha3="IND")
    CountryAlias.objects.create(country=india, text="Bharat")
    CountryAlias.objects.create(country=india, text="Indian", use="demonym")
    sco = make.make_organisation("SCO", note="Founded in 2001; ten members")
    make.make_membership(sco, "IN", since="2017-06", source="SCO")
    place = make.make_place("Saint Petersburg", "RU", exactness="town", geoname_id=498817)
    PlaceAlias.objects.create(place=place, text="Leningrad")
    make.make_venue("Konstantinovsky Palace", place)
    Venue.objects.create(name="INS Tabar")
    one, two = make.make_person("Rajnath Singh"), Person.objects.create(name="Rajnath Singh")
    make.make_post(one, since="2019-05-31")
    assert two.pk != one.pk
    outer = make.make_series("Commission", parties=["IN", "RU"])
    make.make_series("Working group", kind="working_group", parent=outer, organisation=sco)
    make.Topic.objects.create(name="Arctic", cues="Arctic\nfar north")

    KindCode.objects.create(kind="summit", plover="CONSULT", cameo="040", is_inferred=True)
    Office.objects.create(title="Defence Minister", level=85, wordings="Minister of Defence\nDefense Minister")
    Wording.objects.create(list="rank", text="General", value="general", weight=1.5)


@pytest.mark.parametrize("kind", [0, 1])
@pytest.mark.parametrize(
    "model",
    ["country", "organisation", "membership", "place", "venue", "person", "series", "topic", "kindcode", "office", "wording"],
)
def test_an_export_imports_again_unchanged(client: Client, editor: User, model: str, kind: int) -> None:
    populate()
    page = preview(client, model, export(client, model, kind), "rows.xlsx" if kind else "rows.csv")
    assert "0 new, 0 changed" in text_of(page), text_of(page)[-1500:]


def test_a_person_of_a_shared_name_is_told_by_number(client: Client, editor: User) -> None:
    populate()
    first = Person.objects.order_by("pk")[0]
    page = preview(client, "person", f"id,name,note\n{first.pk},Rajnath Singh,Minister since 2019\n")
    confirm(client, "person", page)
    assert Person.objects.get(note="Minister since 2019") == first
    assert "No person on record has the number 999" in preview(client, "person", "id,name\n999,Nobody\n").content.decode()
    assert "Several people are called" in preview(client, "post", "person,office\nRajnath Singh,Minister\n").content.decode()


def test_a_parent_stands_before_its_series(client: Client, editor: User) -> None:
    rows = "name,kind,parent\nCommission,dialogue,\nGroup,working_group,Commission\n"
    confirm(client, "series", preview(client, "series", rows))
    assert Series.objects.get(name="Group").parent == Series.objects.get(name="Commission")
    ring = preview(client, "series", "name,kind,parent\nCommission,dialogue,Group\n").content.decode()
    assert "lies within it" in ring


def test_exported_cells_are_no_formulas(client: Client, editor: User) -> None:
    make.make_organisation("EV", name='=HYPERLINK("https://example.org")')
    rows = export(client, "organisation").decode()
    assert "'=HYPERLINK" in rows
    page = preview(client, "organisation", rows)
    assert "0 new, 0 changed" in text_of(page)


def test_a_waiting_file_has_a_name_nobody_names(tmp_path: Any, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    for name in ("../secret_key", "secret_key", "", None):
        with pytest.raises(ExpiredError):
            DataFolderStorage(name=name, read_mode="r").read()
