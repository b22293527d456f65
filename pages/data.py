"""What the monitor rests on: figures, sources, downloads, and a set of one's own."""

from __future__ import annotations

from monitor.charts.data_page.coverage import coverage_chart
from monitor.text import _
from monitor.ui import net, selection, show_chart, widgets
from monitor.ui.data_page import catalogue, coverage, downloads, own_set, sources
from monitor.ui.shell import current_theme


def _found(*, former: bool) -> list[str]:
    with widgets.controls():
        coverage.search()
    chosen = coverage.chosen(former=former)
    if not chosen:
        widgets.empty(_("Niets gevonden. Zoek op een ander woord, of kies alle dimensies."))
    return chosen


@net.part()
def body() -> None:
    """Draw the part of the page that was chosen."""
    part = coverage.choose_part()
    if part == "eigen":
        own_set.show()
    elif part == "bronnen":
        sources.refresh_status()
        sources.sources()
    elif chosen := _found(former=part != "catalogus"):
        if part == "catalogus":
            catalogue.catalog(chosen)
        elif part == "downloads":
            downloads.show(chosen)
        else:
            year = selection.current().year
            show_chart.show_kept(
                lambda: coverage_chart(chosen, year, current_theme()),
                "dekking",
                tuple(chosen),
                year,
            )


body()
