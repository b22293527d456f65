"""``score``: the scores of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from monitor.cli._figures import careful
from monitor.cli._shared import (
    CsvOption,
    DataOption,
    VersionOption,
    open_index,
    out,
    wants_data,
)
from monitor.errors import MonitorError
from monitor.text import _, language, number, plural

if TYPE_CHECKING:
    import pandas as pd

    from monitor.analysis.scores import YearScores
    from monitor.snapshot import Snapshot

HELP = "Toon de scores van alle gemeenten in een jaar, of van alle wijken."
Level = Literal["municipality", "district"]
KNOWN = ["personal_known", "social_known", "environment_known"]
COLUMNS = [
    "region",
    "name",
    "total",
    "personal",
    "social",
    "environment",
    "rank",
    "n_indicators",
    "oldest_year",
    "fresh_share",
    "care",
    "why",
    *KNOWN,
]


def command(
    year: Annotated[
        int | None,
        typer.Option(help="Het jaar van de score; wijken hebben er een.", show_default=False),
    ] = None,
    province: Annotated[str | None, typer.Option(help="Alleen deze provincie (PV..).")] = None,
    level: Annotated[
        Level, typer.Option(help="Van gemeenten (municipality) of van wijken (district).")
    ] = "municipality",
    index_version: VersionOption = None,
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print scores, rank, number of indicators, oldest year, and why to read one with care."""
    from monitor.analysis.scores import score_year  # noqa: PLC0415 - keep --help quick

    if level == "district" and index_version is not None:
        raise MonitorError(
            "Wijken hebben geen vroegere versie van de index", remedy="Laat --index-version weg."
        )
    snapshot = open_index(data, index_version)
    if level == "district":
        _check_edition(snapshot, year)
        _districts(snapshot, province, csv)
        return
    if year is None:
        raise MonitorError(
            "Verplicht, maar niet gegeven: '--year'", remedy="Een voorbeeld: --year 2020."
        )
    first, last = snapshot.catalog.first_year, snapshot.catalog.last_year
    if not first <= year <= last:
        raise MonitorError(
            f"Voor {year} zijn er geen cijfers",
            remedy=f"Kies een jaar van {first} tot en met {last}.",
        )
    scored = score_year(snapshot, year)
    table = _rows(snapshot, scored, _of_province(snapshot, province))
    title = f"Score {year} (100 = Nederland in het referentiejaar)"
    if wants_data(csv):
        out(table, csv)
        return
    without = int(table["total"].isna().sum())
    shown = table.drop(columns=[*KNOWN, *([] if without else ["why"])])
    out(shown, None, title, snapshot=snapshot)
    if without:
        _say_without(without, len(table), scored.needed)


def _rows(snapshot: Snapshot, scored: YearScores, regions: pd.DataFrame) -> pd.DataFrame:
    """Lay out the scores of some municipalities, and of each why it has no total."""
    care = careful(snapshot, scored)
    scores = scored.table.assign(care=care, **_why(snapshot, scored))
    table = regions[["name"]].join(scores).rename_axis("region").reset_index()[COLUMNS]
    table = table.astype(dict.fromkeys(["rank", "n_indicators", "oldest_year"], "Int64"))
    rounded = ["total", "personal", "social", "environment", "fresh_share", *KNOWN]
    table = table.round(dict.fromkeys(rounded, 4))
    return table.sort_values(["rank", "region"], na_position="last", ignore_index=True)


def _why(snapshot: Snapshot, scored: YearScores) -> dict[str, pd.Series]:
    """Return how much of each dimension is known (0-1), and in words why there is no total."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.analysis.score_table import known_share  # noqa: PLC0415
    from monitor.naming_figures import known_words  # noqa: PLC0415

    known = known_share(scored.values.notna(), scored.weights, scored.structure["parent"])
    titles = {d: v.title[language()] for d, v in snapshot.catalog.dimensions.items()}
    why = []
    for code, missing in scored.reason.items():
        short = [d for d in missing.removeprefix("dimension:").split(",") if d]
        parts = [(titles[d], float(known[d][code])) for d in short]
        said = known_words(parts, scored.needed)
        why.append(_("te weinig bekend ({how})").format(how=said) if parts else "")
    return {"why": pd.Series(why, known.index), **{f"{d}_known": known[d] for d in known}}


def _say_without(without: int, every: int, needed: float) -> None:
    """Say how many have no total, and what a total takes."""
    from monitor.naming_figures import percent  # noqa: PLC0415 - keep --help quick

    said = plural(
        without,
        _(
            "{count} van {every} gemeenten heeft geen totaal: van elke dimensie moet ten minste"
            " {needed} van het gewicht bekend zijn, met cijfers die niet te oud zijn."
        ),
        _(
            "{count} van {every} gemeenten hebben geen totaal: van elke dimensie moet ten minste"
            " {needed} van het gewicht bekend zijn, met cijfers die niet te oud zijn."
        ),
        every=number(every, decimals=0),
        needed=percent(needed),
    )
    typer.echo(said)


def _of_province(snapshot: Snapshot, province: str | None) -> pd.DataFrame:
    regions = snapshot.regions
    if province is None:
        return regions
    if province not in set(regions.province):
        raise MonitorError(
            f"Onbekende provincie {province}",
            remedy=f"Bekend zijn: {', '.join(sorted(set(regions.province)))}.",
        )
    return regions[regions.province == province]


def _check_edition(snapshot: Snapshot, year: int | None) -> None:
    """Refuse another year than that of the edition: districts have no other score."""
    rules = snapshot.catalog.districts
    if rules is not None and year not in (None, rules.edition):
        raise MonitorError(
            f"Wijken hebben één editie, {rules.edition}: voor {year} is er geen score",
            remedy="Laat --year weg.",
        )


def _districts(snapshot: Snapshot, province: str | None, csv: str | None) -> None:
    """Print the districts of the country or a province, without the draws of their ranks."""
    from monitor.analysis.district_index import district_index  # noqa: PLC0415
    from monitor.cli.districts import district_rows, for_screen  # noqa: PLC0415

    edition = district_index(snapshot)
    which = edition.table["region"].isin(_of_province(snapshot, province).index)
    table = district_rows(edition, which)
    title = _("Wijken, {year} (100 = Nederland)").format(year=edition.year)
    shown = for_screen(table, csv)
    if not wants_data(csv):
        shown = shown.drop(columns=["rank_low", "rank_high"])
    out(shown, csv, title, snapshot=snapshot)
