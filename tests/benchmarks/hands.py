"""A hand on a chart: dragging it in Chromium, and how long the frames take meanwhile."""

import statistics

from playwright.sync_api import Page

STEPS = 60  # of a drag
STEP = 6  # px
WATCH = """() => {
  window.frames_seen = [];
  let last = performance.now();
  const seen = (now) => { window.frames_seen.push(now - last); last = now; window.watching = requestAnimationFrame(seen); };
  window.watching = requestAnimationFrame(seen);
}"""
SEEN = "() => { cancelAnimationFrame(window.watching); return window.frames_seen; }"


def frame_of(page: Page, selector: str) -> float:
    """Drag a chart to the left; return the ms of a median frame meanwhile."""
    drag(page, selector)
    frames = page.evaluate(SEEN)
    page.mouse.up()
    return statistics.median(frames[1:]) if len(frames) > 1 else float("inf")


def drag(page: Page, selector: str, *, steps: int = STEPS) -> None:
    """Drag a chart to the left, watching the frames; the button stays down."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    x, y = box["x"] + 0.8 * box["width"], box["y"] + min(box["height"], 500) * 0.6
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(WATCH)
    for step in range(steps):
        page.mouse.move(x - STEP * step, y)
