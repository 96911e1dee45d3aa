"""Reviewing in a browser: an article from start to end by keyboard, two reviewers at once, and without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Site, new_editor, sign_in
from tests.browser.test_pages import VIEWS, faults


def open_queue(page: Page, site: Site, name: str = "demo") -> None:
    sign_in(page, site, name)
    page.goto("/review/")
    expect(page).to_have_url(re.compile(r"/review/[0-9]+/$"))


def fact(page: Page, label: str, number: int = 1) -> Locator:
    """Return a fact of the first engagement, or of another."""
    return page.locator(f"[data-engagement]:nth-of-type({number}) [data-fact]").filter(has=page.get_by_text(label, exact=True))


def field(page: Page, label: str) -> Locator:
    """Return the field in which a fact of the first engagement is edited."""
    return fact(page, label).get_by_label(label, exact=True)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_what_is_one_engagement_is_settled_by_keyboard(page: Page, site: Site) -> None:
    open_queue(page, site)
    page.locator(".review-queue li", has_text="Same meeting?").first.get_by_role("link").click()
    doubles = page.locator("[data-engagement]", has=page.locator("[data-double]")).first
    number = page.locator("[data-engagement]").evaluate_all("all => all.findIndex((one) => one.querySelector('[data-double]'))")
    doubles.locator("[data-fact]").first.focus()
    press(page, "p")
    double = doubles.locator("[data-double]").first
    expect(double.get_by_label("Keep apart")).to_be_checked()
    press(page, "t")
    other = page.get_by_label("Number of the engagement that it tells of").nth(number)
    expect(other).to_be_visible()
    other.fill("999999")
    page.locator("[data-accept]").click()
    expect(page.get_by_role("alert").first).to_contain_text("Nothing is saved yet, and nothing you typed is lost")
    expect(other).to_have_value("999999")
    expect(double.get_by_label("Keep apart")).to_be_checked()
    doubles.locator("[data-fact]").first.focus()
    press(page, "c")
    expect(page).to_have_url(re.compile(r"/engagements/[0-9]+/identity/$"))


def test_an_article_is_reviewed_by_keyboard_alone(page: Page, site: Site) -> None:
    open_queue(page, site)
    address = page.url
    title = page.locator("h1").inner_text()
    engagement = str(page.locator("[data-engagement] h2 a").first.get_attribute("href"))
    press(page, "j")
    expect(fact(page, "Kind")).to_be_focused()
    assert page.locator("mark.is-active").count() >= 1, "its words are outlined in the text"
    press(page, "j", "k", "y")
    expect(fact(page, "Kind").get_by_label("Accept Kind")).to_be_checked()
    expect(fact(page, "Status")).to_be_focused()
    press(page, "x")
    expect(fact(page, "Status").get_by_label("Reject Status")).to_be_checked()
    # Keys are letters while something is typed, and Enter goes back to the fact.
    press(page, "e")
    expect(field(page, "When")).to_be_focused()
    field(page, "When").press_sequentially("2025-06-24..26")
    press(page, "Enter")
    expect(page).to_have_url(address)
    expect(fact(page, "When")).to_be_focused()
    expect(fact(page, "When").get_by_label("Accept When")).not_to_be_checked()
    press(page, "?")
    expect(page.get_by_text("Next and previous field", exact=True)).to_be_visible()
    press(page, "Escape", "a")
    expect(page.get_by_text(f"Accepted: “{title}”.")).to_be_visible()
    assert page.url != address
    expect(page.locator(".review-queue")).not_to_contain_text(title)
    page.goto(engagement)
    expect(page.locator("#fact-start")).to_contain_text("24–26 June 2025")
    expect(page.locator("#fact-start")).to_contain_text("A person’s decision")


def test_a_second_press_accepts_nothing_twice(page: Page, site: Site) -> None:
    open_queue(page, site)
    title = page.locator("h1").inner_text()
    with page.expect_navigation():
        page.keyboard.press("a")
        page.keyboard.press("a")
    expect(page.get_by_text(f"Accepted: “{title}”.")).to_be_visible()
    expect(page.get_by_text("This changed since you opened it")).to_have_count(0)


def test_an_article_is_skipped_and_another_rejected_by_keyboard(page: Page, site: Site) -> None:
    open_queue(page, site)
    first = page.url
    press(page, "s")
    expect(page).not_to_have_url(first)
    title = page.locator("h1").inner_text()
    press(page, "r")
    expect(page.get_by_label("Why it is withdrawn")).to_be_focused()
    page.keyboard.type("a sham: no such meeting")
    press(page, "Tab", "Enter")
    expect(page.get_by_text(f"Rejected and withdrawn: “{title}”.")).to_be_visible()
    page.goto(first)
    press(page, "s")
    expect(page.locator("h1")).not_to_have_text(title)


def test_two_reviewers_at_once_lose_nothing(new_context: Callable[..., BrowserContext], site: Site) -> None:
    new_editor(site, "ada")
    demo, ada = new_context().new_page(), new_context().new_page()
    open_queue(demo, site)
    open_queue(ada, site, "ada")
    ada.goto(demo.url)
    address = demo.url
    assert (signed_in(demo), signed_in(ada)) == ("Demo", "Ada")
    # Each decides on the page as it stood before the other did: both give a kind, Ada a venue and a note as well.
    press(demo, "j", "e")
    field(demo, "Kind").select_option("visit")
    fact(ada, "Kind").locator("summary").click()
    field(ada, "Kind").select_option("exercise")
    ada.get_by_text("A note for those who come after").click()
    ada.get_by_label("Note").fill("Asked the ministry")
    fact(ada, "Venue").locator("summary").click()
    venue = field(ada, "Venue")
    venue.fill("Hall of Friends")
    fact(ada, "Venue").get_by_label("New venue").check()
    fact(ada, "Status").locator(".verdict.is-reject").click()
    engagement = str(ada.locator("[data-engagement] h2 a").first.get_attribute("href"))
    accept(demo)
    ada.locator("[data-accept]").click()
    told = ada.get_by_role("alert").first
    expect(told).to_contain_text("This changed since you opened it, and nothing of yours is saved. Demo accepted this article")
    expect(told).to_contain_text("What you entered still stands below")
    expect(told).to_contain_text("Demo gave “Visit” for “Kind”")
    expect(ada).to_have_url(address)
    assert "Hall of Friends" not in shown(demo, engagement, "venue")
    assert "Visit" in shown(demo, engagement, "kind")
    # Nothing of what Ada entered is lost, and she decides anew, on the kind too.
    expect(field(ada, "Kind")).to_have_value("exercise")
    expect(venue).to_have_value("Hall of Friends")
    expect(fact(ada, "Venue").get_by_label("New venue")).to_be_checked()
    expect(fact(ada, "Status").get_by_label("Reject Status")).to_be_checked()
    expect(ada.get_by_label("Note")).to_have_value("Asked the ministry")
    expect(fact(ada, "Kind")).to_contain_text("The record shows Visit.")
    accept(ada)
    for reader in (demo, ada):
        assert "Exercise" in shown(reader, engagement, "kind")
        assert "Hall of Friends" in shown(reader, engagement, "venue")
    demo.goto(address)
    expect(demo.locator(".review-facts .note").first).to_contain_text("Ada accepted this article")


def accept(page: Page) -> None:
    """Accept, a second time where warnings are shown first."""
    page.locator("[data-accept]").click()
    done = page.get_by_text("Accepted: ")
    expect(done.or_(page.get_by_text("look, then accept again"))).to_be_visible()
    if not done.count():
        page.locator("[data-accept]").click()
    expect(done).to_be_visible()


def shown(page: Page, engagement: str, name: str) -> str:
    """Return what an engagement's page says of a field."""
    page.goto(engagement)
    found = page.locator(f"#fact-{name}")
    return found.inner_text() if found.count() else ""


