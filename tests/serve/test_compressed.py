"""What the browser fetches once is compressed once, and served in the form that it can read."""

from __future__ import annotations

import asyncio
import gzip
import re
import shutil
from pathlib import Path
from typing import Any

import brotli
import pytest

from monitor import compressed, serve, served_page


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A front with two small folders before it, and an empty cache; gives the script's path."""
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    (theirs / "js").mkdir(parents=True)
    ours.mkdir()
    script = theirs / "js" / "index.DormvYxC.js"
    script.write_text("let x = 1;\n" * 1000)
    (ours / "gemeenten.68bad418343e.json").write_text("[" + "1," * 5000 + "1]")
    monkeypatch.setattr(compressed, "_PLACES", {"/static/": theirs, "/app/static/": ours})
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path / "cache"))
    return script


def ask(path: str, accept: str = "", method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """Ask the front; what is not its own answers 204."""
    sent: list[dict[str, Any]] = []

    async def inner(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(b"accept-encoding", accept.encode())],
    }
    asyncio.run(serve.Front(inner)(scope, lambda: None, send))  # type: ignore[arg-type]
    headers = {k.decode().lower(): v.decode() for k, v in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(m.get("body", b"") for m in sent)


def test_the_type_of_the_first_moment_is_our_cut_of_it(small: Path) -> None:
    media = small.parents[1] / "media"
    media.mkdir()
    (media / "SourceSansVF-Upright.ttf.BsWL4Kly.woff2").write_bytes(b"x" * 171_000)
    compressed.make(compressed.folder())
    ours = serve.ROOT / "static" / "fonts" / "source-sans-3-latin-wght-normal.woff2"
    assert ask("/static/media/SourceSansVF-Upright.ttf.BsWL4Kly.woff2")[2] == ours.read_bytes()


def test_streamlit_still_has_type_of_that_name() -> None:
    assert all(len(list(compressed.THEIRS.glob(theirs))) == 1 for theirs in compressed._CUT)


def test_a_file_comes_as_the_browser_can_read_it(small: Path) -> None:
    compressed.make(compressed.folder())
    path = "/static/js/index.DormvYxC.js"
    plain = small.read_bytes()
    for accept, undo in (("br, gzip", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)):
        status, headers, body = ask(path, accept)
        assert status == 200
        assert undo(body) == plain
        assert headers.get("content-encoding", "") == accept.partition(",")[0]
        assert headers["vary"].lower() == "accept-encoding"
        assert "immutable" in headers["cache-control"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-type"].startswith("text/javascript")
    assert ask(path, method="HEAD")[2] == b""
    assert "immutable" in ask("/app/static/gemeenten.68bad418343e.json", "br")[1]["cache-control"]


def test_until_it_is_made_and_when_it_is_gone_streamlit_answers(small: Path) -> None:
    path = f"/static/js/{small.name}"
    assert ask(path, "br")[0] == 204
    compressed.make(compressed.folder())
    assert ask(path, "br")[0] == 200
    assert ask("/static/js/other.js", "br")[0] == 204
    files = compressed.Files()
    assert files.has(path)
    shutil.rmtree(compressed.folder())
    assert files.has(path) is None


def test_a_path_leads_to_no_other_file(small: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.js").write_text("secret")
    compressed.make(compressed.folder())
    for path in ("/static/../secret.js", "/static/%2e%2e/secret.js", "/static//js/../../x"):
        assert ask(path, "br")[0] == 204


def test_another_version_of_a_file_has_another_folder(small: Path) -> None:
    before = compressed.folder()
    small.write_text("let x = 2;\n")
    assert compressed.folder() != before


def test_making_twice_is_making_once_and_leaves_nothing_beside(small: Path) -> None:
    place = compressed.folder()
    compressed.make(place)
    compressed.make(place)
    assert list(place.parent.iterdir()) == [place]


def test_the_start_page_asks_at_once_for_what_its_map_needs() -> None:
    """Streamlit's frontend names these only when the first answer is there."""
    page = ask("/")[2].decode()
    early = re.findall(r'rel="modulepreload" crossorigin href="\./static/js/([\w.-]+)"', page)
    for part in served_page.FIRST_SEEN:
        assert sum(name.startswith(f"{part}.") for name in early) == 1, part
    assert len(early) == len(set(early))
    assert all((compressed.THEIRS / "js" / name).is_file() for name in early)
    assert re.search(r'rel="preload" as="fetch" crossorigin href="\./app/static/gemeenten\.', page)
    assert "as=fetch" not in ask("/data")[2].decode()
