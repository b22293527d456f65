"""One measure of a municipality over the years, with both areas beside it."""

from __future__ import annotations

import pandas as pd

from monitor import change_words, line_words, marks, naming
from monitor.analysis.area import province_of
from monitor.analysis.over_time import APART
from monitor.analysis.trend import Trend
from monitor.answers import about_changes, about_places
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.charts import base, words
from monitor.charts.chart import Chart, finish
from monitor.charts.gemeente import line_figure
from monitor.charts.gemeente.words import name_of, with_unit
from monitor.charts.sources import source_of
from monitor.charts.theme import Theme
from monitor.charts.words import measure, written
from monitor.text import _, interval, listing


def line_chart(chosen: Selection, code: str, theme: Theme) -> Chart | str:
    """Return the lines in time, ready to be shown; where there is no figure: why.

    Parameters
    ----------
    chosen : Selection
    code : str
        Of a municipality.
    theme : Theme
    """
    table = about_places.over_time(chosen.what, code, chosen.year)
    if table["value"].isna().all():
        return _no_line(chosen, code)
    chart = Chart(
        fig=base.with_key(
            line_figure.figure(
                theme,
                table,
                names=names(code),
                hover=_hover(table, chosen, code),
                unit="%" if words.unit(chosen.what) == "%" else "",
                year=chosen.year,
            ),
            theme,
            key(table, chosen),
        ),
        title=title(table, chosen, code),
        subtitle=subtitle(chosen, code),
        note=_note(table, chosen, code),
        source=source_of(chosen.what),
        data=lambda: _table(table, chosen, code),
        alt=_alt(table, chosen, code),
        key="lijn",
    )
    return finish(chart)


def title(table: pd.DataFrame, chosen: Selection, code: str) -> str:
    """Say from what to what a figure went, on one level; of a score, how it changed.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.answers.about_places.over_time`.
    chosen : Selection
    code : str
        Of a municipality.
    """
    if chosen.is_score:
        return _score_title(table, chosen)
    own = table[table["value"].notna()]
    own = own[own["level"] == own["level"].max()]
    first, last = own.iloc[0], own.iloc[-1]
    if len(own) == 1:
        return _("{measure}: {value} in {year}").format(
            measure=measure(chosen.what),
            value=written(last["value"], chosen.what),
            year=own.index[-1],
        )
    return _("{measure}: van {first} in {start} naar {last} in {end}").format(
        measure=measure(chosen.what),
        first=written(first["value"], chosen.what),
        start=own.index[0],
        last=written(last["value"], chosen.what),
        end=own.index[-1],
    )


def _score_title(table: pd.DataFrame, chosen: Selection) -> str:
    """Say what the score is, and how it changed since an earlier year that compares."""
    now = _("{measure}: {value} in {year}").format(
        measure=measure(chosen.what),
        value=written(float(table["value"].loc[[chosen.year]].iloc[0]), chosen.what),
        year=chosen.year,
    )
    found = line_words.gained(table, chosen.year, chosen.year_b)
    if found is None:
        return now
    start, own, country = found
    return _("{now}, {own} punten sinds {start} (Nederland {country})").format(
        now=now, own=own, start=start, country=country
    )


def subtitle(chosen: Selection, code: str) -> str:
    """Say what is drawn, and whether there is a trend.

    Parameters
    ----------
    chosen : Selection
    code : str
        Of a municipality.
    """
    if chosen.is_score:
        how = line_words.against(chosen.year)
    else:
        how = _trend_sentence(about_places.trend(chosen.what, code, chosen.year))
    return f"{name_of(code)}, {words.legend(chosen.what)}; {how}"


def key(table: pd.DataFrame, chosen: Selection) -> list[tuple[str, str, str]]:
    """Say what the marks mean that occur.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.answers.about_places.over_time`.
    chosen : Selection

    Returns
    -------
    list of (str, str, str)
        Sign, colour, meaning.
    """
    key = []
    own = table[table["value"].notna()]
    if own["lower"].notna().any():
        key.append(("|", "accent", _("95%-interval")))
    kinds = (("estimate", _("modelschatting")), ("bridged", _("overbrugd")),
             ("harmonised", _("omgerekend na herindeling")))  # fmt: skip
    open_ = [word for mark, word in kinds if mark in own and own[mark].any()]
    if open_:
        key.append(("○", "accent", _(" of ").join(open_)))
    return key + (line_words.apart_key(table, "value") if chosen.is_score else [])


