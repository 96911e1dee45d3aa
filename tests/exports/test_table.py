"""The CSV table: complete, in order, harmless to a spreadsheet."""

import csv
import io
from dataclasses import replace

import pytest

from timeline.exports.table import COLUMNS, engagement_csv, safe
from timeline.rows import EngagementRow, PartyRow

ROW = EngagementRow(
    id=7, url="/engagements/7/", title="Talks, in “Qingdao”", short_title="Talks", kind="bilateral", status="held",
    start="2025-06-26", end="2025-06-26", earliest=1, latest=1, place_id=1, place="Qingdao", country="CN", country_name="China",
    latitude=36.0, longitude=120.3, venue="", series_id=None, series="", edition=None, within_id=None, importance=50,
    source_count=2, is_unconfirmed=False, parties=(PartyRow("IN", "India", False, "participant", "/"),), topics=("cyber", "space"),
)  # fmt: skip


def test_a_row_comes_out_as_it_went_in() -> None:
    lines = list(csv.DictReader(io.StringIO("".join(engagement_csv([ROW], "https://example.org")))))
    assert tuple(lines[0]) == COLUMNS
    assert lines[0]["title"] == ROW.title
    assert lines[0]["topics"] == "cyber;space"
    assert lines[0]["address"] == "https://example.org/engagements/7/"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert "'=cmd" in "".join(engagement_csv([replace(ROW, title="=cmd")], ""))


def test_plain_text_stays() -> None:
    assert (safe("India–Russia"), safe(None), safe("")) == ("India–Russia", "", "")
