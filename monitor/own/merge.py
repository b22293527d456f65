"""Figures of former municipalities onto the present ones, or the reason why that cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from monitor.errors import MonitorError
from monitor.own.problems import Problem
from monitor.own.told import told
from monitor.regions.carry import inhabitants
from monitor.regions.harmonise import harmonise, unused
from monitor.regions.vintages import make_links


def _boundaries(snapshot: Any, years: Iterable[int]) -> tuple[pd.DataFrame, pd.Series]:
    """Return who merged into whom, and the inhabitants per municipality in years.

    Parameters
    ----------
    snapshot : Snapshot
        ``recoding``, ``regions`` (with ``from_year``) and ``history``.
    years : iterable of int
        The years of the figures, also later ones than the snapshot has.

    Returns
    -------
    tuple of DataFrame and Series
        As ``make_links`` and ``nearest_years`` give them.
    """
    links = make_links(snapshot.regions["from_year"], snapshot.recoding)
    return links, inhabitants(snapshot.history, years)


def as_present(figures: pd.DataFrame, snapshot: Any, titles: dict[str, str]) -> pd.DataFrame:
    """Return figures that the user says are on the present municipalities."""
    former = figures[~figures["region"].isin(snapshot.regions.index)]
    if len(former):
        row = former.iloc[0]
        raise MonitorError(
            told("{place} is geen gemeente van nu", place=titles[row["region"]]),
            where=told("rij {row}", row=row["row"]),
            remedy=told(
                "Laat de keuze 'op de gemeenten van nu' weg; dan wordt de rij samengevoegd."
            ),
        )
    return figures.assign(lower=np.nan, upper=np.nan, harmonised=False)


def harmonised(
    figures: pd.DataFrame, merge: str, snapshot: Any, titles: dict[str, str]
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return figures merged as in ``build``, and the places and years that got none."""
    links, people = _boundaries(snapshot, figures["year"].unique())
    double = unused(figures, links)
    if len(double):
        row = double.iloc[0]
        raise MonitorError(
            told(
                "{place} staat in {year} naast de gemeente waarin zij opging",
                place=titles[row["region"]],
                year=row["year"],
            ),
            where=told("rij {row}, {n} keer in het bestand", row=row["row"], n=len(double)),
            remedy=told("Laat één van beide weg: anders telt het cijfer dubbel."),
        )
    count = merge == "count"
    out = harmonise(figures, links, count=count, population=people)
    if count:
        out = out[out["covered"] == 1]
    could = figures.merge(links[["code", "to"]], left_on="region", right_on="code")
    could = could[["to", "year"]].drop_duplicates().rename(columns={"to": "region"})
    lost = could.merge(out[["region", "year"]], how="left", indicator=True)
    return out, [_incomplete(r, titles) for r in lost[lost["_merge"] == "left_only"].itertuples()]


def _incomplete(row: Any, titles: dict[str, str]) -> Problem:
    return Problem(
        told(
            "{place} krijgt in {year} geen cijfer: het bestand noemt niet alle"
            " gemeenten waaruit zij is ontstaan",
            place=titles[row.region],
            year=row.year,
        ),
        told(
            "Vul de ontbrekende vroegere gemeenten aan. Zijn de cijfers van alle jaren"
            " al omgerekend naar de gemeenten van nu, kies dat dan."
        ),
        code="samenvoeging onvolledig",
        blocks=False,
    )
