import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline import partial_dates
from timeline.documents import Document
from timeline.extraction.pipeline import ENGINE, evidence, extract
from timeline.vocabulary import TOPICS, Field, Kind, Status

# The facts of one week in June 2025, in words of our own.
ARTICLE = """\
SAINT PETERSBURG, June 29 -- Officers of the Indian Army and of the Russian Land Forces sat down in St. Petersburg from June 25 to 27 for \
the 4th session of the IRIGC Sub Working Group (Land), a body of the two countries' inter-governmental commission. Unmanned systems and \
ways to counter them (C-UAS) led the agenda, along with electronic warfare and logistics.

As part of the meeting, the Indian delegates visited two training institutions, the Mikhailovskaya Artillery Academy and the 56th Guards \
District Training Centre.

In the same week Indian Defence Minister Rajnath Singh held bilateral talks with his Russian counterpart, Andrey Belousov, on the \
sidelines of the Shanghai Cooperation Organisation (SCO) Defence Ministers' Meeting in Qingdao, China.

The SCO Defence Ministers' Meeting, held on June 25 and 26, took up regional security and counter-terrorism. China's Admiral Dong Jun was \
in the chair, and Pakistan's Defence Minister Khawaja Asif took part.
"""


@pytest.fixture(scope="module")
def records(records_of):
    return {record["kind"]: record for record in records_of(ARTICLE, "2025-06-29")}


def test_four_engagements_are_read(records):
    assert set(records) == {"working_group", "visit", "bilateral", "ministerial"}


def test_working_group(records):
    record = records["working_group"]
    assert record["series"] == "IRIGC-M&MTC Sub Working Group (Land)"
    assert (record["edition"], record["status"]) == (4, "held")
    assert (record["start"], record["end"]) == ("2025-06-25", "2025-06-27")
    assert (record["city"], record["country"]) == ("Saint Petersburg", "RU")
    assert set(record["parties"]) == {"IN", "RU"}
    assert {"unmanned systems", "counter-UAS", "electronic warfare", "logistics"} <= set(record["topics"])


def test_site_visit_is_one_record_within_the_meeting(records):
    record = records["visit"]
    assert record["venue"] == "Mikhailovskaya Artillery Academy"
    assert record["within"] == records["working_group"]["uid"]
    assert set(record["parties"]) == {"IN", "RU"}


def test_ministerial(records):
    record = records["ministerial"]
    assert record["series"] == "SCO Defence Ministers' Meeting"
    assert (record["start"], record["end"], record["city"], record["country"]) == ("2025-06-25", "2025-06-26", "Qingdao", "CN")
    assert set(record["parties"]) == {"SCO", "IN", "RU", "CN", "PK"}
    assert {person["name"] for person in record["people"]} == {"Rajnath Singh", "Andrey Belousov", "Dong Jun", "Khawaja Asif"}


def test_bilateral_on_the_sidelines(records):
    record = records["bilateral"]
    assert record["within"] == records["ministerial"]["uid"]
    assert {(person["name"], person["party"]) for person in record["people"]} == {
        ("Rajnath Singh", "IN"),
        ("Andrey Belousov", "RU"),
    }
    assert record["start"] is None


def test_separate_talks_are_one_record_per_guest(records_of):
    text = (
        "Greek Defence Minister Nikos Dendias held separate meetings in Athens on 3 June with Italy's Guido Crosetto, "
        "Cyprus's Vasilis Palmas and Egypt's Abdel Mageed Saqr."
    )
    assert [set(record["parties"]) for record in records_of(text)] == [{"GR", "IT"}, {"GR", "CY"}, {"GR", "EG"}]


def test_an_earlier_edition_is_a_record_of_its_own(records_of):
    text = (
        "Exercise Blue Falcon-V of India and Oman began in Salalah, Oman, on 20 June. "
        "The third edition of the drill was held in Jodhpur, India, in 2021."
    )
    assert [(r["edition"], r["start"], r["city"]) for r in records_of(text)] == [
        (5, "2025-06-20", "Salalah"),
        (3, "2021", "Jodhpur"),
    ]


def test_day_of_publication_is_no_date_of_an_engagement(records_of):
    (record,) = records_of("The defence ministers of India and Oman met in Muscat.", "2025-06-29")
    assert record["start"] is None


def test_empty_text_is_noted(knowledge):
    extraction = extract(Document(text=""), knowledge)
    assert extraction.candidates == ()
    assert extraction.notes
    assert extraction.engine == ENGINE


def check(extraction, text):
    """Hold every value to the contract: words inside the text, the sentence around them, values in the codebook's shape."""
    keys = {candidate.key for candidate in extraction.candidates}
    for candidate in extraction.candidates:
        assert candidate.first(Field.KIND) in set(Kind)
        assert candidate.first(Field.STATUS) in set(Status)
        for value in candidate.values:
            assert 0 <= value.span.start < value.span.end <= len(text)
            assert value.span.within(value.sentence)
            assert 0 <= value.sentence.start < value.sentence.end <= len(text)
            assert value.rule
            assert 0 <= value.confidence <= 1
            if value.field in (Field.START, Field.END):
                assert partial_dates.parse(value.value) == value.value
            if value.field is Field.WITHIN:
                assert value.value in keys - {candidate.key}
            if value.field is Field.TOPIC:
                assert value.value in TOPICS
        assert len(evidence(candidate)) <= 3


WORDS = st.sampled_from(
    [
        "India",
        "Russia",
        "'s",
        "Defence",
        "Minister",
        "Rajnath",
        "Singh",
        "met",
        "with",
        "in",
        "Moscow",
        "on",
        "Monday",
        "25",
        "June",
        "to",
        "27",
        "the",
        "4th",
        "Working",
        "Group",
        ",",
        ".",
        "exercise",
        "(IRIGC)",
        "visited",
        "General",
        "de",
        "al",
        "-",
        "“",
        "”",
        "sidelines",
        "of",
        "SCO",
        "NATO",
        "will",
        "talks",
        "\n\n",
        "until",
        "and",
        "two-day",
        "U.S.",
        "Victoria",
        "HMS",
        "frigate",
        "docked",
        "postponed",
    ]
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(words=st.lists(WORDS, max_size=60), published=st.sampled_from(["", "2025-06-29", "0001-01-01", "9999-12-31"]))
def test_any_order_of_telling_words_keeps_the_contract(knowledge, words, published):
    text = " ".join(words)
    check(extract(Document(text=text, published=published), knowledge), text)


@QUICK
@given(text=st.text(max_size=400))
def test_any_text_keeps_the_contract(knowledge, text):
    check(extract(Document(text=text, published="2025-06-29"), knowledge), text)


def test_article_keeps_the_contract(knowledge):
    check(extract(Document(text=ARTICLE, published="2025-06-29"), knowledge), ARTICLE)


def test_same_input_gives_the_same_result(knowledge):
    document = Document(text=ARTICLE, published="2025-06-29")
    assert extract(document, knowledge) == extract(document, knowledge)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000, "(" * 20_000, "5 " * 10_000, "A. " * 8_000, "June 25 to " * 3_000, "the " * 8_000, "Al-" * 6_000, "said " * 5_000,
        "General " * 4_000, "India and " * 3_000, "Mon, 5 June - " * 2_000, "“" * 20_000, "held talks with " * 2_000,
        "on the sidelines of " * 2_000, "Exercise A-" * 3_000, "\n\n" * 10_000, "statement by a b c " * 3_000,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_text_takes_no_long_time(knowledge, text):
    begin = time.process_time()
    extract(Document(text=text, published="2025-06-29"), knowledge)
    assert time.process_time() - begin < 8
