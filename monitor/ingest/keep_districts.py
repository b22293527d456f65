"""What stays of the districts of the last snapshot where new figures could not be had."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd

from monitor.catalog_entries import Districts
from monitor.ingest.districts import DistrictTables
from monitor.snapshot import Snapshot


def kept_districts(
    new: DistrictTables | None, last: Snapshot, links: pd.DataFrame, rules: Districts
) -> DistrictTables | None:
    """Keep of the last snapshot what could not be had: all of it, or figures of some indicators.

    Parameters
    ----------
    new : DistrictTables or None
    last : Snapshot
        Its districts go to the present municipality that they lie in; of another edition nothing
        is kept.
    links : DataFrame
        From ``make_links``, of now.
    rules : Districts
        Of now; an indicator without any new figure keeps its old ones, those beside the index too.
    """
    before = last.catalog.districts
    if last.district_boundaries is None or before is None or before.edition != rules.edition:
        return new
    figures, scales = last.district_figures, last.district_scales
    if new is None:
        whole = links[links["share"] == 1].set_index("code")["to"]
        places = last.district_places.assign(region=last.district_places["region"].map(whole))
        places = places.dropna(subset="region").reset_index(drop=True)
        figures = figures[figures["code"].isin({*places["code"], *links["to"]})]
        shapes = _shapes_of(places, last.district_boundaries.read_text(encoding="utf-8"))
        return DistrictTables(places, figures.reset_index(drop=True), scales, shapes)
    gone = {*rules.every, *before.every} - {*new.figures["indicator"]}
    known = {*new.places["code"], *links["to"]}
    stays = figures[figures["indicator"].isin(gone) & figures["code"].isin(known)]
    both = pd.concat([new.figures, stays]).sort_values(["indicator", "year", "code"])
    # a scale that was published stays as it is: no refresh rewrites a score
    frozen = pd.concat([scales, new.scales]).drop_duplicates(["indicator", "year"])
    return replace(
        new,
        figures=both.reset_index(drop=True),
        scales=frozen.sort_values(["indicator", "year"], ignore_index=True),
    )


def _shapes_of(places: pd.DataFrame, text: str) -> str:
    """Leave out of GeoJSON the places that are not listed."""
    drawn, listed = json.loads(text), set(places["code"])
    kept = [shape for shape in drawn["features"] if shape["properties"]["code"] in listed]
    if len(kept) == len(drawn["features"]):
        return text
    return json.dumps({**drawn, "features": kept}, separators=(",", ":")) + "\n"
