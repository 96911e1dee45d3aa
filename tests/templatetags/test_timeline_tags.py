"""What the template tags write."""

from dataclasses import replace
from typing import Any

import pytest
from django.template import Context, Template

from timeline.rows import EngagementRow, FactRow, PartyRow, QuoteRow
from timeline.templatetags import timeline_tags
from timeline.vocabulary import Kind, Role, Status


def write(source: str, **context: Any) -> str:
    return Template("{% load timeline_tags %}" + source).render(Context(context)).strip()


def row(**fields: Any) -> EngagementRow:
    values: dict[str, Any] = {
        "id": 1, "url": "/engagements/1/", "title": "Talks", "short_title": "Talks", "kind": Kind.BILATERAL,
        "status": Status.HELD, "start": "2025-06-25", "end": "2025-06-26", "earliest": 1, "latest": 2, "place_id": 1,
        "place": "Qingdao", "country": "CN", "country_name": "China", "latitude": None, "longitude": None, "venue": "",
        "series_id": None, "series": "", "edition": None, "within_id": None, "importance": 0, "source_count": 1,
        "is_unconfirmed": False,
    }  # fmt: skip
    return EngagementRow(**{**values, **fields})


def party(code: str, role: str = Role.PARTICIPANT, *, is_organisation: bool = False) -> PartyRow:
    return PartyRow(code, f"Name of {code}", is_organisation, role, f"/countries/{code}/")


def quote(claim: int, *, agrees: bool = True) -> QuoteRow:
    return QuoteRow(claim, "extracted", "", "", "words", "", "ANI", None, "", False, "", "", None, agrees)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_mark_and_a_name_for_screen_readers(kind: Kind) -> None:
    mark = write("{% kind_mark kind %}", kind=kind)
    assert f"k-{kind.value}" in mark
    assert f'<span class="vh">{kind.label}</span>' in mark
    assert timeline_tags.KIND_PATHS[kind] in mark


def test_shapes_differ() -> None:
    assert len(set(timeline_tags.KIND_PATHS.values())) == len(Kind)


def test_a_labelled_mark_shows_its_word() -> None:
    assert "vh" not in write("{% kind_mark 'port_call' labelled=True %}")
    assert "Port call" in write("{% kind_mark 'port_call' labelled=True %}")


@pytest.mark.parametrize("status", list(Status))
def test_status_is_a_bar_and_a_word(status: Status) -> None:
    chip = write("{% status_chip status %}", status=status)
    assert f"is-{status.value}" in chip
    assert status.label in chip


def test_a_plan_whose_day_has_passed_says_so() -> None:
    assert "no source says it took place" in write("{% status_chip 'planned' True %}")


def test_hosts_come_first_filled_and_the_rest_is_a_number() -> None:
    parties = (party("IN"), party("RU"), party("CN", Role.HOST), party("SCO", is_organisation=True))
    chips = write("{% party_chips parties 2 %}", parties=parties)
    assert chips.index(">CN<") < chips.index(">IN<")
    assert 'class="party is-host"' in chips
    assert "Name of CN, host" in chips
    assert "+2" in chips
    assert ">SCO<" not in chips


def test_all_parties_when_there_is_no_limit() -> None:
    chips = write("{% party_chips parties 0 %}", parties=(party("IN"), party("RU"), party("SCO", is_organisation=True)))
    assert chips.count('href="') == 3
    assert "is-organisation" in chips
    assert "+" not in chips


def test_a_name_cannot_bring_markup() -> None:
    hostile = PartyRow("IN", '"><script>alert(1)</script>', False, Role.PARTICIPANT, "/")
    assert "<script>" not in write("{% party_chips parties %}", parties=(hostile,))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ row|when }}", "25–26 June 2025"),
        ("{{ row|when_short }}", "25–26 Jun 2025"),
        ("{{ row|where }}", "Qingdao, China"),
        ("{{ row|missing_precision }}", ""),
        ("{{ 22|ordinal }}", "22nd"),
        ("{{ 1|counted:'source' }}", "1 source"),
        ("{{ 2|counted:'country,countries' }}", "2 countries"),
        ("{{ None|day }}", ""),
    ],
)
def test_formatting(source: str, words: str) -> None:
    assert write(source, row=row()) == words


def test_what_is_not_stated_is_said() -> None:
    vague = row(start="2025-06", end="2025-06", place="", country_name="")
    assert write("{{ row|missing_precision }}; {{ row|where }}", row=vague) == "day not stated; place not stated"


def test_disagreeing_quotes_stay_open_and_further_agreeing_ones_fold() -> None:
    quotes = (quote(1), quote(2), quote(3), quote(4, agrees=False))
    fact = FactRow("start", "When", "when", "25 June", "", True, quotes)
    assert [one.claim_id for one in timeline_tags.open_quotes(fact)] == [1, 4]
    assert [one.claim_id for one in timeline_tags.folded_quotes(fact)] == [2, 3]


def test_a_fold_says_whether_it_holds_quotations() -> None:
    read, compiled = quote(1), replace(quote(2), origin="compiled")
    assert timeline_tags.folded_words((read,)) == "1 more quotation"
    assert timeline_tags.folded_words((read, compiled)) == "2 more claims"


def test_only_facts_with_a_second_agreeing_claim_fold() -> None:
    alone = FactRow("start", "When", "when", "25 June", "", False, (quote(1),))
    assert not timeline_tags.any_folded((alone,))
    assert timeline_tags.any_folded((alone, replace(alone, quotes=(quote(1), quote(2)))))


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/articles/5/", "/articles/5/?asof=2025-06-30"),
        ("/articles/?source=2", "/articles/?source=2&asof=2025-06-30"),
        ("/engagements/3/#fact-when", "/engagements/3/?asof=2025-06-30#fact-when"),
        ("#fact-when", "#fact-when"),
    ],
)
def test_an_address_is_kept_at_its_day(address: str, kept: str) -> None:
    assert timeline_tags.kept(address, "?asof=2025-06-30") == kept
    assert timeline_tags.kept(address, "") == address
