"""The page Verantwoording: its parts, and other weights kept in the URL."""

from __future__ import annotations

import streamlit as st

from monitor.analysis.reweigh import estimates
from monitor.analysis.scores import ScoreOptions
from monitor.answers import about_scores
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.charts.words import measure
from monitor.score.normalise import METHODS, Method
from monitor.score.tree import AGGREGATIONS, Aggregation
from monitor.text import _, number
from monitor.ui import selection, widgets
from monitor.ui.area_choice import choose_area
from monitor.ui.params import STEPS

PART, WEIGHTS, SCALE, MEAN = "onderdeel", "gewichten", "schaal", "middeling"
METHOD, OTHER, SURE, TOGETHER, LIMITS = (
    "methode",
    "gewichten",
    "onzekerheid",
    "samenhang",
    "grenzen",
)


def controls() -> str:
    """Show the slim row; return the chosen part of the page."""
    with widgets.controls():
        widgets.choose(
            PART,
            _("Onderdeel"),
            [METHOD, OTHER, SURE, TOGETHER, LIMITS],
            shown=_part_name,
            kind="segmented",
        )
        widgets.choose("year", _("Jaar"), about_scores.years(), kind="segmented")
        part = selection.get(PART, METHOD)
        if part in (OTHER, SURE):
            choose_area(_("Gebied"))
    return part


def _part_name(part: str) -> str:
    return {
        METHOD: _("Hoe de score ontstaat"),
        OTHER: _("Andere gewichten"),
        SURE: _("Hoe zeker"),
        TOGETHER: _("Samenhang"),
        LIMITS: _("Wat de score niet zegt"),
    }[part]


def _weights() -> dict[str, float]:
    """Return the weights in the URL that differ from 1."""
    parts = (part.partition(":") for part in selection.get(WEIGHTS).split(","))
    return {name: float(text) for name, _sign, text in parts if text not in ("", "1")}


def _put_weights(chosen: dict[str, float]) -> None:
    text = ",".join(f"{k}:{v:g}" for k, v in sorted(chosen.items()) if v != 1.0)
    selection.put({WEIGHTS: text})


def options() -> ScoreOptions:
    """Return the choices of method in the URL; the method of the monitor by default."""
    scale: Method = next((m for m in METHODS if m == selection.get(SCALE)), "z")
    mean: Aggregation = next((a for a in AGGREGATIONS if a == selection.get(MEAN)), "arithmetic")
    within: Aggregation = "geometric" if mean == "geometric" else "arithmetic"
    return ScoreOptions(scale, within, mean, _weights())


def weight_controls() -> None:
    """Show what may be chosen: examples, weights of dimensions and indicators, and two variants."""
    _examples()
    st.html(
        f'<p class="hint">{_("Gewicht van elke dimensie in het totaal")}</p>',
    )
    for dimension in SCORED:
        _slider(dimension)
    st.html(f'<p class="hint">{_("Gewicht van elke indicator in zijn dimensie")}</p>')
    changed = _weights()
    for dimension in SCORED:
        own = [i.id for i in snapshot().catalog.of_dimension(dimension)]
        count = len(changed.keys() & set(own))
        label = f"{measure(dimension)} ({count})" if count else measure(dimension)
        box = st.expander(label, key=f"indicatoren-{dimension}", on_change="rerun")
        if box.open:
            with box:
                for indicator in own:
                    _slider(indicator)
    widgets.choose(SCALE, _("Cijfers vergelijkbaar gemaakt met"), list(METHODS), shown=_scale_name)
    widgets.choose(MEAN, _("Samengevoegd met"), list(AGGREGATIONS), shown=_mean_name)


def _slider(name: str) -> None:
    key = widgets.set_control(f"gewicht-{name}", _weights().get(name, 1.0), _times)
    st.select_slider(
        measure(name), STEPS, key=key, format_func=_times, on_change=_weighed, args=(name, key)
    )


def _times(step: float) -> str:
    return f"{number(step, decimals=0 if step == int(step) else 1)}×"


def _weighed(name: str, key: str) -> None:
    _put_weights({**_weights(), name: float(st.session_state[key])})


def _examples() -> None:
    with st.container(horizontal=True, key="voorbeelden", gap="small"):
        st.button(_("Gelijk"), on_click=_reset, disabled=options() == ScoreOptions())
        st.button(
            _("Zonder modelschattingen"),
            on_click=_put_weights,
            args=(dict.fromkeys(estimates(snapshot().catalog), 0.0),),
        )
        st.button(_("Sociaal dubbel"), on_click=_put_weights, args=({"social": 2.0},))


def _reset() -> None:
    selection.put({WEIGHTS: None, SCALE: None, MEAN: None})


def _scale_name(method: str) -> str:
    return {
        "z": _("standaardafwijkingen (gewone score)"),
        "minmax": _("afstand tussen laagste en hoogste"),
        "rank": _("rangplaats"),
        "distance": _("afstand tot het Nederlandse gemiddelde"),
        "ampi": _("AMPI: 70 tot 130 rond Nederland"),
    }[method]


def _mean_name(mean: str) -> str:
    return {
        "arithmetic": _("gewoon gemiddelde (gewone score)"),
        "geometric": _("meetkundig gemiddelde: zwakke punten tellen zwaarder"),
        "mazziotta-pareto": _("Mazziotta-Pareto: aftrek voor onbalans"),
    }[mean]
