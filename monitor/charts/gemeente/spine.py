"""The spine of a municipality: every indicator with its place beside the Netherlands."""

from __future__ import annotations

import pandas as pd

from monitor import marks
from monitor.analysis.profile import SCORES, Look
from monitor.analysis.scores import TOTAL
from monitor.answers.selected import Selection
from monitor.catalog_entries import SCORED
from monitor.charts import care_words, sources, words
from monitor.charts.chart import Chart, finish
from monitor.charts.gemeente import spine_figure
from monitor.charts.gemeente.words import name_of, with_unit
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.charts.words import measure, written
from monitor.text import _, inside, listing, number, span


def spine_chart(look: Look, chosen: Selection, code: str, theme: Theme) -> Chart:
    """Return the spine, ready to be shown.

    Parameters
    ----------
    look : Look
    chosen : Selection
    code : str
        Of a municipality.
    theme : Theme
    """
    points = rows(look, chosen)
    chart = Chart(
        fig=spine_figure.figure(
            theme,
            points,
            legend=legend(words.province(look.province)),
        ),
        title=title(look),
        subtitle=_subtitle(code, chosen),
        note=f"{_note(look)} {sources.awaited(chosen.year)}".strip(),
        source=source_line(),
        data=lambda: _table(look),
        alt=_alt(look, code),
        key="profiel",
    )
    return finish(chart, clickable=True)


def title(look: Look) -> str:
    """Say how many indicators stand in the highest and in the lowest quarter.

    Parameters
    ----------
    look : Look
    """
    own = look.profile[~look.profile.index.isin(SCORES)]
    count = own["place"].value_counts()
    return _("{top} van {n} indicatoren in het hoogste kwart, {bottom} in het laagste").format(
        top=count.get("top", 0), bottom=count.get("bottom", 0), n=int((own["place"] != "").sum())
    )


def _subtitle(code: str, chosen: Selection) -> str:
    """Say what the spine draws, and what a click does."""
    return f"{drawn(code, chosen)}; {_('klik op een teken voor de lijn in de tijd')}."


def drawn(code: str, chosen: Selection) -> str:
    """Say what the spine draws.

    Parameters
    ----------
    code : str
        Of a municipality.
    chosen : Selection
    """
    text = _("{name} in {year}, verschil met Nederland in punten")
    return text.format(name=name_of(code), year=chosen.year)


def _note(look: Look) -> str:
    """Name the indicators that the spine cannot draw."""
    own = look.profile[~look.profile.index.isin(SCORES)]
    gone = [inside(measure(str(m))) for m in own.index[own["value"].isna()]]
    return _("Geen cijfer: {list}.").format(list=listing(gone)) if gone else ""


def rows(look: Look, chosen: Selection) -> pd.DataFrame:
    """Return the rows of the spine: scores, then the indicators under their dimension.

    Parameters
    ----------
    look : Look
    chosen : Selection

    Returns
    -------
    DataFrame
        ``head``, ``label``, ``dimension``, the places on the axis (``value``, ``lower``, ``upper``,
        ``province``, ``country``, ``p05`` to ``p95``) and the texts beside it.
    """
    parts = []
    for dimension in (TOTAL, *SCORED):
        own = look.profile[look.profile["dimension"] == dimension]
        own = own[own["value"].notna()]
        if own.empty:
            continue
        head = _("Score") if dimension == TOTAL else measure(dimension)
        parts.append(pd.DataFrame({"head": True, "label": head}, index=[f"head-{dimension}"]))
        parts.append(
            own.assign(
                head=False,
                label=[measure(str(m)) for m in own.index],
                note=[_value_note(str(m), row) for m, row in own.iterrows()],
                hover=[_hover(str(m), row, chosen.year, look) for m, row in own.iterrows()],
                chosen=own.index == chosen.what,
            )
        )
    rows = pd.concat(parts)
    for column in ("note", "hover", "place"):
        rows[column] = rows[column].fillna("")
    rows["chosen"] = rows["chosen"].eq(True)
    return rows


def _value_note(what: str, row: pd.Series) -> str:
    """Write value, year and marks as they stand under a label."""
    if what in SCORES:
        return with_unit(row["value"], what)
    parts = [with_unit(row["value"], what), str(int(row["measured"]))]
    return " · ".join([*parts, *marks.brief(row)])


def _hover(what: str, row: pd.Series, year: int, look: Look) -> str:
    shown = with_unit(row["value"], what)
    if pd.notna(row["lower"]):
        shown += f" (95%: {span(row['lower'], row['upper'])})"
    lines = [
        f"<b>{measure(what)}</b>",
        shown,
        f"{words.province(look.province)} {written(row['province'], what)}"
        f" · {_('Nederland')} {written(row['country'], what)}",
        _("plaats {rank} van {n}").format(
            rank=number(row["rank"], decimals=0), n=number(row["n"], decimals=0)
        ),
    ]
    told = care_words.marks(row, year)
    return "<br>".join([*lines, told] if told else lines)


def _table(look: Look) -> pd.DataFrame:
    """Return the figures of the spine as a table for people."""
    own = look.profile
    return pd.DataFrame(
        {
            _("Maat"): [measure(str(m)) for m in own.index],
            _("Eenheid"): [words.unit(str(m)) for m in own.index],
            _("Waarde"): own["value"].round(3),
            _("95% ondergrens"): own["lower"].round(3),
            _("95% bovengrens"): own["upper"].round(3),
            words.province(look.province): own["province"].round(3),
            _("Nederland"): own["country"].round(3),
            _("Verschil met Nederland (punten)"): own["apart"].round(2),
            _("Plaats"): own["rank"],
            _("Van"): own["n"],
            _("Gemeten in"): own["measured"],
            **marks.columns(own),
        }
    )


def _alt(look: Look, code: str) -> str:
    """Describe the spine for who cannot see it."""
    return _("Profiel van {name}: {title}. De tabel eronder noemt alle cijfers.").format(
        name=name_of(code), title=title(look)
    )


def legend(province: str) -> dict[str, str]:
    """Return the words of the axis and of the key of the spine, beside a province by name.

    Parameters
    ----------
    province : str
        Its name.
    """
    return {
        "better": _("sterker"),
        "worse": _("zwakker"),
        "top": _("hoogste kwart"),
        "middle": _("midden"),
        "bottom": _("laagste kwart"),
        "province": province,
        "half": _("middelste helft"),
        "most": _("middelste 90%"),
        "interval": _("95%-interval"),
    }
