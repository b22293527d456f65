"""What is brought in beside the tables: the list of municipalities, boundaries and sets."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd

from monitor.catalog import Catalog
from monitor.errors import MonitorError
from monitor.ingest.cache import (
    CacheError,
    load,
    load_shapes,
    save,
    save_shapes,
)
from monitor.ingest.digest import REGIONS
from monitor.ingest.fetch import MUNICIPALITIES, content_hash
from monitor.ingest.options import Options
from monitor.ingest.places import REGION_COLUMNS
from monitor.ingest.plan import shape_years
from monitor.moment import now
from monitor.snapshot import Snapshot
from monitor.sources.boundaries import Level, boundaries_name, fetch_boundaries
from monitor.sources.bounds import spending, table_budget
from monitor.sources.fetch import fetch_regions
from monitor.sources.files import load_description, locate, read_set

LOST = 0.01
log = logging.getLogger(__name__)


@dataclass
class Rest:
    """What is brought in beside the tables, while it comes in."""

    cache: Path
    origins: dict[str, dict[str, str]] = field(default_factory=dict)
    moments: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)

    def note(self, name: str, origin: str, digest: str, moment: str, message: str = "") -> None:
        """Note what became of one source (`Gathered`)."""
        self.origins[name] = {"origin": origin, "message": message}
        self.hashes[name], self.moments[name] = digest, moment


def _unforeseen(err: Exception) -> str:
    """Return what to tell of a fault; one that nobody foresaw goes to the log as well."""
    if isinstance(err, MonitorError):
        return str(err)
    log.error("unforeseen in an answer", exc_info=err)
    return f"Het antwoord is niet te verwerken ({type(err).__name__})."


def list_of_municipalities(rest: Rest, options: Options) -> pd.DataFrame:
    """Fetch the list of municipalities since 1830; where that fails, what was fetched before."""
    old = load(rest.cache, REGIONS)
    try:
        with spending(table_budget("RegioS")):
            frame, moment = fetch_regions(base_url=options.cbs), now()
        if old is not None:
            _check_none_lost(set(old.frame.code), set(frame.code))
        kept = save(rest.cache, REGIONS, frame, modified="", fetched_at=moment)
        rest.note(REGIONS, "fetched", kept.sha256, moment)
    except CacheError:
        raise
    except Exception as err:  # whatever the answer holds, what was fetched before serves
        if old is None:
            raise
        rest.note(REGIONS, "stale", old.sha256, old.fetched_at, _unforeseen(err))
        frame = old.frame
    return frame


def _check_none_lost(before: set[str], after: set[str]) -> None:
    """Refuse a list that lost more than a few: half an answer (the list itself only grows)."""
    lost = sorted(before - after)
    if len(lost) > LOST * len(before):
        raise MonitorError(
            f"In het antwoord ontbreken {len(lost)} gemeenten die er eerder waren, zoals {lost[0]}"
        )


def boundaries(
    rest: Rest, year: int, options: Options, level: Level = "gemeente"
) -> gpd.GeoDataFrame:
    """Fetch the boundaries of a year: they do not change, so once is enough."""
    name = boundaries_name(year, level)
    kept = load_shapes(rest.cache, name)
    origin, message = "unchanged", ""
    if kept is None or options.fresh:
        try:
            with spending(table_budget("PDOK")):
                shapes = fetch_boundaries(year, base_url=options.pdok, level=level)
                moment = now()
            if kept is not None:
                _check_none_lost(set(kept[0].code), set(shapes.code))
            save_shapes(rest.cache, name, shapes, moment)
            origin = "fetched"
        except CacheError:
            raise
        except Exception as err:  # as for the list of municipalities
            if kept is None:
                raise
            origin, message = "stale", _unforeseen(err)
    if origin != "fetched" and kept is not None:
        shapes, moment = kept
    plain = pd.DataFrame(shapes[["code", "name"]]).assign(wkb=shapes.geometry.to_wkb())
    digest = content_hash(plain.assign(wkb=plain.wkb.map(bytes.hex)))
    rest.note(name, origin, digest, moment, message)
    return shapes


def set_of(rest: Rest, name: str, options: Options) -> pd.DataFrame | None:
    """Read a set from the folder given, else as it was last; None where there is neither."""
    key, message = f"set-{name}", "geen map met bestanden opgegeven"
    if options.files is not None:
        description = load_description(name)
        try:
            frame = read_set(locate(options.files, description), description)
            old = load(rest.cache, key)
            same = old is not None and old.sha256 == content_hash(frame)
            moment = old.fetched_at if old is not None and same else now()
            kept = save(rest.cache, key, frame, modified="", fetched_at=moment)
            rest.note(name, "unchanged" if same else "fetched", kept.sha256, moment)
            return frame
        except CacheError:
            raise
        except MonitorError as err:
            message = str(err)
    old = load(rest.cache, key)
    if old is None:
        rest.note(name, "failed", "", "", message)
        return None
    rest.note(name, "kept", old.sha256, old.fetched_at, message)
    return old.frame


def municipalities(rest: Rest, options: Options, last: Snapshot | None) -> pd.DataFrame:
    """Read province, COROP region and health service; else take those of the last snapshot."""
    frame = set_of(rest, MUNICIPALITIES, options)
    if frame is not None:
        return frame
    if last is None:
        raise MonitorError(
            "De indeling van gemeenten bij provincies ontbreekt",
            where=load_description(MUNICIPALITIES).file,
            remedy="Geef met --files de map waarin dit bestand staat.",
        )
    rest.origins[MUNICIPALITIES]["origin"] = "kept"
    back = {new: old for old, new in REGION_COLUMNS.items()}
    return pd.DataFrame(last.regions.reset_index().rename(columns=back))


def district_shapes(rest: Rest, catalog: Catalog, options: Options) -> dict[int, gpd.GeoDataFrame]:
    """Fetch the district boundaries that can be had; without them the last ones stay."""
    shapes = {}
    for year in shape_years(catalog):
        try:
            shapes[year] = boundaries(rest, year, options, "wijk")
        except CacheError:
            raise
        except Exception as err:  # as for a table: it costs the districts only
            rest.note(boundaries_name(year, "wijk"), "failed", "", "", _unforeseen(err))
    return shapes
