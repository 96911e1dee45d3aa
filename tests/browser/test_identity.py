"""Two engagements made one in a browser: the old address leads on, what it told comes along, and it is taken back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, sign_in
from tests.browser.test_pages import faults


def test_merged_the_old_address_leads_on_and_parting_gives_it_back(page: Page, site: Site) -> None:
    sign_in(page, site)
    page.goto("/engagements/?from=2025-06-01&to=2025-06-30&order=oldest")
    addresses = page.locator("main a[href^='/engagements/']").evaluate_all("links => links.map((link) => link.pathname)")
    kept, gone = list(dict.fromkeys(path for path in addresses if re.fullmatch(r"/engagements/\d+/", path)))[:2]
    page.goto(gone)
    title = page.locator("h1").inner_text()
    page.goto(f"{gone}identity/")
    said = page.locator(".telling .meta").first.inner_text()

    page.goto(f"{kept}identity/")
    merge = page.get_by_role("region", name="Merge with another")
    merge.get_by_label("Number of the other engagement").fill("999999")
    merge.get_by_role("button", name="Merge into this one").click()
    expect(page.get_by_role("alert")).to_contain_text("No engagement has the number 999999. Nothing was changed.")
    merge.get_by_label("Number of the other engagement").fill(gone.split("/")[2])
    merge.get_by_label("Why, for those who come after").fill("Told twice.")
    merge.get_by_role("button", name="Merge into this one").click()
    expect(page.get_by_text(re.compile("leads here now"))).to_be_visible()
    assert faults(page) == []

    page.goto(gone)
    expect(page).to_have_url(f"{site.url}{kept}")
    page.goto(f"{kept}identity/")
    expect(page.get_by_role("region", name="What people decided")).to_contain_text("Told twice.")
    tellings = page.get_by_role("region", name="Who tells of it")
    tellings.get_by_role("listitem").filter(has_text=said).get_by_role("checkbox").check()
    tellings.get_by_role("button", name="The chosen tell of another engagement").click()
    expect(page.get_by_text(re.compile("Parted: they tell of engagement"))).to_be_visible()

    page.goto(gone)
    expect(page).to_have_url(f"{site.url}{gone}")
    expect(page.locator("h1")).to_have_text(title)
