"""The map of a presentation: its words and its figure."""

from __future__ import annotations

import html
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from shapely import orient_polygons
from shapely.geometry import mapping, shape

from monitor import change_words
from monitor.analysis.reweigh import estimate_share
from monitor.analysis.scores import TOTAL
from monitor.analysis.story import Mapped, Story
from monitor.analysis.story_rows import lower_half
from monitor.answers.extent import Extent, box_of, extent_of
from monitor.catalog_entries import SCORED
from monitor.change_words import when
from monitor.charts import slide_map
from monitor.charts.classes import figure_scale, score_scale
from monitor.charts.map import Key
from monitor.charts.theme import Theme
from monitor.export.deck_figures import NOTHING, Drawn
from monitor.export.deck_names import Names, Words
from monitor.marks import marks
from monitor.snapshot import Snapshot, collection
from monitor.text import _, join, municipalities, number, plural, year_span

LABELLED = 3


def map_words(story: Mapped, n: Names, title: str = "") -> Words:
    """Say what the map shows, under a title; without one it names the lowest and the highest."""
    shown = story.map[story.map["shown"]]
    values = shown["value"].dropna()
    if values.empty:
        title = _("{what}: geen cijfers in {year}").format(what=n.what, year=story.choice.year)
        return Words(title, "", _("Kies een ander jaar of een ander onderwerp."), title)
    low, high = values.idxmin(), values.idxmax()
    extremes = _("laagst is {low} ({low_value}), hoogst {high} ({high_value})").format(
        low=shown.at[low, "name"],
        low_value=_value(float(values.min()), n),
        high=shown.at[high, "name"],
        high_value=_value(float(values.max()), n),
    )
    lead = _map_lead(story, n)
    missing = int(shown["value"].isna().sum())
    notes = [
        _("{what} in {year}: {extremes}.").format(
            what=n.what, year=_when(story), extremes=extremes
        ),
        _age_sentence(story, shown),
        _marks_sentence(story, shown),
        _("Van {municipalities} is er geen cijfer (grijs).").format(
            municipalities=municipalities(missing)
        )
        if missing
        else "",
    ]
    alt = _("Kaart van {municipalities}: {what} in {year}; {extremes}.").format(
        municipalities=municipalities(len(shown)), what=n.what, year=_when(story), extremes=extremes
    )
    return Words(title or f"{_what(story, n)}: {extremes}", lead, join(notes), alt)


def _what(story: Mapped, n: Names) -> str:
    return n.what if story.choice.what == TOTAL else f"{n.what} {_when(story)}"


def half_title(story: Story, n: Names) -> str:
    """Say how many of the group are in the less resilient half; empty where nothing is ranked."""
    below, count = lower_half(story)
    if not count:
        return ""
    area = _("heel Nederland") if story.choice.group is None else n.province
    one = _("{count} van de {all} gemeenten van {group} hoort bij de {half} helft van {area}")
    more = _("{count} van de {all} gemeenten van {group} horen bij de {half} helft van {area}")
    total = story.choice.what == TOTAL
    half = _("minst veerkrachtige") if total else _("minst gunstige")
    text = plural(below, one, more, all=count, group=n.spoken, half=half, area=area)
    return text if total else f"{_what(story, n)}: {text}"


def _map_lead(story: Mapped, n: Names) -> str:
    shown = story.map[story.map["shown"]]
    if story.choice.what == TOTAL or story.choice.what in SCORED:
        text = _("{what} in {year}; 100 is Nederland, hoger is veerkrachtiger. Omlijnd: {group}.")
        lead = text.format(what=n.what, year=story.choice.year, group=n.group)
        fresh = change_words.measured_itself(float(shown["fresh"].mean()), story.choice.year)
        return join([lead, f"{fresh}." if fresh else ""])
    text = _("{what} ({unit}), {when}. Omlijnd: {group}.")
    return text.format(what=n.what, unit=n.unit, when=_when(story), group=n.group)


def _when(story: Mapped) -> str:
    shown = story.map[story.map["shown"]]
    return change_words.when(shown["measured"], story.choice.year)


def _age_sentence(story: Mapped, shown: pd.DataFrame) -> str:
    measured = shown["measured"].dropna()
    if story.choice.what == TOTAL or story.choice.what in SCORED or measured.empty:
        return ""
    years = year_span(measured.min(), measured.max())
    return _("De cijfers zijn gemeten in {years}.").format(years=years)


def _marks_sentence(story: Mapped, shown: pd.DataFrame) -> str:
    """Say how much rests on merged municipalities and on model estimates."""
    merged = int(shown["harmonised"].sum())
    texts = []
    if merged:
        text = _("Van {municipalities} zijn cijfers omgerekend na een herindeling.")
        texts.append(text.format(municipalities=municipalities(merged)))
    if bool(shown["estimate"].any()):
        texts.append(_("De cijfers zijn modelschattingen."))
    if story.choice.what == TOTAL:
        share = 100 * estimate_share(story.scores)
        text = _("Modelschattingen vormen {share} van het gewicht van de score.")
        texts.append(text.format(share=number(share, "%", 0)))
    return join(texts)


def _value(value: float, n: Names) -> str:
    return number(value, n.unit if n.unit == "%" else "", n.decimals)


