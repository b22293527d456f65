"""``remove``: take a set of the province out of the store."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli._shared import StoreOption, answer, console

HELP = "Haal een eigen set weer uit de opslag."


def command(
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="De set, zoals eigen_onderzoek; zonder dit staat er welke er zijn.",
            show_default=False,
        ),
    ] = None,
    data: StoreOption = None,
) -> None:
    """Remove a set, or list the sets there are."""
    from monitor.own.store import remove_set, set_ids, store_of  # noqa: PLC0415 - keep --help quick

    store = store_of(data)
    screen = console()
    if id_ is None:
        kept = list(set_ids(store))
        screen.print("\n".join(kept) or "Er zijn geen eigen sets.")
        answer({"store": store.location, "sets": kept})
        return
    remove_set(id_, store)
    screen.print(f"De set '{id_}' is verwijderd uit {store.location}.")
    answer({"store": store.location, "removed": id_})
