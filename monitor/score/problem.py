"""What may vary in an index of two levels, and what was chosen of it: one object for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .checks import check_weights
from .errors import ScoreError
from .normalise import Fit, Method, apply

NOTHING = -1
"""No indicator is left out."""
Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Problem:
    """An index of two levels and what may vary in it.

    Attributes
    ----------
    values : ndarray, shape (units, indicators)
        Figures in their own units, NaN where missing. Every unit needs a figure in every dimension.
    error : ndarray, shape (units, indicators)
        Standard error of the figures, 0 or NaN where it is not known.
    column : ndarray of int, shape (units, indicators)
        Column of the fits that a figure stands on.
    fits : dict of str to Fit
        A fitted normalisation for every method that is drawn.
    dimension : ndarray of int, shape (indicators,)
        Number of the dimension of every indicator, from 0.
    within, between : ndarray, shape (indicators,) and (dimensions,)
        Weights of the index as it is.
    doubted : ndarray of int, shape (units, indicators), optional
        Column of the fits under the level breaks that half of the draws take for real; none are in
        doubt when absent.
    """

    values: Array
    error: Array
    column: Ints
    fits: dict[Method, Fit]
    dimension: Ints
    within: Array
    between: Array
    doubted: Ints | None = None

    def __post_init__(self) -> None:
        """Refuse what would end in NaN ranks: infinite figures, weights that are none, gaps."""
        check_weights(self.within)
        check_weights(self.between)
        if np.isinf(self.values).any() or np.isinf(self.error).any():
            raise ScoreError(
                "There is an infinite figure", remedy="Leave it out or fill in the right figure."
            )
        for d in range(len(self.between)):
            if not np.isfinite(self.values[:, self.dimension == d]).any(axis=1).all():
                raise ScoreError(
                    "Not every unit has a figure in every dimension",
                    where=f"dimension {d + 1}",
                    remedy="Leave out units without a score.",
                )

    @cached_property
    def figures(self) -> dict[Method, Array]:
        """The figures normalised by every method, as far as no error is drawn on them."""
        return {m: apply(self.values, f, self.column) for m, f in self.fits.items()}

    @cached_property
    def laid_out(self) -> dict[str, list[tuple[list[int], Array, Array]]]:
        """What `recombine` made of the figures, for the next batch of draws."""
        return {}

    @cached_property
    def by_break(self) -> tuple[Problem, Problem]:
        """The problem with every level break in doubt passed over, and with all taken for real."""
        taken = self.column if self.doubted is None else self.doubted
        return replace(self, doubted=None), replace(self, column=taken, doubted=None)

    @property
    def uncertain(self) -> Ints:
        """Positions of the indicators whose sampling error is known."""
        return np.flatnonzero((np.nan_to_num(self.error) > 0).any(axis=0))

    def may_go(self) -> Ints:
        """Positions of the indicators that some unit has, and that every unit can do without.

        An indicator that nobody has is left out already: to draw it would be to leave out nothing.
        Every unit keeps a figure in every dimension, so that no draw takes a unit away.
        """
        present = np.isfinite(self.values)
        return np.array(
            [
                i
                for i, d in enumerate(self.dimension)
                if present[:, i].any()
                and (present[:, self.dimension == d].sum(axis=1) - present[:, i] > 0).all()
            ],
            dtype=np.intp,
        )


@dataclass(frozen=True)
class Choices:
    """One row a draw.

    Attributes
    ----------
    method, aggregation : ndarray of int, shape (draws,)
        Position in the methods of the problem, and in `tree.AGGREGATIONS`.
    within, between : ndarray, shape (draws, indicators) and (draws, dimensions)
        Weights; they need not add up to 1.
    omitted : ndarray of int, shape (draws,)
        Position of the indicator left out, or -1.
    noise : ndarray, shape (draws, units, uncertain indicators)
        Standard normal errors.
    breaks : ndarray of bool, shape (draws,)
        Whether the level breaks in doubt are taken for real.
    """

    method: Ints
    aggregation: Ints
    within: Array
    between: Array
    omitted: Ints
    noise: Array
    breaks: npt.NDArray[np.bool_]

    def take(self, rows: Ints) -> Choices:
        """Return some of the draws."""
        return Choices(
            self.method[rows],
            self.aggregation[rows],
            self.within[rows],
            self.between[rows],
            self.omitted[rows],
            self.noise[rows],
            self.breaks[rows],
        )


def nominal(problem: Problem) -> Choices:
    """Return the index as it is: the first method, arithmetic, own weights, nothing left out."""
    return Choices(
        np.zeros(1, dtype=np.intp),
        np.zeros(1, dtype=np.intp),
        problem.within[None, :],
        problem.between[None, :],
        np.full(1, NOTHING),
        np.zeros((1, len(problem.values), len(problem.uncertain))),
        np.zeros(1, dtype=bool),
    )
