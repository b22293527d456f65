"""The parts of a small catalog, so that a test writes only what it is about."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.catalog import Catalog
from monitor.catalog_read import load_catalog

_TITLES = {
    "personal": ("Persoonlijk", "Personal"),
    "social": ("Sociaal", "Social"),
    "context": ("Context", "Context"),
}


def head(*dimensions: str) -> str:
    """The years, boundaries of 2024, and some dimensions; only context where none is named."""
    parts = ["first_year = 2012\nlast_year = 2025\nboundary_year = 2024\n"]
    for name in dimensions or ("context",):
        nl, en = _TITLES[name]
        parts.append(f'[[dimension]]\nid = "{name}"\ntitle = {{ nl = "{nl}", en = "{en}" }}\n')
    return "".join(parts)


def entry(name: str, source: str, more: str = "", *, unit: str = "n") -> str:
    """An indicator of context, measured each year, from ``[source, ...]``."""
    return f"""[[indicator]]
id = "{name}"
title = {{ nl = "{name}", en = "{name}" }}
dimension = "context"
direction = 0
unit = {{ nl = "{unit}", en = "{unit}" }}
cycle = 1
source = {source}
{more}
"""


def with_only(names: Iterable[str], catalog: Catalog | None = None) -> Catalog:
    """Return the real catalog, or another, with these indicators alone: it is built much faster."""
    whole = catalog or load_catalog()
    fewer, former = (
        {k: v for k, v in known.items() if k in set(names)}
        for known in (whole.indicators, whole.former)
    )
    return whole.model_copy(update={"indicators": fewer, "former": former, "districts": None})
