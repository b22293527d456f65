"""From an understood file to observations on the present municipalities, and their indicators."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any, Literal

import numpy as np
import pandas as pd

from monitor.catalog import SCORED, Catalog, FileSet, Indicator, Source, Text
from monitor.errors import MonitorError
from monitor.own.merge import as_present, harmonised
from monitor.own.percents import no_share
from monitor.own.places import build_places
from monitor.own.problems import Problem, blocking
from monitor.own.told import told
from monitor.own.understand import Understood
from monitor.regions.harmonise import nearest_years
from monitor.score.errors import ScoreError
from monitor.score.scale import frozen_scale
from monitor.snapshot import empty_table

COLUMNS = [
    "indicator", "region", "year", "value", "lower", "upper", "status", "source", "harmonised",
]  # fmt: skip
POPULATION = "bevolking"
FEWEST = 10
"""Municipalities in the reference year below which a scale says nothing."""


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


# ---------------------------------------------------------------- one value column


def _indicator(choice: Choice, figures: pd.DataFrame, id_: str, source: str) -> Indicator:
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
    _check(choice, understood, snapshot.catalog)
    id_, source = id_ or slug(choice.title), source or slug(understood.filename)
    figures = understood.figures
    figures = figures[figures["name"] == choice.name].assign(source=source)
    figures = figures.astype({"region": "str", "name": "str"})
    if figures.empty:
        raise MonitorError(
            told("De kolom bevat geen enkel cijfer"), where=told("kolom '{name}'", name=choice.name)
        )
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
    return frame.reset_index(drop=True), _indicator(choice, out, id_, source), notes


# ---------------------------------------------------------------- a set


def _scale(
    observations: pd.DataFrame, indicator: Indicator, snapshot: Any
) -> tuple[pd.DataFrame, list[Problem]]:
    """Fit the frozen scale on the last year, as ``build`` does on the reference year."""
    if indicator.direction == 0 or indicator.reference_year is None:
        return pd.DataFrame(), []
    year, total = indicator.reference_year, len(snapshot.regions)
    known = int((observations["year"] == year).sum())
    where = told("indicator '{title}', {year}", title=indicator.title.nl, year=year)
    if known < FEWEST:
        raise MonitorError(
            told(
                "Voor een score zijn in het laatste jaar minstens {fewest} gemeenten nodig;"
                " er zijn er {known}",
                fewest=FEWEST,
                known=known,
            ),
            where=where,
            remedy=told("Neem de set op als context."),
        )
    counts = snapshot.observations
    people = nearest_years(counts[counts["indicator"] == POPULATION], observations["year"].unique())
    keys = pd.MultiIndex.from_frame(observations[["region", "year"]])
    figures = observations.rename(columns={"region": "unit"}).assign(
        weight=people.reindex(keys).to_numpy()
    )
    try:
        scale = frozen_scale(figures, indicator.direction, year)
    except ScoreError as err:
        raise MonitorError(
            told("Alle cijfers zijn gelijk: zonder spreiding is er geen schaal"),
            where=where,
            remedy=told("Neem de set op als context."),
        ) from err
    notes = [] if known == total else [_partial(indicator, known, total)]
    return scale.assign(indicator=indicator.id), notes


def _partial(indicator: Indicator, known: int, total: int) -> Problem:
    return Problem(
        told(
            "de schaal van '{title}' rust op {known} van de {total} gemeenten: 100 is hier"
            " het gemiddelde van die gemeenten, niet van Nederland",
            title=indicator.title.nl,
            known=known,
            total=total,
        ),
        told("Gebruik liever cijfers van heel Nederland als de indicator meetelt."),
        code="schaal op een deel",
        blocks=False,
    )


def make_set(
    understood: Understood,
    choices: Sequence[Choice],
    snapshot: Any,
    *,
    title: str,
    added: str,
    publisher: str = "",
    licence: str = "intern gebruik",
) -> OwnSet:
    """Make a set of one or more value columns of a file.

    Parameters
    ----------
    understood, snapshot
        As for ``to_observations``.
    choices : sequence of Choice
        The columns to take in; columns without a choice stay out.
    title, publisher, licence : str
        Of the set, shown as its source; a publisher that nobody entered stays empty.
    added : str
        ISO date of today.

    Raises
    ------
    MonitorError
        Where any column cannot be taken in; then none is.
    """
    if not choices or not title.strip():
        raise MonitorError(
            told("Een set heeft een titel en minstens één gekozen kolom nodig"),
            where=understood.filename,
        )
    file = FileSet(id=slug(title), title=title, publisher=publisher.strip(), licence=licence)
    frames, scales = [], []
    indicators: list[Indicator] = []
    notes = [p for p in understood.problems if not p.blocks]
    if understood.by_district:
        return _of_districts(understood, choices, snapshot, file, added, notes)
    for choice in choices:
        id_ = _free(slug(choice.title), {i.id for i in indicators} | {*snapshot.catalog.indicators})
        frame, indicator, more = to_observations(
            understood, choice, snapshot, id_=id_, source=file.id
        )
        notes += no_share(choice, frame)
        scale, partial = _scale(frame, indicator, snapshot)
        frames.append(frame)
        indicators.append(indicator)
        notes += more + partial
        if len(scale):
            scales.append(scale)
    return OwnSet(
        file,
        understood.filename,
        understood.sha256,
        added,
        snapshot.catalog.boundary_year,
        tuple(indicators),
        pd.concat(frames, ignore_index=True),
        _scales(scales),
        notes,
    )


def _of_districts(
    understood: Understood,
    choices: Sequence[Choice],
    snapshot: Any,
    file: FileSet,
    added: str,
    notes: list[Problem],
) -> OwnSet:
    """Make a set of a file by district: context beside the figures of districts, never a score."""
    indicators: list[Indicator] = []
    parts = []
    for choice in choices:
        _check(choice, understood, snapshot.catalog)
        if choice.direction:
            raise MonitorError(
                told("Cijfers per wijk tellen niet mee in de score"),
                where=told("kolom '{name}'", name=choice.name),
                remedy=told("Neem de kolom op als context."),
            )
        taken = {*(i.id for i in indicators), *snapshot.catalog.indicators}
        id_ = _free(slug(choice.title), taken)
        own = understood.figures[understood.figures["name"] == choice.name]
        indicators.append(_indicator(choice, own, id_, file.id))
        parts.append(own.assign(indicator=id_))
    rows = pd.concat(parts, ignore_index=True).rename(columns={"region": "code"})
    rows = rows.assign(count=np.nan, source=file.id, made="")
    like = empty_table("district_figures")
    return OwnSet(
        file,
        understood.filename,
        understood.sha256,
        added,
        snapshot.catalog.boundary_year,
        tuple(indicators),
        pd.DataFrame(columns=COLUMNS),
        _scales([]),
        notes,
        rows[list(like.columns)].astype(like.dtypes.to_dict()),
    )


def _free(id_: str, taken: set[str]) -> str:
    """Return an id, with a number after it where it is taken."""
    numbered = (f"{id_}_{number}" for number in count(2))
    return id_ if id_ not in taken else next(n for n in numbered if n not in taken)


def _scales(parts: list[pd.DataFrame]) -> pd.DataFrame:
    columns = ["indicator", "from_year", "mean", "sd", "shift", "low", "high"]
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat(parts, ignore_index=True)[columns]
