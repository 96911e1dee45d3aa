"""A whole timeline on paper: all lanes, nothing cut, the light theme, what was asked for over it and the list after it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import settle

ADDRESS = "country=IN&from=2025-01-01&to=2025-12-31"
LANDSCAPE = re.compile(rb"/MediaBox\s*\[0 0 841\.\d+ 59\d\.\d+\]")
LIGHT_INK = "rgb(20, 25, 31)"
# The pieces of the timeline on paper: where each begins and ends in the drawing, whose letters it shows, and what of them is cut.
PIECES = """() => {
  const drawing = document.querySelector("#timeline-plot .plot-canvas");
  const pieces = [...document.querySelectorAll("#timeline-plot .plot-paper svg[viewBox][aria-hidden]")].map((svg) => svg.viewBox.baseVal);
  return {
    height: drawing._fullLayout.height,
    spans: pieces.map(({ y, height }) => [y, y + height]),
    lanes: [...document.querySelectorAll("#timeline-plot .plot-paper tbody .annotation-text")].map((text) => text.textContent),
    ink: getComputedStyle(document.querySelector("#timeline-plot .plot-paper .annotation-text")).fill,
    calendar: [...document.querySelectorAll("#timeline-plot thead span")].map((name) => name.textContent),
  };
}"""


@pytest.fixture(params=["light", "dark"])
def printing(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(color_scheme=request.param).new_page()


@pytest.mark.parametrize("path", ["/", "/engagements/"])
def test_a_timeline_is_printed_whole_in_the_light_theme(printing: Page, path: str) -> None:
    page = printing
    page.goto(f"{path}?{ADDRESS}")
    settle(page)
    names = page.evaluate(
        "() => [...document.querySelectorAll('#timeline-plot .annotation-text')].map((text) => text.textContent)"
    )
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    found = page.evaluate(PIECES)
    spans = found["spans"]
    assert spans[0][0] == pytest.approx(0)
    assert spans[-1][1] == pytest.approx(found["height"])
    lanes = spans[1:]  # the first is the strip of all dates; between them stands the calendar
    assert lanes[0][0] - spans[0][1] == pytest.approx(24)
    assert [one[1] for one in lanes[:-1]] == pytest.approx([other[0] for other in lanes[1:]])
    assert set(names) <= set(found["lanes"])
    assert "14 Nov" in found["calendar"]
    assert found["ink"] == LIGHT_INK
    expect(page.locator("#printed")).to_contain_text("India · 1 January 2025 – 31 December 2025")
    expect(page.locator("#printed")).to_contain_text(
        re.compile(r"http://127\.0\.0\.1:\d+/\S*country=IN\S*, printed on 14 November 2025")
    )
    for control in ("#filters", "#chips", ".chart-tools", ".tabbar", ".plot-strip"):
        expect(page.locator(control).first).to_be_hidden()
    expect(page.locator("#in-window [data-engagement], #engagement-list [data-engagement]").first).to_be_visible()
    page.emulate_media(media="screen")
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".plot-paper")).to_have_count(0)
    expect(page.locator("#timeline-plot .plot-canvas")).to_be_visible()


def test_pages_are_landscape_and_the_list_follows(page: Page) -> None:
    page.goto(f"/engagements/?{ADDRESS}")
    settle(page)
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    sheets = LANDSCAPE.findall(printed)
    assert 4 <= len(sheets) <= 9
    expect(page.locator(".plot-paper")).to_have_count(0)


def test_a_phones_timeline_is_not_blown_up(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True).new_page()
    page.goto(f"/?{ADDRESS}")
    settle(page)
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    width = page.evaluate("() => document.querySelector('#timeline-plot .plot-paper svg').style.maxWidth")
    assert 0 < float(str(width).removesuffix("px")) < 450
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
