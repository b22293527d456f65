"""Connections that end when their budget does, and answers that are read no further than they may.

A time-out of requests begins anew with every byte: a server that sends one byte a minute would hold
a refresh for ever. So a guard beside every request cuts its connection when the time is over.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from threading import Event, Thread
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from monitor.sources.bounds import MB, Budget, ServiceDownError, setting

CHUNK = 65_536
LOOK = 0.1  # seconds between two looks at the clock
QUIET = 15.0  # seconds of waiting before it is told

_opened: ContextVar[list[socket.socket] | None] = ContextVar("opened", default=None)


class _Noted:
    """A connection that the guard can reach from its first byte on, before TLS and headers."""

    def _new_conn(self) -> socket.socket:
        sock: socket.socket = super()._new_conn()  # type: ignore[misc]
        opened = _opened.get()
        if opened is not None:
            opened.append(sock.dup())  # TLS takes the socket itself away; a twin can still cut it
        return sock


class _Plain(_Noted, HTTPConnection):
    pass


class _Tls(_Noted, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _Tls


_POOLS = {"http": _PlainPool, "https": _TlsPool}


class Adapter(HTTPAdapter):
    """The usual adapter of requests, over connections that the guard can cut."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the connections without a proxy ours."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Make the connections through a proxy ours."""
        manager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = _POOLS
        return manager


@contextmanager
def guarded(budget: Budget, host: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Within the block, connections are cut when the budget ends; long waits are told."""
    opened: list[socket.socket] = []
    ended = Event()
    token = _opened.set(opened)
    guard = Thread(target=_guard, args=(budget, host, tell, opened, ended), daemon=True)
    guard.start()
    try:
        yield
    finally:
        ended.set()
        _opened.reset(token)
        guard.join()
        for sock in opened:
            sock.close()


def _guard(
    budget: Budget,
    host: str,
    tell: Callable[[str], None],
    opened: list[socket.socket],
    ended: Event,
) -> None:
    began, told = time.monotonic(), QUIET
    while not ended.wait(LOOK):
        if budget.seconds_left() <= 0:
            for sock in list(opened):
                with suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
        elif (waited := time.monotonic() - began) >= told:
            tell(f"wacht al {waited:.0f} s op het antwoord van {host}")
            told *= 2


def read_body(response: requests.Response, host: str, budget: Budget) -> None:
    """Read the body of a response that was asked for as a stream, within its bounds.

    Raises
    ------
    ServiceDownError
        Larger than one answer, the table or the run may be.
    requests.RequestException
        As ``iter_content``.
    """
    most = setting("MONITOR_ANSWER_MB") * MB
    said = response.headers.get("Content-Length", "")
    if said.isdecimal() and (len(said) > 18 or int(said) > most):
        raise _too_large(host)
    parts, size = [], 0
    for part in response.iter_content(CHUNK):
        parts.append(part)
        size += len(part)
        budget.spend(received=len(part))
        if size > most:
            raise _too_large(host)
    budget.spend()  # a body without a length looks whole where the guard cut it
    response._content = b"".join(parts)


def _too_large(host: str) -> ServiceDownError:
    return ServiceDownError(
        f"{host} zendt een antwoord van meer dan {setting('MONITOR_ANSWER_MB'):g} MB",
        remedy="Is dat terecht, verhoog dan MONITOR_ANSWER_MB.",
    )
