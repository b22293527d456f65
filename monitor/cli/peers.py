"""``python -m monitor peers``: comparable municipalities, and whom to learn from."""

from __future__ import annotations

from typing import Annotated

import pandas as pd
import typer

from monitor.analysis import peers as analysis
from monitor.analysis.scores import TOTAL, score_year
from monitor.cli.tables import latest_year, show
from monitor.snapshot import open_snapshot


def peers(
    region: Annotated[str, typer.Argument(help="Gemeentecode, zoals GM0748.")],
    year: Annotated[int, typer.Option(help="Jaar; zonder: het laatste met een score.")] = 0,
    count: Annotated[int, typer.Option(help="Aantal vergelijkbare gemeenten.", min=1)] = 10,
    learn: Annotated[
        bool, typer.Option("--learn", help="Alleen: wie doet het beter op wat hier achterblijft.")
    ] = False,
    csv: Annotated[str, typer.Option(help="Schrijf als CSV naar dit bestand, of - .")] = "",
) -> None:
    """Toon vergelijkbare gemeenten en van wie er iets te leren valt."""
    snapshot = open_snapshot()
    year = year or latest_year(snapshot)
    scores = score_year(snapshot, year)
    found = analysis.peers(snapshot, region, year, count)
    names = snapshot.regions["name"]
    lessons = analysis.learn_from(scores, region, found.index)
    lessons.insert(1, "name", names.reindex(lessons["region"]).to_numpy())
    if csv:
        near = found.reset_index().assign(total=scores.table[TOTAL].reindex(found.index).to_numpy())
        show(lessons if learn else near, "", csv)
        return
    own = names[region]
    if not learn:
        near = found.drop(columns="province_name").reset_index()
        near["totaal"] = scores.table[TOTAL].reindex(found.index).to_numpy()
        show(near, f"Vergelijkbaar met {own} ({year}); {own} heeft {_total(scores.table, region)}")
    title = f"Wat in {own} achterblijft en waar het duidelijk beter gaat"
    show(lessons, title, decimals=2)


def _total(table: pd.DataFrame, region: str) -> str:
    value = table.at[region, TOTAL]
    return "geen totaal" if pd.isna(value) else f"totaal {value:.1f}"
