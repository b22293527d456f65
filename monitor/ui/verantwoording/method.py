"""The page Verantwoording: the method in plain words, a worked example, and its limits."""

from __future__ import annotations

import html
from typing import NamedTuple

import streamlit as st

from monitor.analysis.certainty import worked_example
from monitor.analysis.reweigh import estimates
from monitor.answers import about_groups, about_scores
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.charts.lacking_words import no_figure, no_total
from monitor.charts.words import measure, written
from monitor.naming_figures import enough_decimals, percent
from monitor.origins import awaited_line
from monitor.text import _, listing, number, plural
from monitor.ui import glossary, widgets


class _Step(NamedTuple):
    """One step of the method: what it is called, what it does, its formula in LaTeX."""

    title: str
    text: str
    formula: str = ""


def steps() -> list[_Step]:
    """Return the method, step by step."""
    index, scored = snapshot().catalog.index, snapshot().catalog.scored
    turned = [i for i in scored if i.direction < 0]
    return [
        _Step(
            _("1. Kiezen en richten"),
            _(
                "{n} indicatoren in drie dimensies. Bij {turned} daarvan is meer juist minder"
                " veerkrachtig (zoals {example}); die keren om, zodat hoger steeds beter is."
            ).format(n=len(scored), turned=len(turned), example=measure(turned[-1].id).lower()),
        ),
        _Step(
            _("2. Het cijfer van een jaar"),
            _(
                "Voor een jaar telt de nieuwste meting tot en met dat jaar, hoogstens de meetcyclus"
                " plus één jaar oud. Er wordt niets bijgeschat en niets uit een later jaar gehaald."
            ),
        ),
        _Step(
            _("3. Op één vaste meetlat"),
            _(
                "x is het cijfer; m en s zijn het gemiddelde en de spreiding van alle gemeenten,"
                " naar inwoners gewogen, in een vast referentiejaar. Een nieuw jaar verandert zo"
                " nooit een oude score. Uitschieters zijn begrensd; na een breuk krijgt een reeks"
                " een eigen meetlat, zodat Nederland als geheel niet verspringt."
            ),
            r"z = \pm\,\frac{x - m}{s}",
        ),
        _Step(
            _("4. Optellen"),
            _(
                "Binnen een dimensie telt elke indicator even zwaar (w = 1), en elke dimensie telt"
                " even zwaar. Is van een dimensie minder dan {share} bekend, dan is er geen score."
            ).format(share=percent(index.min_share)),
            r"D = \frac{\sum w\,z}{\sum w} \qquad T = \frac{D_1 + D_2 + D_3}{3}",
        ),
        _Step(
            _("5. Tonen"),
            _(
                "100 is Nederland in het referentiejaar; 10 punten is één standaardafwijking tussen"
                " gemeenten; hoger is veerkrachtiger."
            ),
            rf"\text{{{_('score')}}} = 100 + 10\,T",
        ),
        _Step(
            _("6. Groepen vergelijken"),
            _(
                "Het verschil is het gemiddelde van de groep min dat van de rest van de provincie:"
                " elke gemeente even zwaar (v = 1) of naar inwoners. Het interval zegt hoezeer het"
                " hangt aan welke gemeenten toevallig in de groep zitten (bootstrap, 95%)."
            ),
            r"V = \frac{\sum_{g} v\,S}{\sum_{g} v} - \frac{\sum_{r} v\,S}{\sum_{r} v}",
        ),
    ]


def show_steps() -> None:
    """Show the method: a title, a sentence or two and the formula of every step."""
    with st.container(key="stappen", gap="small"):
        for step in steps():
            widgets.heading(step.title)
            st.html(f"<p>{glossary.mark(html.escape(step.text))}</p>")
            if step.formula:
                st.latex(step.formula, width="content")


def example_of(chosen: Selection) -> str | None:
    """Return the municipality of the worked example: the opened one, else the group's largest.

    Parameters
    ----------
    chosen : Selection
    """
    table = about_scores.scores(chosen.year).table["total"].dropna()
    members = about_groups.group_codes(chosen)
    if chosen.gemeente in table.index:
        return chosen.gemeente
    known = [c for c in members or about_scores.inside(chosen.province) if c in table.index]
    return str(about_groups.population(chosen.year).reindex(known).idxmax()) if known else None


