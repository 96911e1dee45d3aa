"""What readers and editors do, from end to end."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Site, sign_in

SAMPLE = json.loads((Path(__file__).parent / "two_meetings.json").read_text(encoding="utf-8"))
AUTUMN = "/engagements/?from=2025-10-01&to=2025-12-31"
JUNE = "/engagements/?from=2025-06-20&to=2025-06-30"


def chart(page: Page, name: str) -> Locator:
    """Return a figure once it is drawn."""
    drawn = page.get_by_role("group", name=re.compile(f"^{name}"))
    expect(drawn.locator("svg.main-svg").first).to_be_visible()
    return drawn


def rows(page: Page) -> Locator:
    return page.locator("#engagement-list [data-engagement]")


def checkbox(page: Page, name: str) -> Locator:
    """Return a filter's box: its label is the name and how many engagements have it."""
    return page.get_by_role("checkbox", name=re.compile(rf"^{name}\s+\d+ engagements"))


def open_menu(page: Page, name: str) -> None:
    page.locator("summary", has_text=re.compile(f"^{name}$")).click()


# Readers


def test_home_opens_and_is_filtered_by_country(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    timeline, places = chart(page, "Timeline"), chart(page, "Map")
    shown = (timeline.get_attribute("aria-label"), places.get_attribute("aria-label"))
    open_menu(page, "Country")
    checkbox(page, "India").check()
    expect(page).to_have_url(re.compile(r"[?&]country=IN"))
    expect(page.get_by_role("link", name="Remove the filter India")).to_be_visible()
    expect(timeline).not_to_have_attribute("aria-label", str(shown[0]))
    expect(places).not_to_have_attribute("aria-label", str(shown[1]))
    page.go_back()
    expect(page).not_to_have_url(re.compile("country"))
    expect(chart(page, "Timeline")).to_have_attribute("aria-label", str(shown[0]))
    expect(page.get_by_role("link", name="Remove the filter India")).to_have_count(0)


def test_zooming_the_timeline_narrows_the_list_the_map_and_the_address(page: Page) -> None:
    page.goto("/engagements/?from=2025-06-01&to=2025-12-31")
    chart(page, "Timeline")
    places = str(chart(page, "Map").get_attribute("aria-label"))
    heading = page.locator("#engagement-list .list-head b")
    before = heading.inner_text()
    page.get_by_role("button", name="Closer").click()
    expect(page).not_to_have_url(re.compile("from=2025-06-01"))
    expect(heading).not_to_have_text(before)
    expect(chart(page, "Map")).not_to_have_attribute("aria-label", places)
    narrowed = heading.inner_text()
    assert int(narrowed) < int(before)
    page.reload()  # the address alone brings it back
    chart(page, "Timeline")
    expect(heading).to_have_text(narrowed)


def test_an_item_of_the_timeline_leads_to_its_page_and_back(page: Page) -> None:
    page.goto(JUNE)
    timeline = chart(page, "Timeline")
    timeline.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".is-lifted").first).to_be_attached()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"selected=\d+$"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/engagements/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/engagements/\?from=2025-06-20&to=2025-06-30"))
    chart(page, "Timeline")
    assert rows(page).count() > 3


def test_a_mark_is_selected_by_a_click_and_opened_by_a_second(page: Page) -> None:
    page.goto(JUNE)
    mark = chart(page, "Timeline").locator(".scatterlayer .point").last
    mark.scroll_into_view_if_needed()
    mark.click(force=True)  # plotly.js lays a sheet over its marks that takes the clicks
    row = page.locator("#engagement-list .is-current")
    expect(row).to_be_visible()
    title = row.get_by_role("link").first.inner_text()
    mark.scroll_into_view_if_needed()
    mark.click(force=True)
    expect(page).to_have_url(re.compile(r"/engagements/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_fact_leads_to_its_highlighted_sentence_and_the_sentence_to_its_fact(page: Page) -> None:
    page.goto("/articles/")
    page.locator(".article-row").get_by_role("link").first.click()
    page.locator("ol.found a.title").first.click()
    expect(page.get_by_role("heading", name="What is known, and who says so")).to_be_visible()
    quote = page.locator("#facts blockquote", has=page.locator("mark")).first
    words = quote.locator("mark").inner_text()
    claim = quote.get_attribute("data-claim")
    quote.get_by_role("link").click()
    expect(page).to_have_url(re.compile(rf"/articles/\d+/#claim-{claim}$"))
    sentence = page.locator("mark", has=page.locator(f"#claim-{claim}"))
    expect(sentence.first).to_be_in_viewport()
    assert sentence.first.inner_text()[:10] in words
    page.locator(".read a.evidence").first.click()
    expect(page).to_have_url(re.compile(r"/engagements/\d+/#fact-\w+$"))


def test_search_finds_the_commission(page: Page) -> None:
    page.goto("/about/")
    page.keyboard.press("/")
    page.keyboard.type("IRIGC")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=IRIGC"))
    expect(rows(page).filter(has_text="Sub Working Group (Land)").first).to_be_visible()
    found = rows(page).count()
    page.goto("/?q=IRIGC")
    expect(chart(page, "Timeline")).to_have_attribute("aria-label", re.compile(rf"\b{found} engagements"))
    expect(page.locator("#in-window")).to_contain_text(f"All {found}")


def test_nothing_found_offers_a_way_out(page: Page) -> None:
    page.goto("/engagements/?q=zzzz")
    expect(page.locator("#engagement-list")).to_contain_text("Nothing matches")
    page.get_by_role("link", name="Clear the filter").click()
    expect(page).to_have_url(re.compile(r"/engagements/$"))
    expect(rows(page).first).to_be_visible()


def test_a_bad_filter_gets_a_sentence(page: Page) -> None:
    answer = page.goto("/engagements/?from=June&kind=party")
    assert answer is not None
    assert answer.status == 400
    expect(page.locator("main")).to_contain_text("“June”")


def test_without_scripts_the_list_is_read_and_filtered(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(AUTUMN)
    before = rows(page).count()
    assert before > 20
    checkbox(page, "Exercise").check()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("kind=exercise"))
    assert 0 < rows(page).count() < before
    page.get_by_role("link", name="Remove the filter Exercise").click()
    expect(rows(page)).to_have_count(before)
    rows(page).first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="What is known, and who says so")).to_be_visible()
    page.goto("/")
    open_menu(page, "Country")
    checkbox(page, "India").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("link", name="Remove the filter India")).to_be_visible()


