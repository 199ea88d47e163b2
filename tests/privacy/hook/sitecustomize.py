"""Imported by every Python process that has this folder on its path: refuses connections that leave the machine, and notes them.

The file that ``OUTSIDE`` names gets a line for each that was tried.
"""

import os
import sys
from typing import Any

_HERE = ("127.0.0.1", "::1", "localhost", "", None)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        host = arguments[0] if event != "socket.sendto" else arguments[1][0]
    else:
        return
    told = host.decode() if isinstance(host, bytes) else host
    if told in _HERE or str(told).startswith("127."):
        return
    with open(os.environ["OUTSIDE"], "a", encoding="utf-8") as file:
        file.write(f"{event} {told}\n")
    raise PermissionError(f"{event} {told}")


sys.addaudithook(_watch)
