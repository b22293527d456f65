"""Names of what is shown, in the reader's language: measures with their figures, areas, years."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable

from monitor import naming_figures, naming_places
from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts, about_groups, about_scores, remember
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.charts.classes import Scale
from monitor.charts.map import Key
from monitor.text import _, language, number

_UNMEASURED = "°"


def measure(what: str) -> str:
    """Return the name of a total, dimension or indicator.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    """
    catalog = snapshot().catalog
    if what == TOTAL:
        return _("Sociale veerkracht")
    if what in catalog.dimensions:
        return catalog.dimensions[what].title[language()]
    return catalog.indicators[what].title[language()]


def _grouped(known: Collection[str], *, districts: bool = False) -> list[str]:
    """Put measures in the order of a list: the total, each dimension before its indicators."""
    every = snapshot().catalog.indicators
    home = {i: _dimension(i, districts=districts) for i in every}
    of = {d: [i for i in every if home[i] == d] for d in (*SCORED, "context")}
    return [w for w in (TOTAL, *(w for d, ids in of.items() for w in (d, *ids))) if w in known]


def _dimension(indicator: str, *, districts: bool) -> str:
    """Return the dimension of an indicator; in the district index it can count in another."""
    catalog = snapshot().catalog
    counts = districts and catalog.districts and indicator in catalog.districts.indicators
    item = catalog.district_indicator(indicator) if counts else catalog.indicators[indicator]
    return item.dimension


def measures() -> list[str]:
    """Return what can be shown: total, dimensions, scored and context indicators."""
    known = {TOTAL, *SCORED, *snapshot().catalog.indicators}
    return _grouped(known - about_districts.of_districts_alone())


def labels(
    known: Collection[str], newest: Callable[[str], int | None], *, districts: bool = False
) -> dict[str, str]:
    """Return measures with their label in a list, an indicator with the year of its newest figure.

    A list has no headings: the name of a dimension stands as a choice above its indicators, that of
    the context, which is none, before each of its own.

    Parameters
    ----------
    known : collection of str
        Measures to choose from.
    newest : callable
        Year of the newest figure of an indicator, if any.
    """
    outcomes = [i.id for i in snapshot().catalog.of_dimension("outcome") if i.id in known]
    order = (*_grouped(known, districts=districts), *outcomes)
    return {what: _label(what, newest, districts=districts) for what in order}


def _label(what: str, newest: Callable[[str], int | None], *, districts: bool) -> str:
    if what not in snapshot().catalog.indicators:
        return measure(what)
    of, year = _dimension(what, districts=districts), newest(what)
    name = f"– {measure(what)}" if of in SCORED else f"{measure(of)}: {measure(what)}"
    return f"{name} ({year})" if year else name


def measure_labels() -> dict[str, str]:
    """Return every measure with its label for a list; asked for at each rerun, so made once."""
    return remember.kept("measures", language(), lambda: labels(measures(), _newest))


def _newest(what: str) -> int | None:
    return max(about_scores.measured_years(what), default=None)


def unit(what: str) -> str:
    """Return the unit of a measure: points for scores.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    """
    if what == TOTAL or what in SCORED:
        return _("punten")
    return snapshot().catalog.indicators[what].unit[language()]


def unit_of_difference(what: str) -> str:
    """Return the unit of a difference of a measure: percentages differ in points.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    """
    own = unit(what)
    return _("procentpunt") if own == "%" else own


def legend(what: str) -> str:
    """Say beside the colours what they mean, in few words: a map can be narrow.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    """
    if what == TOTAL or what in SCORED:
        return _("100 = Nederland in 2020")
    return unit(what)


def written(value: float, what: str) -> str:
    """Write a figure of a measure, without its unit but for %.

    Parameters
    ----------
    value : float
        In the unit of the measure; NaN where there is none.
    what : str
        ``total``, a dimension or an indicator.
    """
    if what == TOTAL or what in SCORED:
        return number(value, decimals=1)
    return naming_figures.figure(value, snapshot().catalog.indicators[what])


def signed(value: float, what: str) -> str:
    """Write a difference of a measure with its sign and its unit; percentages differ in points.

    Parameters
    ----------
    value : float
        In the unit of the measure; NaN where there is none.
    what : str
        ``total``, a dimension or an indicator.
    """
    if what == TOTAL or what in SCORED:
        return number(value, decimals=1, signed=True)
    decimals = snapshot().catalog.indicators[what].decimals
    return number(value, unit_of_difference(what), decimals, signed=True)


def figures(values: Iterable[float], what: str) -> list[str]:
    """Write figures of a measure with their unit (a score has none); the unit is looked up once.

    Parameters
    ----------
    values : iterable of float
        In the unit of the measure; NaN where there is none.
    what : str
        ``total``, a dimension or an indicator.
    """
    sign, decimals, nothing = "", 1, _("geen cijfer")
    if what != TOTAL and what not in SCORED:
        indicator = snapshot().catalog.indicators[what]
        sign, decimals = indicator.unit[language()], indicator.decimals
    return [nothing if math.isnan(v) else number(v, sign, decimals) for v in values]


def figure(value: float, what: str) -> str:
    """Write one figure of a measure with its unit.

    Parameters
    ----------
    value : float
        In the unit of the measure; NaN where there is none.
    what : str
        ``total``, a dimension or an indicator.
    """
    return figures([value], what)[0]


def titles() -> dict[str, str]:
    """Return the title of every indicator in the reader's language."""
    lang = language()
    return {k: i.title[lang] for k, i in snapshot().catalog.indicators.items()}


