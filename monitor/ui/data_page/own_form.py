"""What only the owner of a file knows: its open questions, and what each column means."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, cast

import streamlit as st

from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.own.observe import Choice
from monitor.own.questions import Question
from monitor.own.understand import Hints, Understood, possible_years
from monitor.own.words import say
from monitor.text import _, language

_ANSWERS = "own-answers"
_FIRST = 3
_MOST = 20
_CONTEXT = "context"


# ---------------------------------------------------------------- open questions


def hints(digest: str) -> Hints:
    """Return the answers that were given on the file with this hash.

    Parameters
    ----------
    digest : str
        Hash of the file.
    """
    given = st.session_state.get(_ANSWERS)
    return cast(Hints, given[1]) if given and given[0] == digest else Hints()


def ask(questions: list[Question], digest: str) -> None:
    """Ask what a file leaves open; the answers are kept for the next run.

    Parameters
    ----------
    questions : list of Question
    digest : str
        Hash of the file.
    """
    with st.form("own-questions"):
        answers = {q.field: _answer(q, n, len(questions)) for n, q in enumerate(questions, 1)}
        if st.form_submit_button(_("Verder"), type="primary"):
            before = hints(digest)
            named = {k: answers.pop(k) for k in ("sheet", "year") if k in answers}
            more = tuple(f"{field}={option}" for field, option in answers.items())
            after = replace(before, **named, answers=(*before.answers, *more))
            st.session_state[_ANSWERS] = (digest, after)
            st.rerun(scope="fragment")


def ask_again(digest: str) -> None:
    """Offer to answer anew what was asked of this file.

    Parameters
    ----------
    digest : str
        Hash of the file.
    """
    if hints(digest) != Hints() and st.button(_("Antwoorden wijzigen"), type="tertiary"):
        st.session_state.pop(_ANSWERS, None)
        st.rerun(scope="fragment")


def _answer(question: Question, number: int, total: int) -> Any:
    st.html(f"<p>{html.escape(say(question.what))}</p>")
    labels = {"sheet": _("Werkblad"), "decimal": _("Decimaalteken"), "year": _("Jaar")}
    label = labels.get(question.field.split(" ")[0], _("Uw keuze"))
    label = f"{label} ({number})" if total > 1 else label
    if question.field == "year":
        first, last = possible_years()
        years = list(range(last, first - 1, -1))
        likely = [int(y) for y in question.options if int(y) in years]
        start = years.index(likely[-1]) if likely else 0
        return st.selectbox(label, years, index=start, key="own-answer-year")
    marks = {",": _("komma"), ".": _("punt")}
    return st.selectbox(
        label,
        list(question.options),
        format_func=lambda o: marks[o] if o in marks else say(o or ""),
        key=f"own-answer-{question.field}",
    )


# ---------------------------------------------------------------- what a column means


def choices(read: Understood, title: str) -> tuple[str, str, list[Choice]] | None:
    """Ask which columns count as what; None until the reader says to use them.

    Parameters
    ----------
    read : Understood
    title : str
        What the field for the title holds at first.

    Returns
    -------
    tuple of str, str and list of Choice, or None
        Title of the set, who made the figures (may be empty) and a choice per column.
    """
    names = st.multiselect(
        _("Kolommen die u wilt gebruiken"),
        read.names,
        default=read.names[:_FIRST],
        max_selections=_MOST,
        key=f"own-columns-{read.sha256[:12]}",
        placeholder=_("Kies een kolom"),
    )
    with st.form("own-set"):
        named = st.text_input(_("Naam van de set"), title, max_chars=80)
        source = st.text_input(
            _("Bron: wie maakte deze cijfers?"),
            max_chars=80,
            placeholder=_("bijvoorbeeld de naam van de organisatie of het onderzoek"),
        )
        counts = () if read.by_district else SCORED  # figures of districts are context
        picked = [_column(name, place, counts) for place, name in enumerate(names)]
        present = st.checkbox(
            _("De cijfers van alle jaren staan al op de gemeenten van nu"),
            help=_(
                "Laat dit uit als het bestand vroegere gemeenten noemt: die worden samengevoegd."
            ),
        )
        if st.form_submit_button(_("In deze sessie gebruiken"), type="primary"):
            return named, source, [Choice(**c, present=present) for c in picked]  # type: ignore[arg-type]
    return None


def _column(name: str, place: int, counts: Sequence[str]) -> dict[str, object]:
    """Ask title, unit, dimension and direction of one column."""
    # The name comes from the file: shown as text, never as a label (labels are markdown).
    st.html(f'<h3 class="column">{html.escape(name)}</h3>')
    wide, unit_place = st.columns([3, 1])
    title = wide.text_input(_("Titel"), name[:80], max_chars=80, key=f"own-title-{place}-{name}")
    unit = unit_place.text_input(_("Eenheid"), "%", max_chars=40, key=f"own-unit-{place}-{name}")
    left, middle, right = st.columns(3)
    dimension = left.selectbox(
        _("Telt mee bij"),
        [_CONTEXT, *counts],
        format_func=_dimension,
        key=f"own-dim-{place}-{name}",
    )
    direction = middle.selectbox(
        _("Een hogere waarde is"),
        [1, -1],
        format_func=lambda d: _("veerkrachtiger") if d == 1 else _("minder veerkrachtig"),
        help=_("Telt alleen voor wat meetelt in de score."),
        key=f"own-direction-{place}-{name}",
    )
    merge = right.selectbox(
        _("Soort cijfer"),
        ["mean", "count", "median"],
        format_func=_merge,
        help=_("Bepaalt hoe vroegere gemeenten worden samengevoegd."),
        key=f"own-merge-{place}-{name}",
    )
    return {
        "name": name,
        "title": title,
        "unit": unit,
        "dimension": dimension,
        "direction": cast(Literal[1, -1, 0], 0 if dimension == _CONTEXT else direction),
        "merge": merge,
    }


def _dimension(name: str) -> str:
    if name == _CONTEXT:
        return _("Context (telt niet mee)")
    return snapshot().catalog.dimensions[name].title[language()]


def _merge(kind: str) -> str:
    return {
        "mean": _("percentage of gemiddelde"),
        "count": _("aantal"),
        "median": _("mediaan of index"),
    }[kind]
