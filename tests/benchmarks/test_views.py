"""The views over HTTP at several sizes: unfiltered and under twelve filters, on SQLite and PostgreSQL.

`SIDELINES_BENCH_SIZES` (1000,100000 unless set), `SIDELINES_BENCH_DATABASES` (sqlite,postgresql), `SIDELINES_BENCH_WINDOWS` (200)
and `SIDELINES_BENCH_FOLDER` (a folder in which records are kept from run to run) choose what is measured.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest

from tests.benchmarks.served import TODAY, Answer, Client, inside, make_record, postgresql, server

SIZES = [int(size) for size in os.environ.get("SIDELINES_BENCH_SIZES", "1000,100000").split(",")]
DATABASES = os.environ.get("SIDELINES_BENCH_DATABASES", "sqlite,postgresql").split(",")
WINDOWS = int(os.environ.get("SIDELINES_BENCH_WINDOWS", "200"))
LENGTHS = (9497, 1826, 365, 31, 7)  # days: 26 and 5 years, a year, a month, a week
Pairs = Sequence[tuple[str, str]]
PAGES: dict[str, tuple[str, Pairs]] = {
    "home": ("/", ()),
    "timeline by kind": ("/engagements/timeline.json", (("width", "1200"),)),
    "timeline by country": ("/engagements/timeline.json", (("width", "1200"), ("lanes", "country"))),
    "map": ("/engagements/map.json", (("width", "1200"),)),
    "list": ("/engagements/", ()),
}
FILTERS: dict[str, Pairs] = {
    "one country": (("country", "IN"),),
    "five countries": tuple(("country", code) for code in ("IN", "CN", "US", "JP", "AU")),
    "a pair": (("country", "IN-US"),),
    "an organisation": (("org", "SCO"),),
    "a series": (("series", "1"),),
    "topic and country": (("topic", "cyber"), ("country", "FR")),
    "a person": (("person", "10"),),
    "a place": (("place", "10"),),
    "a kind": (("kind", "exercise"),),
    "a status": (("status", "planned"),),
    "words": (("q", "minister defence"),),
    "kind and country": (("kind", "visit"), ("country", "IN")),
}
LARGEST = 20_000  # bytes of a chart, compressed
Tell = Callable[[str], None]


def windows(seed: int) -> Iterator[Pairs]:
    """Yield seeded windows of every length, anywhere in the record."""
    rng, last = Random(seed), date.fromisoformat(TODAY) + timedelta(days=60)
    for number in range(WINDOWS):
        length = LENGTHS[number % len(LENGTHS)]
        first = last - timedelta(days=length + int(rng.random() ** 2 * (LENGTHS[0] - length)))
        yield (("from", first.isoformat()), ("to", (first + timedelta(days=length)).isoformat()))


def calibration() -> float:
    """Return the ms that a fixed sum takes, so that runs on busier and on slower machines compare."""
    begun = time.perf_counter()
    sum(number * number for number in range(300_000))
    return 1000 * (time.perf_counter() - begun)


def p95(answers: Sequence[Answer]) -> float:
    """Return the time that 95 of 100 answers keep within."""
    return statistics.quantiles([answer.took for answer in answers], n=20)[18] if len(answers) > 1 else answers[0].took


def ask(client: Client, page: str, asked: Pairs, seed: int) -> list[Answer]:
    """Ask for a page under a filter, window by window."""
    path, more = PAGES[page]
    return [client.get(f"{path}?{urlencode([*asked, *window, *more])}") for window in windows(seed)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the records lie."""
    kept = os.environ.get("SIDELINES_BENCH_FOLDER")
    return Path(kept) if kept else tmp_path_factory.mktemp("records")


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("size", SIZES)
def test_views(size: int, database: str, folder: Path, tell: Tell) -> None:
    home = folder / f"{database}-{size}"
    home.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        url = stack.enter_context(postgresql(home / "server")) if database == "postgresql" else ""
        make_record(home, url, size)
        client = stack.enter_context(server(home, url))
        first = client.get("/engagements/timeline.json?from=2020&to=2025")
        tell(f"| {size:,} {database} | first request of a process {first.took:.0f} ms; calibration {calibration():.0f} ms |")
        sizes = _unfiltered(client, tell)
        _filtered(client, tell)
        paths = [f"{path}?{urlencode([*next(windows(1)), *more])}" for path, more in PAGES.values()]
        found = inside(home, url, paths)
        counts = ", ".join(f"{page} {found['queries'][path]}" for page, path in zip(PAGES, paths, strict=True))
        tell(f"|   queries | {counts} |")
        tell(f"|   one edit | {found['edit']:.1f} ms through record, of which the columns {found['columns']:.1f} ms |")
    assert max(size for page, size in sizes.items() if page not in ("home", "list")) <= LARGEST


def _unfiltered(client: Client, tell: Tell) -> dict[str, int]:
    """Tell what the pages cost and return the bytes of the largest answers."""
    sizes = {}
    for page in PAGES:
        pace, before = calibration(), client.busy()
        answers = ask(client, page, (), seed=1)
        used = (client.busy() - before) / len(answers)
        largest = max(answer.length for answer in answers)
        median = statistics.median(answer.took for answer in answers)
        tell(
            f"|   {page} | median {median:.1f}, p95 {p95(answers):.1f} ms, processor {used:.1f} | up to {largest / 1000:.1f} kB | calibration {pace:.0f} |"
        )
        sizes[page] = largest
    return sizes


def _filtered(client: Client, tell: Tell) -> None:
    for number, (name, asked) in enumerate(FILTERS.items()):
        pace = calibration()
        cold = client.get(
            f"/engagements/timeline.json?{urlencode([*asked, ('from', '1999'), ('to', '2026'), ('width', '1200')])}"
        )
        warm = {page: ask(client, page, asked, seed=number + 2) for page in PAGES}
        slowest = ", ".join(f"{page} {p95(answers):.1f}" for page, answers in warm.items())
        tell(f"|   {name} | cold {cold.took:.0f} ms | warm p95: {slowest} | calibration {pace:.0f} |")
