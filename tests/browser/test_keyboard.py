"""The overview and the list walked through by keyboard alone; no motion for those who ask for none."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import settle

JUNE = "from=2025-06-20&to=2025-06-30"
# Where the focus stands, in the words of the design.
PLACE = """() => {
  const at = document.activeElement;
  if (at.matches(".plot-strip")) return "strip";
  if (at.matches("#timeline-plot .plot-canvas")) return "lanes";
  if (at.matches("#map-plot .plot-canvas")) return "map";
  if (at.closest("#panel")) return "panel";
  if (at.closest("#engagement-list, #in-window")) return "list";
  return "";
}"""
# Focus that nothing shows: the ring is a shadow or an outline on it or, for a row's cover, around it.
UNSEEN = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const isSeen = style.boxShadow !== "none" || style.outlineStyle !== "none" || at.closest(".search, .facet, label") !== null;
  return at === document.body || isSeen ? "" : at.outerHTML.slice(0, 120);
}"""


def walk(page: Page, most: int = 140) -> list[str]:
    """Tab through the page until its list is reached; return the places in the order they were reached."""
    order: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(UNSEEN) == ""
        place = page.evaluate(PLACE)
        if place and place not in order:
            order.append(place)
        if place == "list":
            break
    return order


@pytest.mark.parametrize("address", [f"/?{JUNE}", f"/engagements/?{JUNE}"])
def test_tab_reaches_strip_lanes_map_and_list_in_that_order(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    assert walk(page) == ["strip", "lanes", "map", "list"]


def test_an_open_panel_stands_between_lanes_and_map(page: Page) -> None:
    page.goto(f"/?{JUNE}&selected=1")
    settle(page)
    assert walk(page) == ["strip", "lanes", "panel", "map", "list"]


@pytest.mark.parametrize("address", ["/", "/engagements/"])
def test_the_lanes_are_walked_zoomed_and_left_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}?{JUNE}")
    settle(page)
    lanes = page.locator("#timeline-plot .plot-canvas")
    said = page.locator("#timeline-plot > [aria-live]")
    lanes.focus()
    heard = []
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
        heard.append(said.inner_text())
    assert all(heard)
    assert len(set(heard)) > 2
    expect(page.locator("#timeline-plot .plot-ring")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#panel .panel-title")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(lanes).to_be_focused()
    for key, gone in (("+", "from=2025-06-20"), ("-", None), ("0", None)):
        before = page.url
        page.keyboard.press(key)
        expect(page).not_to_have_url(before)
        settle(page)
        assert gone is None or gone not in page.url
    expect(page).to_have_url(re.compile(r"from=19\d\d"))  # all dates
    expect(lanes).to_be_focused()


def test_the_strip_and_the_map_are_moved_by_keyboard(page: Page) -> None:
    page.goto(f"/?{JUNE}")
    settle(page)
    page.locator(".plot-strip").focus()
    page.keyboard.press("ArrowLeft")
    expect(page).not_to_have_url(re.compile(JUNE))
    settle(page)
    places = page.locator("#map-plot .plot-canvas")
    places.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#map-plot > [aria-live]")).not_to_be_empty()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]at=\d+"))
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile(r"[?&]at="))


MOTION = """() => [...document.querySelectorAll("body, body *")].flatMap((each) => {
  const {transitionDuration, animationDuration, animationName, scrollBehavior} = getComputedStyle(each);
  const lasts = (text) => text.split(",").some((part) => parseFloat(part) > 0);
  const moves = lasts(transitionDuration) || (animationName !== "none" && lasts(animationDuration)) || scrollBehavior === "smooth";
  return moves ? [each.outerHTML.slice(0, 80)] : [];
})"""


@pytest.mark.parametrize("preference", ["reduce", "no-preference"])
def test_nothing_moves_for_those_who_ask_for_no_motion(new_context: Callable[..., BrowserContext], preference: str) -> None:
    page = new_context(reduced_motion=preference).new_page()
    page.goto(f"/engagements/?{JUNE}")
    settle(page)
    page.locator("#engagement-list .when").first.click()
    expect(page.locator("#panel .panel-title")).to_be_visible()
    moving = page.evaluate(MOTION)
    assert (moving == []) is (preference == "reduce"), moving[:3]
