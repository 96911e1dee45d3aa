"""Benchmarks run by `make bench` only: they take a minute, and a busy machine would fail them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS, chromium_path


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave this folder out unless the marker is asked for by name."""
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    if config.getoption("markexpr") == "benchmark":
        for item in here:
            item.add_marker(pytest.mark.benchmark)
    elif here:
        items[:] = [item for item in items if item not in here]
        config.hook.pytest_deselected(items=here)


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print a line past pytest's capture."""

    def line(text: str) -> None:
        with capsys.disabled():
            print(f"  {text}")

    return line


def seconds(work: Callable[[], object], *, times: int = 3) -> float:
    """Return the least processor time of some runs: other programs on the machine count for nothing."""

    def once() -> float:
        start = process_time()
        work()
        return process_time() - start

    return min(once() for _ in range(times))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = chromium_path()
    if not path:
        pytest.skip("No Chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
