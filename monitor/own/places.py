"""Which municipality a cell means: by code, by present or former name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

Reason = Literal["", "empty", "unknown", "ambiguous", "total", "district", "abroad"]

GM_CODE = re.compile(r"GM[ _-]?0*(\d{1,4})", re.IGNORECASE)
BARE_CODE = re.compile(r"0*(\d{1,4})(?:[.,]0+)?")
DISTRICT = re.compile(r"(?:WK|BU)[ _-]?\d{6,8}", re.IGNORECASE)
AREA = re.compile(r"(?:NL|LD|PV|CR|GG|VR|AM|RG|JZ|ZK|AR|ES|PO|TR)[ _-]?\d{1,4}", re.IGNORECASE)
QUOTES = re.compile(r"[’‘`´'\"]")
PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*$")
AREA_KINDS = {"pv", "ld", "cr", "gg", "ggd", "ar", "es", "corop", "provincie", "landsdeel", "regio"}

TOTALS = {
    "totaal", "total", "eindtotaal", "subtotaal", "som", "gemiddelde", "nederland", "brabant",
    "nederland totaal", "provincie", "rest van nederland", "rest van brabant", "the netherlands",
}  # fmt: skip
PROVINCES = {
    "groningen", "fryslan", "friesland", "drenthe", "overijssel", "flevoland", "gelderland",
    "utrecht", "noord holland", "zuid holland", "zeeland", "noord brabant", "limburg",
}  # fmt: skip
EVERYDAY = {
    "den haag": "s gravenhage",
    "the hague": "s gravenhage",
    "den bosch": "s hertogenbosch",
    "nuenen": "nuenen gerwen en nederwetten",
    "bergen nh": "bergen nh",
    "bergen noord holland": "bergen nh",
    "bergen l": "bergen l",
    "bergen limburg": "bergen l",
}
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
    """

    titles: Mapping[str, str]
    names: Mapping[str, frozenset[str]]
    bases: Mapping[str, frozenset[str]]


def key(text: str) -> str:
    """Return a name in the form in which names are compared.

    Case, accents, quotes, hyphens and the word ``gemeente`` do not matter.

    Examples
    --------
    >>> key("  's-Gravenhage (gemeente) ")
    's gravenhage'
    >>> key("SÚDWEST-FRYSLÂN")
    'sudwest fryslan'
    """
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = QUOTES.sub("", text).replace("(gemeente)", " ")
    text = re.sub(r"[^a-z0-9]+", " ", text).strip()
    return text.removeprefix("gemeente ").strip()


def _grouped(pairs: Iterable[tuple[str, str]], present: set[str]) -> dict[str, frozenset[str]]:
    """Group codes by key; a present municipality goes before a former one of the same name."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, code in pairs:
        found[name].add(code)
    return {name: frozenset(codes & present or codes) for name, codes in found.items()}


def build_places(regions: pd.DataFrame, recoding: pd.DataFrame) -> Places:
    """Index the present and former municipalities.

    Parameters
    ----------
    regions : DataFrame
        Columns ``code`` (or as index) and ``name``: the municipalities of the boundary year.
    recoding : DataFrame
        Columns ``code, name``: former municipalities.
    """
    now = regions if "code" in regions.columns else regions.rename_axis("code").reset_index()
    titles = dict(zip(recoding["code"], recoding["name"], strict=True))
    titles |= dict(zip(now["code"], now["name"], strict=True))
    present = set(now["code"])
    names = _grouped(((key(name), code) for code, name in titles.items()), present)
    bases = _grouped(
        ((key(PARENTHESES.sub("", name)), code) for code, name in titles.items()), present
    )
    return Places(titles, names, bases)


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
    name = key(text)
    name = EVERYDAY.get(name, name)
    found = places.names.get(name) or places.bases.get(name)
    bracket = PARENTHESES.search(text)
    if found is None and bracket is not None and key(bracket.group(1)) not in AREA_KINDS:
        found = places.bases.get(key(PARENTHESES.sub("", text)))  # "Laren (NH.)"
    return found or frozenset()


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
    if DISTRICT.fullmatch(text):
        return "", "district"
    codes = sorted(_by_name(text, places))
    if codes:
        return (codes[0], "") if len(codes) == 1 else ("", "ambiguous")
    return "", "total" if _area(text) else "unknown"


def candidates(text: str, places: Places) -> list[str]:
    """Return the full names that a text may mean: the ambiguous ones, or else the nearest."""
    name = key(text)
    codes = places.bases.get(name, frozenset())
    if len(codes) > 1:
        return sorted(places.titles[c] for c in codes)
    near = difflib.get_close_matches(name, places.names, n=1, cutoff=0.75)
    return [places.titles[min(places.names[n])] for n in near]


def is_place(cell: object, places: Places, *, bare: bool = False) -> bool:
    """Whether a cell names a municipality, be it an ambiguous one."""
    code, reason = find_place(cell, places, bare=bare)
    return bool(code) or reason == "ambiguous"
