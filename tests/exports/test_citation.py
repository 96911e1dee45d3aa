"""How an engagement is cited."""

from dataclasses import replace
from datetime import date

from tests.templatetags.test_timeline_tags import row
from timeline.exports import citation

SEEN = date(2025, 11, 14)
ADDRESS = "https://sidelines.example/engagements/1/"


def test_plain_names_what_where_when_and_how_many_sources() -> None:
    assert citation.plain(row(source_count=3), ADDRESS, SEEN) == (
        "“Talks”, Qingdao, China, 25–26 June 2025. Sidelines, engagement 1, from 3 sources. "
        "https://sidelines.example/engagements/1/ (seen 14 November 2025)."
    )


def test_bibtex_has_balanced_braces_whatever_the_title() -> None:
    entry = citation.bibtex(replace(row(), title="Talks} on {arms\\"), ADDRESS, SEEN)
    assert entry.startswith("@misc{sidelines-1,\n  title = {{Talks) on (arms/}},")
    assert entry.count("{") == entry.count("}")
    assert "year = {2025}" in entry


def test_bibtex_leaves_out_a_year_nobody_states() -> None:
    assert "year" not in citation.bibtex(row(start="", end=""), ADDRESS, SEEN)
