"""Which of several servers this is: a proxy keeps a reader with the one that their cookie names.

``deploy/nginx-workers.conf`` is such a proxy; `monitor.watching` starts the servers.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection

from monitor.watching import NAME

if TYPE_CHECKING:
    from starlette.types import Message, Scope

COOKIE = "monitor_proces"


def own_name() -> str:
    """Return the name of this process among others; empty where it stands alone."""
    name = os.environ.get(NAME, "")
    return name if re.fullmatch(r"[A-Za-z0-9-]{1,32}", name) else ""


def cookie(scope: Scope, path: str) -> str:
    """Return the cookie by which a proxy finds this process again; empty where it has it already.

    It names the process and nothing of the reader, and only where there are several. A reader who
    was moved because another died gets a new one with their connection.

    Parameters
    ----------
    scope : ASGI scope
    path : str
        Below which the browser sends it.
    """
    own = own_name()
    if not own or HTTPConnection(scope).cookies.get(COOKIE) == own:
        return ""
    return f"{COOKIE}={own}; Path={path}; SameSite=Lax; HttpOnly"


def named(message: Message, cookie: str) -> Message:
    """Put a cookie on a page or on the start of a connection; files, which are kept, have none."""
    kind = message["type"]
    if cookie and kind in ("http.response.start", "websocket.accept"):
        message.setdefault("headers", [])
        headers = MutableHeaders(scope=message)
        if kind == "websocket.accept" or headers.get("content-type", "").startswith("text/html"):
            headers.append("Set-Cookie", cookie)
    return message
