"""One value column on the present municipalities, and its indicator; what a set of them is."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_entries import SCORED, FileSet, Indicator, Source, Text
from monitor.errors import MonitorError
from monitor.own.merge import as_present, harmonised
from monitor.own.places import build_places
from monitor.own.problems import Problem, blocking
from monitor.own.told import told
from monitor.own.understand import Understood
from monitor.snapshot_tables import empty_table

COLUMNS = [
    "indicator", "region", "year", "value", "lower", "upper", "status", "source", "harmonised",
]  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What the user says about one value column.

    Attributes
    ----------
    name : str
        The value column, as in ``Understood.names``.
    title, unit : str
        As shown.
    dimension : str
        Id of a dimension of the catalog.
    direction : {1, -1, 0}
        Higher is more resilient, less resilient, or context.
    merge : {"mean", "count", "median"}
        How figures of merged municipalities combine (catalog).
    title_en, unit_en, note : str
        English texts (the Dutch ones by default) and a remark.
    decimals : int
        Shown decimals.
    cycle : int, optional
        Years between measurements (default: the usual gap between the years of the file).
    present : bool
        The figures of all years are on the present municipalities already.
    """

    name: str
    title: str
    unit: str
    dimension: str = "context"
    direction: Literal[1, -1, 0] = 0
    merge: Literal["mean", "count", "median"] = "mean"
    title_en: str = ""
    unit_en: str = ""
    note: str = ""
    decimals: int = 1
    cycle: int | None = None
    present: bool = False


@dataclass(frozen=True, eq=False)
class OwnSet:
    """A set of the province, ready to stand beside the figures of a snapshot.

    Attributes
    ----------
    file : FileSet
        Id, title, publisher and licence.
    filename, sha256 : str
        Of the file it came from.
    added : str
        ISO date.
    boundary_year : int
        Year of the municipalities in ``observations``.
    indicators : tuple of Indicator
    observations, scales : DataFrame
        As in docs/architecture.md.
    notes : list of Problem
        What the user should know: figures that could not be merged, a scale on few municipalities.
    districts : DataFrame
        As ``district_figures`` there: of a file by district, which has no observations.
    """

    file: FileSet
    filename: str
    sha256: str
    added: str
    boundary_year: int
    indicators: tuple[Indicator, ...]
    observations: pd.DataFrame
    scales: pd.DataFrame
    notes: list[Problem] = field(default_factory=list)
    districts: pd.DataFrame = field(default_factory=lambda: empty_table("district_figures"))

    @cached_property
    def digest(self) -> str:
        """A text that is another one where anything that counts is: caches know a set by it.

        Not the file: the same file says something else to who answers its questions otherwise.
        """
        found = hashlib.sha256(repr((self.file, self.indicators)).encode())
        for frame in (self.observations, self.scales, self.districts):
            found.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
        return found.hexdigest()

    @property
    def figures(self) -> pd.DataFrame:
        """All figures of the set: observations, or those of districts."""
        return self.districts if len(self.districts) else self.observations


