"""The admin in a real browser: everything a person does there works without one violation of the policy.

The fixtures watch the console: a blocked script, style or handler on any page fails the test.
"""

import re

from playwright.sync_api import Page, expect

MODELS = (
    "article", "claim", "country", "engagement", "kindcode", "membership", "office", "organisation", "person", "place", "post",
    "redirect", "series", "source", "topic", "venue", "wording",
)  # fmt: skip


def test_the_pages_of_every_table(signed_in: Page) -> None:
    for model in MODELS:
        look_through(signed_in, f"/admin/timeline/{model}/")


def look_through(page: Page, address: str) -> None:
    """Open a table's list, its first row with its history, and every page its buttons lead to."""
    page.goto(address)
    expect(page.locator("#changelist")).to_be_visible()
    links = page.locator(".object-tools a").all()
    pages = [link.get_attribute("href") for link in links]
    first = page.locator("#result_list tbody th a").first
    if first.count():
        first.click()
        expect(page.locator("h1")).to_be_visible()
        page.get_by_role("link", name="History", exact=True).first.click()
        expect(page.locator("h1")).to_be_visible()
    for href in pages:
        page.goto(str(href))
        expect(page.locator("h1").first).to_be_visible()


def test_an_engagement_is_entered_with_choices_found_by_typing(signed_in: Page) -> None:
    page = signed_in
    page.goto("/admin/timeline/engagement/add/")
    page.locator("#id_title").fill("Talks entered in a browser")
    page.locator("#id_kind").select_option("bilateral")
    page.locator("#id_status").select_option("held")
    page.locator("#id_start").fill("2025-10")
    choose(page, "id_country", "Ind", "India")
    choose(page, "id_participations-0-country", "Rus", "Russia")
    page.get_by_role("button", name="Add another Party").or_(page.get_by_text("Add another Party")).click()
    choose(page, "id_participations-1-country", "India", "India")
    page.get_by_text("Value from a report").first.click()
    page.locator("#id_claims-0-field").select_option("edition")
    page.locator("#id_claims-0-said").fill("3")
    page.locator("#id_claims-0-report_url").fill("https://example.org/report")
    page.locator(".calendarbutton, .datetimeshortcuts a[id^=calendarlink]").first.click()
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    expect(page.locator("#claims")).to_contain_text("compiled")
    expect(page.locator("#claims tr", has_text="party")).to_have_count(2)
    page.get_by_role("link", name="View on site").click()
    expect(page.locator("h1")).to_have_text("Talks entered in a browser")


def test_a_wrong_date_gets_its_sentence_and_nothing_is_lost(signed_in: Page) -> None:
    page = signed_in
    page.goto("/admin/timeline/engagement/add/")
    page.locator("#id_title").fill("Kept title")
    page.locator("#id_start").fill("June")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".form-row.field-start")).to_contain_text("“June” is not a date")
    expect(page.locator("#id_title")).to_have_value("Kept title")


def test_the_list_drills_down_by_date_and_filters(signed_in: Page) -> None:
    page = signed_in
    page.goto("/admin/timeline/engagement/")
    page.locator(".drill-down").get_by_role("link", name="2025", exact=True).click()
    page.locator(".drill-down").get_by_role("link", name="June", exact=True).click()
    expect(page).to_have_url(re.compile("when=2025-06"))
    page.locator(".pick select[name=in]").select_option(label="China")
    page.locator(".pick", has=page.locator("select[name=in]")).get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("when=2025-06.*in=CN|in=CN.*when=2025-06"))
    expect(page.locator("#result_list tbody tr").first).to_contain_text("China")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("withdraw_selected")
    page.get_by_role("button", name="Go").click()
    expect(page.locator("#content h1")).to_contain_text("Withdraw")


def test_a_sheet_is_previewed_and_imported(signed_in: Page) -> None:
    page = signed_in
    page.goto("/admin/timeline/topic/import/")
    rows = {"name": "rows.csv", "mimeType": "text/csv", "buffer": b"name,cues\nhypersonic weapons,hypersonic; glide vehicle\n"}
    page.locator("input[type=file]").set_input_files(rows)  # type: ignore[arg-type]
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview ins").first).to_have_text("hypersonic weapons")
    page.get_by_role("button", name="Confirm import").click()
    expect(page.locator(".messagelist")).to_contain_text("1 new")


def test_a_related_thing_is_added_in_a_window_of_its_own(signed_in: Page) -> None:
    page = signed_in
    page.goto("/admin/timeline/engagement/add/")
    with page.expect_popup() as opened:
        page.locator("#add_id_series").click()
    window = opened.value
    window.locator("#id_name").fill("Dialogue made in a window")
    window.locator("#id_kind").select_option("dialogue")
    window.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator("#select2-id_series-container")).to_contain_text("Dialogue made in a window")


def choose(page: Page, field: str, typed: str, name: str) -> None:
    """Open a choice, type, and take the first offer of that name."""
    page.locator(".select2-selection", has=page.locator(f"#select2-{field}-container")).click()
    page.locator(".select2-search__field").last.fill(typed)
    page.locator(".select2-results__option", has_text=name).first.click()
    expect(page.locator(f"#select2-{field}-container")).to_contain_text(name)