def group_name(chosen: Selection) -> str:
    """Return the name of the chosen group, empty for none.

    Parameters
    ----------
    chosen : Selection
    """
    found = about_groups.groups().get(chosen.group)
    return found.title[language()] if found else ""


def area_name(chosen: Selection) -> str:
    """Return the name of the area shown, as in the middle of a sentence.

    Parameters
    ----------
    chosen : Selection
    """
    return _("Nederland") if chosen.scope == "nl" else province(chosen.province)


def province(code: str) -> str:
    """Name a province as in the middle of a sentence.

    Parameters
    ----------
    code : str
        As ``PV30``.
    """
    return naming_places.province_name(snapshot(), code)


def key(scale: Scale, title: str, *, always: bool = False) -> Key:
    """Say what the colours of a map mean; a class break has no decimals that say nothing.

    Parameters
    ----------
    scale : Scale
    title : str
        Stands above the colours.
    always : bool, optional
        Whether the colour of no figure stands in the key whatever is drawn.
    """
    ticks = (number(b, decimals=0 if b == round(b) else 1) for b in scale.breaks)
    return Key(scale, title, tuple(ticks), _("geen cijfer"), always)


def year_labels(what: str) -> Callable[[int], str]:
    """Return how a choice of years writes each: marked where a figure was not measured in it.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    """
    measured = about_scores.measured_years(what)
    return lambda year: str(year) if year in measured else f"{year}{_UNMEASURED}"


def year_help(what: str) -> str | None:
    """Explain the mark of a year without measurement; None where no year has it.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    """
    missing = [y for y in about_scores.years() if y not in about_scores.measured_years(what)]
    if not missing:
        return None
    return _(
        "{mark} = in dat jaar niet gemeten: het nieuwste cijfer ervoor staat er, zolang het niet te"
        " oud is."
    ).format(mark=_UNMEASURED)


def rest_of_province(code: str) -> str:
    """Name the other municipalities of a province.

    Parameters
    ----------
    code : str
        As ``PV30``.
    """
    return _("de rest van {province}").format(province=province(code))


def group_title(group: str) -> str:
    """Name a group of the list of a control; ``geen`` has none.

    Parameters
    ----------
    group : str
        Id.
    """
    found = about_groups.groups().get(group)
    return found.title[language()] if found else _("geen groep")
