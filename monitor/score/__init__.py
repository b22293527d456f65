"""Composite indicators on any frame of units x indicators: pure functions, usable on their own.

One step a module: `asof` (which measurement stands for a year), `scale` (outliers, frozen scale,
level breaks), `normalise` (fit once, apply to any year), `tree` (what counts in what), `aggregate`
(combine, rank, take a difference apart), `correlation` (do indicators belong together) and
`uncertainty` (how far ranks hang on the choices).

>>> import pandas as pd
>>> from . import aggregate, normalise, tree
>>> figures = pd.DataFrame({"income": [20, 30, 40], "crime": [3, 2, 1]}, index=list("ABC"))
>>> direction = pd.Series({"income": 1, "crime": -1})
>>> fitted = normalise.fit(normalise.parameters(figures), direction, "minmax")
>>> y = pd.DataFrame(normalise.apply(figures, fitted), figures.index, figures.columns)
>>> index = tree.tree({"total": {"wealth": ["income"], "safety": ["crime"]}})
>>> aggregate.aggregate(y, index)["total"].tolist()
[1.0, 50.5, 100.0]
>>> later = figures + pd.DataFrame({"income": [1, 0, 0], "crime": [0, 0, 1]}, index=list("ABC"))
>>> new = pd.DataFrame(normalise.apply(later, fitted), figures.index, figures.columns)
>>> aggregate.decompose(new, y, index).round(3).loc["C"].tolist()  # income, crime, imbalance
[0.0, -24.75, 0.0]
"""
