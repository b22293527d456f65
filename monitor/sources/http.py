"""One way out to every service: polite, patient within bounds, and sure that an answer is whole.

Proxies and an own certificate authority come from the environment (``HTTPS_PROXY``, ``NO_PROXY``,
``REQUESTS_CA_BUNDLE``), as for every program that uses requests.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter
from urllib3.exceptions import HTTPError

from monitor import __version__
from monitor.errors import MonitorError
from monitor.sources.answer import WrongAnswerError, read_json
from monitor.sources.bounds import Budget, ServiceDownError, budget_now, setting, teller
from monitor.sources.hosts import allowed
from monitor.sources.wire import Adapter, guarded, read_body

USER_AGENT = f"monitor-sociale-veerkracht/{__version__} (python-requests)"
BUSY = (429, 500, 502, 503, 504)
REDIRECTS = 5
LATER = "Probeer het later opnieuw."


@dataclass(frozen=True)
class Patience:
    """How long to wait for a service and how often to ask again; times in seconds.

    ``brief`` is how long to wait for a service that stayed away before.
    """

    attempts: int = 5
    first: float = field(default_factory=lambda: setting("MONITOR_RETRY_SECONDS"))
    longest: float = 60.0
    connect: float = 5.0
    read: float = 120.0
    brief: float = 20.0


patience: Patience | None = None
"""Set by tests; by default as the settings say."""


class NotThereError(MonitorError):
    """The service answers, and does not have what is asked (404)."""


class _TransientError(Exception):
    """Worth another attempt."""

    def __init__(self, what: str, wait: float = 0.0) -> None:
        super().__init__(what)
        self.wait = wait


_on_page: ContextVar[Callable[[Any], None] | None] = ContextVar("on_page", default=None)
_chain: ContextVar[set[str] | None] = ContextVar("chain", default=None)


@contextmanager
def pages_reported_to(callback: Callable[[Any], None]) -> Iterator[None]:
    """Within the block, every JSON answer of a :class:`Client` is also shown to ``callback``."""
    token = _on_page.set(callback)
    try:
        yield
    finally:
        _on_page.reset(token)


@contextmanager
def one_chain() -> Iterator[None]:
    """Within the block, no page is asked for twice: pages that lead in a circle have no end."""
    token = _chain.set(set())
    try:
        yield
    finally:
        _chain.reset(token)


class Client(requests.Session):
    """A session that says who it is, waits, asks again, and refuses half answers.

    Raises
    ------
    ServiceDownError
        Time-outs, 429, 5xx, broken or incomplete answers, after all attempts; at once where an
        answer leads elsewhere or in a circle, or takes more than the budget (``bounds``).
    NotThereError
        404.
    MonitorError
        Any other refusal.
    """

    json_only = False

    def __init__(self) -> None:
        super().__init__()
        self.max_redirects = REDIRECTS
        self.mount("http://", Adapter())
        self.mount("https://", Adapter())
        self._asked: str | None = None

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """Send one request, again where that may help."""
        url = str(request.url)
        self._asked = self._asked or url
        host = urlsplit(url).netloc
        if not allowed(url, self._asked):
            raise ServiceDownError(
                f"{urlsplit(self._asked).netloc} verwijst naar een ander adres: {url[:80]}",
                where=_place(request),
                remedy="Alleen het gevraagde adres wordt gevolgd, en wat MONITOR_HOSTS noemt.",
            )
        _refuse_circle(url, host)
        request.headers.setdefault("User-Agent", USER_AGENT)
        request.headers["Connection"] = "close"  # a connection that is used again has no guard
        kwargs["stream"] = True
        budget = budget_now()
        try:
            response = self._patiently(request, kwargs, budget, host)
        except _TransientError as err:
            budget.stayed_away(host)
            raise ServiceDownError(str(err), where=_place(request), remedy=LATER) from err
        budget.answered(host)
        return response

    def _patiently(
        self, request: requests.PreparedRequest, kwargs: dict[str, Any], budget: Budget, host: str
    ) -> requests.Response:
        how, tell = patience or Patience(), teller(budget)
        brief = budget.given_up(host)
        attempts = 1 if brief else how.attempts

        def before_sleep(state: RetryCallState) -> None:
            wait = state.next_action.sleep if state.next_action else 0.0
            reason = state.outcome.exception() if state.outcome else ""
            tell(f"{reason}; poging {state.attempt_number + 1} van {attempts} over {wait:.0f} s")

        def once() -> requests.Response:
            left = max(0.001, budget.seconds_left())
            longest = min(how.read, how.brief) if brief else how.read
            kwargs["timeout"] = (min(how.connect, left), min(longest, left))
            return self._once(request, kwargs, budget, tell)

        retrying = Retrying(
            retry=retry_if_exception_type(_TransientError),
            stop=stop_after_attempt(attempts),
            wait=_wait(how),
            sleep=budget.sleep,
            before_sleep=before_sleep,
            reraise=True,
        )
        return retrying(once)

    def _once(
        self,
        request: requests.PreparedRequest,
        kwargs: dict[str, Any],
        budget: Budget,
        tell: Callable[[str], None],
    ) -> requests.Response:
        host = urlsplit(str(request.url)).netloc
        budget.spend(requests=1)
        try:
            with guarded(budget, host, tell):
                response = super().send(request, **kwargs)
                try:
                    read_body(response, host, budget)
                finally:
                    response.close()
        except (requests.RequestException, HTTPError, OSError, ValueError) as err:
            budget.spend()  # where the budget cut it off, that is the reason
            raise _clear(err, request, host) from err
        budget.spend()
        _refuse_faults(response, request, host)
        if self.json_only and not response.is_redirect:
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
        out: dict[str, Any] = json.loads(client.get(url, params=params).text)
    return out


def _wait(how: Patience) -> Callable[[RetryCallState], float]:
    """Exponential back-off with jitter, at least as long as the service asks for."""
    back_off = wait_exponential_jitter(multiplier=how.first, max=how.longest, jitter=how.first)

    def wait(state: RetryCallState) -> float:
        err = state.outcome.exception() if state.outcome is not None else None
        asked = err.wait if isinstance(err, _TransientError) else 0.0
        return max(back_off(state), min(asked, how.longest))

    return wait


def _refuse_circle(url: str, host: str) -> None:
    asked = _chain.get()
    if asked is None:
        return
    if url in asked:
        raise ServiceDownError(
            f"De bladzijden van {host} verwijzen in een kring", where=url[:120], remedy=LATER
        )
    asked.add(url)


_FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (requests.Timeout, "{host} antwoordt niet op tijd"),
    (requests.exceptions.ChunkedEncodingError, "Het antwoord van {host} breekt halverwege af"),
    (requests.exceptions.ContentDecodingError, "Het antwoord van {host} is niet uit te pakken"),
    (requests.TooManyRedirects, "{host} verwijst steeds weer door"),
    (requests.ConnectionError, "{host} is niet bereikbaar"),
)


def _clear(err: Exception, request: requests.PreparedRequest, host: str) -> Exception:
    """Say in one sentence what went wrong under way: final for a certificate, else transient."""
    if isinstance(err, requests.exceptions.SSLError):
        return MonitorError(
            f"Het certificaat van {host} is niet te controleren",
            where=_place(request),
            remedy="Zet REQUESTS_CA_BUNDLE op het certificaat van de organisatie.",
        )
    text = next((text for kind, text in _FAULTS if isinstance(err, kind)), "")
    return _TransientError((text or "Het antwoord van {host} is niet te lezen").format(host=host))


def _refuse_faults(
    response: requests.Response, request: requests.PreparedRequest, host: str
) -> None:
    status = response.status_code
    if status in BUSY:
        asked = response.headers.get("Retry-After", "")
        known = asked.isdecimal() and len(asked) < 9
        raise _TransientError(
            f"{host} meldt een storing (code {status})", float(asked) if known else 0.0
        )
    if status in (404, 410):
        raise NotThereError(
            f"{host} kent dit niet (meer)",
            where=_place(request),
            remedy="Controleer het adres.",
        )
    if not response.ok:
        detail = " ".join(response.content[:200].decode("utf-8", "replace").split())
        raise MonitorError(
            f"{host} weigert de vraag (code {status}): {detail}", where=_place(request)
        )


def _check_json(response: requests.Response, host: str) -> None:
    try:
        value = read_json(response)
    except WrongAnswerError as err:
        raise _TransientError(f"Het antwoord van {host} {err}") from err
    callback = _on_page.get()
    if callback is not None:
        callback(value)


def _place(request: requests.PreparedRequest) -> str:
    parts = urlsplit(str(request.url))
    return f"{parts.netloc}{parts.path}"
