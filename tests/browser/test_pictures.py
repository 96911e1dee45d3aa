"""Charts saved as pictures: whole, readable anywhere, in the light theme, and saying where they come from."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import settle

SVG = "{http://www.w3.org/2000/svg}"
ADDRESS = "/?country=IN&from=2025-10-01&to=2025-12-31"
SOURCE = re.compile(r"^Sidelines, 21 engagements from 19 sources, http://127\.0\.0\.1:\d+/\?\S+, made on 14 November 2025$")
PAPER = (251, 250, 246)


@pytest.fixture
def dark(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(color_scheme="dark", accept_downloads=True).new_page()


def saved(page: Page, chart: str, form: str, folder: Path) -> Path:
    """Save a chart's picture by its menu and return the file."""
    frame = page.locator(f".chart-frame:has(#{chart}-plot)")
    frame.locator("summary", has_text="Save picture").click()
    with page.expect_download() as download:
        frame.get_by_role("button", name=form.upper()).click()
    assert download.value.suggested_filename == f"sidelines-{chart}-india-2025-10-01-2025-12-31.{form}"
    file = folder / f"{chart}.{form}"
    download.value.save_as(file)
    expect(page.locator(f"#{chart}-plot [aria-live]")).to_have_text("The picture is saved.")
    return file


@pytest.mark.parametrize(
    ("chart", "title", "mark"), [("timeline", "Who met, and when", "Malabar"), ("map", "Where they met", "Hanoi")]
)
def test_a_chart_is_saved_whole_in_both_forms(dark: Page, tmp_path: Path, chart: str, title: str, mark: str) -> None:
    dark.goto(ADDRESS)
    settle(dark)
    root = ET.fromstring(saved(dark, chart, "svg", tmp_path).read_text(encoding="utf-8"))
    own = [text.text or "" for text in root.findall(f"{SVG}text")]
    assert own[0] == root.findtext(f"{SVG}title") == title
    assert own[1] == "India · 1 October – 31 December 2025"
    assert SOURCE.match(own[-1]), own[-1]
    assert any(mark in "".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert (root.findtext(f"{SVG}style") or "").count("data:font/woff2;base64,") >= 2
    outside = [
        value for element in root.iter() for key, value in element.items() if key.endswith("href") and not value.startswith("#")
    ]
    assert outside == []
    picture = Image.open(saved(dark, chart, "png", tmp_path)).convert("RGB")
    width, height = int(root.get("width", 0)), int(root.get("height", 0))
    assert picture.size == (2 * width, 2 * height)
    assert picture.getpixel((4, 4)) == PAPER
    middle = picture.crop((0, height // 2, 2 * width, 2 * height - height // 4))
    assert len(middle.getcolors(maxcolors=1_000_000) or []) > 50


def test_a_picture_looks_the_same_where_the_typefaces_are_not(dark: Page, tmp_path: Path, chromium: Browser) -> None:
    """Open the file alone, with nothing of the site: its words are as wide as on the site."""
    dark.goto(ADDRESS)
    settle(dark)
    file = saved(dark, "timeline", "svg", tmp_path)
    context = chromium.new_context()
    alone = context.new_page()
    alone.goto(file.as_uri())
    faces = alone.evaluate(
        "document.fonts.ready.then((all) => [...all].filter((face) => face.status === 'loaded').map((face) => face.family))"
    )
    assert {face.strip('"') for face in faces} == {"Source Sans 3 Variable", "Newsreader Variable"}
    wide = alone.evaluate("document.querySelector('svg > text').getComputedTextLength()")
    context.close()
    here = dark.evaluate(
        """() => { const pen = document.createElement('canvas').getContext('2d');
        pen.font = '500 28px "Newsreader Variable"'; return pen.measureText('Who met, and when').width; }"""
    )
    assert wide == pytest.approx(here, rel=0.02)


def test_what_cannot_be_made_says_so_and_can_be_tried_again(dark: Page, tmp_path: Path) -> None:
    dark.goto(ADDRESS)
    settle(dark)
    dark.route("**/caption.json*", lambda route: route.fulfill(status=404))
    frame = dark.locator(".chart-frame:has(#timeline-plot)")
    frame.locator("summary", has_text="Save picture").click()
    frame.get_by_role("button", name="SVG").click()
    expect(frame.get_by_role("alert")).to_contain_text("The picture could not be made")
    dark.unroute("**/caption.json*")
    with dark.expect_download():
        frame.get_by_role("button", name="Try again").click()
    expect(frame.get_by_role("alert")).to_have_count(0)