def shapes(snapshot: Snapshot, story: Mapped) -> dict[str, Any]:
    """Return the shapes of the municipalities on the map, ``id`` = code, as GeoJSON; shared."""
    return _shapes(snapshot.boundaries, frozenset(story.map.index[story.map["shown"]]))


@lru_cache(maxsize=8)  # all presentations of an area have the same; a file of a snapshot stays
def _shapes(boundaries: Path, shown: frozenset[str]) -> dict[str, Any]:
    """Exterior rings run clockwise: plotly fills the rest of the world otherwise."""
    found = collection(boundaries, shown)
    for f in found["features"]:
        f["geometry"] = mapping(orient_polygons(shape(f["geometry"]), exterior_cw=True))
    return found


def map_of(
    story: Mapped,
    geometry: Mapping[str, Any],
    n: Names,
    theme: Theme,
    every: pd.Series | None = None,
) -> Drawn:
    """Draw the map, its highest and lowest municipalities named, and one that is outlined alone.

    Parameters
    ----------
    every : Series, optional
        The figures of all years, where the map shows no score: years share their classes.
    """
    shown = story.map[story.map["shown"]]
    if shown["value"].dropna().empty:
        return NOTHING
    features = {f["id"]: f for f in geometry["features"] if f["id"] in shown.index}
    extent = extent_of(box_of(f["geometry"]) for f in features.values())
    scale = figure_scale(every, theme) if every is not None else score_scale(theme)
    table = pd.DataFrame(
        {"value": shown["value"], "hover": _map_hover(shown, n, story.choice.year)}
    )
    figure = slide_map.slide_map(
        theme,
        table,
        Key(scale, n.what, tuple(_edge(b, n) for b in scale.breaks), _("geen cijfer")),
        scope=story.choice.scope,
        classes=[_class_label(scale.breaks, i, n) for i in range(len(scale.colours))],
        outlined=list(shown.index[shown["member"]]),
        named=_named(shown, features, extent),
        extent=extent,
    )
    rank = _("Rang in Nederland")
    shown = shown.assign(
        marks=[", ".join(_marks(r, story.choice.year)) for r in shown.to_dict("records")]
    )
    year, heading = story.choice.year, f"{n.what} {when(shown['measured'], story.choice.year)}"
    columns = {"name": _("Gemeente"), "value": heading}
    if shown["measured"].notna().any():
        columns["measured"] = _("Meetjaar")
    else:
        shown["fresh"] = 100 * shown["fresh"]
        columns["fresh"] = _("In {year} zelf gemeten (% van het gewicht)").format(year=year)
    columns |= {"rank": rank, "marks": _("Opmerking")}
    rows = shown.sort_values("value", ascending=False)[[*columns]].rename(columns=columns)
    decimals = {heading: n.decimals, columns.get("fresh", ""): 0}
    return Drawn(figure, rows.round(decimals).reset_index(drop=True))


def _map_hover(shown: pd.DataFrame, n: Names, year: int) -> list[str]:
    texts = []
    for row in shown.to_dict("records"):
        lines = [f"<b>{html.escape(str(row['name']))}</b>"]
        lines.append(number(row["value"], n.unit, n.decimals))
        if not np.isnan(row["fresh"]):
            lines.append(change_words.measured_itself(row["fresh"], year))
        if not np.isnan(row["rank"]):
            lines.append(f"{_('rang')} {number(row['rank'], decimals=0)}")
        texts.append("<br>".join([*lines, *_marks(row, year)]))
    return texts


def _marks(row: Mapping[Any, Any], year: int) -> list[str]:
    """Name what a reader must know of a figure: estimated, bridged, recalculated, old."""
    if np.isnan(row["value"]):
        return []
    found = marks(row)
    if row["measured"] < year:
        found.append(_("gemeten in {year}").format(year=int(row["measured"])))
    return found


def _class_label(breaks: tuple[float, ...], i: int, n: Names) -> str:
    """Words of a class between two breaks, without a gap between classes."""
    texts = [_edge(b, n) for b in breaks]
    if not breaks:
        return n.what
    if i == 0:
        return _("onder {value}").format(value=texts[0])
    if i == len(breaks):
        return _("{value} en meer").format(value=texts[-1])
    return _("{low} tot {high}").format(low=texts[i - 1], high=texts[i])


def _edge(value: float, n: Names) -> str:
    return number(value, decimals=0 if float(value).is_integer() else n.decimals)


def _named(
    shown: pd.DataFrame, features: Mapping[str, Mapping[str, Any]], extent: Extent
) -> pd.DataFrame:
    """Place the names of the lowest and highest municipalities; a name that would overlap goes.

    One that is outlined by itself is named before them.
    """
    own = list(shown.index[shown["member"]])
    order = list(shown["value"].dropna().sort_values(kind="stable").index)
    pairs = zip(order[:LABELLED], order[::-1][:LABELLED], strict=True)
    first = own if len(own) == 1 else []
    wanted = list(dict.fromkeys([*first, *(code for pair in pairs for code in pair)]))
    rows: list[tuple[float, float, str]] = []
    for feature in (features[c] for c in wanted if c in features):
        name = str(feature["properties"]["name"])
        lon, lat = shape(feature["geometry"]).representative_point().coords[0]
        if not any(slide_map.overlap(lon, lat, name, *row, extent=extent) for row in rows):
            rows.append((lon, lat, name))
    return pd.DataFrame(rows, columns=["lon", "lat", "text"])