def _trend_sentence(found: Trend) -> str:
    """Say whether the last five measurements show a trend, or why that cannot be told."""
    reasons = {
        "too-few-points": _("trend niet te bepalen: minder dan vijf metingen"),
        "no-margins": _("trend niet te bepalen: geen onzekerheidsmarges bekend"),
        "level-break": _("trend niet te bepalen: te kort na een trendbreuk"),
    }
    if found.direction == "undetermined":
        return reasons.get(found.reason, _("trend niet te bepalen"))
    texts = {
        "rising": _("stijgt: {word} ({first}–{last})"),
        "falling": _("daalt: {word} ({first}–{last})"),
        "none": _("of er een trend is: {word} ({first}–{last})"),
    }
    word = naming.word("unclear" if found.direction == "none" else "certain")
    return texts[found.direction].format(word=word, first=found.years[0], last=found.years[-1])


def _province(code: str) -> str:
    return words.province(province_of(snapshot(), code))


def names(code: str) -> dict[str, str]:
    """Return the labels at the ends of the lines.

    Parameters
    ----------
    code : str
        Of a municipality.
    """
    return {"value": name_of(code), "province": _province(code), "country": _("Nederland")}


def _hover(table: pd.DataFrame, chosen: Selection, code: str) -> list[str]:
    """Write the hover of each year."""
    out = []
    for year, row in table.iterrows():
        value = with_unit(row["value"], chosen.what)
        if pd.notna(row["lower"]):
            value = interval(row["value"], row["lower"], row["upper"])
        lines = [
            f"<b>{name_of(code)}, {year}</b>",
            value,
            f"{_province(code)} {written(row['province'], chosen.what)}"
            f" · {_('Nederland')} {written(row['country'], chosen.what)}",
        ]
        if chosen.is_score and abs(row["own"] - row["value"]) > APART:
            own = _("score van dat jaar zelf: {own}")
            lines.append(own.format(own=written(row["own"], chosen.what)))
        told = marks.marks(row)
        out.append("<br>".join([*lines, *([listing(told)] if told else [])]))
    return out


def _table(table: pd.DataFrame, chosen: Selection, code: str) -> pd.DataFrame:
    """Return the line as a table for people."""
    if chosen.is_score:
        return _score_table(table, chosen, code)
    return pd.DataFrame(
        {
            _("Jaar"): table.index,
            name_of(code): table["value"].round(3),
            _("95% ondergrens"): table["lower"].round(3),
            _("95% bovengrens"): table["upper"].round(3),
            _province(code): table["province"].round(3),
            _("Nederland"): table["country"].round(3),
            **marks.columns(table),
        }
    )


def _score_table(table: pd.DataFrame, chosen: Selection, code: str) -> pd.DataFrame:
    """Return the line of a score as a table for people, beside what each year shows by itself."""
    own = _("{name}, score van dat jaar zelf").format(name=name_of(code))
    return pd.DataFrame(
        {
            _("Jaar"): table.index,
            own: table["own"].round(3),
            **{
                _("{name}, vergeleken met {year}").format(name=n, year=chosen.year): table[
                    column
                ].round(3)
                for column, n in names(code).items()
            },
            _("Omgerekend na herindeling"): table["harmonised"],
        }
    )


def _alt(table: pd.DataFrame, chosen: Selection, code: str) -> str:
    """Describe the lines for who cannot see them."""
    return _("Lijnen voor {name}, {province} en Nederland. {title}.").format(
        name=name_of(code), province=_province(code), title=title(table, chosen, code)
    )


def _no_line(chosen: Selection, code: str) -> str:
    """Say that this municipality has no figure of this measure."""
    if chosen.is_score:
        own = about_changes.by_year(chosen.what).T[code].dropna().index
        return _(
            "In {year} heeft {name} geen score om andere jaren mee te vergelijken. Jaren met een"
            " score: {years}."
        ).format(
            year=chosen.year,
            name=name_of(code),
            years=change_words.ranges(list(own)) or _("geen enkel jaar"),
        )
    return _("Van {measure} is voor {name} geen cijfer bekend. Kies een andere lijn.").format(
        measure=measure(chosen.what), name=name_of(code)
    )


def _note(table: pd.DataFrame, chosen: Selection, code: str) -> str:
    """Say what a change of a score rests on; nothing of a figure."""
    if not chosen.is_score:
        return ""
    start = line_words.since(table["value"], chosen.year, chosen.year_b)
    if start is None:
        return ""
    found = about_changes.area_change(start, chosen.year, (code,), what=chosen.what)
    return change_words.rests_on(found, measure)
