"""The presentation about one municipality: what Gemeente, Jaren and Wijken say of it, as slides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.profile import Look
from monitor.analysis.scores import TOTAL, ScoreOptions
from monitor.analysis.story import Choice, Mapped, mapped
from monitor.analysis.story_rows import extremes
from monitor.answers import (
    about_changes,
    about_districts,
    about_places,
    about_scores,
    about_steering,
    remember,
)
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.charts import marks, words
from monitor.charts.chart import Chart
from monitor.charts.enlarge import enlarged
from monitor.charts.gemeente import line, peers, spine, spine_figure
from monitor.charts.gemeente import told as gemeente
from monitor.charts.gemeente.words import chosen_code, name_of
from monitor.charts.jaren import steps as jaren_steps
from monitor.charts.jaren.two_years import TwoYears
from monitor.charts.kaart import figures as kaart_figures
from monitor.charts.kaart.ranking import ranking_figure
from monitor.charts.sources import source_line, source_of
from monitor.charts.theme import Theme
from monitor.charts.wijken import map as maps
from monitor.charts.wijken import rows as districts
from monitor.charts.wijken import words as district_words
from monitor.export import deck_build, deck_map, native_place
from monitor.export.deck import Deck, Slide
from monitor.export.deck_figures import NOTHING, Drawn
from monitor.export.deck_names import Names, Words, names
from monitor.export.native import Native
from monitor.site import monitor_name
from monitor.text import _, join, plain, slug
from monitor.ui.gemeente import view as gemeente_view
from monitor.ui.gemeente.view import View

_SMALL = 24
"""Pixels of the type of a chart with many rows: the least that reads from the back of a room."""
_MOST = 20
"""Districts on a slide: of more, the highest and the lowest."""


class _Of(NamedTuple):
    """Whom the presentation is about, and all that the page Gemeente shows of it."""

    chosen: Selection
    code: str
    look: Look
    view: View
    theme: Theme

    @property
    def name(self) -> str:
        return name_of(self.code)

    @property
    def source(self) -> str:
        return source_line(known=False)

    @property
    def measured(self) -> str:
        """Source of the measure that was chosen."""
        return source_of(self.chosen.what, known=False)


def deck(chosen: Selection, theme: Theme) -> Deck:
    """Return all slides about the municipality of a selection, made before or now.

    Parameters
    ----------
    chosen : Selection
    theme : Theme
    """
    code = chosen_code(chosen)
    said = tuple(one.id for one in about_steering.quotes((code,)))
    key = (code, chosen, theme.name, said)
    return remember.kept("gemeentedeck", key, lambda: _deck(chosen, code, theme))


def _deck(chosen: Selection, code: str, theme: Theme) -> Deck:
    look, view = about_places.municipality(chosen.year, code), gemeente_view.shown(chosen, theme)
    of = _Of(chosen, code, look, view, theme)
    choice = Choice(chosen.year, chosen.year_b, look.province, scope=chosen.scope, what=chosen.what)
    shot = snapshot()
    on_map = mapped(shot, about_scores.scores(chosen.year), choice, code)
    shapes = deck_map.shapes(shot, on_map)
    slides = [
        _title(of),
        _map(of, on_map, shapes),
        _profile(of),
        _years(of),
        *_districts(of),
        *(
            deck_build.saying_it_is_of_the_total(slide, chosen.what)
            for slide in (_peers(of), _change(of), _standout(of))
        ),
        *deck_build.quoted(shot, about_steering.quotes((code,))),
        *deck_build.closing(on_map, shot, of.source),
    ]
    return deck_build.deck_of(slides, chosen.year, slug(of.name), theme, shapes)


def _title(of: _Of) -> Slide:
    told = [plain(s) for s in of.view.sentences]
    title = _("Hoe veerkrachtig is {group}?").format(group=of.name)
    next_ = _("De volgende dia's laten zien waar dat op rust.")
    blocks = [(monitor_name(), [of.view.subtitle, *told[:2]])]
    return deck_build.slide_of(
        "title", Words(title, of.view.title, join([*told, next_])), of.source, blocks=blocks
    )


def _map(of: _Of, on_map: Mapped, shapes: Mapping[str, Any]) -> Slide:
    """Show it outlined on the map of its province, or of the country."""
    row = kaart_figures.figures(replace(of.chosen, scope="nl")).T[of.code]
    shot = snapshot()
    n: Names = replace(names(on_map, shot), group=of.name)
    every = deck_build.every_figure(of.chosen.what, shot)
    drawn = deck_map.map_of(on_map, shapes, n, of.theme, every)
    title = f"{of.name}: {kaart_figures.standing(row, of.chosen)}"
    return deck_build.slide_of("map", deck_map.map_words(on_map, n, title), of.measured, drawn)


def _profile(of: _Of) -> Slide:
    """Show the score and its parts beside the Netherlands and the province."""
    rows = spine.rows(of.look, of.chosen)
    rows = rows[~rows["head"].astype(bool)].copy()
    legend = spine.legend(words.province(of.look.province))
    figure = spine_figure.figure(
        of.theme,
        rows.assign(note=""),
        legend=legend,
    )
    lead = f"{spine.drawn(of.code, of.chosen)}."
    rows["text"] = [words.written(v, str(m)) for m, v in rows["value"].items()]
    return _of_chart(
        "profile", of.view.spine, enlarged(figure, _SMALL), native_place.profile(rows, legend), lead
    )


def _years(of: _Of) -> Slide:
    """Show the chosen measure through the years."""
    if isinstance(of.view.line, str):
        title = _("Geen lijn in de tijd voor {name}").format(name=of.name)
        return _without("years", title, of.view.line, of.measured)
    chosen = of.chosen
    table = about_places.over_time(chosen.what, of.code, chosen.year)
    own = native_place.lines(table, line.names(of.code), _decimals(chosen.what))
    lead = f"{line.subtitle(chosen, of.code)}."
    slide = _of_chart("years", of.view.line, enlarged(of.view.line.fig), own, lead)
    return replace(slide, source=of.measured)


def _districts(of: _Of) -> list[Slide]:
    """Show its districts by the chosen measure, where districts have figures of it."""
    if not about_districts.has_districts():
        return []
    area = districts.Area("gemeente", (of.code,), of.name, of.look.province)
    measure = of.chosen.what if of.chosen.what in districts.measures() else TOTAL
    table = districts.rows(area, measure)
    known = table.dropna(subset=["drawn"])
    if known.empty:
        return []
    shown = extremes(known, _MOST)
    none = pd.Series(float("nan"), shown.index)
    ends = (shown["total_low"], shown["total_high"]) if measure == TOTAL else (none, none)
    ranked = pd.DataFrame(
        {"name": shown["name"], "value": shown["drawn"], "low": ends[0], "high": ends[1]}
    )
    texts = words.figures(shown["drawn"], measure)
    ranked = ranked.assign(text=texts, member=False, chosen=False)
    level = 100 if measure in (TOTAL, *SCORED) else None
    figure, own = _ranking(of.theme, ranked, level, _decimals(measure))
    title = maps.title(area, table, measure)
    alt = _("Stippen per wijk, de hoogste boven: {title}.").format(title=title)
    lead = f"{maps.subtitle(area, measure, table)}{_band(ranked)}."
    told = Words(title, lead, maps.missing(table, measure), alt)
    drawn = Drawn(figure, district_words.readable(table, measure), own)
    slide = deck_build.slide_of("districts", told, district_words.sources(measure), drawn)
    other = measure == TOTAL  # districts have no figure of every measure
    return [deck_build.saying_it_is_of_the_total(slide, of.chosen.what) if other else slide]


def _peers(of: _Of) -> Slide:
    """Show it among the municipalities that are most alike."""
    rows = peers.rows(of.look, of.chosen, of.code)
    lead = f"{peers.drawn(of.look, of.chosen.year)}{_band(rows)}."
    return _of_chart("peers", of.view.peers, *_ranking(of.theme, rows, 100, 1), lead)


def _change(of: _Of) -> Slide:
    """Show what moved its score between the two years."""
    chosen = replace(of.chosen, gemeente=of.code, what=TOTAL)
    start, end = chosen.year_b, chosen.year
    title = _("Geen verandering te tonen tussen {start} en {end}").format(start=start, end=end)
    if start == end:
        note = _("Kies twee verschillende jaren waarin de gemeenten een totaalscore hebben.")
        return _without("change", title, note, of.source)
    method = ScoreOptions()  # of the score itself, whatever the page Jaren was asked
    asked = TwoYears.of(chosen, method, weighted=False)
    shown = jaren_steps.steps_of(about_changes.change(start, end, method), asked)
    if not shown.steps.count:
        return _without("change", title, jaren_steps.no_steps(shown, asked), of.source)
    chart = jaren_steps.steps_chart(shown, asked, of.theme)
    own = native_place.steps(jaren_steps.steps_rows(shown.steps, asked))
    slide = _of_chart("change", chart, enlarged(chart.fig, _SMALL), own, f"{chart.subtitle}.")
    return replace(slide, source=of.source)


def _standout(of: _Of) -> Slide:
    """Say in words what stands out, and from whom to learn."""
    lessons = of.view.lessons or [gemeente.no_lessons(of.name)]
    blocks = [
        (_("Wat valt op"), [plain(s) for s in of.view.sentences]),
        (_("Leer van"), [plain(s) for s in lessons]),
    ]
    title = _("Wat opvalt in {name}").format(name=of.name)
    told = Words(title, "", gemeente.lessons_subtitle())
    return deck_build.slide_of("standout", told, of.source, blocks=blocks)


def _ranking(
    theme: Theme, rows: pd.DataFrame, reference: float | None, decimals: int
) -> tuple[go.Figure, Native]:
    """Draw places on one scale, each with its figure beside it."""
    figure = ranking_figure(theme, rows, reference=reference)
    own = native_place.ranking(rows, reference, decimals)
    start, end, _step = own.x
    figure.update_xaxes(range=[start, end])
    colours = [theme.accent if chosen else theme.muted for chosen in rows["chosen"]]
    figure.update_traces(marker_color=colours, error_x_color=theme.faint)
    marks.add_texts(figure, theme, end, list(rows["text"]))
    return enlarged(figure), own


def _band(rows: pd.DataFrame) -> str:
    """Say what the bands behind dots are, and the stars, where there are any."""
    told = _("; band: 90% van de berekeningen") if rows["low"].notna().any() else ""
    care = rows["name"].str.endswith("*").any()
    return told + (_("; * = met zorg te lezen, zie de tabel") if care else "")


def _of_chart(name: str, chart: Chart, figure: go.Figure, own: Native, lead: str) -> Slide:
    """Put a chart of a page on a slide, under its own title."""
    told = Words(chart.title, lead, chart.note, chart.alt)
    source = source_line(known=False)
    return deck_build.slide_of(name, told, source, Drawn(figure, chart.table, own))


def _without(name: str, title: str, why: str, source: str) -> Slide:
    return deck_build.slide_of(name, Words(title, why, why), source, NOTHING)


def _decimals(what: str) -> int:
    return 1 if what in (TOTAL, *SCORED) else snapshot().catalog.indicators[what].decimals
