"""``gap``: how far a group stands from the rest, under every definition."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import pandas as pd
import typer

from monitor.cli._figures import check_years, interval, markdown
from monitor.cli._shared import CsvOption, DataOption, out
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.analysis.groups import Against
    from monitor.analysis.scores import YearScores
    from monitor.regions.groups import Group
    from monitor.snapshot import Snapshot

HELP = "Toon het verschil van een groep met de rest, met interval en onder elke definitie."
YEARS = [2016, 2020, 2023]
STUDIED = ("west-brabant", "middelgroot")
CONCLUSIONS = {
    "behind": "blijft achter",
    "ahead": "loopt voor",
    "unclear": "niet duidelijk",
    "no-data": "geen cijfers",
}
VERDICTS = {
    "holds": "de conclusie is onder elke definitie en weging dezelfde",
    "depends": "het verschil heeft steeds hetzelfde teken, maar is niet onder elke keuze duidelijk",
    "flips": "het teken van het verschil hangt af van de definitie of weging",
    "no-data": "er zijn geen cijfers",
}
IN_ENGLISH = {"behind": "behind", "ahead": "ahead", "unclear": "not clear", "no-data": "no data"}


def command(  # noqa: PLR0917 - options are given by name
    group: Annotated[str, typer.Option(help="De groep: west-brabant, middelgroot, b5 ...")] = (
        "west-brabant"
    ),
    year: Annotated[
        list[int] | None,
        typer.Option(help="Het jaar; mag vaker. Standaard 2016, 2020 en 2023.", show_default=False),
    ] = None,
    against: Annotated[
        str, typer.Option(help="Tegenover rest (van Noord-Brabant) of netherlands.")
    ] = "rest",
    parts: Annotated[
        bool, typer.Option("--parts", help="Toon waaruit het verschil bestaat, per indicator.")
    ] = False,
    choices: Annotated[
        bool,
        typer.Option("--choices", help="Toon of het verschil afhangt van de keuzes in de methode."),
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="West-Brabant en de middelgrote steden, tegenover beide.")
    ] = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Schrijf als Markdown, zoals in docs/method.md.")
    ] = False,
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print gap, interval and conclusion by year, definition and weighting."""
    from monitor.analysis.groups import gap_table  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.scores import score_years  # noqa: PLC0415
    from monitor.snapshot import open_snapshot  # noqa: PLC0415

    snapshot = open_snapshot(data)
    years = year or YEARS
    check_years(snapshot, years)
    chosen = [_group(snapshot, g) for g in (STUDIED if every else (group,))]
    versus: tuple[Against, ...] = ("rest", "netherlands") if every else (_versus(against),)
    scores = score_years(snapshot, years)
    if parts:
        frames = [_parts(snapshot, scores, g, a) for g in chosen for a in versus]
        out(pd.concat(frames), csv, "Waaruit het verschil bestaat, in punten", decimals=2)
        return
    if choices:
        frames = [_choices(snapshot, scores, g, versus) for g in chosen]
        _show_choices(pd.concat(frames), csv, as_markdown)
        return
    tables = [gap_table(snapshot, scores, g, against=versus) for g in chosen]
    pairs = list(zip(chosen, tables, strict=True))
    if as_markdown:
        typer.echo("\n\n".join(_document(g, t) for g, t in pairs))
    elif csv is not None:
        named = [t.assign(group=g.id)[["group", *t.columns]] for g, t in pairs]
        out(pd.concat(named).round(6), csv)
    else:
        for item, table in pairs:
            out(_screen(item, table), None, f"{item.title.nl}: verschil in punten")
            _say_verdicts(table)


def _versus(name: str) -> Against:
    if name == "rest":
        return "rest"
    if name == "netherlands":
        return "netherlands"
    raise MonitorError(f"Vergelijken met '{name}' kan niet", remedy="Kies rest of netherlands.")


def _group(snapshot: Snapshot, name: str) -> Group:
    from monitor.regions.groups import load_groups  # noqa: PLC0415 - keep --help quick

    known = load_groups(known=snapshot.regions.index)
    if name not in known:
        raise MonitorError(f"Groep '{name}' bestaat niet", remedy=f"Kies uit: {', '.join(known)}.")
    return known[name]


def _parts(
    snapshot: Snapshot, scores: dict[int, YearScores], group: Group, against: Against
) -> pd.DataFrame:
    """Take the gap apart under the default definition, weighted and not, by year."""
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


