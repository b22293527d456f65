"""``robust``: how sure a rank is, and who lags under almost any choice."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli._figures import check_years, interval, latest_year, of_province, with_names
from monitor.cli._shared import CsvOption, DataOption, out

HELP = "Toon rangen met hun onzekerheid, en wie robuust achterblijft."


def command(
    year: Annotated[
        int | None,
        typer.Option(help="Het jaar; standaard het laatste met een score.", show_default=False),
    ] = None,
    country: Annotated[bool, typer.Option("--nl", help="Heel Nederland.")] = False,
    draws: Annotated[int, typer.Option(help="Aantal trekkingen.", min=100)] = 10_000,
    seed: Annotated[int, typer.Option(help="Begin van de toevalsreeks.")] = 2024,
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print rank, median rank, 5-95% ranks and the chance of the bottom quarter."""
    from monitor.analysis.robust import robustness  # noqa: PLC0415 - keep --help quick
    from monitor.snapshot import open_snapshot  # noqa: PLC0415

    snapshot = open_snapshot(data)
    chosen = year if year is not None else latest_year(snapshot)
    check_years(snapshot, [chosen])
    table = of_province(snapshot, robustness(snapshot, chosen, draws=draws, seed=seed), country)
    table = table.sort_values(["p_bottom", "rank"], ascending=False)
    ranks = ["rank", "rank_median", "rank_low", "rank_high"]
    named = with_names(snapshot, table).astype(dict.fromkeys(ranks, "Int64"))
    if csv is not None:
        out(named.round(6), csv)
        return
    shown = named[["name", "total", "rank", "rank_median"]].assign(
        spread=interval(table["rank_low"], table["rank_high"], decimals=0).to_numpy(),
        chance=(100 * named["p_bottom"]).round(),
        lagging=named["lagging"].map({True: "ja", False: ""}),
    )
    shown.columns = [
        "gemeente",
        "totaal",
        "rang",
        "mediaan",
        "5-95%",
        "% onderin",
        "robuust achter",
    ]
    title = f"Rangen in {chosen} onder {draws} trekkingen van redelijke keuzes"
    out(shown, None, f"{title} (onderin: laagste kwart van Nederland)")
