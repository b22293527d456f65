"""Source and date under a chart, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.analysis.scores import TOTAL
from monitor.answers import remember
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.origins import awaited_line, note_of, origin_line, origins
from monitor.site import monitor_name
from monitor.text import _, language


def source_line(*indicators: str, known: bool = True) -> str:
    """Return the sources of indicators, or of the whole score, each with its own date.

    With what a reader must know of a single indicator; ``known`` = False leaves that out, where
    there is room for two lines only.

    Parameters
    ----------
    *indicators : str
        Ids; none is the whole score.
    known : bool, optional
    """
    chosen = indicators or _scored()
    text, said = remember.kept("source", (language(), chosen), lambda: _sources(chosen))
    return f"{text} {said if known else ''}".strip()


def source_of(what: str, *, known: bool = True) -> str:
    """Return the sources of a measure: of a score those of the whole score.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    known : bool, optional
        As `source_line` takes it.
    """
    return source_line(*([] if what in (TOTAL, *SCORED) else [what]), known=known)


def awaited(year: int) -> str:
    """Say which measurements of the score, up to a year, are not among the figures yet.

    Parameters
    ----------
    year : int
    """
    shot = snapshot()
    return remember.kept("awaited", (language(), year), lambda: awaited_line(shot, _scored(), year))


def _scored() -> tuple[str, ...]:
    return tuple(i.id for i in snapshot().catalog.scored)


def _sources(chosen: Sequence[str]) -> tuple[str, str]:
    shot = snapshot()
    sources = origin_line(origins(shot, chosen))
    text = _("Bron: {sources}. Bewerking: {monitor}.").format(
        sources=sources, monitor=monitor_name()
    )
    return text, note_of(shot, chosen[0]) if len(chosen) == 1 else ""
