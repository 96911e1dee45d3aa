"""The record as known on an earlier day, from the filter's field to the page of what changed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_journeys import JUNE, chart, open_menu, rows
from tests.prepared import TODAY, manage

ARTICLE = Path(__file__).parent / "two_meetings.json"


@pytest.fixture(scope="module", autouse=True)
def article_read_later(site: Site) -> None:
    """Let an article be read a week after the rest of the record: it brings new engagements, and sources to old ones."""
    done = manage(site.data, "ingest", str(ARTICLE), today="2025-11-21")
    assert done.returncode == 0, done.stderr


def test_as_known_on_shows_the_earlier_state(page: Page) -> None:
    page.goto(JUNE)
    chart(page, "Timeline")
    now = rows(page).count()
    open_menu(page, "As known on")
    page.get_by_label("The record as it was known at the end of").fill(TODAY)
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile(f"asof={TODAY}"))
    note = page.get_by_role("status").filter(has_text="As known on 14 November 2025.")
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
