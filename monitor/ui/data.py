"""All caching: what is loaded and computed once, and shared by every session.

What these functions return is shared: never change it, copy first.
"""

from __future__ import annotations

import gc
import logging
import os
import time
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pandas as pd
import streamlit as st
from plotly.offline import get_plotlyjs, get_plotlyjs_version
from streamlit.runtime.scriptrunner import get_script_run_ctx

from monitor.analysis.change import Change, compare_years
from monitor.analysis.coherence import Coherence
from monitor.analysis.coherence import coherence as correlate_indicators
from monitor.analysis.coverage import coverage as count_coverage
from monitor.analysis.gap_choices import GapOverChoices, gaps_over_choices
from monitor.analysis.groups import (
    Against,
    Gap,
    Sides,
    gap_between,
    gap_table,
    population_of,
    sides_of,
)
from monitor.analysis.highlights import figures_of, group_gaps, mean_change
from monitor.analysis.outcomes import outcomes as correlate_outcomes
from monitor.analysis.profile import Look, figures_over_time, look, scores_over_time, trend_of
from monitor.analysis.rank_change import lagging_and_worsening, rank_changes
from monitor.analysis.reweigh import gaps_of
from monitor.analysis.robust import robustness
from monitor.analysis.robust import sensitivity as sobol_indices
from monitor.analysis.scores import ScoreOptions, YearScores, score_year
from monitor.analysis.story import Choice, Story, tell
from monitor.analysis.trend import Trend
from monitor.analysis.years import usual_differences
from monitor.errors import MonitorError
from monitor.own.observe import OwnSet
from monitor.own.store import store_of, stored_state, with_own_sets, with_stored_sets
from monitor.regions.groups import DEFAULT, Group, load_groups, members
from monitor.snapshot import EMBEDDED, Snapshot, default_path, open_snapshot, publish_geometry
from monitor.store import LAST_REFRESH, read_json

if TYPE_CHECKING:
    from libpysal.graph import Graph

    from monitor.analysis.spatial import Clusters

STATIC = Path(__file__).parents[2] / "static"
BRABANT = "PV30"
# CBS publishes these for others (its OData host for third parties).
_PUBLISHERS = {"50090NED": "RIVM", "50120NED": "RIVM", "47018NED": "Politie"}
_ONE_AT_A_TIME = Lock()
_KEPT: dict[tuple[str, str, Hashable], Any] = {}
_MOST = 600
T = TypeVar("T")
_PINNED = "_snapshot"
_OWN = "own-sets"
CHOICE_DRAWS = 1_000  # enough to say in what share of the methods a group is behind
_KEEP = 2  # snapshots held while sessions move from the old to the new one


def _served() -> tuple[str, int, str]:
    """Return which snapshot is served now, and with which own sets of the store."""
    folder = default_path()
    manifest = folder / "manifest.json"
    stamp = manifest.stat().st_mtime_ns if manifest.exists() else 0
    return str(folder), stamp, stored_state()


def follow() -> None:
    """Look which snapshot is served: once, at the start of a whole run of the app.

    All of that run, and the fragments that rerun after it, show that one: a snapshot that is
    published meanwhile never stands beside an older one in the same view.
    """
    with suppress(MonitorError):  # whoever asks for the snapshot hears what is wrong
        st.session_state[_PINNED] = _served()


def snapshot() -> Snapshot:
    """Return the snapshot of this view, with the own sets of the store and of this session."""
    base, own = _shared(), own_sets()
    if not own:
        return base
    key = tuple((s.file.id, s.sha256, repr(s.indicators)) for s in own)
    return _with_session_sets(base.id, key, base, own)


def own_sets() -> list[OwnSet]:
    """Return the own sets that this session uploaded; nobody else sees them."""
    if get_script_run_ctx() is None:
        return []
    return list(st.session_state.get(_OWN, []))


def keep_own_sets(sets: Iterable[OwnSet]) -> None:
    """Let this session, and no other, count with these own sets."""
    st.session_state[_OWN] = list(sets)


def without_own_sets() -> Snapshot:
    """Return the snapshot of this view without the sets of this session."""
    return _shared()


def own_titles() -> list[str]:
    """Return the titles of the session's own sets that stand beside the figures shown."""
    known = snapshot().catalog.files
    return [s.file.title for s in own_sets() if s.file.id in known]


@st.cache_resource(max_entries=4, show_spinner=False)
def _with_session_sets(
    snapshot_id: str, key: tuple[object, ...], _base: Snapshot, _own: list[OwnSet]
) -> Snapshot:
    both = _base
    for own in _own:
        with suppress(MonitorError):  # made for other municipalities: the page Data says so
            both = with_own_sets(both, [own])
    return both


