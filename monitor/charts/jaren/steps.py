"""A change taken apart, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd

from monitor import change_words, naming
from monitor.analysis.change import ENTERED, LEFT, Change
from monitor.analysis.groups import population_of
from monitor.analysis.years import Steps, steps
from monitor.answers import about_changes, about_groups, about_scores
from monitor.answers.about_scores import Area
from monitor.answers.view import snapshot
from monitor.charts import base, words
from monitor.charts.chart import Chart
from monitor.charts.gemeente.words import name_of
from monitor.charts.jaren import waterfall
from monitor.charts.jaren.two_years import TwoYears
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.charts.words import measure
from monitor.score.tree import IMBALANCE
from monitor.text import _, inside, listing, number


@dataclass(frozen=True, eq=False)
class _Shown:
    """Whose change is taken apart (an area of `about_changes`), how, and the steps."""

    name: str
    area: Area
    weighted: bool
    steps: Steps


def steps_of(change: Change, chosen: TwoYears) -> _Shown:
    """Take apart the change of the municipality, else of the group, else of the focus.

    Parameters
    ----------
    change : Change
        Between its two years.
    chosen : TwoYears
    """
    area: Area
    by_people = True
    if chosen.gemeente is not None:
        name, area = name_of(chosen.gemeente), (chosen.gemeente,)
    elif codes := about_groups.group_codes(chosen):
        name, area, by_people = words.group_name(chosen), codes, chosen.weighted
    else:
        name, area = naming.start(words.province(chosen.province)), chosen.province
    later = max(chosen.year, chosen.year_b)
    people = population_of(snapshot(), later) if by_people else None
    regions = area if isinstance(area, tuple) else about_scores.inside(area)
    return _Shown(name, area, by_people, steps(change, regions, people))


def no_steps(shown: _Shown, chosen: TwoYears) -> str:
    """Say why there is no change to take apart.

    Parameters
    ----------
    shown : Shown
    chosen : TwoYears
    """
    years = chosen.year_b, chosen.year
    found = about_changes.area_change(*years, shown.area, options=chosen.options)
    if not found.short:
        return _("{name} heeft niet in beide jaren een score.").format(name=shown.name)
    known = about_changes.comparable(chosen.year, shown.area, options=chosen.options)
    return change_words.incomparable(shown.name, found, known, measure)


def steps_chart(shown: _Shown, chosen: TwoYears, theme: Theme) -> Chart:
    """Return the waterfall from the one score to the other.

    Parameters
    ----------
    shown : Shown
    chosen : TwoYears
    theme : Theme
    """
    found = shown.steps
    title = steps_title(shown, chosen)
    drawn = waterfall.figure(theme, steps_rows(found, chosen))
    return Chart(
        fig=base.with_key(drawn, theme, _key(found)),
        title=title,
        subtitle=_subtitle(shown, chosen),
        note=_note(shown, chosen),
        source=source_line(),
        data=lambda: _table(found, chosen),
        alt=_("Watervaldiagram: {title}.").format(title=title),
        key="jaren-stappen",
    )


def steps_rows(found: Steps, chosen: TwoYears) -> pd.DataFrame:
    """Return the rows of the waterfall, from the one score to the other.

    Parameters
    ----------
    found : Steps
    chosen : TwoYears

    Returns
    -------
    DataFrame
        ``label``, ``points``, ``at``, ``text``, ``hover``, ``tone``.
    """
    still = (found.terms["fresh"] == 0) & (found.terms["points"].abs() < 5e-4)
    moved = found.terms[~still | found.terms.index.isin([ENTERED, LEFT])]
    rows = [_end(chosen.year_b, found.start)]
    at = found.start
    for term, row in moved.iterrows():
        at += row["points"]
        rows.append(
            {
                "label": _term_name(str(term)) + (" *" if row["broken"] else ""),
                "points": row["points"],
                "at": at,
                "text": number(row["points"], decimals=2, signed=True),
                "hover": _term_hover(str(term), row, found, chosen),
                "tone": "good" if row["points"] >= 0 else "bad",
            }
        )
    rows.append(_end(chosen.year, found.end))
    return pd.DataFrame(rows)


def _end(year: int, score: float) -> dict[str, object]:
    text = number(score, decimals=1)
    return {
        "label": _("Score {year}").format(year=year),
        "points": float("nan"),
        "at": score,
        "text": f"<b>{text}</b>",
        "hover": f"<b>{_('Score {year}').format(year=year)}</b><br>{text}",
        "tone": "accent",
    }


def _term_name(term: str) -> str:
    special = {
        ENTERED: _("Nieuw in de score"),
        LEFT: _("Uit de score"),
        IMBALANCE: _("Onbalans"),
    }
    return special[term] if term in special else measure(term)


def _term_hover(term: str, row: pd.Series, found: Steps, chosen: TwoYears) -> str:
    lines = [f"<b>{escape(_term_name(term))}</b>"]
    lines.append(number(row["points"], _("punten"), decimals=2, signed=True))
    for key, names in ((ENTERED, found.entered), (LEFT, found.left)):
        if term == key:
            lines.append("<br>".join(escape(measure(n)) for n in names))
    if row["dimension"]:
        lines.append(escape(measure(row["dimension"])))
    lines += _measured(row, chosen)
    if row["broken"]:
        lines.append(_("niveaubreuk: alleen de verschuiving tussen gemeenten telt"))
    return "<br>".join(lines)


def _measured(row: pd.Series, chosen: TwoYears) -> list[str]:
    """Say when an indicator was measured, where that is not in the two years themselves."""
    if pd.isna(row["since"]):
        return []
    since, until = int(row["since"]), int(row["until"])
    if {since, until} == {chosen.year_b, chosen.year}:
        return []
    return [_("gemeten in {since} en {until}").format(since=since, until=until)]


def steps_title(shown: _Shown, chosen: TwoYears) -> str:
    """Say what moved the score most, beside the Netherlands.

    Parameters
    ----------
    shown : Shown
    chosen : TwoYears
    """
    found = shown.steps
    own = found.terms.drop(index=[ENTERED, LEFT, IMBALANCE], errors="ignore")["points"]
    country = about_changes.area_change(chosen.year_b, chosen.year, "nl", options=chosen.options)
    text = _("{name}: {total} punten ({country})").format(
        name=shown.name,
        total=change_words.points(found.change),
        country=change_words.beside(country),
    )
    if own.empty:
        return text
    top = str(own.abs().idxmax())
    return _("{text}; {term} woog het zwaarst ({points})").format(
        text=text, term=inside(measure(top)), points=change_words.points(float(own[top]))
    )


def _subtitle(shown: _Shown, chosen: TwoYears) -> str:
    """Say what the waterfall draws."""
    found = shown.steps
    text = _("Wat veranderde de score van {a} naar {b}: punten per indicator").format(
        a=chosen.year_b, b=chosen.year
    )
    if found.count > 1:
        text += _("; gemiddelde van {n} gemeenten").format(n=found.count)
        text += f", {change_words.weighing(shown.weighted)}"
    return text


def _key(found: Steps) -> list[tuple[str, str, str]]:
    """Say what the marks mean that occur, and what does not count in the change."""
    key = []
    if found.terms["broken"].any():
        key.append(("*", "ink", _("niveaubreuk")))
    if found.entered or found.left:
        out = _("nieuw in de score en uit de score tellen niet mee in de verandering")
        key.append(("", "", out))
    return key


def _note(shown: _Shown, chosen: TwoYears) -> str:
    """Say how much was measured anew, since when, and what could not move the score."""
    found = about_changes.area_change(
        chosen.year_b, chosen.year, shown.area, weighted=shown.weighted, options=chosen.options
    )
    terms = shown.steps.terms
    own = terms[(terms["fresh"] == 0) & (terms["dimension"] != "")]
    parts = [change_words.rests_on(found, measure)]
    if len(own):
        text = _("Geen nieuwe meting tussen deze jaren: {names}.")
        names = listing([inside(measure(str(i))) for i in own.index])
        parts.append(text.format(names=names))
    return " ".join(p for p in [*parts, change_words.missing(found, name_of)] if p)


def _table(found: Steps, chosen: TwoYears) -> pd.DataFrame:
    """Return the steps as a table for people."""
    terms = found.terms
    out = pd.DataFrame(
        {
            _("Onderdeel"): [_term_name(str(t)) for t in terms.index],
            _("Dimensie"): [measure(d) if d else "" for d in terms["dimension"]],
            _("Punten"): terms["points"].round(3).to_list(),
            _("Niveaubreuk"): (terms["broken"] > 0).to_list(),
            _("Nieuwe meting"): (terms["fresh"] > 0).to_list(),
            _("Gemeten sinds"): terms["since"].to_list(),
        }
    )
    ends = pd.DataFrame(
        {
            _("Onderdeel"): [
                _("Score {year}").format(year=y) for y in (chosen.year_b, chosen.year)
            ],
            _("Punten"): [round(found.start, 3), round(found.end, 3)],
        }
    )
    return pd.concat([ends.iloc[:1], out, ends.iloc[1:]], ignore_index=True)
