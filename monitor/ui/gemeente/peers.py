"""The page Gemeente: comparable municipalities, what to learn from them, weak districts."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from monitor import naming, naming_figures
from monitor.analysis.profile import Look
from monitor.export.factsheet_words import alike_in, dated, peers_higher
from monitor.ui import data, navigation, selection, widgets, words
from monitor.ui.gemeente.head import labels, name_of, with_unit
from monitor.ui.impact import places
from monitor.ui.selection import Selection
from monitor.ui.texts import _, number, plural
from monitor.ui.words import measure, written

_LESSONS = 5
_EXAMPLES = 2
_DISTRICTS = 12


def peers_title(look: Look, code: str) -> str:
    """Say how many comparable municipalities score higher."""
    if look.profile["value"].isna()["total"]:
        return _("Vergelijkbare gemeenten van {name}").format(name=name_of(code))
    return peers_higher(look)


def peers_subtitle(look: Look, year: int) -> str:
    """Say what comparable means, what is drawn, and what a click does."""
    return f"{peers_drawn(look, year)}; {_('klik op een stip om te openen')}."


def peers_drawn(look: Look, year: int) -> str:
    """Say what comparable means and what is drawn."""
    text = _("Score {year} van wie het meest lijkt in {features}")
    return text.format(year=year, features=alike_in(look, year))


def peers_key(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Say what the marks mean that occur."""
    key = [("■", "line", naming.draws_band())]
    if rows["name"].str.endswith("*").any():
        key.append(("*", "ink", _("met zorg te lezen")))
    return key


def peers_rows(look: Look, chosen: Selection, code: str) -> pd.DataFrame:
    """Return the rows of the chart: the municipality among the comparable ones, highest first."""
    totals, sure = data.scores(chosen.year).table["total"], data.robust(chosen.year)
    rows = pd.DataFrame({"value": totals.reindex([code, *look.peers.index]).dropna()})
    care = words.with_care("total", chosen.year)
    names = labels()
    rows["name"] = [f"{names[c]}*" if care[c] else names[c] for c in rows.index]
    rows["text"] = [
        f"{number(v, decimals=1)}, {_('plaats {rank}').format(rank=number(r, decimals=0))}"
        for v, r in zip(rows["value"], sure["rank"].reindex(rows.index), strict=True)
    ]
    rows["member"] = rows["chosen"] = rows.index == code
    rows[["low", "high"]] = sure[["total_low", "total_high"]].reindex(rows.index)
    return rows.sort_values("value", ascending=False)


def peers_table(look: Look) -> pd.DataFrame:
    """Return the comparable municipalities as a table for people."""
    own = look.peers
    return pd.DataFrame(
        {
            _("Gemeente"): own["name"],
            _("Code"): own.index,
            _("Provincie"): own["province_name"],
            _("Score"): own["total"].round(2),
            **{
                f"{measure(name)} ({look.context_years[name]})": own[name].round(1)
                for name in look.context_years.dropna().index
            },
            _("Afstand (kleiner: meer gelijk)"): own["distance"].round(3),
        }
    )


def lessons(look: Look, code: str, year: int) -> list[str]:
    """Return per lagging indicator the comparable municipalities that do clearly better."""
    lines = []
    for indicator in look.lessons["indicator"].drop_duplicates().head(_LESSONS):
        best = look.lessons[look.lessons["indicator"] == indicator].head(_EXAMPLES)
        theirs = ", ".join(
            f"{name_of(str(r.region))} {written(float(str(r.value_region)), indicator)}"
            for r in best.itertuples()
        )
        lines.append(
            _("**{measure}**: hier {own}; {theirs}").format(
                measure=dated(measure(indicator), best["measured"].iloc[0], year),
                own=with_unit(float(best["value"].iloc[0]), indicator),
                theirs=theirs,
            )
        )
    return lines


def lessons_subtitle() -> str:
    """Say when a municipality is named as an example."""
    return _(
        "Indicatoren die 5 punten of meer achterblijven bij de vergelijkbare gemeenten, en wie het"
        " daar ten minste 10 punten beter doet."
    )


