"""What other weights do to the gap of the groups."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor import naming
from monitor.analysis.groups import Gap
from monitor.analysis.scores import ScoreOptions
from monitor.answers import about_groups
from monitor.answers.selected import Selection
from monitor.charts import base, words
from monitor.charts.chart import Chart
from monitor.charts.marks import (
    add_dots,
    add_spans,
    around_zero,
    beside_zero,
    bold,
    name_rows,
    note_above,
)
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.regions.groups import DEFAULT
from monitor.text import _, interval, number

# Of a group, weighted by inhabitants or not: the gap with the ordinary score and with the choices.
Pairs = dict[tuple[str, bool], tuple[Gap, Gap]]


def gap_pairs(chosen: Selection, options: ScoreOptions) -> Pairs:
    """Return the gaps of the groups with the ordinary score and with these choices.

    Parameters
    ----------
    chosen : Selection
    options : ScoreOptions
        The choices.
    """
    asked = _definitions(chosen)
    before = about_groups.group_gaps_under(chosen.year, asked)
    after = about_groups.group_gaps_under(chosen.year, asked, options)
    return {key: (before[key], after[key]) for key in before}


def _definitions(chosen: Selection) -> tuple[tuple[str, str], ...]:
    """Return the groups to compare: the focus groups and the chosen one, with its definition."""
    known = about_groups.groups_of(chosen.province)
    first = about_groups.first_groups(chosen.province)
    wanted = [g for g in dict.fromkeys((*first, chosen.group)) if g in known]
    own = chosen.definition if chosen.group in known else DEFAULT
    return tuple(
        (g, own if g == chosen.group and own in known[g].definitions else DEFAULT) for g in wanted
    )


def gaps_chart(pairs: Pairs, chosen: Selection, options: ScoreOptions, theme: Theme) -> Chart:
    """Return the gaps of the groups, before and after.

    Parameters
    ----------
    pairs : Pairs
        Of `gap_pairs`.
    chosen : Selection
    options : ScoreOptions
    theme : Theme
    """
    title = _title(pairs, chosen, options)
    drawn = figure(theme, _rows(pairs, chosen))
    key = [
        ("|", "ink", _("gewone score")),
        ("●", "accent", _("met deze keuzes")),
        ("■", "accent_soft", _("95%-interval")),
    ]
    return Chart(
        fig=base.with_key(drawn, theme, key),
        title=title,
        subtitle=_subtitle(chosen),
        source=source_line(),
        data=lambda: _readable(pairs),
        alt=_("Verschil per groep, voor en na. {title}.").format(title=title),
        key="groepen-gewogen",
    )


def _rows(pairs: Pairs, chosen: Selection) -> pd.DataFrame:
    """Return the gaps as rows of the chart."""
    rows = []
    for (group, weighted), (before, after) in pairs.items():
        rows.append(
            {
                "name": _name(group, weighted),
                "before": before.gap,
                "after": after.gap,
                "lower": after.lower,
                "upper": after.upper,
                "member": group == chosen.group,
                "hover": _("<b>{name}</b><br>was {before}, wordt {after} punten").format(
                    name=_name(group, weighted),
                    before=number(before.gap, decimals=1),
                    after=interval(after.gap, after.lower, after.upper),
                ),
            }
        )
    return pd.DataFrame(rows)


def _name(group: str, weighted: bool) -> str:
    title = words.group_title(group)
    return _("{group}, naar inwoners").format(group=title) if weighted else title


def _title(pairs: Pairs, chosen: Selection, options: ScoreOptions) -> str:
    """Say in how many comparisons the interval stays on the same side of 0."""
    same = [a.conclusion == b.conclusion for a, b in pairs.values()]
    if options == ScoreOptions():
        return _("Het verschil van de groepen met {others}").format(
            others=words.rest_of_province(chosen.province)
        )
    if all(same):
        return _(
            "Het interval van elk verschil ligt net zo ten opzichte van nul als bij de gewone score"
        )
    return _(
        "In {n} van de {all} vergelijkingen ligt het interval anders ten opzichte van nul"
    ).format(n=len(same) - sum(same), all=len(same))


def _subtitle(chosen: Selection) -> str:
    """Say what is drawn."""
    return _("Verschil in punten met {others}, {year}").format(
        others=words.rest_of_province(chosen.province), year=chosen.year
    )


def _readable(pairs: Pairs) -> pd.DataFrame:
    """Return the gaps as a table for people."""
    return pd.DataFrame(
        [
            {
                _("Groep"): words.group_title(group),
                _("Gewogen naar inwoners"): _("ja") if weighted else _("nee"),
                _("Verschil, gewone score"): round(before.gap, 2),
                _("Verschil met deze keuzes"): round(after.gap, 2),
                _("Ondergrens 95%"): round(after.lower, 2),
                _("Bovengrens 95%"): round(after.upper, 2),
                _("95%-interval"): where(after),
            }
            for (group, weighted), (before, after) in pairs.items()
        ]
    )


def where(gap: Gap) -> str:
    """Say where the interval of a gap lies beside zero.

    Parameters
    ----------
    gap : Gap
    """
    return naming.zero_in(gap.lower, gap.upper, gap=gap.gap)


def figure(theme: Theme, rows: pd.DataFrame) -> go.Figure:
    """Draw the gap of groups before (hollow) and after (filled, with its interval).

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, before, after, lower, upper, hover`` and ``member`` (name in bold).
    """
    fig = base.figure(theme, 32 * len(rows) + 56)
    at = list(range(len(rows)))
    everyone = [True] * len(rows)
    add_spans(fig, rows["lower"], rows["upper"], everyone, theme.accent, width=6, opacity=0.3)
    fig.add_vline(x=0, line={"color": theme.ink, "width": 1.5})
    add_dots(fig, rows["after"], 12, theme.accent, hover=rows["hover"])
    fig.add_scatter(
        x=rows["before"].to_list(),
        y=at,
        mode="markers",
        marker={"size": 12, "color": theme.ink, "symbol": "line-ns-open", "line": {"width": 2}},
        hoverinfo="skip",
    )
    name_rows(fig, theme, bold(rows["name"], rows["member"]))
    ends = around_zero(rows[["lower", "upper", "before"]].to_numpy(float).ravel().tolist(), 0.05)
    note_above(fig, theme, _("geen verschil"), 0, yshift=20, xanchor=beside_zero(*ends))
    fig.update_xaxes(range=list(ends), side="top", zeroline=False, nticks=7)
    fig.update_layout(margin={"t": 48})
    return fig
