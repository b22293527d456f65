"""Maps that follow their year at once: the browser gets the classes of every year beforehand.

    told = recolour.tell(
        {"kaart": (["year"], scale.colours)},
        {str(y): recolour.signs(scale, values[y]) for y in values},
        regions=values.index,
        missing=theme.hatch,
    )
    fig.update_layout(meta=told.token)      # the figure of each of these maps

The page gives it on (`monitor.ui.years.follow`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from string import ascii_lowercase, digits
from typing import NamedTuple

import pandas as pd

from monitor.charts.classes import MISSING, Scale

_SIGNS = digits + ascii_lowercase  # as parseInt(sign, 36) reads them


class Told(NamedTuple):
    """What the browser gets: the text for it, and the name that its figures carry.

    ``has_hovers``: it holds what the hover tells of other years.
    """

    text: str
    token: str
    has_hovers: bool


def tell(
    maps: Mapping[str, tuple[Sequence[str], Sequence[str]]],
    frames: Mapping[str, str],
    *,
    regions: Collection[str],
    missing: str,
    hovers: Mapping[str, pd.DataFrame] | None = None,
) -> Told:
    """Write down how maps follow their controls.

    Parameters
    ----------
    maps : mapping of str to (sequence of str, sequence of str)
        Key of a map: the fields of the selection that it follows (``["year"]``; for a difference
        the two years), and the colours of its classes.
    frames : mapping of str to str
        ``"2020"``: a sign per region (`signs`). ``"2016-2020"``: of the difference between two
        years, the earlier first.
    regions : collection of str
        In the order of the signs.
    missing : str
        Colour of no figure.
    hovers : mapping of str to DataFrame, optional
        What the hover tells (``customdata``) of every region in a year, in the same order: with it
        the browser needs no new figure to show that year. For one map only.
    """
    told = {
        "maps": {
            key: {
                "follows": [f"control-{f}" for f in fields],
                "colours": [_rgb(c) for c in colours],
            }
            for key, (fields, colours) in maps.items()
        },
        "frames": dict(frames),
        "regions": " ".join(regions),
        "missing": _rgb(missing),
    }
    token = sha256(json.dumps(told).encode()).hexdigest()[:12]
    told |= {
        "token": token,
        "hovers": {y: [_column(rows[c]) for c in rows] for y, rows in (hovers or {}).items()},
    }
    text = json.dumps(told, separators=(",", ":"), ensure_ascii=False)
    return Told(text, token, bool(hovers))


def _column(values: pd.Series) -> str | list[str]:
    """Write a column briefly: its few distinct texts and a sign per region, or all texts."""
    texts = [str(v) for v in values]
    distinct = list(dict.fromkeys(texts))
    if len(distinct) > len(_SIGNS):
        return "|".join(texts)
    sign = dict(zip(distinct, _SIGNS, strict=False))
    return ["|".join(distinct), "".join(sign[t] for t in texts)]


def _rgb(colour: str) -> str:
    """Write a colour as plotly leaves it on a shape: style rules know no figure by it."""
    return f"rgb({', '.join(str(part) for part in bytes.fromhex(colour[1:]))})"


def signs(scale: Scale, values: pd.Series) -> str:
    """Return the class of each figure as a digit, a dash where there is none.

    Parameters
    ----------
    scale : Scale
    values : Series
        In the order of the regions; NaN where there is none.
    """
    return "".join("-" if c == MISSING else str(c) for c in scale.number(values))
