"""First drawing and panning beside vis-timeline and TimelineJS, in one browser and one run.

`SIDELINES_BENCH_ITEMS` (100,1000,10000 unless set) chooses how many engagements. The peers come from npm, into a folder of the
benchmark's own; they get all items inline, while ours asks its server for the window. A peer not done after a minute has lost.
"""

import functools
import http.server
import os
import shutil
import sqlite3
import statistics
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from tests.benchmarks.hands import frame_of
from tests.benchmarks.served import make_record, server
from tests.browser.conftest import FLAGS, chromium_path

PAGES = Path(__file__).parent / "peers"
PEERS = {"vis-timeline": ("vis.html", ".vis-center"), "TimelineJS": ("timelinejs.html", ".tl-timenav")}  # page, what is dragged
PACKAGES = ("vis-timeline@8.5.4", "@knight-lab/timelinejs@3.9.11")
COUNTS = [int(count) for count in os.environ.get("SIDELINES_BENCH_ITEMS", "100,1000,10000").split(",")]
LONGEST = 60_000  # ms
Tell = Callable[[str], None]
Measured = tuple[float, float]  # ms to the first drawing; ms of a median frame while dragging

# Mounts a second timeline beside the page's own, as the page does, and waits until it is painted.
OURS = """() => new Promise((resolve) => {
  const frame = document.querySelector(".plot[data-chart=timeline]").closest(".chart-frame");
  const again = document.createElement("div");
  const { url } = frame.querySelector(".plot").dataset;
  again.innerHTML = '<div class="plot" data-chart="timeline"></div>';
  Object.assign(again.firstChild.dataset, { url: url + (location.search || "?"), topojson: "/static/geo/" });
  const painted = () => {
    const took = performance.now() - begun;
    again.remove();
    document.dispatchEvent(new CustomEvent("htmx:after:swap"));
    resolve(took);
  };
  document.addEventListener("chart-drawn", () => requestAnimationFrame(() => requestAnimationFrame(painted)), { once: true });
  const begun = performance.now();
  frame.before(again);
  document.dispatchEvent(new CustomEvent("htmx:after:swap"));
})"""


@pytest.fixture(scope="module")
def peers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the peers' pages, with their packages beside them."""
    kept = os.environ.get("SIDELINES_BENCH_FOLDER")
    folder = Path(kept) / "peers" if kept else tmp_path_factory.mktemp("peers")
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "node_modules").exists():
        subprocess.run(["npm", "install", "--silent", "--ignore-scripts", "--prefix", str(folder), *PACKAGES], check=True)
    for page, _ in PEERS.values():
        shutil.copy(PAGES / page, folder)
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.mark.parametrize("count", COUNTS)
def test_first_drawing_and_panning(chromium: Browser, peers: str, count: int, tmp_path: Path, tell: Tell) -> None:
    kept = os.environ.get("SIDELINES_BENCH_FOLDER")
    folder = Path(kept) / f"items-{count}" if kept else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    make_record(folder, "", count)
    items = engagements(folder)
    found: dict[str, Measured | None] = {}
    with server(folder, "") as client:
        found["Sidelines"] = ours(chromium, f"http://127.0.0.1:{client.port}", items)
    for name, (page, dragged) in PEERS.items():
        found[name] = theirs(chromium, f"{peers}/{page}", dragged, items)
    for name, measured in found.items():
        said = f"first {measured[0]:.0f} ms, frame {measured[1]:.1f} ms" if measured else "not done after a minute"
        tell(f"{count:>7,} engagements, {name}: {said}")
    mine = found.pop("Sidelines")
    assert mine is not None
    done = [measured for measured in found.values() if measured]
    best_first, best_frame = (min((each[at] for each in done), default=float("inf")) for at in (0, 1))
    assert mine[0] <= best_first * (1.5 if count < 1000 else 1.0)
    if count >= 1000:
        assert mine[1] <= best_frame * (1.5 if count < 10_000 else 1.0)


def engagements(folder: Path) -> list[dict[str, Any]]:
    """Return the dated engagements of a record as the peers take them."""
    with sqlite3.connect(next(folder.glob("*.sqlite3"))) as record:
        rows = record.execute("SELECT id, short_title, earliest, latest FROM timeline_engagement WHERE earliest IS NOT NULL")
        return [
            {"id": pk, "title": title, "from": date.fromordinal(first).isoformat(), "to": date.fromordinal(last).isoformat()}
            for pk, title, first, last in rows
        ]


def ours(chromium: Browser, address: str, items: list[dict[str, Any]]) -> Measured:
    """Measure our timeline over all dates: the request for its window is part of the first drawing."""
    page = chromium.new_page(viewport={"width": 1440, "height": 1000})
    first, last = min(item["from"] for item in items), max(item["to"] for item in items)
    page.goto(f"{address}/engagements/?from={first}&to={last}")
    page.locator("[data-chart=timeline] svg.main-svg").first.wait_for()
    page.wait_for_timeout(1500)
    drawn = statistics.median(page.evaluate(OURS) for _ in range(3))
    page.reload()
    page.locator("[data-chart=timeline] .nsewdrag").first.wait_for(state="attached")
    page.wait_for_timeout(1500)
    frame = frame_of(page, "[data-chart=timeline] .plot-canvas")
    page.close()
    return drawn, frame


def theirs(chromium: Browser, address: str, dragged: str, items: list[dict[str, Any]]) -> Measured | None:
    """Measure a peer; None when it was not done in time."""
    # In a browser of its own: a page that no longer answers can't be closed, a browser can.
    with chromium.browser_type.launch(executable_path=chromium_path(), args=FLAGS) as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(LONGEST)
        page.goto(address)
        page.evaluate("(items) => { setTimeout(() => window.start(items).then((took) => { window.took = took; })); }", items)
        try:
            took = page.wait_for_function("() => window.took").json_value()
            return float(took), frame_of(page, dragged)
        except Error:
            return None
