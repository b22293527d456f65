"""Tables of CBS, RIVM and the police through CBS's OData v3 service."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import cbsodata
import pandas as pd
from cbsodata import cbsodata3

from monitor.catalog_entries import Table
from monitor.errors import MonitorError
from monitor.sources.cube import Structure, check_one_region, make_plan, without_absent
from monitor.sources.cube_answer import FINAL, assemble, expected_shape, wrong_answer
from monitor.sources.http import (
    JsonClient,
    NotThereError,
    environment_settings,
    one_chain,
    pages_reported_to,
)
from monitor.sources.request import Progress, TableData, TableRequest
from monitor.sources.topics import Topic

REGIONS_TABLE = "03759ned"
DEFAULT_HOST = "opendata.cbs.nl"
FEED_PAGE = 10_000
GEO_TYPES = ("GeoDimension", "GeoDetail")

# cbsodata makes its own sessions and cannot be told of a user agent, a retry or a half page:
# ours are the ones it makes. All the rest (addresses, paging, decoding) is the package's own.
cbsodata3.Session = JsonClient


def fetch_table(
    request: TableRequest, *, base_url: str | None = None, progress: Progress | None = None
) -> TableData:
    """Fetch what is asked of a table, checked against what was asked.

    Parameters
    ----------
    request : TableRequest
        Table, topics, codes and levels of regions.
    base_url : str, optional
        Another service than the table's own host, such as ``http://127.0.0.1:8099``.
    progress : callable, optional
        Called with the rows so far and the most that may come.

    Raises
    ------
    ServiceDownError
        The service stays down or keeps sending broken answers.
    MonitorError
        Table, topic, dimension or code unknown, or an answer that is not what was asked.
    """
    table = request.table.id
    service = _Service(table, base_url or f"https://{request.table.host}")
    structure = service.structure(request.levels)
    request = without_absent(request, structure)
    plan = make_plan(request, structure)
    query = {
        "$filter": _data_filter(request, structure),
        "$select": ",".join([*structure.codes, *_period_column(structure), *plan.topics]),
    }
    per_region = len(plan.years)
    for wanted in request.codes.values():
        per_region *= len(wanted)
    rows = service.rows(query, progress, len(plan.regions) * per_region)
    return assemble(request, structure, plan, pd.DataFrame(rows), "v3")


def read_structure(table: Table, *, base_url: str | None = None) -> Structure:
    """Read what a table says about itself: topics, codes, years, title and modified date.

    Raises
    ------
    ServiceDownError
        The service stays down.
    MonitorError
        The table is not there, or has no dimension with regions.
    """
    return _Service(table.id, base_url or f"https://{table.host}").structure(("GM",))


def fetch_regions(*, base_url: str | None = None) -> pd.DataFrame:
    """Every municipality since 1830, with what became of it.

    Returns
    -------
    DataFrame
        Columns ``code`` (no padding), ``name``, ``description``, ``group``: all str.

    Raises
    ------
    MonitorError
        The service is down, or its answer holds no municipalities or one of them twice.
    """
    rows = _Service(REGIONS_TABLE, base_url or f"https://{DEFAULT_HOST}").meta("RegioS")
    return tidy_regions(rows, ["Key", "Title", "Description", "CategoryGroupID"])


def tidy_regions(rows: list[dict[str, Any]], names: list[str]) -> pd.DataFrame:
    """Check a list of regions and name its columns, whatever the service calls them."""
    frame = pd.DataFrame(rows).reindex(columns=names)
    frame.columns = pd.Index(["code", "name", "description", "group"])
    frame = frame.astype(object).fillna("").astype(str)
    for column in ("code", "name", "group"):
        frame[column] = frame[column].str.strip()
    place = f"tabel {REGIONS_TABLE}, RegioS"
    if not frame["code"].str.match(r"GM\d{4}$").any():
        raise MonitorError("De lijst van regio's bevat geen gemeenten", where=place)
    if not frame["code"].is_unique:
        twice = frame.loc[frame["code"].duplicated(), "code"].iloc[0]
        raise MonitorError(f"De lijst van regio's noemt {twice} twee keer", where=place)
    return frame


def _data_filter(request: TableRequest, structure: Structure) -> str:
    """Write the ``$filter``: levels by the start of the code, other dimensions by the padded code.

    Never by a range of regions (the service ignores those) and never by a bare code (it finds
    nothing, without an error).
    """
    levels = [f"startswith({structure.geo},'{level}')" for level in request.levels]
    parts = [_any(levels)]
    for dim, wanted in request.codes.items():
        known = structure.codes[dim]
        parts.append(_any([f"{dim} eq '{known[code]}'" for code in wanted]))
    if structure.periods is not None:
        parts.append("substringof('JJ',Perioden)")
    return " and ".join(parts)


def _any(conditions: list[str]) -> str:
    return conditions[0] if len(conditions) == 1 else f"({' or '.join(conditions)})"


def _period_column(structure: Structure) -> list[str]:
    return [] if structure.periods is None else ["Perioden"]


class _Service:
    """One table at one address, through cbsodata."""

    def __init__(self, table: str, base_url: str) -> None:
        parts = urlsplit(base_url)
        self.table = table
        self.catalog = f"{parts.netloc}{parts.path}".rstrip("/")
        cbsodata.options.use_https = parts.scheme == "https"
        # the package passes settings on per request, and then requests leaves the environment alone
        self.settings = environment_settings(base_url)

    def meta(self, name: str) -> list[dict[str, Any]]:
        try:
            with expected_shape(self.table), one_chain():
                rows: list[dict[str, Any]] = cbsodata.get_meta(
                    self.table, name, catalog_url=self.catalog, **self.settings
                )
        except NotThereError as err:
            raise NotThereError(
                f"Tabel {self.table} is er niet (meer)",
                where=err.where,
                remedy="Kijk op opendata.cbs.nl of de tabel is vervangen en pas de catalogus aan.",
            ) from err
        return rows

    def rows(
        self, query: dict[str, str], progress: Progress | None, expected: int
    ) -> list[dict[str, Any]]:
        """Fetch TypedDataSet; the package's get_data would put titles where we need codes."""
        sizes: list[int] = []

        def count(page: dict[str, Any]) -> None:
            sizes.append(len(page.get("value", [])))
            if sum(sizes) > expected + FEED_PAGE:  # so it would be without end
                raise wrong_answer(self.table, "er komen meer rijen dan gevraagd")
            if progress is not None:
                progress(sum(sizes), expected)

        tail = "&".join(f"{name}={value}" for name, value in query.items())
        with pages_reported_to(count):
            rows = self.meta(f"TypedDataSet?{tail}")
        # a full last page without a link to the next: only asking on tells whether one got lost
        full = bool(sizes) and sizes[-1] in (FEED_PAGE, *sizes[:-1])
        if full and len(rows) < expected and self.meta(f"TypedDataSet?{tail}&$skip={len(rows)}"):
            raise wrong_answer(self.table, f"na {len(rows)} rijen ontbreekt de rest")
        return rows

    def structure(self, levels: tuple[str, ...]) -> Structure:
        """Read what the table says about itself, with the regions of some levels only."""
        with expected_shape(self.table):
            return self._structure(levels)

    def _structure(self, levels: tuple[str, ...]) -> Structure:
        properties = self.meta("DataProperties")
        info = self.meta("TableInfos")[0]
        kinds = {p["Key"]: p["Type"] for p in properties if p["Type"].endswith("Dimension")}
        kinds |= {p["Key"]: p["Type"] for p in properties if p["Type"] in GEO_TYPES}
        geo = [key for key, kind in kinds.items() if kind in GEO_TYPES]
        check_one_region(self.table, geo, f"tabel {self.table}")
        time = [key for key, kind in kinds.items() if kind == "TimeDimension"]
        # regions come by the thousands and with long descriptions: those levels and names will do
        wanted = _any([f"startswith(Key,'{level}')" for level in levels])
        regions = self.meta(f"{geo[0]}?$filter={wanted}&$select=Key,Title")
        codes = {geo[0]: _codes(regions)}
        for dim in sorted(kinds.keys() - {*time, *geo}):
            codes[dim] = _codes(self.meta(dim))
        periods = None
        if time:
            rows = self.meta(time[0])
            periods = {row["Key"].strip(): str(row.get("Status") or FINAL) for row in rows}
        return Structure(
            topics=read_topics(properties),
            geo=geo[0],
            codes=codes,
            names={row["Key"].strip(): str(row["Title"] or row["Key"]).strip() for row in regions},
            periods=periods,
            title=str(info["Title"]).strip(),
            modified=str(info.get("Modified") or ""),
        )


def _codes(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Codes without padding, each with the code as the service writes it."""
    return {row["Key"].strip(): row["Key"] for row in rows}


def read_topics(properties: list[dict[str, Any]]) -> list[Topic]:
    """Topics of DataProperties with their path of groups, in the order of the table."""
    by_id = {p["ID"]: p for p in properties}
    topics = []
    for row in properties:
        if row["Type"] != "Topic":
            continue
        path, parent = [row["Title"].strip()], row["ParentID"]
        while parent is not None:
            if len(path) > len(properties):
                raise ValueError("groups in a circle")
            path.insert(0, by_id[parent]["Title"].strip())
            parent = by_id[parent]["ParentID"]
        topics.append(Topic(row["Key"], tuple(path), (row.get("Unit") or "").strip()))
    return topics
