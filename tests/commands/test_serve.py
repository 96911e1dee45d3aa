"""What `serve` says before it serves."""

import os
import socket
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests import factories as make
from timeline.management.commands import serve


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Note what would take this process's place; prepare nothing."""
    calls: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda path, words: calls.append(words))
    monkeypatch.setattr(serve, "call_command", lambda *words, **options: None)
    return calls


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.mark.parametrize("text", ["", "abc", "0", "-1", "70000", "80.5", "²"])
def test_what_is_no_port_gets_a_sentence(text: str, started: list[Any]) -> None:
    with pytest.raises(CommandError, match="is no port: choose a number"):
        call_command("serve", "--", text)
    assert started == []


def test_a_taken_port_gets_a_sentence(started: list[Any]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken: .*make run PORT=8001"):
            call_command("serve", str(port))
    assert started == []


@pytest.mark.django_db
def test_the_addresses_and_the_log_in_are_told(started: list[list[str]]) -> None:
    port = free_port()
    out = StringIO()
    call_command("serve", str(port), stdout=out)
    assert f"http://127.0.0.1:{port}/articles/add/" in out.getvalue()
    assert "Log in as" not in out.getvalue()
    assert f"127.0.0.1:{port}" in started[0]
    make.make_editor("demo")
    call_command("serve", str(free_port()), stdout=out)
    assert "Log in as        demo" in out.getvalue()
