"""A JSON answer: whole, of the agreed shape, and no larger than it may be once it is unfolded."""

from __future__ import annotations

import json
import math
from typing import Any

import requests

from monitor.sources.hosts import allowed

PIECES = 8_000_000
"""Most values in one answer; the largest page of v4 (100,000 figures) has about one million."""

NEXT = ("odata.nextLink", "@odata.nextLink")


class WrongAnswerError(Exception):
    """What is wrong, as the end of a sentence that begins with whose answer it is."""


def read_json(response: requests.Response) -> dict[str, Any]:
    """Return the JSON object of a response, checked; its body is left as plain UTF-8.

    Raises
    ------
    WrongAnswerError
        No JSON, too much of it, not an object, a name twice in one, rows that are none, or a next
        page that leads elsewhere.
    """
    value = _parsed(response)
    if not isinstance(value, dict):
        raise WrongAnswerError("heeft een andere vorm dan verwacht")
    rows = value.get("value", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise WrongAnswerError("heeft een andere vorm dan verwacht")
    for name in NEXT:
        if value.get(name) is None:
            continue
        link = value[name]
        if not isinstance(link, str) or not allowed(link, str(response.url)):
            raise WrongAnswerError(f"verwijst naar een ander adres: {str(link)[:80]!r}")
    return value


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; of a name that stands there twice nobody knows which value is meant."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise WrongAnswerError("noemt een veld twee keer")
    return made


def _parsed(response: requests.Response) -> Any:
    body = response.content
    if body.count(b",") + body.count(b"[") + body.count(b"{") > PIECES:
        raise WrongAnswerError("is te groot om uit te vouwen")
    odd: list[str] = []

    def constant(name: str) -> float:
        # NaN would pass for "no figure"; as infinity it is seen for what it is: impossible
        odd.append(name)
        return math.inf

    try:
        text = body.decode("utf-8-sig")
        value = json.loads(text, parse_constant=constant, object_pairs_hook=_once_each)
    except (ValueError, RecursionError) as err:
        page = b"<html" in body[:500].lower() or b"<!doctype" in body[:500].lower()
        kind = ": een webpagina in plaats van cijfers" if page else ""
        raise WrongAnswerError(f"is onvolledig of onleesbaar{kind}") from err
    response.encoding = "utf-8"
    if odd or body.startswith(b"\xef\xbb\xbf"):  # who reads the body after us meets plain JSON
        response._content = (json.dumps(value) if odd else text).encode()
    return value
