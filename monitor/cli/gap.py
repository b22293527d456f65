"""``python -m monitor gap``: how far does a group stand from the rest, under every definition?"""

from __future__ import annotations

from typing import Annotated

import pandas as pd
import typer

from monitor.analysis.groups import (
    Against,
    compare_definitions,
    gap_between,
    gap_table,
    population_of,
    sides_of,
)
from monitor.analysis.scores import YearScores, score_years
from monitor.cli.tables import markdown, show
from monitor.errors import MonitorError
from monitor.regions.groups import Group, load_groups
from monitor.snapshot import Snapshot, open_snapshot

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


def gap(
    group: Annotated[str, typer.Option(help="Groep, zoals west-brabant of middelgroot.")] = STUDIED[
        0
    ],
    year: Annotated[
        list[int] | None, typer.Option(help="Jaar; mag vaker. Zonder: 2016, 2020 en 2023.")
    ] = None,
    against: Annotated[
        str, typer.Option(help="Vergelijk met rest (van Noord-Brabant) of netherlands.")
    ] = "rest",
    parts: Annotated[
        bool, typer.Option("--parts", help="Toon waaruit het verschil bestaat, per indicator.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Beide groepen van het onderzoek, elke vergelijking.")
    ] = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Schrijf de tabellen als Markdown (Engels).")
    ] = False,
    csv: Annotated[str, typer.Option(help="Schrijf als CSV naar dit bestand, of - .")] = "",
) -> None:
    """Toon het verschil van een groep met de rest, met interval en onder elke definitie."""
    snapshot = open_snapshot()
    chosen = [_group(snapshot, g) for g in (STUDIED if every else (group,))]
    if against not in ("rest", "netherlands"):
        raise MonitorError(
            f"Vergelijken met '{against}' kan niet", remedy="Kies rest of netherlands."
        )
    versus: tuple[Against, ...] = ("rest", "netherlands") if every else (_versus(against),)
    scores = score_years(snapshot, year or YEARS)
    if parts:
        frames = [_parts(snapshot, scores, g, a) for g in chosen for a in versus]
        show(pd.concat(frames), "Waaruit het verschil bestaat, in punten", csv, decimals=2)
        return
    tables = {g.id: gap_table(snapshot, scores, g, against=versus) for g in chosen}
    if as_markdown:
        typer.echo("\n\n".join(_document(g, tables[g.id]) for g in chosen))
    elif csv:
        show(pd.concat([t.assign(group=g) for g, t in tables.items()]), "", csv)
    else:
        for item in chosen:
            show(_screen(item, tables[item.id]), f"{item.title.nl}: verschil in punten")
            _say_verdicts(tables[item.id])


def _versus(name: str) -> Against:
    return "netherlands" if name == "netherlands" else "rest"


def _group(snapshot: Snapshot, name: str) -> Group:
    known = load_groups(known=snapshot.regions.index)
    if name not in known:
        raise MonitorError(f"Groep '{name}' bestaat niet", remedy=f"Kies uit: {', '.join(known)}.")
    return known[name]


def _parts(
    snapshot: Snapshot, scores: dict[int, YearScores], group: Group, against: Against
) -> pd.DataFrame:
    """Decomposition of the gap under the default definition, weighted and not, by year."""
    rows = []
    for year, of_year in scores.items():
        sides = sides_of(snapshot, year, group, against=against)
        for weights in (population_of(snapshot, year), None):
            found = gap_between(of_year, sides, population=weights)
            table = found.parts.reset_index()
            table.insert(0, "gewogen", "ja" if found.weighted else "nee")
            table.insert(0, "jaar", year)
            table.insert(0, "tegenover", against)
            table.insert(0, "groep", group.id)
            rows.append(table)
    names = {"indicator": "indicator", "dimension": "dimensie", "points": "punten"}
    return pd.concat(rows, ignore_index=True).rename(columns=names)


def _interval(table: pd.DataFrame) -> pd.Series:
    low, high = (table[c].map("{:.1f}".format) for c in ("lower", "upper"))
    return (low + " … " + high).where(table["lower"].notna(), "")


def _screen(group: Group, table: pd.DataFrame) -> pd.DataFrame:
    titles = {d: v.title.nl for d, v in group.definitions.items()}
    return pd.DataFrame(
        {
            "jaar": table["year"].astype(str),
            "definitie": table["definition"].map(titles),
            "zonder": table["leave_out"],
            "tegenover": table["against"],
            "gewogen": table["weighted"].map({True: "ja", False: "nee"}),
            "n": table["n_group"],
            "verschil": table["gap"],
            "95%-interval": _interval(table),
            "persoonlijk": table["personal"],
            "sociaal": table["social"],
            "omgeving": table["environment"],
            "conclusie": table["conclusion"].map(CONCLUSIONS),
        }
    )


def _say_verdicts(table: pd.DataFrame) -> None:
    for row in compare_definitions(table).itertuples():
        counts = f"{row.behind} blijft achter, {row.ahead} loopt voor, {row.unclear} niet duidelijk"
        typer.echo(
            f"{row.year}, tegenover {row.against}: {VERDICTS[str(row.verdict)]}"
            f" ({row.cases} combinaties: {counts})."
        )


def _document(group: Group, table: pd.DataFrame) -> str:
    """Lay the gap of one group out for docs/method.md."""
    titles = {d: v.title.en for d, v in group.definitions.items()}
    out = table["leave_out"].map(lambda codes: ", without Breda" if codes else "")
    shown = pd.DataFrame(
        {
            "against": table["against"],
            "year": table["year"].astype(str),
            "definition": table["definition"].map(titles) + out,
            "weighted": table["weighted"].map({True: "population", False: "no"}),
            "n": table["n_group"],
            "gap": table["gap"],
            "95% interval": _interval(table),
            "personal": table["personal"],
            "social": table["social"],
            "environment": table["environment"],
            "conclusion": table["conclusion"].map(IN_ENGLISH),
        }
    )
    verdicts = compare_definitions(table)
    verdicts["year"] = verdicts["year"].astype(str)
    blocks = [f"#### {group.title.en}", markdown(shown), "Does the conclusion flip?"]
    return "\n\n".join([*blocks, markdown(verdicts)])
