"""A set of the province from the chosen columns of an understood file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Any, Literal

import numpy as np
import pandas as pd

from monitor.catalog_entries import FileSet, Indicator
from monitor.errors import MonitorError
from monitor.own.observe import (
    COLUMNS,
    Choice,
    OwnSet,
    column_of,
    indicator_of,
    slug,
    to_observations,
)
from monitor.own.percents import no_share
from monitor.own.problems import Problem
from monitor.own.told import told
from monitor.own.understand import Understood
from monitor.regions.vintages import nearest_years
from monitor.score.errors import ScoreError
from monitor.score.scale import frozen_scale
from monitor.snapshot_tables import empty_table

POPULATION = "bevolking"
FEWEST = 10
"""Municipalities in the reference year below which a scale says nothing."""


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
        As for `monitor.own.observe.to_observations`.
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
    bare = OwnSet(
        file=FileSet(id=slug(title), title=title, publisher=publisher.strip(), licence=licence),
        filename=understood.filename,
        sha256=understood.sha256,
        added=added,
        boundary_year=snapshot.catalog.boundary_year,
        indicators=(),
        observations=pd.DataFrame(columns=COLUMNS),
        scales=empty_table("scales"),
        notes=[p for p in understood.problems if not p.blocks],
    )
    filled = _of_districts if understood.by_district else _of_municipalities
    return filled(bare, understood, _named(choices, snapshot.catalog.indicators), snapshot)


def _named(choices: Sequence[Choice], taken: Collection[str]) -> dict[str, Choice]:
    """Give each choice an id, with a number after it where that is taken."""
    named: dict[str, Choice] = {}
    for choice in choices:
        id_ = slug(choice.title)
        ids = chain([id_], (f"{id_}_{number}" for number in count(2)))
        named[next(i for i in ids if i not in named and i not in taken)] = choice
    return named


def _of_municipalities(
    bare: OwnSet, understood: Understood, named: dict[str, Choice], snapshot: Any
) -> OwnSet:
    """Fill a set from a file by municipality, each scored column with its scale."""
    indicators, frames, scales, notes = [], [], [], [*bare.notes]
    for id_, choice in named.items():
        frame, indicator, merged = to_observations(
            understood, choice, snapshot, id_=id_, source=bare.file.id
        )
        notes += no_share(choice, frame) + merged
        if indicator.direction:
            scale, partial = _scale(frame, indicator, indicator.direction, snapshot)
            scales.append(scale)
            notes += partial
        indicators.append(indicator)
        frames.append(frame)
    return replace(
        bare,
        indicators=tuple(indicators),
        observations=pd.concat(frames, ignore_index=True),
        scales=pd.concat(scales, ignore_index=True)[[*bare.scales]] if scales else bare.scales,
        notes=notes,
    )


def _of_districts(
    bare: OwnSet, understood: Understood, named: dict[str, Choice], snapshot: Any
) -> OwnSet:
    """Fill a set from a file by district: context beside their figures, never a score."""
    indicators, frames = [], []
    for id_, choice in named.items():
        own = column_of(understood, choice, snapshot.catalog)
        if choice.direction:
            raise MonitorError(
                told("Cijfers per wijk tellen niet mee in de score"),
                where=told("kolom '{name}'", name=choice.name),
                remedy=told("Neem de kolom op als context."),
            )
        indicators.append(indicator_of(choice, own, id_, bare.file.id))
        frames.append(own.assign(indicator=id_))
    rows = pd.concat(frames, ignore_index=True).rename(columns={"region": "code"})
    rows = rows.assign(**dict.fromkeys(("lower", "upper", "count"), np.nan))
    rows = rows.assign(source=bare.file.id, made="")
    like = bare.districts
    return replace(
        bare,
        indicators=tuple(indicators),
        districts=rows[[*like]].astype(like.dtypes.to_dict()),
    )


def _scale(
    observations: pd.DataFrame, indicator: Indicator, direction: Literal[1, -1], snapshot: Any
) -> tuple[pd.DataFrame, list[Problem]]:
    """Fit the frozen scale on the last year, as ``build`` does on the reference year."""
    year, total = int(observations["year"].max()), len(snapshot.regions)
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
        scale = frozen_scale(figures, direction, year)
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
