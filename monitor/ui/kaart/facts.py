"""What stands out on the map: three to five sentences, each with its figure."""

from __future__ import annotations

import math

import pandas as pd

from monitor import naming
from monitor import text as texts
from monitor.analysis.groups import Gap, population_of
from monitor.analysis.highlights import Standing, largest_part, standing
from monitor.analysis.scores import TOTAL
from monitor.answers import about_groups, about_ranks, about_scores
from monitor.answers.selected import NO_GROUP, Selection
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.charts.kaart.figures import when
from monitor.charts.words import measure, written
from monitor.text import _, number, plural
from monitor.ui.kaart import measure_facts


def sentences(table: pd.DataFrame, chosen: Selection) -> list[str]:
    """Return three to five sentences on what stands out, each with its figure.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.kaart.figures.figures`.
    chosen : Selection
    """
    people = population_of(snapshot(), chosen.year)
    values = _country(chosen)
    found = standing(values, about_scores.inside(chosen.province), people)
    lines = [_about_means(found, table, chosen)]
    if chosen.what == TOTAL:
        lines += [
            *_about_group(chosen),
            _about_lagging(chosen),
            measure_facts.about_score(chosen),
        ]
    else:
        lines += measure_facts.sentences(table, values, chosen)
    lines.append(_about_extremes(found, values, chosen))
    missing = int(table["value"].isna().sum())
    if missing:
        lines.append(
            plural(
                missing,
                _("Van **{count}** gemeente zijn te weinig cijfers bekend; zij is grijs."),
                _("Van **{count}** gemeenten zijn te weinig cijfers bekend; zij zijn grijs."),
            )
        )
    return [line for line in lines if line][:5]


def _about_means(found: Standing, table: pd.DataFrame, chosen: Selection) -> str:
    """Say where province and country stand, each only where it is covered by figures."""
    if math.isnan(found.area):
        return plural(
            found.known,
            _("In {province} heeft **{count}** van de {total} gemeenten een cijfer: te weinig"
              " voor een gemiddelde."),
            _("In {province} hebben **{count}** van de {total} gemeenten een cijfer: te weinig"
              " voor een gemiddelde."),
            total=found.known + found.missing,
            province=words.province(chosen.province),
        )  # fmt: skip
    told = _("{province} staat gemiddeld op **{own}**, Nederland op {nl}{unit}{when}.")
    if math.isnan(found.country):
        told = _(
            "{province} staat gemiddeld op **{own}**{unit}{when}; voor een gemiddelde van"
            " Nederland zijn er te weinig cijfers."
        )
    return told.format(
        province=naming.start(words.province(chosen.province)),
        own=written(found.area, chosen.what),
        nl=written(found.country, chosen.what),
        unit=_scale_unit(chosen),
        when=_when(table, chosen),
    )


def _country(chosen: Selection) -> pd.Series:
    if chosen.is_score:
        return about_scores.scores(chosen.year).table[chosen.what]
    return about_scores.figures(chosen.what, chosen.year)["value"]


def _when(table: pd.DataFrame, chosen: Selection) -> str:
    """Say when a figure was measured where that is not the year itself."""
    told = when(table, chosen)
    return "" if told == str(chosen.year) else f", {told}"


def _scale_unit(chosen: Selection) -> str:
    unit = _("100 = Nederland in 2020") if chosen.is_score else words.unit(chosen.what)
    return "" if unit == "%" else f" ({unit})"


def _about_group(chosen: Selection) -> list[str]:
    if chosen.group == NO_GROUP:
        return []
    alike, weighted = about_groups.gaps(chosen.year, chosen.group, chosen.definition)
    if math.isnan(alike.gap):
        return []
    group = about_groups.groups()[chosen.group]
    title = naming.gap_title(
        naming.group_name(group),
        words.rest_of_province(chosen.province),
        about_groups.verdict(chosen.year, chosen.group),
        alike.gap,
        year=chosen.year,
        many=naming.is_many(group),
    )
    inside = naming.bounds(alike.lower, alike.upper)
    return [f"{title} (95%: {inside}). {_weighted_sentence(weighted)}", _about_part(alike)]


def _weighted_sentence(gap: Gap) -> str:
    return _("Gewogen naar inwoners is het verschil {value} (95%: {inside}).").format(
        value=number(gap.gap, decimals=1, signed=True), inside=naming.bounds(gap.lower, gap.upper)
    )


def _about_part(gap: Gap) -> str:
    dimension, points = largest_part(gap)
    return _("Het grootste deel van dat verschil zit bij **{name}** ({points} punten).").format(
        name=measure(dimension).lower(), points=number(points, decimals=1, signed=True)
    )


def _about_lagging(chosen: Selection) -> str:
    """Name who belongs to the lowest quarter of the country, by how sure that is."""
    sure = about_ranks.robust(chosen.year).reindex(about_scores.inside(chosen.area))
    found = naming.lowest_words(sure.sort_values("total"))
    parts = []
    for kind in ("certain", "likely"):
        names = list(about_scores.names().reindex(found.index[found == kind]))
        if names:
            told = texts.listing_short(names[:5], len(names))
            parts.append(_("{word} {names}").format(word=naming.word(kind), names=told))
    if not parts:
        return _(
            "Van geen gemeente in {area} is te zeggen dat zij bij het laagste kwart hoort."
        ).format(area=words.area_name(chosen))
    return _("In het laagste kwart van Nederland: {parts}.").format(parts="; ".join(parts))


def _about_extremes(found: Standing, values: pd.Series, chosen: Selection) -> str:
    lowest, highest = found.lowest, found.highest
    if lowest is None or highest is None:
        return ""
    names = about_scores.names()
    return _("In {province} loopt het van **{low}** ({a}) tot **{high}** ({b}).").format(
        province=words.province(chosen.province),
        low=written(values[lowest], chosen.what),
        a=names[lowest],
        high=written(values[highest], chosen.what),
        b=names[highest],
    )
