"""Groups of municipalities: whether they lag, on what, how surely, and who exactly."""

from __future__ import annotations

import streamlit as st

from monitor.answers import remember
from monitor.charts.aandachtsgebieden.comparison import Comparison
from monitor.charts.sources import source_line
from monitor.text import _, language
from monitor.ui import net, norms, share, widgets
from monitor.ui.aandachtsgebieden import blocks, comparison, conclusion
from monitor.ui.vergelijk import places


def _verdict(asked: Comparison) -> tuple[str, str, list[str]]:
    known = asked.gap().conclusion != "no-data"
    reasons = conclusion.reasons(asked) if known else []
    return conclusion.conclusion(asked), conclusion.conclusion_line(asked), reasons


@net.part()
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    if not comparison.has_groups():
        widgets.empty(_("In deze provincie is er geen groep gemeenten om te vergelijken."))
        return
    comparison.controls()
    asked = comparison.comparison()
    title, line, reasons = remember.kept("oordeel", (asked, language()), lambda: _verdict(asked))
    widgets.heading(title, line)
    if not reasons:
        widgets.empty(_("Kies een ander jaar of een andere groep."))
        return
    widgets.facts(reasons, wide=True, link=places.link(asked.group))
    share.offer_words([f"{title}.", *reasons], source_line())
    norms.show(asked.group)
    blocks.gaps(asked)
    left, right = st.columns(2, gap="large")
    with left:
        blocks.definitions(asked)
        blocks.lagging(asked)
        blocks.clusters(asked)
    with right:
        blocks.parts(asked)
        blocks.moves(asked)
        blocks.outcomes(asked)
    blocks.heat(asked)


body()
