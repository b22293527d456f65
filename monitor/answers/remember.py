"""What is computed once and shared by every reader, for as long as its snapshot is shown."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from inspect import signature
from threading import Condition, Lock
from typing import Any, ParamSpec, TypeVar, cast

from cachetools import LRUCache, cached

from monitor.answers import memory
from monitor.answers.view import snapshot
from monitor.snapshot import Snapshot

P = ParamSpec("P")
R = TypeVar("R")
_ALONE = Lock()
_VIEWS = 1500


def _beside(shown: Snapshot, of: Hashable, make: Callable[[], R]) -> R:
    """Return what is remembered with a snapshot: it goes when the snapshot goes.

    So ten readers with a set of their own do not push out each other's answers, and one who leaves
    takes along what was worked out for them.
    """
    memory_of: dict[Hashable, Any] = shown.__dict__.setdefault("_remembered", {})
    found = memory_of.get(of)
    return cast("R", memory_of.setdefault(of, make()) if found is None else found)


def forget(shown: Snapshot) -> None:
    """Drop what is remembered with a snapshot: a reader who still looks at it has it made again.

    Parameters
    ----------
    shown : Snapshot
    """
    shown.__dict__.pop("_remembered", None)


def once(most: int, *, alone: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function compute every answer once for the snapshot of the view.

    Two readers who ask the same at once wait for one computation. A default that is left out and
    one that is named are one question.

    Parameters
    ----------
    most : int
        Number of answers kept for a snapshot, the latest used ones.
    alone : bool, optional
        Heavy work: no two such computations at once (what is remembered never waits).
    """

    def decorate(compute: Callable[P, R]) -> Callable[P, R]:
        form = signature(compute)

        def work(*question: Any, **named: Any) -> R:
            if not alone:
                return compute(*question, **named)
            with _ALONE:
                return compute(*question, **named)

        def remembering() -> Callable[..., R]:
            cache: LRUCache[Hashable, R] = LRUCache(maxsize=most)
            return cast("Callable[..., R]", cached(cache, condition=Condition())(work))

        @wraps(compute)
        def answer(*args: P.args, **kwargs: P.kwargs) -> R:
            question = form.bind(*args, **kwargs)
            question.apply_defaults()
            known = _beside(snapshot(), answer, remembering)
            return known(*question.args, **question.kwargs)

        return answer

    return decorate


def kept(name: str, key: Hashable, build: Callable[[], R]) -> R:
    """Return what was built before for this view of this snapshot, else build it, once.

    Parameters
    ----------
    name : str
        What it is.
    key : hashable
        All that it depends on: the selection (language included) and the design.
    build : callable
        Without arguments; its result is shared, so nobody may change it.
    """
    views: Callable[..., R] = _beside(snapshot(), "views", _views)
    return views((name, key), build)


def _views() -> Callable[..., Any]:
    """Return what remembers views, and has readers who come at once wait for one another's."""

    def made(_key: Hashable, build: Callable[[], Any]) -> Any:
        found = build()
        memory.settle_later()
        return found

    views: LRUCache[Hashable, Any] = LRUCache(_VIEWS)
    keep = cached(views, key=lambda key, _build: key, condition=Condition())
    return cast("Callable[..., Any]", keep(made))
