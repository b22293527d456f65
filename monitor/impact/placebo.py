"""The same sums where nothing happened: programmes drawn by lot, and what they seem to do.

Everything is reckoned for many programmes at once: a row a programme, a column a participant.
The difference of a participant is its own change less the mean change of the ``NEAREST``
municipalities of its province that resembled it most in the years before; the effect is the mean
of the differences (Callaway and Sant'Anna 2021, with the weights of nearest-neighbour matching,
Abadie and Imbens 2006). Comparing within a province takes away what befell the whole province.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from monitor.impact.panel import Panel, change_since

NEAREST = 5  # municipalities beside each participant
DRAWS, SEED = 2000, 1
WEIGHT = 10  # how many degrees of freedom the spread over all municipalities counts for

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Field:
    """What every municipality did after a start, and who resembled it before.

    Attributes
    ----------
    change : ndarray, shape (starts, regions)
        In the unit of the outcome.
    order : ndarray of int, shape (starts, regions, others)
        The other municipalities of the province, most alike first; -1 where there are no more.
    spread : ndarray, shape (starts,)
        Standard deviation of the difference of one municipality with its nearest.
    """

    change: Array
    order: Ints
    spread: Array


def field_of(panel: Panel, starts: Sequence[int], until: int) -> Field:
    """Return the field of an outcome for programmes that begin in ``starts``.

    Only years before a start decide who resembles whom.
    """
    change = np.stack([change_since(panel, s, until) for s in starts])
    order = np.stack([_nearest(panel, s) for s in starts])
    bare = Field(change, order, np.zeros(len(starts)))
    return replace(bare, spread=np.array([_spread(bare, s) for s in range(len(starts))]))


def _spread(field: Field, start: int) -> float:
    """Return how far single municipalities lie from their nearest."""
    alone, begin = np.arange(field.order.shape[1])[:, None], np.array([start])
    found = differences(field.change, alone, begin, beside(field, alone, begin))
    known = found[np.isfinite(found)]
    return float(known.std()) if known.size else float("nan")


def _nearest(panel: Panel, start: int) -> Ints:
    """Order the others of each province by level and by path in the years before a start."""
    before, _ = panel.sides(start, start)
    values = panel.values[list(before)].to_numpy(dtype=float)
    level, path = values[:, -1:], (values - values[:, -1:])[:, :-1]
    parts = [(level - level.mean()) / (level.std() or 1.0)]
    if path.size:
        parts.append(path / (path.std() or 1.0) / np.sqrt(path.shape[1]))
    traits = np.hstack(parts)
    far = ((traits[:, None] - traits[None]) ** 2).sum(axis=2)
    far[panel.province[:, None] != panel.province[None]] = np.inf
    np.fill_diagonal(far, np.inf)
    most = int(np.isfinite(far).sum(axis=1).max())
    order = np.argsort(far, axis=1, kind="stable")[:, :most]
    return np.where(np.isfinite(np.take_along_axis(far, order, axis=1)), order, -1)


def beside(field: Field, members: Ints, starts: Ints) -> Ints:
    """Return who stands beside each participant: the nearest that take no part themselves.

    Parameters
    ----------
    members : ndarray of int, shape (programmes, participants)
        Rows of the panel.
    starts : ndarray of int, shape (participants,)
        Which start of the field each has.

    Returns
    -------
    ndarray of int, shape (programmes, participants, NEAREST)
        Most alike first; -1 where the province holds no more.
    """
    # of so many at most all take part themselves: whoever lies further is never reached
    others = field.order[starts[None, :], members, : NEAREST + members.shape[1]]
    rows = np.arange(len(members))[:, None, None]
    part = np.zeros((len(members), field.order.shape[1]), dtype=bool)
    np.put_along_axis(part, members, True, axis=1)
    free = (others >= 0) & ~part[rows, others]
    place = np.cumsum(free, axis=2)
    row, seat, at = np.nonzero(free & (place <= NEAREST))
    out = np.full((*members.shape, NEAREST), -1, dtype=np.intp)
    out[row, seat, place[row, seat, at] - 1] = others[row, seat, at]
    return out


def differences(change: Array, members: Ints, starts: Ints, nearest: Ints) -> Array:
    """Return the change of each participant less that of who stands beside it.

    Parameters
    ----------
    change : ndarray, shape (starts, regions)
    members, starts, nearest
        As in and from `beside`.

    Returns
    -------
    ndarray, shape (programmes, participants)
        NaN where a province holds nobody else.
    """
    there = nearest >= 0
    moved = np.where(there, change[starts[None, :, None], nearest], 0.0).sum(axis=2)
    count = there.sum(axis=2)
    mean = np.divide(moved, count, out=np.full(moved.shape, np.nan), where=count > 0)
    return np.asarray(change[starts[None, :], members] - mean)


def statistic(found: Array, spread: float) -> tuple[Array, Array]:
    """Return effect and its yardstick of every programme.

    The yardstick mixes the spread over the participants with that over all municipalities (Smyth
    2004, eq. 3.1): with few participants their own spread says little.

    Parameters
    ----------
    found : ndarray, shape (programmes, participants)
    spread : float
        Standard deviation over all municipalities.

    Returns
    -------
    effect, yardstick : ndarray, shape (programmes,)
        NaN where nobody stands beside any participant.
    """
    there = np.isfinite(found)
    count = np.where(there.any(axis=1), there.sum(axis=1), np.nan)
    effect = np.nansum(found, axis=1) / count
    own = np.nansum((found - effect[:, None]) ** 2, axis=1)
    mixed = (own + WEIGHT * spread**2) / (count - 1 + WEIGHT)
    return effect, np.sqrt(mixed / count)


def draw_from(rows: Ints, participants: int, draws: int = DRAWS, seed: int = SEED) -> Ints:
    """Draw programmes of so many of these rows of a panel; shape (draws, participants)."""
    random = np.random.default_rng([seed, participants])
    keys = random.random((draws, len(rows)))
    return np.asarray(rows[np.argsort(keys, axis=1)[:, :participants]])


def draw_alike(panel: Panel, members: Ints, draws: int = DRAWS, seed: int = SEED) -> Ints:
    """Draw programmes with as many municipalities in each province as a real one.

    Parameters
    ----------
    members : ndarray of int, shape (participants,)
        Rows of the panel.

    Returns
    -------
    ndarray of int, shape (draws, participants)
        A participant is replaced by one of its own province, perhaps by itself.
    """
    random = np.random.default_rng([seed, len(members)])
    out = np.empty((draws, len(members)), dtype=np.intp)
    for province in np.unique(panel.province[members]):
        here = np.flatnonzero(panel.province == province)
        seats = np.flatnonzero(panel.province[members] == province)
        keys = random.random((draws, len(here)))
        out[:, seats] = here[np.argsort(keys, axis=1)[:, : len(seats)]]
    return out
