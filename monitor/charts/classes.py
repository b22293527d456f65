"""Classes of a map: round breaks, a colour each, the same for every year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitor.charts.theme import Theme

SCORE_BREAKS = (90.0, 94.0, 98.0, 102.0, 106.0, 110.0)
MISSING = -1


@dataclass(frozen=True)
class Scale:
    """Breaks between classes and the colour of each class.

    Attributes
    ----------
    breaks : tuple of float
        Between the classes, low to high; a class holds its lower break.
    colours : tuple of str
        One more than breaks.
    """

    breaks: tuple[float, ...]
    colours: tuple[str, ...]

    def number(self, values: pd.Series) -> pd.Series:
        """Return the class of each figure (int), ``MISSING`` where there is none."""
        place = np.searchsorted(self.breaks, values.to_numpy(dtype=float), side="right")
        return pd.Series(place, values.index).where(values.notna(), MISSING).astype(int)


def score_scale(theme: Theme) -> Scale:
    """Return the seven classes of scores around 100: the same for total, dimension and year."""
    return Scale(SCORE_BREAKS, theme.diverging)


def figure_scale(values: pd.Series, theme: Theme) -> Scale:
    """Classes of a raw figure, over all years at once so that years compare.

    As many municipalities in each class (quantiles: a few extremes cannot empty the other
    classes), the breaks rounded to the digits that their distance asks for.

    Parameters
    ----------
    values : Series
        All figures of the indicator, whatever the year; at least one.
    """
    known = values.dropna().to_numpy(dtype=float)
    wanted = len(theme.sequential)
    distinct = np.unique(known)
    if len(distinct) <= wanted:
        breaks = [float(b) for b in distinct[1:]]
    else:
        bins = np.unique(np.quantile(known, np.arange(1, wanted + 1) / wanted))[:-1]
        usual = float(np.quantile(known, 0.9) - np.quantile(known, 0.1)) or float(np.ptp(known))
        step = 10.0 ** np.floor(np.log10(usual / wanted))
        breaks = sorted({float(np.round(np.round(b / step) * step, 10)) for b in bins})
    picked = np.linspace(0, wanted - 1, len(breaks) + 1).round().astype(int)
    return Scale(tuple(breaks), tuple(theme.sequential[i] for i in picked))


def difference_scale(values: pd.Series, theme: Theme, *, higher_is_better: bool = True) -> Scale:
    """Seven classes of a difference, the same on both sides of 0, in round steps.

    Parameters
    ----------
    values : Series
        Differences as they usually are: the outer classes start near their 95th percentile.
    higher_is_better : bool
        Blue-green for a rise; else for a fall.
    """
    known = values.dropna().abs()
    edge = float(known.quantile(0.95)) if len(known) else 0.0
    step = _round_up(edge / 5) if edge > 1e-9 else 1.0  # less is noise of the arithmetic
    breaks = tuple(round(step * k, 10) for k in (-5, -3, -1, 1, 3, 5))
    return Scale(breaks, theme.diverging if higher_is_better else theme.diverging[::-1])


def _round_up(value: float) -> float:
    """Return the first of 1, 2, 5, 10, ... (times a power of ten) that is not below a value."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(power * next(k for k in (1, 2, 5, 10) if k * power >= value * (1 - 1e-9)))
