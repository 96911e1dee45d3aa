"""Sorting the list in a browser: by its headings, by keyboard, on a phone, and without scripts."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site

ADDRESS = "/engagements/?kind=ministerial"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def titles(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("#engagement-list a.title").all_inner_texts()]


def ids(page: Page) -> list[str | None]:
    return [row.get_attribute("data-engagement") for row in page.locator("#engagement-list [data-engagement]").all()]


def lower(texts: list[str]) -> list[str]:
    """Return texts as the list compares them: A to Z alone have two cases."""
    return [re.sub("[A-Z]", lambda letter: letter[0].lower(), text) for text in texts]


def test_headings_sort_the_list_in_place_and_back_undoes_it(page: Page) -> None:
    page.goto(ADDRESS)
    expect(page.get_by_role("status").filter(has_text="Sorted by")).to_have_text("Sorted by date, newest first")
    newest = titles(page)
    page.evaluate("window.isSamePage = true")
    heading = page.get_by_role("columnheader", name="Engagement")
    heading.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(page).to_have_url(re.compile(r"\?kind=ministerial&order=title$"))
    expect(page.get_by_role("status").filter(has_text="Sorted by")).to_have_text("Sorted by title, A to Z")
    assert lower(titles(page)) == sorted(lower(titles(page)))
    expect(heading.get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert lower(titles(page)) == sorted(lower(titles(page)), reverse=True)
    page.get_by_role("checkbox", name=re.compile("^Summit")).check()
    expect(page).to_have_url(re.compile("order=-title"))
    expect(heading).to_have_attribute("aria-sort", "descending")
    for _ in range(3):
        page.go_back()
    expect(page.locator("th[aria-sort]")).to_have_text("Dates")
    expect(page.get_by_role("status").filter(has_text="Sorted by")).to_have_text("Sorted by date, newest first")
    assert titles(page) == newest
    assert page.evaluate("window.isSamePage") is True


def test_pages_of_a_sorted_list_go_on_and_back(page: Page) -> None:
    page.goto("/engagements/?order=-importance")
    first = ids(page)
    page.get_by_role("link", name="Next 50").click()
    expect(page.get_by_role("link", name="Previous 50")).to_be_visible()
    second = ids(page)
    assert not set(first) & set(second)
    page.get_by_role("link", name="Next 50").click()
    expect(page.locator("#engagement-list [data-engagement]").first).not_to_have_attribute("data-engagement", str(second[0]))
    page.get_by_role("link", name="Previous 50").click()
    expect(page.locator("#engagement-list [data-engagement]").first).to_have_attribute("data-engagement", str(second[0]))
    assert ids(page) == second


def test_a_phone_sorts_by_a_field(new_context: Callable[..., BrowserContext], site: Site) -> None:
    page = new_context(**PHONE).new_page()
    page.goto(ADDRESS)
    expect(page.get_by_role("columnheader", name="Engagement")).to_be_hidden()
    page.get_by_label("Sort by").select_option("Title, Z to A")
    expect(page).to_have_url(re.compile("order=-title"))
    expect(page.get_by_role("status").filter(has_text="Sorted by")).to_have_text("Sorted by title, Z to A")
    assert lower(titles(page)) == sorted(lower(titles(page)), reverse=True)
    page.go_back()
    expect(page.get_by_label("Sort by")).to_have_value("")
    expect(page.get_by_role("status").filter(has_text="Sorted by")).to_have_text("Sorted by date, newest first")


def test_it_works_without_scripts(new_context: Callable[..., BrowserContext], site: Site) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(ADDRESS)
    page.get_by_role("columnheader", name="Engagement").get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"\?kind=ministerial&order=title$"))
    assert lower(titles(page)) == sorted(lower(titles(page)))
    phone = new_context(java_script_enabled=False, **PHONE).new_page()
    phone.goto(ADDRESS)
    phone.get_by_label("Sort by").select_option("Title, A to Z")
    phone.get_by_role("button", name="Sort", exact=True).click()
    expect(phone).to_have_url(re.compile("order=title"))
    assert titles(phone) == titles(page)
