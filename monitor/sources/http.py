"""One way out to every service: polite, patient, and sure that an answer is whole.

Proxies and an own certificate authority come from the environment (``HTTPS_PROXY``, ``NO_PROXY``,
``REQUESTS_CA_BUNDLE``), as for every program that uses requests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from monitor import __version__
from monitor.errors import MonitorError

USER_AGENT = f"monitor-sociale-veerkracht/{__version__} (python-requests)"
BUSY = (429, 500, 502, 503, 504)


@dataclass(frozen=True)
class Patience:
    """How long to wait for a service and how often to ask again; times in seconds."""

    attempts: int = 5
    first: float = 1.0
    longest: float = 60.0
    connect: float = 10.0
    read: float = 120.0


patience = Patience()


class ServiceDownError(MonitorError):
    """A service that stays away, or keeps answering with faults, after all attempts."""


class NotThereError(MonitorError):
    """The service answers, and does not have what is asked (404)."""


class _TransientError(Exception):
    """Worth another attempt."""

    def __init__(self, what: str, wait: float = 0.0) -> None:
        super().__init__(what)
        self.wait = wait


_on_page: ContextVar[Callable[[Any], None] | None] = ContextVar("on_page", default=None)


@contextmanager
def pages_reported_to(callback: Callable[[Any], None]) -> Iterator[None]:
    """Within the block, every JSON answer of a :class:`Client` is also shown to ``callback``."""
    token = _on_page.set(callback)
    try:
        yield
    finally:
        _on_page.reset(token)


class Client(requests.Session):
    """A session that says who it is, waits, asks again, and refuses half answers.

    Raises
    ------
    ServiceDownError
        Time-outs, 429, 5xx, broken or incomplete answers, after all attempts.
    NotThereError
        404.
    MonitorError
        Any other refusal.
    """

    json_only = False

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """Send one request, again where that may help."""
        request.headers.setdefault("User-Agent", USER_AGENT)
        kwargs["timeout"] = (patience.connect, patience.read)
        retrying = Retrying(
            retry=retry_if_exception_type(_TransientError),
            stop=stop_after_attempt(patience.attempts),
            wait=_wait,
            reraise=True,
        )
        try:
            return retrying(self._once, request, kwargs)
        except _TransientError as err:
            raise ServiceDownError(
                str(err), where=_place(request), remedy="Probeer het later opnieuw."
            ) from err

    def _once(self, request: requests.PreparedRequest, kwargs: dict[str, Any]) -> requests.Response:
        host = urlsplit(str(request.url)).netloc
        try:
            response = super().send(request, **kwargs)
        except requests.Timeout as err:
            raise _TransientError(f"{host} antwoordt niet op tijd") from err
        except requests.exceptions.SSLError as err:
            raise MonitorError(
                f"Het certificaat van {host} is niet te controleren",
                where=_place(request),
                remedy="Zet REQUESTS_CA_BUNDLE op het certificaat van de organisatie.",
            ) from err
        except requests.exceptions.ChunkedEncodingError as err:
            raise _TransientError(f"Het antwoord van {host} breekt halverwege af") from err
        except requests.ConnectionError as err:
            raise _TransientError(f"{host} is niet bereikbaar") from err
        _refuse_faults(response, request, host)
        if self.json_only:
            _check_json(response, host)
        return response


class JsonClient(Client):
    """A client for services that answer in JSON only."""

    json_only = True


def environment_settings(url: str) -> dict[str, Any]:
    """Proxies and certificates that the environment names for an address."""
    settings = requests.Session().merge_environment_settings(url, {}, None, None, None)
    return {name: settings[name] for name in ("proxies", "verify", "cert")}


def get_json(url: str, params: dict[str, str] | None = None) -> dict[str, Any]:
    """Get one JSON object.

    Raises
    ------
    MonitorError
        As :class:`Client`.
    """
    with JsonClient() as client:
        out: dict[str, Any] = client.get(url, params=params).json()
    return out


def _wait(state: RetryCallState) -> float:
    """Exponential back-off with jitter, at least as long as the service asks for."""
    asked = 0.0
    if state.outcome is not None and isinstance(err := state.outcome.exception(), _TransientError):
        asked = err.wait
    back_off = wait_exponential_jitter(
        multiplier=patience.first, max=patience.longest, jitter=patience.first
    )
    return max(back_off(state), min(asked, patience.longest))


def _refuse_faults(
    response: requests.Response, request: requests.PreparedRequest, host: str
) -> None:
    status = response.status_code
    if status in BUSY:
        asked = response.headers.get("Retry-After", "")
        raise _TransientError(
            f"{host} meldt een storing (code {status})", float(asked) if asked.isdigit() else 0.0
        )
    if status in (404, 410):
        raise NotThereError(
            f"{host} kent dit niet (meer)",
            where=_place(request),
            remedy="Controleer het adres.",
        )
    if not response.ok:
        detail = response.text[:200].strip()
        raise MonitorError(
            f"{host} weigert de vraag (code {status}): {detail}", where=_place(request)
        )


def _check_json(response: requests.Response, host: str) -> None:
    response.encoding = "utf-8"
    try:
        value = response.json()
    except ValueError as err:
        raise _TransientError(f"Het antwoord van {host} is onvolledig of onleesbaar") from err
    if not isinstance(value, dict):
        raise _TransientError(f"Het antwoord van {host} heeft een andere vorm dan verwacht")
    callback = _on_page.get()
    if callback is not None:
        callback(value)


def _place(request: requests.PreparedRequest) -> str:
    parts = urlsplit(str(request.url))
    return f"{parts.netloc}{parts.path}"
