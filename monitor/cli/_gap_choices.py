"""The gap of a group under many methods, for the command line."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from monitor.cli._figures import (
    interval,
    markdown,
    told_definition,
)
from monitor.cli._shared import out, wants_data
from monitor.cli._written import figures

if TYPE_CHECKING:
    import pandas as pd

    from monitor.analysis.groups import Against
    from monitor.analysis.scores import YearScores
    from monitor.regions.groups import Group
    from monitor.snapshot import Snapshot


def choices_of(
    snapshot: Snapshot, scores: dict[int, YearScores], group: Group, versus: tuple[Against, ...]
) -> pd.DataFrame:
    """Reckon the gap under many methods, for every definition of a group."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.analysis.gap_choices import (  # noqa: PLC0415 - keep --help quick
        gaps_over_choices,
        method_draws,
    )
    from monitor.analysis.gap_table import cases  # noqa: PLC0415
    from monitor.analysis.groups import population_of, sides_of  # noqa: PLC0415

    rows = []
    for year, of_year in scores.items():
        people = population_of(snapshot, year)
        every = cases(group, versus)
        sides = [
            sides_of(snapshot, year, group, d, leave_out=o, against=a, population=people)
            for d, o, a in every
        ]
        drawn = method_draws(snapshot, of_year)
        for weights in (people, None):
            found = gaps_over_choices(of_year, drawn, sides, population=weights)
            for (definition, left_out, against), one in zip(every, found, strict=True):
                keys = {"group": group.id, "year": year, "definition": definition}
                keys |= {"leave_out": ",".join(left_out), "against": against}
                rows.append({**keys, **asdict(one)})
    return pd.DataFrame(rows).sort_values(["group", "against", "year"], kind="stable")


def show_choices(table: pd.DataFrame, csv: str | None, as_markdown: bool) -> None:
    """Print what `choices_of` found."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    if wants_data(csv):
        out(told_definition(table.round(6)), csv)
        return
    from monitor import naming  # noqa: PLC0415 - keep --help quick

    weights = {True: "population", False: "equal"} if as_markdown else {True: "ja", False: "nee"}
    shown = pd.DataFrame(
        {
            "group": table["group"],
            "year": table["year"].astype(str),
            "against": table["against"],
            "definition": table["definition"],
            "without": table["leave_out"],
            "weighted": table["weighted"].map(weights),
            "gap": table["gap"],
            "median": table["median"],
            "5-95%": interval(table["lower"], table["upper"], plain=as_markdown),
            "lower (%)": (100 * table["p_behind"]).round().astype(int),
        }
    )
    if as_markdown:
        typer.echo(markdown(shown))
        return
    shown["lower (%)"] = figures(map(naming.share, table["p_behind"]), table.index)
    shown.columns = pd.Index(
        [
            *("groep", "jaar", "tegenover", "definitie", "zonder", "gewogen"),
            *("verschil", "mediaan", "5-95%", "lager"),
        ]
    )
    out(shown, None, "Verschil in punten in 2.000 berekeningen met andere keuzes in de methode")