def _choices(
    snapshot: Snapshot, scores: dict[int, YearScores], group: Group, versus: tuple[Against, ...]
) -> pd.DataFrame:
    """Reckon the gap under many methods, for every definition of a group."""
    from monitor.analysis.gap_choices import gaps_over_choices  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.groups import cases, population_of, sides_of  # noqa: PLC0415

    rows = []
    for year, of_year in scores.items():
        people = population_of(snapshot, year)
        every = cases(group, versus)
        sides = [
            sides_of(snapshot, year, group, d, leave_out=o, against=a, population=people)
            for d, o, a in every
        ]
        for weights in (people, None):
            found = gaps_over_choices(snapshot, of_year, sides, population=weights)
            for (definition, left_out, against), one in zip(every, found, strict=True):
                keys = {"group": group.id, "year": year, "definition": definition}
                keys |= {"leave_out": ",".join(left_out), "against": against}
                rows.append({**keys, **asdict(one)})
    return pd.DataFrame(rows).sort_values(["group", "against", "year"], kind="stable")


def _show_choices(table: pd.DataFrame, csv: str | None, as_markdown: bool) -> None:
    """Print what `_choices` found."""
    if csv is not None:
        out(table.round(6), csv)
        return
    comma = "." if as_markdown else ","
    weights = {True: "population", False: "equal"} if as_markdown else {True: "ja", False: "nee"}
    shown = pd.DataFrame(
        {
            "group": table["group"],
            "year": table["year"].astype(str),
            "against": table["against"],
            "definition": table["definition"] + table["leave_out"].map(lambda c: c and f" - {c}"),
            "weighted": table["weighted"].map(weights),
            "gap": table["gap"],
            "median": table["median"],
            "5-95%": interval(table["lower"], table["upper"], comma=comma),
            "behind (%)": (100 * table["p_behind"]).round().astype(int),
        }
    )
    if as_markdown:
        typer.echo(markdown(shown))
        return
    shown.columns = pd.Index(
        [
            *("groep", "jaar", "tegenover", "definitie", "gewogen"),
            *("verschil", "mediaan", "5-95%", "blijft achter (%)"),
        ]
    )
    out(shown, None, "Verschil in punten onder 10.000 trekkingen van redelijke keuzes")


def _screen(group: Group, table: pd.DataFrame) -> pd.DataFrame:
    """Lay the table out for people, in Dutch."""
    return pd.DataFrame(
        {
            "jaar": table["year"].astype(str),
            "tegenover": table["against"].replace("netherlands", "NL"),
            "definitie": table["definition"],
            "zonder": table["leave_out"],
            "gewogen": table["weighted"].map({True: "ja", False: "nee"}),
            "n": table["n_group"],
            "verschil": table["gap"],
            "95%-interval": interval(table["lower"], table["upper"]),
            "conclusie": table["conclusion"].map(CONCLUSIONS),
        }
    )


def _say_verdicts(table: pd.DataFrame) -> None:
    """Say in one line a year whether the conclusion flips."""
    from monitor.analysis.groups import compare_definitions  # noqa: PLC0415 - keep --help quick

    for row in compare_definitions(table).itertuples():
        counts = f"{row.behind} achter, {row.ahead} voor, {row.unclear} niet duidelijk"
        typer.echo(
            f"{row.year}, tegenover {row.against}: {VERDICTS[str(row.verdict)]}"
            f" ({row.cases} combinaties: {counts})."
        )


def _document(group: Group, table: pd.DataFrame) -> str:
    """Lay the gap of one group out for docs/method.md, in English."""
    from monitor.analysis.groups import compare_definitions  # noqa: PLC0415 - keep --help quick

    titles = {d: v.title.en for d, v in group.definitions.items()}
    left_out = table["leave_out"].map(lambda codes: ", without Breda" if codes else "")
    shown = pd.DataFrame(
        {
            "against": table["against"],
            "year": table["year"].astype(str),
            "definition": table["definition"].map(titles) + left_out,
            "weights": table["weighted"].map({True: "population", False: "equal"}),
            "n": table["n_group"],
            "gap": table["gap"],
            "95% interval": interval(table["lower"], table["upper"], comma="."),
            "personal": table["personal"],
            "social": table["social"],
            "environment": table["environment"],
            "conclusion": table["conclusion"].map(IN_ENGLISH),
        }
    ).sort_values("against", ascending=False, kind="stable")
    verdicts = compare_definitions(table).sort_values("against", ascending=False, kind="stable")
    blocks = [f"#### {group.title.en}", markdown(shown), "Does the conclusion flip?"]
    return "\n\n".join([*blocks, markdown(verdicts)])
