"""``check``: whether the snapshot is sound."""

from __future__ import annotations

import pandas as pd
import typer
from rich.console import Console

from monitor.cli._shared import DataOption, show

HELP = "Controleer de momentopname: inhoud, bereik, codes en dekking."
UNSOUND = 2


def command(data: DataOption = None) -> None:
    """Open a snapshot (which verifies the hashes), check it, and tell what is in it."""
    from monitor.analysis.scores import score_year  # noqa: PLC0415 - keep --help quick
    from monitor.catalog import SCORED  # noqa: PLC0415
    from monitor.snapshot import open_snapshot  # noqa: PLC0415
    from monitor.soundness import check_snapshot  # noqa: PLC0415
    from monitor.store import store_fault  # noqa: PLC0415

    fault = store_fault(data)
    snapshot = open_snapshot(data)
    catalog = snapshot.catalog
    console = Console(soft_wrap=True)
    scored = ", ".join(
        f"{len([i for i in catalog.of_dimension(d) if i.scored])} {catalog.dimensions[d].title.nl}"
        for d in SCORED
    )
    console.print(f"Momentopname {snapshot.id} in {snapshot.path}")
    console.print(f"Gemeenten: {len(snapshot.regions)} (grenzen van {catalog.boundary_year})")
    console.print(f"Indicatoren die meetellen: {len(catalog.scored)} ({scored})")
    merged = int(snapshot.observations.harmonised.sum())
    console.print(
        f"Cijfers: {len(snapshot.observations)}, waarvan {merged} na herindeling omgerekend"
    )
    problems = check_snapshot(snapshot)
    if not any(p.severe for p in problems):
        rows = [
            (year, int(score_year(snapshot, year).table.total.notna().sum()))
            for year in range(catalog.first_year, catalog.last_year + 1)
        ]
        show(pd.DataFrame(rows, columns=["jaar", "gemeenten met totaalscore"]))
    for problem in problems:
        console.print(f"{'FOUT' if problem.severe else 'let op'}: {problem.what}")
    if any(p.severe for p in problems):
        console.print("De momentopname is niet gaaf.")
        raise typer.Exit(UNSOUND)
    console.print("De momentopname is gaaf.")
    if fault is not None:
        console.print(f"FOUT: {fault}", markup=False)
        raise typer.Exit(UNSOUND)
