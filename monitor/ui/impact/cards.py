"""An initiative as a card: what it does, how it works, how it got on, who else asks the same."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

import streamlit as st

from monitor.impact.register import Initiative, elsewhere
from monitor.impact.register_table import TITLES
from monitor.own.words import say
from monitor.text import _, day, listing, plural
from monitor.ui import widgets
from monitor.ui.impact import places

_MOST = 60
_ALIKE = 5


def show(found: Sequence[Initiative], every: Sequence[Initiative]) -> None:
    """Show the cards of the initiatives that were chosen.

    Parameters
    ----------
    found : sequence of Initiative
        Those that the filters leave.
    every : sequence of Initiative
        All of the register, to find who works on the same elsewhere.
    """
    st.space(16)
    widgets.heading(
        plural(len(found), _("{count} initiatief"), _("{count} initiatieven")),
        _("Wat een initiatief wil, wat het vraagt en hoe het ervoor staat, in eigen woorden."),
    )
    if not found:
        widgets.empty(_("Geen initiatief past bij deze keuze. Kies een ander filter."))
        return
    if len(found) > _MOST:
        told = _("De eerste {n} van {all}: kies een filter, of open de tabel onder de kaart.")
        widgets.facts([told.format(n=_MOST, all=len(found))])
    body = "".join(_card(one, every) for one in found[:_MOST])
    st.html(f'<div class="cards">{body}</div>')


def line(one: Initiative) -> str:
    """Say where and when an initiative or programme is, and how it stands.

    Parameters
    ----------
    one : Initiative
    """
    where = listing([places.name_of(p) for p in one.places]) or _("plaats onbekend")
    return " · ".join(filter(None, (where, _period(one), _(one.status) if one.status else "")))


def _period(one: Initiative) -> str:
    if one.start and one.end:
        return f"{_when(one.start)}–{_when(one.end)}"
    if one.start:
        return _("sinds {when}").format(when=_when(one.start))
    return _("tot {when}").format(when=_when(one.end)) if one.end else ""


def _when(moment: str) -> str:
    return moment if len(moment) == 4 else day(moment)


def _card(one: Initiative, every: Iterable[Initiative]) -> str:
    tags = "".join(f"<span>{html.escape(t)}</span>" for t in (one.theme, one.crossover) if t)
    asked = f'<p class="asks">{html.escape(one.question)}</p>' if one.question else ""
    return (
        f'<article class="card"><h3>{html.escape(one.name)}</h3>'
        f'<p class="where">{html.escape(line(one))}</p>'
        f'<p class="tags">{tags}</p>'
        f"<p>{html.escape(one.what)}</p>{asked}{_more(one, every)}"
        f'<p class="where">{_("Bron")}: {html.escape(one.source)}</p></article>'
    )


def _alike(one: Initiative, every: Iterable[Initiative]) -> str:
    """Name who works elsewhere on the same question or theme: who to learn from."""
    same, theme = elsewhere(one, every)
    kinds = ((_("Zelfde vraag"), same), (_("Zelfde thema"), theme))
    return "".join(
        f"<dt>{word}</dt><dd>{html.escape(_names(some))}</dd>" for word, some in kinds if some
    )


def _names(some: Sequence[Initiative]) -> str:
    named = [
        f"{one.name} ({listing([places.name_of(p) for p in one.places]) or _('plaats onbekend')})"
        for one in some[:_ALIKE]
    ]
    more = len(some) - _ALIKE
    return listing([*named, *([_("{n} andere").format(n=more)] if more > 0 else [])])


def _more(one: Initiative, every: Iterable[Initiative]) -> str:
    """Return what opens: how it works, how it got on, and who elsewhere asks the same."""
    steps = {"moves": one.moves, **one.theory}
    terms = [(say(TITLES[name]), text) for name, text in steps.items() if text]
    terms += [(_("contact"), one.contact)] if one.contact else []
    theory = "".join(f"<dt>{html.escape(t)}</dt><dd>{html.escape(d)}</dd>" for t, d in terms)
    alike = _alike(one, every)
    parts = [
        (_("Hoe het werkt"), f"<dl>{theory}</dl>" if theory else ""),
        (_("Voortgang"), _progress(one)),
        (_("Wie werkt hier elders aan?"), f"<dl>{alike}</dl>" if alike else ""),
    ]
    return "".join(
        f"<details><summary>{word}</summary>{inside}</details>" for word, inside in parts if inside
    )


def _progress(one: Initiative) -> str:
    items = []
    for moment in one.progress:
        told = [(n, getattr(moment, n)) for n in ("asked", "offered", "result")]
        words = "; ".join(f"{say(TITLES[n])}: {html.escape(t)}" for n, t in told if t)
        items.append(f"<li><b>{html.escape(_when(moment.on))}</b> {words}</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""
