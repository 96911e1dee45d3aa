"""Benchmarks run by `make bench` only: they take a minute, and a busy machine would fail them."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from tests.browser.conftest import chromium

__all__ = ["chromium"]


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