def _shared() -> Snapshot:
    """Return the snapshot of this view with the store's own sets."""
    if get_script_run_ctx() is None or _PINNED not in st.session_state:
        return _open(*_served())
    try:
        return _open(*st.session_state[_PINNED])
    except MonitorError:  # a view so old that its snapshot was tidied away
        follow()
        return _open(*_served())


@st.cache_resource(max_entries=_KEEP, show_spinner=False)
def _open(folder: str, stamp: int, own: str) -> Snapshot:
    opened, faults = with_stored_sets(open_snapshot(folder))
    for fault in faults:
        logging.getLogger(__name__).warning("%s", fault)
    publish_geometry(opened, STATIC)
    # Streamlit collects garbage after every rerun: keep it from walking all this again.
    gc.collect()
    gc.freeze()
    return opened


def scores(year: int, options: ScoreOptions | None = None) -> YearScores:
    """Return the scores of a year, computed once per snapshot and choice of method."""
    data = snapshot()
    return _scores(data.id, data, year, options or ScoreOptions())


@st.cache_resource(max_entries=256, show_spinner=False)
def _scores(snapshot_id: str, _data: Snapshot, year: int, options: ScoreOptions) -> YearScores:
    return score_year(_data, year, options)


def robust(year: int) -> pd.DataFrame:
    """Return ranks with their uncertainty (`monitor.analysis.robust.robustness`)."""
    opened = snapshot()
    with _ONE_AT_A_TIME:  # two who ask for the same year would both compute it
        found = _robust(opened, year)
    _warm_once(opened)
    return found


@lru_cache(maxsize=_KEEP)
def _warm_once(opened: Snapshot) -> None:
    """Have the ranks of the other years ready before somebody asks: a second's work each."""
    Thread(target=_warm, args=(opened,), daemon=True).start()


@lru_cache(maxsize=64)  # not Streamlit's: also filled from outside a session
def _robust(snapshot: Snapshot, year: int) -> pd.DataFrame:
    return robustness(snapshot, year)


def _warm(opened: Snapshot) -> None:
    for year in range(opened.catalog.last_year, opened.catalog.first_year - 1, -1):
        if score_year(opened, year).table["total"].notna().any():
            _robust(opened, year)  # without the lock: nobody waits for what he did not ask
            time.sleep(0.2)
    # By now all that every reader shares is there: the collector need not walk it any more.
    gc.collect()
    gc.freeze()


def story(choice: Choice) -> Story:
    """Return the figures of a presentation, computed once per snapshot and choice."""
    data = snapshot()
    return _story(data.id, data, choice.key, choice)


@st.cache_resource(max_entries=64, show_spinner=False)
def _story(snapshot_id: str, _data: Snapshot, key: tuple[object, ...], _choice: Choice) -> Story:
    shown = {*years(), _choice.year, _choice.year_b}
    return tell(_data, {y: scores(y) for y in shown}, robust(_choice.year), _choice)


def mean_change_since(year: int, start: int) -> tuple[float, int, int]:
    """Return how Noord-Brabant changed between two years, and how many rose and fell."""
    data = snapshot()
    return _mean_change(data.id, data, start, year)


@st.cache_resource(max_entries=256, show_spinner=False)
def _mean_change(snapshot_id: str, _data: Snapshot, start: int, end: int) -> tuple[float, int, int]:
    return mean_change(_data, scores(start), scores(end), in_brabant())


def gaps(year: int, group: str, definition: str = DEFAULT) -> tuple[Gap, Gap]:
    """Return the gap of a group, every municipality alike and weighted by inhabitants."""
    data = snapshot()
    return _gaps(data.id, data, year, group, definition)


@st.cache_resource(max_entries=256, show_spinner=False)
def _gaps(
    snapshot_id: str, _data: Snapshot, year: int, group: str, definition: str
) -> tuple[Gap, Gap]:
    return group_gaps(_data, scores(year), groups()[group], definition)


def gap(
    year: int,
    group: str,
    definition: str = DEFAULT,
    leave_out: tuple[str, ...] = (),
    against: Against = "rest",
    weighted: bool = False,
) -> Gap:
    """Return the gap of a group under one choice of who is compared with whom, and how."""
    data = snapshot()
    return _gap(data.id, data, year, group, definition, leave_out, against, weighted)


