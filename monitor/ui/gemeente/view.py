"""The page Gemeente: all that it shows of one selection, made once and shared."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.analysis.scores import TOTAL
from monitor.answers import about_places, about_ranks, remember
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.charts import sources
from monitor.charts.chart import Chart
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.export.factsheet_words import Sheet
from monitor.ui import selection
from monitor.ui.gemeente import head, time
from monitor.ui.gemeente import peers as gemeente_peers
from monitor.ui.gemeente import spine as gemeente_spine
from monitor.ui.gemeente.districts import districts_chart


@dataclass(frozen=True, eq=False)
class View:
    """What the page shows; its charts are ready to be shown.

    Attributes
    ----------
    code, title, subtitle : str
    sentences, lessons : list of str
    spine, peers : dict
    line, districts : dict, or str where there is nothing to draw: why
    peer_codes : list of str
        Municipalities in the order drawn.
    sheet : Sheet
        What the factsheet is made of, without source and link.
    """

    code: str
    title: str
    subtitle: str
    sentences: list[str]
    lessons: list[str]
    spine: Chart
    line: Chart | str
    peers: Chart
    peer_codes: list[str]
    districts: Chart | str
    sheet: Sheet


def shown(chosen: Selection, theme: Theme) -> View:
    """Return the view of a selection, made before or now.

    Parameters
    ----------
    chosen : Selection
    theme : Theme
    """
    code = head.chosen_code(chosen)
    key = (code, replace(chosen, gemeente=None, scope="", group="", definition=""), theme.name)
    return remember.kept("gemeente", key, lambda: _view(chosen, code, theme))


def _view(chosen: Selection, code: str, theme: Theme) -> View:
    look = about_places.municipality(chosen.year, code)
    peers, peer_codes = gemeente_peers.peers_chart(look, chosen, code, theme)
    return View(
        code=code,
        title=head.title(look, code),
        subtitle=head.subtitle(look, chosen),
        sentences=head.sentences(look, chosen, code),
        lessons=gemeente_peers.lessons(look, code, chosen.year),
        spine=gemeente_spine.spine_chart(look, chosen, code, theme),
        line=time.line_chart(chosen, code, theme),
        peers=peers,
        peer_codes=peer_codes,
        districts=districts_chart(look, code, theme),
        sheet=Sheet(
            snapshot(),
            chosen.year,
            code,
            look,
            about_ranks.robust(chosen.year).T[code],
            about_places.over_time(TOTAL, code, chosen.year),
            chosen.year_b,
            f"{source_line()} {sources.awaited(chosen.year)}".strip(),
            care=tuple(head.with_care(look, chosen.year, code)),
        ),
    )


def open_clicked(points: list[dict[str, object]], codes: list[str]) -> None:
    """Open the municipality of a clicked dot among the comparable ones.

    Parameters
    ----------
    points : list of dict of str to object
        Of the selection of the chart.
    codes : list of str
        Of municipalities, in the order drawn.
    """
    place = points[0].get("y") if points else None
    if isinstance(place, int | float) and 0 <= int(place) < len(codes):
        selection.put(gemeente=codes[int(place)])
