"""``robust``: how sure a rank is, and who lags under almost any choice."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli._figures import (
    careful,
    interval,
    of_province,
    with_names,
    year_or_latest,
)
from monitor.cli._shared import CsvOption, DataOption, open_figures, out, wants_data
from monitor.text import _, number

HELP = "Toon rangen met hun onzekerheid, en wie zeker of waarschijnlijk in het laagste kwart hoort."


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
    """Print rank, median rank, 5-95% ranks and the share of draws in the bottom quarter."""
    from monitor import naming  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.robust import robustness  # noqa: PLC0415
    from monitor.analysis.scores import score_year  # noqa: PLC0415

    snapshot = open_figures(data)
    chosen = year_or_latest(snapshot, year)
    table = of_province(snapshot, robustness(snapshot, chosen, draws=draws, seed=seed), country)
    table = table.sort_values(["p_bottom", "rank"], ascending=False)
    table["care"] = careful(snapshot, score_year(snapshot, chosen)).reindex(table.index)
    ranks = ["rank", "rank_median", "rank_low", "rank_high"]
    named = with_names(snapshot, table).astype(dict.fromkeys(ranks, "Int64"))
    if wants_data(csv):
        out(named.round(6), csv)
        return
    shown = named[["name", "total", "rank", "rank_median"]].assign(
        spread=interval(table["rank_low"], table["rank_high"], decimals=0).to_numpy(),
        part=named["p_bottom"].map(naming.share),
        verdict=named["p_bottom"].map(naming.lowest_word),
        care=named["care"],
    )
    shown.columns = [
        "gemeente",
        "totaal",
        "rang",
        "mediaan",
        "5-95%",
        "in laagste kwart",
        "oordeel",
        "let op",
    ]
    title = _("Rangen in {year} in {draws} berekeningen met andere keuzes in de methode")
    out(shown, None, title.format(year=chosen, draws=number(draws, decimals=0)))
    typer.echo(naming.certain_rule())
