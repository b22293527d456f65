"""The one ASGI wrapper of ``python -m monitor run``: headers, addresses, and health that notices.

Streamlit serves the pages; what stands here goes around it. Plain ``streamlit run app.py`` shows
every page too, without what this file adds.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import html
import re
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

from monitor import compressed, handles, returning, workers
from monitor.site import site
from monitor.warming import Warming

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "app.py"
DEFAULT_PAGE = "kaart"
CHART = "diagram"
"""The one page that another site may show in a frame."""
_FIRST_SEEN = ("Html", "Button", "ButtonGroup", "Selectbox", "PlotlyChart")
"""What stands on the start page, as Streamlit's frontend calls its parts."""
HEALTH, STREAM = "/_stcore/health", "/_stcore/stream"
OWN_HEALTH = "/health"
WARMING = Warming()

# Streamlit's frontend asks three addresses where its server is; told beforehand it asks none in
# vain, and a prefix that a proxy strips is found all the same.
_WHERE = "window.__streamlit={BACKEND_BASE_URL:new URL('.',document.baseURI).href}"
_WORDS = {
    "nl": {
        "script": "De monitor heeft JavaScript nodig. Zet het aan in uw browser.",
        "gone": "Deze pagina bestaat niet",
        "told": "Het adres is niet bekend. Misschien is de link oud of niet heel overgenomen.",
        "start": "Naar de kaart",
    },
    "en": {
        "script": "The monitor needs JavaScript. Please switch it on in your browser.",
        "gone": "This page does not exist",
        "told": "The address is not known. The link may be old, or not copied as a whole.",
        "start": "To the map",
    },
}


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
    _headers(framed=False)
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
                headers.update(_headers(framed=below == f"/{CHART}"))
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
    return HTMLResponse(_unknown(_language(query), f"{base}/"), 404)


def _below_base(path: str, query: str, method: str) -> ASGIApp | None:
    if path in (HEALTH, OWN_HEALTH) and handles.scarce():
        return PlainTextResponse(handles.told(), 503)
    if path == OWN_HEALTH:  # for who sends readers here
        return WARMING.answer()
    if method not in ("GET", "HEAD") or _is_a_file(path):
        return None
    name, ups = path.strip("/"), "../" * (path.count("/") - 1) or "./"
    if (path not in (f"/{name}", "/") or name == DEFAULT_PAGE) and "/" not in name:
        return _lead_on(ups + ("" if name == DEFAULT_PAGE else name), query)
    if name and name not in _pages():
        return HTMLResponse(_unknown(_language(query), ups), 404)
    return _page(name, query, ups)


def _page(name: str, query: str, ups: str) -> ASGIApp:
    if name == CHART and "embed" not in (asked := parse_qs(query)):
        return _lead_on(f"{ups}{CHART}", _of_frame(asked))
    page = _index(_language(query)) if name else _with_shapes(_index(_language(query)))
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
    """Whether Streamlit has it: its own addresses, and files with an extension."""
    first = path.split("/", 2)[1]
    return first in _STREAMLIT or "/_stcore/" in path or "." in path.rsplit("/", 1)[-1]


_STREAMLIT = ("_stcore", "static", "media", "component", "app", "oauth2callback", "auth")


@cache
def _pages() -> frozenset[str]:
    return frozenset(page.stem for page in (ROOT / "pages").glob("*.py"))


def _language(query: str) -> str:
    asked = parse_qs(query).get("lang", [""])[-1]
    return asked if asked in _WORDS else "nl"


@cache
def _index(lang: str) -> str:
    """Return Streamlit's own page, with our title, language, words and style."""
    from monitor.ui import style  # noqa: PLC0415 - as in `_client_script`

    source = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    words = _WORDS[lang]
    page = re.sub(
        r"<noscript>.*?</noscript>",
        f"<noscript>{words['script']}</noscript>",
        source,
        flags=re.DOTALL,
    )
    page = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    # the type family that Streamlit would fetch and that no page uses; and an interface that is off
    page = re.sub(r"<link\s+rel=\"(preload|service-desc)\".*?/>", "", page, flags=re.DOTALL)
    page = re.sub(r"<title>.*?</title>", f"<title>{html.escape(site().name[lang])}</title>", page)
    page = page.replace('<html lang="en">', f'<html lang="{lang}">')
    page = page.replace("</title>", f"</title><script>{_WHERE}</script>{style.opening()}", 1)
    early = (
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in compressed.chunks(_FIRST_SEEN)
        if name not in source  # Streamlit asks for it itself
    )
    return page.replace("</head>", f"{''.join(early)}</head>", 1)


def _with_shapes(page: str) -> str:
    """Ask for the shapes of the map at once, of the snapshot that was shown last."""
    shapes = max(compressed.OURS.glob("gemeenten.*.json"), key=_changed, default=None)
    if shapes is None:
        return page
    link = f'<link rel="preload" as="fetch" crossorigin href="./app/static/{shapes.name}">'
    return page.replace("</head>", f"{link}</head>", 1)


def _changed(file: Path) -> float:
    return file.stat().st_mtime


def _unknown(lang: str, start: str) -> str:
    words = {k: html.escape(v) for k, v in _WORDS[lang].items()}
    name = html.escape(site().name[lang])
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{words['gone']} · {name}</title><style>{_STYLE}</style>"
        "</head><body><main>"
        f"<p>{name}</p><h1>{words['gone']}</h1><p>{words['told']}</p>"
        f'<p><a href="{start}">{words["start"]}</a></p></main></body></html>'
    )


_STYLE = (
    ":root{color-scheme:light dark}body{margin:0;font:16px/1.5 system-ui,sans-serif}"
    "main{max-width:40rem;margin:20vh auto 0;padding:0 24px}h1{font-size:1.75rem;margin:0 0 8px}"
)


@cache
def _headers(*, framed: bool) -> dict[str, str]:
    """Return the headers of every answer (docs/operations.md says why each).

    ``framed`` is for the page of one chart, which any site may show in a frame.
    """
    anyone = {} if framed else {"X-Frame-Options": "SAMEORIGIN"}
    return {
        "Content-Security-Policy": _policy("*" if framed else "'self'"),
        **anyone,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


def _policy(ancestors: str) -> str:
    """Return what a page may load: nothing from outside, no script but the app's own."""
    inline = re.findall(r"<script>(.*?)</script>", _index("nl"), flags=re.DOTALL)
    inline += [_client_script(lang) for lang in _WORDS]
    hashes = " ".join(f"'sha256-{_digest(text)}'" for text in inline)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {hashes}",  # blob: Streamlit's own way to load a component
            "style-src 'self' 'unsafe-inline'",  # Streamlit's styles are written by its scripts
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {ancestors}",
        )
    )


def _client_script(lang: str) -> str:
    from monitor.ui import shell  # noqa: PLC0415 - where Streamlit runs: it warns before
    from monitor.ui.texts import use_language  # noqa: PLC0415

    use_language(lang)
    try:
        return shell.client_script(lang)
    finally:
        use_language(None)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
