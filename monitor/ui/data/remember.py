"""What is computed once and shared by every reader, for as long as its snapshot is shown."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from inspect import signature
from threading import Condition, Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakSet

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from monitor.snapshot import Snapshot
from monitor.ui.data import memory
from monitor.ui.data.serving import snapshot, when_new

P = ParamSpec("P")
R = TypeVar("R")
_ALONE = Lock()
_VIEWS = 1500
_REMEMBERING: WeakSet[Snapshot] = WeakSet()
_REMEMBERING_LOCK = Lock()


def _beside(shown: Snapshot, of: Hashable, make: Callable[[], R]) -> R:
    """Return what is remembered with a snapshot: it goes when the snapshot goes.

    So ten readers with a set of their own do not push out each other's answers, and one who leaves
    takes along what was worked out for them.
    """
    memory_of: dict[Hashable, Any] | None = shown.__dict__.get("_remembered")
    if memory_of is None:
        with _REMEMBERING_LOCK:
            _REMEMBERING.add(shown)
            memory_of = shown.__dict__.setdefault("_remembered", {})
    found = memory_of.get(of)
    return cast("R", memory_of.setdefault(of, make()) if found is None else found)


def _forget() -> None:
    """Drop what is remembered with every snapshot, those of a session's own sets too.

    A reader who still looks at one has it worked out again.
    """
    with _REMEMBERING_LOCK:
        known = list(_REMEMBERING)
        _REMEMBERING.clear()
    for each in known:
        each.__dict__.pop("_remembered", None)


when_new(_forget)


def once(
    most: int, *, alone: bool = False
) -> Callable[[Callable[Concatenate[Snapshot, P], R]], Callable[Concatenate[Snapshot, P], R]]:
    """Make a function of a snapshot compute every answer once.

    Two readers who ask the same at once wait for one computation.

    Parameters
    ----------
    most : int
        Number of answers kept for a snapshot, the latest used ones.
    alone : bool
        Heavy work: no two such computations at once (what is remembered never waits).
    """

    def decorate(
        compute: Callable[Concatenate[Snapshot, P], R],
    ) -> Callable[Concatenate[Snapshot, P], R]:
        def work(shown: Snapshot, *args: P.args, **kwargs: P.kwargs) -> R:
            if not alone:
                return compute(shown, *args, **kwargs)
            with _ALONE:
                return compute(shown, *args, **kwargs)

        def remembering() -> Callable[Concatenate[Snapshot, P], R]:
            cache: LRUCache[Hashable, R] = LRUCache(maxsize=most)
            keep = cached(
                cache, key=lambda _shown, *a, **k: hashkey(*a, **k), condition=Condition()
            )
            return cast("Callable[Concatenate[Snapshot, P], R]", keep(work))

        def answer(shown: Snapshot, /, *args: P.args, **kwargs: P.kwargs) -> R:
            return _beside(shown, answer, remembering)(shown, *args, **kwargs)

        return answer

    return decorate


def of_snapshot(
    most: int, *, alone: bool = False
) -> Callable[[Callable[Concatenate[Snapshot, P], R]], Callable[P, R]]:
    """Make a function of a snapshot into one of the snapshot of this view, by `once`.

    A default that is left out and one that is named are one question.

    Parameters
    ----------
    most : int
        Number of answers kept for a snapshot, the latest used ones.
    alone : bool, optional
        Heavy work: no two such computations at once.
    """

    def decorate(compute: Callable[Concatenate[Snapshot, P], R]) -> Callable[P, R]:
        answer: Callable[..., R] = once(most, alone=alone)(compute)
        form = signature(compute)

        @wraps(compute)
        def ask(*args: P.args, **kwargs: P.kwargs) -> R:
            question = form.bind(snapshot(), *args, **kwargs)
            question.apply_defaults()
            return answer(*question.args, **question.kwargs)

        return ask

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
