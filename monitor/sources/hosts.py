"""Where a request may lead: to the address that was asked, and to what ``MONITOR_HOSTS`` names."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from monitor.errors import MonitorError

_USUAL = {"http": 80, "https": 443}


def _place(url: str) -> tuple[str, int] | None:
    """Return host and port of a web address; None for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _USUAL or not parts.hostname:
        return None
    return parts.hostname, port or _USUAL[parts.scheme]


def allowed(url: str, asked: str) -> bool:
    """Whether an answer of ``asked`` may lead to ``url``: a redirect, or the next page.

    The usual ports count as one: services write ``http://`` in links of ``https://`` pages.
    """
    to, origin = _place(url), _place(asked)
    if to is None or origin is None:
        return False
    more = {h.strip().lower() for h in os.environ.get("MONITOR_HOSTS", "").split(",")}
    both_usual = {to[1], origin[1]} <= set(_USUAL.values())
    same = to[0] == origin[0] and (to[1] == origin[1] or both_usual)
    return same or to[0] in more


def require_address(value: str | None, option: str) -> None:
    """Refuse what is no address of a service.

    Raises
    ------
    MonitorError
        Names the option.
    """
    if value is not None and _place(value.strip()) is None:
        raise MonitorError(
            f"'{value}' is geen adres van een dienst",
            where=option,
            remedy="Geef een adres dat begint met https:// of http://, zoals"
            " https://opendata.cbs.nl.",
        )
