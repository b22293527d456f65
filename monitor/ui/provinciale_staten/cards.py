"""The answers of the first screen as cards: question, answer, what it rests on."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from monitor.steering.brief import Answer
from monitor.ui import glossary, widgets


def show(answers: Sequence[Answer]) -> None:
    """Show the answers, three beside each other where there is room.

    Parameters
    ----------
    answers : sequence of Answer
    """
    body = "".join(_card(one) for one in answers)
    st.html(f'<div class="answers">{glossary.mark(body)}</div>')


def _card(one: Answer) -> str:
    word = f'<p class="word">{html.escape(one.word)}</p>' if one.word else ""
    said = "".join(f"<p>{widgets.bold(s)}</p>" for s in one.sentences)
    return f'<section class="answer"><h3>{html.escape(one.question)}</h3>{word}{said}</section>'
