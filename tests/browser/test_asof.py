"""The record as known on an earlier day, from the filter's field to the page of what changed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Site, settle
from tests.browser.test_journeys import JUNE, chart, open_menu, rows
from tests.prepared import TODAY, manage

ARTICLE = Path(__file__).parent / "two_meetings.json"


@pytest.fixture(scope="module", autouse=True)
def article_read_later(site: Site) -> None:
    """Let an article be read a week after the rest of the record: it brings new engagements, and sources to old ones."""
    done = manage(site.data, "ingest", str(ARTICLE), today="2025-11-21")
    assert done.returncode == 0, done.stderr


KEPT = re.compile(f"[?&]asof={TODAY}")


def note_of(page: Page) -> Locator:
    """Return the line that says as of which day the page is."""
    return page.get_by_role("status").filter(has_text="As known on 14 November 2025.")


def follow(link: Locator, leads_to: str) -> None:
    """Follow a link to an address that keeps the day, and to a page that says it."""
    link.click()
    expect(link.page).to_have_url(re.compile(leads_to))
    expect(link.page).to_have_url(KEPT)
    expect(note_of(link.page)).to_be_visible()
    settle(link.page)


def test_as_known_on_shows_the_earlier_state(page: Page) -> None:
    page.goto(JUNE)
    chart(page, "Timeline")
    now = rows(page).count()
    open_menu(page, "As known on")
    page.get_by_label("The record as it was known at the end of").fill(TODAY)
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile(f"asof={TODAY}"))
    note = note_of(page)
    expect(note).to_contain_text("recorded, changed or hidden since")
    assert rows(page).count() < now
    earlier = rows(page).count()

    # The filter keeps the day, the panel and the page it opens are of that day.
    drawn = chart(page, "Timeline").get_attribute("aria-label")
    page.get_by_role("searchbox", name="Words: person, place, series").fill("Singh")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"asof={TODAY}.*q=Singh|q=Singh.*asof={TODAY}"))
    expect(chart(page, "Timeline")).not_to_have_attribute("aria-label", str(drawn))
    expect(note).to_be_visible()
    rows(page).first.get_by_role("link", name="Quick look").click()
    page.get_by_role("complementary", name="Selected engagement").get_by_role("link", name="Open page").click()
    expect(page).to_have_url(re.compile(rf"/engagements/[0-9]+/\?asof={TODAY}$"))
    expect(page.get_by_role("status").filter(has_text="As known on")).to_be_visible()

    page.go_back()
    page.get_by_role("link", name="Remove the filter “Singh”").click()
    expect(rows(page)).to_have_count(earlier)
    page.get_by_role("link", name="Back to today").click()
    expect(page).not_to_have_url(re.compile("asof"))
    expect(rows(page)).to_have_count(now)


def test_the_overview_of_a_day_leads_to_what_changed_since(page: Page) -> None:
    page.goto(f"/?asof={TODAY}")
    total = page.locator(".figs dd").first
    before = int(total.inner_text())
    page.get_by_role("link", name="Back to today").click()
    expect(page).not_to_have_url(re.compile("asof"))
    assert int(total.inner_text()) > before
    page.go_back()
    page.get_by_role("link", name="What changed since").click()
    # The server's day is held before the article was read, so that nothing has changed up to it.
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed on record")


def test_the_day_stays_on_the_way_through_the_pages(page: Page) -> None:
    # The article told of a meeting in June, of which nothing was on record on the day.
    page.goto("/calendar/?country=IN&from=2025-01-01&to=2025-12-31")
    this_year = page.get_by_role("table").locator("td.n a").first
    now = int(this_year.inner_text())
    open_menu(page, "As known on")
    page.get_by_label("The record as it was known at the end of").fill(TODAY)
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(KEPT)
    expect(note_of(page)).to_be_visible()
    assert int(this_year.inner_text()) < now

    follow(page.get_by_role("link", name="country by country"), "/matrix/")
    follow(page.get_by_role("rowheader").get_by_role("link", name="India", exact=True), "/countries/IN/")
    drawn = chart(page, "Timeline").get_attribute("aria-label")
    follow(page.get_by_role("region", name="With whom").get_by_role("link").first, "/countries/[A-Z]{2}/[A-Z]{2}/")
    page.go_back()
    follow(page.get_by_role("region", name="People").get_by_role("link").first, "/people/[0-9]+/")
    page.go_back()
    follow(page.get_by_role("region", name="Series").get_by_role("link").first, "/series/[0-9]+/")
    sections = page.get_by_role("navigation", name="Sections", exact=True)
    for name in ("Series", "Organisations", "Places"):
        follow(sections.get_by_role("link", name=name, exact=True), f"/{name.lower()}/")
    page.get_by_role("textbox", name="Find a place").or_(page.get_by_role("searchbox", name="Find a place")).fill("delhi")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=delhi"))
    follow(page.get_by_role("region", name="Places").get_by_role("link").first, "/places/[0-9]+/")
    follow(page.get_by_role("link", name="Compare", exact=True), "/compare/")

    page.goto(f"/countries/IN/?asof={TODAY}")
    page.get_by_role("link", name="Back to today").click()
    expect(page).not_to_have_url(re.compile("asof"))
    expect(note_of(page)).to_have_count(0)
    assert chart(page, "Timeline").get_attribute("aria-label") != drawn


def test_what_was_read_and_what_differed_is_of_the_day_too(page: Page) -> None:
    page.goto("/articles/")
    articles = page.get_by_role("region", name="Articles").get_by_role("listitem")
    now = articles.count()
    open_menu(page, "As known on")
    page.get_by_label("The record as it was known at the end of").fill(TODAY)
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(KEPT)
    assert articles.count() == now - 1, "the article was read a week later"
    follow(articles.first.get_by_role("link"), "/articles/[0-9]+/")
    follow(page.locator(".found a.title").first, "/engagements/[0-9]+/")
    follow(page.get_by_role("link", name="History", exact=True), "/history/")
    page.go_back()
    follow(page.get_by_role("link", name="One or several?", exact=True), "/identity/")
    footer = page.get_by_role("contentinfo")
    follow(footer.get_by_role("link", name="Disagreements", exact=True), "/disagreements/")
    follow(page.get_by_role("navigation", name="Differ on").get_by_role("link").nth(1), "/disagreements/.*matter=date")
    follow(footer.get_by_role("link", name="Changes", exact=True), "/changes/")
    page.get_by_role("link", name="Back to today").click()
    expect(page).to_have_url(re.compile("/changes/$"))
    expect(note_of(page)).to_have_count(0)


def test_without_scripts_the_field_and_the_note_work(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(JUNE)
    now = rows(page).count()
    open_menu(page, "As known on")
    page.get_by_label("The record as it was known at the end of").fill(TODAY)
    page.get_by_role("button", name="Show", exact=True).click()
    assert rows(page).count() < now
    page.get_by_role("link", name="Back to today").click()
    expect(rows(page)).to_have_count(now)
