"""The page Jaren: its controls, and what changed between its two years."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from monitor.analysis.area_change import AreaChange
from monitor.analysis.change import Change
from monitor.analysis.scores import ScoreOptions
from monitor.analysis.years import difference
from monitor.answers import about_changes, about_groups, about_scores, remember
from monitor.answers.selected import NO_GROUP, Selection
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.charts.gemeente.words import labels
from monitor.text import _, listing
from monitor.ui import selection, widgets
from monitor.ui.aandachtsgebieden.comparison import PEOPLE, WEIGHING
from monitor.ui.area_choice import choose_area
from monitor.ui.params import COMPARABLE

Area = str | tuple[str, ...]

_METHOD = "normalisatie"
Known = Literal["nothing", "some", "both"]


def controls(chosen: Selection) -> None:
    """Show the slim row: area, what to colour, group, municipality, how figures compare.

    Parameters
    ----------
    chosen : Selection
    """
    known, lang = about_groups.groups_of(chosen.province), chosen.lang
    labels = words.measure_labels()
    key = (lang, chosen.area, chosen.province, chosen.gemeente)
    places = remember.kept("jaren-places", key, lambda: _places(chosen))
    with widgets.controls():
        choose_area(_("Gebied"))
        widgets.choose("what", _("Kleur"), list(labels), shown=labels.__getitem__)
        widgets.choose(
            "group",
            _("Omlijnd"),
            [*known, NO_GROUP],
            shown=words.group_title,
            help=_("De gemeenten van deze groep zijn op de kaart omlijnd."),
        )
        widgets.choose(
            "gemeente",
            _("Gemeente"),
            list(places),
            shown=places.__getitem__,
            help=_(
                "Gemeente waarvan u wilt zien wat er veranderde; u kunt haar ook op een kaart"
                " aanklikken."
            ),
        )
        widgets.choose(
            _METHOD,
            _("Vergelijkbaar gemaakt met"),
            list(COMPARABLE),
            shown=_method_name,
            help=_("Hoe cijfers met verschillende eenheden op één schaal komen."),
        )


def _places(chosen: Selection) -> dict[str, str]:
    """Return the municipalities of the area by name, the one that is open anyhow, and none."""
    area = {*about_scores.inside(chosen.area), chosen.gemeente}
    names = labels(chosen.province)
    return {"": _("geen gemeente")} | {code: name for code, name in names.items() if code in area}


def _method_name(method: str) -> str:
    return {
        "z": _("z-scores (standaard)"),
        "minmax": _("min-max"),
        "ampi": _("AMPI"),
        "rank": _("percentielrangen"),
    }[method]


def options() -> ScoreOptions:
    """Return the method that the reader chose for this page."""
    chosen = selection.get(_METHOD, COMPARABLE[0])
    return ScoreOptions(normalisation=chosen)  # type: ignore[arg-type]


def weighted() -> bool:
    """Whether the mean of a group is weighted by inhabitants: as on Aandachtsgebieden."""
    return selection.get(WEIGHING) == PEOPLE


def depends(chosen: Selection) -> tuple[Selection, ScoreOptions, bool]:
    """Return all that the page depends on.

    Parameters
    ----------
    chosen : Selection
    """
    return chosen, options(), weighted()


def area_change(
    area: str | tuple[str, ...], chosen: Selection, *, group: bool = False
) -> AreaChange:
    """Return how an area changed between the two years of the page, in what is shown.

    Parameters
    ----------
    area : str or tuple of str
        ``nl``, a province or codes.
    group : bool
        Weighted as the reader chose, with an interval; else by inhabitants.
    """
    return about_changes.area_change(
        chosen.year_b,
        chosen.year,
        area,
        what=chosen.what,
        weighted=weighted() if group else True,
        interval=group,
        options=options(),
    )


def group_codes(chosen: Selection) -> tuple[str, ...]:
    """Return the members of the group, of the right year; none without a group.

    Parameters
    ----------
    chosen : Selection
    """
    return tuple(about_groups.group_members(chosen.group, chosen.definition, chosen.year))


def compare(chosen: Selection) -> tuple[Change, pd.DataFrame, Known]:
    """Return the change of all municipalities, the difference of what is shown, and what is known.

    Parameters
    ----------
    chosen : Selection

    Returns
    -------
    Change
    DataFrame, index region
        Of `monitor.analysis.years.difference`, for the area, with the ``name``.
    {"nothing", "some", "both"}
        Whether the area has figures at all, and a municipality whose two years compare (for a
        figure: with one in both).

    Raises
    ------
    MonitorError
        For percentile ranks, with the reason.
    """
    change = about_changes.change(chosen.year_b, chosen.year, options())
    table = difference(snapshot(), change, chosen.what)
    table["name"] = about_scores.names()
    table = table.reindex(about_scores.inside(chosen.area))
    ends = table[["start", "end"]].notna()
    both = table["value"].notna() if chosen.is_score else ends.all(axis=1)
    known: Known = "both" if both.any() else "some" if ends.any(axis=None) else "nothing"
    return change, table, known


def higher_is_better(chosen: Selection) -> bool:
    """Whether more of what is shown is more resilient; True where it says nothing of that.

    Parameters
    ----------
    chosen : Selection
    """
    indicator = snapshot().catalog.indicators.get(chosen.what)
    return indicator is None or indicator.direction >= 0


def offer_years(measured: int, chosen: Selection) -> None:
    """Say that one measurement serves both years, and offer years that were measured.

    Parameters
    ----------
    measured : int
        Year of the one measurement.
    chosen : Selection
    """
    known = sorted(set(about_scores.years()) & about_scores.measured_years(chosen.what))
    widgets.empty(
        _(
            "Eén meting, van {measured}, dient voor {a} en {b}: er is niets te vergelijken."
            " Gemeten in: {years}."
        ).format(
            measured=measured,
            a=chosen.year_b,
            b=chosen.year,
            years=listing([str(y) for y in known]) or _("geen enkel jaar"),
        )
    )
    if len(known) > 1:
        st.button(
            _("Toon {a} en {b}").format(a=known[-2], b=known[-1]),
            on_click=lambda: selection.put(year_b=known[-2], year=known[-1]),
            key="jaren-gemeten",
        )
