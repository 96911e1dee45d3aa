"""Lists in every order: page by page forwards and back they hold what is selected once, as sorting it all would."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOW, make_article, make_editor, make_engagement, make_place, make_quote
from timeline.folding import fold
from timeline.models import Engagement
from timeline.queries import ordering, titles
from timeline.queries.engagements import ListPage, engagement_rows
from timeline.queries.filter import Filter, matching
from timeline.queries.ordering import Cursor, Order
from timeline.record import choose, decide, new_engagement, withdraw_engagement
from timeline.summaries import keeping
from timeline.vocabulary import Field, Kind

pytestmark = pytest.mark.django_db
FILTERS = {
    "all": Filter(),
    "a window": Filter(first=date(2025, 1, 2), last=date(2025, 1, 4)),
    "a filter": Filter(kind=("visit", "summit")),
    "both": Filter(kind=("visit", "call"), first=date(2025, 1, 1), last=date(2025, 1, 3)),
    "nothing": Filter(q="nothing"),
}
PAGES = 4


@pytest.fixture(params=["few are sorted", "many are read along the index"])
def small_pages(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Show four rows to a page, so that a few engagements fill many."""
    for module in (ordering, titles):
        monkeypatch.setattr(module, "PAGE", PAGES)
    if request.param.startswith("many"):
        for name, value in (("_FEW", 0), ("_FIRST", 2), ("_GROWTH", 2), ("_MOST", 6)):
            monkeypatch.setattr(titles, name, value)


def fill() -> None:
    places = [
        None,
        make_place("Łódź", "PL"),
        make_place("Hyderabad", "PK"),
        make_place("Hyderabad", "IN"),
        make_place("agra", "IN"),
    ]
    names = ["Talks", "talks", "Élan", "elan", "Talks", "A. B", "a b", "“Zapad”", "z", "会谈"]
    kinds = [Kind.VISIT, Kind.CALL, Kind.SUMMIT]
    for number in range(27):
        engagement = make_engagement(
            names[number % 10],
            kind=kinds[number % 3],
            start=f"2025-01-0{number % 4 + 1}" if number % 5 else "",
            end="2025-01-05" if number % 5 and not number % 6 else "",
            place=places[number % 5],
            importance=[0, 50, 100][number % 7 % 3],
            source_count=[1, 2, 70_000][number % 8 % 3],
        )
    withdraw_engagement(engagement, at=NOW, reason="A sham")


def sorted_as(order: Order, wanted: Filter) -> list[int]:
    """Sort what a filter selects, all of it and in Python."""

    def value(one: Engagement) -> Any:
        if order.key == "place":
            assert one.place is not None
            return fold(str(one.place))
        return {
            "date": one.earliest,
            "title": (one.title.translate({code: code + 32 for code in range(65, 91)}), one.pk),
            "kind": one.kind,
            "importance": one.importance,
            "sources": min(one.source_count, 2**16 - 1),
        }[order.key]

    found = sorted(matching(wanted), key=lambda one: (one.earliest or 0, one.pk), reverse=order is not Order.OLDEST)
    missing = {"date": "earliest", "place": "place_id"}.get(order.key, "pk")
    known = [one for one in found if getattr(one, missing) is not None]
    known.sort(key=value, reverse=order.is_down)
    return [one.pk for one in [*known, *(one for one in found if getattr(one, missing) is None)]]


def ids(page: ListPage) -> list[int]:
    return [listed.row.id for month in page.months for listed in month.rows]


def page_of(order: Order, wanted: Filter = FILTERS["all"], *, after: str = "", before: str = "") -> ListPage:
    """Return a page as an address asks for it."""
    cursors = {name: Cursor.parse(text, order) for name, text in (("after", after), ("before", before)) if text}
    return engagement_rows(wanted, order=order, **cursors)  # type: ignore[arg-type]