def example_sentences(code: str, chosen: Selection) -> list[str]:
    """Work one score out: a figure to z, dimensions, total.

    Parameters
    ----------
    code : str
        Of a municipality.
    chosen : Selection
    """
    scores = about_scores.scores(chosen.year)
    row = scores.table.loc[[code], [*SCORED, "total", "rank"]].astype(float).iloc[0]
    own = [float(row[d]) for d in SCORED]
    places = enough_decimals(own, lambda *d: sum(d) / len(d), float(row["total"]), 1)
    parts = [number(part, decimals=places) for part in own]
    lines = []
    worked = worked_example(snapshot(), scores, code, "social")
    if worked:
        used = (worked.value, worked.mean, worked.sd)
        fine = enough_decimals(used, lambda x, m, s: worked.direction * (x - m) / s, worked.z, 2)
        y, m, s = (number(figure, decimals=fine) for figure in used)
        lines.append(
            _(
                "**{name}**: {x} (gemeten in {year}). Nederland: m = {m}, s = {s}. Dus z ="
                " {sign}({y}\u00a0−\u00a0{m})\u00a0/\u00a0{s} = **{z}**."
            ).format(
                name=measure(worked.indicator),
                x=written(worked.value, worked.indicator),
                year=worked.measured,
                y=y,
                m=m,
                s=s,
                sign="−" if worked.direction < 0 else "",
                z=number(worked.z, decimals=2),
            )
        )
    lines += [
        _("Het gemiddelde van alle z per dimensie, × 10 + 100: {parts}.").format(
            parts=listing(
                [f"{measure(d).lower()} **{p}**" for d, p in zip(SCORED, parts, strict=True)]
            )
        ),
        _("Samen: ({sum}) / 3 = **{total}**. Dat is rang {rank} van {all}.").format(
            sum=" + ".join(parts),
            total=number(row["total"], decimals=1),
            rank=number(row["rank"], decimals=0),
            all=int(scores.table["rank"].notna().sum()),
        ),
    ]
    return lines


def limits(chosen: Selection) -> list[str]:
    """Say what the score cannot tell.

    Parameters
    ----------
    chosen : Selection
    """
    oldest = about_scores.scores(chosen.year).table["oldest_year"].dropna()
    merged = int(about_scores.scores(chosen.year).table["harmonised"].sum())
    held = awaited_line(snapshot(), snapshot().catalog.indicators)
    return [
        _("**Oorzaken.** De score beschrijft. Een stijging na beleid is niet het effect ervan."),
        _(
            "**Mensen.** Het is een gemiddelde van plaatsen. In een gemeente op 100 wonen mensen,"
            " en liggen wijken, die er ver onder zitten."
        ),
        _(
            "**Alle veerkracht.** Alleen wat overal en openbaar gemeten wordt: geen vertrouwen,"
            " geen onderlinge hulp, geen kracht van verenigingen."
        ),
        *([f"**{_('Verkiezingen')}.** {held}"] if held else []),
        *no_total(chosen.year),
        *no_figure(chosen.year),
        _("**Kleine verschillen.** Zie Hoe zeker: enkele punten zijn geen verschil."),
        _(
            "**Het heden.** Voor {year} komt het oudste cijfer uit **{oldest}**; een vierjaarlijkse"
            " meting staat er tussenin stil."
        ).format(year=chosen.year, oldest=int(oldest.min()) if len(oldest) else "–"),
        _(
            "**Verandering over een breuk.** Bij een nieuwe meetwijze valt weg wat er in heel"
            " Nederland intussen veranderde."
        ),
        plural(
            merged,
            _(
                "**De precieze geschiedenis van fusiegemeenten.** Voor {year} zijn cijfers van"
                " **{count}** gemeente (deels) samengesteld uit vroegere gemeenten."
            ),
            _(
                "**De precieze geschiedenis van fusiegemeenten.** Voor {year} zijn cijfers van"
                " **{count}** gemeenten (deels) samengesteld uit vroegere gemeenten."
            ),
            year=chosen.year,
        ),
        _("**Goede of foute gewichten.** Gelijke gewichten zijn een keuze; probeer een andere."),
    ]


def estimate_sentences() -> list[str]:
    """Say which indicators are model estimates, and what follows."""
    names = [measure(i) for i in estimates(snapshot().catalog)]
    return [
        _("Schattingen zijn: {names}.").format(names=listing([f"**{n.lower()}**" for n in names])),
        _(
            "RIVM schat ze per gemeente uit een enquête en kenmerken als leeftijd, inkomen en"
            " opleiding. Inkomen en opleiding tellen daardoor zwaarder dan hun gewicht zegt."
        ),
        _(
            "Wie het beter of slechter doet dan zijn bevolking doet verwachten, wordt naar die"
            " verwachting toe getrokken: **lokaal beleid dat werkt is er te weinig in te zien**."
        ),
        _(
            "Marges per gemeente zijn er niet bij gepubliceerd; de onzekerheid valt dus te klein"
            " uit."
        ),
        _("Wat ervan overblijft zonder deze cijfers: zie Andere gewichten."),
    ]
