"""What the commands on groups, change and peers share."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from monitor.errors import MonitorError
from monitor.text import _, number, readable

if TYPE_CHECKING:
    import pandas as pd

    from monitor.analysis.scores import YearScores
    from monitor.regions.groups import Group
    from monitor.snapshot import Snapshot

ENOUGH = 0.9


def check_years(snapshot: Snapshot, years: list[int]) -> None:
    """Refuse years that the snapshot does not span."""
    first, last = snapshot.catalog.first_year, snapshot.catalog.last_year
    for year in years:
        if not first <= year <= last:
            raise MonitorError(
                f"Voor {year} zijn er geen cijfers",
                remedy=f"Kies een jaar van {first} tot en met {last}.",
            )


def check_span(snapshot: Snapshot, start: int, end: int) -> None:
    """Refuse two years that are no span of figures: unknown, the same, or the later one first."""
    if start == end:
        raise MonitorError("Kies twee verschillende jaren", where=str(start))
    check_years(snapshot, [start, end])
    if start > end:
        raise MonitorError(
            "Het eerste jaar ligt niet vóór het laatste",
            where=f"{start}, {end}",
            remedy=f"Noem {end} als eerste jaar en {start} als laatste.",
        )


def find_group(snapshot: Snapshot, name: str) -> Group:
    """Return a group by its id.

    Raises
    ------
    MonitorError
        Where there is none, with those that there are.
    """
    from monitor.analysis.area import all_groups, focus_of  # noqa: PLC0415 - keep --help quick

    known = all_groups(snapshot)
    if name not in known:
        home = focus_of(snapshot)
        here = ", ".join(k for k, group in known.items() if group.province == home)
        raise MonitorError(f"Groep '{name}' bestaat niet", remedy=f"Kies uit: {here}.")
    return known[name]


def find_region(snapshot: Snapshot, text: str) -> str:
    """Return the present municipality that a code or name means, and say where it is another one.

    The sentence goes to stderr: what a program reads on stdout stays as it is.

    Raises
    ------
    MonitorError
        Where none is meant.
    """
    from monitor.naming_places import followed, meant  # noqa: PLC0415 - keep --help quick
    from monitor.own.places import build_places  # noqa: PLC0415

    known = snapshot.regions.index
    if text in known:
        return text
    code = meant(text, build_places(snapshot.regions, snapshot.recoding))
    if not code:
        raise MonitorError(
            f"Er is geen gemeente met code of naam '{text}'",
            remedy=f"Gebruik een code van {snapshot.catalog.boundary_year}, zoals GM0748.",
        )
    said = ""
    if code not in known:
        code, said = followed(snapshot, code)
    elif text.upper() != code:
        said = _("“{value}”: u ziet {name} ({code}).").format(
            value=readable(text), name=snapshot.regions["name"][code], code=code
        )
    if said:
        sys.stderr.write(f"{_('let op')}: {said}\n")
    return code


def year_or_latest(snapshot: Snapshot, asked: int | None) -> int:
    """Return the year that was asked, else the last in which nine in ten have a total.

    Raises
    ------
    MonitorError
        Where the snapshot does not span the year, or no year has enough figures.
    """
    if asked is not None:
        check_years(snapshot, [asked])
        return asked
    from monitor.analysis.scores import TOTAL, score_year  # noqa: PLC0415 - keep --help quick

    catalog = snapshot.catalog
    for year in range(catalog.last_year, catalog.first_year - 1, -1):
        if score_year(snapshot, year).table[TOTAL].notna().mean() >= ENOUGH:
            return year
    raise MonitorError("In geen enkel jaar zijn er genoeg cijfers voor een score")


def with_names(snapshot: Snapshot, table: pd.DataFrame) -> pd.DataFrame:
    """Turn the index of codes into columns ``region`` and ``name``."""
    named = table.rename_axis("region").reset_index()
    named.insert(1, "name", snapshot.regions["name"].reindex(table.index).to_numpy())
    return named


def careful(snapshot: Snapshot, scores: YearScores) -> pd.Series:
    """Say of every municipality, in Dutch, why to read its score with care; empty for most."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor import naming_care  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.unusual import remarks  # noqa: PLC0415

    titles = {k: i.title.nl for k, i in snapshot.catalog.indicators.items()}
    rows = remarks(snapshot, scores)
    return pd.Series([naming_care.careful(r, titles) for _c, r in rows.iterrows()], rows.index)


def names_in(snapshot: Snapshot, joined: pd.Series) -> list[str]:
    """Name the municipalities of cells of codes joined by a comma, each once, by code."""
    codes = sorted({code for cell in joined for code in cell.split(",") if code})
    return [str(name) for name in snapshot.regions["name"][codes]]


def with_missing_names(snapshot: Snapshot, table: pd.DataFrame) -> pd.DataFrame:
    """Put the names of who is missing beside the codes: joined by ``; ``, names hold commas."""
    for column in [c for c in table.columns if c.startswith("missing")]:
        names = ["; ".join(names_in(snapshot, table.loc[[i], column])) for i in table.index]
        place = list(table.columns).index(column) + 1
        table.insert(place, f"{column}_names", names)
    return table


def told_definition(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table for programs: in either language the default definition is ``default``."""
    from monitor.regions.groups import DEFAULT  # noqa: PLC0415 - keep --help quick

    return table.replace({"definition": {DEFAULT: "default"}})


def of_province(snapshot: Snapshot, table: pd.DataFrame, country: bool) -> pd.DataFrame:
    """Keep the focus province, or everything."""
    from monitor.analysis.area import focus_of  # noqa: PLC0415 - keep --help quick

    if country:
        return table
    return table[snapshot.regions["province"].reindex(table.index) == focus_of(snapshot)]


def interval(
    low: pd.Series, high: pd.Series, decimals: int = 1, *, plain: bool = False
) -> pd.Series:
    """Write intervals as ``−2,1 … 0,3``, ``plain`` as Markdown has them; empty where none."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    def bound(value: float) -> str:
        return f"{value:.{decimals}f}" if plain else number(value, decimals=decimals)

    text = [
        "" if pd.isna(a) else f"{bound(a)} … {bound(b)}" for a, b in zip(low, high, strict=True)
    ]
    return pd.Series(text, index=low.index)


def markdown(frame: pd.DataFrame, decimals: int = 1) -> str:
    """Lay a table out as Markdown, floats rounded, in the English way."""
    numeric = [frame[c].dtype.kind in "fi" for c in frame.columns]

    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    def cell(value: object) -> str:
        return f"{value:.{decimals}f}" if isinstance(value, float) else str(value)

    head = line([str(c) for c in frame.columns])
    rule = "|" + "|".join("---:" if n else "---" for n in numeric) + "|"
    rows = [line([cell(v) for v in row]) for row in frame.itertuples(index=False)]
    return "\n".join([head, rule, *rows])
