"""The page Verantwoording: its charts, each with its words and its table."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.reweigh import Shift
from monitor.charts import base, together
from monitor.charts.chart import Chart
from monitor.charts.verantwoording import weights as charts
from monitor.ui import data, widgets
from monitor.ui.selection import Selection
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, language
from monitor.ui.verantwoording import choices as own
from monitor.ui.verantwoording import coherence, gaps, method, movers, sure


def example(chosen: Selection) -> None:
    """Work the score of one municipality out."""
    code = method.example_of(chosen)
    if code:
        widgets.heading(
            _("Rekenvoorbeeld: {name}, {year}").format(name=data.names()[code], year=chosen.year)
        )
        widgets.facts(method.example_sentences(code, chosen))


def composition(chosen: Selection) -> None:
    """Show the weight of every indicator."""
    widgets.show_kept(lambda: _composition(chosen), "opbouw-score", chosen.year)


def _composition(chosen: Selection) -> Chart:
    rows = method.weight_rows(chosen)
    title = method.weights_title(chosen)
    return Chart(
        fig=base.with_key(
            charts.weights_figure(current_theme(), language(), rows),
            current_theme(),
            method.weights_key(),
        ),
        title=title,
        subtitle=method.weights_subtitle(),
        source=widgets.source_line(),
        data=lambda: method.weights_readable(rows),
        alt=_("Staven met het gewicht van elke indicator. {title}.").format(title=title),
        key="opbouw-score",
    )


def changes(chosen: Selection) -> None:
    """Show what other weights change: in a few sentences, in the ranks, in the gaps of groups."""
    key = (chosen, own.options())
    shift = data.kept("verschuiving", key, lambda: movers.shifted(chosen))
    if shift is None:
        widgets.empty(movers.impossible())
        return
    pairs = data.kept("groepen", key, lambda: gaps.gap_pairs(chosen))
    widgets.heading(_("Wat verandert er?"))
    widgets.facts(gaps.change_sentences(shift, pairs, chosen))
    rows = data.kept("verschuivers", (*key, language()), lambda: movers.mover_rows(shift, chosen))
    if not rows.empty:
        widgets.show_kept(lambda: _moved(shift, rows, chosen), "verschuivers", *key)
    widgets.show_kept(lambda: _gaps(pairs, chosen), "groepen-gewogen", *key)


def _moved(shift: Shift, rows: pd.DataFrame, chosen: Selection) -> Chart:
    title = movers.movers_title(rows)
    return Chart(
        fig=base.with_key(
            charts.movers_figure(
                current_theme(), language(), rows, ranked=int(shift.table["rank_after"].max())
            ),
            current_theme(),
            movers.movers_key(),
        ),
        title=title,
        subtitle=movers.movers_subtitle(chosen),
        source=widgets.source_line(),
        data=lambda: movers.movers_readable(shift, chosen),
        alt=_("Rangen voor en na. {title}.").format(title=title),
        key="verschuivers",
    )


def _gaps(pairs: gaps.Pairs, chosen: Selection) -> Chart:
    title = gaps.gaps_title(pairs)
    return Chart(
        fig=base.with_key(
            charts.gaps_figure(
                current_theme(),
                language(),
                gaps.gap_rows(pairs, chosen),
                zero=_("geen verschil"),
            ),
            current_theme(),
            gaps.gaps_key(),
        ),
        title=title,
        subtitle=gaps.gaps_subtitle(chosen),
        source=widgets.source_line(),
        data=lambda: gaps.gaps_readable(pairs),
        alt=_("Verschil per groep, voor en na. {title}.").format(title=title),
        key="groepen-gewogen",
    )


def order(chosen: Selection) -> None:
    """Say how sure the order is."""
    robust, found = data.robust(chosen.year), data.sensitivity(chosen.year)
    widgets.heading(_("Hoe zeker is de volgorde?"))
    widgets.facts(sure.sure_sentences(robust, found, data.scores(chosen.year), chosen))


def choices(chosen: Selection) -> None:
    """Show which choice of method matters most."""
    widgets.show_kept(lambda: _choices(chosen), "sobol", chosen.year)


def _choices(chosen: Selection) -> Chart:
    found = data.sensitivity(chosen.year)
    rows = sure.sobol_rows(found)
    title = sure.sobol_title(rows)
    return Chart(
        fig=base.with_key(
            charts.sobol_figure(current_theme(), language(), rows),
            current_theme(),
            sure.sobol_key(),
        ),
        title=title,
        subtitle=sure.sobol_subtitle(found, chosen.year),
        source=widgets.source_line(),
        data=lambda: sure.sobol_readable(rows),
        alt=_("Staven per keuze. {title}.").format(title=title),
        key="sobol",
    )


def ranks(chosen: Selection) -> None:
    """Show every rank with its interval."""
    widgets.show_kept(lambda: _ranks(chosen), "rangen", chosen)


def _ranks(chosen: Selection) -> Chart:
    robust = data.robust(chosen.year)
    title = sure.ranks_title(robust, chosen)
    return Chart(
        fig=base.with_key(
            charts.ranks_figure(
                current_theme(),
                language(),
                sure.rank_rows(robust, chosen),
                ranked=int(robust["rank"].notna().sum()),
            ),
            current_theme(),
            sure.ranks_key(),
        ),
        title=title,
        subtitle=sure.ranks_subtitle(chosen),
        source=widgets.source_line(),
        data=lambda: sure.ranks_readable(robust, chosen),
        alt=_("Rangen met interval. {title}.").format(title=title),
        key="rangen",
    )


def correlations(chosen: Selection) -> None:
    """Show how the indicators go together."""
    widgets.show_kept(lambda: _correlations(chosen), "samenhang", chosen.year)


def _correlations(chosen: Selection) -> Chart:
    found = data.coherence(chosen.year)
    title = coherence.matrix_title(found)
    return Chart(
        fig=base.with_key(
            together.matrix_figure(
                current_theme(),
                language(),
                found.matrix,
                names=coherence.matrix_names(found),
                edges=coherence.edges(found),
                hover=_("%{text}<br>%{customdata}<br>r = %{z:.2f}"),
            ),
            current_theme(),
            coherence.matrix_key(),
        ),
        title=title,
        subtitle=coherence.matrix_subtitle(chosen.year),
        source=widgets.source_line(),
        data=lambda: coherence.matrix_readable(found),
        alt=_("Matrix van correlaties. {title}.").format(title=title),
        key="samenhang",
    )


def consistency(chosen: Selection) -> None:
    """Show whether the indicators of a dimension are one whole, and what that means."""
    widgets.show_kept(lambda: _consistency(chosen), "alfa", chosen.year)
    widgets.heading(_("Wat dat betekent"))
    widgets.facts(coherence.together_sentences(data.coherence(chosen.year)))


def _consistency(chosen: Selection) -> Chart:
    found = data.coherence(chosen.year)
    rows = coherence.alpha_rows(found)
    title = coherence.alpha_title(rows)
    return Chart(
        fig=together.alpha_figure(
            current_theme(), language(), rows, enough=coherence.ENOUGH, label=_("ondergrens")
        ),
        title=title,
        subtitle=coherence.alpha_subtitle(chosen.year),
        source=widgets.source_line(),
        data=lambda: coherence.alpha_readable(found),
        alt=_("Staven per dimensie. {title}.").format(title=title),
        key="alfa",
    )


def limits(chosen: Selection) -> None:
    """Say what the score cannot tell."""
    widgets.heading(_("Wat de score niet zegt"))
    widgets.facts(method.limits(chosen))


def estimates() -> None:
    """Say which figures are model estimates."""
    widgets.heading(_("Welke cijfers zijn modelschattingen?"))
    widgets.facts(method.estimate_sentences())
