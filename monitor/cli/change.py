"""``python -m monitor change``: what moved between two years, and is a lost place real?"""

from __future__ import annotations

from typing import Annotated

import pandas as pd
import typer

from monitor.analysis.change import Change, compare_years, waterfall
from monitor.analysis.groups import PROVINCE
from monitor.analysis.peers import check_code
from monitor.analysis.rank_change import lagging_and_worsening
from monitor.analysis.scores import score_years
from monitor.cli.tables import show
from monitor.errors import MonitorError
from monitor.snapshot import Snapshot, open_snapshot


def change(
    start: Annotated[int, typer.Option("--from", help="Eerste jaar.")],
    end: Annotated[int, typer.Option("--to", help="Tweede jaar.")],
    region: Annotated[
        str, typer.Option(help="Gemeentecode: toon waaruit de verandering bestaat.")
    ] = "",
    country: Annotated[bool, typer.Option("--nl", help="Heel Nederland.")] = False,
    csv: Annotated[str, typer.Option(help="Schrijf als CSV naar dit bestand, of - .")] = "",
) -> None:
    """Toon de verandering tussen twee jaren, wat eraan bijdroeg en of een rang echt veranderde."""
    if start == end:
        raise MonitorError("Kies twee verschillende jaren", where=str(start))
    snapshot = open_snapshot()
    scores = score_years(snapshot, [start, end])
    found = compare_years(snapshot, scores[start], scores[end])
    if region:
        _show_one(snapshot, found, region, csv)
    else:
        _show_all(snapshot, found, country, csv)


def _show_one(snapshot: Snapshot, found: Change, region: str, csv: str) -> None:
    check_code(snapshot, region)
    row = found.table.loc[region]
    if pd.isna(row["change"]):
        raise MonitorError(
            "Deze gemeente heeft niet in beide jaren een totaal",
            where=f"{region}, {found.start.year} en {found.end.year}",
            remedy="Kies andere jaren.",
        )
    name = snapshot.regions.at[region, "name"]
    years = f"{found.start.year} ({row['total_start']:.1f}) naar {found.end.year}"
    title = f"{name}, van {years} ({row['total_end']:.1f}): {row['change']:+.1f} punten"
    table = waterfall(found, region)
    for column in ("measured_start", "measured_end"):
        table[column] = table[column].astype("Int64")
    show(table, title, csv, decimals=2)


def _show_all(snapshot: Snapshot, found: Change, country: bool, csv: str) -> None:
    ranks = lagging_and_worsening(snapshot, found)
    own = ["rank_change", "low", "high", "p_worse", "lagging", "worsening", "both"]
    extra = ranks[own].rename(columns={"rank_change": "places", "low": "places_low"})
    table = found.table.join(extra.rename(columns={"high": "places_high"}))
    if not country:
        table = table[snapshot.regions["province"] == PROVINCE]
    table = table.sort_values("change")
    names = snapshot.regions["name"].reindex(table.index)
    if csv:
        frame = table.reset_index(names="region")
        frame.insert(1, "name", names.to_numpy())
        show(frame, "", csv)
        return
    shown = {"total_start": "van", "total_end": "naar", "change": "verandering"}
    shown |= {"common": "zelfde indicatoren", "entered": "erbij", "left": "eraf"}
    frame = table[list(shown)].rename(columns=shown).reset_index(drop=True)
    frame.insert(0, "gemeente", names.to_numpy())
    low, middle, high = (
        table[c].round().astype("Int64").astype(str).to_numpy()
        for c in ("places_low", "places", "places_high")
    )
    frame["plaatsen (5-95%)"] = [
        "" if m == "<NA>" else f"{m} ({a} … {b})" for a, m, b in zip(low, middle, high, strict=True)
    ]
    for column, title in (("lagging", "achter"), ("worsening", "zakt"), ("both", "beide")):
        frame[title] = table[column].map({True: "ja", False: ""}).to_numpy()
    show(frame, f"Verandering van {found.start.year} naar {found.end.year}, in punten")