def no_lessons(code: str) -> str:
    """Say that nothing lags clearly, or nobody does clearly better."""
    return _(
        "{name} blijft op geen indicator zo ver achter bij vergelijkbare gemeenten dat een andere"
        " het ten minste 10 punten beter doet."
    ).format(name=name_of(code))


def districts_title(look: Look, code: str) -> str:
    """Say how many districts stand clearly below their municipality."""
    return plural(
        look.districts["district"].nunique(),
        _("In {name} staat {count} wijk ten minste 10 punten onder de gemeente als geheel"),
        _("In {name} staan {count} wijken ten minste 10 punten onder de gemeente als geheel"),
        name=name_of(code),
    )


def districts_subtitle(look: Look) -> str:
    """Say what is drawn."""
    text, weak = _("Punten onder het cijfer van de gemeente, per indicator"), len(look.districts)
    if weak <= _DISTRICTS:
        return text
    return text + _("; de {n} grootste van {all} verschillen").format(n=_DISTRICTS, all=weak)


def districts_note(look: Look) -> str:
    """Say what an average hides, and how far the figures may be trusted."""
    weak = look.districts
    lines = []
    if weak["behind_average"].any():
        lines.append(
            _(
                "Vet: de gemeente als geheel staat daar op of boven Nederland, zodat haar"
                " gemiddelde de wijk verbergt."
            )
        )
    guessed = naming_figures.estimated(weak["indicator"], data.snapshot().catalog)
    if guessed:
        text = _("{estimates}: een aanwijzing waar te kijken, geen bewijs.")
        lines.append(text.format(estimates=guessed[:1].upper() + guessed[1:]))
    return " ".join(lines)


def district_rows(look: Look) -> pd.DataFrame:
    """Return the bars: the largest differences first."""
    weak = look.districts.head(_DISTRICTS)
    labels, texts, hovers = [], [], []
    for row in weak.to_dict("records"):
        indicator = str(row["indicator"])
        own, home = (written(row[k], indicator) for k in ("value", "value_region"))
        label = f"{row['name']}<br>{measure(indicator)}, {int(row['measured'])}"
        labels.append(f"<b>{label}</b>" if row["behind_average"] else label)
        texts.append(_("{own}; gemeente {home}").format(own=own, home=home))
        points = number(row["points"], decimals=1, signed=True)
        hovers.append(f"{label}<br>{texts[-1]}<br>{points} {_('punten')}")
    return pd.DataFrame(
        {"label": labels, "points": weak["points"].to_list(), "text": texts, "hover": hovers}
    )


def district_table(look: Look) -> pd.DataFrame:
    """Return the weak districts as a table for people."""
    weak = look.districts
    return pd.DataFrame(
        {
            _("Wijk"): weak["name"],
            _("Code"): weak["district"],
            _("Indicator"): [measure(i) for i in weak["indicator"]],
            _("Waarde"): weak["value"],
            _("Gemeente"): weak["value_region"],
            _("Verschil met de gemeente (punten)"): weak["points"].round(1),
            _("Gemeten in"): weak["measured"],
            _("Achter een goed gemiddelde"): weak["behind_average"],
        }
    )


def no_districts(look: Look, code: str) -> str:
    """Say why no district is shown."""
    if not look.has_districts:
        return _("Voor {name} zijn er geen cijfers per wijk.").format(name=name_of(code))
    return _("Geen wijk in {name} staat ten minste 10 punten onder de gemeente zelf.").format(
        name=name_of(code)
    )


def show_initiatives(codes: list[str]) -> None:
    """Link to the initiatives of this municipality and the comparable ones, where there are any."""
    count = Counter(
        c
        for one in data.register(selection.current().province)
        for c in places.drawn(one)
        if c in codes
    )
    if not count:
        return
    widgets.heading(_("Initiatieven in deze gemeenten"), _("Uit het register op de pagina Impact"))
    with st.container(horizontal=True, key="gemeente-initiatieven"):
        for code, n in count.most_common(_LESSONS):
            st.page_link(
                navigation.path("impact"),
                label=f"{name_of(code)} ({n})",
                query_params=selection.query() | {"blik": "register", "plaats": code},
            )
