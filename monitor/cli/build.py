"""``build``: make a snapshot from all sources."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from monitor.cli._shared import answer, console, lacking_lines, records, wants_json

if TYPE_CHECKING:
    from monitor.ingest.build import Report
    from monitor.sources.request import Progress as Told

HELP = "Haal alle bronnen op en maak er een momentopname van."


def command(
    files: Annotated[
        str, typer.Option(help="Map of adres met de sets die geen CBS-tabel zijn (opkomst, ...).")
    ],
    cbs: Annotated[
        str | None, typer.Option(help="Adres van de OData-dienst; standaard die van CBS.")
    ] = None,
    boundaries: Annotated[
        str | None, typer.Option(help="GeoJSON met gemeentegrenzen; standaard PDOK.")
    ] = None,
    pdok: Annotated[str | None, typer.Option(help="Adres van PDOK.")] = None,
    target: Annotated[
        Path | None, typer.Option(help="Map voor de momentopname; standaard geodata/snapshot.")
    ] = None,
    catalog: Annotated[
        Path | None, typer.Option(help="Een andere catalogus dan monitor/catalog.toml.")
    ] = None,
    reproducible: Annotated[
        bool,
        typer.Option(
            "--reproducible",
            help="Schrijf geen tijdstip: gelijke cijfers, gelijke bytes.",
        ),
    ] = False,
) -> None:
    """Build, with a progress bar per table and a closing summary."""
    from monitor.catalog_read import CATALOG_FILE, load_catalog  # noqa: PLC0415 - keep --help quick
    from monitor.ingest.build import build  # noqa: PLC0415 - keep --help quick
    from monitor.ingest.fetch import Sources  # noqa: PLC0415 - keep --help quick
    from monitor.moment import now  # noqa: PLC0415
    from monitor.snapshot import EMBEDDED  # noqa: PLC0415
    from monitor.sources.hosts import require_address  # noqa: PLC0415

    require_address(cbs, "--cbs")
    require_address(pdok, "--pdok")
    began = time.monotonic()
    columns = (
        TextColumn("{task.fields[table]:>9} {task.description}"),
        BarColumn(bar_width=16),
        TextColumn("{task.completed:>6} rijen"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=wants_json()) as bars:

        def watch(table: str, title: str) -> Told:
            task = bars.add_task(title[:36], table=table, total=None)
            return lambda done, expected: bars.update(task, completed=done, total=expected)

        report = build(
            load_catalog(catalog or CATALOG_FILE),
            Sources(files, cbs, boundaries, pdok),
            target or EMBEDDED,
            moment=None if reproducible else now,
            watch=watch,
        )
    _summary(report, time.monotonic() - began)
    answer(_answer(report))


def _summary(report: Report, seconds: float) -> None:
    """Say what was made, what was left out and why, and what looks odd."""
    snapshot = report.snapshot
    size = sum(f.stat().st_size for f in snapshot.path.iterdir()) / 1e6
    obs = snapshot.observations
    lines = [
        f"{len(obs)} cijfers van {obs.indicator.nunique()} indicatoren voor"
        f" {len(snapshot.regions)} gemeenten, {obs.year.min()}-{obs.year.max()};"
        f" {int(obs.harmonised.sum())} na herindeling omgerekend.",
        f"{sum(report.rows.values())} rijen uit {len(report.rows)} tabellen en sets,"
        f" {_comma(size)} MB in {snapshot.path}, {seconds:.0f} s.",
    ]
    lines += [
        f"Niet overgenomen: {indicator}, {number} keer {reason} (zoals {examples})."
        for indicator, reason, number, examples in report.losses.rows
    ]
    lines += lacking_lines(asdict(row) for row in report.lacking)
    lines += [
        f"Mogelijke niveaubreuk: {indicator} in {year}, {_comma(jump)} standaarddeviatie"
        f" bij gelijke volgorde ({_comma(order, 2)})."
        for indicator, year, jump, order in report.breaks.to_numpy()
    ]
    lines += [
        f"Buiten bereik, wel overgenomen: {row.indicator} {row.region} {row.year}: {row.value:g}."
        for row in report.odd.itertuples()
    ]
    for line in lines:
        console().print(line)


def _answer(report: Report) -> dict[str, Any]:
    """Return the summary for a script."""
    columns = ("indicator", "reason", "count", "examples")
    return {
        "id": report.snapshot.id,
        "path": str(report.snapshot.path),
        "observations": len(report.snapshot.observations),
        "municipalities": len(report.snapshot.regions),
        "rows": report.rows,
        "losses": [dict(zip(columns, row, strict=True)) for row in report.losses.rows],
        "lacking": [asdict(row) for row in report.lacking],
        "breaks": records(report.breaks),
        "out_of_range": records(report.odd[["indicator", "region", "year", "value"]]),
    }


def _comma(number: float, decimals: int = 1) -> str:
    """Write a number with a decimal comma."""
    return f"{number:.{decimals}f}".replace(".", ",")
