"""Nothing may leave this machine: Python loads this first where the folder is on PYTHONPATH, and the tests import it.

It listens to the interpreter's own audit events, so no library can go around it, and notes what was tried even where the
library swallows the error.
"""

import sys
from typing import Any

LOOPBACK = ("127.", "::1", "localhost")
tried: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path names a socket of this machine
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and name and not name.startswith(LOOPBACK):
        tried.append(name)
        sys.stderr.write(f"A connection to {name} was refused: it lies outside this machine.\n")
        raise OSError(f"{name} lies outside this machine")


sys.addaudithook(_watch)
