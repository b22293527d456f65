"""What ``change`` says of a group, of the Netherlands, and of years that do not compare."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pandas as pd
import typer

from monitor.cli._figures import find_group
from monitor.cli._shared import out
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.analysis.change import Change
    from monitor.snapshot import Snapshot


def check_compares(snapshot: Snapshot, found: Change, codes: list[str]) -> None:
    """Refuse two years that compare for none of the municipalities, and say why.

    Raises
    ------
    MonitorError
        Naming the dimensions of which too little is known in both years.
    """
    from monitor.analysis.area_change import area_change  # noqa: PLC0415 - keep --help quick

    own = area_change(snapshot, found, codes)
    if own.compared:
        return
    titles = snapshot.catalog.dimensions
    why = [f"van {titles[d].title.nl} {100 * share:.0f}%" for d, share in own.short]
    needed = f"{100 * found.end.options.min_share:.0f}%"
    years = f"{found.start.year} en {found.end.year}"
    where = f"{codes[0]}, {years}" if len(codes) == 1 else years
    raise MonitorError(
        "Deze jaren zijn niet te vergelijken: er is te weinig in beide jaren bekend"
        + (f" ({', '.join(why)} van het gewicht; nodig is {needed})" if why else ""),
        where=where,
        remedy="Kies andere jaren.",
    )


def say_country(snapshot: Snapshot, found: Change, codes: list[str]) -> None:
    """Print the change of the Netherlands itself, and how much was measured anew, since when."""
    from monitor.analysis.area_change import area_change  # noqa: PLC0415 - keep --help quick

    country = area_change(snapshot, found, snapshot.regions.index, weighted=True)
    own = area_change(snapshot, found, codes)
    text = (
        f"Nederland: {country.points:+.1f} punten. Van het gewicht is {100 * own.anew:.0f}%"
        " tussen beide jaren opnieuw gemeten"
    ).replace(".", ",", 1)
    since = [f"{snapshot.catalog.indicators[i].title.nl} sinds {y}" for i, y in own.since]
    typer.echo(f"{text}{'; deels over langere tijd: ' if since else ''}{', '.join(since)}.")
    if own.missing:
        names = ", ".join(snapshot.regions["name"][list(own.missing)])
        typer.echo(f"Niet te vergelijken ({len(own.missing)}): {names}.")


def show_group(snapshot: Snapshot, found: Change, name: str, csv: str | None) -> None:
    """Show the change of a group under every definition, of the rest, and of the Netherlands."""
    from monitor.analysis.groups import cases, sides_of  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.story import moved  # noqa: PLC0415

    group = find_group(snapshot, name)
    rows = []
    for definition, left_out, _against in cases(group, ("rest",)):
        sides = sides_of(snapshot, found.end.year, group, definition, leave_out=left_out)
        for weighted in (True, False):
            both = moved(snapshot, found, sides, weighted=weighted)
            keys = {"definition": definition, "leave_out": ",".join(left_out)}
            for side in ("group", "others", "country"):
                own = asdict(getattr(both, side))
                own |= {"n": len(own.pop("compared")), "missing": ",".join(own["missing"])}
                rows.append({**keys, "side": side, **own})
    table = pd.DataFrame(rows).drop(columns=["short", "since"])
    check_compares(snapshot, found, list(sides_of(snapshot, found.end.year, group).group))
    if csv is not None:
        out(table.round(6), csv)
        return
    sides_nl = {"group": group.title.nl, "others": "rest", "country": "Nederland"}
    shown = pd.DataFrame(
        {
            "definitie": table["definition"],
            "zonder": table["leave_out"],
            "gewogen": table["weighted"].map({True: "ja", False: "nee"}),
            "wie": table["side"].map(sides_nl),
            "verandering": table["points"],
            "ondergrens": table["lower"],
            "bovengrens": table["upper"],
            "stegen": table["rose"],
            "van": table["n"],
            "opnieuw gemeten (%)": (100 * table["anew"]).round().astype("Int64"),
            "niet te vergelijken": [len(m.split(",")) if m else 0 for m in table["missing"]],
        }
    )
    years = f"{found.start.year} naar {found.end.year}"
    out(shown, None, f"{group.title.nl}: verandering van {years}, in punten")
    say_country(snapshot, found, list(sides_of(snapshot, found.end.year, group).group))
