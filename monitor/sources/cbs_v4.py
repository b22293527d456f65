"""The same tables through CBS's OData v4 service: the way out where v3 stays down.

There a row is one figure, codes have no padding, and a topic is a measure in a tree of groups.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from monitor.catalog_entries import Table
from monitor.errors import MonitorError
from monitor.sources.cbs import REGIONS_TABLE, tidy_regions
from monitor.sources.cube import Plan, Structure, check_one_region, make_plan, without_absent
from monitor.sources.cube_answer import FINAL, assemble, expected_shape, wrong_answer
from monitor.sources.http import NotThereError, get_json, one_chain
from monitor.sources.request import Progress, TableData, TableRequest
from monitor.sources.topics import Topic

HOST = "https://datasets.cbs.nl"
PAGE = 100_000
"""The most figures that the service puts in one page."""
GEO_KINDS = ("GeoDimension", "GeoDetail")


def fetch_table(
    request: TableRequest, *, base_url: str | None = None, progress: Progress | None = None
) -> TableData:
    """Fetch what is asked of a table through v4, checked against what was asked.

    Parameters and errors are those of :func:`monitor.sources.cbs.fetch_table`; ``keys`` and the
    columns of the frame hold v4's identifiers of the measures.
    """
    url = _address(request.table, base_url)
    with expected_shape(request.table.id):
        structure = _structure(request.table.id, url)
    request = without_absent(request, structure)
    plan = make_plan(request, structure)
    per_region = len(plan.years) * len(plan.topics)
    for wanted in request.codes.values():
        per_region *= len(wanted)
    observations = _all(
        f"{url}/Observations",
        {"$filter": _observation_filter(request, structure, plan)},
        progress,
        len(plan.regions) * per_region,
    )
    with expected_shape(request.table.id):
        rows = _wide(request, structure, plan, observations)
    return assemble(request, structure, plan, rows, "v4")


def read_structure(table: Table, *, base_url: str | None = None) -> Structure:
    """Read what a table says about itself; errors as :func:`fetch_table`."""
    with expected_shape(table.id):
        return _structure(table.id, _address(table, base_url))


def fetch_regions(*, base_url: str | None = None) -> pd.DataFrame:
    """Fetch every municipality since 1830; columns and errors as in v3."""
    rows = _all(f"{_address(Table(id=REGIONS_TABLE, title=REGIONS_TABLE), base_url)}/RegioSCodes")
    return tidy_regions(rows, ["Identifier", "Title", "Description", "DimensionGroupId"])


def _address(table: Table, base_url: str | None) -> str:
    return f"{(base_url or HOST).rstrip('/')}/odata/v1/CBS/{table.id}"


def _observation_filter(request: TableRequest, structure: Structure, plan: Plan) -> str:
    """Write the ``$filter`` over measures, levels of regions and codes."""
    conditions = [
        [f"Measure eq '{key}'" for key in plan.topics],
        [f"startswith({structure.geo},'{level}')" for level in request.levels],
        *([f"{dim} eq '{code}'" for code in wanted] for dim, wanted in request.codes.items()),
    ]
    return " and ".join(f"({' or '.join(either)})" for either in conditions)


def _all(
    url: str,
    params: dict[str, str] | None = None,
    progress: Progress | None = None,
    expected: int | None = None,
) -> list[dict[str, Any]]:
    """Fetch all pages of a resource."""
    rows: list[dict[str, Any]] = []
    with one_chain():
        while url:
            page = get_json(url, params)
            rows += page.get("value", [])
            if expected is not None and len(rows) > 2 * expected + PAGE:  # so it would be endless
                raise wrong_answer(url.split("/")[-2], "er komen meer rijen dan gevraagd")
            if progress is not None:
                progress(len(rows), expected)
            url, params = page.get("@odata.nextLink") or "", None
    return rows


def _structure(table: str, url: str) -> Structure:
    try:
        properties = get_json(f"{url}/Properties")
    except NotThereError as err:
        raise NotThereError(
            f"Tabel {table} is er ook in OData v4 niet (meer)", where=err.where
        ) from err
    kinds = {d["Identifier"]: d["Kind"] for d in _all(f"{url}/Dimensions")}
    geo = [dim for dim, kind in kinds.items() if kind in GEO_KINDS]
    check_one_region(table, geo, f"tabel {table}, v4")
    time = [dim for dim, kind in kinds.items() if kind == "TimeDimension"]
    codes = {dim: _all(f"{url}/{dim}Codes") for dim in sorted(kinds)}
    periods = None
    if time:
        periods = {row["Identifier"]: row.get("Status") or FINAL for row in codes.pop(time[0])}
    return Structure(
        topics=_topics(_all(f"{url}/MeasureCodes"), _groups(url)),
        geo=geo[0],
        codes={
            dim: {r["Identifier"]: r["Identifier"] for r in rows} for dim, rows in codes.items()
        },
        names={row["Identifier"]: str(row["Title"]).strip() for row in codes[geo[0]]},
        periods=periods,
        title=str(properties.get("Title") or table).strip(),
        modified=str(properties.get("Modified") or ""),
    )


def _groups(url: str) -> list[dict[str, Any]]:
    try:
        return _all(f"{url}/MeasureGroups")
    except NotThereError:
        return []  # a table whose measures stand under no groups


def _topics(measures: list[dict[str, Any]], groups: list[dict[str, Any]]) -> list[Topic]:
    """Measures with their path of groups, in the order of the table."""
    by_id = {str(group["Id"]): group for group in groups}
    topics = []
    for row in sorted(measures, key=lambda m: m["Index"]):
        path, parent = [str(row["Title"]).strip()], row.get("MeasureGroupId")
        while parent not in (None, "") and str(parent) in by_id:
            if len(path) > len(groups):
                raise ValueError("groups in a circle")
            group = by_id[str(parent)]
            path.insert(0, str(group["Title"]).strip())
            parent = group.get("ParentId")
        topics.append(Topic(row["Identifier"], tuple(path), str(row.get("Unit") or "").strip()))
    return topics


def _wide(
    request: TableRequest, structure: Structure, plan: Plan, observations: list[dict[str, Any]]
) -> pd.DataFrame:
    """One row a figure becomes one column a measure; other periods than years are left out."""
    frame = pd.DataFrame(observations)
    if frame.empty:
        return frame
    index = [structure.geo, *request.codes]
    if structure.periods is not None:
        frame = frame[frame["Perioden"].str.strip().str.fullmatch(r"\d{4}JJ00")]
        index.append("Perioden")
    place = f"tabel {request.table.id}, v4"
    if frame.duplicated([*index, "Measure"]).any():
        raise MonitorError("Het antwoord bevat cijfers dubbel", where=place)
    if extra := set(frame["Measure"]) - set(plan.topics):
        raise MonitorError(
            f"Het antwoord bevat onderwerpen waar niet om is gevraagd: {sorted(extra)[0]}",
            where=place,
        )
    return frame.pivot(index=index, columns="Measure", values="Value").reset_index()
