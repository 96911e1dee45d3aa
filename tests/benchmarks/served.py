"""Records of several sizes on SQLite and PostgreSQL, served by one gunicorn worker over HTTP, for the benchmark of the views."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TODAY = "2025-11-14"
FULL_CLAIMS = 200_000  # a larger record is made with the claims that matter most alone


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request took, in ms, and how long its body was, as sent."""

    took: float
    length: int


class Client:
    """Asks one server, over a connection that is kept."""

    def __init__(self, port: int, process: int) -> None:
        self.port, self.process = port, process
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def busy(self) -> float:
        """Return the processor time that the server has used so far, in ms: what a busy machine does not lengthen as much."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        ticks = 0
        for child in children:
            ticks += sum(map(int, Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[11:13]))
        return 1000 * ticks / os.sysconf("SC_CLK_TCK")

    def get(self, path: str) -> Answer:
        """Ask for a path; raises AssertionError unless it is answered well."""
        begun = time.perf_counter()
        try:
            self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):  # the server closed it meanwhile
            self.connection.close()
            begun = time.perf_counter()
            self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            response = self.connection.getresponse()
        body = response.read()
        took = 1000 * (time.perf_counter() - begun)
        assert response.status == 200, f"{path} answered {response.status}"
        return Answer(took, len(body))


def environment(folder: Path, url: str) -> dict[str, str]:
    """Return the environment of a process on a record."""
    ours = {"SIDELINES_DATA": str(folder), "SIDELINES_TODAY": TODAY, "DJANGO_SETTINGS_MODULE": "timeline.settings"}
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SIDELINES_", "DJANGO_", "DATABASE_"))}
    return {**kept, **ours, **({"DATABASE_URL": url} if url else {})}


def make_record(folder: Path, url: str, size: int) -> None:
    """Migrate and generate, unless the folder says that it was done."""
    mark = folder / "made"
    if mark.exists():
        return
    claims = "all" if size <= FULL_CLAIMS else "core"
    for command in (["migrate", "-v0"], ["generate", str(size), "--claims", claims]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment(folder, url), check=True, stdout=subprocess.DEVNULL
        )
    mark.write_text(str(size))


def inside(folder: Path, url: str, paths: Sequence[str]) -> dict[str, Any]:
    """Return what inside.py measures in a process of its own on the record."""
    command = [sys.executable, "-m", "tests.benchmarks.inside"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(folder, url), check=True, input=json.dumps(list(paths)), capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@contextmanager
def server(folder: Path, url: str) -> Iterator[Client]:
    """Serve a record by one gunicorn worker until done."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "timeline.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "1",
        "--threads",
        "4",
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(folder, url))
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield Client(port, process.pid)
    finally:
        process.terminate()
        process.wait()


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Start a PostgreSQL whose data lie in `folder`, on a socket there; yield the address of its database."""
    found = shutil.which("initdb") or next(
        iter(sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), reverse=True)), ""
    )
    assert found, "PostgreSQL's initdb was not found."
    binaries, data = Path(found).resolve().parent, folder / "postgresql"
    folder.mkdir(parents=True, exist_ok=True)
    run_as: list[str] = []
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        run_as = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")

    def run(*command: str) -> None:
        subprocess.run([*run_as, *command], cwd="/", check=True, stdout=subprocess.DEVNULL)

    if not data.exists():
        run(
            str(binaries / "initdb"),
            "-D",
            str(data),
            "-U",
            "sidelines",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
    options = f"-c listen_addresses='' -k {folder} -c shared_buffers=512MB -c work_mem=32MB -c max_wal_size=4GB -c synchronous_commit=off"
    run(str(binaries / "pg_ctl"), "-D", str(data), "-l", str(folder / "log"), "-w", "start", "-o", options)
    try:
        yield f"postgres://sidelines@{str(folder).replace('/', '%2F')}/postgres"
    finally:
        run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "fast", "-w", "stop")
