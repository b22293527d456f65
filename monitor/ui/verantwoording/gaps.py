"""The page Verantwoording: what other weights do to the gap of the groups, and all that changes."""

from __future__ import annotations

import pandas as pd

from monitor import naming
from monitor.analysis.groups import Gap
from monitor.analysis.reweigh import Shift, rose_and_fell
from monitor.answers import about_groups, about_scores
from monitor.answers.selected import Selection
from monitor.charts import base, words
from monitor.charts.chart import Chart
from monitor.charts.sources import source_line
from monitor.charts.verantwoording import weights as charts
from monitor.regions.groups import DEFAULT
from monitor.text import _, interval, language, number
from monitor.ui.shell import current_theme
from monitor.ui.verantwoording.choices import is_other, options

# Of a group, weighted by inhabitants or not: the gap with the ordinary score and with the choices.
_Pairs = dict[tuple[str, bool], tuple[Gap, Gap]]


def _definitions(chosen: Selection) -> tuple[tuple[str, str], ...]:
    """Return the groups to compare: the focus groups and the chosen one, with its definition."""
    known = about_groups.groups_of(chosen.province)
    first = about_groups.first_groups(chosen.province)
    wanted = [g for g in dict.fromkeys((*first, chosen.group)) if g in known]
    own = chosen.definition if chosen.group in known else DEFAULT
    return tuple(
        (g, own if g == chosen.group and own in known[g].definitions else DEFAULT) for g in wanted
    )


def gap_pairs(chosen: Selection) -> _Pairs:
    """Return the gaps of the groups with the ordinary score and with these choices.

    Parameters
    ----------
    chosen : Selection
    """
    asked = _definitions(chosen)
    before = about_groups.group_gaps_under(chosen.year, asked)
    after = about_groups.group_gaps_under(chosen.year, asked, options())
    return {key: (before[key], after[key]) for key in before}


def _gap_rows(pairs: _Pairs, chosen: Selection) -> pd.DataFrame:
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
    title = about_groups.groups()[group].title[language()]
    return _("{group}, naar inwoners").format(group=title) if weighted else title


def _gaps_title(pairs: _Pairs, chosen: Selection) -> str:
    """Say in how many comparisons the interval stays on the same side of 0."""
    same = [a.conclusion == b.conclusion for a, b in pairs.values()]
    if not is_other():
        return _("Het verschil van de groepen met {others}").format(
            others=words.rest_of_province(chosen.province)
        )
    if all(same):
        return _(
            "Het interval van elk verschil ligt net zo ten opzichte van nul als bij de gewone score"
        )
    return _(
        "In {n} van de {all} vergelijkingen ligt het interval anders ten opzichte van nul"
    ).format(n=len(same) - sum(same), all=len(same))


def _gaps_subtitle(chosen: Selection) -> str:
    """Say what is drawn."""
    return _("Verschil in punten met {others}, {year}").format(
        others=words.rest_of_province(chosen.province), year=chosen.year
    )


def _gaps_key() -> list[tuple[str, str, str]]:
    """Say what the marks mean."""
    return [
        ("|", "ink", _("gewone score")),
        ("●", "accent", _("met deze keuzes")),
        ("■", "accent_soft", _("95%-interval")),
    ]


def _gaps_readable(pairs: _Pairs) -> pd.DataFrame:
    """Return the gaps as a table for people."""
    return pd.DataFrame(
        [
            {
                _("Groep"): about_groups.groups()[group].title[language()],
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


def change_sentences(shift: Shift, pairs: _Pairs, chosen: Selection) -> list[str]:
    """Say what changed: who rose and fell, and what the gap of the groups does.

    Parameters
    ----------
    shift : Shift
    pairs : Pairs
        Of `gap_pairs`.
    chosen : Selection
    """
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
    up, down, same = rose_and_fell(shift, pd.Index(about_scores.inside(chosen.area)))
    lines = [
        _(
            "Gemeenten in {area}: omhoog **{up}**, omlaag **{down}**, op dezelfde plaats"
            " **{same}**."
        ).format(area=words.area_name(chosen), up=up, down=down, same=same),
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
        group=about_groups.groups()[group].title[language()],
        a=number(before.gap, decimals=1, signed=True),
        b=number(after.gap, decimals=1, signed=True),
        what=what,
    )


def gaps_chart(pairs: _Pairs, chosen: Selection) -> Chart:
    """Return the gaps of the groups, before and after.

    Parameters
    ----------
    pairs : Pairs
        Of `gap_pairs`.
    chosen : Selection
    """
    title = _gaps_title(pairs, chosen)
    return Chart(
        fig=base.with_key(
            charts.gaps_figure(
                current_theme(),
                language(),
                _gap_rows(pairs, chosen),
                zero=_("geen verschil"),
            ),
            current_theme(),
            _gaps_key(),
        ),
        title=title,
        subtitle=_gaps_subtitle(chosen),
        source=source_line(),
        data=lambda: _gaps_readable(pairs),
        alt=_("Verschil per groep, voor en na. {title}.").format(title=title),
        key="groepen-gewogen",
    )
