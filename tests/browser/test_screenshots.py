"""The pages look as approved: home, engagement, article, series and admin, wide and narrow, light and dark.

`make screenshots` takes the approved pictures anew: look at every one before you commit it. The comparison is a coarse one, since
two machines smooth the same letter differently: it cuts both pictures into squares and counts those whose colour moved.
"""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Site, settle, sign_in

ROOT = Path(__file__).resolve().parent.parent.parent
APPROVED = ROOT / "tests" / "approved" / "screenshots"
TAKEN = ROOT / "test-results" / "screenshots"
SQUARE = 16  # pixels a side
MOVED = 24  # of 255 in any channel, averaged over a square
ALLOWED = 0.03  # share of the squares that may have moved
COLOURS = 64  # of the palette that the approved pictures are reduced to

WIDTHS = {"1440": {"width": 1440, "height": 1500}, "390": {"width": 390, "height": 1500}}
# How each page is reached: an address, and what to follow there.
PAGES: dict[str, tuple[str, str | None]] = {
    "home": ("/", None),
    "engagement": ("/engagements/?q=Sub+Working+Group+(Land)", "#engagement-list a.title"),
    "article": ("/articles/", ".article-row a.title"),
    "series": ("/engagements/?q=AUSMIN", "#engagement-list a.title"),
    "admin": ("/engagements/?q=Sub+Working+Group+(Land)", "#engagement-list a.title"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_approved(
    name: str, width: str, scheme: str, new_context: Callable[..., BrowserContext], site: Site
) -> None:
    page = new_context(viewport=WIDTHS[width], color_scheme=scheme).new_page()
    visit(page, name, site)
    settle(page)
    taken = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    file = f"{name}-{width}-{scheme}.png"
    if os.environ.get("UPDATE_APPROVED"):
        keep(taken, APPROVED / file)
        return
    assert (APPROVED / file).exists(), f"{file} was never approved: `make screenshots` takes it."
    approved = Image.open(APPROVED / file).convert("RGB")
    moved = difference(taken, approved)
    if moved > ALLOWED:
        keep(taken, TAKEN / file)
    assert moved <= ALLOWED, f"{moved:.0%} of {file} moved: compare test-results/screenshots with tests/approved/screenshots."


@pytest.mark.parametrize(
    ("drawn", "moved"),
    [((0, 0, 0, 0), 0.0), ((0, 0, 160, 16), 0.1), ((0, 0, 160, 160), 1.0)],
    ids=["the same", "a bar was added", "all black"],
)
def test_the_comparison_sees_what_moved(drawn: tuple[int, int, int, int], moved: float) -> None:
    white = Image.new("RGB", (160, 160), "white")
    other = white.copy()
    other.paste((0, 0, 0), drawn)
    assert difference(other, white) == pytest.approx(moved, abs=0.001)
    assert difference(Image.new("RGB", (160, 200), "white"), white) == 1


def visit(page: Page, name: str, site: Site) -> None:
    address, link = PAGES[name]
    if name == "admin":
        sign_in(page, site)
    page.goto(address)
    if link is None:
        return
    href = str(page.locator(link).first.get_attribute("href"))
    if name == "series":
        page.goto(href)
        href = str(page.locator(".crumb a[href^='/series/']").first.get_attribute("href"))
    page.goto(f"/admin/timeline/engagement/{href.strip('/').split('/')[1]}/change/" if name == "admin" else href)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of squares whose colour differs; pictures of two sizes differ altogether."""
    if one.size != other.size:
        return 1.0
    size = (max(1, one.width // SQUARE), max(1, one.height // SQUARE))
    squares = ImageChops.difference(one.resize(size, Image.Resampling.BOX), other.resize(size, Image.Resampling.BOX))
    channels = [channel.point(lambda value: 255 if value > MOVED else 0) for channel in squares.split()]
    worst = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    return worst.histogram()[255] / (size[0] * size[1])


def keep(picture: Image.Image, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True)
