"""Groups that every province has, made of the municipalities themselves: COROP, GGD, size."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain, pairwise

import pandas as pd

from monitor.catalog_entries import Text
from monitor.regions.groups import Group
from monitor.text import slug

SIZES = (0, 20_000, 50_000, 100_000, math.inf)
"""Where classes of inhabitants begin and end."""
FEWEST = 2
"""Municipalities of a group: one alone is no group, and its mean has no interval."""


def made_groups(regions: pd.DataFrame, people: pd.Series, year: int) -> dict[str, Group]:
    """Return the COROP areas, GGD regions and classes of size within each province.

    Parameters
    ----------
    regions : DataFrame, index code
        Of the snapshot: ``province, corop, corop_name, ggd``.
    people : Series of float, index code
        Inhabitants in ``year``; who is in a class of size stays in it in every year.

    Returns
    -------
    dict of str to Group
        By province, COROP areas first. A part that is the whole province, or one municipality, is
        left out; so is a second one of the same municipalities.
    """
    found: dict[str, Group] = {}
    for province, inside in regions.groupby("province"):
        seen: set[tuple[str, ...]] = set()
        own = str(province)
        parts = (_corop(inside, own, year), _ggd(inside, own, year))
        for group in chain(*parts, _sizes(people.reindex(inside.index), own, year)):
            if FEWEST <= len(group.codes) < len(inside) and group.codes not in seen:
                seen.add(group.codes)
                found[group.id] = group
    return found


def _corop(inside: pd.DataFrame, province: str, year: int) -> Iterator[Group]:
    source = _source("COROP-gebied", "COROP area")
    for code, part in inside[inside["corop"] != ""].groupby("corop"):
        name = part["corop_name"].iloc[0]
        group = _group(f"{province} {code}", Text(nl=name, en=name), part.index, year, province)
        label = Text(nl=f"COROP-gebied {name}", en=f"COROP area {name}")
        yield group.model_copy(update={"source": source, "label": label})


def _ggd(inside: pd.DataFrame, province: str, year: int) -> Iterator[Group]:
    source = _source("GGD-regio", "GGD region (public health)")
    for name, part in inside[inside["ggd"] != ""].groupby("ggd"):
        shown = str(name) if "GGD" in str(name) else f"{name} (GGD)"
        title = Text(nl=shown, en=shown)
        group = _group(f"{province} {name}", title, part.index, year, province)
        yield group.model_copy(update={"source": source})


def _sizes(people: pd.Series, province: str, year: int) -> Iterator[Group]:
    source = Text(
        nl=f"CBS, Regionale kerncijfers (70072ned): inwoners op 1 januari {year}",
        en=f"CBS, Regional key figures (70072ned): inhabitants on 1 January {year}",
    )
    for start, end in pairwise(SIZES):
        title = _size(start, end)
        spoken = Text(nl=f"de gemeenten met {title.nl}", en=f"the municipalities with {title.en}")
        codes = people.index[(people >= start) & (people < end)]
        name = f"{province} inw {start / 1000:.0f} {end / 1000:.0f}".removesuffix(" inf")
        group = _group(name, title, codes, year, province)
        yield group.model_copy(update={"spoken": spoken, "many": True, "source": source})


def _size(start: float, end: float) -> Text:
    low, high = f"{start:,.0f}", f"{end:,.0f}"
    nl, en = f"{low} tot {high} inwoners", f"{low} to {high} inhabitants"
    if not start:
        nl, en = f"minder dan {high} inwoners", f"fewer than {high} inhabitants"
    elif end == math.inf:
        nl, en = f"{low} inwoners of meer", f"{low} inhabitants or more"
    return Text(nl=nl.replace(",", "."), en=en)


def _group(name: str, title: Text, codes: pd.Index, year: int, province: str) -> Group:
    return Group.model_construct(
        id=slug(name),
        title=title,
        label=title,
        source=Text(),
        year=year,
        codes=tuple(sorted(codes)),
        boundaries=year,
        province=province,
    )


def _source(nl: str, en: str) -> Text:
    return Text(
        nl=f"CBS, Gebieden in Nederland (85755NED): {nl}",
        en=f"CBS, Areas in the Netherlands (85755NED): {en}",
    )
