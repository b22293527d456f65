"""A request as the protocol modules see it, an answer, and the errors of the service."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote


@dataclass(frozen=True)
class Query:
    """One GET: path parts without the query, the ``$`` options, and the server's own address."""

    path: tuple[str, ...]
    options: dict[str, str]
    base: str

    def number(self, name: str) -> int | None:
        text = self.options.get(name)
        if text is None:
            return None
        if not text.isdigit():
            raise ServiceError(400, f"Invalid value '{text}' for {name}.")
        return int(text)

    def link(self, **changes: str | int) -> str:
        """This request again with other options."""
        options = {**self.options, **{f"${k}": str(v) for k, v in changes.items()}}
        tail = "&".join(f"{k}={quote(v, safe='')}" for k, v in options.items())
        return f"{self.base}/{'/'.join(self.path)}?{tail}"


class ServiceError(Exception):
    """An answer that is not 200, in the JSON form of OData."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def parse_options(query: str) -> dict[str, str]:
    """``a=b&c=d`` as a dict; a plus is a space, as CBS reads it."""
    pairs = (part.partition("=") for part in query.split("&") if part)
    return {unquote(k): unquote(v.replace("+", " ")) for k, _, v in pairs}


def error_body(message: str) -> bytes:
    return json.dumps(
        {"odata.error": {"code": "", "message": {"lang": "en-US", "value": message}}}
    ).encode()


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")
