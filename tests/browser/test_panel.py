"""The side panel: opened by marks and rows, kept in the address, closed by Back, Esc and its button."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import settle

JUNE = "/engagements/?from=2025-06-20&to=2025-06-30"
SELECTED = re.compile(r"[?&]selected=(\d+)")
PAGE = re.compile(r"/engagements/\d+/$")


def opened(page: Page) -> Locator:
    """Return the panel's title once it is there."""
    title = page.locator("#panel .panel-title")
    expect(title).to_be_visible()
    expect(page.locator("#panel")).not_to_have_attribute("aria-busy", "true")
    return title


def click_mark(page: Page, number: int = -1) -> None:
    mark = page.locator("#timeline-plot .scatterlayer .point").nth(number)
    mark.scroll_into_view_if_needed()
    mark.click(force=True)  # plotly.js lays a sheet over its marks that takes the clicks


@pytest.mark.parametrize("address", [JUNE, "/?from=2025-06-20&to=2025-06-30"])
def test_a_mark_opens_it_back_closes_it_and_the_address_brings_it_back(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    click_mark(page)
    title = opened(page).inner_text()
    expect(page).to_have_url(SELECTED)
    expect(page.locator("#panel")).to_be_in_viewport()
    expect(page.locator("[data-panel-status]")).to_contain_text(title)
    expect(page.locator(".plot-ring:visible")).to_have_count(1)
    link = page.url
    page.go_back()
    expect(page.locator("#panel")).to_be_hidden()
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))
    expect(page.locator(".plot-ring:visible")).to_have_count(0)
    page.go_forward()
    assert opened(page).inner_text() == title
    other = page.context.new_page()
    other.goto(link)
    settle(other)
    assert opened(other).inner_text() == title
    expect(other.locator(".plot-ring:visible")).to_have_count(1)


def test_a_second_click_opens_the_page_and_back_leads_to_the_panel(page: Page) -> None:
    page.goto(JUNE)
    settle(page)
    click_mark(page)
    title = opened(page).inner_text()
    click_mark(page)
    expect(page).to_have_url(PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    assert opened(page).inner_text() == title


def test_rows_open_it_and_are_marked_and_another_takes_its_place(page: Page) -> None:
    page.goto(JUNE)
    settle(page)
    rows = page.locator("#engagement-list [data-engagement]")
    rows.nth(1).locator(".when").click()
    assert opened(page).inner_text() == rows.nth(1).locator("a.title").inner_text()
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    rows.nth(2).hover()
    rows.nth(2).get_by_role("link", name="Quick look").click()
    expect(page.locator("#panel .panel-title")).to_have_text(rows.nth(2).locator("a.title").inner_text())
    expect(page.locator("#engagement-list [aria-current]")).to_have_count(1)
    page.go_back()  # closes, however many were looked at
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#engagement-list [aria-current]")).to_have_count(0)
    rows.nth(3).locator(".when").click()
    opened(page)
    rows.nth(3).locator(".when").click()
    expect(page).to_have_url(PAGE)


def test_by_keyboard_it_opens_is_reached_next_and_gives_the_focus_back(page: Page) -> None:
    page.goto(JUNE)
    settle(page)
    canvas = page.locator("#timeline-plot .plot-canvas")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    title = opened(page).inner_text()
    expect(canvas).to_be_focused()
    for _ in range(2):  # past the link to the list
        page.keyboard.press("Tab")
    expect(page.locator("[data-panel-close]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(canvas).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert opened(page).inner_text() != title
    page.keyboard.press("Enter")
    expect(page).to_have_url(PAGE)


def test_the_close_button_gives_the_focus_back_to_the_row(page: Page) -> None:
    page.goto(JUNE)
    settle(page)
    look = page.locator("#engagement-list [data-look]").nth(2)
    look.focus()
    page.keyboard.press("Enter")
    opened(page)
    page.locator("[data-panel-close]").click()
    expect(page.locator("#panel")).to_be_hidden()
    expect(look).to_be_focused()
    expect(page).not_to_have_url(SELECTED)


def test_it_stays_open_while_the_window_and_the_filter_change(page: Page) -> None:
    page.goto(JUNE)
    settle(page)
    click_mark(page)
    title = opened(page).inner_text()
    page.get_by_role("button", name="Wider").click()
    expect(page).not_to_have_url(re.compile("from=2025-06-20"))
    expect(page).to_have_url(SELECTED)
    page.get_by_role("checkbox", name=re.compile(r"^Bilateral\s")).check()
    expect(page).to_have_url(re.compile("kind=bilateral"))
    expect(page).to_have_url(SELECTED)
    settle(page)
    assert opened(page).inner_text() == title
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page).to_have_url(re.compile("kind=bilateral"))
    expect(page).not_to_have_url(SELECTED)


def test_an_unknown_one_says_so_beside_the_list_and_can_be_closed(page: Page) -> None:
    page.goto(f"{JUNE}&selected=999999")
    settle(page)
    expect(page.locator("#panel")).to_contain_text("No engagement has the number 999999.")
    assert page.locator("#engagement-list [data-engagement]").count() > 3
    page.locator("[data-panel-close]").click()
    expect(page.locator("#panel")).to_be_hidden()


def test_what_fails_to_load_is_tried_again(page: Page) -> None:
    page.goto(JUNE)
    settle(page)
    page.route(SELECTED, lambda route: route.fulfill(status=404))
    page.locator("#engagement-list .when").first.click()
    again = page.locator("#panel").get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    page.unroute(SELECTED)
    again.click()
    opened(page)


def test_phones_go_straight_to_the_page(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).new_page()
    page.goto(JUNE)
    settle(page)
    mark = page.locator("#timeline-plot .scatterlayer .point").last
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(PAGE)


def test_without_scripts_the_address_opens_and_closes_it(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(JUNE)
    page.locator("#engagement-list [data-look]").first.click()
    expect(page.locator("#panel .panel-title")).to_be_visible()
    page.locator("[data-panel-close]").click()
    expect(page.locator("#panel")).to_be_hidden()
    assert page.url.endswith(JUNE)