def forwards(order: Order, wanted: Filter = FILTERS["all"]) -> Iterator[ListPage]:
    page = page_of(order, wanted)
    yield page
    while page.next:
        page = page_of(order, wanted, after=page.next)
        yield page


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.usefixtures("small_pages")
def test_pages_hold_what_is_selected_in_order(order: Order) -> None:
    fill()
    for name, wanted in FILTERS.items():
        pages = list(forwards(order, wanted))
        if order.key == "date":  # by month, and within it under the larger engagement
            assert [sorted(ids(page)) for page in pages] == [
                sorted(sorted_as(order, wanted)[at : at + PAGES]) for at in range(0, max(pages[0].total, 1), PAGES)
            ], name
        else:
            assert [pk for page in pages for pk in ids(page)] == sorted_as(order, wanted), name
        assert not pages[0].previous
        for one, other in pairwise(pages):
            assert page_of(order, wanted, before=other.previous) == one, name


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.usefixtures("small_pages")
def test_the_end_and_the_beginning_are_shown_where_a_page_would_be_cut_short(order: Order) -> None:
    fill()
    pages = list(forwards(order))
    beyond = page_of(order, after=pages[-2].next)
    assert ids(beyond) == ids(pages[-1])
    assert ids(page_of(order, before=pages[1].previous)) == ids(pages[0])
    withdraw_engagement(Engagement.objects.get(pk=ids(pages[0])[0]), at=NOW, reason="A sham")
    first = page_of(order, before=pages[1].previous)
    assert len(ids(first)) == PAGES
    assert not first.previous
    for pk in ids(pages[-1]):
        withdraw_engagement(Engagement.objects.get(pk=pk), at=NOW, reason="A sham")
    last = page_of(order, after=pages[-2].next)
    assert len(ids(last)) == PAGES
    assert last.previous
    assert not last.next


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.usefixtures("small_pages")
def test_what_changes_between_two_pages_neither_hides_nor_doubles_the_rest(order: Order) -> None:
    fill()
    first = page_of(order)
    whole = sorted_as(order, FILTERS["all"])
    moved, seen = whole[PAGES - 1], set(whole[:PAGES])  # the row that the cursor names
    changes = {
        "title": "A new title",
        "kind": Kind.TRAINING,
        "place": make_place("Nowhere", "IN"),
        "importance": 51,
        "source_count": 3,
    }
    before = keeping.held_in(Engagement.objects.get(pk=moved))
    Engagement.objects.filter(pk=moved).update(**changes, start="", end="", earliest=None, latest=None)
    with keeping.batch():
        keeping.changed([(moved, before)])
    second = page_of(order, after=first.next)
    rest = [pk for pk in sorted_as(order, FILTERS["all"]) if pk == moved or pk not in seen]
    assert [pk for pk in ids(second) if pk != moved] == [pk for pk in rest if pk != moved][: len(set(ids(second)) - {moved})]
    assert not set(ids(second)) & (seen - {moved})


def test_a_list_by_something_else_than_dates_has_no_months_and_says_years() -> None:
    visit = make_engagement("Visit", start="2025-06-25", kind=Kind.VISIT, importance=2)
    make_engagement("Part", start="2025-06-25", within=visit, importance=5)
    (group,) = page_of(Order.IMPORTANCE_DOWN).months
    assert (group.name, group.count) == ("", 2)
    assert [(listed.row.title, listed.when, listed.is_inside) for listed in group.rows] == [
        ("Part", "25 Jun 2025", False),
        ("Visit", "25 Jun 2025", False),
    ]


def test_a_place_that_is_renamed_moves() -> None:
    one, other = make_place("Agra", "IN"), make_place("Busan", "KR")
    first, second = make_engagement(place=one).pk, make_engagement(place=other).pk
    assert ids(page_of(Order.PLACE)) == [first, second]
    one.name = "Zapad"
    one.save()
    assert ids(page_of(Order.PLACE)) == [second, first]


