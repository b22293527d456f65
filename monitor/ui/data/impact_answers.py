"""Answers to plans: kept ones at once, others worked out in the background, one at a time."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from cachetools import LRUCache

from monitor.impact.keep import kept as kept_answer
from monitor.impact.keep import reckon_kept
from monitor.impact.outcomes import outcome_table
from monitor.impact.plan import Plan
from monitor.impact.result import Outcome, Result
from monitor.snapshot import Snapshot
from monitor.ui.data.remember import of_snapshot
from monitor.ui.data.serving import without_own_sets

_ANSWERS = 30
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
    """

    done: float = 0.0
    at: str = ""
    answer: Future[Result] = field(default_factory=Future)

    def tell(self, done: float, at: str) -> None:
        """Note how far it is."""
        self.done, self.at = done, at


_works: LRUCache[tuple[str, str], Work] = LRUCache(_ANSWERS)


def impact_of(plan: Plan) -> Result | Work:
    """Return the answer to a plan, or how far it is; one that nobody asked before is begun.

    Raises
    ------
    MonitorError
        Where the plan cannot be answered.
    """
    shown = without_own_sets()
    key = (shown.id, plan.model_dump_json())
    with _LOCK:
        work = _works.get(key)
        if work is None:
            work = _works[key] = Work()
            known = kept_answer(shown, plan)
            if known is not None:
                work.answer.set_result(known)
            else:
                _begin(work, shown, plan)
    if not work.answer.done():
        return work
    return work.answer.result()


def impact_known(plan: Plan) -> Result | None:
    """Return the answer to a plan where it is known already; nothing is begun."""
    shown = without_own_sets()
    work = _works.get((shown.id, plan.model_dump_json()))
    if work is None:
        return kept_answer(shown, plan)
    return work.answer.result() if work.answer.done() and not work.answer.exception() else None


def _begin(work: Work, shown: Snapshot, plan: Plan) -> None:
    work.answer = _ONE_AT_A_TIME.submit(reckon_kept, shown, plan, work.tell)


@of_snapshot(10)
def outcomes_of(shown: Snapshot, start: int, until: int) -> list[Outcome]:
    """Return which outcomes may prove anything of what began in ``start``, and why not."""
    return outcome_table(shown, start, until)
