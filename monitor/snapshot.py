"""A snapshot: open and check what ``build`` wrote (format: docs/architecture.md)."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from monitor.catalog import Catalog
from monitor.errors import MonitorError
from monitor.regions.vintages import nearest_rows
from monitor.snapshot_tables import (
    COLUMNS,
    DISTRICT_SHAPES,
    FEW_VALUES,
    FORMAT,
    LATER,
    LATER_COLUMNS,
    SHAPES,
    empty_table,
)
from monitor.store import current_folder

EMBEDDED = Path(__file__).parent.parent / "geodata" / "snapshot"
_ADVICE = "Maak de momentopname opnieuw, of zet de vorige terug."


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Everything the monitor shows; treat the frames as read-only, they are shared.

    Attributes
    ----------
    path : Path
        Folder it was read from.
    manifest : mapping
        ``version, id, index_version, built_at, files, sources``.
    catalog : Catalog
        The catalog it was built with.
    observations, recoding, scales, history : DataFrame
        As in docs/architecture.md.
    district_places, district_figures, district_scales : DataFrame
        As in docs/architecture.md; empty in snapshots of before there were districts.
    regions : DataFrame
        Municipalities of the boundary year, index ``code``.
    boundaries, district_boundaries : Path
        GeoJSON of the simplified shapes, EPSG:4326; the latter None where there are no districts.
    of_session : bool
        Whether sets of one reader stand beside the figures: what is worked out is theirs alone.
    """

    path: Path
    manifest: Mapping[str, Any]
    catalog: Catalog
    observations: pd.DataFrame
    regions: pd.DataFrame
    recoding: pd.DataFrame
    scales: pd.DataFrame
    boundaries: Path
    history: pd.DataFrame = field(default_factory=lambda: empty_table("history"))
    district_places: pd.DataFrame = field(default_factory=lambda: empty_table("district_places"))
    district_figures: pd.DataFrame = field(default_factory=lambda: empty_table("district_figures"))
    district_scales: pd.DataFrame = field(default_factory=lambda: empty_table("district_scales"))
    district_boundaries: Path | None = None
    of_session: bool = False

    @property
    def id(self) -> str:
        """Identifier derived from the contents: equal snapshots have equal ids."""
        return str(self.manifest["id"])

    @cached_property
    def districts(self) -> pd.DataFrame:
        """The districts of ``district_places``, index ``code``: no neighbourhoods."""
        places = self.district_places
        return places[places["code"] == places["district"]].set_index("code")

    @cached_property
    def names(self) -> dict[str, str]:
        """What every place is called: former and present municipalities, provinces, districts.

        A page asks for hundreds; a row of a table takes a thousand times as long.
        """
        former = self.recoding.drop_duplicates("code").set_index("code")["name"]
        provinces = self.regions.drop_duplicates("province").set_index("province")["province_name"]
        tables = former, self.districts["name"], provinces, self.regions["name"]
        return {str(code): str(name) for table in tables for code, name in table.items()}

    @cached_property
    def inhabitants(self) -> pd.DataFrame:
        """Inhabitants: municipalities x all years with figures (float64); NaN where there are none.

        Of the nearest year where its own is missing; of two equally near the earlier one.
        """
        figures = self.observations[self.observations["indicator"] == "bevolking"]
        years = {self.catalog.first_year, self.catalog.last_year, *map(int, figures["year"])}
        span = range(min(years), max(years) + 1)
        nearest = {year: nearest_rows(figures, year)["value"] for year in span}
        return pd.DataFrame(nearest, index=self.regions.index, columns=list(span))

    def of_version(self, version: int) -> Snapshot:
        """Return the snapshot as a version of the index counts: its catalog, series and scales.

        Raises
        ------
        MonitorError
            Where there is no such version, or a series of it has no figures.
        """
        catalog = self.catalog.of_version(version)
        if catalog is self.catalog:
            return self
        otherwise = self.catalog.index.former[version].otherwise
        renamed = {o.series: name for name, o in otherwise.items() if o.series is not None}

        def then(table: pd.DataFrame) -> pd.DataFrame:
            rest = table[~table["indicator"].isin(list(renamed.values()))]
            return rest.assign(indicator=rest["indicator"].replace(renamed))

        order = ["indicator", "region", "year"]
        return replace(
            self,
            catalog=catalog,
            observations=then(self.observations).sort_values(order, ignore_index=True),
            scales=then(self.scales),
        )


def default_path() -> Path:
    """Return the folder of the snapshot that is served; it changes when another one is published.

    That is the current version of the store named by ``MONITOR_DATA`` (a snapshot folder will do
    too), or of the user's own store; where nothing was published yet, the embedded snapshot.
    """
    named = os.environ.get("MONITOR_DATA", "")
    if named and "://" not in named and previous_path(Path(named)).exists():
        return current_folder() or Path(named)  # a plain folder, perhaps between two renames
    return current_folder() or EMBEDDED


def previous_path(path: Path) -> Path:
    """Return where ``put_in_place`` keeps the snapshot that ``path`` held before."""
    return path.with_name(f".{path.name}.previous")