@pytest.mark.usefixtures("small_pages")
def test_titles_of_an_earlier_day_are_in_their_own_order() -> None:
    editor, changed = make_editor(), NOW - timedelta(days=10)
    made = []
    for title in ("Beta", "Alpha", "Delta", "Gamma", "Epsilon", "Zeta"):
        engagement = new_engagement(at=NOW - timedelta(days=20))
        article = make_article(f"{title} began.")
        make_quote(engagement, Field.TITLE, title, title, article=article, source=article.source)
        choose(engagement, at=NOW - timedelta(days=20))
        made.append(engagement)
    for engagement, title in zip(made[:3], ("Yankee", "Xray", "Whiskey"), strict=True):
        decide(engagement, Field.TITLE, title, author=editor, at=changed)
    withdraw_engagement(made[4], at=changed, reason="A sham")

    def titles_of(order: Order, wanted: Filter) -> list[str]:
        return [listed.row.title for page in forwards(order, wanted) for month in page.months for listed in month.rows]

    then = Filter(asof=(NOW - timedelta(days=15)).date())
    assert titles_of(Order.TITLE, then) == ["Alpha", "Beta", "Delta", "Epsilon", "Gamma", "Zeta"]
    assert titles_of(Order.TITLE_DOWN, then) == ["Zeta", "Gamma", "Epsilon", "Delta", "Beta", "Alpha"]
    assert titles_of(Order.TITLE, Filter()) == ["Gamma", "Whiskey", "Xray", "Yankee", "Zeta"]


@pytest.mark.parametrize("order", list(Order))
def test_queries_do_not_grow_with_the_list(order: Order, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    def read() -> None:
        page = page_of(order)
        if page.next:
            page_of(order, before=page_of(order, after=page.next).previous)

    def add(number: int) -> None:
        for _ in range(number):
            make_engagement(parties=["IN", "SCO"], place=make_place())

    add(ordering.PAGE + 2)
    with CaptureQueriesContext(connection) as few:
        read()
    add(12)
    with django_assert_num_queries(len(few)):
        read()


@pytest.mark.parametrize("order", [Order.TITLE, Order.TITLE_DOWN])
def test_titles_are_read_along_their_index(order: Order) -> None:
    for _ in range(3):
        make_engagement()
    plan = _plan(lambda: titles._along(order.is_down, Cursor(None, 5, "engagement")))
    assert "engagement_titles" in plan
    assert "sort" not in plan.lower()
    assert "TEMP B-TREE" not in plan


def _plan(query: Callable[[], Any]) -> str:
    if connection.vendor == "postgresql":  # few rows are read faster without any index
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan: str = query()[:5].explain()
    return plan


@pytest.mark.parametrize(
    ("order", "text"),
    [(order, text) for order in ("importance", "-sources") for text in ("1.2", "1.x.2", "1.-1.2", "1..2", "1." + "9" * 10 + ".2")]
    + [("title", "x.talks.1"), ("title", ".talks.x"), ("place", "1.\x00.2"), ("newest", "1.talks.2")],
)
def test_a_cursor_of_another_order_is_refused(order: str, text: str) -> None:
    with pytest.raises(ValueError, match="not a place in the list"):
        Cursor.parse(text, Order(order))


@pytest.mark.parametrize("value", ["", "talks", " a.b. c ", "会谈"])
def test_a_cursor_is_read_as_it_was_written(value: str) -> None:
    cursor = Cursor(None, 7, value)
    assert Cursor.parse(str(cursor), Order.TITLE) == cursor


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ("newest", "date, newest first"),
        ("title", "title, A to Z"),
        ("-importance", "importance, highest first"),
        ("sources", "number of sources, fewest first"),
    ],
)
def test_an_order_is_said_in_words(order: str, words: str) -> None:
    assert Order(order).words == words


def test_a_heading_turns_its_own_order_round() -> None:
    assert [Order.TITLE.turned(key) for key in ("title", "date", "importance", "place")] == [
        Order.TITLE_DOWN,
        Order.NEWEST,
        Order.IMPORTANCE_DOWN,
        Order.PLACE,
    ]
    assert Order.NEWEST.turned("date") is Order.OLDEST
