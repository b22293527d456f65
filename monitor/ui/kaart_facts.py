"""What stands out on the map: three to five sentences, each with its figure."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.groups import Gap, conclusion, population_of
from monitor.analysis.highlights import Standing, largest_part, standing
from monitor.ui import data, kaart_measure_facts, selection, words
from monitor.ui.selection import Selection
from monitor.ui.texts import _, interval, number, plural, span
from monitor.ui.words import measure, written


def sentences(table: pd.DataFrame, chosen: Selection) -> list[str]:
    """Return three to five sentences on what stands out, each with its figure."""
    people = population_of(data.snapshot(), chosen.year)
    values = _country(chosen)
    found = standing(values, data.in_brabant(), people)
    lines = [
        _("Noord-Brabant staat gemiddeld op **{nb}**, Nederland op {nl}{unit}.").format(
            nb=written(found.area, chosen.what),
            nl=written(found.country, chosen.what),
            unit=_scale_unit(chosen),
        )
    ]
    if chosen.what == selection.TOTAL:
        lines += [*_about_group(chosen), _about_lagging(table, chosen), _about_change(chosen)]
    else:
        lines += kaart_measure_facts.sentences(table, values, chosen)
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


def _country(chosen: Selection) -> pd.Series:
    if chosen.is_score:
        return data.scores(chosen.year).table[chosen.what]
    return data.figures(chosen.what, chosen.year)["value"]


def _scale_unit(chosen: Selection) -> str:
    unit = _("100 = Nederland in 2020") if chosen.is_score else words.unit(chosen.what)
    return "" if unit == "%" else f" ({unit})"


def _about_group(chosen: Selection) -> list[str]:
    if chosen.group == selection.NO_GROUP:
        return []
    alike, weighted = data.gaps(chosen.year, chosen.group, chosen.definition)
    name = words.group_name(chosen)
    return [f"{gap_sentence(name, alike)} {_weighted_sentence(weighted)}", _about_part(alike)]


def gap_sentence(name: str, gap: Gap) -> str:
    """Say what the gap of a group is, and whether it is sure."""
    size = number(abs(gap.gap), decimals=1)
    inside = span(gap.lower, gap.upper)
    texts = {
        "behind": _(
            "De gemeenten van {name} scoren gemiddeld **{size} punten lager** dan de rest van"
            " Noord-Brabant (95%: {inside})."
        ),
        "ahead": _(
            "De gemeenten van {name} scoren gemiddeld **{size} punten hoger** dan de rest van"
            " Noord-Brabant (95%: {inside})."
        ),
        "unclear": _(
            "Of {name} afwijkt van de rest van Noord-Brabant is **niet duidelijk**"
            " (verschil {signed} punten, 95%: {inside})."
        ),
    }
    template = texts.get(conclusion(gap.gap, gap.lower, gap.upper))
    if template is None:
        return ""
    signed = number(gap.gap, decimals=1, signed=True)
    return template.format(name=name, size=size, inside=inside, signed=signed)


def _weighted_sentence(gap: Gap) -> str:
    return _("Gewogen naar inwoners is het verschil {value}.").format(
        value=interval(gap.gap, gap.lower, gap.upper)
    )


def _about_part(gap: Gap) -> str:
    dimension, points = largest_part(gap)
    return _("Het grootste deel van dat verschil zit bij **{name}** ({points} punten).").format(
        name=measure(dimension).lower(), points=number(points, decimals=1, signed=True)
    )


def _about_lagging(table: pd.DataFrame, chosen: Selection) -> str:
    lagging = table[table["lagging"].fillna(False).astype(bool)].sort_values("value")
    if lagging.empty:
        return _("Geen gemeente in {area} blijft **robuust** achter.").format(
            area=words.area_name(chosen.scope)
        )
    names = list(lagging["name"][:5])
    listed = words.listing_short(names, len(lagging))
    return _(
        "Robuust achterblijvend (bij 90% van de keuzes in het laagste kwart): {names}."
    ).format(names=listed)


def _about_change(chosen: Selection) -> str:
    if chosen.year_b >= chosen.year:
        return ""
    mean, rose, fell = data.mean_change_since(chosen.year, chosen.year_b)
    return _(
        "Sinds {year} veranderde de score van Noord-Brabant met **{mean}** punten;"
        " {rose} gemeenten stegen, {fell} daalden."
    ).format(year=chosen.year_b, mean=number(mean, decimals=1, signed=True), rose=rose, fell=fell)


def _about_extremes(found: Standing, values: pd.Series, chosen: Selection) -> str:
    lowest, highest = found.lowest, found.highest
    if lowest is None or highest is None:
        return ""
    names = data.names()
    return _("In Noord-Brabant loopt het van **{low}** ({a}) tot **{high}** ({b}).").format(
        low=written(values[lowest], chosen.what),
        a=names[lowest],
        high=written(values[highest], chosen.what),
        b=names[highest],
    )
