"""The page Jaren: its controls, what these ask, and what it says where there is nothing."""

from __future__ import annotations

import streamlit as st

from monitor.analysis.scores import ScoreOptions
from monitor.answers import about_changes, about_groups, about_scores, remember
from monitor.answers.selected import NO_GROUP, Selection
from monitor.charts import words
from monitor.charts.gemeente.words import labels
from monitor.charts.jaren.two_years import TwoYears
from monitor.charts.words import measure
from monitor.text import _, listing, year_span
from monitor.ui import selection, widgets
from monitor.ui.aandachtsgebieden.comparison import PEOPLE, WEIGHING
from monitor.ui.area_choice import choose_area
from monitor.ui.params import COMPARABLE

_METHOD = "normalisatie"


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


def asked(chosen: Selection) -> TwoYears:
    """Return what is asked of two years: the selection, and how they are made comparable.

    The mean of a group is weighted as on Aandachtsgebieden.

    Parameters
    ----------
    chosen : Selection
    """
    method = selection.get(_METHOD, COMPARABLE[0])
    return TwoYears.of(
        chosen,
        ScoreOptions(normalisation=method),  # type: ignore[arg-type]
        weighted=selection.get(WEIGHING) == PEOPLE,
    )


def nothing(chosen: TwoYears) -> str:
    """Say that neither year has a figure, and which years have one.

    Parameters
    ----------
    chosen : TwoYears
    """
    known = about_changes.by_year(chosen.what, chosen.options).notna().any()
    years = [y for y in known.index if known[y]]
    listed = year_span(years[0], years[-1]) if years else _("geen enkel jaar")
    return _(
        "Van {measure} is er voor {a} en {b} geen cijfer. Kies andere jaren ({years})."
    ).format(measure=measure(chosen.what), a=chosen.year_b, b=chosen.year, years=listed)


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
