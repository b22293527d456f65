"""Which column holds the municipality, what tells the same again, and what is no figure at all."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from monitor.own.figures import is_figure, is_missing, looks_numeric
from monitor.own.grid import Cell, Rows, at
from monitor.own.names import key
from monitor.own.places import Places, code_of, find_place, is_district, is_place
from monitor.own.years import date_of, split_title, year_of

CODE_TITLES = {
    "code", "gm", "gmcode", "gm code", "gemeentecode", "gemeente code", "gem code", "gemcode",
    "regiocode", "regio code", "regio", "regios", "cbs code", "cbscode", "gwb code", "gemeentenr",
    "gemeentenummer", "gemeente nr", "codering", "gemeente", "municipality code", "region",
}  # fmt: skip
MUNICIPALITY_TITLES = {
    "gemeente", "gemeenten", "gemeentenaam", "gemeente naam", "naam gemeente", "gemeentecode",
    "gemeente code", "code gemeente", "gm code", "gmcode", "gm naam", "gmnaam", "gemnaam",
    "gem naam", "gemcode", "gem code", "municipality", "municipality name", "municipality code",
}  # fmt: skip
"""A column of this title holds the municipality, however its cells are spelled."""
YEAR_TITLES = {
    "jaar", "jaartal", "year", "peiljaar", "periode", "perioden", "verslagjaar", "meetjaar",
    "onderzoeksjaar", "peildatum", "datum", "peilmoment", "meetmoment", "stand per", "date",
    "jaar van meting", "cijferjaar", "boekjaar", "kalenderjaar", "tijd", "time period",
}  # fmt: skip
_AREA = (
    r"centrum ?gemeente|hoofdgemeente|gastgemeente|penvoerder|regiogemeente|provincie|province|"
    r"prov|"
    r"corop ?(?:plus)? ?(?:gebied)?|landsdeel|ggd ?(?:regio)?|arbeidsmarkt ?regio|"
    r"veiligheids ?regio|"
    r"politie ?(?:regio|eenheid|district)|jeugd ?(?:zorg|hulp)? ?regio|"
    r"zorg ?(?:kantoor|regio|kantoorregio)|"
    r"waterschap|arrondissement|rechtbank|rmc ?(?:regio)?|res ?regio|woning ?(?:bouw|markt) ?regio|"
    r"stads ?(?:regio|gewest)|(?:deel|sub) ?regio|samenwerkings ?(?:verband|regio)|streek|"
    r"(?:regionaal )?woon ?regio|kiesdistrict|uitvoerings ?regio|land"
)
AREA_TITLE = re.compile(
    rf"(?:code|naam|nr)? ?(?:{_AREA})(?:s|en)? ?(?:code|naam|nr|nummer|gm|cd|nm|(?:19|20)\d\d)?"
)
"""Titles of columns that say in which larger area, or with which other town, a row belongs."""
ROW_TITLES = {
    "id", "nr", "nummer", "rij", "rijnr", "rijnummer", "index", "volgnummer", "volgnr", "row",
    "rownumber", "row number", "row id", "unnamed 0", "no", "objectid", "fid", "oid", "gid",
    "sortering", "volgorde", "recordnummer", "record", "regel", "regelnummer", "",
}  # fmt: skip
AGREEING = 0.95
SAMPLE = 500
MANY = 3
By = Literal["code", "name"]


@dataclass(frozen=True)
class Column:
    """A column under work: its place, its title, and how often it holds each cell."""

    place: int
    title: str
    cells: Counter[Cell]

    def matching(self, cells: Iterable[Cell]) -> int:
        """Count the cells that are among these."""
        return sum(self.cells[c] for c in cells)

    @property
    def filled(self) -> list[Cell]:
        """The different cells that say something."""
        return [c for c in self.cells if not is_missing(c)]


def is_area(column: Column) -> bool:
    """Whether a column by its title says in which larger area a row lies."""
    return AREA_TITLE.fullmatch(key(column.title)) is not None


def _written(column: Column, places: Places) -> tuple[tuple[int, int], tuple[int, int]]:
    """Count codes of municipalities, and names: the different ones, and all cells."""
    texts = [c for c in column.filled if isinstance(c, str) and not looks_numeric(c)]
    codes = [c for c in texts if code_of(c, bare=False)]
    names = [c for c in texts if not code_of(c, bare=False) and is_place(c, places)]
    return (len(codes), column.matching(codes)), (len(names), column.matching(names))


def find_region(columns: list[Column], places: Places) -> tuple[Column, By] | None:
    """Return the column with the municipality, and how it is written.

    Of several the one that names most different ones: a larger area stands on many rows. Codes of
    districts go first: the municipality beside them only says where a district lies.
    """
    for column in columns if places.districts else ():
        below = [c for c in column.filled if is_district(c)]
        if below and 2 * len(below) >= len(column.filled):
            return column, "code"
    called = [c for c in columns if key(c.title) in MUNICIPALITY_TITLES]
    if called and len(called) < len(columns):
        texts = [c for c in called if not any(looks_numeric(v) for v in c.filled) and c.filled]
        found = find_region(called, places)
        if found or texts:
            return found or (texts[0], "name")
    if not columns:
        return None
    written = [_written(column, places) for column in columns]
    (code_hits, codes), (name_hits, names) = (
        max(((w[k], c) for w, c in zip(written, columns, strict=True)), key=lambda pair: pair[0])
        for k in (0, 1)
    )
    if code_hits[0] and 2 * code_hits[0] >= name_hits[0]:
        return codes, "code"
    for column in columns:
        titled = key(column.title) in CODE_TITLES
        if not titled and column.place > 0:
            continue
        known = [c for c in column.filled if is_place(c, places, bare=True)]
        share = len(known) / max(len(column.filled), 1)
        titled = titled and share >= 0.5
        alone = column.place == 0 and share == 1 and not name_hits[0]
        if (titled or alone) and any(code_of(c, bare=True) for c in known):
            return column, "code"
    return (names, "name") if name_hits[0] else None


def _stands_for_many(
    codes: list[str], cells: list[Cell], places: Places, known: dict[Cell, str]
) -> bool:
    """Whether one municipality in a column stands beside many different ones.

    Where it names half of them at most, two will do: a column that slipped by a row names as many
    as there are.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    for code, cell in zip(codes, cells, strict=True):
        if cell not in known:
            known[cell] = find_place(cell, places)[0]
        if code and known[cell]:
            beside[known[cell]].add(code)
    there_are = len({c for c in codes if c})
    many = 2 if there_are > MANY and 2 * len(beside) <= there_are else MANY
    return any(len(b) >= many for b in beside.values())