def signed_in(page: Page) -> str:
    """Return whose account the page is open in."""
    opened = page.context.new_page()
    opened.goto("/admin/")
    name = opened.locator("#user-tools strong").inner_text()
    opened.close()
    return name


def test_names_on_record_are_offered_while_typing(page: Page, site: Site) -> None:
    open_queue(page, site)
    fact(page, "Series").locator("summary").click()
    field(page, "Series").fill("")
    field(page, "Series").press_sequentially("shangri")
    expect(page.locator("#names-series option").first).to_have_attribute("value", re.compile("Shangri"))


def test_it_works_without_scripts(new_context: Callable[..., BrowserContext], site: Site) -> None:
    page = new_context(java_script_enabled=False).new_page()
    open_queue(page, site)
    title = page.locator("h1").inner_text()
    fact(page, "When").locator("summary").click()
    field(page, "When").fill("June")
    field(page, "When").press("Enter")
    expect(page.get_by_text("is not a date: write 2025")).to_be_visible()
    field(page, "When").fill("2025-06")
    page.get_by_role("button", name="Accept and next").click()
    if page.get_by_text("below: look, then accept again").count():
        page.get_by_role("button", name="Accept and next").click()
    expect(page.get_by_text(f"Accepted: “{title}”.")).to_be_visible()


@pytest.mark.parametrize("view", VIEWS)
def test_the_pages_of_the_review_are_whole(new_context: Callable[..., BrowserContext], site: Site, view: str) -> None:
    page = new_context(**VIEWS[view]).new_page()
    open_queue(page, site)
    assert faults(page) == []
    for summary in page.locator("summary").all():
        summary.click()
    assert faults(page) == []
    page.goto("/review/scorecard/")
    assert faults(page) == []
