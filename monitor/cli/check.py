"""``check``: whether the snapshot is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from monitor.cli._shared import DataOption, answer, console, records, show
from monitor.errors import MonitorError
from monitor.spoken import say, say_error
from monitor.text import _, language, number

if TYPE_CHECKING:
    from monitor.snapshot import Snapshot

HELP = "Controleer de momentopname (inhoud, bereik, codes en dekking), de opslag en de site."
UNSOUND = 2


def command(data: DataOption = None) -> None:
    """Open a snapshot (which verifies the hashes), check it, and tell what is in it."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.analysis.scores import score_year  # noqa: PLC0415
    from monitor.snapshot import open_snapshot  # noqa: PLC0415
    from monitor.soundness import check_snapshot  # noqa: PLC0415
    from monitor.store import store_fault  # noqa: PLC0415

    faults = {"store_fault": store_fault(data), "site_fault": _site_fault()}
    snapshot = open_snapshot(data)
    catalog, screen = snapshot.catalog, console()
    merged = int(snapshot.observations.harmonised.sum())
    for line in _headlines(snapshot, merged):
        screen.print(line)
    problems = check_snapshot(snapshot)
    sound = not any(p.severe for p in problems)
    totals = pd.DataFrame(columns=["year", "with_total"])
    if sound:
        years = range(catalog.first_year, catalog.last_year + 1)
        counts = [int(score_year(snapshot, y).table.total.notna().sum()) for y in years]
        totals = pd.DataFrame({"year": years, "with_total": counts})
        show(totals.set_axis(["jaar", "gemeenten met totaalscore"], axis=1))
    for problem in problems:
        screen.print(f"{_('FOUT') if problem.severe else _('let op')}: {say(problem.what)}")
    end = "De momentopname is gaaf." if sound else "De momentopname is niet gaaf."
    screen.print(_(end))
    for fault in filter(None, faults.values()):
        screen.print(f"{_('FOUT')}: {say_error(fault)}")
    answer(
        {
            "id": snapshot.id,
            "path": str(snapshot.path),
            "sound": sound,
            **{name: fault and str(fault) for name, fault in faults.items()},
            "boundary_year": catalog.boundary_year,
            "municipalities": len(snapshot.regions),
            "indicators_scored": len(catalog.scored),
            "observations": len(snapshot.observations),
            "harmonised": merged,
            "years": records(totals),
            "problems": [{"severe": p.severe, "what": p.what} for p in problems],
        }
    )
    if not sound or any(faults.values()):
        raise typer.Exit(UNSOUND)


def _site_fault() -> MonitorError | None:
    """Return what is wrong with the site's file or its groups, without which no page opens."""
    from monitor.regions.groups import load_groups  # noqa: PLC0415 - keep --help quick
    from monitor.site import site  # noqa: PLC0415

    try:
        load_groups(site().groups_file)
    except MonitorError as err:
        return err
    return None


def _headlines(snapshot: Snapshot, merged: int) -> list[str]:
    """Say what the snapshot holds."""
    from monitor.catalog_entries import SCORED  # noqa: PLC0415 - keep --help quick

    catalog, lang = snapshot.catalog, "en" if language() == "en" else "nl"
    scored = ", ".join(
        f"{len([i for i in catalog.of_dimension(d) if i.scored])}"
        f" {catalog.dimensions[d].title[lang]}"
        for d in SCORED
    )
    return [
        _("Momentopname {id} in {place}").format(id=snapshot.id, place=snapshot.path),
        _("Gemeenten: {n} (grenzen van {year})").format(
            n=len(snapshot.regions), year=catalog.boundary_year
        ),
        _("Indicatoren die meetellen: {n} ({each})").format(n=len(catalog.scored), each=scored),
        _("Cijfers: {n}, waarvan {merged} na herindeling omgerekend").format(
            n=number(len(snapshot.observations), decimals=0),
            merged=number(merged, decimals=0),
        ),
    ]
