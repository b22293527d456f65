"""From the figures as published to observations on the present municipalities."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_entries import Indicator
from monitor.ingest.extract import extract
from monitor.ingest.fallback import with_fallbacks
from monitor.ingest.prices import price_levels, to_prices_of
from monitor.regions.harmonise import harmonise, unused
from monitor.regions.vintages import nearest_years
from monitor.sources.request import TableData

POPULATION = "bevolking"
OBSERVATION = ["region", "year", "value", "lower", "upper", "status", "source", "harmonised"]

# CBS books what it cannot place in a municipality (abroad, unknown) under these two codes.
ELSEWHERE = r"GM099[89]"

NEWER = "gemeente van na het grenzenjaar"
UNKNOWN = "onbekende gemeentecode"


@dataclass
class Losses:
    """What did not become an observation, for the closing summary: rows per indicator and reason.

    Attributes
    ----------
    rows : list of (indicator, reason, number, examples)
    newer : set of str
        Codes of municipalities that came after the boundary year.
    unknown : set of str
        Codes that CBS's list of municipalities does not have.
    assumed : dict of str to str
        New municipalities that no list places in a province, each with the former one whose
        province, COROP region and health service stand in.
    """

    rows: list[tuple[str, str, int, str]] = field(default_factory=list)
    newer: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    assumed: dict[str, str] = field(default_factory=dict)

    def note(self, indicator: str, reason: str, where: pd.DataFrame) -> None:
        """Count the region-years in ``where`` (columns ``region, year``), if any."""
        if len(where):
            shown = [
                f"{r} {y}" for r, y in where[["region", "year"]].head(3).itertuples(index=False)
            ]
            self.rows.append((indicator, reason, len(where), ", ".join(shown)))


def published(
    catalog: Catalog,
    tables: Mapping[str, TableData],
    files: Mapping[str, pd.DataFrame],
    losses: Losses,
) -> dict[str, pd.DataFrame]:
    """Extract every indicator; codes that are no municipality are left out and counted."""
    municipalities = {}
    for indicator in catalog.series_of_all.values():
        figures = extract(indicator, catalog, tables, files)
        elsewhere = figures.region.str.fullmatch(ELSEWHERE)
        losses.note(indicator.id, "geen gemeente", figures[elsewhere & figures.value.notna()])
        municipalities[indicator.id] = figures[~elsewhere]
    return municipalities


def placeable(
    figures: Mapping[str, pd.DataFrame],
    known: Collection[str],
    listed: Collection[str],
    since: int,
    losses: Losses,
) -> dict[str, pd.DataFrame]:
    """Leave out figures of municipalities that the boundary year cannot place, and tell of them.

    Parameters
    ----------
    figures : mapping of str to DataFrame
        Per indicator, as published.
    known : collection of str
        Codes that are a municipality of the boundary year, or became one.
    listed : collection of str
        All codes that CBS lists: those that are not known are newer.
    since : int
        First year of use: a municipality that is only in figures before it is no loss.
    losses : Losses
        Receives what is left out.
    """
    out = {}
    for indicator, rows in figures.items():
        placed = rows.region.isin(list(known))
        strange = rows[~placed & rows.value.notna() & (rows.year >= since)]
        newer = strange.region.isin(list(listed))
        losses.note(indicator, NEWER, strange[newer])
        losses.note(indicator, UNKNOWN, strange[~newer])
        losses.newer |= set(strange.region[newer])
        losses.unknown |= set(strange.region[~newer])
        out[indicator] = rows[placed]
    return out


def with_years(catalog: Catalog, figures: Iterable[pd.DataFrame], this_year: int) -> Catalog:
    """Return the catalog with the last year to show: years follow the figures.

    Parameters
    ----------
    catalog : Catalog
        Its ``last_year`` is the least.
    figures : iterable of DataFrame
        ``year, value``.
    this_year : int
        No figure is of a later year than this one.
    """
    have = pd.concat([f.loc[f.value.notna(), "year"] for f in figures])
    last = max([catalog.last_year, *(int(y) for y in have.unique() if y <= this_year)])
    return catalog.model_copy(update={"last_year": last})


@dataclass(frozen=True)
class Harmoniser:
    """Brings one indicator after another onto the present municipalities.

    Attributes
    ----------
    catalog, raw, links, losses
        The catalog, figures as published per indicator, contributors, and where losses go.
    """

    catalog: Catalog
    raw: Mapping[str, pd.DataFrame]
    links: pd.DataFrame
    losses: Losses
    _weights: dict[str, pd.Series] = field(default_factory=dict)

    def weights(self, count: str) -> pd.Series:
        """Return a count indicator as weights: index (region, year), nearest year where missing."""
        if count not in self._weights:  # nearly every indicator weighs by the same two
            years = range(self.catalog.first_year - 1, self.catalog.last_year + 1)
            self._weights[count] = nearest_years(self.raw[count].dropna(subset="value"), years)
        return self._weights[count]

    def observations(self, indicator: Indicator) -> pd.DataFrame:
        """Return the observations of one indicator, columns ``OBSERVATION``."""
        figures = self._in_years(indicator)
        self.losses.note(indicator.id, "dubbel met opvolger", unused(figures, self.links))
        share = any(source.of for source in indicator.source)
        count = indicator.merge == "count" or indicator.per is not None or share
        out = with_fallbacks(self._on_present(indicator, figures, count=count), indicator.source)
        self._note_incomplete(indicator, figures, out)
        if share:
            out = _scaled(out, indicator.scale / out["of"])
        elif indicator.per is not None:
            out = self._rate(indicator, out)
        elif count:
            partial = out.covered < 1
            self.losses.note(indicator.id, "samenvoeging onvolledig", out[partial])
            out = out[~partial]
        if indicator.constant_prices is not None:
            base, known = indicator.constant_prices, out.year.isin(list(price_levels()))
            self.losses.note(indicator.id, "prijsontwikkeling onbekend (prices.toml)", out[~known])
            out = out[known]
            out = _scaled(out, out.year.map(lambda y: to_prices_of(int(y), base)))
        out = out[out.value.notna()]
        return out[OBSERVATION].sort_values(["region", "year"], ignore_index=True)

    def _on_present(
        self, indicator: Indicator, figures: pd.DataFrame, *, count: bool
    ) -> pd.DataFrame:
        """Bring all sources onto the present municipalities; some tables stand on them already."""
        already = [s.table for s in indicator.source if s.present_boundaries]
        there = figures.source.isin(already)
        parts = [
            harmonise(
                rows,
                self.links,
                count=count,
                population=self.weights(POPULATION),
                weight=self.weights(indicator.weight),
                boundaries=year,
            )
            for rows, year in (
                (figures[there], self.catalog.boundary_year),
                (figures[~there], None),
            )
            if len(rows) or not len(figures)
        ]
        return pd.concat(parts, ignore_index=True)

    def _in_years(self, indicator: Indicator) -> pd.DataFrame:
        figures = self.raw[indicator.id]
        first, last = self.catalog.first_year, self.catalog.last_year
        later = figures[(figures.year > last) & figures.value.notna()]
        self.losses.note(indicator.id, "jaar in de toekomst", later)
        return figures[figures.year.between(first, last)]

    def _note_incomplete(
        self, indicator: Indicator, figures: pd.DataFrame, out: pd.DataFrame
    ) -> None:
        """Count the present municipalities whose contributors have figures, but too few of them."""
        have = figures[figures.value.notna()].merge(
            self.links[["code", "to"]], left_on="region", right_on="code"
        )
        could = have[["to", "year"]].drop_duplicates().rename(columns={"to": "region"})
        made = could.merge(out[["region", "year"]], how="left", indicator=True)
        self.losses.note(indicator.id, "samenvoeging onvolledig", made[made._merge == "left_only"])

    def _rate(self, indicator: Indicator, out: pd.DataFrame) -> pd.DataFrame:
        """Divide a count by another one: scale * count / (per * share of inhabitants covered)."""
        name = str(indicator.per)
        per = harmonise(self.raw[name], self.links, count=True, population=self.weights(POPULATION))
        per = per[per.covered == 1].set_index(["region", "year"])
        keys = pd.MultiIndex.from_frame(out[["region", "year"]])
        below = per.value.reindex(keys).to_numpy() * out.covered
        merged = per.harmonised.reindex(keys).eq(True).to_numpy()
        self.losses.note(indicator.id, f"geen noemer ({name})", out[below.isna()])
        return _scaled(out, indicator.scale / below).assign(harmonised=out.harmonised | merged)


def _scaled(figures: pd.DataFrame, factor: pd.Series) -> pd.DataFrame:
    """Multiply the figures and their bounds."""
    columns = ["value", "lower", "upper"]
    return figures.assign(**{c: figures[c] * factor for c in columns})
