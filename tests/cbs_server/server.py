"""The HTTP side: one loopback server for every service, with a log and faults."""

from __future__ import annotations

import gzip
import json
import random
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.cbs_server import v3, v4, wfs
from tests.cbs_server.faults import ANSWER, WIRE, Fault, change_tables
from tests.cbs_server.query import Query, ServiceError, as_json, error_body, parse_options
from tests.cbs_server.tables import Table, load_folder

PIECES = (
    b"", b"null", b"true", b"-1", b"1e999", b"NaN", b"9" * 400, b"[]", b"{}", b'"', b",", b":",
    b"\x00", b"\xff", b"[" * 5000, b'"x":1,', b"\\ud800", b"2024",
)  # fmt: skip
"""What stands in the place of a stretch of a mutated answer."""


@dataclass
class State:
    """What the handler threads share."""

    folder: Path
    tables: dict[str, Table]
    faults: list[Fault]
    page: int
    log: list[dict[str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Address(str):
    """The address of a running server, with its faults (change them at will) and its log."""

    state: State

    @property
    def faults(self) -> list[Fault]:
        return self.state.faults

    @property
    def log(self) -> list[dict[str, str]]:
        """One entry a request: ``path`` (decoded, with the query) and ``agent``."""
        return self.state.log


def answer(state: State, query: Query, active: dict[str, Any]) -> tuple[bytes, str]:
    """The body and its type; an answer fault in ``active`` spoils it."""
    if query.path[:1] == ("files",):
        return _file(state.folder / "files", query.path[1:]), "text/csv"
    tables = change_tables(state.tables, state.faults)
    if "unfiltered" in active:
        options = {k: v for k, v in query.options.items() if k != "$filter"}
        query = Query(query.path, options, query.base)
    service = query.path[0].lower() if query.path else ""
    if service in ("odataapi", "odatafeed"):
        out = v3.answer(query, tables, state.page)
    elif service == "odatacatalog":
        out = {"value": [{"Identifier": t.id, "Title": t.title} for t in tables.values()]}
    elif service == "odata":
        out = v4.answer(query, tables, state.page)
    elif query.path[:2] == ("cbs", "gebiedsindelingen"):
        out = wfs.answer(query, state.folder / "boundaries")
    else:
        raise ServiceError(404, f"Resource not found for the segment '{'/'.join(query.path)}'.")
    if "shape" in active:
        out = active["shape"]
    if "empty" in active:
        out["value"] = []
    if "last_page" in active:
        out = {k: v for k, v in out.items() if not k.endswith("nextLink")}
    return spoil(out, query, active), "application/json; charset=utf-8"


def spoil(out: dict[str, Any], query: Query, active: dict[str, Any]) -> bytes:
    """The body, with a link, a row or a figure in it that should not be there."""
    link = "@odata.nextLink" if query.path[0].lower() == "odata" else "odata.nextLink"
    if "link" in active:
        out[link] = active["link"]
    if "circle" in active:
        turn = "b" if query.options.get("turn") == "a" else "a"
        out[link] = f"{query.base}/{'/'.join(query.path)}?turn={turn}"
    if "null_row" in active:
        out["value"] = [*out["value"], None]
    if "figure" not in active:
        return as_json(out)
    key, text = active["figure"]
    rows = [row for row in out["value"] if key in row]
    for row in rows[-1:]:
        row[key] = "@@"
    return as_json(out).replace(b'"@@"', text.encode())


def _spoiled(status: int, body: bytes, kind: str, faults: dict[str, Any]) -> tuple[int, bytes, str]:
    if "status" in faults:
        status, body = faults["status"], error_body("An error has occurred.")
    if "redirect" in faults:
        status, body = 302, b""
    if "garbage" in faults:
        body, kind = b"<html><body>Onderhoud</body></html>", "text/html"
    if "truncate" in faults:
        body = body[: len(body) // 2]
    if "raw" in faults:
        body = str(faults["raw"]).encode()
    if "mutate" in faults:
        body = _mutated(body, random.Random(faults["mutate"]))
    return status, b"\xef\xbb\xbf" + body if "bom" in faults else body, kind


def _mutated(body: bytes, draw: random.Random) -> bytes:
    """Change, lose or double a few stretches of an answer."""
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(body) + 1)
        end = at + draw.choice((0, 1, 1, 2, 8, 200))
        piece = draw.choice(PIECES) if draw.random() < 0.8 else body[at:end] * 2
        body = body[:at] + piece + body[end:]
    return body


def _file(folder: Path, parts: tuple[str, ...]) -> bytes:
    path = folder.joinpath(*parts)
    if folder.resolve() not in path.resolve().parents or not path.is_file():
        raise ServiceError(404, "Not found.")
    return path.read_bytes()


class Handler(BaseHTTPRequestHandler):
    """GET only; every request is logged and every fault gets its chance."""

    protocol_version = "HTTP/1.1"
    state: State

    def do_GET(self) -> None:
        raw, _, tail = self.path.partition("?")
        address = unquote(self.path.replace("+", " "))
        if raw == "/_control":
            self._control(parse_options(tail))
            return
        with self.state.lock:
            agent = self.headers.get("User-Agent", "")
            self.state.log.append({"path": address, "agent": agent})
            active = [f for f in self.state.faults if f.kind in WIRE + ANSWER]
            active = [f for f in active if f.strikes(address)]
        base = f"http://{self.headers.get('Host')}"
        path = tuple(unquote(p) for p in raw.split("/") if p)
        status, kind = 200, "application/json"
        try:
            query = Query(path, parse_options(tail), base)
            body, kind = answer(self.state, query, {f.kind: f.value for f in active})
        except ServiceError as err:
            status, body = err.status, error_body(str(err))
        self._reply(status, body, kind, {f.kind: f.value for f in active})

    def _reply(self, status: int, body: bytes, kind: str, faults: dict[str, Any]) -> None:
        time.sleep(faults.get("slow", 0))
        if "hangup" in faults:
            self.close_connection = True
            return
        status, body, kind = _spoiled(status, body, kind, faults)
        if faults.keys() & {"drip", "drip_headers", "endless", "huge", "bomb"}:
            self._without_end(body, faults)
            return
        self.send_response(status)
        if status == 302:
            self.send_header("Location", str(faults["redirect"]))
        if "gzip" in faults:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status == 429:
            self.send_header("Retry-After", "7")
        self.end_headers()
        if "cut" in faults:
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.wfile.write(body)

    def _without_end(self, body: bytes, faults: dict[str, Any]) -> None:
        """Answers that come too slowly, or are too large, until the client has had enough."""
        self.close_connection = True
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        if "drip_headers" in faults:
            return self._drip(head * 1000, float(faults["drip_headers"]))
        if "bomb" in faults:
            packed = gzip.compress(b"0" * int(faults["bomb"] * 1_000_000))
            self.wfile.write(head + b"Content-Encoding: gzip\r\n\r\n" + packed)
            return None
        self.wfile.write(head + b"\r\n")
        if "drip" in faults:
            return self._drip(body, float(faults["drip"]))
        block = b'{"value":[' + b'{"a":1},' * 125_000
        for _ in range(int(faults.get("huge", 1_000_000))):
            self.wfile.write(block)
        return None

    def _drip(self, data: bytes, pause: float) -> None:
        for at in range(len(data)):
            self.wfile.write(data[at : at + 1])
            self.wfile.flush()
            time.sleep(pause)

    def _control(self, options: dict[str, str]) -> None:
        """``/_control?add={...}``, ``?clear=1``, or the faults and the log as they stand."""
        if "clear" in options:
            self.state.faults.clear()
            self.state.log.clear()
        if "add" in options:
            self.state.faults.append(Fault(**json.loads(options["add"])))
        faults = [asdict(f) for f in self.state.faults]
        self._reply(200, as_json({"faults": faults, "log": self.state.log}), "application/json", {})

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            self.close_connection = True  # a client that gave up is no error of ours

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test output clean; the log is in the state."""


def make_server(
    folder: Path, faults: tuple[Fault, ...] = (), *, port: int = 0, page: int = v3.LIMIT
) -> ThreadingHTTPServer:
    """A server that is bound but not yet serving."""
    state = State(Path(folder), load_folder(Path(folder)), list(faults), page)
    handler = type("BoundHandler", (Handler,), {"state": state})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    return server


@contextmanager
def serve(
    folder: Path,
    *faults: Fault,
    port: int = 0,
    page: int = v3.LIMIT,
    modified: str | None = None,
    tls: ssl.SSLContext | None = None,
) -> Iterator[Address]:
    """Run the server for the length of a ``with`` block.

    Parameters
    ----------
    folder : Path
        With ``cbs/``, and where there are any ``boundaries/``, ``files/`` and ``odata/``.
    faults : Fault
        What goes wrong from the start.
    page : int
        Records a page in ODataFeed and v4, and the limit of ODataApi (10,000 in the real v3).
    modified : str, optional
        The modified date of tables whose date the folder does not know.
    tls : SSLContext, optional
        Serve https with this certificate.
    """
    server = make_server(folder, faults, port=port, page=page)
    state: State = server.RequestHandlerClass.state  # type: ignore[attr-defined]
    for table in state.tables.values():
        if modified is not None:
            table.about.setdefault("modified", modified)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    address = Address(f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}")
    address.state = state
    try:
        yield address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
