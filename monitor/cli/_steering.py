"""What the commands about steering share."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.analysis.scores import YearScores
    from monitor.snapshot import Snapshot
    from monitor.steering.briefing import Briefing
    from monitor.steering.records import Kept, Record

    R = TypeVar("R", bound=Record)
    One = TypeVar("One")

Action = Annotated[str, typer.Argument(metavar="WAT", help="list, add of remove.")]
"""What a command that keeps records is to do."""
SPAN = 4
"""Years between the two of a note: most figures come once in four years."""


def act(
    action: str,
    word: str,
    data: str | None,
    show: Callable[[str | None], None],
    add: Callable[[Path, str | None], None],
    remove: Callable[[str, str | None], None],
    remedy: str,
) -> None:
    """Do what the first word says: list, add a file, or remove what it names.

    Raises
    ------
    MonitorError
        With ``remedy``, where the words are others.
    """
    if action == "list" and not word:
        show(data)
    elif action == "add" and word:
        add(Path(word), data)
    elif action == "remove" and word:
        remove(word, data)
    else:
        raise MonitorError("Zo kan deze opdracht niet", remedy=remedy)


def show_rows(
    data: str | None,
    recorded: Kept[R],
    merged: Callable[[tuple[R, ...]], Sequence[One]],
    row: Callable[[Snapshot, dict[int, YearScores], One], dict[str, Any]],
    key: str,
    none: str,
) -> None:
    """Print records, each with its sentence; without any say so.

    Parameters
    ----------
    recorded : Kept
        Those of the store.
    merged : callable
        Adds what ships.
    row : callable
        What is told of a record, as JSON; ``key`` and ``sentence`` are what a screen shows.
    none : str
        In Dutch.
    """
    from monitor.cli._shared import answer, console, open_figures  # noqa: PLC0415
    from monitor.own.store import store_of  # noqa: PLC0415

    snapshot = open_figures(data)
    known = merged(recorded.load(store_of(data)))
    scores = all_scores(snapshot) if known else {}
    rows = [row(snapshot, scores, one) for one in known]
    screen = console()
    if not rows:
        screen.print(none)
    for told in rows:
        screen.print(f"{told[key]}\n  {told['sentence']}")
    answer(rows)


def all_scores(snapshot: Snapshot) -> dict[int, YearScores]:
    """Return the scores of all years, as steering asks them."""
    from monitor.analysis.scores import score_years  # noqa: PLC0415 - keep --help quick

    catalog = snapshot.catalog
    return score_years(snapshot, range(catalog.first_year, catalog.last_year + 1))


def text_of(data: bytes, where: str) -> str:
    """Return the text of a file that somebody gives.

    Raises
    ------
    MonitorError
        Where it is not in UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise MonitorError(
            "Dit bestand is geen tekst in UTF-8",
            where=where,
            remedy="Sla het op als tekst in UTF-8.",
        ) from err


def or_null(value: float) -> float | None:
    """Return a figure for JSON: NaN is null."""
    return None if math.isnan(value) else value


def briefing_of(
    snapshot: Snapshot, over: str, start: int | None, year: int | None, data: str | None
) -> Briefing:
    """Gather what is told of an area between two years, the last four by default.

    Raises
    ------
    MonitorError
        Where the figures do not know the area or the years.
    """
    from monitor.analysis.area import focus_of  # noqa: PLC0415 - keep --help quick
    from monitor.cli._figures import check_span, year_or_latest  # noqa: PLC0415
    from monitor.impact.keep import reckon_kept  # noqa: PLC0415
    from monitor.own.store import store_of  # noqa: PLC0415
    from monitor.steering.areas import area_of  # noqa: PLC0415
    from monitor.steering.briefing import briefing, programme_of, recorded_in  # noqa: PLC0415

    last = year_or_latest(snapshot, year)
    first = last - SPAN if start is None else start
    check_span(snapshot, first, last)
    area = area_of(snapshot, over or focus_of(snapshot))
    recorded = recorded_in(store_of(data))
    plan = programme_of(snapshot, focus_of(snapshot), area)
    known = reckon_kept(snapshot, plan, location=data) if plan else None
    every, years = all_scores(snapshot), (first, last)
    return briefing(snapshot, every, area, years, recorded, known, has_programme=plan is not None)


def method_of(snapshot: Snapshot) -> str:
    """Return how the figures are made, a line each, in the language that is spoken."""
    from monitor.export.about import about_lines  # noqa: PLC0415 - keep --help quick
    from monitor.text import language  # noqa: PLC0415

    lines = about_lines(snapshot, "en" if language() == "en" else "nl")
    return "\n".join(f"{name}: {text}" for name, text in lines)
