"""The server is its own first reader: what takes time once is done before somebody comes.

Every page is opened as a browser opens it, in Streamlit's own protocol, over a websocket that only
stands in memory. Imports, snapshot, ranks and charts are then where the first reader finds them.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Literal

from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from starlette.types import ASGIApp, Message

START = ""
"""The page of the map, as Streamlit's protocol calls the one at the bare address."""
_PATIENCE = 300  # seconds for all ranks: a busy machine is no reason to call the server ready
_PAGE_SECONDS = 120
_PAUSE = 0.5  # between pages: readers first
_LOG = logging.getLogger(__name__)


class Warming:
    """How far a server is.

    Attributes
    ----------
    state : {"cold", "warming", "ready"}
        ``cold`` where nobody asked for warming; ``ready`` when the start page is known with the
        ranks of all years, or where that went wrong (the log says what).
    opened : set of str
        Pages that were opened, the start page included.
    """

    def __init__(self) -> None:
        self.state: Literal["cold", "warming", "ready"] = "cold"
        self.opened: set[str] = set()

    def answer(self) -> Response:
        """Return how far it is, for a health check: 503 while it warms (docs/operations.md)."""
        known = {"state": self.state, "pages": len(self.opened)}
        status = 503 if self.state == "warming" else 200
        return JSONResponse(known, status, {"Cache-Control": "no-store"})

    async def run(self, app: ASGIApp, path: str, pages: Iterable[str]) -> None:
        """Open the start page, wait for the ranks of all years, and open the other pages.

        Parameters
        ----------
        app : ASGI application
        path : str
            Of Streamlit's websocket.
        pages : iterable of str
            Names in the address.
        """
        self.state = "warming"
        async with _told("the start page"):
            await self._open(app, path, START)
            await _ranks()
            await self._open(app, path, START)  # now with the hovers of all years
        self.state = "ready"
        for page in pages:
            await asyncio.sleep(_PAUSE)
            async with _told(page):
                await self._open(app, path, page)
        await asyncio.to_thread(_settle)

    async def _open(self, app: ASGIApp, path: str, page: str) -> None:
        await visit(app, path, page)
        self.opened.add(page)


@asynccontextmanager
async def _told(what: str) -> AsyncIterator[None]:
    """Go on where something fails: a server that cannot warm serves, and tells readers why not."""
    try:
        yield
    except Exception:
        _LOG.exception("not made ready beforehand: %s", what)


async def _ranks() -> None:
    from monitor.answers import about_ranks  # noqa: PLC0415 - what is shown is asked of `serving`
    from monitor.ui import serving  # noqa: F401, PLC0415 - where Streamlit runs: it warns before

    async with asyncio.timeout(_PATIENCE):
        while not about_ranks.ranks_known():
            await asyncio.sleep(_PAUSE)


def _settle() -> None:
    """Give back what warming took: readers may come at once, and leave no quiet moment for it."""
    from monitor.answers import memory  # noqa: PLC0415 - what is shown is asked of `serving`

    memory.settle()


async def visit(app: ASGIApp, path: str, page: str) -> None:
    """Open a page as a browser does, wait until it is whole, and leave.

    Raises
    ------
    TimeoutError
        Where it is not whole within two minutes.
    ConnectionError
        Where the server did not let it in, or broke off.
    """
    from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: PLC0415 - as above
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: PLC0415

    ask = BackMsg()
    ask.rerun_script.page_name = page
    said: asyncio.Queue[Message] = asyncio.Queue()
    said.put_nowait({"type": "websocket.connect"})
    whole = asyncio.Event()

    async def send(message: Message) -> None:
        if message["type"] == "websocket.accept":
            said.put_nowait({"type": "websocket.receive", "bytes": ask.SerializeToString()})
        elif message["type"] == "websocket.send":
            answer = ForwardMsg.FromString(message["bytes"])
            if answer.WhichOneof("type") == "script_finished":
                whole.set()
                said.put_nowait({"type": "websocket.disconnect", "code": 1000})

    async with asyncio.timeout(_PAGE_SECONDS):
        await app(_scope(path), said.get, send)
    if not whole.is_set():
        raise ConnectionError(page)


def _scope(path: str) -> dict[str, Any]:
    return {
        "type": "websocket",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "scheme": "ws",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "subprotocols": ["streamlit"],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 0),
        "extensions": {},
        "state": {},
    }
