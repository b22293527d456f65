"""What stands before Streamlit: headers, addresses, a server that runs out of handles."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
import re
import subprocess
import sys
from typing import Any

import pytest

from monitor import handles, serve

INSIDE = "from Streamlit"


async def _inner(scope: dict[str, Any], _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": INSIDE.encode()})


def ask(path: str, query: str = "", kind: str = "http") -> tuple[int, dict[str, str], str]:
    """Return status, headers and text of an answer."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": kind,
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [],
        "extensions": {"websocket.http.response": {}},
    }
    asyncio.run(serve.Front(_inner)(scope, lambda: None, send))
    start = sent[0]
    headers = {k.decode().lower(): v.decode() for k, v in start["headers"]}
    return start["status"], headers, b"".join(m.get("body", b"") for m in sent).decode()


@pytest.mark.parametrize("path", ["/", "/gemeente", "/verantwoording"])
def test_pages_get_our_own_frame_in_their_language(path: str) -> None:
    status, headers, text = ask(path)
    assert status == 200 and '<html lang="nl">' in text
    assert "<title>Monitor Sociale Veerkracht</title>" in text and "Streamlit</title>" not in text
    assert headers["cache-control"] == "no-cache"
    assert '<html lang="en">' in ask(path, "lang=en")[2]


@pytest.mark.parametrize(
    ("path", "query", "to"),
    [
        ("/kaart", "", "./"),
        ("/kaart", "jaar=2020", "./?jaar=2020"),
        ("/kaart/", "jaar=2020", "../?jaar=2020"),
        ("//gemeente", "", "../gemeente"),
        ("/gemeente/", "gemeente=GM0758", "../gemeente?gemeente=GM0758"),
        ("/Jaren", "jaar=2020", "./jaren?jaar=2020"),
        ("/KAART", "", "./"),
    ],
)
def test_loosely_written_addresses_lead_on_and_keep_the_choice(
    path: str, query: str, to: str
) -> None:
    status, headers, _text = ask(path, query)
    assert (status, headers["location"]) == (307, to)


@pytest.mark.parametrize(
    "path", ["/nix", "/gemeente/breda", "/%3Cscript%3E", "/a/b/c/", "/robots.txt", "/kaart//nix.nl"]
)
def test_an_unknown_address_says_so_and_leads_to_the_map(path: str) -> None:
    status, headers, text = ask(path)
    assert status == 404 and "Deze pagina bestaat niet" in text
    assert "<script" not in text and "content-security-policy" in headers
    assert "This page does not exist" in ask(path, "lang=en")[2]


@pytest.mark.parametrize(
    "path",
    ["/_stcore/health", "/static/js/a.js", "/app/static/fonts/a.woff2", "/media/a", "/favicon.png"],
)
def test_what_is_streamlits_goes_to_streamlit_with_the_headers(path: str) -> None:
    status, headers, text = ask(path)
    assert (status, text) == (200, INSIDE)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_one_chart_may_stand_in_a_frame_on_any_site_and_nothing_else_may() -> None:
    for query in ("embed=true&naam=kaart.kaart", "naam=kaart.kaart"):
        headers = ask("/diagram", query)[1]
        assert "frame-ancestors *" in headers["content-security-policy"]
        assert "x-frame-options" not in headers
    for path in ("/", "/gemeente", "/editie", "/diagram/", "/x/diagram", "/_stcore/diagram"):
        headers = ask(path, "embed=true")[1]
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "SAMEORIGIN"


def test_the_design_of_one_chart_is_said_in_the_words_of_streamlit() -> None:
    expected = "naam=kaart.kaart&jaar=2020&embed_options=dark_theme&embed=true"
    for word in ("ontwerp", "thema"):  # the latter in links of before
        to = ask("/diagram", f"naam=kaart.kaart&{word}=donker&jaar=2020")[1]["location"]
        assert to == f"./diagram?{expected}"
    assert ask("/diagram", expected)[0] == 200
    # any other is a theme of the register, and so is each beside a design
    assert ask("/diagram", "thema=wonen")[1]["location"] == "./diagram?thema=wonen&embed=true"
    both = ask("/diagram", "thema=licht&ontwerp=donker")[1]["location"]
    assert both == "./diagram?thema=licht&embed_options=dark_theme&embed=true"


def test_the_policy_names_every_script_that_stands_in_the_page() -> None:
    text, policy = ask("/")[2], ask("/")[1]["content-security-policy"]
    scripts = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
    assert len(scripts) == 3 and "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_without_handles_nobody_new_is_let_in_and_health_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(handles, "in_use", lambda: (950, 1000))
    status, _headers, text = ask(serve.HEALTH)
    assert status == 503 and "950 of 1000" in text
    assert ask("/_stcore/stream", kind="websocket")[0] == 503
    assert ask("/gemeente")[0] == 200
    monkeypatch.setattr(handles, "in_use", lambda: (900, 1000))
    assert ask(serve.HEALTH)[0] == 200


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_the_limit_is_raised_as_far_as_the_system_allows() -> None:
    found = subprocess.run(
        [
            "/bin/sh",
            "-c",
            f"ulimit -n 512; ulimit -Sn 128; exec {sys.executable} -c "
            "'from monitor import handles as h; print(h.raise_limit(), *h.in_use())'",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    limit, used, allowed = map(int, found.stdout.split())
    assert limit == allowed == 512 and 0 < used < 40


def test_a_server_in_need_says_so_once_a_minute() -> None:
    seldom = handles.Seldom()
    record = logging.LogRecord(
        "asyncio", logging.ERROR, "", 0, "out of system resource", None, None
    )
    assert [seldom.filter(record) for _ in range(1000)].count(True) == 1
