"""The page Gemeente: all that it shows of one selection, made once and shared."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.analysis.scores import TOTAL
from monitor.answers import about_places, about_ranks, remember
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.charts import sources, words
from monitor.charts.chart import Chart
from monitor.charts.gemeente import told
from monitor.charts.gemeente.districts import districts_chart
from monitor.charts.gemeente.line import line_chart
from monitor.charts.gemeente.peers import peers_chart
from monitor.charts.gemeente.spine import spine_chart
from monitor.charts.gemeente.words import chosen_code
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.export.factsheet_words import Sheet
from monitor.ui import selection


@dataclass(frozen=True, eq=False)
class View:
    """What the page shows; its charts are ready to be shown.

    Attributes
    ----------
    code, title, subtitle : str
    sentences, lessons : list of str
    spine, peers : Chart
    line, districts : Chart, or str where there is nothing to draw: why
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
    code = chosen_code(chosen)
    key = (code, replace(chosen, gemeente=None, scope="", group="", definition=""), theme.name)
    return remember.kept("gemeente", key, lambda: _view(chosen, code, theme))


def _view(chosen: Selection, code: str, theme: Theme) -> View:
    look = about_places.municipality(chosen.year, code)
    peers, peer_codes = peers_chart(look, chosen, code, theme)
    return View(
        code=code,
        title=told.title(look, code),
        subtitle=told.subtitle(look, chosen),
        sentences=told.sentences(look, chosen, code),
        lessons=told.lessons(look, code, chosen.year),
        spine=spine_chart(look, chosen, code, theme),
        line=line_chart(chosen, code, theme),
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
            care=tuple(told.with_care(look, chosen.year, code)),
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


def pick_measure(points: list[dict[str, object]]) -> None:
    """Take over the measure of a clicked dot.

    Parameters
    ----------
    points : list of dict of str to object
        Of the selection of the chart.
    """
    custom = points[0].get("customdata") if points else None
    if isinstance(custom, list | tuple) and custom and custom[0] in words.measures():
        selection.put(what=custom[0])
