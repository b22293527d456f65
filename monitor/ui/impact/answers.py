"""Answers to plans: kept ones at once, others worked out in the background, one at a time."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

import streamlit as st
from cachetools import LRUCache

from monitor.impact.keep import kept as kept_answer
from monitor.impact.keep import reckon_kept
from monitor.impact.plan import Plan
from monitor.impact.reckon import reckon
from monitor.impact.result import Result
from monitor.snapshot import Snapshot
from monitor.ui.serving import without_own_sets

_ANSWERS = 30
_SESSION = "impact-works"
AGAIN = 30.0
"""Seconds that a failure is told before it is tried again: a full disk or memory may pass."""
_ONE_AT_A_TIME = ThreadPoolExecutor(1, thread_name_prefix="impact")
_LOCK = Lock()


@dataclass
class Work:
    """An answer that is being worked out.

    Attributes
    ----------
    done : float
        How far it is (0-1).
    at : str
        The outcome that it is at.
    begun : float
        When, on the clock that only goes forward.
    """

    done: float = 0.0
    at: str = ""
    answer: Future[Result] = field(default_factory=Future)
    begun: float = field(default_factory=monotonic)

    @property
    def stale(self) -> bool:
        """Whether it failed, and long enough ago to be tried again."""
        failed = self.answer.done() and self.answer.exception() is not None
        return failed and monotonic() - self.begun > AGAIN

    def tell(self, done: float, at: str) -> None:
        """Note how far it is."""
        self.done, self.at = done, at


_Works = LRUCache[tuple[str, str], Work]
_works: _Works = LRUCache(_ANSWERS)


def impact_of(plan: Plan, *, private: bool = False) -> Result | Work:
    """Return the answer to a plan, or how far it is; one that nobody asked before is begun.

    Parameters
    ----------
    private : bool
        Whether the plan is of this session alone: it is not kept, nor noted, in the store.

    Raises
    ------
    MonitorError
        Where the plan cannot be answered.
    """
    shown = without_own_sets()
    key = (shown.id, plan.hash)
    works: _Works = st.session_state.setdefault(_SESSION, LRUCache(5)) if private else _works
    with _LOCK:
        work = works.get(key)
        if work is None or work.stale:
            work = works[key] = Work()
            known = None if private else kept_answer(shown, plan)
            if known is not None:
                work.answer.set_result(known)
            else:
                _begin(work, shown, plan, private=private)
    if not work.answer.done():
        return work
    return work.answer.result().model_copy(update={"plan": plan})


def impact_known(plan: Plan) -> Result | None:
    """Return the answer to a plan where it is known already; nothing is begun.

    Parameters
    ----------
    plan : Plan
    """
    shown = without_own_sets()
    work = _works.get((shown.id, plan.hash))
    if work is None:
        return kept_answer(shown, plan)
    return work.answer.result() if work.answer.done() and not work.answer.exception() else None


def _begin(work: Work, shown: Snapshot, plan: Plan, *, private: bool) -> None:
    answered = reckon if private else reckon_kept
    work.answer = _ONE_AT_A_TIME.submit(answered, shown, plan, work.tell)