@st.cache_resource(max_entries=2048, show_spinner=False)
def _gap(
    snapshot_id: str,
    _data: Snapshot,
    year: int,
    group: str,
    definition: str,
    leave_out: tuple[str, ...],
    against: Against,
    weighted: bool,
) -> Gap:
    sides = sides_of(_data, year, groups()[group], definition, leave_out=leave_out, against=against)
    weights = population_of(_data, year) if weighted else None
    return gap_between(scores(year), sides, population=weights)


def gap_cases(year: int, group: str, against: Against) -> pd.DataFrame:
    """Return the gap under every definition, with and without Breda, weighted and not."""
    data = snapshot()
    return _gap_cases(data.id, data, year, group, against)


@st.cache_resource(max_entries=128, show_spinner=False)
def _gap_cases(
    snapshot_id: str, _data: Snapshot, year: int, group: str, against: Against
) -> pd.DataFrame:
    return gap_table(_data, {year: scores(year)}, groups()[group], against=(against,))


def gap_over_choices(gap: Gap, year: int) -> GapOverChoices:
    """Return how a gap fares over many ways to make the score."""
    data = snapshot()
    with _ONE_AT_A_TIME:
        return _gap_over_choices(data, year, gap.sides, gap.weighted)


@lru_cache(maxsize=256)
def _gap_over_choices(data: Snapshot, year: int, sides: Sides, weighted: bool) -> GapOverChoices:
    weights = population_of(data, year) if weighted else None
    own = score_year(data, year)
    return gaps_over_choices(data, own, [sides], population=weights, draws=CHOICE_DRAWS)[0]


def clusters(year: int) -> Clusters:
    """Return where low scores lie together, tested for the municipalities of Noord-Brabant."""
    data = snapshot()
    with _ONE_AT_A_TIME:
        return _clusters(data, year)


@lru_cache(maxsize=64)
def _clusters(data: Snapshot, year: int) -> Clusters:
    regions = data.regions
    own = regions.index[regions["province"] == BRABANT]
    from monitor.analysis.spatial import find_clusters  # noqa: PLC0415  # 110 MB, only where asked

    return find_clusters(score_year(data, year).table["total"], _neighbours(data), family=own)


@lru_cache(maxsize=_KEEP)
def _neighbours(data: Snapshot) -> Graph:
    from monitor.analysis.spatial import snapshot_neighbours  # noqa: PLC0415  # as above

    return snapshot_neighbours(data)


def worsening(start: int, end: int) -> pd.DataFrame:
    """Return who lags at the end and who lost places since the start."""
    data = snapshot()
    with _ONE_AT_A_TIME:
        return _worsening(data, start, end)


@lru_cache(maxsize=64)
def _worsening(data: Snapshot, start: int, end: int) -> pd.DataFrame:
    first, last = score_year(data, start), score_year(data, end)
    return lagging_and_worsening(data, compare_years(data, first, last))


def change(start: int, end: int, options: ScoreOptions | None = None) -> Change:
    """Return the change of every municipality between two years."""
    data = snapshot()
    return _change(data.id, data, start, end, options or ScoreOptions())


@st.cache_resource(max_entries=128, show_spinner=False)
def _change(
    snapshot_id: str, _data: Snapshot, start: int, end: int, options: ScoreOptions
) -> Change:
    return compare_years(_data, scores(start, options), scores(end, options))


def rank_change(start: int, end: int) -> pd.DataFrame:
    """Return places won and lost under many reasonable choices."""
    data = snapshot()
    with _ONE_AT_A_TIME:
        return _rank_change(data, start, end)


@lru_cache(maxsize=64)
def _rank_change(data: Snapshot, start: int, end: int) -> pd.DataFrame:
    return rank_changes(data, compare_years(data, score_year(data, start), score_year(data, end)))


def by_year(what: str, options: ScoreOptions | None = None) -> pd.DataFrame:
    """Return a measure of every municipality and year: regions x years."""
    data = snapshot()
    return _by_year(data.id, data, what, options or ScoreOptions())


@st.cache_resource(max_entries=64, show_spinner=False)
def _by_year(snapshot_id: str, _data: Snapshot, what: str, options: ScoreOptions) -> pd.DataFrame:
    if what in scores(years()[0], options).table:
        return pd.DataFrame({y: scores(y, options).table[what] for y in years()})
    return pd.DataFrame({y: figures(what, y)["value"] for y in years()})


def differences(what: str, options: ScoreOptions | None = None) -> pd.Series:
    """Return how much a measure usually differs over some years, for the classes of a map."""
    return usual_differences(by_year(what, options))


