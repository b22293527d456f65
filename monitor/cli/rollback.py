"""``rollback``: serve an earlier snapshot again."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli._shared import StoreOption, answer, console
from monitor.text import _

HELP = "Zet een eerdere momentopname terug; draaiende apps nemen die over."


def command(
    version: Annotated[
        str | None,
        typer.Argument(
            help="Naam of id van de versie, of het begin daarvan; standaard de vorige.",
            show_default=False,
        ),
    ] = None,
    data: StoreOption = None,
) -> None:
    """Check the version asked for and switch to it; the others stay."""
    from monitor.snapshot_write import require_sound  # noqa: PLC0415 - keep --help quick
    from monitor.store import hold_lock, open_store, rollback  # noqa: PLC0415

    store = open_store(data)
    with hold_lock(store, "terugzetten") as still_ours:
        served = rollback(store, version, check=require_sound, still_ours=still_ours)
    console().print(_("Versie {name} staat klaar.").format(name=served.name))
    answer({"version": served.name, "id": served.id})
