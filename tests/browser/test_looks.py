"""The calendar, the matrix and the comparison: by keyboard, by pointer, in place, and without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

FIGURES = ("/calendar/", "/matrix/", "/compare/?country=IN&country=RU")


def focused(page: Page) -> str:
    """Return what the focused cell says."""
    return str(page.evaluate("document.activeElement.title || document.activeElement.querySelector('title')?.textContent || ''"))


@pytest.mark.parametrize("address", FIGURES)
def test_a_figure_is_one_stop_for_the_tab_key(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("[data-cells] a[href][tabindex='0']")).to_have_count(1)
    assert page.locator("[data-cells] a[href][tabindex='-1']").count() > 20


def test_arrows_walk_the_calendar_and_enter_opens_the_week(page: Page) -> None:
    page.goto("/calendar/?from=2025&to=2025")
    page.locator("[data-cells] a[tabindex='0']").focus()
    first = focused(page)
    assert re.match(r"\d.* 2025: \d+ engagements?", first)
    page.keyboard.press("ArrowRight")
    second = focused(page)
    assert second != first
    expect(page.locator("[data-readout]")).to_have_text(second)
    page.keyboard.press("ArrowLeft")
    assert focused(page) == first
    page.keyboard.press("End")
    assert focused(page).startswith("2025:")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/engagements/\?from=2025-\d\d-\d\d&to=2025"))
    number = re.search(r": (\d+)", first)
    assert number
    expect(page.locator("#engagement-list [data-engagement]")).not_to_have_count(0)


def test_down_in_the_matrix_keeps_the_column(page: Page) -> None:
    page.goto("/matrix/")
    page.locator("[data-cells] tbody tr").nth(2).locator("td a").first.focus()
    column = focused(page).split(":")[0].split(" and ")[1]
    page.keyboard.press("ArrowDown")
    assert focused(page).split(":")[0].endswith(f" and {column}")


def test_the_counting_rule_switches_in_place_and_back_works(page: Page) -> None:
    page.goto("/calendar/")
    page.get_by_role("link", name="person-meetings").click()
    expect(page).to_have_url(re.compile(r"/calendar/\?count=people$"))
    expect(page.get_by_role("list", name="Shades")).to_contain_text("Person-meetings a week")
    expect(page.locator("[data-cells] a[tabindex='0']")).to_have_count(1)
    page.locator("summary", has_text=re.compile("^Kind$")).click()
    page.get_by_role("checkbox", name=re.compile("^Visit")).check()
    expect(page).to_have_url(re.compile(r"kind=visit.*count=people"))
    expect(page.get_by_role("link", name="Remove the filter Visit")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("list", name="Shades")).to_contain_text("Engagements a week")


def test_a_third_subject_is_added_by_name(page: Page) -> None:
    page.goto("/countries/IN/")
    page.get_by_role("link", name="Compare with …").click()
    page.get_by_label("Add a country").select_option("RU")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("India and Russia, side by side")
    page.get_by_label("Add a series, or anything by its name").fill("sco")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"country=IN&country=RU.*org=SCO"))
    page.get_by_role("link", name="Take out India").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Russia and SCO, side by side")


def test_without_scripts_all_three_are_complete(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    for address in FIGURES:
        page.goto(address)
        expect(page.locator("[data-cells] a[href]").first).to_be_visible()
        expect(page.locator("[data-readout]")).to_be_hidden()
    page.goto("/compare/")
    page.get_by_label("Add a country").select_option("IN")
    page.get_by_role("button", name="Show").click()
    page.get_by_label("Add an organisation").select_option("SCO")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("India and SCO, side by side")
    page.locator(".years tbody a").first.click()
    expect(page.locator("#engagement-list [data-engagement]")).not_to_have_count(0)


def test_a_matrix_wider_than_a_phone_scrolls_in_its_own_box(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).new_page()
    for address in FIGURES[:2]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert page.evaluate("(box => box.scrollWidth > box.clientWidth)(document.querySelector('.scroller'))")
        page.evaluate("document.querySelector('.scroller').scrollLeft = 300")
        name = page.locator("[data-cells] tbody th").first
        box = name.bounding_box()
        assert box is not None
        assert box["x"] >= 0
