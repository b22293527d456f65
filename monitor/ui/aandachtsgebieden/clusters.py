"""The page Aandachtsgebieden: where low and high scores lie together."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.spatial import ALPHA, Clusters
from monitor.answers import about_scores, about_shapes
from monitor.charts import words
from monitor.charts.aandachtsgebieden import places as place_charts
from monitor.charts.chart import Chart
from monitor.text import _, language, listing, number
from monitor.ui.aandachtsgebieden.comparison import (
    Comparison,
    members,
    source,
)
from monitor.ui.shell import current_theme


def _cluster_names() -> dict[str, str]:
    """Return the names of clusters in plain words."""
    return {
        "low-low": _("laag, tussen lage buren"),
        "low-high": _("laag, tussen hoge buren"),
        "": _("geen cluster"),
        "high-low": _("hoog, tussen lage buren"),
        "high-high": _("hoog, tussen hoge buren"),
    }


def _cluster_rows(found: Clusters, asked: Comparison) -> pd.DataFrame:
    """Return the municipalities of the province with their cluster."""
    own = found.table.reindex(about_scores.inside(asked.of.province))
    own["cluster"] = own["cluster"].fillna("")
    own["name"] = about_scores.names()
    names = _cluster_names()
    own["hover"] = [
        f"<b>{r['name']}</b><br>"
        + _("score {own}, buren gemiddeld {neighbours}").format(
            own=number(r["value"], decimals=1), neighbours=number(r["neighbours"], decimals=1)
        )
        + f"<br>{names[r['cluster']]} (q = {number(r['q'], decimals=2)})"
        for _i, r in own.iterrows()
    ]
    return own


def _clusters_title(rows: pd.DataFrame, asked: Comparison) -> str:
    """Say where low scores lie together, or that this cannot be said."""
    low = list(rows.loc[rows["cluster"] == "low-low", "name"])
    high = list(rows.loc[rows["cluster"] == "high-high", "name"])
    if low:
        return _("Lage scores liggen waarschijnlijk bij elkaar in {names}").format(
            names=listing(low)
        )
    if high:
        return _("Hoge scores liggen waarschijnlijk bij elkaar in {names}").format(
            names=listing(high)
        )
    return _("Waar in {province} lage of hoge scores bij elkaar liggen is niet te zeggen").format(
        province=words.province(asked.of.province)
    )


def _clusters_subtitle(asked: Comparison) -> str:
    """Say what is drawn."""
    return _(
        "Gemeenten die met hun buren lager of hoger scoren dan bij toeval, {year}; omlijnd: de"
        " groep"
    ).format(year=asked.year)


def _clusters_note(found: Clusters) -> str:
    """Say how far to trust it, and whether scores cluster in the country as a whole."""
    text = _("Van wat wordt aangewezen is naar verwachting hooguit 5% toeval.")
    whole = (
        _("In heel Nederland lijken buren op elkaar: zeker")
        if found.p < ALPHA
        else _("Of buren in heel Nederland op elkaar lijken is niet te zeggen")
    )
    return f"{text} {whole}."


def _clusters_readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the clusters as a table for people, the most striking first."""
    ordered, words = rows.sort_values("q", kind="stable"), _cluster_names()
    return pd.DataFrame(
        {
            _("Gemeente"): ordered["name"],
            _("Code"): ordered.index,
            _("Score"): ordered["value"].round(2),
            _("Gemiddelde van de buren"): ordered["neighbours"].round(2),
            _("Cluster"): [words[c] for c in ordered["cluster"]],
            _("p"): ordered["p"].round(4),
            _("q (na correctie)"): ordered["q"].round(4),
        }
    )


def clusters_chart(asked: Comparison) -> Chart:
    """Return the map of where low and high scores lie together.

    Parameters
    ----------
    asked : Comparison
    """
    province = asked.of.province
    found = about_scores.clusters(asked.year, province)
    rows = _cluster_rows(found, asked)
    title = _clusters_title(rows, asked)
    return Chart(
        fig=place_charts.clusters_figure(
            current_theme(),
            language(),
            rows,
            geojson=about_shapes.geometry_url(),
            extent=about_shapes.extent(province),
            names=_cluster_names(),
            outlined=members(asked),
        ),
        title=title,
        subtitle=_clusters_subtitle(asked),
        note=_clusters_note(found),
        source=source(),
        data=_clusters_readable(rows),
        alt=_("Kaart van clusters in {province}. {title}.").format(
            province=words.province(province), title=title
        ),
        key="clusters",
    )
