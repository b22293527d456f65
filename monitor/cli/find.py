"""``find``: the places that a name or postcode may mean, as the search of the pages has them."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli._shared import CsvOption, DataOption, open_figures, out, show, wants_data
from monitor.errors import MonitorError
from monitor.text import _

HELP = "Zoek een gemeente van nu of vroeger, een wijk, een buurt of een postcode."


def command(
    text: Annotated[
        str, typer.Argument(help="Naam, deel van een naam, of de vier cijfers van een postcode.")
    ],
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print the places, the likeliest first, each with the municipality that it lies in."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.analysis.find import find, places  # noqa: PLC0415
    from monitor.naming_places import kinds_of_place  # noqa: PLC0415

    snapshot = open_figures(data)
    found = find(places(snapshot), text)
    if not found:
        raise MonitorError(
            f"Er is geen gemeente, wijk, buurt of postcode '{text}'",
            remedy="Controleer de spelling, of geef een deel van de naam.",
        )
    names, said = snapshot.regions["name"], kinds_of_place()
    rows = [
        {"kind": p.kind, "code": p.code, "name": p.name, "home": p.home, "whole": p.whole}
        for p in found
    ]
    if wants_data(csv):
        out(pd.DataFrame(rows), csv)
        return
    told = [said[p.kind if p.whole else "split"].format(home=names[p.home]) for p in found]
    codes = [p.code for p in found]
    show(pd.DataFrame({_("Plaats"): [p.name for p in found], _("Wat"): told, _("Code"): codes}))
