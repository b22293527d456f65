"""The page Verantwoording: whether indicators cohere."""

from __future__ import annotations

import math
from itertools import pairwise

import pandas as pd

from monitor.analysis.coherence import Coherence
from monitor.answers import about_scores
from monitor.answers.selected import Selection
from monitor.charts import base, together
from monitor.charts.chart import Chart
from monitor.charts.sources import source_line
from monitor.charts.words import measure
from monitor.text import _, language, listing, number
from monitor.ui.shell import current_theme
from monitor.ui.verantwoording.sure import share

_ENOUGH = 0.7  # the usual threshold of Cronbach's alpha (Handbook 2008, step 4)


def _edges(found: Coherence) -> list[int]:
    """Return the rows of the matrix before which a new dimension begins."""
    order = list(found.dimension)
    return [i + 1 for i, (a, b) in enumerate(pairwise(order)) if a != b]


def _matrix_title(found: Coherence) -> str:
    """Say what stands out in the correlations."""
    if found.pairs.empty:
        return _("Binnen elke dimensie spreken de indicatoren elkaar niet tegen")
    row = found.pairs.iloc[found.pairs["r"].abs().argmax()]
    text = (
        _("{a} en {b} werken elkaar tegen (r = {r})")
        if row["kind"] == "opposed"
        else _("{a} en {b} zeggen bijna hetzelfde (r = {r})")
    )
    return text.format(
        a=measure(row["first"]), b=measure(row["second"]).lower(), r=number(row["r"], decimals=2)
    )


def _matrix_subtitle(year: int) -> str:
    """Say what is drawn."""
    return _(
        "Samenhang tussen indicatoren over gemeenten, {year} (Pearsons r); hoger is steeds"
        " veerkrachtiger"
    ).format(year=year)


def _matrix_key() -> list[tuple[str, str, str]]:
    """Say what the ends of the scale mean."""
    return [
        ("■", "bad", _("−1: tegen elkaar in")),
        ("■", "good", _("1: gelijk op")),
    ]


def _matrix_readable(found: Coherence) -> pd.DataFrame:
    """Return the correlations as a table for people."""
    names = _matrix_names(found)
    table = found.matrix.round(3).set_axis(names, axis=1)
    table.insert(0, _("Indicator"), names)
    return table


def _alpha_rows(found: Coherence) -> pd.DataFrame:
    """Return the dimensions as rows of the chart."""
    rows = found.dimensions.copy()
    rows["name"] = [measure(str(d)) for d in rows.index]
    rows["text"] = [number(a, decimals=2) for a in rows["alpha"]]
    rows["hover"] = [
        _("<b>{name}</b><br>{n} indicatoren, gemiddelde r {r}, laagste {low}").format(
            name=row["name"],
            n=int(row["n"]),
            r=number(row["mean_r"], decimals=2),
            low=number(row["lowest_r"], decimals=2),
        )
        for _dimension, row in rows.iterrows()
    ]
    return rows


def _alpha_title(rows: pd.DataFrame) -> str:
    """Say which dimensions are no whole."""
    loose = [str(n).lower() for n in rows.loc[rows["alpha"] < _ENOUGH, "name"]]
    if not loose:
        return _("De indicatoren van elke dimensie horen bij elkaar")
    return _("Losse delen bij {names}: hun indicatoren vormen samen geen geheel").format(
        names=listing(loose)
    )


def _alpha_subtitle(year: int) -> str:
    """Say what is drawn."""
    return _(
        "Cronbachs alfa per dimensie, {year}: 1 = alle indicatoren zeggen hetzelfde, 0 = niets"
        " gemeen; gebruikelijke ondergrens {enough}"
    ).format(year=year, enough=number(_ENOUGH, decimals=1))


def _alpha_readable(found: Coherence) -> pd.DataFrame:
    """Return the consistency of the dimensions as a table for people."""
    rows = found.dimensions
    return pd.DataFrame(
        {
            _("Dimensie"): [measure(str(d)) for d in rows.index],
            _("Indicatoren"): rows["n"],
            _("Cronbachs alfa"): rows["alpha"].round(3),
            _("Gemiddelde r"): rows["mean_r"].round(3),
            _("Laagste r"): rows["lowest_r"].round(3),
            _("Deel in eerste component"): rows["first_share"].round(3),
            _("Eigenwaarden boven 1"): rows["components"],
        }
    )


def together_sentences(found: Coherence) -> list[str]:
    """Say what the correlations mean for who reads the score.

    Parameters
    ----------
    found : Coherence
    """
    lines = []
    for _at, row in found.pairs.iterrows():
        text = (
            _(
                "**{a}** en **{b}** gaan tegen elkaar in (r = {r}): in het gemiddelde heffen zij"
                " elkaar deels op. Kijk bij deze dimensie naar de losse indicatoren."
            )
            if row["kind"] == "opposed"
            else _("**{a}** en **{b}** zeggen bijna hetzelfde (r = {r}): samen tellen zij dubbel.")
        )
        lines.append(
            text.format(
                a=measure(row["first"]), b=measure(row["second"]), r=number(row["r"], decimals=2)
            )
        )
    for dimension, row in found.dimensions.iterrows():
        if not math.isnan(row["first_share"]):
            lines.append(
                _(
                    "{name}: één achterliggende lijn vat **{share}** van de verschillen samen."
                ).format(name=measure(str(dimension)), share=share(row["first_share"]))
            )
    lines.append(
        _(
            "Een lage alfa keurt een dimensie niet af: zij is gekozen om wat ertoe doet, niet om"
            " één verborgen eigenschap te meten. Wel verbergt het gemiddelde dan verschillen."
        )
    )
    return lines


def _matrix_names(found: Coherence) -> list[str]:
    """Return the names of the indicators in the order of the matrix."""
    return [measure(str(i)) for i in found.matrix.index]


def matrix_chart(chosen: Selection) -> Chart:
    """Return how the indicators go together.

    Parameters
    ----------
    chosen : Selection
    """
    found = about_scores.coherence(chosen.year)
    title = _matrix_title(found)
    return Chart(
        fig=base.with_key(
            together.matrix_figure(
                current_theme(),
                language(),
                found.matrix,
                names=_matrix_names(found),
                edges=_edges(found),
                hover=_("%{text}<br>%{customdata}<br>r = %{z:.2f}"),
            ),
            current_theme(),
            _matrix_key(),
        ),
        title=title,
        subtitle=_matrix_subtitle(chosen.year),
        source=source_line(),
        data=lambda: _matrix_readable(found),
        alt=_("Matrix van correlaties. {title}.").format(title=title),
        key="samenhang",
    )


def alpha_chart(chosen: Selection) -> Chart:
    """Return whether the indicators of a dimension are one whole.

    Parameters
    ----------
    chosen : Selection
    """
    found = about_scores.coherence(chosen.year)
    rows = _alpha_rows(found)
    title = _alpha_title(rows)
    return Chart(
        fig=together.alpha_figure(
            current_theme(), language(), rows, enough=_ENOUGH, label=_("ondergrens")
        ),
        title=title,
        subtitle=_alpha_subtitle(chosen.year),
        source=source_line(),
        data=lambda: _alpha_readable(found),
        alt=_("Staven per dimensie. {title}.").format(title=title),
        key="alfa",
    )
