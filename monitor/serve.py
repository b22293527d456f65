"""The one ASGI wrapper of ``python -m monitor run``: headers, addresses, and health that notices.

Streamlit serves the pages; what stands here goes around it. Plain ``streamlit run app.py`` shows
every page too, without what this file adds.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server.starlette import App

from monitor import compressed, handles, returning, served_page, workers
from monitor.warming import Warming

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "app.py"
DEFAULT_PAGE = "kaart"
CHART = "diagram"
"""The one page that another site may show in a frame."""
HEALTH, STREAM = "/_stcore/health", "/_stcore/stream"
OWN_HEALTH = "/health"
WARMING = Warming()


def app(*, warm: bool = False) -> App:
    """Return the app as an ASGI application: Streamlit with the monitor's front before it.

    Parameters
    ----------
    warm : bool
        Open every page once before the first reader does (`monitor.warming`).
    """
    PagesManager.uses_pages_directory = False  # the folder pages/ is ours (monitor/ui/__init__.py)
    return App(SCRIPT, middleware=[Middleware(Front)], lifespan=partial(_ready, warm=warm))


@asynccontextmanager
async def _ready(app: App, *, warm: bool) -> AsyncIterator[None]:
    """Know the headers before the first reader asks: they take an import of the pages' code."""
    served_page.headers(framed=False)
    others = sorted(_pages() - {DEFAULT_PAGE, CHART})
    work = WARMING.run(app, f"{_base()}{STREAM}", others) if warm else asyncio.sleep(0)
    warming = asyncio.create_task(work)
    yield
    warming.cancel()


class Front:
    """Answers what Streamlit cannot, and puts the headers on all it answers."""

    def __init__(self, inner: ASGIApp) -> None:
        self.inner, self.files = inner, compressed.Files()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] == "websocket" and handles.scarce():
            await _refuse(scope, receive, send)
            return
        if scope["type"] not in ("http", "websocket"):  # the start and end of the server
            await self.inner(scope, receive, send)
            return
        base, path = _base(), str(scope["path"])
        below = path.removeprefix(base) if path.startswith(f"{base}/") else path
        cookie = workers.cookie(scope, f"{base}/")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(served_page.headers(framed=below == f"/{CHART}"))
            await send(workers.named(message, cookie))

        if scope["type"] == "websocket":
            heard = returning.whole_first(scope, receive, with_headers)
            await self.inner(scope, heard, with_headers)
            return
        if scope["method"] in ("GET", "HEAD") and (served := self.files.has(below)):
            await served({**scope, "path": below}, receive, with_headers)
            return
        await (_own_answer(scope) or self.inner)(scope, receive, with_headers)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Turn a reader away before the server can do nothing at all any more; the page tries again."""
    response = PlainTextResponse("too many connections", 503, {"Retry-After": "30"})
    if "websocket.http.response" in scope.get("extensions", {}):
        await response(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1013})


def _base() -> str:
    """Return the prefix that a proxy keeps, such as ``/veerkracht``; empty where there is none."""
    name = str(streamlit.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{name}" if name else ""


def _own_answer(scope: Scope) -> ASGIApp | None:
    """Return the answer to what is not Streamlit's: its page, an old or unknown address, health."""
    base = _base()
    path, query = str(scope["path"]), str(scope.get("query_string", b""), "latin-1")
    if base and path == base:
        return _lead_on(f".{base}/", query)
    if path.startswith(f"{base}/"):
        return _below_base(path.removeprefix(base), query, scope["method"])
    return HTMLResponse(served_page.unknown(served_page.language_of(query), f"{base}/"), 404)


def _below_base(path: str, query: str, method: str) -> ASGIApp | None:
    if path in (HEALTH, OWN_HEALTH) and handles.scarce():
        return PlainTextResponse(handles.told(), 503)
    if path == OWN_HEALTH:  # for who sends readers here
        return WARMING.answer()
    if method not in ("GET", "HEAD") or _is_a_file(path):
        return None
    name, ups = path.strip("/"), "../" * (path.count("/") - 1) or "./"
    name = name.lower() if name.lower() in (*_pages(), DEFAULT_PAGE) else name
    if (path not in (f"/{name}", "/") or name == DEFAULT_PAGE) and "/" not in name:
        return _lead_on(ups + ("" if name == DEFAULT_PAGE else name), query)
    if name and name not in _pages():
        return HTMLResponse(served_page.unknown(served_page.language_of(query), ups), 404)
    return _page(name, query, ups)


def _page(name: str, query: str, ups: str) -> ASGIApp:
    if name == CHART and "embed" not in (asked := parse_qs(query)):
        return _lead_on(f"{ups}{CHART}", _of_frame(asked))
    page = served_page.index(served_page.language_of(query))
    page = page if name else served_page.with_shapes(page)
    return GZipMiddleware(HTMLResponse(page, headers={"Cache-Control": "no-cache"}))


def _of_frame(asked: dict[str, list[str]]) -> str:
    """Say in Streamlit's words that a page stands in a frame, and in which design."""
    last = {name: values[-1] for name, values in asked.items()}
    word = "ontwerp" if "ontwerp" in last else "thema"  # as links of before name the design
    design = {"licht": "light_theme", "donker": "dark_theme"}.get(last.get(word, ""))
    if design:
        last = {**last, "embed_options": design}
        del last[word]
    return urlencode({**last, "embed": "true"})


def _lead_on(to: str, query: str) -> Response:
    """Redirect to a relative address, which survives a prefix that a proxy strips."""
    return RedirectResponse(f"{to}?{query}" if query else to, 307)


def _is_a_file(path: str) -> bool:
    """Whether Streamlit has it: its own addresses, and the few files beside its page."""
    first = path.split("/", 2)[1]
    return first in _STREAMLIT or "/_stcore/" in path or path[1:] in _files()


@cache
def _files() -> frozenset[str]:
    folder = Path(streamlit.__file__).parent / "static"
    return frozenset(f.name for f in folder.iterdir() if f.is_file()) - {"index.html"}


_STREAMLIT = ("_stcore", "static", "media", "component", "app", "oauth2callback", "auth")


@cache
def _pages() -> frozenset[str]:
    return frozenset(page.stem for page in (ROOT / "pages").glob("*.py"))
