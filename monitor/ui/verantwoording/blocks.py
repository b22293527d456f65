"""The page Verantwoording: its charts in their order, and what stands between them."""

from __future__ import annotations

from monitor.answers import about_ranks, about_scores, remember
from monitor.answers.selected import Selection
from monitor.charts.verantwoording.alpha import alpha_chart
from monitor.charts.verantwoording.gaps import gap_pairs, gaps_chart
from monitor.charts.verantwoording.matrix import matrix_chart
from monitor.charts.verantwoording.movers import mover_rows, movers_chart, shifted
from monitor.charts.verantwoording.ranks import ranks_chart
from monitor.charts.verantwoording.sobol import sobol_chart
from monitor.charts.verantwoording.weights import weights_chart
from monitor.text import _, language
from monitor.ui import show_chart, widgets
from monitor.ui.shell import current_theme
from monitor.ui.verantwoording import choices as own
from monitor.ui.verantwoording import method, told


def example(chosen: Selection) -> None:
    """Work the score of one municipality out.

    Parameters
    ----------
    chosen : Selection
    """
    code = method.example_of(chosen)
    if code:
        widgets.heading(
            _("Rekenvoorbeeld: {name}, {year}").format(
                name=about_scores.names()[code], year=chosen.year
            )
        )
        widgets.facts(method.example_sentences(code, chosen))


def composition(chosen: Selection) -> None:
    """Show the weight of every indicator.

    Parameters
    ----------
    chosen : Selection
    """
    show_chart.show_kept(
        lambda: weights_chart(chosen.year, current_theme()), "opbouw-score", chosen.year
    )


def changes(chosen: Selection) -> None:
    """Show what other weights change: in a few sentences, in the ranks, in the gaps of groups.

    Parameters
    ----------
    chosen : Selection
    """
    options = own.options()
    key = (chosen, options)
    shift = remember.kept("verschuiving", key, lambda: shifted(chosen, options))
    if shift is None:
        widgets.empty(told.impossible())
        return
    pairs = remember.kept("groepen", key, lambda: gap_pairs(chosen, options))
    widgets.heading(_("Wat verandert er?"))
    widgets.facts(told.change_sentences(shift, pairs, chosen, options))
    rows = remember.kept("verschuivers", (*key, language()), lambda: mover_rows(shift, chosen))
    if not rows.empty:
        show_chart.show_kept(
            lambda: movers_chart(shift, rows, chosen, current_theme()), "verschuivers", *key
        )
    show_chart.show_kept(
        lambda: gaps_chart(pairs, chosen, options, current_theme()), "groepen-gewogen", *key
    )


def order(chosen: Selection) -> None:
    """Say how sure the order is.

    Parameters
    ----------
    chosen : Selection
    """
    robust, found = about_ranks.robust(chosen.year), about_scores.sensitivity(chosen.year)
    widgets.heading(_("Hoe zeker is de volgorde?"))
    widgets.facts(told.sure_sentences(robust, found, about_scores.scores(chosen.year), chosen))


def choices(chosen: Selection) -> None:
    """Show which choice of method matters most.

    Parameters
    ----------
    chosen : Selection
    """
    show_chart.show_kept(lambda: sobol_chart(chosen.year, current_theme()), "sobol", chosen.year)


def ranks(chosen: Selection) -> None:
    """Show every rank with its interval.

    Parameters
    ----------
    chosen : Selection
    """
    show_chart.show_kept(lambda: ranks_chart(chosen, current_theme()), "rangen", chosen)


def correlations(chosen: Selection) -> None:
    """Show how the indicators go together.

    Parameters
    ----------
    chosen : Selection
    """
    show_chart.show_kept(
        lambda: matrix_chart(chosen.year, current_theme()), "samenhang", chosen.year
    )


def consistency(chosen: Selection) -> None:
    """Show whether the indicators of a dimension are one whole, and what that means.

    Parameters
    ----------
    chosen : Selection
    """
    show_chart.show_kept(lambda: alpha_chart(chosen.year, current_theme()), "alfa", chosen.year)
    widgets.heading(_("Wat dat betekent"))
    widgets.facts(told.together_sentences(about_scores.coherence(chosen.year)))


def limits(chosen: Selection) -> None:
    """Say what the score cannot tell.

    Parameters
    ----------
    chosen : Selection
    """
    widgets.heading(_("Wat de score niet zegt"))
    widgets.facts(method.limits(chosen))


def estimates() -> None:
    """Say which figures are model estimates."""
    widgets.heading(_("Welke cijfers zijn modelschattingen?"))
    widgets.facts(method.estimate_sentences())
