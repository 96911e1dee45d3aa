"""Two people merged into one in a browser, the old address followed, and the merge taken back; with and without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site, sign_in
from tests.browser.test_pages import VIEWS, faults


def merged_and_taken_back(page: Page, site: Site, look: Callable[[Page], list[str]]) -> None:
    sign_in(page, site)
    page.goto("/people/?q=johnston")
    old = page.get_by_role("link", name="David Lance Johnston", exact=True).get_attribute("href") or ""
    page.goto("/people/")
    page.get_by_role("link", name="Which may be one?").click()
    pair = page.get_by_role("listitem").filter(has_text="David Lance Johnston")
    expect(pair).to_contain_text("both of Australia")
    assert look(page) == []
    pair.get_by_role("link", name="David Johnston", exact=True).click()
    page.get_by_role("link", name="Is this one or several?").click()
    page.get_by_label("Number of the other person").fill("0")
    page.get_by_role("button", name="Merge into this one").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed")
    pair = page.get_by_role("listitem").filter(has_text="David Lance Johnston").filter(has=page.get_by_role("button"))
    why = pair.get_by_label("Why, for those who come after")
    why.fill("One admiral")
    why.press("Enter")
    expect(why).to_have_value("One admiral")
    page.get_by_role("button", name=re.compile("^Merge David Lance Johnston")).click()
    expect(page.get_by_text("its address leads there")).to_be_visible()
    expect(page.get_by_role("region", name="Merged into it")).to_contain_text(": One admiral")
    assert look(page) == []
    page.goto(old)
    expect(page.get_by_role("heading", level=1)).to_have_text("David Johnston")
    expect(page.get_by_text("Also spelt David Lance Johnston")).to_be_visible()
    page.get_by_role("link", name="Is this one or several?").click()
    page.get_by_role("button", name="Undo the merge of David Lance Johnston").click()
    expect(page.get_by_text("stands for itself again")).to_be_visible()
    page.goto(old)
    expect(page.get_by_role("heading", level=1)).to_have_text("David Lance Johnston")


@pytest.mark.parametrize("scripts", [True, False])
def test_two_people_are_merged_and_the_merge_taken_back(
    new_context: Callable[..., BrowserContext], site: Site, scripts: bool
) -> None:
    view = VIEWS["phone, dark" if scripts else "desktop"]
    page = new_context(**view, java_script_enabled=scripts).new_page()
    merged_and_taken_back(page, site, faults if scripts else lambda _: [])  # axe is a script
