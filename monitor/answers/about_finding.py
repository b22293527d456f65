"""Where the browser finds the places that a reader may look for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from monitor.analysis.find import KINDS, Place, places, plain
from monitor.answers import static
from monitor.answers.remember import once
from monitor.answers.view import snapshot
from monitor.store.place import replace_file

_FORM = 3
"""Of the file: another form takes another name."""
_FILES = ("regions.parquet", "recoding.parquet", "district_places.parquet", "history.parquet")


@once(2)
def places_url() -> str:
    """Return the address of the places: fetched once, when a reader begins to look for one."""
    shown = snapshot()
    parts = [str(_FORM), *(shown.manifest["files"].get(name, "") for name in _FILES)]
    name = f"plaatsen.{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:12]}.json"
    if not (static.STATIC / name).exists():
        provinces = dict(zip(shown.regions.index, shown.regions["province"], strict=True))
        rows = [_row(place, provinces) for place in places(shown)]
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        replace_file(static.STATIC / name, text.encode())
    return static.static_url(name)


def _row(place: Place, provinces: Mapping[str, str]) -> list[object]:
    """Return kind, code, name, and the keys where these are more than the name.

    Then of a municipality its province, of a former one where it went and whether as a whole.
    """
    keys = "" if place.keys == (plain(place.name),) else "|".join(place.keys)
    row: list[object] = [KINDS.index(place.kind), place.code, place.name, keys]
    if place.kind == "municipality":
        return [*row, provinces[place.home]]
    if place.kind == "former":
        return [*row, place.home, int(place.whole)]
    return row if keys else row[:3]
