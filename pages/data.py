"""What the monitor rests on: figures, sources, downloads, and a set of one's own."""

from __future__ import annotations

from monitor.answers import about_scores
from monitor.charts.chart import Chart
from monitor.charts.data_page.coverage import coverage_figure
from monitor.charts.sources import source_line
from monitor.text import _, language
from monitor.ui import net, selection, show_chart, widgets
from monitor.ui.data_page import catalogue, coverage, downloads, own_set, sources
from monitor.ui.shell import current_theme


def _coverage(chosen: list[str], year: int) -> Chart:
    table = about_scores.coverage()
    titles, legend = coverage.titles(chosen), coverage.signed_legend()
    shown = coverage.cells(table[table["indicator"].isin(chosen)], titles)
    return Chart(
        fig=coverage_figure(current_theme(), language(), shown, titles, legend),
        title=coverage.coverage_title(table, chosen, year),
        subtitle=coverage.coverage_subtitle(),
        source=source_line(*chosen),
        data=lambda: coverage.readable(shown, titles),
        alt=coverage.coverage_alt(shown),
        key="dekking",
    )


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
            show_chart.show_kept(lambda: _coverage(chosen, year), "dekking", tuple(chosen), year)


body()
