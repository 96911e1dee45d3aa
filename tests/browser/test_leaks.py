"""Opening and leaving charts fifty times leaves nothing behind: nodes, listeners and heap stay level."""

from typing import Any

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import settle

ADDRESS = "/engagements/?from=2025-06-20&to=2025-06-30"
ROUNDS, WARM = 50, 10  # the first rounds fill caches: measured texts, outlines, compiled code
NODES, LISTENERS = 60, 4  # give or take: a tooltip, a live line
HEAP = 1_500_000  # bytes; without purging, 25 openings keep 11 MiB and 56,000 nodes (measured when plotly.js was chosen)
# Take the charts out of the page and put fresh ones in their place, as a swap would.
REMOUNT = """() => {
  for (const old of document.querySelectorAll(".plot[data-chart]")) {
    const fresh = old.cloneNode(false);
    fresh.removeAttribute("aria-busy");
    old.replaceWith(fresh);
  }
  document.dispatchEvent(new CustomEvent("htmx:after:swap"));
}"""


def measured(cdp: CDPSession, page: Page) -> dict[str, int]:
    for _ in range(3):
        cdp.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(50)
    found: list[dict[str, Any]] = cdp.send("Performance.getMetrics")["metrics"]
    return {each["name"]: int(each["value"]) for each in found if each["name"] in ("Nodes", "JSEventListeners", "JSHeapUsedSize")}


def go(page: Page, address: str) -> None:
    """Follow an address by htmx, in the same document."""
    page.evaluate("(to) => htmx.ajax('GET', to, {target: '#main', select: '#main', swap: 'outerHTML'})", address)


def level(before: dict[str, int], after: dict[str, int]) -> None:
    grown = {name: after[name] - before[name] for name in before}
    assert grown["Nodes"] <= NODES, grown
    assert grown["JSEventListeners"] <= LISTENERS, grown
    assert grown["JSHeapUsedSize"] <= HEAP, grown


def test_charts_opened_and_left_leave_nothing_behind(page: Page) -> None:
    page.goto(ADDRESS)
    settle(page)
    cdp = page.context.new_cdp_session(page)
    cdp.send("Performance.enable")
    before: dict[str, int] = {}
    for number in range(ROUNDS):
        if number % 2:
            go(page, "/about/")
            expect(page.locator(".plot")).to_have_count(0)
            go(page, ADDRESS)
        else:
            page.evaluate(REMOUNT)
        settle(page)
        if number == WARM - 1:
            before = measured(cdp, page)
    level(before, measured(cdp, page))


def test_panels_opened_and_closed_by_back_leave_nothing_behind(page: Page) -> None:
    page.goto(ADDRESS)
    settle(page)
    cdp = page.context.new_cdp_session(page)
    cdp.send("Performance.enable")
    rows = page.locator("#engagement-list .when")
    before: dict[str, int] = {}
    for number in range(ROUNDS):
        rows.nth(number % 3).click()
        expect(page.locator("#panel .panel-title")).to_be_visible()
        page.go_back()
        expect(page.locator("#panel")).to_be_hidden()
        if number == WARM - 1:
            before = measured(cdp, page)
    level(before, measured(cdp, page))
