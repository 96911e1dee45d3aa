"""The charts under the fingers on a small phone: one moves, two zoom, up and down scrolls the page."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from tests.browser.conftest import settle

Points = Sequence[tuple[float, float]]
FIRST = "from=2025-06-01&to=2025-12-31"
VIEW = """() => { const geo = document.querySelector("#map-plot .plot-canvas")._fullLayout.geo;
  return [geo.projection.rotation.lon, geo.projection.scale]; }"""


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).new_page()


class Fingers:
    """Fingers on the glass, moved in steps as a hand does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cdp: CDPSession = page.context.new_cdp_session(page)

    def send(self, kind: str, points: Points) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def drag(self, start: Points, end: Points, steps: int = 12) -> None:
        self.send("touchStart", start)
        for step in range(1, steps + 1):
            share = step / steps
            self.send(
                "touchMove", [(a + (c - a) * share, b + (d - b) * share) for (a, b), (c, d) in zip(start, end, strict=True)]
            )
            self.page.wait_for_timeout(16)
        self.send("touchEnd", [])


def into_view(page: Page, chart: str) -> float:
    """Bring a chart to the top of the screen; return a height within it that holds no other control."""
    page.evaluate("(id) => document.querySelector(id).scrollIntoView()", f"#{chart}-plot")
    page.wait_for_timeout(200)
    box = page.locator(f"#{chart}-plot .plot-canvas").bounding_box()
    assert box is not None
    return float(box["y"] + min(250, box["height"] / 2))


def window(page: Page) -> list[str]:
    """Return the window once it has come to rest: a slow machine shows a stretch of a movement before its end."""
    address = ""
    while address != page.url:
        address = page.url
        page.wait_for_timeout(600)
        settle(page)
    asked = parse_qs(urlsplit(address).query)
    return [asked["from"][0], asked["to"][0]]


def test_one_finger_moves_the_window_and_two_zoom_it(phone: Page) -> None:
    phone.goto(f"/?{FIRST}")
    settle(phone)
    fingers = Fingers(phone)
    y = into_view(phone, "timeline")
    fingers.drag([(250, y)], [(100, y)])
    expect(phone).not_to_have_url(re.compile(re.escape(FIRST)))
    settle(phone)
    first, last = window(phone)
    assert first > "2025-07-15"
    assert last > "2026-02-01"
    y = into_view(phone, "timeline")
    fingers.drag([(150, y), (210, y)], [(60, y), (300, y)])
    expect(phone).not_to_have_url(re.compile(first))
    settle(phone)
    narrowed = window(phone)
    assert first < narrowed[0] < narrowed[1] < last
    assert "/?" in phone.url  # no tap was taken for it


def test_up_and_down_scrolls_the_page_over_either_chart(phone: Page) -> None:
    phone.goto(f"/?{FIRST}")
    settle(phone)
    fingers = Fingers(phone)
    for chart in ("timeline", "map"):
        y = into_view(phone, chart)
        scrolled, view = phone.evaluate("scrollY"), phone.evaluate(VIEW)
        fingers.drag([(180, y)], [(180, y - 150)])
        phone.wait_for_timeout(300)
        assert phone.evaluate("scrollY") > scrolled + 60, chart
        assert phone.evaluate(VIEW) == view
    assert window(phone) == ["2025-06-01", "2025-12-31"]


def test_the_map_turns_under_one_finger_and_zooms_under_two(phone: Page) -> None:
    phone.goto(f"/?{FIRST}")
    settle(phone)
    fingers = Fingers(phone)
    y = into_view(phone, "map")
    east, scale = phone.evaluate(VIEW)
    fingers.drag([(250, y)], [(200, y)])
    phone.wait_for_function(f"() => ({VIEW})()[0] > {east} + 10")
    fingers.drag([(150, y), (210, y)], [(120, y), (240, y)])
    phone.wait_for_function(f"() => ({VIEW})()[1] > {scale} * 1.5")
    assert window(phone) == ["2025-06-01", "2025-12-31"]


def test_the_brush_is_dragged_by_touch(phone: Page) -> None:
    phone.goto(f"/?{FIRST}")
    settle(phone)
    into_view(phone, "timeline")
    box = phone.locator("#timeline-plot .plot-strip").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    Fingers(phone).drag([(box["x"] + box["width"] * 0.4, y)], [(box["x"] + box["width"] * 0.7, y)])
    expect(phone).not_to_have_url(re.compile(re.escape(FIRST)))
    assert window(phone)[1] < "2020"
