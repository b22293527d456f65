"""The documented nginx file in front of the real server, walked through in a real browser."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, ended, free_port, started_app, wait_until_well

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not on this machine"),
]
PREFIX = "veerkracht"


@contextmanager
def nginx(folder: Path, place: str, ports: Mapping[int, int]) -> Iterator[str]:
    """Run nginx with the files of deploy/, on ports of its own."""
    port = free_port()
    server = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    server = server.replace("listen 8080", f"listen 127.0.0.1:{port}")
    where = (ROOT / "deploy" / place).read_text(encoding="utf-8")
    for before, now in ports.items():
        where = where.replace(str(before), str(now))
    folder.mkdir()
    (folder / "monitor.conf").write_text(server + where, encoding="utf-8")
    kinds = Path("/etc/nginx/mime.types")
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        "events { worker_connections 256; }\n"
        f"http {{ include {kinds}; access_log off;\n"
        + "".join(
            f"{kind}_temp_path {folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + f"include {folder}/monitor.conf; }}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [
            "nginx",
            "-p",
            str(folder),
            "-c",
            str(folder / "nginx.conf"),
            "-e",
            str(folder / "start.log"),
        ]
    )
    with ended(process):
        wait_until_well(f"http://127.0.0.1:{port}/nginx-is-up", any_answer=True)
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def addresses(
    tmp_path_factory: pytest.TempPathFactory, app: str, ranks: Path
) -> Iterator[dict[str, str]]:
    """The address of the monitor: bare, below a stripped prefix, and below one that is kept."""
    folder = tmp_path_factory.mktemp("nginx")
    below = {"STREAMLIT_SERVER_BASE_URL_PATH": PREFIX, "MONITOR_CACHE": str(ranks)}
    with ExitStack() as stack:
        servers = {"bare": app, "kept": stack.enter_context(started_app(served=True, **below))}
        found = {}
        for name, server in servers.items():
            ports = {8501: int(server.rpartition(":")[2])}
            found[name] = stack.enter_context(nginx(folder / name, "nginx-one.conf", ports))
        yield {
            "bare": found["bare"],
            "stripped": f"{found['bare']}/monitor",
            "kept": f"{found['kept']}/{PREFIX}",
        }


# Below a prefix: a map and a chart with the component of the slides; their kinds of files are all.
WHERE = {
    "bare": ("Kaart", "Presentatie", "Data"),
    "stripped": ("Kaart", "Presentatie"),
    "kept": ("Kaart", "Presentatie"),
}


@pytest.mark.sweep(sample=["kept", "stripped"])
@pytest.mark.parametrize("kind", WHERE)
def test_every_page_shows_and_nothing_is_refused(
    strict_page: Page, addresses: dict[str, str], kind: str
) -> None:
    page = strict_page
    wrong: list[str] = []
    page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.goto(f"{addresses[kind]}/gemeente?jaar=2020")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    assert page.evaluate("document.fonts.check(\"16px 'Source Sans 3'\")")
    for name in WHERE[kind]:
        page.locator(".pages").get_by_role("link", name=name, exact=True).click()
        expect(page).to_have_title(re.compile(f"^{name}"))
        if name == "Kaart":
            page.wait_for_selector("path.choroplethlocation")
            assert page.url.startswith(f"{addresses[kind]}/?")
    page.wait_for_load_state("networkidle")
    assert not wrong


def test_headers_and_compression_come_through_once(addresses: dict[str, str]) -> None:
    request = Request(f"{addresses['stripped']}/", headers={"Accept-Encoding": "gzip"})
    with urlopen(request, timeout=20) as answer:
        text = (
            gzip.decompress(answer.read()).decode()
            if answer.headers["Content-Encoding"]
            else answer.read().decode()
        )
        for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"):
            assert len(answer.headers.get_all(name)) == 1
    script = text.split('crossorigin src="./')[1].split('"')[0]
    request = Request(f"{addresses['stripped']}/{script}", headers={"Accept-Encoding": "gzip"})
    with urlopen(request, timeout=20) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]
