"""The starter rows become engagements with compiled claims, doubles of one meeting become one."""

import csv
import shutil
from pathlib import Path

import pytest

from tests.factories import NOW
from timeline.ingest.seed_table import Loaded
from timeline.ingest.seeds import load_knowledge
from timeline.ingest.starter import FILES, load_starter
from timeline.models import Attendance, Claim, Engagement
from timeline.record import withdraw_engagement
from timeline.vocabulary import Field, Origin, Role

pytestmark = pytest.mark.django_db

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
CHOSEN = {
    "2025-06-25-sco-dmm-qingdao",
    "2025-06-26-india-russia-bilateral-qingdao",
    "2025-06-26-rajnath-singh-belousov",
    "2024-11-15-austin-indo-pacific",
    "2024-11-17-tdmm-darwin",
    "2024-11-tdmm-darwin",
    "2025-09-12-zapad",
    "2025-09-zapad-2025",
    "2020-09-04-exercise-indra-navy",
    "2024-10-01-spdmm-auckland",
    "2018-06-27-rimpac",
    "1998-ausmin-12",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What starter rows refer to of the project's knowledge, and a dozen of the rows."""
    for name in ("countries", "organisations", "kinds", "topics", "series", "places"):
        shutil.copy(SEEDS / f"{name}.csv", tmp_path)
    (tmp_path / "starter").mkdir()
    for name in FILES:
        with (SEEDS / "starter" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            rows = [row for row in reader if row["uid"] in CHOSEN]
        with (tmp_path / "starter" / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, reader.fieldnames or [])
            writer.writeheader()
            writer.writerows(rows)
    shutil.copy(SEEDS / "starter" / "doubles.csv", tmp_path / "starter")
    load_knowledge(tmp_path)
    return tmp_path


def of(uid: str) -> Engagement:
    return Engagement.objects.get(uid=uid)


def test_rows_become_engagements_once(folder: Path) -> None:
    assert load_starter(folder, at=NOW) == Loaded(new=9)
    claims = Claim.objects.count()

    assert load_starter(folder, at=NOW) == Loaded()

    assert (Engagement.objects.shown().count(), Claim.objects.count()) == (9, claims)
    assert not Claim.objects.exclude(origin=Origin.COMPILED, quote="").exists()
    assert not Claim.objects.filter(report_url="").exists()

    _the_double_of_qingdao_adds_its_source()
    _a_dropped_row_adds_what_it_knows()
    _dates_stay_as_vague_as_stated()
    _a_sea_is_a_place_and_no_venue()
    _roles_are_read_from_offices_and_notes()


def _the_double_of_qingdao_adds_its_source() -> None:
    meeting = of("2025-06-26-india-russia-bilateral-qingdao")
    assert meeting.source_count == 2
    assert meeting.title == "India–Russia defence ministers, Qingdao"
    assert meeting.within == of("2025-06-25-sco-dmm-qingdao")
    assert not Engagement.objects.filter(uid="2025-06-26-rajnath-singh-belousov").exists()


def _a_dropped_row_adds_what_it_knows() -> None:
    darwin, zapad = of("2024-11-17-tdmm-darwin"), of("2025-09-12-zapad")
    assert (darwin.start, darwin.edition, darwin.within) == ("2024-11-17", 14, of("2024-11-15-austin-indo-pacific"))
    assert darwin.series is not None
    assert darwin.series.name == "Australia–Japan–United States Trilateral Defence Ministers' Meeting"
    assert (zapad.start, zapad.end) == ("2025-09-12", "2025-09-16")
    assert {"BY", "RU", "IN", "BF"} <= set(zapad.participations.values_list("country", flat=True))


def _dates_stay_as_vague_as_stated() -> None:
    ausmin, rimpac = of("1998-ausmin-12"), of("2018-06-27-rimpac")
    assert (ausmin.start, ausmin.end) == ("1998", "1998")
    assert rimpac.start == "2018-06-27"
    assert not rimpac.claims.filter(field=Field.END).exists()


def _a_sea_is_a_place_and_no_venue() -> None:
    at_sea = of("2020-09-04-exercise-indra-navy")
    assert at_sea.place is not None
    assert (at_sea.place.name, at_sea.place.exactness, at_sea.country, at_sea.venue) == ("Bay of Bengal", "area", None, None)


def _roles_are_read_from_offices_and_notes() -> None:
    auckland, qingdao = of("2024-10-01-spdmm-auckland"), of("2025-06-25-sco-dmm-qingdao")
    roles = {code: role for code, role in auckland.participations.values_list("country", "role") if code}
    assert (roles["NZ"], roles["JP"], roles["AU"]) == (Role.HOST, Role.OBSERVER, Role.PARTICIPANT)
    assert qingdao.participations.get(country="CN").role == Role.HOST
    dong = Attendance.objects.get(engagement=qingdao, person__name="Dong Jun")
    assert dong.office == "Minister of National Defence"
    assert qingdao.claims.get(field=Field.PERSON, value__name="Dong Jun").note.endswith("there: chair")


def test_what_a_person_withdrew_stays_withdrawn(folder: Path) -> None:
    load_starter(folder, at=NOW)
    engagement = of("1998-ausmin-12")
    withdraw_engagement(engagement, reason="Listed twice", at=NOW)

    assert load_starter(folder, at=NOW) == Loaded()

    engagement.refresh_from_db()
    assert engagement.withdrawn_at is not None


def test_a_row_added_later_comes_in_beside_the_rest(folder: Path) -> None:
    file = folder / "starter" / f"{FILES[0]}.csv"
    whole = file.read_text(encoding="utf-8")
    file.write_text("".join(line for line in whole.splitlines(keepends=True) if "1998-ausmin-12" not in line), encoding="utf-8")
    load_starter(folder, at=NOW)
    file.write_text(whole, encoding="utf-8")

    assert load_starter(folder, at=NOW) == Loaded(new=1)
    assert of("1998-ausmin-12").start == "1998"
