"""The page Wijken: one district, its profile and its figures."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from monitor.analysis.districts import lagging_count, why_no_rank
from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts, about_scores
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.charts.chart import Chart, finish
from monitor.charts.wijken import profile
from monitor.text import _, language, listing, number, plural
from monitor.ui import files, selection, show_chart, widgets
from monitor.ui.shell import current_theme
from monitor.ui.show_table import show_table
from monitor.ui.vergelijk import places
from monitor.ui.wijken import words as district_words


def show_profile() -> None:
    """Show the district that was chosen beside its municipality and the country."""
    code, edition = selection.get("wijk"), about_districts.edition()
    if code not in edition.table.index:
        return
    row = edition.table.loc[[code]].iloc[0]
    home = str(row["region"])
    chart = _profile_chart(code, row, home)
    if chart is None:
        widgets.heading(str(row["name"]))
        widgets.empty(_("Van deze wijk zijn er geen cijfers."))
        return
    show_chart.show_chart(finish(chart))
    st.html(places.link(code))
    _show_years(code, home)
    _show_neighbourhoods(code)


def _profile_chart(code: str, row: pd.Series, home: str) -> Chart | None:
    rows = _profile_rows(code, home)
    if rows.empty:
        return None
    low = int(lagging_count(about_districts.district_quarters().loc[[code]]).iloc[0])
    title = _("{name}: {low} van de {n} indicatoren in het laagste kwart van Nederland")
    return Chart(
        fig=profile.figure(current_theme(), language(), rows),
        title=title.format(name=row["name"], low=low, n=len(rows)),
        subtitle=_subtitle(code, row, home),
        note=_note(code, list(rows["indicator"])),
        source=district_words.sources(TOTAL),
        data=lambda: pd.DataFrame(
            {
                _("Indicator"): rows["measure"],
                _("Wijk"): rows["value"],
                about_scores.names()[home]: rows["value_home"],
                _("Gemeten in"): rows["measured"],
                _("Punten boven Nederland"): rows["own"].round(1),
            }
        ),
        alt=_("Stippen: de wijk en haar gemeente op elke indicator; de lijn is Nederland."),
        key="wijkprofiel",
    )


def _profile_rows(code: str, home: str) -> pd.DataFrame:
    """Return a row an indicator that the district has: points, figures, texts."""
    edition, rows = about_districts.edition(), []
    z = edition.z.reindex([code, home])
    values, measured = edition.values.reindex([code, home]), edition.measured.reindex([code])
    both = _("{own}; gemeente {home}")
    for name in map(str, z.columns):
        mine, its = (float(v) for v in values[name])
        if math.isnan(mine):
            continue
        year = int(measured[name].iloc[0])
        label = f"{words.measure(name)}, {year}"
        told = "–" if math.isnan(its) else words.written(its, name)
        text = both.format(own=words.written(mine, name), home=told)
        points = [10 * float(v) for v in z[name]]
        rows.append((name, words.measure(name), label, *points, mine, its, year, text))
    columns = ["indicator", "measure", "label", "own", "home", "value", "value_home"]
    table = pd.DataFrame(rows, columns=[*columns, "measured", "text"])
    return table.assign(hover="<b>" + table["label"] + "</b><br>" + table["text"])


def _subtitle(code: str, row: pd.Series, home: str) -> str:
    parts = [
        about_scores.names()[home],
        _("{n} inwoners").format(n=number(float(row["inhabitants"]), decimals=0)),
    ]
    sure = about_districts.district_certainty()
    if code in sure.index:
        low, high = (float(sure[side][code]) for side in ("rank_low", "rank_high"))
        parts.append(district_words.rank_words(float(row["rank"]), low, high))
    else:
        parts.append(district_words.why_words()[why_no_rank(row)])
    return "; ".join(parts)


def _note(code: str, shown: list[str]) -> str:
    """Say what the points are, which figures are estimates, and how some were made."""
    made, catalog = about_districts.edition().made.loc[code, shown], snapshot().catalog
    told = [_("Punten boven of onder Nederland; 10 is één standaardafwijking tussen wijken.")]
    guessed = [words.measure(i) for i in shown if catalog.is_district_estimate(i)]
    if guessed:
        text = _("Modelschattingen, een aanwijzing waar te kijken en geen bewijs: {names}.")
        told.append(text.format(names=listing(guessed)))
    for how, said in district_words.made_words().items():
        names = [words.measure(i) for i in shown if made[i] == how]
        told += [f"{said[0].upper()}{said[1:]}: {listing(names)}."] if names else []
    return " ".join(told)


def _show_years(code: str, home: str) -> None:
    """Show the raw figures over the years, of the district and its municipality."""
    names = {
        code: str(about_districts.edition().table.at[code, "name"]),
        home: about_scores.names()[home],
    }
    with st.expander(_("Cijfers over de jaren"), key="wijkjaren"):
        for place, name in names.items():
            table, writers = years_table(place, name)
            show_table(table, key=f"jaren-{place}", rows=writers)


def years_table(place: str, name: str) -> tuple[pd.DataFrame, list[Callable[[float], str]]]:
    """Return the raw figures of a place over the years, and what writes those of each row.

    Parameters
    ----------
    place : str
        Code.
    name : str
        Heading of the column with what is measured.
    """
    found = about_districts.district_years(place)
    head = pd.Series([_measured_in(i, kind) for i, kind in found.index], name=name)
    table = pd.concat([head, found.rename(columns=str).reset_index(drop=True)], axis=1)
    return table, [partial(_written, i, kind) for i, kind in found.index]


def _measured_in(indicator: str, kind: str) -> str:
    """Name an indicator with its unit; a count is the number itself."""
    unit = _("aantal") if kind == "count" else words.unit(indicator)
    return words.measure(indicator) if unit == "%" else f"{words.measure(indicator)}, {unit}"


def _written(indicator: str, kind: str, value: float) -> str:
    if math.isnan(value):
        return "–"
    return number(value, decimals=0) if kind == "count" else words.written(value, indicator)


def _show_neighbourhoods(code: str) -> None:
    """Show the raw figures of the neighbourhoods: to read beside each other, not to rank."""
    found, years = about_districts.neighbourhoods(code)
    if found.empty:
        return
    labels = {name: f"{words.measure(name)}, {year}" for name, year in years.items()}
    head = {"name": _("Buurt"), "inhabitants": _("Inwoners")}
    table = found.rename_axis(_("Code")).reset_index().rename(columns=head | labels)
    told = plural(len(found), _("{count} buurt"), _("{count} buurten"))
    with st.expander(_("Cijfers van {neighbourhoods}").format(neighbourhoods=told),
                     key="wijkbuurten"):  # fmt: skip
        show_table(table, key=f"buurten-{code}")
        text = _(
            "Zonder score en zonder rang: van buurten zijn er te weinig cijfers, en die van kleine"
            " buurten zeggen weinig. Een streep: geen cijfer."
        )
        st.html(f"<p class='chart-note'>{text}</p>")
        files.csv_button(table, f"buurten-{code}", key="buurten-csv")
