"""A folder of tables (csv files) as CBS's service knows them: dimensions, topics, rows."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

GEO = {"RegioS": "GeoDimension", "WijkenEnBuurten": "GeoDetail"}
TITLES = {
    "RegioS": "Regio's",
    "WijkenEnBuurten": "Wijken en buurten",
    "SoortMisdrijf": "Soort misdrijf",
}
SMALL = 20_000
_READ: dict[tuple[Path, int, int, tuple[int, ...]], pd.DataFrame] = {}
"""Rows of small tables that a server before read."""
MARGINS = {"MW00000": "Waarde", "MOG0095": "Ondergrens 95%", "MBG0095": "Bovengrens 95%"}
AGES = {"20300": "18 jaar of ouder", "53115": "18 tot 65 jaar", "80200": "65 jaar of ouder"}


@dataclass(frozen=True)
class Topic:
    """One column of figures: its key, the groups it stands under, its own title and its unit."""

    key: str
    groups: tuple[str, ...]
    title: str
    unit: str


@dataclass
class Table:
    """One table; the rows are read on first use."""

    id: str
    folder: Path
    about: dict
    regions: dict[str, dict]
    names: dict[str, str] = field(default_factory=dict)

    @property
    def dimensions(self) -> list[str]:
        return self.about["dimensions"]

    @property
    def title(self) -> str:
        return self.about["title"]

    @property
    def geo(self) -> str:
        return next(d for d in self.dimensions if d in GEO)

    @cached_property
    def topics(self) -> list[Topic]:
        path = self.folder / f"{self.id}.topics.csv"
        if not path.exists():
            return []
        out = []
        for row in csv.DictReader(path.open(encoding="utf-8")):
            *groups, title = row["title"].split(" | ")
            out.append(Topic(row["key"], tuple(groups), title, row["unit"]))
        return out

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Dimension columns with CBS's padding, and a float column per topic."""
        path = self.folder / f"{self.id}.csv"
        if not path.exists():
            return pd.DataFrame()
        widths = tuple(self.width(dim) for dim in self.dimensions)
        known = (path, path.stat().st_mtime_ns, path.stat().st_size, widths)
        if known not in _READ:
            frame = self._rows(path)
            if len(frame) > SMALL:
                return frame
            _READ[known] = frame
        return _READ[known].copy()  # a test may change its own

    def _rows(self, path: Path) -> pd.DataFrame:
        frame = pd.read_csv(path, dtype=dict.fromkeys(self.dimensions, str), na_values=["."])
        for dim in self.dimensions:
            frame[dim] = frame[dim].str.strip().str.ljust(self.width(dim))
        if "Perioden" in self.dimensions:
            frame = self._with_empty_rows(frame)
        return frame.copy()  # in one block: pandas warns of wide tables read column by column

    def _with_empty_rows(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Add the rows that hold nothing: the files leave them out, CBS answers with empty cells.

        Every region stands beside every period and every other code that any region of its level
        has: municipalities and districts are one, neighbourhoods another (they are too many).
        """
        parts = []
        level = frame[self.geo].str[:2].replace("WK", "GM")
        for _, rows in frame.groupby(level, sort=False):
            codes = [rows[d].drop_duplicates().sort_values() for d in self.dimensions]
            whole = pd.MultiIndex.from_product(codes, names=self.dimensions).to_frame(index=False)
            parts.append(whole.merge(rows, on=self.dimensions, how="left"))
        return pd.concat(parts, ignore_index=True)

    def width(self, dim: str) -> int:
        """How wide the codes of a dimension are: it differs per dimension and per table."""
        if dim in self.about.get("padding", {}):
            return self.about["padding"][dim]
        if dim == "RegioS" and self.id == "83625NED":
            return 0
        return {"RegioS": 10, "WijkenEnBuurten": 10, "SoortMisdrijf": 6}.get(dim, 0)

    @cached_property
    def decimals(self) -> dict[str, int]:
        """Decimals per topic, as the figures show them."""
        out = {}
        for topic in self.topics:
            v = self.frame[topic.key].dropna().to_numpy(dtype=float)
            out[topic.key] = next((d for d in range(4) if np.allclose(v, v.round(d), atol=1e-9)), 4)
        return out

    def codes(self, dim: str) -> list[str]:
        """The padded codes of a dimension, in the order of CBS."""
        if self.frame.empty and dim in GEO:
            return [code.ljust(self.width(dim)) for code in self.regions]
        return sorted(self.frame[dim].unique())

    def category(self, dim: str, code: str) -> dict:
        """One row of a dimension, as CBS describes it."""
        bare = code.strip()
        if dim in GEO:
            row = self.regions.get(bare, {})
            return {
                "Key": code,
                "Title": row.get("Title") or self.names.get(bare, bare),
                "Description": row.get("Description", ""),
                "CategoryGroupID": row.get("CategoryGroupID") or None,
            }
        if dim == "Perioden":
            provisional = bare[:4] in [str(y) for y in self.about.get("provisional", [])]
            status = "Voorlopig" if provisional else "Definitief"
            return {"Key": code, "Title": _period(bare), "Description": "", "Status": status}
        title = {**MARGINS, **AGES, **self.about.get("titles", {})}.get(bare, bare)
        return {"Key": code, "Title": title, "Description": "", "CategoryGroupID": None}


def _period(code: str) -> str:
    year, kind, number = code[:4], code[4:6], code[6:]
    return {"KW": f"{year} {int(number)}e kwartaal", "MM": f"{year} maand {int(number)}"}.get(
        kind, year
    )


def load_folder(folder: Path) -> dict[str, Table]:
    """All tables of a folder, by their (case sensitive) identifier."""
    cbs = folder / "cbs"
    regions_file = cbs / "03759ned.RegioS.csv"
    with regions_file.open(encoding="utf-8", newline="") as file:
        regions = {row["Key"].strip(): row for row in csv.DictReader(file)}
    names = {}
    for path in sorted((folder / "boundaries").glob("wijk*.geojson")):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            names[feature["properties"]["statcode"]] = feature["properties"]["statnaam"]
    known = json.loads((cbs / "tables.json").read_text(encoding="utf-8"))
    of_year = _names_of_years(folder / "files")
    return {
        id_: Table(
            id_,
            cbs,
            {**about, **_real_dates(folder, id_)},
            regions,
            {**names, **of_year.get(about["title"][-4:], {})},
        )
        for id_, about in known.items()
    }


def _names_of_years(files: Path) -> dict[str, dict[str, str]]:
    """Names of districts and neighbourhoods as they were: a code is another place in another year.

    The layout of a table of one year is that of the year its title ends with.
    """
    names: dict[str, dict[str, str]] = {}
    for path in files.glob("wijken_namen_*.csv"):
        for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
            names.setdefault(row["jaar"], {})[row["wijk"]] = row["naam"]
    for path in files.glob("wijken_en_buurten_*.csv"):
        for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
            names.setdefault(path.stem[-4:], {})[row["code"]] = row["naam"]
    return names


def _real_dates(folder: Path, table: str) -> dict:
    """The modified date where a real answer of CBS lies beside the figures."""
    v3 = folder / "odata" / f"{table}.TableInfos.json"
    v4 = folder / "odata" / "v4" / table / "properties.json"
    for path in (v3, v4):
        if path.exists():
            return {"modified": json.loads(path.read_text(encoding="utf-8"))["Modified"]}
    return {}
