"""Reads ``catalog.toml``: the one place to add an indicator.

Reading it checks everything and names the file, the entry and the field at fault.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from monitor.catalog import Catalog
from monitor.catalog_entries import (
    SCORED,
    Dimension,
    District,
    Entry,
    FileSet,
    Indicator,
    Table,
)
from monitor.errors import MonitorError, toml_place

CATALOG_FILE = Path(__file__).with_name("catalog.toml")


_SHARED = ("topic", "filters", "lower", "upper", "bounds", "may_lack")


_PLAIN = ("first_year", "last_year", "boundary_year", "index")


T = TypeVar("T", bound="Entry")


_FAULTS = {
    "missing": "dit veld ontbreekt",
    "extra_forbidden": "dit veld is onbekend",
    "literal_error": "kies uit {expected}",
    "string_pattern_mismatch": "gebruik kleine letters, cijfers en _, te beginnen met een letter",
    "int_parsing": "dit moet een geheel getal zijn",
    "int_type": "dit moet een geheel getal zijn",
    "float_parsing": "dit moet een getal zijn",
    "list_type": "dit moet een lijst zijn, tussen [ en ]",
    "too_short": "noem er ten minste één",
    "value_error": "{error}",
}


def _problem(err: ValidationError, where: str) -> MonitorError:
    first = err.errors()[0]
    field = ".".join(str(p) for p in first["loc"]) or "(hele regel)"
    fault = _FAULTS.get(first["type"], first["msg"]).format(**first.get("ctx", {}))
    return MonitorError(
        f"De catalogus klopt niet: {fault}",
        where=f"{where}, veld {field}",
        remedy="Verbeter dit veld; CONTRIBUTING.md legt de velden uit.",
    )


def _entries(kind: type[T], raw: list[dict[str, Any]], where: str) -> dict[str, T]:
    out: dict[str, T] = {}
    for number, entry in enumerate(raw, 1):
        name = str(entry.get("id", f"nummer {number}"))
        place = f"{where}, {kind.__name__.lower()} '{name}'"
        try:
            item = kind.model_validate(entry)
        except ValidationError as err:
            raise _problem(err, place) from err
        if name in out:
            raise MonitorError("De catalogus noemt dit id twee keer", where=f"{place}, veld id")
        out[name] = item
    return out


def _check_references(catalog: Catalog, where: str) -> None:
    """Everything an indicator names must exist."""
    known_counts = {i.id for i in catalog.indicators.values() if i.merge == "count"}
    for ind in catalog.series_of_all.values():
        refs = [
            ("dimension", ind.dimension, catalog.dimensions),
            ("weight", ind.weight, known_counts),
            ("per", ind.per, known_counts),
        ]
        for s in ind.source:
            refs += [
                ("source.table", s.table, catalog.tables),
                ("source.series", s.series, catalog.series),
                ("source.file", s.file, catalog.files),
            ]
        refs += [("series", t, catalog.tables) for s in catalog.series.values() for t in s]
        refs += [("continues", f.continues or None, catalog.files) for f in catalog.files.values()]
        refs += _district_references(catalog, ind.id)
        for field, name, known in refs:
            if name is not None and name not in known:
                raise MonitorError(
                    f"De catalogus verwijst naar '{name}', dat er niet is",
                    where=f"{where}, indicator '{ind.id}', veld {field}",
                    remedy=f"Bekend zijn: {', '.join(sorted(known))}.",
                )
    for version, then in catalog.index.former.items():
        for name, other in then.otherwise.items():
            if name not in catalog.indicators or other.series not in {None, *catalog.former}:
                raise MonitorError(
                    f"De catalogus verwijst naar '{other.series or name}', dat er niet is",
                    where=f"{where}, index, versie {version}, veld otherwise.{name}",
                )


def _district_references(catalog: Catalog, name: str) -> list[tuple[str, str | None, Any]]:
    """Return what the district index names of an indicator, to be looked up."""
    entry = catalog.districts.every.get(name) if catalog.districts else None
    if entry is None:
        return []
    sources = [("district.source.table", s.table, catalog.tables) for s in entry.source]
    runs = [("district.source.series", s.series, catalog.series) for s in entry.source]
    return [("district.dimension", entry.dimension, dict.fromkeys(SCORED)), *sources, *runs]


def _districts(raw: dict[str, Any], where: str) -> dict[str, Any] | None:
    """Read the district index; a source without a topic reads what the indicator itself reads."""
    if "districts" not in raw:
        return None
    series = raw.get("series", {})
    own = {str(entry.get("id")): entry.get("source", []) for entry in raw.get("indicator", [])}
    entries = []
    for entry in raw.get("district", []):
        sources = []
        for source in entry.get("source", []):
            table = source.get("table")
            same = (s for s in own.get(str(entry.get("id")), []) if _reads(s, table, series))
            shared = {k: v for k, v in next(same, {}).items() if k in _SHARED}
            sources.append({**shared, **source})
        entries.append({**entry, "source": sources})
    found = _entries(District, entries, where)
    counts = {k: v for k, v in found.items() if v.index}
    beside = {k: v for k, v in found.items() if not v.index}
    return {**raw["districts"], "indicators": counts, "beside": beside}


def _reads(source: dict[str, Any], table: object, series: dict[str, list[str]]) -> bool:
    return source.get("table") == table or table in series.get(str(source.get("series")), [])


def parse_catalog(text: str, where: str) -> Catalog:
    """Read a catalog from TOML text.

    Parameters
    ----------
    text : str
        TOML as in ``catalog.toml``.
    where : str
        Name of the file, for messages.

    Raises
    ------
    MonitorError
        Names file, entry and field of the first fault.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        raise MonitorError(
            f"De catalogus is geen geldige TOML{toml_place(err)}", where=where
        ) from err

    def named(key: str) -> list[dict[str, Any]]:
        return [{"id": name, **entry} for name, entry in raw.get(key, {}).items()]

    try:
        catalog = Catalog.model_validate(
            {
                **{k: raw[k] for k in _PLAIN if k in raw},
                "dimensions": _entries(Dimension, raw.get("dimension", []), where),
                "tables": _entries(Table, named("table"), where),
                "series": raw.get("series", {}),
                "files": _entries(FileSet, named("file"), where),
                "indicators": _entries(Indicator, raw.get("indicator", []), where),
                "districts": _districts(raw, where),
                "former": _entries(Indicator, raw.get("former", []), where),
            }
        )
    except ValidationError as err:
        raise _problem(err, where) from err
    _check_references(catalog, where)
    return catalog


@cache
def load_catalog(path: Path = CATALOG_FILE) -> Catalog:
    """Read and check the catalog file.

    Raises
    ------
    MonitorError
        Where the file is missing or faulty: names file, entry and field.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as err:
        raise MonitorError("De catalogus is niet te lezen", where=str(path)) from err
    return parse_catalog(text, path.name)


def publisher_in_catalog(catalog: Catalog, source: str) -> str:
    """Return who publishes a table or set; CBS where no catalog names another.

    The catalog of an older snapshot names no publishers of tables: that of now does. Empty for
    an own set of which nobody entered it.

    Parameters
    ----------
    source : str
        Id of the table or set.
    """
    for known in (catalog, load_catalog()):
        entry = known.tables.get(source) or known.files.get(source)
        if entry is not None and (entry.publisher or source in known.files):
            return entry.publisher
    return "CBS"