def _read_manifest(folder: Path) -> dict[str, Any]:
    where = str(folder / "manifest.json")
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError as err:
        raise MonitorError(
            "Hier staat geen momentopname",
            where=str(folder),
            remedy="Maak er een met 'python -m monitor build'.",
        ) from err
    except (OSError, ValueError) as err:
        raise MonitorError("De momentopname is beschadigd", where=where, remedy=_ADVICE) from err
    if not isinstance(manifest, dict) or not {"version", "id", "files"} <= set(manifest):
        raise MonitorError("De momentopname is beschadigd", where=where, remedy=_ADVICE)
    if manifest["version"] != FORMAT:
        raise MonitorError(
            f"De momentopname heeft vorm {manifest['version']}, deze versie leest vorm {FORMAT}",
            where=where,
            remedy="Maak de momentopname opnieuw met deze versie.",
        )
    return manifest


def _read_bytes(folder: Path, name: str, manifest: Mapping[str, Any]) -> bytes:
    """Read a file and hold it against the hash in the manifest."""
    try:
        data = (folder / name).read_bytes()
    except OSError as err:
        raise MonitorError(
            "De momentopname is onvolledig", where=str(folder / name), remedy=_ADVICE
        ) from err
    if hashlib.sha256(data).hexdigest() != manifest["files"].get(name):
        raise MonitorError(
            "De momentopname is beschadigd: de inhoud past niet bij het manifest",
            where=str(folder / name),
            remedy=_ADVICE,
        )
    return data


def _read_table(folder: Path, name: str, manifest: Mapping[str, Any]) -> pd.DataFrame:
    if f"{name}.parquet" in LATER - set(manifest["files"]):
        return empty_table(name)
    data = _read_bytes(folder, f"{name}.parquet", manifest)
    try:
        # One thread: starting the pool costs more than reading these small files.
        few = FEW_VALUES.get(name)
        table = pq.read_table(io.BytesIO(data), use_threads=False, read_dictionary=few)
        later = LATER_COLUMNS.get(name, {}).items()
        lacking = {column: empty for column, empty in later if column not in table.column_names}
        known = [column for column in COLUMNS[name] if column not in lacking]
        frame: pd.DataFrame = table.select(known).to_pandas(use_threads=False).assign(**lacking)
    except (pa.ArrowException, KeyError) as err:
        raise MonitorError(
            "De momentopname is beschadigd",
            where=str(folder / f"{name}.parquet"),
            remedy=_ADVICE,
        ) from err
    return frame


def _open(folder: Path) -> Snapshot:
    manifest = _read_manifest(folder)
    raw = _read_bytes(folder, "catalog.json", manifest)
    try:
        catalog = Catalog.model_validate_json(raw)
    except ValidationError as err:
        raise MonitorError(
            "De catalogus in de momentopname past niet bij deze versie",
            where=str(folder / "catalog.json"),
            remedy="Maak de momentopname opnieuw met deze versie.",
        ) from err
    shapes = [name for name in SHAPES if name in manifest["files"] or name not in LATER]
    for name in shapes:
        _read_bytes(folder, name, manifest)
    tables: dict[str, Any] = {name: _read_table(folder, name, manifest) for name in COLUMNS}
    tables["regions"] = tables["regions"].set_index("code")
    return Snapshot(
        folder,
        manifest,
        catalog,
        boundaries=folder / "boundaries.geojson",
        district_boundaries=folder / DISTRICT_SHAPES if DISTRICT_SHAPES in shapes else None,
        **tables,
    )


def open_snapshot(path: Path | str | None = None) -> Snapshot:
    """Open a snapshot; every file is held against its hash.

    Parameters
    ----------
    path : Path or str, optional
        Folder of the snapshot, or folder or URL of a store; by default ``default_path()``.

    Raises
    ------
    MonitorError
        Where there is none, or where it is damaged, incomplete or of another format.
    """
    folder = _served(path)
    while True:
        try:
            return _open(folder)
        except MonitorError:
            # A publish that was killed, or is at work, between its two renames: the previous one
            # serves, or the new one stands by now.
            previous = previous_path(folder)
            if not folder.exists() and previous.exists():
                return _open(previous)
            # A store went on meanwhile, and gave up the version that it named a moment ago.
            named, folder = folder, _served(path)
            if folder == named:
                return _open(folder)


def _served(path: Path | str | None) -> Path:
    return default_path() if path is None else current_folder(path) or Path(path)


def collection(file: Path | None, codes: Container[str] | None = None) -> dict[str, Any]:
    """Return shapes of a snapshot as a chart asks them: ``id`` is the code, ``name`` a property.

    Parameters
    ----------
    file : Path, optional
        Its boundaries, or those of its districts; without them there are no shapes.
    codes : container of str, optional
        Of whom; all when absent.
    """
    found = [] if file is None else json.loads(file.read_text(encoding="utf-8"))["features"]
    features = [
        {
            "type": "Feature",
            "id": f["properties"]["code"],
            "properties": {"name": f["properties"]["name"]},
            "geometry": f["geometry"],
        }
        for f in found
        if codes is None or f["properties"]["code"] in codes
    ]
    return {"type": "FeatureCollection", "features": features}
