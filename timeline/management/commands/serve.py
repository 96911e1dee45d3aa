"""`serve PORT`: prepares the record and serves its pages on this machine, by gunicorn, loopback only."""

import os
import socket
import sys
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.management.demo import DEMO_USER


class Command(BaseCommand):
    """Checks that the port is free, brings the record up to date, prints the addresses and becomes the server."""

    help = "Prepare the database and serve at 127.0.0.1. For a public server run gunicorn timeline.wsgi behind your own proxy."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("port", nargs="?", default="8000")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped; a port that can't be had gets a sentence before anything else is done."""
        port = _free_port(options["port"])
        call_command("bootstrap", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(_addresses(port))
        self.stdout.flush()
        gunicorn = [sys.executable, "-m", "gunicorn", "timeline.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
        # The server takes this process's place: a signal to it reaches the server.
        os.execv(sys.executable, [*gunicorn, "--log-level", "warning"])  # noqa: S606 - no shell is meant


def _addresses(port: int) -> str:
    address = f"http://127.0.0.1:{port}"
    lines = [
        f"\nSidelines serves at {address}",
        f"  Add an article   {address}/articles/add/",
        f"  Admin            {address}/admin/",
    ]
    if get_user_model().objects.filter(username=DEMO_USER, is_active=True).exists():
        lines.append(f"  Log in as        {DEMO_USER}, with the password shown once (`make password` sets a new one)")
    return "\n".join([*lines, "  Stop it with Ctrl+C.\n"])


def _free_port(text: str) -> int:
    """Return the port, or stop with a sentence where it is none or can't be had."""
    another = "as in `make run PORT=8001`"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise CommandError(f"“{text}” is no port: choose a number from 1024 to 65535, {another}.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise CommandError(f"Port {port} needs more rights: choose one from 1024 up, {another}.") from None
        except OSError:
            raise CommandError(f"Port {port} is taken: stop what uses it, or choose another, {another}.") from None
    return port