def find_checks(
    rows: Rows, columns: list[Column], region: Column, places: Places
) -> tuple[int | None, list[Column]]:
    """Return the place of a second column that names the same municipality, and larger areas."""
    regions: dict[Cell, str] = {}
    for _, row in rows:
        cell = at(row, region.place)
        if cell not in regions:
            regions[cell] = find_place(cell, places)[0]
    codes = [regions[at(row, region.place)] for _, row in rows]
    check, areas = None, []
    for column in columns:
        if not any(looks_numeric(c) for c in column.filled):
            # names that belong elsewhere count too: a column that slipped must not pass unseen
            known = column.matching(c for c in column.filled if is_place(c, places))
            if not known or 2 * known < column.cells.total():
                continue
            if _stands_for_many(codes, [at(r, column.place) for _, r in rows], places, {}):
                areas.append(column)
            elif check is None:
                check = column.place
        elif check is None:
            pairs = [
                (code, code_of(cell, bare=True))
                for code, (_, row) in zip(codes[:SAMPLE], rows, strict=False)
                if code and (cell := at(row, column.place)) is not None
            ]
            if pairs and sum(a == b for a, b in pairs) >= AGREEING * len(pairs):
                check = column.place
    return check, areas


def find_year(columns: list[Column]) -> Column | None:
    """Return the column with the year: by its title, or the only one with nothing but years."""
    titled = [c for c in columns if key(c.title) in YEAR_TITLES]
    plain = [c for c in titled if c.filled and all(year_of(v) for v in c.filled)]
    if titled:
        return (plain or titled)[0]
    years = [
        c for c in columns
        if c.filled and all(year_of(v) for v in c.filled) and split_title(c.title) is None
        and any(date_of(v) is None for v in c.filled)
    ]  # fmt: skip
    return years[0] if len(years) == 1 else None


def has_figures(column: Column) -> bool:
    """Whether a column holds figures, or would if any were known."""
    if column.filled and all(date_of(c) for c in column.filled):
        dated = re.search(r"dat(?:um|e)|gewijzigd|moment|tijd|time", column.title.casefold())
        if dated or not all(isinstance(c, dt.datetime) for c in column.filled):
            return False
    if split_title(column.title) is not None or not column.filled:
        return True
    return any(looks_numeric(c) or is_figure(c) for c in column.filled)


def numbers_rows(rows: Rows, column: Column) -> bool:
    """Whether a column counts the rows: 0, 1, 2 or 1, 2, 3 from the first to the last."""
    cells = [at(row, column.place) for _, row in rows]
    texts = ["" if c is None else str(c).removesuffix(".0") for c in cells]
    if len(texts) < MANY or not all(t.isascii() and t.isdigit() and len(t) < 10 for t in texts):
        return False
    first = int(texts[0])
    titled = key(column.title) in ROW_TITLES
    if titled and len(set(texts)) == len(texts):
        return True
    return first in {0, 1} and all(int(t) == first + i for i, t in enumerate(texts))
