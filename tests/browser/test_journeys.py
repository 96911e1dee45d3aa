"""What readers and editors do, from end to end."""

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "tests" / "browser" / "two_meetings.json"


def test_home_shows_the_record_and_filters_by_country(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    expect(page.locator("#timeline svg").first).to_be_visible()
    expect(page.locator("#map svg").first).to_be_visible()
    page.goto("/engagements/?from=2025-10-01&to=2025-12-31")
    before = page.locator("#engagement-list [data-engagement]").count()
    page.locator("form[data-filters] input[name=country][value=IN]").check()
    expect(page).to_have_url(re.compile(r"country=IN"))
    expect(page.locator("#engagement-list [data-engagement]")).not_to_have_count(before)
    assert page.locator("#engagement-list [data-engagement]").count() > 0


def test_zooming_the_timeline_narrows_the_list_and_the_address(page: Page) -> None:
    page.goto("/engagements/?from=2025-06-01&to=2025-12-31")
    rows = page.locator("#engagement-list [data-engagement]")
    expect(page.locator("#timeline svg").first).to_be_visible()
    before = rows.count()
    page.locator("[data-zoom=in]").first.click()
    expect(page).not_to_have_url(re.compile(r"from=2025-06-01&to=2025-12-31"))
    expect(rows).not_to_have_count(before)
    page.reload()
    expect(page.locator("#timeline svg").first).to_be_visible()
    assert rows.count() < before


def test_an_item_of_the_timeline_leads_to_its_page_and_back(page: Page) -> None:
    page.goto("/engagements/?from=2025-06-20&to=2025-06-30")
    chart = page.locator("#timeline")
    expect(chart.locator("svg").first).to_be_visible()
    chart.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/engagements/\d+/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/engagements/\?from="))
    expect(page.locator("#timeline svg").first).to_be_visible()


def test_a_click_on_a_mark_selects_and_a_second_opens(page: Page) -> None:
    page.goto("/engagements/?from=2025-06-20&to=2025-06-30")
    mark = page.locator("#timeline .scatterlayer .trace .points path").first
    expect(mark).to_be_visible()
    box = mark.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(*middle)
    page.mouse.click(*middle)
    expect(page).to_have_url(re.compile(r"/engagements/\d+/"))


def add_article(page: Page) -> dict[str, str]:
    article = json.loads(SAMPLE.read_text(encoding="utf-8"))
    page.goto("/articles/add/")
    page.get_by_label("Text", exact=True).fill(article["text"])
    page.get_by_label("Headline").fill(article["title"])
    page.get_by_label("Outlet").fill(article["outlet"])
    page.get_by_label("Published").fill(article["published"])
    page.get_by_role("button", name=re.compile("Read|Add")).click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/"))
    return article


def test_an_article_is_added_its_facts_lead_to_its_words_and_it_is_withdrawn(signed_in: Page) -> None:
    page = signed_in
    article = add_article(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(article["title"][:30])
    address = page.url.split("?")[0]
    expect(page.locator("main mark").first).to_be_visible()
    page.locator("main aside a[href*='/engagements/']", has_text=re.compile("Sub Working Group|IRIGC")).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    engagement = page.url
    source = page.locator(f"a[href*='{address.split('/articles/')[1].rstrip('/')}/#claim-']").first
    claim = str(source.get_attribute("href")).split("#")[1]
    source.click()
    expect(page).to_have_url(re.compile(rf"/articles/\d+/#{claim}"))
    expect(page.locator(f"#{claim}")).to_be_in_viewport()
    page.get_by_role("link", name=re.compile("Withdraw|Undo")).or_(
        page.get_by_role("button", name=re.compile("Withdraw|Undo"))
    ).first.click()
    page.get_by_role("button", name=re.compile("Withdraw")).click()
    expect(page.locator("main")).to_contain_text(re.compile("withdrawn", re.IGNORECASE))
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 410
    gone = page.goto(engagement)
    assert gone is not None
    assert gone.status in (200, 410)


def test_an_engagement_is_entered_by_hand_and_its_claims_are_found(signed_in: Page) -> None:
    page = signed_in
    page.goto("/admin/timeline/engagement/add/")
    page.get_by_label("Title", exact=False).first.fill("Talks entered by hand")
    page.locator("select[name=kind]").select_option("bilateral")
    page.locator("select[name=status]").select_option("held")
    page.locator("input[name=start]").fill("2025-07")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("Talks entered by hand")
    page.goto("/engagements/?q=entered+by+hand")
    page.get_by_role("link", name=re.compile("Talks entered by hand")).first.click()
    expect(page.locator("main")).to_contain_text("July 2025")
    expect(page.locator("main")).to_contain_text(re.compile("by a person|entered", re.IGNORECASE))


def test_bad_input_in_the_admin_gets_a_sentence_beside_its_field(signed_in: Page) -> None:
    page = signed_in
    page.goto("/admin/timeline/engagement/add/")
    page.get_by_label("Title", exact=False).first.fill("Nonsense")
    page.locator("input[name=start]").fill("June-ish")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".errorlist").first).to_be_visible()
    expect(page.locator("main, #content").first).to_contain_text("is not a date")
    expect(page.locator("input[name=start]")).to_have_value("June-ish")


def test_without_scripts_the_list_is_read_and_filtered(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/engagements/?from=2025-10-01&to=2025-12-31")
    rows = page.locator("#engagement-list [data-engagement]")
    before = rows.count()
    assert before > 20
    page.locator("form[data-filters] input[name=kind][value=exercise]").check()
    page.locator("form[data-filters] button[type=submit]:visible").first.click()
    expect(page).to_have_url(re.compile("kind=exercise"))
    assert 0 < rows.count() < before
    rows.first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()


def test_search_finds_the_commission(page: Page) -> None:
    page.goto("/?q=IRIGC")
    expect(page.locator("main")).to_contain_text("Sub Working Group (Land)")


def test_nothing_found_offers_ways_on(page: Page) -> None:
    page.goto("/engagements/?q=zzzz")
    expect(page.locator("main")).to_contain_text(re.compile("source|Nothing", re.IGNORECASE))
    page.get_by_role("link", name=re.compile("Clear", re.IGNORECASE)).first.click()
    expect(page).to_have_url(re.compile(r"/engagements/(\?.*)?$"))
    assert page.locator("#engagement-list [data-engagement]").count() > 0


def test_the_slash_key_searches(page: Page) -> None:
    page.goto("/about/")
    page.keyboard.press("/")
    page.keyboard.type("Malabar")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=Malabar"))


def test_the_theme_is_kept(page: Page) -> None:
    page.goto("/about/")
    page.get_by_role("button", name=re.compile("Dark|Theme", re.IGNORECASE)).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/series/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
