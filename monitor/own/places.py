"""Which municipality a cell means: by code, by present or former name."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from monitor.own.names import PARENTHESES, key, spellings, split_province

if TYPE_CHECKING:
    import pandas as pd

Reason = Literal["", "empty", "unknown", "ambiguous", "total", "district", "abroad"]

GM_CODE = re.compile(r"GM[ _-]?0*(\d{1,4})", re.IGNORECASE)
BARE_CODE = re.compile(r"0*(\d{1,4})(?:[.,]0+)?")
DISTRICT = re.compile(r"(?P<kind>WK|BU)[ _-]?(?P<number>\d{6,8})", re.IGNORECASE)
AREA = re.compile(r"(?:NL|LD|PV|CR|GG|VR|AM|RG|JZ|ZK|AR|ES|PO|TR)[ _-]?\d{1,4}", re.IGNORECASE)
WITH_CODE = re.compile(
    r"(?:GM[ _-]?)?0*(?P<first>\d{2,4})[\s:;,_–-]+(?P<after>[^\d\s].*)"
    r"|(?P<before>\D*[^\d\s(,;:_–-])[\s:;,_–-]+GM[ _-]?0*(?P<last>\d{1,4})"
    r"|(?P<named>\D*[^\d\s])\s*\((?:GM[ _-]?)?0*(?P<bracket>\d{1,4})\)",
    re.IGNORECASE,
)
AREA_KINDS = {"pv", "ld", "cr", "gg", "ggd", "ar", "es", "corop", "provincie", "landsdeel", "regio"}

TOTALS = {
    "totaal", "total", "eindtotaal", "subtotaal", "som", "gemiddelde", "nederland", "brabant",
    "nederland totaal", "provincie", "rest van nederland", "rest van brabant", "the netherlands",
}  # fmt: skip
PROVINCES = {
    "groningen", "fryslan", "friesland", "drenthe", "overijssel", "flevoland", "gelderland",
    "utrecht", "noord holland", "zuid holland", "zeeland", "noord brabant", "limburg",
}  # fmt: skip
ABROAD = {"GM0997", "GM0998", "GM0999"}


@dataclass(frozen=True)
class Places:
    """Everything a municipality may be called.

    Attributes
    ----------
    titles : dict of str to str
        Name by GM code, present and former.
    names, bases : dict of str to frozenset of str
        Codes by key of the full name, and by key of the name without what stands in brackets
        ("Bergen (L.)", "Bergen (NH.)").
    provinces : dict of str to str
        Name of the province by code; empty where it is not known.
    districts : dict of str to str
        Name by WK code, of the layout that the monitor knows.
    """

    titles: Mapping[str, str]
    names: Mapping[str, frozenset[str]]
    bases: Mapping[str, frozenset[str]]
    provinces: Mapping[str, str] = field(default_factory=dict)
    districts: Mapping[str, str] = field(default_factory=dict)

    def title(self, code: str) -> str:
        """Return the name of a municipality or district."""
        return self.titles.get(code) or self.districts[code]


def _grouped(pairs: Iterable[tuple[str, str]], present: set[str]) -> dict[str, frozenset[str]]:
    """Group codes by key; a present municipality goes before a former one of the same name."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, code in pairs:
        found[name].add(code)
    return {name: frozenset(codes & present or codes) for name, codes in found.items()}


def build_places(
    regions: pd.DataFrame, recoding: pd.DataFrame, districts: Mapping[str, str] | None = None
) -> Places:
    """Index the present and former municipalities.

    Parameters
    ----------
    regions : DataFrame
        Columns ``code`` (or as index), ``name`` and, where known, ``province_name``: the
        municipalities of the boundary year.
    recoding : DataFrame
        Columns ``code, name, to, share``: former municipalities.
    districts : mapping, optional
        Name by WK code; without it a code of a district means no place.
    """
    now = regions if "code" in regions.columns else regions.rename_axis("code").reset_index()
    titles = dict(zip(recoding["code"], recoding["name"], strict=True))
    titles |= dict(zip(now["code"], now["name"], strict=True))
    present = set(now["code"])
    names = _grouped(((key(name), code) for code, name in titles.items()), present)
    bases = _grouped(
        ((key(PARENTHESES.sub("", name)), code) for code, name in titles.items()), present
    )
    provinces: dict[str, str] = {}
    if "province_name" in now.columns:
        provinces = dict(zip(now["code"], now["province_name"], strict=True))
        for row in recoding.sort_values("share").itertuples():
            provinces.setdefault(str(row.code), provinces.get(str(row.to), ""))
    return Places(titles, names, bases, provinces, districts or {})


