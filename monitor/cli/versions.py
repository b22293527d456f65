"""``versions``: which snapshots a store keeps, and how the last refresh went."""

from __future__ import annotations

import pandas as pd
from rich.console import Console

from monitor.cli._shared import show
from monitor.cli.refresh import StoreOption

HELP = "Toon welke momentopnamen er staan en hoe de laatste verversing ging."
OUTCOMES = {
    "published": "gelukt, nieuwe versie",
    "unchanged": "gelukt, niets veranderd",
    "failed": "mislukt",
}


def command(data: StoreOption = None) -> None:
    """List the versions, newest first, the served one marked."""
    from monitor.snapshot import EMBEDDED  # noqa: PLC0415 - keep --help quick
    from monitor.store import (  # noqa: PLC0415
        LAST_REFRESH,
        current_version,
        open_store,
        read_json,
        store_fault,
        versions,
    )

    store = open_store(data)
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"Opslag: {store.location}")
    served, kept = current_version(store), versions(store)
    rows = [
        {
            "versie": v.name,
            "gepubliceerd": v.published_at.astimezone().strftime("%d-%m-%Y %H:%M"),
            "": "in gebruik" if v == served else "",
        }
        for v in kept
    ]
    if rows:
        show(pd.DataFrame(rows))
    else:
        console.print(f"Nog niets gepubliceerd; de meegeleverde momentopname dient ({EMBEDDED}).")
    fault = store_fault(data)
    if fault is not None:
        console.print(f"FOUT: {fault}", markup=False)
    last = read_json(store, LAST_REFRESH)
    if last:
        word = OUTCOMES.get(str(last.get("outcome")), "onbekend")
        console.print(f"Laatste verversing ({last.get('finished_at')}): {word}.")
        if last.get("message"):
            console.print(str(last["message"]))
        for row in last.get("stopped", []):
            console.print(f"Tegengehouden: {row['indicator']}: {row['reason']}")
