"""``observations``: the figures themselves."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from monitor.cli._figures import find_region
from monitor.cli._shared import CsvOption, DataOption, out
from monitor.errors import MonitorError
from monitor.text import _

HELP = "Toon de cijfers zelf: per indicator, gemeente en jaar."


def command(
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", "-i", help="Indicator; mag vaker.")
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option("--region", "-r", help="Gemeentecode; mag vaker.")
    ] = None,
    year: Annotated[list[int] | None, typer.Option("--year", "-y", help="Jaar; mag vaker.")] = None,
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print observations, of kept own sets too; an unknown indicator or region is an error."""
    from monitor.own.stored import with_stored_sets  # noqa: PLC0415 - keep --help quick
    from monitor.own.words import say_error  # noqa: PLC0415
    from monitor.snapshot import open_snapshot  # noqa: PLC0415

    snapshot, left_out = with_stored_sets(open_snapshot(data), data)
    for fault in left_out:
        sys.stderr.write(f"{_('let op')}: {say_error(fault)}\n")
    table = snapshot.observations
    unknown = [i for i in indicator or [] if i not in snapshot.catalog.indicators]
    if unknown:
        raise MonitorError(
            f"Onbekende indicator {', '.join(unknown)}",
            remedy="'python -m monitor observations --csv -' toont alles wat er is.",
        )
    if indicator:
        table = table[table.indicator.isin(indicator)]
    if region:
        table = table[table.region.isin([find_region(snapshot, r) for r in region])]
    if year:
        table = table[table.year.isin(year)]
    if table.empty:
        raise MonitorError(
            "Er zijn geen cijfers bij deze keuze", remedy="Kies een ander jaar of laat het weg."
        )
    names = snapshot.regions.name
    table = table.assign(name=table.region.map(names))
    columns = ["indicator", "region", "name", "year", "value", "lower", "upper", "status"]
    out(table[[*columns, "source", "harmonised"]], csv, snapshot=snapshot)
