"""Sets that are not CBS tables: a CSV or Excel file, and a few lines of TOML that explain it.

The descriptions stand in ``sets/<id>.toml``; :class:`SetDescription` lists what they can say.
"""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from monitor.errors import MonitorError, toml_place
from monitor.sources.http import Client

SETS = Path(__file__).with_name("sets")
EXCEL = (".xlsx", ".xlsm")
RESERVED = ("region", "status")


class SetDescription(BaseModel):
    """How to read one set.

    Parameters
    ----------
    id : str
        The name of the TOML file.
    file : str
        Name of the file in the folder (or at the address) with sets.
    region : str
        Column with the municipality: ``GM0758``, ``0758`` or ``758``.
    year, fixed_year : str, int
        Column with the year, or the one year of the whole file.
    dimensions : list of str
        Columns that split the figures further, such as the kind of election.
    values, texts : list of str
        Columns with figures, and columns with words.
    delimiter, decimal, thousands, encoding : str
        As the file is written; latin-1 and utf-8-sig (with or without BOM) are common.
    missing : list of str
        What stands for no figure, beside an empty cell.
    provisional : list of dict
        Rows that are provisional: column and value, such as ``{type = "TK", jaar = "2025"}``.
    sheet : str, optional
        Sheet of an Excel file; the first by default.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    file: str
    region: str
    year: str | None = None
    fixed_year: int | None = None
    dimensions: list[str] = []
    values: list[str] = []
    texts: list[str] = []
    delimiter: str = ","
    decimal: str = "."
    thousands: str = ""
    encoding: str = "utf-8-sig"
    missing: list[str] = [".", "-", "x"]
    provisional: list[dict[str, str]] = []
    sheet: str | None = None

    @property
    def columns(self) -> list[str]:
        """Every column that the file must have."""
        year = [] if self.year is None else [self.year]
        return [self.region, *year, *self.dimensions, *self.values, *self.texts]

    @model_validator(mode="after")
    def _consistent(self) -> SetDescription:
        if (self.year is None) == (self.fixed_year is None):
            raise ValueError("noem precies een van beide: year of fixed_year")
        named = {c for row in self.provisional for c in row}
        if unknown := named - set(self.columns):
            raise ValueError(f"provisional noemt een onbekende kolom: {', '.join(unknown)}")
        if taken := set(RESERVED) & {*self.dimensions, *self.values, *self.texts}:
            raise ValueError(f"kolomnaam niet toegestaan: {', '.join(taken)}")
        return self


@cache
def load_description(set_id: str, folder: Path = SETS) -> SetDescription:
    """Read ``<set_id>.toml``.

    Raises
    ------
    MonitorError
        No such description, or a fault in it (names file and field).
    """
    path = folder / f"{set_id}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return SetDescription(id=set_id, **raw)
    except OSError as err:
        raise MonitorError(
            f"Er is geen beschrijving van de set '{set_id}'",
            where=path.name,
            remedy="Maak die aan; CONTRIBUTING.md legt uit hoe.",
        ) from err
    except tomllib.TOMLDecodeError as err:
        raise MonitorError(
            f"De beschrijving is geen geldige TOML{toml_place(err)}", where=path.name
        ) from err
    except ValidationError as err:
        first = err.errors()[0]
        field = ".".join(str(p) for p in first["loc"]) or "(geheel)"
        raise MonitorError(
            f"De beschrijving van de set klopt niet: {first['msg']}",
            where=f"{path.name}, veld {field}",
        ) from err


def locate(base: str | Path, description: SetDescription) -> str:
    """Where a set lies: its file in a folder, or under an address."""
    if str(base).startswith(("http://", "https://")):
        return f"{str(base).rstrip('/')}/{description.file}"
    return str(Path(base) / description.file)


def read_set(location: str | Path, description: SetDescription) -> pd.DataFrame:
    """Read a set from a file or an address.

    Returns
    -------
    DataFrame
        ``region`` (GM code), ``year`` (int), the dimensions (str), the values (float64, NaN where
        missing), the texts (str), ``status`` (``final`` or ``provisional``); sorted.

    Raises
    ------
    MonitorError
        The file is not there or not readable, misses a column, holds a code, year or number that
        is none (names row, column and value), or gives a figure twice.
    """
    place = Path(str(location)).name
    raw = _read_raw(_read_bytes(location), place, description)
    absent = [c for c in description.columns if c not in raw.columns]
    if absent:
        raise MonitorError(
            f"De kolom '{absent[0]}' ontbreekt",
            where=place,
            remedy=f"Er zijn: {', '.join(map(str, raw.columns))}. Pas het bestand aan, of de"
            f" beschrijving sets/{description.id}.toml.",
        )
    if raw.empty:
        raise MonitorError("Het bestand heeft geen rijen", where=place)
    text = raw[description.columns].map(_cell_text)
    frame = pd.DataFrame({"region": _regions(text[description.region], place)})
    frame["year"] = _years(text, description, place)
    for column in description.dimensions:
        frame[column] = text[column]
    for column in description.values:
        frame[column] = _numbers(raw[column], text[column], description, place)
    for column in description.texts:
        frame[column] = text[column]
    frame["status"] = _status(text, description)
    _check_single(frame, ["region", "year", *description.dimensions], place)
    return frame.sort_values(["region", "year", *description.dimensions], ignore_index=True)


def _read_bytes(location: str | Path) -> bytes:
    if str(location).startswith(("http://", "https://")):
        with Client() as client:
            return client.get(str(location)).content
    try:
        return Path(location).read_bytes()
    except OSError as err:
        raise MonitorError(
            "Het bestand is niet te lezen",
            where=str(location),
            remedy="Controleer de map met bestanden.",
        ) from err


def _read_raw(content: bytes, place: str, description: SetDescription) -> pd.DataFrame:
    """Read all cells as they are; the index counts rows of the file, the header being row 1."""
    if place.lower().endswith(EXCEL):
        rows = _excel_rows(content, place, description)
    else:
        rows = _csv_rows(content, place, description)
    rows = {number: row for number, row in rows.items() if any(_cell_text(c) for c in row)}
    if not rows:
        raise MonitorError("Het bestand is leeg", where=place)
    header = [_cell_text(name) for name in rows.pop(min(rows))]
    for number, row in rows.items():
        if len(row) != len(header):
            more = "meer" if len(row) > len(header) else "minder"
            raise MonitorError(
                f"Een rij heeft {more} kolommen dan de kop",
                where=f"{place}, rij {number}",
                remedy="Zet tekst met een scheidingsteken tussen aanhalingstekens.",
            )
    return pd.DataFrame.from_dict(rows, orient="index", columns=header, dtype=object)


def _excel_rows(content: bytes, place: str, description: SetDescription) -> dict[int, list[Any]]:
    sheet: str | int = 0 if description.sheet is None else description.sheet
    try:
        cells = pd.read_excel(io.BytesIO(content), sheet_name=sheet, dtype=object, header=None)
    except Exception as err:  # pandas and openpyxl raise a dozen kinds on files that are none
        raise MonitorError("Het bestand is geen leesbaar Excelbestand", where=place) from err
    return {number: list(row) for number, row in enumerate(cells.to_numpy(), 1)}


def _csv_rows(content: bytes, place: str, description: SetDescription) -> dict[int, list[Any]]:
    """Rows by line number: pandas would fill up short rows and shift long ones in silence."""
    try:
        text = content.decode(description.encoding)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=description.delimiter)
        return dict((reader.line_num, row) for row in reader)
    except UnicodeDecodeError as err:
        raise MonitorError(
            f"Het bestand is niet gecodeerd als {description.encoding}",
            where=place,
            remedy=f"Pas encoding aan in sets/{description.id}.toml, bijvoorbeeld latin-1.",
        ) from err
    except csv.Error as err:
        raise MonitorError("Het bestand is geen leesbare CSV", where=place) from err


def _cell_text(value: Any) -> str:
    """Return a cell as text: 2020.0 from Excel is the year 2020, an empty cell is no text."""
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _refuse(bad: pd.Series, text: pd.Series, place: str, what: str, remedy: str) -> None:
    """Name the first bad cell by its row in the file."""
    if bad.any():
        row = bad.idxmax()
        raise MonitorError(
            f"'{text.at[row]}' is geen {what}",
            where=f"{place}, rij {row}, kolom {text.name}",
            remedy=remedy,
        )


def _regions(text: pd.Series, place: str) -> pd.Series:
    codes = text.str.upper().str.removeprefix("GM").str.zfill(4)
    bad = ~codes.str.fullmatch(r"\d{4}") | (text == "")
    _refuse(bad, text, place, "gemeentecode", "Schrijf codes als GM0758.")
    return "GM" + codes


def _years(text: pd.DataFrame, description: SetDescription, place: str) -> pd.Series:
    if description.year is None:
        return pd.Series(description.fixed_year, index=text.index, dtype="int64")
    column = text[description.year]
    bad = ~column.str.fullmatch(r"(19|20)\d{2}")
    _refuse(bad, column, place, "jaar", "Schrijf jaren als 2020.")
    return column.astype("int64")


def _numbers(raw: pd.Series, text: pd.Series, description: SetDescription, place: str) -> pd.Series:
    """Figures; cells that are numbers already (Excel) need no decimal sign."""
    number = raw.map(lambda v: isinstance(v, int | float) and not isinstance(v, bool))
    plain = text.str.replace(description.thousands, "") if description.thousands else text
    if description.decimal != ".":
        plain = plain.str.replace(".", "?").str.replace(description.decimal, ".")
    plain = plain.where(~number, raw.astype(str))
    missing = text.isin(["", *description.missing])
    values = pd.to_numeric(plain.mask(missing), errors="coerce").astype("float64")
    bad = (values.isna() & ~missing) | values.abs().eq(float("inf"))
    sign = "komma" if description.decimal == "," else "punt"
    _refuse(bad, text, place, "getal", f"Schrijf getallen met een decimale {sign}.")
    return values


def _status(text: pd.DataFrame, description: SetDescription) -> pd.Series:
    provisional = pd.Series(False, index=text.index)
    for row in description.provisional:
        match = pd.Series(True, index=text.index)
        for column, value in row.items():
            match &= text[column] == value
        provisional |= match
    return provisional.map({True: "provisional", False: "final"})


def _check_single(frame: pd.DataFrame, index: list[str], place: str) -> None:
    double = frame.duplicated(index)
    if double.any():
        row = frame.loc[double, index].iloc[0]
        named = ", ".join(str(v) for v in row)
        raise MonitorError(
            f"{int(double.sum())} rijen komen dubbel voor, zoals {named}",
            where=f"{place}, rij {double.idxmax()}",
            remedy="Laat elke gemeente per jaar één keer voorkomen.",
        )
