"""What ``change`` says of a group, of the Netherlands, and of years that do not compare."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from monitor.cli._figures import find_group, names_in, told_definition, with_missing_names
from monitor.cli._shared import out, wants_data
from monitor.cli._written import figures
from monitor.errors import MonitorError
from monitor.text import _, language, listing, number

if TYPE_CHECKING:
    import pandas as pd

    from monitor.analysis.change import Change
    from monitor.regions.groups import Group
    from monitor.snapshot import Snapshot


def check_compares(snapshot: Snapshot, found: Change, codes: list[str]) -> None:
    """Refuse two years that compare for none of the municipalities, and say why.

    Raises
    ------
    MonitorError
        Naming the dimensions of which too little is known in both years.
    """
    from monitor.analysis.area_change import area_change  # noqa: PLC0415 - keep --help quick
    from monitor.naming_figures import known_words  # noqa: PLC0415

    own = area_change(snapshot, found, codes)
    if own.compared:
        return
    titles = snapshot.catalog.dimensions
    short = [(titles[d].title[language()], share) for d, share in own.short]
    why = f" ({known_words(short, own.needed)})" if short else ""
    years = listing([str(found.start.year), str(found.end.year)])
    raise MonitorError(
        _("Deze jaren zijn niet te vergelijken: er is te weinig in beide jaren bekend") + why,
        where=f"{codes[0]}, {years}" if len(codes) == 1 else years,
        remedy="Kies andere jaren.",
    )


def say_country(
    snapshot: Snapshot, found: Change, codes: list[str], *, missing: bool = True
) -> None:
    """Print the change of the Netherlands itself, and how much was measured anew, since when.

    And, with ``missing``, which of the municipalities do not compare.
    """
    from monitor.analysis.area_change import area_change  # noqa: PLC0415 - keep --help quick

    country = area_change(snapshot, found, snapshot.regions.index, weighted=True)
    own = area_change(snapshot, found, codes)
    titles = snapshot.catalog.indicators
    since = [
        _("{name} sinds {year}").format(name=titles[i].title[language()], year=y)
        for i, y in own.since
    ]
    long = _("; deels over langere tijd: {names}").format(names=", ".join(since)) if since else ""
    typer.echo(
        _(
            "Nederland: {points} punten. Van het gewicht is {share} tussen beide jaren opnieuw"
            " gemeten{long}."
        ).format(
            points=number(country.points, decimals=1, signed=True),
            share=number(100 * own.anew, "%", 0),
            long=long,
        )
    )
    if own.missing and missing:
        names = ", ".join(snapshot.regions["name"][list(own.missing)])
        typer.echo(_("Niet te vergelijken ({n}): {names}.").format(n=len(own.missing), names=names))


def _say_missing(snapshot: Snapshot, table: pd.DataFrame) -> None:
    """Name who does not compare, of the group, of the rest and of the Netherlands."""
    texts = {
        "group": _("Niet te vergelijken van de groep ({n}): {names}."),
        "others": _("Niet te vergelijken van de rest ({n}): {names}."),
        "country": _("Niet te vergelijken van Nederland ({n}): {names}."),
    }
    for side, text in texts.items():
        # the default definition stands first: under another one others are the rest
        names = names_in(snapshot, table.loc[table["side"] == side, "missing"].iloc[:1])
        if names:
            typer.echo(text.format(n=len(names), names=", ".join(names)))


def show_group(snapshot: Snapshot, found: Change, name: str, csv: str | None) -> None:
    """Show the change of a group under every definition, of the rest, and of the Netherlands."""
    from monitor.analysis.groups import sides_of  # noqa: PLC0415 - keep --help quick

    group = find_group(snapshot, name)
    own = list(sides_of(snapshot, found.end.year, group).group)
    check_compares(snapshot, found, own)
    table = _changes(snapshot, found, group)
    if wants_data(csv):
        out(told_definition(with_missing_names(snapshot, table).round(6)), csv)
        return
    title = group.title[language()]
    said = _("{name}: verandering van {a} naar {b}, in punten")
    said = said.format(name=title, a=found.start.year, b=found.end.year)
    out(_screen(table, title), None, said)
    say_country(snapshot, found, own, missing=False)
    _say_missing(snapshot, table)


def _changes(snapshot: Snapshot, found: Change, group: Group) -> pd.DataFrame:
    """Take the change of both sides and of the Netherlands, a row each, under every definition."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.analysis.gap_table import cases  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.groups import sides_of  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.moved import moved  # noqa: PLC0415

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
    return pd.DataFrame(rows).drop(columns=["short", "since"])


def _screen(table: pd.DataFrame, title: str) -> pd.DataFrame:
    """Lay the changes of a group out for people; that of the Netherlands, always one, is last."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.naming_figures import percent  # noqa: PLC0415

    sides = {"group": title, "others": "rest", "country": "Nederland"}
    whole = table["side"] == "country"
    country = table[whole].head(1).assign(definition="", leave_out="")
    table = pd.concat([table[~whole], country], ignore_index=True)
    return pd.DataFrame(
        {
            "definitie": table["definition"],
            "zonder": table["leave_out"],
            "gewogen": table["weighted"].map({True: "ja", False: "nee"}),
            "wie": table["side"].map(sides),
            "verandering": table["points"],
            "ondergrens": table["lower"],
            "bovengrens": table["upper"],
            "gestegen": table["rose"],
            "van": table["n"],
            "opnieuw gemeten": figures(map(percent, table["anew"]), table.index),
            "niet te vergelijken": [len(m.split(",")) if m else 0 for m in table["missing"]],
        }
    )
