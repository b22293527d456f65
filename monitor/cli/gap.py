"""``gap``: how far a group stands from the rest, under every definition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli._figures import (
    check_years,
    find_group,
    interval,
    names_in,
    told_definition,
    with_missing_names,
    year_or_latest,
)
from monitor.cli._gap_choices import choices_of, show_choices
from monitor.cli._gap_verdicts import document, say_verdicts, with_verdict
from monitor.cli._shared import CsvOption, DataOption, VersionOption, open_index, out, wants_data
from monitor.errors import MonitorError
from monitor.text import _, language

if TYPE_CHECKING:
    import pandas as pd

    from monitor.analysis.groups import Against
    from monitor.analysis.scores import YearScores
    from monitor.regions.groups import Group
    from monitor.snapshot import Snapshot

HELP = "Toon het verschil van een groep met de rest, met interval en onder elke definitie."
FIRST_YEARS = (2016, 2020)
"""Shown beside the latest year where none is asked for."""
SIDES = {"behind": "onder nul", "ahead": "boven nul", "unclear": "bevat nul", "no-data": ""}


GroupOption = Annotated[
    str,
    typer.Option(
        help="De groep; standaard de eerste van de provincie. Met een onbekende naam"
        " staan alle groepen er.",
        show_default=False,
    ),
]
YearOption = Annotated[
    list[int] | None,
    typer.Option(
        help="Het jaar; mag vaker. Standaard 2016, 2020 en het laatste met een score.",
        show_default=False,
    ),
]
AgainstOption = Annotated[
    str, typer.Option(help="Tegenover rest (van de provincie) of netherlands.")
]
PartsOption = Annotated[
    bool, typer.Option("--parts", help="Toon waaruit het verschil bestaat, per indicator.")
]
ChoicesOption = Annotated[
    bool,
    typer.Option("--choices", help="Toon of het verschil afhangt van de keuzes in de methode."),
]
EveryOption = Annotated[
    bool, typer.Option("--all", help="De eerste groepen van de provincie, tegenover beide.")
]
AsMarkdownOption = Annotated[
    bool, typer.Option("--markdown", help="Schrijf als Markdown, zoals in docs/method.md.")
]


def command(  # noqa: PLR0917 - options are given by name
    group: GroupOption = "",
    year: YearOption = None,
    against: AgainstOption = "rest",
    parts: PartsOption = False,
    choices: ChoicesOption = False,
    every: EveryOption = False,
    as_markdown: AsMarkdownOption = False,
    index_version: VersionOption = None,
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print gap and interval by year, definition and weighting, and the verdict of each year."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.analysis.gap_table import gap_table  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.scores import score_years  # noqa: PLC0415

    snapshot = open_index(data, index_version)
    years = year or [*FIRST_YEARS, year_or_latest(snapshot, None)]
    check_years(snapshot, years)
    chosen = _groups(snapshot, group, every)
    versus: tuple[Against, ...] = ("rest", "netherlands") if every else (_versus(against),)
    scores = score_years(snapshot, years)
    if parts:
        frames = [_parts(snapshot, scores, g, a) for g in chosen for a in versus]
        table = pd.concat(frames, ignore_index=True)
        title = "Waaruit het verschil bestaat, in punten"
        out(table, csv, title, decimals=2, snapshot=snapshot)
        return
    if choices:
        frames = [choices_of(snapshot, scores, g, versus) for g in chosen]
        show_choices(pd.concat(frames, ignore_index=True), csv, as_markdown)
        return
    tables = [gap_table(snapshot, scores, g, against=versus) for g in chosen]
    pairs = list(zip(chosen, tables, strict=True))
    if as_markdown:
        typer.echo("\n\n".join(document(snapshot, scores, g, t, versus) for g, t in pairs))
    elif wants_data(csv):
        named = [with_verdict(snapshot, scores, g, t, versus) for g, t in pairs]
        every_row = told_definition(pd.concat(named, ignore_index=True).round(6))
        out(with_missing_names(snapshot, every_row), csv)
    else:
        for item, table in pairs:
            out(_screen(item, table), None, f"{item.title[language()]}: verschil in punten")
            say_verdicts(snapshot, scores, item, versus)
            _say_missing(snapshot, table)


def _groups(snapshot: Snapshot, group: str, every: bool) -> list[Group]:
    """Return the group that was asked, else the first of the focus province, or all of those."""
    from monitor.analysis.area import all_groups, first_groups, focus_of  # noqa: PLC0415

    if group and not every:
        return [find_group(snapshot, group)]
    known = all_groups(snapshot)
    first = first_groups(snapshot, known, focus_of(snapshot))
    return [known[name] for name in (first if every else first[:1])]


def _versus(name: str) -> Against:
    if name == "rest":
        return "rest"
    if name == "netherlands":
        return "netherlands"
    raise MonitorError(f"Vergelijken met '{name}' kan niet", remedy="Kies rest of netherlands.")


def _parts(
    snapshot: Snapshot, scores: dict[int, YearScores], group: Group, against: Against
) -> pd.DataFrame:
    """Take the gap apart under the default definition, weighted and not, by year."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.analysis.groups import (  # noqa: PLC0415 - keep --help quick
        gap_between,
        population_of,
        sides_of,
    )

    rows = []
    for year, of_year in scores.items():
        sides = sides_of(snapshot, year, group, against=against)
        for weights in (population_of(snapshot, year), None):
            found = gap_between(of_year, sides, population=weights)
            table = found.parts.reset_index()[["dimension", "indicator", "points"]]
            table.insert(0, "weighted", found.weighted)
            table.insert(0, "year", year)
            table.insert(0, "against", against)
            table.insert(0, "group", group.id)
            rows.append(table)
    return pd.concat(rows, ignore_index=True)


def _screen(group: Group, table: pd.DataFrame) -> pd.DataFrame:
    """Lay the table out for people; the headings and words are said when it is shown."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    return pd.DataFrame(
        {
            "jaar": table["year"].astype(str),
            "tegenover": table["against"].replace("netherlands", "NL"),
            "definitie": table["definition"],
            "zonder": table["leave_out"],
            "gewogen": table["weighted"].map({True: "ja", False: "nee"}),
            "n": table["n_group"],
            "n rest": table["n_others"],
            "verschil": table["gap"],
            "95%-interval": interval(table["lower"], table["upper"]),
            "ligt": table["conclusion"].map(SIDES),
        }
    )


def _say_missing(snapshot: Snapshot, table: pd.DataFrame) -> None:
    """Name who has no total in a year, on both sides of the comparison."""
    group = _("{year}: zonder totaal van de groep ({n}): {names}.")
    others = {
        "rest": _("{year}: zonder totaal van de rest ({n}): {names}."),
        "netherlands": _("{year}: zonder totaal buiten de groep ({n}): {names}."),
    }
    told = set()
    for (year, against), part in table.groupby(["year", "against"], sort=False):
        for column, text in (("missing", group), ("missing_others", others[str(against)])):
            # The default definition stands first: under another one others are the rest.
            names = names_in(snapshot, part[column].iloc[:1])
            line = text.format(year=year, n=len(names), names=", ".join(names))
            if names and line not in told:  # the group is the same against either
                typer.echo(line)
            told.add(line)
