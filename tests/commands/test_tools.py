"""The scripts behind `make`: what a machine lacks gets a sentence, and nothing is left running."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = ROOT / "tests" / "tools"
BASH = shutil.which("bash") or "bash"


def run(*words: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": path} if path else None
    return subprocess.run([BASH, *words], env=environment, capture_output=True, text=True, check=False)


def program(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


def test_an_old_python_gets_a_sentence(tmp_path: Path) -> None:
    program(tmp_path, "python3", 'case "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac')
    done = run(str(TOOLS / "find-python"), str(tmp_path / "venv"), path=str(tmp_path))
    assert done.returncode == 1
    assert "Sidelines needs Python 3.11" in done.stderr
    assert "Python 3.9.2" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_a_named_chromium_is_found(tmp_path: Path) -> None:
    program(tmp_path, "my-browser", "exit 0")
    done = subprocess.run(
        [BASH, str(TOOLS / "find-chromium")], env={"PATH": "/usr/bin:/bin", "CHROMIUM": str(tmp_path / "my-browser")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == str(tmp_path / "my-browser")


def test_a_throw_away_postgresql_is_gone_afterwards() -> None:
    program_text = 'echo "$DATABASE_URL"; exit 7'
    done = run(str(TOOLS / "with-postgresql"), "bash", "-c", program_text)
    if done.returncode == 3:
        pytest.skip("PostgreSQL's binaries are not here.")
    assert done.returncode == 7, done.stderr  # the command's own
    folder = done.stdout.split("@")[1].split("/")[0].replace("%2F", "/")
    assert folder.startswith("/tmp/sidelines-pg.")
    assert not Path(folder).exists()
