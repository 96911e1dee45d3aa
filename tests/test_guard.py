"""The guard that every test and every test server runs under really refuses the outside."""

import socket
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from tests.guard import sitecustomize as guard

OUTSIDE = "192.0.2.1"  # an address kept for documentation (RFC 5737)


@pytest.fixture
def expected() -> Iterator[None]:
    """Forget what a test tried on purpose."""
    yield
    guard.tried.clear()


@pytest.mark.usefixtures("expected")
def test_a_connection_to_the_outside_is_refused_and_noted() -> None:
    with socket.socket() as line, pytest.raises(OSError, match="outside this machine"):
        line.connect((OUTSIDE, 80))
    with socket.socket() as line, pytest.raises(OSError, match="outside this machine"):
        line.connect_ex((OUTSIDE, 80))
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen("http://news.example/", timeout=1)
    assert guard.tried == [OUTSIDE, OUTSIDE, "news.example"]


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=5):
        assert guard.tried == []
