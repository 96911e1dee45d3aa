"""What an article costs from file to record: read, extracted, linked, stored; and how that grows with the record."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.prepared import ROOT, environment, manage

SIZES = [int(size) for size in os.environ.get("SIDELINES_BENCH_SIZES", "1000,100000").split(",")]
RUNS = 3  # of each size, in turn; the better one counts


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Return a folder with a made-up record of each size."""
    kept = os.environ.get("SIDELINES_BENCH_FOLDER")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("records")
    found = {size: folder / f"linked-{size}" for size in SIZES}
    for size, home in found.items():
        if not home.exists():
            home.mkdir(parents=True)
            for words in (("migrate",), ("generate", str(size))):
                done = manage(home, *words)
                assert done.returncode == 0, done.stderr
    return found


def test_an_article_costs_little_more_among_many(records: dict[int, Path], tell: Callable[[str], None], tmp_path: Path) -> None:
    found: dict[int, dict[str, Any]] = {}
    for run in range(RUNS):
        for size, home in records.items():
            copy = tmp_path / f"{size}-{run}"
            shutil.copytree(home, copy)
            measured = _ingest(copy)
            shutil.rmtree(copy)
            if size not in found or measured["ingest"] < found[size]["ingest"]:
                found[size] = measured
    for size, one in found.items():
        tell(
            f"ingest: {1000 / one['ingest']:.0f} articles of {one['words']:.0f} words a second into {size:,} engagements "
            f"({one['ingest']:.1f} ms each, of which reading {one['reading']:.1f}); {one['told']:.1f} engagements an article, "
            f"{one['linked']:.1f} of them on record before"
        )
    small, large = (found[size] for size in (min(SIZES), max(SIZES)))
    # Reading does not depend on the record: it tells how busy the machine was.
    ratio = (large["ingest"] / large["reading"]) / (small["ingest"] / small["reading"])
    tell(f"ingest: an article costs {ratio:.2f} times as much among {max(SIZES):,} engagements as among {min(SIZES):,}")
    assert ratio < 1.3


def _ingest(home: Path) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.ingesting"],
        cwd=ROOT,
        env={**environment(home), "DJANGO_SETTINGS_MODULE": "timeline.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    measured: dict[str, Any] = json.loads(run.stdout)
    return measured
