import pytest

from timeline.extraction.date_cursor import Words
from timeline.extraction.dates import find_dates, length_in_days, read_dates
from timeline.extraction.tokens import tokenize

FRIDAY = "2025-06-27"

RANGES = [
    ("held from June 25 to 27", FRIDAY, "2025-06-25", "2025-06-27"),
    ("held on 25-27 June", FRIDAY, "2025-06-25", "2025-06-27"),
    ("held from 25 to 27 June 2024", FRIDAY, "2024-06-25", "2024-06-27"),
    ("June 25 and 26", FRIDAY, "2025-06-25", "2025-06-26"),
    ("30 June-2 July", FRIDAY, "2025-06-30", "2025-07-02"),
    ("June 30 to July 2, 2023", FRIDAY, "2023-06-30", "2023-07-02"),
    ("from 30 December to 3 January", "2025-01-05", "2024-12-30", "2025-01-03"),
    ("between Oct. 12 and Oct. 24", "2009-10-12", "2009-10-12", "2009-10-24"),
    ("from 26th February to 08th March 2024", "2024-02-27", "2024-02-26", "2024-03-08"),
    ("from Tuesday to Thursday", FRIDAY, "2025-06-24", "2025-06-26"),
    ("on Monday and Tuesday", FRIDAY, "2025-06-23", "2025-06-24"),
    ("this month, from the 10th to the 14th", FRIDAY, "2025-06-10", "2025-06-14"),
]

SINGLE = [
    ("met on Friday", FRIDAY, "2025-06-27"),  # the day of publication counts
    ("met on Saturday", FRIDAY, "2025-06-21"),
    ("will meet on Saturday", FRIDAY, "2025-06-28"),
    ("met last Friday", FRIDAY, "2025-06-20"),
    ("will meet next Monday", FRIDAY, "2025-06-30"),
    ("met yesterday", FRIDAY, "2025-06-26"),
    ("opens tomorrow", FRIDAY, "2025-06-28"),
    ("met today", FRIDAY, "2025-06-27"),
    ("on 28 December", "2025-01-03", "2024-12-28"),  # the year that is nearest
    ("on January 3", "2024-12-28", "2025-01-03"),
    ("on 2 March 2019", FRIDAY, "2019-03-02"),
    ("on March 2, 2019", FRIDAY, "2019-03-02"),
    ("on the 2nd of March", FRIDAY, "2025-03-02"),
    ("on 2019-03-02", FRIDAY, "2019-03-02"),
    ("till the 28th of this month", FRIDAY, "2025-06-28"),
    ("on the last day of 2024", "2025-01-13", "2024-12-31"),
    ("three days ago", FRIDAY, "2025-06-24"),
    ("in May 2018", FRIDAY, "2018-05"),
    ("in late May", FRIDAY, "2025-05"),
    ("in June last year", FRIDAY, "2024-06"),
    ("last November", "2025-02-16", "2024-11"),
    ("last month", FRIDAY, "2025-05"),
    ("earlier this month", FRIDAY, "2025-06"),
    ("this week", FRIDAY, "2025-06"),
    ("next year", FRIDAY, "2026"),
    ("in 2019", FRIDAY, "2019"),
]

NONE = [
    "It may march on.",
    "30 February",
    "a 2025-strong force",
    "Resolution 1325",
    "$2024",
    "the 45th session",
    "in the nineties",
    "Admiral Dong Jun was in the chair",
]


@pytest.mark.parametrize(("text", "published", "start", "end"), RANGES)
def test_range(text, published, start, end):
    assert (start, end) in [(date.start, date.end) for date in find_dates(text, published)]


@pytest.mark.parametrize(("text", "published", "day"), SINGLE)
def test_single_date(text, published, day):
    assert [(date.start, date.end) for date in find_dates(text, published)] == [(day, day)]


@pytest.mark.parametrize("text", NONE)
def test_no_date(text):
    assert find_dates(text, FRIDAY) == []


def test_span_holds_the_words_of_the_date():
    text = "They met on 5 June 2025 in Oslo."
    (date,) = find_dates(text, FRIDAY)
    assert date.span.of(text) == "5 June 2025"


def test_without_a_day_of_publication_only_full_dates_are_read():
    text = "They met on Friday, on 5 June and on 7 June 2025."
    assert [date.start for date in find_dates(text, "")] == ["2025-06-07"]


@pytest.mark.parametrize(
    "text",
    ["the ministry said on Thursday", "he said in a statement on Thursday", "according to a release by the Navy on Thursday"],
)
def test_day_of_the_report_is_marked(text):
    assert [date.reporting for date in find_dates(text, FRIDAY)] == [True]


def test_closing_day_is_marked():
    assert [date.closing for date in find_dates("runs until 30 June", FRIDAY)] == [True]


@pytest.mark.parametrize(
    ("text", "days"), [("a three-day visit", 3), ("for two weeks", 14), ("a fortnight of drills", 14), ("on Monday", None)]
)
def test_duration(text, days):
    starts, ends, words = tokenize(text)
    lower = [word.lower() for word in words]
    assert length_in_days(read_dates(Words(text, starts, ends, lower), [(0, len(lower))], FRIDAY)) == days


def test_a_time_of_day_is_counted_from_the_day_told_and_no_date_by_itself(survey_of):
    article = survey_of("He landed on 25 July. They talked the next morning. On the eve they had dined.", "2023-07-28")
    assert [date.start for date in article.dates] == ["2023-07-25", "2023-07-26", "2023-07-25"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("He is to be received by King Mohammed on Monday.", "2006-02-13"),
        ("He was received by King Mohammed on Monday.", "2006-02-06"),
        ("Ships are to come this way, calling at Goa in October.", "2006-10"),
        ("Ships came this way, calling at Goa in October.", "2005-10"),
        ("The ministers put their heads together on Friday.", "2006-02-10"),
        ("He heads to Rome on Friday.", "2006-02-17"),
        ("The talks, meant for Rome in September, have been moved.", "2006-09"),
    ],
)
def test_the_verb_says_on_which_side_of_publication_a_day_lies(survey_of, text, start):
    assert survey_of(text, "2006-02-12").dates[0].start == start