def slug(text: str) -> str:
    """Return a text as an id: ``eigen_`` and at most 40 small letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "eigen_" + (re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40].strip("_") or "set")


def indicator_of(choice: Choice, figures: pd.DataFrame, id_: str, source: str) -> Indicator:
    """Return the entry for the catalog of one value column.

    Parameters
    ----------
    choice : Choice
        What the user says about the column.
    figures : DataFrame
        ``year, value``, not empty.
    id_, source : str
        Ids of the indicator and the set.
    """
    years = np.sort(figures["year"].unique()).astype(int)
    gap = int(np.median(np.diff(years))) if len(years) > 1 else 1
    low = float(figures["value"].min())
    return Indicator(
        id=id_,
        title=Text(nl=choice.title, en=choice.title_en or choice.title),
        dimension=choice.dimension,
        direction=choice.direction,
        unit=Text(nl=choice.unit, en=choice.unit_en or choice.unit),
        cycle=choice.cycle or min(max(gap, 1), 10),
        source=[Source(file=source, column=choice.name)],
        reference_year=int(years[-1]) if choice.direction else None,
        merge=choice.merge,
        decimals=choice.decimals,
        low=0.0 if low >= 0 else low,
        note=Text(nl=choice.note, en=choice.note),
    )


def _check(choice: Choice, understood: Understood, catalog: Catalog) -> None:
    where = told("kolom '{name}'", name=choice.name)
    if not understood.ok:
        stop = blocking(understood.problems)
        first = stop[0] if stop else None
        raise MonitorError(
            str(first) if first else understood.questions[0].what, where=understood.filename
        )
    if choice.name not in understood.names:
        known = ", ".join(f"'{n}'" for n in understood.names)
        raise MonitorError(
            told("Het bestand heeft deze kolom niet"),
            where=where,
            remedy=told("Kies {names}.", names=known),
        )
    if not choice.title.strip() or not choice.unit.strip():
        raise MonitorError(told("Een titel en een eenheid zijn nodig"), where=where)
    if choice.dimension not in catalog.dimensions:
        known = ", ".join(catalog.dimensions)
        raise MonitorError(
            told("Deze dimensie bestaat niet"),
            where=where,
            remedy=told("Kies uit {names}.", names=known),
        )
    if (choice.direction != 0) != (choice.dimension in SCORED):
        raise MonitorError(
            told("Richting en dimensie passen niet bij elkaar"),
            where=where,
            remedy=told(
                "Een indicator die meetelt heeft richting + of - en een van de drie"
                " hulpbronnen; context heeft richting 0."
            ),
        )
    if choice.direction and choice.merge == "count":
        raise MonitorError(
            told("Een aantal kan niet meetellen in de score: het volgt de grootte van de gemeente"),
            where=where,
            remedy=told("Maak er een percentage of een aantal per 1.000 inwoners van."),
        )


def column_of(understood: Understood, choice: Choice, catalog: Catalog) -> pd.DataFrame:
    """Return the figures of one value column: the rows of ``Understood.figures`` of that name.

    Parameters
    ----------
    understood : Understood
        Without errors or open questions.
    choice : Choice
        What the user says about the column.
    catalog : Catalog
        Of the snapshot beside which it will stand.

    Raises
    ------
    MonitorError
        Where the choice does not fit the file or the catalog, or the column holds no figure.
    """
    _check(choice, understood, catalog)
    figures = understood.figures[understood.figures["name"] == choice.name]
    if figures.empty:
        raise MonitorError(
            told("De kolom bevat geen enkel cijfer"), where=told("kolom '{name}'", name=choice.name)
        )
    return figures


def to_observations(
    understood: Understood, choice: Choice, snapshot: Any, *, id_: str = "", source: str = ""
) -> tuple[pd.DataFrame, Indicator, list[Problem]]:
    """Bring one value column onto the present municipalities.

    Former municipalities are merged as in ``build`` (``monitor.regions.harmonise``).

    Parameters
    ----------
    understood : Understood
        Without errors or open questions.
    choice : Choice
        What the user says about the column.
    snapshot : Snapshot
        Gives catalog, boundaries and population.
    id_, source : str
        Ids of the indicator and the set (default: from the title and the file name).

    Returns
    -------
    tuple of DataFrame, Indicator and list of Problem
        Observations (docs/architecture.md), the entry for the catalog, and warnings.

    Raises
    ------
    MonitorError
        Where anything keeps the column out; nothing is taken in then.
    """
    id_, source = id_ or slug(choice.title), source or slug(understood.filename)
    figures = column_of(understood, choice, snapshot.catalog).assign(source=source)
    figures = figures.astype({"region": "str", "name": "str"})
    figures["status"] = np.where(figures["provisional"], "provisional", "final")
    titles = dict(build_places(snapshot.regions, snapshot.recoding).titles)
    out, notes = (
        (as_present(figures, snapshot, titles), [])
        if choice.present
        else harmonised(figures, choice.merge, snapshot, titles)
    )
    if out.empty:
        raise MonitorError(
            told("Geen enkel cijfer kan bij een gemeente van nu worden ondergebracht"),
            where=told("kolom '{name}'", name=choice.name),
            remedy=told("Vul de vroegere gemeenten aan die samen één gemeente werden."),
        )
    frame = out.assign(indicator=id_, year=out["year"].astype("int16"))[COLUMNS]
    return frame.reset_index(drop=True), indicator_of(choice, out, id_, source), notes
