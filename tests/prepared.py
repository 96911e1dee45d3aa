"""A record as `make run` leaves it the first time, made once per run of the suite and copied by whoever needs one."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GUARD = ROOT / "tests" / "guard"
TODAY = "2025-11-14"


def environment(data: Path, today: str = TODAY) -> dict[str, str]:
    """Return the environment of a program of its own: its data folder, a held day, and the guard against outside addresses."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SIDELINES_", "DATABASE_", "DJANGO_"))}
    return {**kept, "SIDELINES_DATA": str(data), "SIDELINES_TODAY": today, "PYTHONPATH": str(GUARD)}


def manage(data: Path, *words: str, today: str = TODAY) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py on a data folder, on a day."""
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=environment(data, today), capture_output=True, text=True, check=False)


def copy(source: Path, target: Path) -> Path:
    """Copy a data folder."""
    for path in source.glob("*"):
        if path.is_file():
            shutil.copy(path, target / path.name)
    return target


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> tuple[Path, str]:
    """Prepare the record once for all workers; return its data folder and the demo password."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "prepared"
    with Path(f"{shared}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        printed = shared / "bootstrap.txt"
        if not printed.exists():
            shared.mkdir(parents=True, exist_ok=True)
            done = manage(shared, "bootstrap")
            assert done.returncode == 0, done.stderr
            assert "outside this machine" not in done.stderr, done.stderr
            printed.write_text(done.stdout)
    found = re.search(r"demo / (\S+)", printed.read_text())
    assert found, "bootstrap prints the demo log-in"
    return shared, found[1]
