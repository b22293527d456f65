"""The page Verantwoording: its charts, each with its words and its table."""

from __future__ import annotations

from monitor.answers import about_ranks, about_scores, remember
from monitor.answers.selected import Selection
from monitor.text import _, language
from monitor.ui import show_chart, widgets
from monitor.ui.verantwoording import choices as own
from monitor.ui.verantwoording import coherence, gaps, method, movers, sure
from monitor.ui.verantwoording.ranks import ranks_chart
from monitor.ui.verantwoording.sobol import sobol_chart
from monitor.ui.verantwoording.weights import weights_chart


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
    show_chart.show_kept(lambda: weights_chart(chosen), "opbouw-score", chosen.year)


def changes(chosen: Selection) -> None:
    """Show what other weights change: in a few sentences, in the ranks, in the gaps of groups.

    Parameters
    ----------
    chosen : Selection
    """
    key = (chosen, own.options())
    shift = remember.kept("verschuiving", key, lambda: movers.shifted(chosen))
    if shift is None:
        widgets.empty(movers.impossible())
        return
    pairs = remember.kept("groepen", key, lambda: gaps.gap_pairs(chosen))
    widgets.heading(_("Wat verandert er?"))
    widgets.facts(gaps.change_sentences(shift, pairs, chosen))
    rows = remember.kept(
        "verschuivers", (*key, language()), lambda: movers.mover_rows(shift, chosen)
    )
    if not rows.empty:
        show_chart.show_kept(lambda: movers.movers_chart(shift, rows, chosen), "verschuivers", *key)
    show_chart.show_kept(lambda: gaps.gaps_chart(pairs, chosen), "groepen-gewogen", *key)


def order(chosen: Selection) -> None:
    """Say how sure the order is.

    Parameters
    ----------
    chosen : Selection
    """
    robust, found = about_ranks.robust(chosen.year), about_scores.sensitivity(chosen.year)
    widgets.heading(_("Hoe zeker is de volgorde?"))
    widgets.facts(sure.sure_sentences(robust, found, about_scores.scores(chosen.year), chosen))


def choices(chosen: Selection) -> None:
    """Show which choice of method matters most.

    Parameters
    ----------
    chosen : Selection
    """
    show_chart.show_kept(lambda: sobol_chart(chosen), "sobol", chosen.year)


def ranks(chosen: Selection) -> None:
    """Show every rank with its interval.

    Parameters
    ----------
    chosen : Selection
    """
    show_chart.show_kept(lambda: ranks_chart(chosen), "rangen", chosen)


def correlations(chosen: Selection) -> None:
    """Show how the indicators go together.

    Parameters
    ----------
    chosen : Selection
    """
    show_chart.show_kept(lambda: coherence.matrix_chart(chosen), "samenhang", chosen.year)


def consistency(chosen: Selection) -> None:
    """Show whether the indicators of a dimension are one whole, and what that means.

    Parameters
    ----------
    chosen : Selection
    """
    show_chart.show_kept(lambda: coherence.alpha_chart(chosen), "alfa", chosen.year)
    widgets.heading(_("Wat dat betekent"))
    widgets.facts(coherence.together_sentences(about_scores.coherence(chosen.year)))


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
