"""The figures that were taken from a file, held small: a byte or two for a name, not a text."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@dataclass
class Taken:
    """Figures as columns; names and codes once.

    Attributes
    ----------
    regions, names : dict of str to int
        GM or WK codes and value columns, each with its place in the order in which they came.
    region, year, name, value, provisional, row : array
        A figure a place; ``region`` and ``name`` are places in the dicts, ``row`` the row of the
        file.
    shares : Counter of int
        How many cells of a name say that they are a percentage: "46,7%".
    """

    regions: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    region: array[int] = field(default_factory=lambda: array("H"))
    year: array[int] = field(default_factory=lambda: array("h"))
    name: array[int] = field(default_factory=lambda: array("H"))
    value: array[float] = field(default_factory=lambda: array("d"))
    provisional: array[int] = field(default_factory=lambda: array("b"))
    row: array[int] = field(default_factory=lambda: array("l"))
    shares: Counter[int] = field(default_factory=Counter)

    def __len__(self) -> int:
        return len(self.value)

    def add(self, region: str, year: int, name: str, value: float, flag: bool, row: int) -> None:
        """Take in a figure; ``flag`` says that it is provisional."""
        self.region.append(self.regions.setdefault(region, len(self.regions)))
        self.year.append(year)
        self.name.append(self.names.setdefault(name, len(self.names)))
        self.value.append(value)
        self.provisional.append(flag)
        self.row.append(row)

    def in_percents(self, names: Set[int]) -> Taken:
        """Return the figures with those of these names (by place) a hundred times as large."""
        if not names:
            return self
        times = (
            round(v * 100, 12) if n in names else v
            for n, v in zip(self.name, self.value, strict=True)
        )
        return replace(self, value=array("d", times))

    def without(self, drop: Set[tuple[int, float]]) -> Taken:
        """Return the figures but those of these names (by place) with these values."""
        if not drop:
            return self
        stay = bytes((n, v) not in drop for n, v in zip(self.name, self.value, strict=True))
        columns = {
            column: array(kept.typecode, compress(kept, stay))
            for column in ("region", "year", "name", "value", "provisional", "row")
            if (kept := getattr(self, column)) is not None
        }
        return Taken(self.regions, self.names, **columns, shares=self.shares)

    def frame(self) -> pd.DataFrame:
        """Return ``region, year, name, value, provisional, row``; region and name as categories."""
        import numpy as np  # noqa: PLC0415 - the process that reads a file does without
        import pandas as pd  # noqa: PLC0415

        def words(places: array[int], known: dict[str, int]) -> Any:
            codes = np.frombuffer(places, "uint16").astype("int32")
            return pd.Categorical.from_codes(codes, pd.Index(list(known), dtype="str"))

        return pd.DataFrame(
            {
                "region": words(self.region, self.regions),
                "year": np.frombuffer(self.year, "int16"),
                "name": words(self.name, self.names),
                "value": np.frombuffer(self.value, "float64"),
                "provisional": np.frombuffer(self.provisional, "bool"),
                "row": np.frombuffer(self.row, "int64"),
            }
        )
