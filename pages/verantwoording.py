"""How the score comes about, how sure it is, and what it cannot tell."""

from __future__ import annotations

import streamlit as st

from monitor.charts import verantwoording as charts
from monitor.ui import data, selection, verantwoording, widgets
from monitor.ui import verantwoording_checks as checks
from monitor.ui import verantwoording_method as method
from monitor.ui.selection import Selection
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, language


def _method(chosen: Selection) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        method.show_steps()
    with right:
        code = method.example_of(chosen)
        if code:
            widgets.heading(
                _("Rekenvoorbeeld: {name}, {year}").format(
                    name=data.names()[code], year=chosen.year
                )
            )
            widgets.facts(method.example_sentences(code, chosen))
        _weights(chosen)


def _weights(chosen: Selection) -> None:
    rows = method.weight_rows(chosen)
    widgets.show_chart(
        charts.weights_figure(current_theme(), language(), rows),
        title=method.weights_title(rows),
        subtitle=method.weights_subtitle(),
        source=widgets.source_line(),
        data=lambda: method.weights_readable(rows),
        alt=_("Staven met het gewicht van elke indicator. {title}.").format(
            title=method.weights_title(rows)
        ),
        key="opbouw-score",
    )


def _other(chosen: Selection) -> None:
    left, right = st.columns([5, 9], gap="large")
    with left:
        verantwoording.weight_controls()
    with right:
        shift = verantwoording.shifted(chosen)
        if shift is None:
            widgets.empty(verantwoording.impossible())
            return
        pairs = verantwoording.gap_pairs(chosen)
        widgets.heading(_("Wat verandert er?"))
        widgets.facts(verantwoording.change_sentences(shift, pairs, chosen))
        rows = verantwoording.mover_rows(shift, chosen)
        if not rows.empty:
            widgets.show_chart(
                charts.movers_figure(
                    current_theme(), language(), rows, ranked=int(shift.table["rank_after"].max())
                ),
                title=verantwoording.movers_title(rows),
                subtitle=verantwoording.movers_subtitle(chosen),
                source=widgets.source_line(),
                data=lambda: verantwoording.movers_readable(shift, chosen),
                alt=_("Rangen voor en na. {title}.").format(
                    title=verantwoording.movers_title(rows)
                ),
                key="verschuivers",
            )
        title = verantwoording.gaps_title(pairs)
        widgets.show_chart(
            charts.gaps_figure(
                current_theme(),
                language(),
                verantwoording.gap_rows(pairs, chosen),
                zero=_("geen verschil"),
            ),
            title=title,
            subtitle=verantwoording.gaps_subtitle(chosen),
            source=widgets.source_line(),
            data=lambda: verantwoording.gaps_readable(pairs),
            alt=_("Verschil per groep, voor en na. {title}.").format(title=title),
            key="groepen-gewogen",
        )


def _sure(chosen: Selection) -> None:
    robust, found = data.robust(chosen.year), data.sensitivity(chosen.year)
    left, right = st.columns(2, gap="large")
    with left:
        widgets.heading(_("Hoe zeker is de volgorde?"))
        widgets.facts(checks.sure_sentences(robust, found, chosen))
        rows = checks.sobol_rows(found)
        widgets.show_chart(
            charts.sobol_figure(current_theme(), language(), rows),
            title=checks.sobol_title(rows),
            subtitle=checks.sobol_subtitle(found, chosen.year),
            source=widgets.source_line(),
            data=lambda: checks.sobol_readable(rows),
            alt=_("Staven per keuze. {title}.").format(title=checks.sobol_title(rows)),
            key="sobol",
        )
    with right:
        widgets.show_chart(
            charts.ranks_figure(
                current_theme(),
                language(),
                checks.rank_rows(robust, chosen),
                ranked=int(robust["rank"].notna().sum()),
            ),
            title=checks.ranks_title(robust),
            subtitle=checks.ranks_subtitle(chosen),
            source=widgets.source_line(),
            data=lambda: checks.ranks_readable(robust, chosen),
            alt=_("Rangen met interval. {title}.").format(title=checks.ranks_title(robust)),
            key="rangen",
        )


def _together(chosen: Selection) -> None:
    found = data.coherence(chosen.year)
    left, right = st.columns([9, 7], gap="large")
    with left:
        widgets.show_chart(
            charts.matrix_figure(
                current_theme(),
                language(),
                found.matrix,
                names=checks.matrix_names(found),
                edges=checks.edges(found),
                hover=_("%{text}<br>%{customdata}<br>r = %{z:.2f}"),
            ),
            title=checks.matrix_title(found),
            subtitle=checks.matrix_subtitle(chosen.year),
            source=widgets.source_line(),
            data=lambda: checks.matrix_readable(found),
            alt=_("Matrix van correlaties. {title}.").format(title=checks.matrix_title(found)),
            key="samenhang",
        )
    with right:
        rows = checks.alpha_rows(found)
        widgets.show_chart(
            charts.alpha_figure(
                current_theme(), language(), rows, enough=checks.ENOUGH, label=_("ondergrens")
            ),
            title=checks.alpha_title(rows),
            subtitle=checks.alpha_subtitle(chosen.year),
            source=widgets.source_line(),
            data=lambda: checks.alpha_readable(found),
            alt=_("Staven per dimensie. {title}.").format(title=checks.alpha_title(rows)),
            key="alfa",
        )
        widgets.heading(_("Wat dat betekent"))
        widgets.facts(checks.together_sentences(found))


def _limits(chosen: Selection) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        widgets.heading(_("Wat de score niet zegt"))
        widgets.facts(method.limits(chosen))
    with right:
        widgets.heading(_("Welke cijfers zijn modelschattingen?"))
        widgets.facts(method.estimate_sentences())
        _weights(chosen)


PARTS = {
    verantwoording.METHOD: _method,
    verantwoording.OTHER: _other,
    verantwoording.SURE: _sure,
    verantwoording.TOGETHER: _together,
    verantwoording.LIMITS: _limits,
}


@st.fragment
def body() -> None:
    """Draw the chosen part; a fragment, so that a choice redraws this and no more."""
    part = verantwoording.controls()
    PARTS[part](selection.current())


body()