def code_of(cell: object, *, bare: bool) -> str | None:
    """Return the GM code that a cell is written as, known or not.

    Parameters
    ----------
    cell : object
        The cell.
    bare : bool
        Whether a number without ``GM`` may be a code (758, "0758").
    """
    if cell is None:
        return None
    text = str(cell)
    match = GM_CODE.fullmatch(text) or (BARE_CODE.fullmatch(text) if bare else None)
    return f"GM{int(match.group(1)):04d}" if match else None


def _area(text: str) -> bool:
    """Whether a text names the whole of something rather than a municipality."""
    name = key(text)
    bracket = PARENTHESES.search(text)
    return (
        name in TOTALS
        or name.split(" ")[0] in {"totaal", "total", "gemiddelde", "subtotaal"}
        or AREA.fullmatch(text) is not None
        or (bracket is not None and key(bracket.group(1)) in AREA_KINDS)
        or name.removeprefix("provincie ") in PROVINCES
    )


def _by_name(text: str, places: Places) -> frozenset[str]:
    """Return the codes of the municipalities that a name may mean."""
    whole = _named(key(text), places)
    if whole or key(text) in PROVINCES:
        return whole
    name, province = split_province(text)
    if name == text:
        return whole
    found = _named(key(name), places)
    if province is None:
        return found
    return frozenset(c for c in found if key(places.provinces.get(c, "")) == province)


def _named(name: str, places: Places) -> frozenset[str]:
    for each in spellings(name):
        found = places.names.get(each) or places.bases.get(each)
        if found:
            return found
    return frozenset()


def _code_and_name(text: str, places: Places) -> tuple[str, Reason] | None:
    """Read "Breda (GM0758)", "GM0758 Breda" or "0758 - Breda"; they have to agree."""
    match = WITH_CODE.fullmatch(text)
    if match is None:
        return None
    number = match.group("first") or match.group("last") or match.group("bracket")
    name = match.group("after") or match.group("before") or match.group("named")
    code = f"GM{int(number):04d}"
    if code not in places.titles or code not in _by_name(name, places):
        return "", "unknown"
    return code, ""


def find_place(cell: object, places: Places, *, bare: bool = True) -> tuple[str, Reason]:
    """Find the municipality a cell means.

    Returns
    -------
    tuple of str and str
        The GM code, or an empty text and the reason why there is none.
    """
    text = "" if cell is None else str(cell).strip()
    if not text:
        return "", "empty"
    code = code_of(cell, bare=bare)
    if code is not None:
        known = code in places.titles
        return (code, "") if known else ("", "abroad" if code in ABROAD else "unknown")
    if part := DISTRICT.fullmatch(text):
        code = f"{part['kind'].upper()}{part['number']}"
        return (code, "") if code in places.districts else ("", "district")
    both = _code_and_name(text, places)
    if both is not None:
        return both
    codes = sorted(_by_name(text, places))
    if codes:
        return (codes[0], "") if len(codes) == 1 else ("", "ambiguous")
    return "", "total" if _area(text) else "unknown"


def candidates(text: str, places: Places) -> list[str]:
    """Return the full names that a text may mean: the ambiguous ones, or else the nearest."""
    base, _ = split_province(PARENTHESES.sub("", text)) if "(" in text else split_province(text)
    name = key(text)
    if match := WITH_CODE.fullmatch(text):
        number = match.group("first") or match.group("last") or match.group("bracket")
        base = match.group("after") or match.group("before") or match.group("named")
        known = places.titles.get(f"GM{int(number):04d}")
        return [t for t in (known, *candidates(base, places)) if t]
    codes = _named(key(base), places)
    if codes and (len(codes) > 1 or base != text):
        return sorted(_where(c, places) for c in codes)
    near = difflib.get_close_matches(name, places.names, n=1, cutoff=0.75)
    near = near or sorted((n for n in places.names if f" {n} " in f" {name} "), key=len)[-1:]
    return [places.titles[min(places.names[n])] for n in near]


def _where(code: str, places: Places) -> str:
    """Return a name with its province, where the name itself does not tell it."""
    title, province = places.titles[code], places.provinces.get(code, "")
    return title if PARENTHESES.search(title) or not province else f"{title} ({province})"


def is_district(cell: object) -> bool:
    """Whether a cell is written as the code of a district."""
    part = DISTRICT.fullmatch(str(cell).strip())
    return part is not None and part["kind"].upper() == "WK"


def is_place(cell: object, places: Places, *, bare: bool = False) -> bool:
    """Whether a cell names a municipality, be it an ambiguous one."""
    code, reason = find_place(cell, places, bare=bare)
    return bool(code) or reason == "ambiguous"