def outcomes(year: int) -> pd.DataFrame:
    """Return how the scores go along with outcomes that are not in them."""
    data = snapshot()
    return _outcomes(data.id, data, year)


@st.cache_resource(max_entries=64, show_spinner=False)
def _outcomes(snapshot_id: str, _data: Snapshot, year: int) -> pd.DataFrame:
    return correlate_outcomes(_data, scores(year))


def group_gaps_under(
    year: int, definitions: tuple[tuple[str, str], ...], options: ScoreOptions | None = None
) -> dict[tuple[str, bool], Gap]:
    """Return the gaps of groups under another choice of method (`monitor.analysis.reweigh`)."""
    data = snapshot()
    return _gaps_under(data.id, data, year, definitions, options or ScoreOptions())


@st.cache_resource(max_entries=256, show_spinner=False)
def _gaps_under(
    snapshot_id: str,
    _data: Snapshot,
    year: int,
    definitions: tuple[tuple[str, str], ...],
    options: ScoreOptions,
) -> dict[tuple[str, bool], Gap]:
    known = groups()
    return gaps_of(_data, scores(year, options), {g: (known[g], d) for g, d in definitions})


def sensitivity(year: int) -> pd.DataFrame:
    """Return which choice of method moves ranks most (`monitor.analysis.robust.sensitivity`)."""
    data = snapshot()
    with _ONE_AT_A_TIME:
        return _sensitivity(data, year)


@lru_cache(maxsize=64)
def _sensitivity(data: Snapshot, year: int) -> pd.DataFrame:
    return sobol_indices(data, year)


def coherence(year: int) -> Coherence:
    """Return how far the indicators of a year say the same."""
    data = snapshot()
    return _coherence(data.id, data, year)


@st.cache_resource(max_entries=64, show_spinner=False)
def _coherence(snapshot_id: str, _data: Snapshot, year: int) -> Coherence:
    return correlate_indicators(scores(year))


def figures(indicator: str, year: int) -> pd.DataFrame:
    """Return the figures of an indicator as of a year (`monitor.analysis.highlights`)."""
    data = snapshot()
    return _figures(data.id, data, indicator, year)


@st.cache_resource(max_entries=512, show_spinner=False)
def _figures(snapshot_id: str, _data: Snapshot, indicator: str, year: int) -> pd.DataFrame:
    return figures_of(_data, indicator, year)


def coverage() -> pd.DataFrame:
    """Return which indicator has figures of which year (`monitor.analysis.coverage`)."""
    data = snapshot()
    return _coverage(data.id, data)


@st.cache_resource(max_entries=8, show_spinner=False)
def _coverage(snapshot_id: str, _data: Snapshot) -> pd.DataFrame:
    return count_coverage(_data)


def is_embedded() -> bool:
    """Whether the figures shown are those that came with the monitor."""
    return _shared().path == EMBEDDED


@st.cache_data(ttl=10, show_spinner=False)
def last_refresh() -> dict[str, Any]:
    """Return how the last refresh of the store went (docs/operations.md); empty for none."""
    try:
        return read_json(store_of(), LAST_REFRESH) or {}
    except MonitorError as err:
        return {"outcome": "unreadable", "message": str(err)}


def municipality(year: int, code: str) -> Look:
    """Return all there is to say of one municipality (`monitor.analysis.profile`)."""
    data = snapshot()
    return _municipality(data.id, data, year, code)


@st.cache_resource(max_entries=512, show_spinner=False)
def _municipality(snapshot_id: str, _data: Snapshot, year: int, code: str) -> Look:
    return look(_data, scores(year), code)


def over_time(what: str, code: str) -> pd.DataFrame:
    """Return a score or indicator of one municipality by year, with both areas beside it."""
    data = snapshot()
    return _over_time(data.id, data, what, code)


@st.cache_resource(max_entries=1024, show_spinner=False)
def _over_time(snapshot_id: str, _data: Snapshot, what: str, code: str) -> pd.DataFrame:
    if what in _data.catalog.indicators:
        return figures_over_time(_data, what, code)
    return scores_over_time(_data, {y: scores(y) for y in years()}, what, code)


@st.cache_resource(max_entries=1024, show_spinner=False)
def _trend(snapshot_id: str, _data: Snapshot, what: str, code: str, year: int) -> Trend:
    return trend_of(_data, what, code, year)


def trend(what: str, code: str, year: int) -> Trend:
    """Return the trend of an indicator in one municipality up to a year."""
    data = snapshot()
    return _trend(data.id, data, what, code, year)


