"""What only the reader can tell of a file: asked once, with its choices, and kept with the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.own.told import Told, told

FIGURES = told("het zijn cijfers")
NO_FIGURES = told("het zijn geen cijfers")


@dataclass(frozen=True)
class Question:
    """What only the user can tell.

    Attributes
    ----------
    field : str
        ``sheet``, ``decimal`` or ``year`` (of Hints), or any other text: then the answer is given
        as ``field=option`` in ``Hints.answers``.
    what : Told
    options : tuple of str
        The choices: text of the file, or told.
    """

    field: str
    what: Told
    options: tuple[str, ...] = ()


@dataclass
class Asked:
    """The answers given, and what is open still.

    Attributes
    ----------
    given : sequence of str
        Each ``field=option``; the last one counts.
    open : list of Question
    answered : list of (Told, str)
        The questions that had an answer.
    """

    given: Sequence[str] = ()
    open: list[Question] = field(default_factory=list)
    answered: list[tuple[Told, str]] = field(default_factory=list)

    def ask(self, name: str, what: Told, options: Sequence[str]) -> str | None:
        """Return the option that was chosen; None where the question is open."""
        by_answer = {f"{name}={o}": o for o in options}
        for given in reversed(self.given):
            if given in by_answer:
                self.answered.append((what, by_answer[given]))
                return by_answer[given]
        self.open.append(Question(name, what, tuple(options)))
        return None
