"""Dragging timeline and map among a million engagements: frames meanwhile, and how soon the whole page has followed.

`SIDELINES_BENCH_SIZES` (100000 unless set) chooses the record; `SIDELINES_BENCH_FOLDER` keeps it from run to run.
"""

import os
import statistics
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.benchmarks.hands import drag, frame_of
from tests.benchmarks.served import make_record, server

SIZES = [int(size) for size in os.environ.get("SIDELINES_BENCH_SIZES", "100000").split(",")]
WINDOW = "from=2019-03-01&to=2024-03-01"
DRAGS = 9
SLOWEST_FRAME = 1000 / 30  # ms
SOON = 500  # ms
TIMELINE, MAP = "[data-chart=timeline] .plot-canvas", "[data-chart=map] .plot-canvas"

# Resolves with the ms from the drag's end until timeline, map and list are drawn anew and painted.
FOLLOWED = """() => {
  window.followed = new Promise((resolve) => {
    const open = new Set(["timeline", "map", "list"]);
    let begun = null;
    const done = (name) => {
      if (begun === null || !open.delete(name) || open.size) return;
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
    };
    window.addEventListener("pointerup", () => (begun = performance.now()), { once: true, capture: true });
    window.addEventListener("mouseup", () => (begun ??= performance.now()), { once: true, capture: true });
    document.addEventListener("chart-drawn", ({ target }) => done(target.dataset.chart));
    document.addEventListener("htmx:after:swap", ({ target }) => target.id === "engagement-list" && done("list"));
  });
}"""
# Draws the timeline's figure once more as it stands: what a redraw costs when nothing has changed.
EMPTY = """() => {
  const canvas = document.querySelector("[data-chart=timeline] .plot-canvas");
  const begun = performance.now();
  return Plotly.react(canvas, canvas.data, canvas.layout, { displayModeBar: false, responsive: true }).then(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)))),
  );
}"""


@pytest.mark.parametrize("size", SIZES)
def test_dragging(chromium: Browser, size: int, tmp_path: Path, tell: Callable[[str], None]) -> None:
    kept = os.environ.get("SIDELINES_BENCH_FOLDER")
    home = (Path(kept) if kept else tmp_path) / f"sqlite-{size}"
    home.mkdir(parents=True, exist_ok=True)
    make_record(home, "", size)
    with server(home, "") as client:
        page = chromium.new_page(viewport={"width": 1440, "height": 1400})
        page.goto(f"http://127.0.0.1:{client.port}/engagements/?{WINDOW}")
        at_rest(page)
        took = [followed(page) for _ in range(DRAGS)]
        empty = statistics.median(page.evaluate(EMPTY) for _ in range(DRAGS))
        frames = {"timeline": frame_of(page, TIMELINE), "map": frame_of(page, MAP)}
        page.close()
    median = statistics.median(took)
    tell(
        f"{size:>9,} engagements: timeline, map and list follow a drag in {median:.0f} ms (the median of {DRAGS}; "
        f"an empty redraw takes {empty:.0f}); a frame while dragging: timeline {frames['timeline']:.0f} ms, map {frames['map']:.0f} ms"
    )
    assert median < max(SOON, 5 * empty)
    assert max(frames.values()) <= SLOWEST_FRAME


def followed(page: Page) -> float:
    """Drag the timeline a little and let go; return the ms until the page has followed."""
    page.evaluate(FOLLOWED)
    drag(page, TIMELINE, steps=20)
    page.mouse.up()
    took = float(page.evaluate("() => window.followed"))
    at_rest(page)
    return took


def at_rest(page: Page) -> None:
    """Wait until nothing of an earlier drag goes on; the wait is no part of what is measured."""
    for selector in (TIMELINE, MAP):
        page.locator(f"{selector} svg.main-svg").first.wait_for()
    page.wait_for_timeout(800)
