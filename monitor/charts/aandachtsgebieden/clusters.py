"""Where low and high scores lie together: a map of the province."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.spatial import ALPHA, Clusters
from monitor.answers import about_scores, about_shapes
from monitor.answers.extent import Extent
from monitor.charts import base, words
from monitor.charts.aandachtsgebieden.comparison import Comparison, members
from monitor.charts.chart import Chart
from monitor.charts.marks import NOTE, add_key, bare_geo, steps
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.text import _, listing, number

CLUSTERS = ("low-low", "low-high", "", "high-low", "high-high")


def clusters_chart(asked: Comparison, theme: Theme) -> Chart:
    """Return the map of where low and high scores lie together.

    Parameters
    ----------
    asked : Comparison
    theme : Theme
    """
    province = asked.of.province
    found = about_scores.clusters(asked.year, province)
    rows = _rows(found, asked)
    title = _title(rows, asked)
    return Chart(
        fig=figure(
            theme,
            rows,
            geojson=about_shapes.geometry_url(),
            extent=about_shapes.extent(province),
            names=_names(),
            outlined=members(asked),
        ),
        title=title,
        subtitle=_subtitle(asked),
        note=_note(found),
        source=source_line(),
        data=_readable(rows),
        alt=_("Kaart van clusters in {province}. {title}.").format(
            province=words.province(province), title=title
        ),
        key="clusters",
    )


def _names() -> dict[str, str]:
    """Return the names of clusters in plain words."""
    return {
        "low-low": _("laag, tussen lage buren"),
        "low-high": _("laag, tussen hoge buren"),
        "": _("geen cluster"),
        "high-low": _("hoog, tussen lage buren"),
        "high-high": _("hoog, tussen hoge buren"),
    }


def _rows(found: Clusters, asked: Comparison) -> pd.DataFrame:
    """Return the municipalities of the province with their cluster."""
    own = found.table.reindex(about_scores.inside(asked.of.province))
    own["cluster"] = own["cluster"].fillna("")
    own["name"] = about_scores.names()
    names = _names()
    own["hover"] = [
        f"<b>{r['name']}</b><br>"
        + _("score {own}, buren gemiddeld {neighbours}").format(
            own=number(r["value"], decimals=1), neighbours=number(r["neighbours"], decimals=1)
        )
        + f"<br>{names[r['cluster']]} (q = {number(r['q'], decimals=2)})"
        for _i, r in own.iterrows()
    ]
    return own


def _title(rows: pd.DataFrame, asked: Comparison) -> str:
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


def _subtitle(asked: Comparison) -> str:
    """Say what is drawn."""
    return _(
        "Gemeenten die met hun buren lager of hoger scoren dan bij toeval, {year}; omlijnd: de"
        " groep"
    ).format(year=asked.year)


def _note(found: Clusters) -> str:
    """Say how far to trust it, and whether scores cluster in the country as a whole."""
    text = _("Van wat wordt aangewezen is naar verwachting hooguit 5% toeval.")
    whole = (
        _("In heel Nederland lijken buren op elkaar: zeker")
        if found.p < ALPHA
        else _("Of buren in heel Nederland op elkaar lijken is niet te zeggen")
    )
    return f"{text} {whole}."


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the clusters as a table for people, the most striking first."""
    ordered, words = rows.sort_values("q", kind="stable"), _names()
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


def figure(
    theme: Theme,
    table: pd.DataFrame,
    *,
    geojson: str,
    extent: Extent,
    names: Mapping[str, str],
    outlined: Collection[str],
) -> go.Figure:
    """Draw the municipalities of a province by cluster; grey where there is none.

    Parameters
    ----------
    table : DataFrame, index region
        ``cluster`` (as `monitor.analysis.spatial.Clusters` names it) and ``hover``.
    geojson : str
        Address of the shapes (feature id = region code).
    extent : mapping
        Of `monitor.answers.extent`: what the map shows.
    names : mapping of cluster to str
        The legend; what does not occur is left out.
    outlined : collection of str
        Regions with a dark outline.
    """
    drawn = table.loc[sorted(table.index, key=lambda code: code in outlined)]
    colours = colours_of(theme)
    fig = base.figure(theme, 420)
    fig.add_choropleth(
        geojson=geojson,
        featureidkey="id",
        locations=list(drawn.index),
        z=[CLUSTERS.index(c) for c in drawn["cluster"]],
        zmin=-0.5,
        zmax=len(CLUSTERS) - 0.5,
        colorscale=steps([colours[c] for c in CLUSTERS]),
        showscale=False,
        hovertext=drawn["hover"].to_list(),
        hoverinfo="text",
        marker={
            "line": {
                "color": [theme.ink if c in outlined else theme.paper for c in drawn.index],
                "width": [2.2 if c in outlined else 1.0 for c in drawn.index],
            }
        },
    )
    occurring = {c: names[c] for c in CLUSTERS if (drawn["cluster"] == c).any()}
    add_key(fig, occurring, colours, theme.hatch)
    fig.update_layout(
        geo=bare_geo(extent, (0, 1), (0.08, 1)),
        showlegend=True,
        legend={
            "orientation": "h", "x": 0, "y": 0, "yanchor": "bottom", "itemclick": False,
            "itemdoubleclick": False, "font": {"size": NOTE, "color": theme.ink},
        },
    )  # fmt: skip
    return fig


def colours_of(theme: Theme) -> dict[str, str]:
    """Return the colour of every cluster: brown for low, blue-green for high, grey for none."""
    brown, light, _sand, _middle, _pale, soft, green = theme.diverging
    return dict(zip(CLUSTERS, (brown, light, theme.line, soft, green), strict=True))
