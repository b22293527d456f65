"""``change``: what moved between two years, and whether a lost place is real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli._figures import check_years, interval, of_province, with_names
from monitor.cli._shared import CsvOption, DataOption, out, wants_data
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.analysis.change import Change
    from monitor.snapshot import Snapshot

HELP = "Toon wat er tussen twee jaren veranderde, waardoor, en of een rang echt veranderde."


def command(
    start: Annotated[int, typer.Option("--from", help="Het eerste jaar.")],
    end: Annotated[int, typer.Option("--to", help="Het tweede jaar.")],
    region: Annotated[
        str | None,
        typer.Option(help="Gemeentecode: toon haar verandering per indicator.", show_default=False),
    ] = None,
    country: Annotated[bool, typer.Option("--nl", help="Heel Nederland.")] = False,
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print the change of every municipality, or of one by indicator."""
    from monitor.analysis.change import compare_years  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.scores import score_years  # noqa: PLC0415
    from monitor.snapshot import open_snapshot  # noqa: PLC0415

    if start == end:
        raise MonitorError("Kies twee verschillende jaren", where=str(start))
    snapshot = open_snapshot(data)
    check_years(snapshot, [start, end])
    scores = score_years(snapshot, [start, end])
    found = compare_years(snapshot, scores[start], scores[end])
    if region is not None:
        _one(snapshot, found, region, csv)
    else:
        _all(snapshot, found, country, csv)


def _one(snapshot: Snapshot, found: Change, region: str, csv: str | None) -> None:
    """Show the waterfall of one municipality."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.analysis.change import waterfall  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.peers import check_code  # noqa: PLC0415

    check_code(snapshot, region)
    years = found.start.year, found.end.year
    before, after, points = (
        float(found.table[c][region]) for c in ("total_start", "total_end", "change")
    )
    if pd.isna(points):
        raise MonitorError(
            "Deze gemeente heeft niet in beide jaren een totaal",
            where=f"{region}, {years[0]} en {years[1]}",
            remedy="Kies andere jaren.",
        )
    table = waterfall(found, region)
    table = table.astype(dict.fromkeys(["measured_start", "measured_end"], "Int64"))
    name = snapshot.regions["name"][region]
    span = f"van {years[0]} ({before:.1f}) naar {years[1]} ({after:.1f})".replace(".", ",")
    title = f"{name}, {span}: {points:+.1f} punten".replace(".", ",")
    out(table.round(6), csv, title, decimals=2)


def _all(snapshot: Snapshot, found: Change, country: bool, csv: str | None) -> None:
    """Show the change of everyone, the largest loss first."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor import naming  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.rank_change import lagging_and_worsening  # noqa: PLC0415

    ranks = lagging_and_worsening(snapshot, found).rename(
        columns={"rank_change": "places", "low": "places_low", "high": "places_high"}
    )
    extra = ["places", "places_low", "places_high", "p_worse", "p_better", "p_bottom"]
    flags = ["lagging", "worsening", "both"]
    table = of_province(snapshot, found.table.join(ranks[[*extra, *flags]]), country)
    named = with_names(snapshot, table.sort_values(["change", "rank_end"]))
    if wants_data(csv):
        out(named.round(6), csv)
        return
    shown = named[["name", "total_start", "total_end", "change", "common", "entered", "left"]]
    places = interval(named["places_low"], named["places_high"], decimals=0)
    shown = shown.assign(
        places=named["places"].round().astype("Int64").astype(str).replace("<NA>", "")
        + "  "
        + places,
        place=[naming.places_moved(row) for _i, row in named.iterrows()],
        low=[naming.lowest_word(p) for p in named["p_bottom"]],
    )
    shown.columns = pd.Index(
        [
            *("gemeente", str(found.start.year), str(found.end.year), "verandering"),
            *("zelfde", "erbij", "eraf", "plaatsen gewonnen (5-95%)"),
            *("plaats", "in laagste kwart"),
        ]
    )
    out(shown, None, f"Verandering van {found.start.year} naar {found.end.year}, in punten")
