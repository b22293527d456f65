"""The page Verantwoording: its parts, other weights kept in the URL, and what they change."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from monitor import naming
from monitor.analysis.groups import Gap
from monitor.analysis.reweigh import Shift, estimates, movers, rose_and_fell, shift_of
from monitor.analysis.scores import ScoreOptions
from monitor.catalog import SCORED
from monitor.errors import MonitorError
from monitor.regions.groups import DEFAULT
from monitor.score.normalise import METHODS, Method
from monitor.score.tree import AGGREGATIONS, Aggregation
from monitor.ui import data, selection, widgets, words
from monitor.ui.params import STEPS
from monitor.ui.selection import Selection
from monitor.ui.texts import _, interval, language, number, plural
from monitor.ui.words import measure

PART, WEIGHTS, SCALE, MEAN = "onderdeel", "gewichten", "schaal", "middeling"
METHOD, OTHER, SURE, TOGETHER, LIMITS = (
    "methode",
    "gewichten",
    "onzekerheid",
    "samenhang",
    "grenzen",
)
MOST = 16  # municipalities that moved, at most
# Of a group, weighted by inhabitants or not: the gap with the ordinary score and with the choices.
Pairs = dict[tuple[str, bool], tuple[Gap, Gap]]


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
        widgets.choose("year", _("Jaar"), data.years(), kind="segmented")
        part = selection.get(PART, METHOD)
        if part in (OTHER, SURE):
            widgets.choose_area(_("Gebied"))
    return part


def _part_name(part: str) -> str:
    return {
        METHOD: _("Hoe de score ontstaat"),
        OTHER: _("Andere gewichten"),
        SURE: _("Hoe zeker"),
        TOGETHER: _("Samenhang"),
        LIMITS: _("Wat de score niet zegt"),
    }[part]


def weights() -> dict[str, float]:
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
    return ScoreOptions(scale, within, mean, weights())


def weight_controls() -> None:
    """Show what may be chosen: examples, weights of dimensions and indicators, and two variants."""
    _examples()
    st.html(
        f'<p class="hint">{_("Gewicht van elke dimensie in het totaal")}</p>',
    )
    for dimension in SCORED:
        _slider(dimension)
    st.html(f'<p class="hint">{_("Gewicht van elke indicator in zijn dimensie")}</p>')
    changed = weights()
    for dimension in SCORED:
        own = [i.id for i in data.snapshot().catalog.of_dimension(dimension)]
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
    key = widgets.set_control(f"gewicht-{name}", weights().get(name, 1.0))
    st.select_slider(
        measure(name), STEPS, key=key, format_func=_times, on_change=_weighed, args=(name, key)
    )


def _times(step: float) -> str:
    return f"{number(step, decimals=0 if step == int(step) else 1)}×"


def _weighed(name: str, key: str) -> None:
    _put_weights({**weights(), name: float(st.session_state[key])})


def _examples() -> None:
    with st.container(horizontal=True, key="voorbeelden", gap="small"):
        st.button(_("Gelijk"), on_click=_reset, disabled=not is_other())
        st.button(
            _("Zonder modelschattingen"),
            on_click=_put_weights,
            args=(dict.fromkeys(estimates(data.snapshot().catalog), 0.0),),
        )
        st.button(_("Sociaal dubbel"), on_click=_put_weights, args=({"social": 2.0},))


def _reset() -> None:
    selection.put({WEIGHTS: None, SCALE: None, MEAN: None})


def is_other() -> bool:
    """Whether anything differs from the method of the monitor."""
    return options() != ScoreOptions()


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


def shifted(chosen: Selection) -> Shift | None:
    """Return what the choices change in the ranks; None where they leave no score."""
    try:
        other = data.scores(chosen.year, options())
    except MonitorError:  # all weights of a dimension at 0
        return None
    return shift_of(data.scores(chosen.year), other) if other.table["total"].notna().any() else None


def impossible() -> str:
    """Say why there is no score, and what to do."""
    return _(
        "Met deze gewichten is er geen score: van een dimensie, of van alle dimensies samen, staat"
        " alles op 0. Geef minstens één onderdeel een gewicht boven 0."
    )


def mover_rows(shift: Shift, chosen: Selection) -> pd.DataFrame:
    """Return the municipalities that moved furthest, most won first, with their words."""
    rows = movers(shift, pd.Index(selection.regions_in_scope(chosen.scope)), MOST)
    members = set(data.group_members(chosen.group, chosen.definition, chosen.year))
    rows["name"] = data.names().reindex(rows.index)
    rows["member"] = rows.index.isin(members)
    rows["text"] = [number(p, decimals=0, signed=True) for p in rows["places"]]
    rows["hover"] = [_mover_hover(row) for _code, row in rows.iterrows()]
    return rows


def _mover_hover(row: pd.Series) -> str:
    return _("<b>{name}</b><br>rang {before} wordt {after}<br>score {a} wordt {b}").format(
        name=row["name"],
        before=number(row["rank_before"], decimals=0),
        after=number(row["rank_after"], decimals=0),
        a=number(row["total_before"], decimals=1),
        b=number(row["total_after"], decimals=1),
    )


def movers_title(rows: pd.DataFrame) -> str:
    """Say who wins and who loses most."""
    if rows.empty:
        return _("Geen gemeente wisselt van plaats")
    first, last = rows.iloc[0], rows.iloc[-1]
    won, lost = int(first["places"]), -int(last["places"])
    if won > 0 and lost > 0:
        text = _("{up} stijgt {won}, {down} daalt {lost}")
    elif won > 0:
        text = _("{up} stijgt {won}; niemand in het gebied daalt")
    else:
        text = _("{down} daalt {lost}; niemand in het gebied stijgt")
    return text.format(
        up=first["name"], down=last["name"], won=_places(won), lost=_places(abs(lost))
    )


def _places(count: int) -> str:
    return plural(count, _("{count} plaats"), _("{count} plaatsen"))


def movers_subtitle(chosen: Selection) -> str:
    """Say what is drawn."""
    return _(
        "Rang in Nederland, {year}: de grootste stijgers en dalers in {area}; vet: {group}"
    ).format(
        year=chosen.year,
        area=words.area_name(chosen.scope),
        group=words.group_name(chosen) or _("geen groep"),
    )


def movers_key() -> list[tuple[str, str, str]]:
    """Say what the marks mean."""
    return [("○", "muted", _("gewone score")), ("●", "muted", _("met deze keuzes"))]


def movers_readable(shift: Shift, chosen: Selection) -> pd.DataFrame:
    """Return the ranks of the whole area as a table for people."""
    own = shift.table.reindex(selection.regions_in_scope(chosen.scope)).dropna()
    own = own.sort_values("places", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            _("Gemeente"): data.names().reindex(own.index),
            _("Code"): own.index,
            _("Rang, gewone score"): own["rank_before"],
            _("Rang, met deze keuzes"): own["rank_after"],
            _("Plaatsen gewonnen"): own["places"],
            _("Gewone score"): own["total_before"].round(2),
            _("Score met deze keuzes"): own["total_after"].round(2),
        }
    )


def definitions(chosen: Selection) -> tuple[tuple[str, str], ...]:
    """Return the groups to compare: the focus groups and the chosen one, with its definition."""
    known = data.groups_of(chosen.province)
    first = data.first_groups(chosen.province)
    wanted = [g for g in dict.fromkeys((*first, chosen.group)) if g in known]
    own = chosen.definition if chosen.group in known else DEFAULT
    return tuple(
        (g, own if g == chosen.group and own in known[g].definitions else DEFAULT) for g in wanted
    )


def gap_pairs(chosen: Selection) -> Pairs:
    """Return the gaps of the groups with the ordinary score and with these choices."""
    asked = definitions(chosen)
    before = data.group_gaps_under(chosen.year, asked)
    after = data.group_gaps_under(chosen.year, asked, options())
    return {key: (before[key], after[key]) for key in before}


def gap_rows(pairs: Pairs, chosen: Selection) -> pd.DataFrame:
    """Return the gaps as rows of the chart."""
    rows = []
    for (group, weighted), (before, after) in pairs.items():
        rows.append(
            {
                "name": _gap_name(group, weighted),
                "group": group,
                "before": before.gap,
                "after": after.gap,
                "lower": after.lower,
                "upper": after.upper,
                "clear": after.conclusion in ("behind", "ahead"),
                "member": group == chosen.group,
                "hover": _("<b>{name}</b><br>was {before}, wordt {after} punten").format(
                    name=_gap_name(group, weighted),
                    before=number(before.gap, decimals=1),
                    after=interval(after.gap, after.lower, after.upper),
                ),
            }
        )
    return pd.DataFrame(rows)


def _gap_name(group: str, weighted: bool) -> str:
    title = data.groups()[group].title[language()]
    return _("{group}, naar inwoners").format(group=title) if weighted else title


def gaps_title(pairs: Pairs) -> str:
    """Say in how many comparisons the interval stays on the same side of 0."""
    same = [a.conclusion == b.conclusion for a, b in pairs.values()]
    if not is_other():
        return _("Het verschil van de groepen met {others}").format(others=words.rest_of_province())
    if all(same):
        return _(
            "Het interval van elk verschil ligt net zo ten opzichte van nul als bij de gewone score"
        )
    return _(
        "In {n} van de {all} vergelijkingen ligt het interval anders ten opzichte van nul"
    ).format(n=len(same) - sum(same), all=len(same))


def gaps_subtitle(chosen: Selection) -> str:
    """Say what is drawn."""
    return _("Verschil in punten met {others}, {year}").format(
        others=words.rest_of_province(), year=chosen.year
    )


def gaps_key() -> list[tuple[str, str, str]]:
    """Say what the marks mean."""
    return [
        ("|", "ink", _("gewone score")),
        ("●", "accent", _("met deze keuzes")),
        ("■", "accent_soft", _("95%-interval")),
    ]


def gaps_readable(pairs: Pairs) -> pd.DataFrame:
    """Return the gaps as a table for people."""
    return pd.DataFrame(
        [
            {
                _("Groep"): data.groups()[group].title[language()],
                _("Gewogen naar inwoners"): _("ja") if weighted else _("nee"),
                _("Verschil, gewone score"): round(before.gap, 2),
                _("Verschil met deze keuzes"): round(after.gap, 2),
                _("Ondergrens 95%"): round(after.lower, 2),
                _("Bovengrens 95%"): round(after.upper, 2),
                _("95%-interval"): _where(after),
            }
            for (group, weighted), (before, after) in pairs.items()
        ]
    )


def change_sentences(shift: Shift, pairs: Pairs, chosen: Selection) -> list[str]:
    """Say what changed: who rose and fell, and what the gap of the groups does."""
    if not is_other():
        return [
            _(
                "Dit is de **gewone score**: alles telt even zwaar. Verschuif een gewicht of kies"
                " een voorbeeld, en hier staat wat er verandert."
            ),
            _(
                "Gewicht 2× telt dubbel, 0× telt niet mee. Het geldt **alleen op deze pagina**; de"
                " link bewaart de keuze."
            ),
        ]
    up, down, same = rose_and_fell(shift, pd.Index(selection.regions_in_scope(chosen.scope)))
    lines = [
        _(
            "Gemeenten in {area}: omhoog **{up}**, omlaag **{down}**, op dezelfde plaats"
            " **{same}**."
        ).format(area=words.area_name(chosen.scope), up=up, down=down, same=same),
        _(
            "In heel Nederland verschuift een gemeente gemiddeld **{places}** plaatsen; de"
            " rangcorrelatie met de gewone score is **{r}** (1 = dezelfde volgorde)."
        ).format(
            places=number(shift.mean_places, decimals=1), r=number(shift.agreement, decimals=2)
        ),
    ]
    return lines + [
        _gap_sentence(group, *pair) for (group, weighted), pair in pairs.items() if not weighted
    ]


def _where(gap: Gap) -> str:
    return naming.zero_in(gap.lower, gap.upper, gap=gap.gap)


def _gap_sentence(group: str, before: Gap, after: Gap) -> str:
    text = _("{group}: het verschil met de rest gaat van {a} naar **{b}** punten; {what}.")
    if before.conclusion == after.conclusion:
        what = _("het 95%-interval: nog steeds {where}").format(where=_where(after))
    else:
        what = _("het 95%-interval: **{where}** (was: {was})").format(
            where=_where(after), was=_where(before)
        )
    return text.format(
        group=data.groups()[group].title[language()],
        a=number(before.gap, decimals=1, signed=True),
        b=number(after.gap, decimals=1, signed=True),
        what=what,
    )
