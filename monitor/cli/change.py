"""``change``: what moved between two years, and whether a lost place is real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli._change import check_compares, say_country, show_group
from monitor.cli._figures import check_span, find_region, interval, of_province, with_names
from monitor.cli._shared import CsvOption, DataOption, VersionOption, open_index, out, wants_data
from monitor.text import _, number

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
    group: Annotated[
        str | None,
        typer.Option(
            help="Een groep (zie gap): toon haar verandering met die van de rest en van Nederland.",
            show_default=False,
        ),
    ] = None,
    country: Annotated[bool, typer.Option("--nl", help="Heel Nederland.")] = False,
    index_version: VersionOption = None,
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print the change of every municipality, of one by indicator, or of a group."""
    from monitor.analysis.change import compare_years  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.scores import score_years  # noqa: PLC0415

    snapshot = open_index(data, index_version)
    check_span(snapshot, start, end)
    scores = score_years(snapshot, [start, end])
    found = compare_years(snapshot, scores[start], scores[end])
    if group is not None:
        show_group(snapshot, found, group, csv)
    elif region is not None:
        _one(snapshot, found, region, csv)
    else:
        _all(snapshot, found, country, csv)


def _one(snapshot: Snapshot, found: Change, region: str, csv: str | None) -> None:
    """Show the waterfall of one municipality."""
    from monitor.analysis.change import waterfall  # noqa: PLC0415 - keep --help quick

    region = find_region(snapshot, region)
    check_compares(snapshot, found, [region])
    table = waterfall(found, region)
    table = table.astype(dict.fromkeys(["measured_start", "measured_end"], "Int64"))
    name, points = snapshot.regions["name"][region], float(found.table["change"][region])
    title = _("{name}, {a} tot {b}: {points} punten op wat in beide jaren bekend is").format(
        name=name,
        a=found.start.year,
        b=found.end.year,
        points=number(points, decimals=1, signed=True),
    )
    out(table.round(6), csv, title, decimals=2, snapshot=snapshot)
    if not wants_data(csv):
        say_country(snapshot, found, [region])


def _all(snapshot: Snapshot, found: Change, country: bool, csv: str | None) -> None:
    """Show the change of everyone, the largest loss first."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor import naming  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.kept_ranks import kept_robustness  # noqa: PLC0415
    from monitor.analysis.rank_change import (  # noqa: PLC0415
        lagging_and_worsening,
        rank_changes,
    )

    sure = kept_robustness(snapshot, found.end.year)
    ranks = lagging_and_worsening(rank_changes(snapshot, found), sure).rename(
        columns={"rank_change": "places", "low": "places_low", "high": "places_high"}
    )
    extra = ["places", "places_low", "places_high", "p_worse", "p_better", "p_bottom"]
    flags = ["lagging", "worsening", "both"]
    table = found.table.drop(columns=["personal", "social", "environment"])
    table = of_province(snapshot, table.join(ranks[[*extra, *flags]]), country)
    check_compares(snapshot, found, list(table.index))
    named = with_names(snapshot, table.sort_values(["change", "rank_end"]))
    if wants_data(csv):
        out(named.round(6), csv)
        return
    shown = named[["name", "total_start", "total_end", "change", "entered", "left"]]
    places = interval(named["places_low"], named["places_high"], decimals=0)
    shown = shown.assign(
        places=[
            f"{number(p, decimals=0)}  {i}" for p, i in zip(named["places"], places, strict=True)
        ],
        place=[naming.places_moved(row) for _i, row in named.iterrows()],
        low=[naming.lowest_word(p) for p in named["p_bottom"]],
    )
    shown.columns = pd.Index(
        [
            *("gemeente", str(found.start.year), str(found.end.year), "verandering"),
            *("erbij", "eraf", "plaatsen gewonnen (5-95%)"),
            *("plaats", "in laagste kwart"),
        ]
    )
    out(
        shown,
        None,
        f"Verandering van {found.start.year} naar {found.end.year} op wat in beide jaren bekend is,"
        " in punten; wat erbij kwam en eraf ging telt niet mee",
    )
    say_country(snapshot, found, list(table.index))
