"""Where initiatives are: the map of the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from monitor.answers import about_scores, about_shapes
from monitor.answers.about_initiatives import municipalities_of
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.charts.chart import Chart
from monitor.charts.classes import Scale
from monitor.charts.map import map_figure
from monitor.charts.theme import Theme
from monitor.impact.register import Initiative
from monitor.impact.register_table import headed, register_table
from monitor.naming_places import place_name
from monitor.text import _, listing, plural

KEY = "register-kaart"
_BREAKS = (1.0, 2.0, 4.0)


def chart(found: Sequence[Initiative], chosen: Selection, at: str | None, theme: Theme) -> Chart:
    """Return the map of the register: how many initiatives are in each municipality.

    Parameters
    ----------
    found : sequence of Initiative
    chosen : Selection
        Its area is shown.
    at : str, optional
        Code of the municipality that is chosen.
    theme : Theme
    """
    codes = list(about_scores.inside(chosen.area))
    classes = Scale(_BREAKS, (theme.missing, *(theme.sequential[i] for i in (1, 3, 5))))
    fig = map_figure(
        theme,
        _counted(found, codes),
        words.key(classes, _("aantal initiatieven")),
        geojson=about_shapes.geometry_url(),
        scope=chosen.scope,
        extent=about_shapes.extent(chosen.area),
        hover="<b>%{properties.name}</b><br>%{customdata[0]}",
        chosen=at if at in codes else None,
    )
    return Chart(
        fig=fig,
        title=_title(found, codes),
        subtitle=_subtitle(found, codes),
        source=_("Bron: het register van initiatieven; elk initiatief noemt zijn eigen bron."),
        data=lambda: headed(register_table(found)),
        alt=_(
            "Kaart: aantal initiatieven per gemeente. De kaartjes eronder noemen elk initiatief"
            " met zijn plaats."
        ),
        key=KEY,
        fluid=True,
    )


def _counted(found: Iterable[Initiative], codes: Sequence[str]) -> pd.DataFrame:
    """Return per municipality the number of initiatives, and their names for the hover."""
    names: dict[str, list[str]] = {code: [] for code in codes}
    for one in found:
        for code in municipalities_of(one.places):
            if code in names:
                names[code].append(_plain(one.name))
    table = pd.DataFrame({"value": [float(len(names[c])) for c in codes]}, index=list(codes))
    table["text"] = [
        "<br>".join(named[:6]) + ("<br>…" if len(named) > 6 else "") for named in names.values()
    ]
    table.loc[table["value"] == 0, "text"] = _("geen initiatief bekend")
    return table


def _plain(text: str) -> str:
    """Return text that plotly takes for no markup, short."""
    short = text if len(text) <= 60 else f"{text[:59]}…"
    return short.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _title(found: Sequence[Initiative], codes: Sequence[str]) -> str:
    """Say how many initiatives are in how many municipalities, and where most are."""
    inside = set(codes)
    known = [one for one in found if inside & {*municipalities_of(one.places)}]
    count = Counter(c for one in known for c in municipalities_of(one.places) if c in inside)
    if not count:
        return _("Geen van deze initiatieven heeft een plaats op deze kaart")
    what = plural(len(known), _("{count} initiatief"), _("{count} initiatieven"))
    where = plural(len(count), _("{count} gemeente"), _("{count} gemeenten"))
    top, most = count.most_common(1)[0]
    if most == 1 or [n for _c, n in count.most_common(2)].count(most) > 1:
        return _("{what} in {where}").format(what=what, where=where)
    return _("{what} in {where}, de meeste in {place}").format(
        what=what, where=where, place=place_name(snapshot(), top)
    )


def _subtitle(found: Sequence[Initiative], codes: Sequence[str]) -> str:
    """Say what is drawn, and which initiatives are not on the map, and why."""
    parts = [_("Aantal per gemeente; klik op een gemeente om die te kiezen.")]
    inside = set(codes)
    missing = {
        _("plaats onbekend"): [o for o in found if not o.places],
        _("voor een hele provincie"): [
            o for o in found if o.places and not municipalities_of(o.places)
        ],
        _("buiten de kaart"): [
            o
            for o in found
            if municipalities_of(o.places) and not inside & {*municipalities_of(o.places)}
        ],
    }
    told = [f"{len(some)} {why}" for why, some in missing.items() if some]
    if told:
        parts.append(_("Niet op de kaart: {told}.").format(told=listing(told)))
    return " ".join(parts)
