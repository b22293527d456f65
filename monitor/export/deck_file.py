"""The file that keeps what a presenter adds to a deck, and the address of its slides."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from monitor.errors import MonitorError
from monitor.export.deck_own import Own, made_own, read_logo

KIND, VERSION = "monitor-presentatie", 1
MOST = 1_000_000
"""Bytes of a file, at most."""
PARAMETERS, LONGEST = 40, 500


def to_file(own: Own, address: Mapping[str, str]) -> bytes:
    """Write what a presenter adds, and the parameters of the address, as JSON in UTF-8."""
    kept = {
        "kind": KIND,
        "version": VERSION,
        "title": own.title,
        "heading": own.heading,
        "text": own.text,
        "logo": base64.b64encode(own.logo).decode("ascii"),
        "address": dict(address),
    }
    return json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8")


def from_file(data: bytes) -> tuple[Own, dict[str, str]]:
    """Read a file of `to_file`: what a presenter adds, and the parameters of the address.

    Raises
    ------
    MonitorError
        Where it is too large, damaged, of another kind or of another version.
    """
    if len(data) > MOST:
        raise MonitorError("Dit presentatiebestand is te groot: hooguit 1 MB")
    try:
        found = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as err:
        raise _damaged() from err
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise _damaged()
    if found.get("version") != VERSION:
        raise MonitorError(
            "Dit presentatiebestand is van een andere versie van de monitor",
            remedy="Stel de presentatie opnieuw samen en bewaar haar weer.",
        )
    title, heading, text = (_text(found, name) for name in ("title", "heading", "text"))
    return made_own(title, heading, text, _logo(found)), _address(found)


def _damaged() -> MonitorError:
    return MonitorError(
        "Dit is geen presentatiebestand van de monitor, of het is beschadigd",
        remedy="Kies een bestand dat op deze pagina is bewaard.",
    )


def _text(found: Mapping[str, Any], name: str) -> str:
    text = found.get(name, "")
    if not isinstance(text, str):
        raise _damaged()
    return text


def _logo(found: Mapping[str, Any]) -> bytes:
    try:
        kept = base64.b64decode(_text(found, "logo"), validate=True)
    except ValueError as err:
        raise _damaged() from err
    return read_logo(kept) if kept else b""


def _address(found: Mapping[str, Any]) -> dict[str, str]:
    address = found.get("address", {})
    if not isinstance(address, dict) or len(address) > PARAMETERS:
        raise _damaged()
    return {name: _text(address, name)[:LONGEST] for name in address}
