"""``versions``: which snapshots a store keeps, and how the last refresh went."""

from __future__ import annotations

from monitor.cli._shared import StoreOption, answer, console, show
from monitor.spoken import say, say_error
from monitor.text import _

HELP = "Toon welke momentopnamen er staan en hoe de laatste verversing ging."
OUTCOMES = {
    "published": "gelukt, nieuwe versie",
    "unchanged": "gelukt, niets veranderd",
    "failed": "mislukt",
}


def command(data: StoreOption = None) -> None:
    """List the versions, newest first, the served one marked."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.snapshot import EMBEDDED  # noqa: PLC0415
    from monitor.store import (  # noqa: PLC0415
        LAST_REFRESH,
        current_version,
        open_store,
        read_json,
        store_fault,
        versions,
    )

    store = open_store(data)
    screen = console()
    screen.print(_("Opslag: {place}").format(place=store.location))
    served, kept = current_version(store), versions(store)
    rows = [
        {
            "versie": v.name,
            "gepubliceerd": v.published_at.astimezone().strftime("%d-%m-%Y %H:%M"),
            "stand": _("in gebruik") if v == served else "",
        }
        for v in kept
    ]
    if rows:
        show(pd.DataFrame(rows))
    else:
        told = _("Nog niets gepubliceerd; de meegeleverde momentopname dient ({place}).")
        screen.print(told.format(place=EMBEDDED))
    fault = store_fault(data)
    if fault is not None:
        screen.print(f"{_('FOUT')}: {say_error(fault)}")
    last = read_json(store, LAST_REFRESH)
    if last:
        word = _(OUTCOMES.get(str(last.get("outcome")), "onbekend"))
        told = _("Laatste verversing ({when}): {how}.")
        screen.print(told.format(when=last.get("finished_at"), how=word))
        if last.get("message"):
            screen.print(say(str(last["message"])))
        for row in last.get("stopped", []):
            told = _("Tegengehouden: {name}: {reason}")
            screen.print(told.format(name=row["indicator"], reason=say(row["reason"])))
    every = [
        {"name": v.name, "published_at": v.published_at.isoformat(), "served": v == served}
        for v in kept
    ]
    answer(
        {
            "store": store.location,
            "versions": every,
            "last_refresh": last,
            "store_fault": None if fault is None else str(fault),
        }
    )
