"""What the monitor rests on: figures, sources, downloads, and a set of one's own."""

from __future__ import annotations

from typing import Any

from monitor.charts.coverage import coverage_figure
from monitor.ui import data, data_page, data_sources, downloads, net, own_set, selection, widgets
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, language


def _coverage(chosen: list[str], year: int) -> dict[str, Any]:
    table = data.coverage()
    titles, legend = data_page.titles(chosen), data_page.signed_legend()
    shown = data_page.cells(table[table["indicator"].isin(chosen)], titles)
    return {
        "fig": coverage_figure(current_theme(), language(), shown, titles, legend),
        "title": data_page.coverage_title(table, chosen, year),
        "subtitle": data_page.coverage_subtitle(),
        "source": widgets.source_line(*chosen),
        "data": lambda: data_page.readable(shown, titles),
        "alt": data_page.coverage_alt(shown),
        "key": "dekking",
    }


def _found(*, former: bool) -> list[str]:
    with widgets.controls():
        data_page.search()
    chosen = data_page.chosen(former=former)
    if not chosen:
        widgets.empty(_("Niets gevonden. Zoek op een ander woord, of kies alle dimensies."))
    return chosen


@net.part()
def body() -> None:
    """Draw the part of the page that was chosen."""
    part = data_page.choose_part()
    if part == "eigen":
        own_set.show()
    elif part == "bronnen":
        data_sources.refresh_status()
        data_sources.sources()
    elif chosen := _found(former=part != "catalogus"):
        if part == "catalogus":
            data_page.catalog(chosen)
        elif part == "downloads":
            downloads.show(chosen)
        else:
            year = selection.current().year
            widgets.show_kept(lambda: _coverage(chosen, year), "dekking", tuple(chosen), year)


body()
