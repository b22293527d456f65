"""What stands out on the map of a dimension or indicator: the sentences the total has too."""

from __future__ import annotations

import pandas as pd

from monitor import change_words, naming
from monitor import text as texts
from monitor.analysis.highlights import extremes, weakest
from monitor.answers import about_changes, about_groups, about_scores
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.charts.gemeente.words import name_of
from monitor.charts.words import measure, written
from monitor.text import _, number

_NAMED = 5  # municipalities named in a sentence


def sentences(table: pd.DataFrame, values: pd.Series, chosen: Selection) -> list[str]:
    """Return what there is to say of group, parts, weak places and change, each with its figure.

    Parameters
    ----------
    table : DataFrame
        Of `kaart_figures.figures`.
    values : Series, index region
        The measure of every municipality of the country.
    """
    group = list(about_groups.group_codes(chosen))
    about_part = _about_dimension if chosen.is_score else _about_range
    return [
        *(
            [_about_group(values, group, chosen), about_part(values, group, chosen)]
            if group
            else []
        ),
        _about_weak(table, values, chosen),
        (about_score if chosen.is_score else _about_figure)(chosen),
    ]


def _about_group(values: pd.Series, group: list[str], chosen: Selection) -> str:
    own = values.reindex(group).dropna()
    rest = values.reindex(about_scores.inside(chosen.province).difference(group)).dropna()
    if own.empty or rest.empty:
        return ""
    return _(
        "De gemeenten van {name} staan gemiddeld op **{own}**, die van de rest van {province} op"
        " {rest} (elke gemeente telt even zwaar)."
    ).format(
        name=_spoken(chosen),
        province=words.province(chosen.province),
        own=written(own.mean(), chosen.what),
        rest=written(rest.mean(), chosen.what),
    )


def _spoken(chosen: Selection) -> str:
    """Name the chosen group as in the middle of a sentence."""
    return naming.group_name(about_groups.groups()[chosen.group])


def _about_dimension(_values: pd.Series, _group: list[str], chosen: Selection) -> str:
    """Say which indicator of the dimension sets the group most apart."""
    parts = about_groups.gaps(chosen.year, chosen.group, chosen.definition)[0].parts
    points = parts.loc[parts["dimension"] == chosen.what, "points"]
    if points.empty:
        return ""
    name = str(points.idxmin() if points.sum() < 0 else points.idxmax())
    return _(
        "Daarbinnen weegt **{name}** het zwaarst ({points} punten in de totaalscore van de groep)."
    ).format(name=measure(name).lower(), points=number(points[name], decimals=1, signed=True))


def _about_range(values: pd.Series, group: list[str], chosen: Selection) -> str:
    lowest, highest = extremes(values.reindex(group))
    if lowest is None or highest is None:
        return ""
    names = about_scores.names()
    return _("Binnen {group} loopt het van **{low}** ({a}) tot **{high}** ({b}).").format(
        group=_spoken(chosen),
        low=written(values[lowest], chosen.what),
        a=names[lowest],
        high=written(values[highest], chosen.what),
        b=names[highest],
    )


def _about_weak(table: pd.DataFrame, values: pd.Series, chosen: Selection) -> str:
    """Name who of the area is in the least resilient quarter; of a context figure the highest."""
    direction = _direction(chosen)
    codes = weakest(values, higher_is_weaker=direction <= 0).intersection(table.index)
    names = list(table.loc[codes, "name"])
    if not names:
        return _("Geen gemeente in {area} staat in het laagste kwart van Nederland.").format(
            area=words.area_name(chosen)
        )
    quarter = (
        _("In het minst veerkrachtige kwart van Nederland: {names}.")
        if direction
        else _("In het hoogste kwart van Nederland: {names}.")
    )
    return quarter.format(names=texts.listing_short(names[:_NAMED], len(names)))


def _direction(chosen: Selection) -> int:
    indicator = snapshot().catalog.indicators.get(chosen.what)
    return 1 if indicator is None else indicator.direction


def about_score(chosen: Selection) -> str:
    """Say how a score changed in the focus province, or that the two years do not compare.

    Parameters
    ----------
    chosen : Selection
    """
    if chosen.year_b >= chosen.year:
        return ""
    years, what = (chosen.year_b, chosen.year), chosen.what
    found, country = (
        about_changes.area_change(*years, area, what=what) for area in (chosen.province, "nl")
    )
    name = naming.start(words.province(chosen.province))
    if not found.compared:
        known = about_changes.comparable(chosen.year, chosen.province, what)
        return change_words.incomparable(name, found, known, measure)
    text = change_words.moved(name, found, country, strong="**")
    return f"{text} {change_words.footing(found, measure, name_of)}"


def _about_figure(chosen: Selection) -> str:
    """Say what the figure did between two measurements, and when those were."""
    if chosen.year_b >= chosen.year:
        return ""
    before, after = (about_scores.figures(chosen.what, y) for y in (chosen.year_b, chosen.year))
    area = about_scores.inside(chosen.province)
    then, now = (t["measured"].reindex(area).max() for t in (before, after))
    if pd.isna(then) or pd.isna(now):
        return _("Voor {year} is er geen cijfer om mee te vergelijken.").format(year=chosen.year_b)
    if then == now:
        return _(
            "Sinds {year} is dit **niet opnieuw gemeten**; dit is het cijfer van {now}."
        ).format(year=chosen.year_b, now=int(now))
    if any(then < b <= now for b in snapshot().catalog.indicators[chosen.what].breaks):
        return _(
            "Tussen {a} en {b} is er **anders gemeten**: die cijfers vergelijken niet."
        ).format(a=int(then), b=int(now))
    own, country = (
        about_changes.area_change(chosen.year_b, chosen.year, where, what=chosen.what)
        for where in (chosen.province, "nl")
    )
    return _(
        "Tussen {a} en {b} veranderde het gemiddelde van {province} met **{mean}** (Nederland"
        " {country}); omhoog: {up} van de {n} gemeenten."
    ).format(
        province=words.province(chosen.province),
        a=int(then),
        b=int(now),
        mean=words.signed(own.points, chosen.what),
        country=words.signed(country.points, chosen.what),
        up=own.rose,
        n=len(own.compared),
    )
