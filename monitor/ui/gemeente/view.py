"""The page Gemeente: all that it shows of one selection, made once and shared."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.analysis.profile import Look
from monitor.analysis.scores import TOTAL
from monitor.charts import base
from monitor.charts.chart import Chart, finish
from monitor.charts.gemeente import line as gemeente_line
from monitor.charts.gemeente import spine as charts
from monitor.charts.kaart.ranking import ranking_figure
from monitor.charts.theme import Theme
from monitor.export.factsheet_words import Sheet
from monitor.ui import data, selection, widgets, words
from monitor.ui.gemeente import head, time
from monitor.ui.gemeente import peers as gemeente_peers
from monitor.ui.gemeente import spine as gemeente_spine
from monitor.ui.selection import Selection
from monitor.ui.texts import _, language
from monitor.ui.wijken.rows import sources_of


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
    """Return the view of a selection, made before or now."""
    code = head.chosen_code(chosen)
    key = (code, replace(chosen, gemeente=None, scope="", group="", definition=""), theme.name)
    return data.kept("gemeente", key, lambda: _view(chosen, code, theme))


def _view(chosen: Selection, code: str, theme: Theme) -> View:
    look = data.municipality(chosen.year, code)
    peers, peer_codes = _peers(look, chosen, code, theme)
    return View(
        code=code,
        title=head.title(look, code),
        subtitle=head.subtitle(look, chosen),
        sentences=head.sentences(look, chosen, code),
        lessons=gemeente_peers.lessons(look, code, chosen.year),
        spine=_spine(look, chosen, code, theme),
        line=_line(chosen, code, theme),
        peers=peers,
        peer_codes=peer_codes,
        districts=_districts(look, code, theme),
        sheet=Sheet(
            data.snapshot(),
            chosen.year,
            code,
            look,
            data.robust(chosen.year).T[code],
            data.over_time(TOTAL, code, chosen.year),
            chosen.year_b,
            f"{widgets.source_line()} {widgets.awaited(chosen.year)}".strip(),
            care=tuple(head.with_care(look, chosen.year, code)),
        ),
    )


def _spine(look: Look, chosen: Selection, code: str, theme: Theme) -> Chart:
    rows = gemeente_spine.rows(look, chosen)
    chart = Chart(
        fig=charts.spine_figure(
            theme,
            language(),
            rows,
            legend=gemeente_spine.legend(words.province(look.province)),
            ticks=gemeente_spine.ticks(rows),
        ),
        title=gemeente_spine.title(look),
        subtitle=gemeente_spine.subtitle(code, chosen),
        note=f"{gemeente_spine.note(look)} {widgets.awaited(chosen.year)}".strip(),
        source=widgets.source_line(),
        data=lambda: gemeente_spine.table(look),
        alt=gemeente_spine.alt(look, code),
        key="profiel",
    )
    return finish(chart, clickable=True)


def _line(chosen: Selection, code: str, theme: Theme) -> Chart | str:
    table = data.over_time(chosen.what, code, chosen.year)
    if table["value"].isna().all():
        return time.no_line(chosen, code)
    chart = Chart(
        fig=base.with_key(
            gemeente_line.line_figure(
                theme,
                language(),
                table,
                names=time.line_names(code),
                hover=time.line_hover(table, chosen, code),
                break_word=time.line_break_word(),
                unit=time.line_unit(chosen),
                year=chosen.year,
            ),
            theme,
            time.line_key(table, chosen),
        ),
        title=time.line_title(table, chosen, code),
        subtitle=time.line_subtitle(chosen, code),
        note=time.line_note(table, chosen, code),
        source=time.source(chosen),
        data=lambda: time.line_table(table, chosen, code),
        alt=time.line_alt(table, chosen, code),
        key="lijn",
    )
    return finish(chart)


def _peers(look: Look, chosen: Selection, code: str, theme: Theme) -> tuple[Chart, list[str]]:
    rows = gemeente_peers.peers_rows(look, chosen, code)
    chart = Chart(
        fig=base.with_key(
            ranking_figure(theme, language(), rows, reference=100),
            theme,
            gemeente_peers.peers_key(rows),
        ),
        title=gemeente_peers.peers_title(look, code),
        subtitle=gemeente_peers.peers_subtitle(look, chosen.year),
        source=widgets.source_line(),
        data=lambda: gemeente_peers.peers_table(look),
        alt=_("Stippen: de score van deze gemeente tussen de vergelijkbare gemeenten."),
        key="vergelijkbaar",
    )
    return finish(chart, clickable=True), [str(c) for c in rows.index]


def _districts(look: Look, code: str, theme: Theme) -> Chart | str:
    if look.districts.empty:
        return gemeente_peers.no_districts(look, code)
    chart = Chart(
        fig=charts.district_figure(theme, language(), gemeente_peers.district_rows(look)),
        title=gemeente_peers.districts_title(look, code),
        subtitle=gemeente_peers.districts_subtitle(look),
        note=gemeente_peers.districts_note(look),
        source=sources_of(list(look.districts["indicator"].unique())),
        data=lambda: gemeente_peers.district_table(look),
        alt=_("Staven: hoeveel punten wijken onder hun gemeente staan."),
        key="wijken",
    )
    return finish(chart)


def open_clicked(points: list[dict[str, object]], codes: list[str]) -> None:
    """Open the municipality of a clicked dot among the comparable ones."""
    place = points[0].get("y") if points else None
    if isinstance(place, int | float) and 0 <= int(place) < len(codes):
        selection.put(gemeente=codes[int(place)])