def test_the_theme_is_kept(page: Page) -> None:
    page.goto("/about/")
    page.get_by_role("button", name="Use the dark theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/series/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


# Editors


def test_an_article_is_added_read_out_and_withdrawn(signed_in: Page) -> None:
    page = signed_in
    page.get_by_role("link", name="Add article").click()
    page.get_by_label("Text", exact=True).fill(SAMPLE["text"])
    page.get_by_label("Headline").fill(SAMPLE["title"])
    page.get_by_label("Outlet").fill(SAMPLE["outlet"])
    page.get_by_label("Published").fill(SAMPLE["published"])
    page.get_by_role("button", name="Read it").click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(SAMPLE["title"])
    found = page.locator("ol.found > li")
    expect(found.filter(has_text="Sub Working Group (Land)").first).to_contain_text("25–27 Jun")
    expect(found.filter(has_text="SCO Defence Ministers").first).to_contain_text("25–26 Jun")
    address = page.url.split("?")[0]
    for inside, outside in (("Qingdao", "SCO Defence Ministers"), ("Mikhailovskaya", "Sub Working Group (Land)")):
        found.filter(has_text=inside).and_(page.locator(".is-inside")).first.locator("a.title").click()
        expect(page.get_by_role("region", name="Part of")).to_contain_text(outside)
        page.goto(address)
    found.filter(has_text="Sub Working Group (Land)").first.locator("a.title").click()
    expect(page.locator("#fact-start")).to_contain_text("June 25 to 27")
    page.goto(address)
    page.get_by_role("link", name="Withdraw", exact=True).first.click()
    page.get_by_label("Reason").fill("Entered for a test")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator("main")).to_contain_text("Entered for a test")
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 410


def test_an_engagement_is_entered_by_hand_and_its_claims_are_found(signed_in: Page) -> None:
    page = signed_in
    page.goto("/admin/timeline/engagement/add/")
    page.get_by_label("Title:").fill("Talks entered by hand")
    page.get_by_label("Kind:").select_option("bilateral")
    page.get_by_label("Status:").select_option("held")
    page.get_by_label("First day:").fill("2025-07")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist")).to_contain_text("Talks entered by hand")
    page.get_by_role("link", name="View on site").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Talks entered by hand")
    fact = page.locator("#fact-start")
    expect(fact).to_contain_text("July 2025")
    expect(fact).to_contain_text("Entered by a person")
    page.goto("/engagements/?q=entered+by+hand")
    expect(rows(page)).to_have_count(1)


def test_what_is_refused_is_stood_in_and_nothing_is_lost(signed_in: Page) -> None:
    page = signed_in
    page.goto("/articles/add/")
    page.get_by_label("Text", exact=True).fill("They met in Delhi.")
    page.get_by_label("Address").fill("no address")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This is no address: it starts with https://.")
    expect(page.get_by_label("Address")).to_be_focused()
    expect(page.get_by_label("Text", exact=True)).to_have_value("They met in Delhi.")


def test_signed_out_meanwhile_the_text_stays_and_is_sent_once_signed_in(signed_in: Page, site: Site) -> None:
    page = signed_in
    page.goto("/articles/add/")
    text = page.get_by_label("Text", exact=True)
    text.fill(
        "MINSK, 3 March 2025 - Rajnath Singh met Viktor Khrenin in Minsk on Monday and spoke of a matter told nowhere else."
    )
    other = page.context.new_page()
    other.goto("/about/")
    other.get_by_role("button", name="Sign out").click()
    expect(other).to_have_url(re.compile(r":\d+/$"))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_contain_text("You are signed out")
    expect(page.get_by_role("link", name="Sign in in a new tab")).to_have_attribute("href", re.compile("/admin/login/"))
    expect(text).to_have_value(re.compile("told nowhere else"))
    sign_in(other, site)
    page.get_by_role("button", name="Try again").click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/\?added=new"))


def test_a_stranger_may_add_nothing(page: Page) -> None:
    page.goto("/articles/add/")
    expect(page).to_have_url(re.compile(r"/admin/login/\?next=/articles/add/"))
