"""`serve PORT`: the pages on this machine, by gunicorn, loopback only."""

import os
import socket
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.management.demo import DEMO_USER


class Command(BaseCommand):
    """Checks that the port is free, prints the addresses and becomes the server."""

    help = "Serve at 127.0.0.1. For a public server run gunicorn timeline.wsgi behind your own proxy."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("port", type=int, nargs="?", default=8000)
        parser.add_argument("--check-port", action="store_true", help="only say whether the port is free")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped; a taken port gets a sentence before anything else is done."""
        port = options["port"]
        self._check(port)
        if options["check_port"]:
            return
        address = f"http://127.0.0.1:{port}"
        self.stdout.write(
            f"\nSidelines serves at {address}\n"
            f"  Add an article   {address}/articles/add/\n"
            f"  Admin            {address}/admin/   (log in as {DEMO_USER}; `make password` sets a new password)\n"
            f"  Stop it with Ctrl+C.\n"
        )
        self.stdout.flush()
        gunicorn = [sys.executable, "-m", "gunicorn", "timeline.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
        # The server takes this process's place: a signal to it reaches the server.
        os.execv(sys.executable, [*gunicorn, "--log-level", "warning"])  # noqa: S606 - no shell is meant

    def _check(self, port: int) -> None:
        if not 0 < port < 65536:
            raise CommandError(f"{port} is no port: choose one from 1024 to 65535, as in `make run PORT=8001`.")
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except PermissionError:
                raise CommandError(f"Port {port} needs more rights: choose one from 1024, as in `make run PORT=8001`.") from None
            except OSError:
                raise CommandError(
                    f"Port {port} is taken: stop what uses it, or choose another with `make run PORT=8001`."
                ) from None