def kept(name: str, key: Hashable, build: Callable[[], T]) -> T:
    """Return what was built before for this view of this snapshot, else build it.

    Parameters
    ----------
    name : str
        What it is.
    key : hashable
        All that it depends on: the selection (language included) and the design.
    build : callable
        Without arguments; its result is shared, so nobody may change it.
    """
    full = (name, snapshot().id, key)
    if full not in _KEPT:
        found = build()
        while len(_KEPT) >= _MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[full] = found
        return found
    return cast("T", _KEPT[full])


def full_years() -> list[int]:
    """Return the years in which most municipalities have a total score, or all there are."""
    data = snapshot()
    return _full_years(data.id, data)


@st.cache_resource(max_entries=_KEEP, show_spinner=False)
def _full_years(snapshot_id: str, _data: Snapshot) -> list[int]:
    return [y for y in years() if scores(y).table["total"].notna().mean() > 0.9] or years()


def years() -> list[int]:
    """Return the years in which some municipality has a total score."""
    data = snapshot()
    return _years(data.id, data)


@st.cache_resource(max_entries=_KEEP, show_spinner=False)
def _years(snapshot_id: str, _data: Snapshot) -> list[int]:
    span = range(_data.catalog.first_year, _data.catalog.last_year + 1)
    found = [y for y in span if scores(y).table["total"].notna().any()]
    gc.freeze()
    return found


def all_values(indicator: str) -> pd.Series:
    """Return every figure of an indicator, whatever the year: for classes that hold for all."""
    o = snapshot().observations
    return o.loc[o["indicator"] == indicator, "value"]


def names() -> pd.Series:
    """Return the names of the municipalities, index code."""
    return snapshot().regions["name"]


def in_brabant() -> pd.Index:
    """Return the codes of the municipalities of Noord-Brabant."""
    regions = snapshot().regions
    return regions.index[regions["province"] == BRABANT]


def groups() -> dict[str, Group]:
    """Return the groups of geodata/groups.toml, checked against the municipalities."""
    return load_groups(known=tuple(snapshot().regions.index))


def group_members(group: str, definition: str = DEFAULT, year: int | None = None) -> list[str]:
    """Return the codes of the members of a group.

    Parameters
    ----------
    group : str
        Id of the group; an unknown one gives no members.
    definition : str
        Id of the definition; an unknown one gives the default.
    year : int, optional
        Year of the inhabitants that a rule picks by; the last year when absent.
    """
    found = groups().get(group)
    if found is None:
        return []
    chosen = definition if definition in found.definitions else DEFAULT
    return members(found, chosen, population=population(year).reindex(in_brabant()))


def population(year: int | None = None) -> pd.Series:
    """Return inhabitants by municipality in the year nearest to ``year`` that has them."""
    data = snapshot()
    return _population(data.id, data, year or data.catalog.last_year)


@st.cache_resource(max_entries=64, show_spinner=False)
def _population(snapshot_id: str, _data: Snapshot, year: int) -> pd.Series:
    o = _data.observations
    people = o[o["indicator"] == "bevolking"]
    have = sorted(people["year"].unique(), key=lambda y: (abs(int(y) - year), -int(y)))
    nearest = people[people["year"] == have[0]]
    found: pd.Series = nearest.set_index("region")["value"]
    return found


def publishers(indicator: str) -> list[str]:
    """Return who published the figures of an indicator, as its source line names them."""
    catalog = snapshot().catalog
    found = []
    for source in catalog.indicators[indicator].source:
        if source.file is not None:
            found.append(catalog.files[source.file].publisher)
        elif source.table is not None:
            found.append(publisher_of(source.table))
        else:
            found.append("CBS")
    return sorted(set(found))


def publisher_of(table: str) -> str:
    """Return who published a table of CBS's service."""
    return _PUBLISHERS.get(table, "CBS")


def static_url(name: str) -> str:
    """Return the address of a file in ``static/`` as the browser asks for it."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/app/static/{name}" if base else f"/app/static/{name}"


def geometry_url() -> str:
    """Return the address of the shapes of the municipalities: fetched once by the browser."""
    return static_url(publish_geometry(snapshot(), STATIC))


@st.cache_resource(show_spinner=False)
def plotly_url() -> str:
    """Return the address of plotly.js for a page that draws by itself: fetched once."""
    name = f"plotly-{get_plotlyjs_version()}.min.js"
    if not (STATIC / name).exists():
        aside = STATIC / f".{name}.{os.getpid()}"
        aside.write_text(get_plotlyjs(), encoding="utf-8")
        aside.replace(STATIC / name)
    return static_url(name)
