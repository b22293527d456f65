"""Do the indicators of the score belong together: correlations of one year, over municipalities."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from monitor.analysis.scores import YearScores
from monitor.score.correlation import consistency, notable_pairs


@dataclass(frozen=True, eq=False)
class Coherence:
    """How far the indicators say the same.

    Attributes
    ----------
    matrix : DataFrame, indicators x indicators
        Pearson's r of the directed figures (higher is more resilient), over the municipalities
        that have both. Indicators without figures or without spread that year are left out.
    dimensions : DataFrame, index dimension
        Of `monitor.score.correlation.consistency`.
    pairs : DataFrame
        Of `monitor.score.correlation.notable_pairs`.
    dimension : Series, index indicator
    """

    matrix: pd.DataFrame
    dimensions: pd.DataFrame
    pairs: pd.DataFrame
    dimension: pd.Series


def coherence(scores: YearScores) -> Coherence:
    """Correlate the indicators of a year, on their frozen scale."""
    varying = scores.z.columns[scores.z.std().to_numpy() > 0]
    z, dimension = scores.z[varying], scores.structure["parent"].reindex(varying)
    return Coherence(z.corr(), consistency(z, dimension), notable_pairs(z, dimension), dimension)
