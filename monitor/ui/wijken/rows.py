"""Which districts the page shows, and their rows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from monitor import change_words, naming
from monitor.analysis.district_index import newest
from monitor.analysis.districts import fresh_share, why_no_figure, why_no_rank
from monitor.analysis.scores import TOTAL
from monitor.catalog_entries import SCORED
from monitor.export.origins import origin_line, origins
from monitor.regions.districts import SUCCESSOR
from monitor.site import monitor_name
from monitor.ui import data, selection, words
from monitor.ui.texts import _, number, plural

LEVELS = ("provincie", "groep", "gemeente")


@dataclass(frozen=True)
class Area:
    """Whose districts are shown: the municipalities, what they are called, and a province."""

    level: str
    codes: tuple[str, ...]
    name: str
    province: str


def area() -> Area:
    """Return the area of the reader: a province, a group or a municipality."""
    chosen, regions = selection.current(), data.snapshot().regions
    level = selection.get("niveau", LEVELS[0])
    if level == "groep" and chosen.group in data.groups_of(chosen.province):
        codes = tuple(data.group_members(chosen.group, chosen.definition, chosen.year))
        name = words.group_name(chosen)
        return Area(level, codes, name, str(regions.loc[codes[0], "province"]))
    if level == "gemeente":
        code = chosen.gemeente or _largest()
        return Area(level, (code,), data.names()[code], str(regions.loc[code, "province"]))
    codes = tuple(data.inside(chosen.province))
    return Area("provincie", codes, words.province(), chosen.province)


def _largest() -> str:
    """Return the municipality of the focus province with the most inhabitants."""
    homes = data.edition().homes
    inside = homes[homes.index.isin(selection.regions_in_scope("nb"))]
    return str((inside if len(inside) else homes)["inhabitants"].idxmax())


def measures() -> list[str]:
    """Return what can be shown: the total, the dimensions, the indicators of the index, others."""
    return [TOTAL, *SCORED, *data.edition().values.columns, *data.beside_the_index()]


def newest_year(measure: str) -> int | None:
    """Return the year of the newest figure that a district has of an indicator.

    Parameters
    ----------
    measure : str
        One of `measures`.
    """
    measured = data.edition().measured
    years = measured[measure] if measure in measured else data.district_newest(measure)["year"]
    return None if years.isna().all() else int(years.max())


def what() -> str:
    """Return the measure that is shown: that of the selection where districts have it."""
    wanted = selection.current().what
    return wanted if wanted in measures() else TOTAL


def rows(of: Area, measure: str) -> pd.DataFrame:
    """Return the districts of an area, the highest first.

    Parameters
    ----------
    of : Area
    measure : str
        One of `measures`.

    Returns
    -------
    DataFrame, index code
        ``name``, ``home``, ``inhabitants``, ``value`` (NaN without a figure), ``drawn`` (NaN too
        where the district is too small), ``year``, ``made``, ``total``, ``rank``, ``rank_low``,
        ``rank_high``, ``total_low``, ``total_high``, ``why`` (there is no rank; of another measure
        than the total: nothing is drawn).
    """
    edition, sure = data.edition(), data.district_certainty()
    table = edition.table[edition.table["region"].isin(of.codes)]
    columns = ["rank_low", "rank_high", "total_low", "total_high", "p_bottom"]
    table = table.join(sure[columns])
    shown = _shown(table, measure)
    out = table.assign(
        home=table["region"].map(data.names()),
        value=shown["value"],
        drawn=shown["value"].where(~table["small"]),
        year=shown["year"],
        made=shown["made"].fillna(""),
        why=_why(table, measure, shown["value"]),
    )
    beside = data.snapshot().catalog.indicators.get(measure)
    direction = int(edition.direction.get(measure, beside.direction if beside else 1)) or 1
    order = (direction * out["drawn"]).sort_values(ascending=False, na_position="last")
    return out.loc[order.index]


def _parts(measure: str) -> list[str]:
    """Return the indicators of a score, or the indicator itself."""
    return data.edition().parts(measure) if measure in (TOTAL, *SCORED) else [measure]


def _why(table: pd.DataFrame, measure: str, value: pd.Series) -> list[str]:
    if measure == TOTAL:
        return [why_no_rank(row) for row in table.to_dict("records")]
    catalog = data.snapshot().catalog
    former = any(map(catalog.is_of_former_districts, _parts(measure)))
    found = why_no_figure(table, value, former=former)
    return ["figures" if w == "none" else w for w in found] if measure in SCORED else found


def _shown(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return ``value``, ``year`` and ``made`` of a measure, of the districts in a table."""
    edition = data.edition()
    if measure == TOTAL or measure in SCORED:
        parts = _parts(measure)
        year = edition.measured[parts].min(axis=1).reindex(table.index)
        by_name = (edition.made[parts] == SUCCESSOR).any(axis=1)
        named = by_name.index[by_name.to_numpy()]
        made = pd.Series("", table.index).mask(table.index.isin(named), SUCCESSOR)
        return pd.DataFrame({"value": table[measure], "year": year, "made": made})
    if measure not in edition.values:
        return data.district_newest(measure).reindex(table.index).astype({"year": float})
    found = {"value": edition.values, "year": edition.measured, "made": edition.made}
    return pd.DataFrame({k: f[measure].reindex(table.index) for k, f in found.items()})


