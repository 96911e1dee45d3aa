"""Killed at any moment, in the middle of a transaction too, an ingest run again ends as if nothing had happened."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.prepared import ROOT, environment, prepared

__all__ = ["prepared"]
CORPUS = ROOT / "tests" / "corpus" / "dev"
ARTICLES = int(os.environ.get("SIDELINES_KILL_ARTICLES", "120"))
KILLS = int(os.environ.get("SIDELINES_KILLS", "4"))
COMMAND = [sys.executable, "manage.py", "ingest"]


def write(folder: Path) -> Path:
    """Write so many articles: the corpus's, then the same told again by other outlets."""
    folder.mkdir()
    files = sorted(CORPUS.rglob("*.json"))
    for number in range(ARTICLES):
        article = json.loads(files[number % len(files)].read_text())
        again = number // len(files)
        if again:
            article["id"], article["outlet"] = f"{article['id']}-{again}", f"{article['outlet']} {again}"
            article["text"] += f"\n\nBulletin {again}."
        (folder / f"{number:04}.json").write_text(json.dumps(article))
    return folder


def dumped(data: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.ingest.dumping"]
    run = subprocess.run(command, cwd=ROOT, env=_environment(data), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    dump: dict[str, Any] = json.loads(run.stdout)
    return dump


def _environment(data: Path) -> dict[str, str]:
    return {**environment(data), "DJANGO_SETTINGS_MODULE": "timeline.settings"}


def test_a_killed_ingest_run_again_ends_as_an_undisturbed_one(prepared: tuple[Path, str], tmp_path: Path) -> None:
    folder = write(tmp_path / "articles")
    calm, killed = (Path(shutil.copytree(prepared[0], tmp_path / name)) for name in ("calm", "killed"))
    begun = time.monotonic()
    subprocess.run([*COMMAND, str(folder)], cwd=ROOT, env=_environment(calm), check=True, capture_output=True)
    whole = time.monotonic() - begun
    rng, stopped = random.Random(1), 0
    for _ in range(KILLS):
        run = subprocess.Popen(
            [*COMMAND, str(folder)], cwd=ROOT, env=_environment(killed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            run.wait(timeout=whole * rng.uniform(0.2, 0.9))
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            stopped += 1
    assert stopped
    done = subprocess.run(
        [*COMMAND, str(folder)], cwd=ROOT, env=_environment(killed), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert " 0 failed" in done.stdout
    expected, found = dumped(calm), dumped(killed)
    for table, rows in expected.items():
        assert found[table] == rows, table
    assert len(expected["Article"]) >= ARTICLES
