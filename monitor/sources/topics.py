"""Find a topic by the end of its title path: keys shift between versions, titles stay."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.errors import MonitorError
from monitor.sources.request import TopicRef

SEPARATOR = " | "
ANYTHING = "*"


@dataclass(frozen=True)
class Topic:
    """A column of figures: its key, its titles from the outermost group inwards, its unit."""

    key: str
    path: tuple[str, ...]
    unit: str

    @property
    def title(self) -> str:
        """The whole path in one line."""
        return SEPARATOR.join(self.path)


def plain(title: str) -> str:
    """Return a title without case, accents, spaces, signs and CBS's leading ``k_``.

    >>> plain("65 tot 80 jaar") == plain("k_65Tot80Jaar")
    True
    """
    bare = unicodedata.normalize("NFKD", title).casefold().strip()
    bare = re.sub(r"^k_(?=\d)", "", bare)
    return "".join(ch for ch in bare if ch.isalnum())


def resolve(refs: Iterable[TopicRef], topics: Sequence[Topic], table: str) -> dict[TopicRef, Topic]:
    """Find every topic asked for.

    Parameters
    ----------
    refs : iterable of TopicRef
        Title paths; the end of the path is enough, and of the last title its beginning where it
        ends with ``*``.
    topics : sequence of Topic
        Those of the table, in its order.
    table : str
        Its identifier, for messages.

    Raises
    ------
    MonitorError
        A topic that is not there (names the nearest titles), or that is there more than once and
        no ``occurrence`` chooses (names the candidates).
    """
    paths = [tuple(plain(part) for part in topic.path) for topic in topics]
    return {ref: _resolve_one(ref, topics, paths, table) for ref in refs}


def _resolve_one(
    ref: TopicRef, topics: Sequence[Topic], paths: list[tuple[str, ...]], table: str
) -> Topic:
    wanted = tuple(plain(part) for part in ref.path.split(SEPARATOR.strip()))
    begins = ref.path.endswith(ANYTHING)
    found = [t for t, path in zip(topics, paths, strict=True) if _ends_with(path, wanted, begins)]
    if not found:
        raise MonitorError(
            f"Tabel {table} heeft geen onderwerp '{ref.path}'",
            where=f"tabel {table}",
            remedy=f"Lijkt erop: {_nearest(wanted[-1], topics, paths)}. Pas de catalogus aan.",
        )
    if ref.occurrence is not None:
        if not 1 <= ref.occurrence <= len(found):
            raise MonitorError(
                f"Tabel {table} heeft '{ref.path}' {len(found)} keer,"
                f" de catalogus vraagt nummer {ref.occurrence}",
                where=f"tabel {table}",
                remedy="Pas occurrence in de catalogus aan.",
            )
        return found[ref.occurrence - 1]
    if len(found) > 1:
        named = "; ".join(f"{t.title} ({t.key})" for t in found[:5])
        raise MonitorError(
            f"Tabel {table} heeft '{ref.path}' {len(found)} keer: {named}",
            where=f"tabel {table}",
            remedy="Noem in de catalogus ook de groep erboven, of kies met occurrence.",
        )
    return found[0]


def _ends_with(path: tuple[str, ...], wanted: tuple[str, ...], begins: bool) -> bool:
    """Whether a path ends with the titles wanted; ``begins``: the last one may go on."""
    end = path[-len(wanted) :]
    return end == wanted or (
        begins
        and end[:-1] == wanted[:-1]
        and len(path) >= len(wanted)
        and end[-1].startswith(wanted[-1])
    )


def _nearest(wanted: str, topics: Sequence[Topic], paths: list[tuple[str, ...]]) -> str:
    """Name the three titles that look most like it."""
    by_title = {path[-1]: topic for topic, path in zip(topics, paths, strict=True)}
    close = difflib.get_close_matches(wanted, list(by_title), n=3, cutoff=0.4)
    return "; ".join(f"'{by_title[title].title}'" for title in close) or "niets"
