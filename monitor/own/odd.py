"""Figures that may be none: codes for "no figure", and what cannot be a share or fits no other."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable

from monitor.own.problems import Problem, shown
from monitor.own.questions import FIGURES, NO_FIGURES, Asked
from monitor.own.taken import Taken
from monitor.own.told import told

CODE = re.compile(
    r"9+[1-9]?|8{3,}|7{3,}|([1-6])\1{3,}|(?:9+\.9+)|1?23456789?|"
    r"2147483647|2147483648|4294967295|32767|32768|65535"
)
SWING = re.compile(r"9{3,}[1-9]")
SHARE = re.compile(r"%|\b(?:procent|percentage|perc|pct|percent|aandeel)\b", re.IGNORECASE)
PERCENTS = told("het zijn procenten")
PARTS_OF_ONE = told("het zijn delen van 1: maak er procenten van")
TIGHT, SLIP, TINY = 5, 3, 10
"""How far the figures of a column lie apart where one that lies farther stands out, and how far."""
BEYOND = 1_000
"""How far where so few figures are known that they say little of the others."""


def _text(value: float) -> str:
    return f"{value:.10g}"


def written(value: float) -> str:
    """Return a figure of a file as it is named in a sentence."""
    return _text(value).replace(".", ",")


def _codes(found: Counter[float]) -> list[float]:
    """Return the values of a column that are written as a code and lie outside of the others.

    Parameters
    ----------
    found : Counter of float
        How often each value occurs.
    """
    written = {v for v in found if CODE.fullmatch(_text(abs(v))) or v in range(-9, 0)}
    rest = [v for v in found if v not in written]
    small = [v for v in written if v in range(-9, 0)]
    few = len(small) == 2 and sum(found[v] for v in small) <= found.total() / TIGHT
    near = not rest or min(map(abs, rest)) <= SLIP * max(map(abs, small), default=0)
    if len(small) > 1 and near and not few:  # changes in small numbers
        written, rest = written - set(small), rest + small
    return sorted(v for v in written if _outside(v, found, rest))


def _outside(value: float, found: Counter[float], rest: list[float]) -> bool:
    """Whether a value that may be a code is none of the figures beside it."""
    if not rest:
        return abs(value) >= 9_999
    if value < 0:
        return min(rest) >= 0 or abs(value) > SLIP * max(map(abs, rest))
    if value % 1 and all(v % 1 == 0 for v in rest):
        return True
    largest = max(rest)
    if value < 10:
        return found[value] >= SLIP and value > 1.5 * largest
    often = sorted((found[v] for v in rest), reverse=True)[0]
    return (
        value > SLIP * largest
        or (found[value] > 1 and value > 1.5 * largest)
        or (value >= 999 and found[value] >= SLIP and found[value] > SLIP * often)
    )


def _out_of_range(found: Counter[float], *, share: bool) -> list[float]:
    """Return the few values that cannot be a share, or that lie far from all others.

    Parameters
    ----------
    found : Counter of float
        How often each value occurs.
    share : bool
        Whether the title says that they are percentages.
    """
    total = found.total()
    few = max(2 if share else 1, total // 10)
    out = {v for v in found if share and not 0 <= v <= 100}
    if sum(found[v] for v in out) > few:  # a growth, not a share
        return []
    if total >= 3:
        enough = share or total >= 6
        out |= _far(found, few, *((SLIP, TINY) if enough else (BEYOND, BEYOND)))
    return sorted(out)


def fractions(values: Iterable[float]) -> bool:
    """Whether all figures lie from 0 to 1, as shares do that are not written in percents."""
    different = set(values)
    return all(0 <= v <= 1 for v in different) and any(0 < v < 1 for v in different)


def _far(found: Counter[float], few: int, slip: float, tiny: float) -> set[float]:
    """Return what lies far from values that lie close together, as after a slip of the comma."""
    middle = statistics.median(found.elements())
    core = [v for v in found if middle / TIGHT <= v <= middle * TIGHT]
    if middle <= 0 or max(core) > TIGHT * min(core):
        return set()
    out = {v for v in found if v > slip * max(core) or v < min(core) / tiny}
    far = sum(found[v] for v in found if v not in core)
    return out if far <= few else set()


def settle_odd(taken: Taken, asked: Asked) -> tuple[Taken, list[Problem]]:
    """Take out what is no figure: Swing's codes (told), and what the reader says is none.

    Shares that the reader calls parts of one become percents.
    """
    columns: dict[int, Counter[float]] = defaultdict(Counter)
    for at, value in zip(taken.name, taken.value, strict=True):
        columns[at][value] += 1
    drop: set[tuple[int, float]] = set()
    parts: set[int] = set()
    problems = []
    for name, place in taken.names.items():
        found = columns[place]
        marked = _codes(found)
        swing = [v for v in marked if v < 0 and SWING.fullmatch(_text(-v))]
        if swing:
            problems.append(_missing(taken, place, name, swing))
        asks = [v for v in marked if v not in swing]
        if asks and _asked(taken, place, name, asks, asked, "code") == NO_FIGURES:
            swing += asks
        rest = Counter({v: n for v, n in found.items() if v not in marked})
        share = 2 * taken.shares[place] > found.total() or SHARE.search(name) is not None
        far = _out_of_range(rest, share=share) if rest else []
        if far and _asked(taken, place, name, far, asked, "bereik") == NO_FIGURES:
            swing += far
        drop |= {(place, v) for v in swing}
        rest = Counter({v: n for v, n in found.items() if v not in swing})
        if SHARE.search(name) and fractions(rest) and _are_parts(place, name, rest, taken, asked):
            parts.add(place)
    return taken.without(drop).in_percents(parts), problems


def _places(taken: Taken, place: int, values: Iterable[float]) -> tuple[str, int, int]:
    """Return the values as text, how many figures they are, and the row of the first."""
    wanted = set(values)
    rows = [
        r
        for n, v, r in zip(taken.name, taken.value, taken.row, strict=True)
        if n == place and v in wanted
    ]
    texts = [written(v) for v in sorted(wanted)]
    more = [] if len(texts) <= 5 else ["…"]
    return "; ".join(texts[:5] + more), len(rows), min(rows)


def _missing(taken: Taken, place: int, name: str, values: list[float]) -> Problem:
    text, number, row = _places(taken, place, values)
    return Problem(
        told(
            "{values} staat voor 'geen cijfer' ({n} keer) en is zo gelezen", values=text, n=number
        ),
        told("Klopt dat niet, zet er dan het cijfer neer."),
        row=row,
        column=shown(name),
        code="code voor geen cijfer",
        blocks=False,
    )


def _asked(
    taken: Taken, place: int, name: str, values: list[float], asked: Asked, kind: str
) -> str | None:
    text, number, row = _places(taken, place, values)
    fields = {"name": shown(name), "values": text, "n": number, "row": row}
    what = (
        told(
            "In kolom '{name}' staat {values} ({n} keer, het eerst in rij {row}): een cijfer, of"
            " een code voor 'geen cijfer'?",
            **fields,
        )
        if kind == "code"
        else told(
            "In kolom '{name}' staat {values} ({n} keer, het eerst in rij {row}), ver van de andere"
            " cijfers of geen percentage. Verbeter het bestand, of kies wat het is.",
            **fields,
        )
    )
    return asked.ask(f"{kind} {name}", what, (NO_FIGURES, FIGURES))


def _are_parts(place: int, name: str, found: Counter[float], taken: Taken, asked: Asked) -> bool:
    largest = max(found)
    text, _, row = _places(taken, place, [largest])
    what = told(
        "Alle cijfers in kolom '{name}' liggen van 0 tot en met 1; het hoogste is {value} (rij"
        " {row}). Is dat {value}%, of {percents}%?",
        name=shown(name),
        value=text,
        row=row,
        percents=written(largest * 100),
    )
    return asked.ask(f"delen {name}", what, (PERCENTS, PARTS_OF_ONE)) == PARTS_OF_ONE
