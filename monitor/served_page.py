"""The page that the front gives the browser, and the headers of every answer."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit

from monitor import compressed
from monitor.site import site

FIRST_SEEN = ("Html", "Button", "ButtonGroup", "Selectbox", "PlotlyChart")
"""What stands on the start page, as Streamlit's frontend calls its parts."""
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


def language_of(query: str) -> str:
    """Return the language that an address asks, Dutch by default."""
    asked = parse_qs(query).get("lang", [""])[-1]
    return asked if asked in _WORDS else "nl"


@cache
def index(lang: str) -> str:
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
        for name in compressed.chunks(FIRST_SEEN)
        if name not in source  # Streamlit asks for it itself
    )
    return page.replace("</head>", f"{''.join(early)}</head>", 1)


def with_shapes(page: str) -> str:
    """Ask for the shapes of the map at once, of the snapshot that was shown last."""
    shapes = max(compressed.OURS.glob("gemeenten.*.json"), key=_changed, default=None)
    if shapes is None:
        return page
    link = f'<link rel="preload" as="fetch" crossorigin href="./app/static/{shapes.name}">'
    return page.replace("</head>", f"{link}</head>", 1)


def _changed(file: Path) -> float:
    return file.stat().st_mtime


def unknown(lang: str, start: str) -> str:
    """Return the page of an address that there is not, with the way to ``start``."""
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
def headers(*, framed: bool) -> dict[str, str]:
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
    inline = re.findall(r"<script>(.*?)</script>", index("nl"), flags=re.DOTALL)
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
    from monitor.text import use_language  # noqa: PLC0415
    from monitor.ui import shell  # noqa: PLC0415 - where Streamlit runs: it warns before

    use_language(lang)
    try:
        return shell.client_script(lang)
    finally:
        use_language(None)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
