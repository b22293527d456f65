"""``python -m monitor robust``: how sure is a rank, and who lags under almost any choice?"""

from __future__ import annotations

from typing import Annotated

import pandas as pd
import typer

from monitor.analysis.groups import PROVINCE
from monitor.analysis.robust import DRAWS, SEED, robustness
from monitor.cli.tables import latest_year, show
from monitor.snapshot import open_snapshot


def robust(
    year: Annotated[int, typer.Option(help="Jaar; zonder: het laatste met een score.")] = 0,
    country: Annotated[bool, typer.Option("--nl", help="Heel Nederland.")] = False,
    draws: Annotated[int, typer.Option(help="Aantal trekkingen.", min=100)] = DRAWS,
    seed: Annotated[int, typer.Option(help="Begin van de toevalsreeks.")] = SEED,
    csv: Annotated[str, typer.Option(help="Schrijf als CSV naar dit bestand, of - .")] = "",
) -> None:
    """Toon rangen met hun onzekerheid en wie robuust achterblijft."""
    snapshot = open_snapshot()
    year = year or latest_year(snapshot)
    table = robustness(snapshot, year, draws=draws, seed=seed)
    regions = snapshot.regions
    if not country:
        table = table[regions["province"] == PROVINCE]
    table = table.sort_values(["p_bottom", "rank"], ascending=False)
    names = regions["name"].reindex(table.index)
    if csv:
        frame = table.reset_index(names="region")
        frame.insert(1, "name", names.to_numpy())
        show(frame, "", csv)
        return
    ranks = ["rank", "rank_median", "rank_low", "rank_high"]
    whole = table[ranks].round().astype("Int64").reset_index(drop=True)
    whole.columns = pd.Index(["rang", "mediaan", "5%", "95%"])
    frame = pd.concat([pd.Series(names.to_numpy(), name="gemeente"), whole], axis=1)
    frame.insert(1, "totaal", table["total"].to_numpy())
    frame["kans op onderste kwart (%)"] = 100 * table["p_bottom"].to_numpy()
    frame["robuust achter"] = table["lagging"].map({True: "ja", False: ""}).to_numpy()
    show(frame, f"Rangen in {year} onder {draws} trekkingen van redelijke keuzes")
