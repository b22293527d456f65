"""Own sets beside the figures of a snapshot."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from typing import Any, TypeVar

import pandas as pd

from monitor.errors import MonitorError
from monitor.own.observe import OwnSet
from monitor.own.problems import shown
from monitor.own.told import told
from monitor.regions.carry import carry, inhabitants_on
from monitor.snapshot_tables import FEW_VALUES

S = TypeVar("S", bound=Any)


def check_fits(snapshot: Any, own: OwnSet) -> None:
    """Refuse a set that cannot stand beside the figures of a snapshot.

    Raises
    ------
    MonitorError
        With the reason.
    """
    known = {*snapshot.regions.index, *snapshot.recoding["code"]}
    if not set(own.observations["region"]) <= known:  # figures older than the set, after a rollback
        raise MonitorError(
            told(
                "De set '{title}' staat op de gemeenten van {year}, de cijfers op die van {other}",
                title=shown(own.file.title),
                year=own.boundary_year,
                other=snapshot.catalog.boundary_year,
            ),
            remedy=told("Voeg het bestand opnieuw toe; dan wordt het opnieuw omgerekend."),
        )
    for indicator in own.indicators:
        if indicator.id in snapshot.catalog.indicators:
            raise MonitorError(
                told("Er is al een indicator '{title}'", title=shown(indicator.title.nl)),
                where=told("set '{title}'", title=shown(own.file.title)),
                remedy=told("Geef de kolom een andere titel."),
            )


def _on_boundaries(snapshot: Any, own: OwnSet) -> pd.DataFrame:
    """Return the figures of a set on the municipalities of the snapshot: they go along."""
    if own.boundary_year == snapshot.catalog.boundary_year:
        return own.observations
    merge = {i.id: i.merge for i in own.indicators}
    figures, on = own.observations, own.boundary_year
    people = inhabitants_on(snapshot.history, on, figures["year"].unique())
    return carry(figures, merge, on, snapshot.regions, snapshot.recoding, people)


def with_own_sets(snapshot: S, sets: Sequence[OwnSet]) -> S:
    """Return the snapshot with own sets beside its figures; the snapshot itself is untouched.

    A set that was made for other boundaries is brought onto those of the snapshot, and the years
    of the snapshot follow the set.

    Parameters
    ----------
    snapshot : Snapshot
        Any snapshot, one with own sets too.
    sets : sequence of OwnSet
        From ``make_set`` (this session) or ``load_sets`` (the store).

    Raises
    ------
    MonitorError
        Where a set knows municipalities that the snapshot does not, or has an indicator that is
        there already.
    """
    for own in sets:
        check_fits(snapshot, own)
        figures = _on_boundaries(snapshot, own)
        catalog = snapshot.catalog.model_copy(
            update={
                "last_year": max([snapshot.catalog.last_year, *own.observations["year"].tolist()]),
                "files": {**snapshot.catalog.files, own.file.id: own.file},
                "indicators": {
                    **snapshot.catalog.indicators,
                    **{i.id: i for i in own.indicators},
                },
            }
        )
        scales = pd.concat([snapshot.scales, own.scales]) if len(own.scales) else snapshot.scales
        snapshot = dataclasses.replace(
            snapshot,
            catalog=catalog,
            observations=_stacked(snapshot.observations, figures),
            **_districts(snapshot, own),
            scales=scales.astype(snapshot.scales.dtypes.to_dict()).reset_index(drop=True),
            manifest=_manifest(snapshot.manifest, own),
        )
    return snapshot


def _districts(snapshot: Any, own: OwnSet) -> dict[str, pd.DataFrame]:
    """Return the figures of districts with those of a set by district."""
    if own.districts.empty:
        return {}
    known = {*snapshot.district_places["code"], *snapshot.regions.index}
    ours = snapshot.district_figures
    mine = own.districts[own.districts["code"].isin(known)].reindex(columns=ours.columns)
    # as text while they are joined: a category that only one side has would be lost
    few = FEW_VALUES["district_figures"]
    types = ours.dtypes.to_dict() | dict.fromkeys(few, "str")
    both = pd.concat(
        [ours.astype(dict.fromkeys(few, "str")), mine.astype(types)], ignore_index=True
    )
    return {"district_figures": both.astype(dict.fromkeys(few, "category"))}


def _stacked(ours: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    both = pd.concat([ours, own.astype(ours.dtypes.to_dict())])
    return both.sort_values(["indicator", "region", "year"], ignore_index=True)


def _manifest(manifest: Any, own: OwnSet) -> dict[str, Any]:
    """Add the set to the sources; the id changes, for caches know a snapshot by it."""
    identity = hashlib.sha256(f"{manifest['id']} {own.digest}".encode()).hexdigest()[:12]
    source = {
        "id": own.file.id,
        "title": own.file.title,
        "publisher": own.file.publisher,
        "licence": own.file.licence,
        "host": "",
        "modified": own.added,
        "fetched_at": own.added,
        "rows": len(own.figures),
        "sha256": own.sha256,
        "topics": {i.source[0].column: i.id for i in own.indicators},
    }
    return {**manifest, "id": identity, "sources": [*manifest.get("sources", []), source]}
