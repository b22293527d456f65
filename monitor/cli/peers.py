"""``peers``: comparable municipalities, and whom to learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli._figures import find_region, with_names, year_or_latest
from monitor.cli._headings import titles
from monitor.cli._shared import (
    CsvOption,
    DataOption,
    answer,
    open_figures,
    out,
    records,
    wants_data,
    wants_json,
)
from monitor.text import _

if TYPE_CHECKING:
    import pandas as pd

    from monitor.snapshot import Snapshot

HELP = "Toon vergelijkbare gemeenten, en van wie er iets te leren valt."


def command(
    region: Annotated[str, typer.Argument(help="De gemeentecode, zoals GM0748.")],
    year: Annotated[
        int | None,
        typer.Option(help="Het jaar; standaard het laatste met een score.", show_default=False),
    ] = None,
    count: Annotated[int, typer.Option(help="Aantal vergelijkbare gemeenten.", min=1)] = 10,
    learn: Annotated[
        bool, typer.Option("--learn", help="Alleen wie het beter doet op wat hier achterblijft.")
    ] = False,
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print the nearest municipalities with their features and total, then what to learn."""
    from monitor.analysis.peers import (  # noqa: PLC0415 - keep --help quick
        feature_years,
        learn_from,
        peers,
    )
    from monitor.analysis.scores import TOTAL, score_year  # noqa: PLC0415

    snapshot = open_figures(data)
    region = find_region(snapshot, region)
    chosen = year_or_latest(snapshot, year)
    scores = score_year(snapshot, chosen)
    found = peers(snapshot, region, chosen, count)
    near = found.drop(columns="name").assign(total=scores.table[TOTAL].reindex(found.index))
    own = snapshot.regions["name"][region]
    years = feature_years(snapshot, chosen).T[region]
    lessons = learn_from(scores, region, found.index).set_index("region")
    whole = with_names(snapshot, near.assign(bevolking=near["bevolking"].round().astype("Int64")))
    taught = with_names(snapshot, lessons)
    if wants_json() and csv is None:
        answer(
            {"region": region, "year": chosen, "peers": records(whole), "lessons": records(taught)}
        )
        return
    if not learn:
        title = _("Vergelijkbaar met {name} in {year}, de meest gelijkende eerst ({features})")
        title = title.format(name=own, year=chosen, features=_dates(snapshot, years))
        out(whole.round(4), csv, title, snapshot=snapshot)
    if learn or csv is None:
        title = _("Wat in {name} achterblijft, en wie het daar ten minste 10 punten beter doet")
        title = title.format(name=own)
        if not wants_data(csv):  # beside the name of another
            taught = taught.rename(columns={"value": "value_here"})
        out(taught.round(4), csv, title, decimals=2, snapshot=snapshot)


def _dates(snapshot: Snapshot, years: pd.Series) -> str:
    """Say of which year each feature is."""
    known = titles(snapshot)
    return ", ".join(f"{known[str(i)]} {year}" for i, year in years.dropna().items())