def why_words(measure: str = TOTAL) -> dict[str, str]:
    """Say why a district has no rank, or no figure of another measure than the total."""
    layout = _("geen cijfer: andere wijkindeling in 2020")
    if measure in (TOTAL, *SCORED):
        layout = _("geen score: andere wijkindeling in 2020")
    return {
        "small": _("minder dan {n} inwoners: geen kleur en geen rang").format(
            n=data.edition().small
        ),
        "layout": layout,
        "figures": _("te weinig cijfers voor een score"),
        "none": _("geen cijfer in de bron"),
    }


def made_words() -> dict[str, str]:
    """Say how a figure was made."""
    return {
        "weighted": _("gewogen uit buurten"),
        "successor": _("op naam gevonden na herindeling"),
        "merged": _("omgerekend na herindeling"),
    }


def told(table: pd.DataFrame, measure: str) -> list[list[str]]:
    """Say of every district its figure, rank or why there is none, how it was made and how old.

    Parameters
    ----------
    table : DataFrame
        Of `rows`.
    """
    why, made, is_score = why_words(measure), made_words(), measure in (TOTAL, *SCORED)
    aged = _("oudste cijfer: {year}") if is_score else _("gemeten in {year}")
    every = []
    for text, row in zip(
        words.figures(table["value"], measure), table.to_dict("records"), strict=True
    ):
        reason = why.get(row["why"], "")
        lines = [reason] if reason and math.isnan(row["value"]) else [text, reason]
        if measure == TOTAL:
            lines.append(rank_words(row["rank"], row["rank_low"], row["rank_high"]))
        lines.append(made.get(row["made"], ""))
        lines.append("" if math.isnan(row["year"]) else aged.format(year=int(row["year"])))
        every.append([line for line in lines if line])
    return every


def sources(measure: str) -> str:
    """Return the line with the sources of a measure of districts, each with its own date.

    Parameters
    ----------
    measure : str
        One of `measures`.
    """
    return sources_of(_parts(measure))


def sources_of(names: Sequence[str]) -> str:
    """Return the line with the sources of the newest figures of districts on some indicators.

    Parameters
    ----------
    names : sequence of str
        Ids.
    """
    edition, shot = data.edition(), data.snapshot()
    own = not {*names}.isdisjoint(data.beside_the_index())
    last = int(shot.district_figures["year"].max()) if own else edition.year
    figures = newest(shot, last, pd.Index(names))
    return _("Bron: {sources}. Bewerking: {monitor}.").format(
        sources=origin_line(origins(shot, names, figures)), monitor=monitor_name()
    )


def aged(measure: str, table: pd.DataFrame) -> str:
    """Say of which year a score is: that of the edition, and how much of it is older.

    Parameters
    ----------
    table : DataFrame
        Of `rows`; those with a figure to show count.
    """
    edition, shown = data.edition(), table.dropna(subset=["drawn"])
    if shown.empty:
        return str(edition.year)
    share = fresh_share(edition, measure, shown.index)
    told = [change_words.measured_itself(share, edition.year)]
    if shown["year"].min() < edition.year:
        told.append(_("oudste uit {year}").format(year=int(shown["year"].min())))
    return _("{year}: nieuwste cijfer per indicator ({told})").format(
        year=edition.year, told=", ".join(told)
    )


def called(of: Area, table: pd.DataFrame) -> pd.Series:
    """Name districts; with their municipality, where there is more than one."""
    return table["name"] if len(of.codes) == 1 else table["name"] + " (" + table["home"] + ")"


def districts(count: int) -> str:
    """Write a number of districts: ``1 wijk``, ``16 wijken``.

    Parameters
    ----------
    count : int
    """
    return plural(count, _("{count} wijk"), _("{count} wijken"))


def rank_words(rank: float, low: float, high: float) -> str:
    """Write a rank with its span; empty where there is none.

    Parameters
    ----------
    rank, low : float
    high : float
        1 is the highest; NaN where there is none.
    """
    if math.isnan(rank):
        return ""
    ranked = len(data.edition().ranked)
    text = _("rang {rank} van {n} wijken in Nederland").format(
        rank=number(rank, decimals=0), n=number(ranked, decimals=0)
    )
    return f"{text} ({naming.rank_span(low, high)})"


def readable(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the rows for people; the rank is that of the total, and stands beside it alone.

    Parameters
    ----------
    table : DataFrame
        Of `rows`.
    measure : str
        One of `measures`.
    """
    why, made = why_words(measure), made_words()
    ranks = {_("Rang"): "rank", _("Rang van"): "rank_low", _("Rang tot"): "rank_high"}
    columns = {
        _("Wijk"): table["name"],
        _("Code"): table.index,
        _("Gemeente"): table["home"],
        _("Inwoners"): table["inhabitants"],
        words.measure(measure): table["value"],
        _("Gemeten in") if measure not in (TOTAL, *SCORED) else _("Oudste cijfer"): table["year"],
        **{name: table[column] for name, column in ranks.items() if measure == TOTAL},
        _("Let op"): [
            "; ".join(t for t in (why.get(w, ""), made.get(m, "")) if t)
            for w, m in zip(table["why"], table["made"], strict=True)
        ],
    }
    return pd.DataFrame(columns).reset_index(drop=True)
