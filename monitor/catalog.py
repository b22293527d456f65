"""The catalog: what is measured, in which direction, from which source.

``catalog.toml`` is the one place to add an indicator; loading it checks everything and names the
file, the entry and the field at fault.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from monitor.errors import MonitorError, toml_place

CATALOG_FILE = Path(__file__).with_name("catalog.toml")
SCORED = ("personal", "social", "environment")

_SHARED = ("topic", "filters", "lower", "upper", "bounds", "may_lack")
_PLAIN = ("first_year", "last_year", "boundary_year", "index")

Filter = str | list[str]
T = TypeVar("T", bound="_Entry")


def _as_list(value: object) -> object:
    """Let an entry write one word where the field takes a list."""
    return [value] if isinstance(value, str) else value


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Entry):
    """A text in both languages of the interface."""

    nl: str = ""
    en: str = ""

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" else self.nl


class Dimension(_Entry):
    """One of the dimensions of the province's own monitor, or context or outcome."""

    id: str
    title: Text
    description: Text = Text()


class Table(_Entry):
    """A table of CBS, RIVM or the police in CBS's OData service.

    ``year`` is set for tables that hold one year and have no Perioden dimension. ``publisher`` is
    who made the figures: RIVM and the police publish through CBS.
    """

    id: str
    title: str
    publisher: str = ""
    host: Literal["opendata.cbs.nl", "dataderden.cbs.nl"] = "opendata.cbs.nl"
    year: int | None = None
    status: Literal["final", "model estimate"] = "final"
    districts: bool = Field(default=False, exclude=True)  # catalogs of older snapshots have it
    licence: str = "CC BY 4.0"


class FileSet(_Entry):
    """A set that is not a CBS table, described in ``monitor/sources/sets/<id>.toml``.

    ``continues``: the set whose years it completes; figures of both compare.
    """

    id: str
    title: str
    publisher: str
    licence: str
    continues: str = ""


class Source(_Entry):
    """Where (a run of years of) an indicator comes from: a table, a series of tables, or a file.

    ``topic`` is the title path of the topic, groups joined by `` | ``: the end of the path is
    enough. Several topics, or several codes in one filter, are added up. ``occurrence`` (1 =
    first) chooses between topics with the same path. ``of`` makes a share: the sum of those
    topics is the denominator. ``lower`` and ``upper`` replace filters for the 95% bounds; where
    those are topics of their own, ``bounds`` names the lower and the upper one.
    ``years`` names the years it gives, ``skip_years`` those that another source gives instead;
    without either it gives every year it has. ``present_boundaries``: its older years are re-made
    on the municipalities of now. ``fallback``: it speaks only where the sources before it have no
    figure, "plain" as it is or "bridged" to the level of the first (docs/method.md#recorded-crime).
    ``may_lack``: what its tables may do without, "bounds" or the "figures" altogether; what is not
    there costs that alone, and a snapshot's catalog does not name it.
    """

    table: str | None = None
    series: str | None = None
    file: str | None = None
    column: str | None = None
    topic: Annotated[list[str], BeforeValidator(_as_list)] = []
    occurrence: int | None = None
    of: list[str] = []
    filters: dict[str, Filter] = {}
    lower: dict[str, str] = {}
    upper: dict[str, str] = {}
    bounds: list[str] = Field(default=[], exclude_if=lambda v: not v)
    years: list[int] | None = None
    skip_years: list[int] = []
    present_boundaries: bool = False
    fallback: Literal["", "plain", "bridged"] = ""
    may_lack: Literal["", "bounds", "figures"] = Field(default="", exclude_if=lambda v: not v)

    def gives(self, year: int | None) -> bool:
        """Whether the catalog takes this year from this source; None: a table of all years."""
        if year is None:
            return True
        return year not in self.skip_years and (self.years is None or year in self.years)

    @model_validator(mode="after")
    def _one_origin(self) -> Source:
        if sum(x is not None for x in (self.table, self.series, self.file)) != 1:
            raise ValueError("noem precies één van table, series of file")
        if self.file is not None and self.column is None:
            raise ValueError("een bron met file heeft ook column nodig")
        if self.file is None and not self.topic:
            raise ValueError("een bron met table of series heeft ook topic nodig")
        if self.bounds and (len(self.bounds) != 2 or self.lower or self.upper):
            raise ValueError("bounds noemt twee onderwerpen, en staat niet naast lower en upper")
        return self


class Indicator(_Entry):
    """One indicator.

    Parameters
    ----------
    direction : {1, -1, 0}
        Higher is more resilient, less resilient, or context (never scored).
    merge : {"mean", "count", "median"}
        How figures of merged municipalities combine: mean weighted by ``weight``; sum; or, for
        medians, classes and indices, the weighted mean as an approximation that is flagged.
    weight : str
        Id of the count indicator that weighs a mean (default: the population).
    per, scale : str, float
        The figure is ``scale`` * count / ``per`` (``per`` the id of a count indicator), or
        ``scale`` * topics / ``of`` where the source names ``of``.
    cycle : int
        Years between measurements; a figure serves up to ``cycle + 1`` years.
    reference_year : int
        Year whose mean and spread over all municipalities are the frozen scale.
    breaks : list of int
        First years of a new level (another definition or model).
    doubtful_breaks : list of int
        First years of what may be a new level: the index takes them for none, half of the draws of
        the uncertainty for one.
    constant_prices : int, optional
        Express money in the prices of that year.
    awaited : list of int
        Years that were measured but whose figures are not in the source yet; readers are told
        until they are.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text
    dimension: str
    direction: Literal[1, -1, 0]
    unit: Text
    cycle: int = Field(ge=1, le=10)
    source: list[Source] = Field(min_length=1)
    reference_year: int | None = None
    breaks: list[int] = []
    doubtful_breaks: list[int] = []
    awaited: list[int] = []
    merge: Literal["mean", "count", "median"] = "mean"
    weight: str = "bevolking"
    per: str | None = None
    scale: float = 1.0
    constant_prices: int | None = None
    decimals: int = 1
    low: float = 0.0
    high: float | None = None
    note: Text = Text()

    @property
    def scored(self) -> bool:
        """Whether the indicator counts in the score."""
        return self.direction != 0

    @property
    def max_age(self) -> int:
        """How old, in years, a figure may be to stand for a year (docs/method.md#as-of-value)."""
        return self.cycle + 1

    @model_validator(mode="after")
    def _consistent(self) -> Indicator:
        if self.scored and self.dimension not in SCORED:
            raise ValueError(f"direction {self.direction} past niet bij dimension {self.dimension}")
        if self.dimension in SCORED and not self.scored:
            raise ValueError("direction 0 (context) hoort bij dimension context of outcome")
        if self.scored and self.reference_year is None:
            raise ValueError("een indicator die meetelt heeft een reference_year nodig")
        if not self.title.nl or not self.title.en:
            raise ValueError("title heeft nl en en nodig")
        if self.source[0].fallback:
            raise ValueError("de eerste bron kan geen fallback zijn")
        return self


class DistrictSource(Source):
    """Where figures of districts come from; without a topic, what the indicator itself reads there.

    ``layout`` is the year of the districts it stands on: that of the edition when absent, and that
    of each table of a series. ``neighbourhoods``: figures of neighbourhoods, weighted up to
    districts by inhabitants.
    """

    layout: int | None = None
    neighbourhoods: bool = False


class District(_Entry):
    """An indicator of districts; what is absent is as among municipalities.

    ``index``: whether it counts in the district index; else its figures stand beside it, those of
    districts only.
    """

    id: str
    index: bool = Field(default=True, exclude_if=lambda v: v)
    dimension: str | None = None
    direction: Literal[1, -1] | None = None
    source: list[DistrictSource] = Field(min_length=1)


class FormerLayout(_Entry):
    """The districts of an earlier year, and how they are found again.

    ``named_by`` is the table whose districts tell its names; ``via`` a later year whose names and
    shapes are known, with the table ``via_named_by``.
    """

    year: int
    named_by: str
    via: int
    via_named_by: str


class Districts(_Entry):
    """The district index: one edition, on one layout (docs/method.md#district-index).

    ``small``: below so many inhabitants a district is never ranked, nor part of the scale.
    ``people`` gives the names and the inhabitants of the districts and neighbourhoods of the
    edition, ``postcode`` the four digits that most addresses of a neighbourhood have.
    ``indicators`` count in the index, ``beside`` do not.
    """

    edition: int
    small: int
    people: Source
    postcode: Source | None = None
    former: FormerLayout
    indicators: dict[str, District] = {}
    beside: dict[str, District] = Field(default={}, exclude_if=lambda v: not v)

    @property
    def every(self) -> dict[str, District]:
        """All indicators with figures of districts, those of the index first."""
        return self.indicators | self.beside


class Otherwise(_Entry):
    """What a former version of the index took for an indicator.

    ``series`` is the id of a former series in its place; else the indicator's own figures counted,
    with this dimension and direction.
    """

    series: str | None = None
    dimension: str | None = None
    direction: Literal[1, -1] | None = None


class FormerIndex(_Entry):
    """A former version of the index: what differed (docs/method.md#versions)."""

    min_share: float = Field(gt=0, le=1)
    otherwise: dict[str, Otherwise] = {}


class Index(_Entry):
    """Version of the index, the share of the weight a dimension needs, and former versions."""

    version: int = 1
    min_share: float = Field(default=2 / 3, gt=0, le=1)
    former: dict[int, FormerIndex] = {}


class Catalog(_Entry):
    """All dimensions, tables, files and indicators, checked against each other.

    ``former`` holds the series that only former versions of the index count: they are built and
    kept, and stand in no list for readers but coverage and downloads.
    """

    first_year: int
    last_year: int
    boundary_year: int
    index: Index = Index()
    dimensions: dict[str, Dimension]
    tables: dict[str, Table]
    series: dict[str, list[str]]
    files: dict[str, FileSet]
    indicators: dict[str, Indicator]
    districts: Districts | None = None
    former: dict[str, Indicator] = {}

    def district_indicator(self, name: str) -> Indicator:
        """Return an indicator as it counts in the district index: its dimension and direction."""
        entry = self.districts.indicators[name] if self.districts else None
        if entry is None:
            return self.indicators[name]
        own = {"dimension": entry.dimension, "direction": entry.direction}
        return self.indicators[name].model_copy(update={k: v for k, v in own.items() if v})

    @property
    def series_of_all(self) -> dict[str, Indicator]:
        """Every indicator that has figures: those of now, then the former series."""
        return self.indicators | self.former

    @property
    def versions(self) -> list[int]:
        """The versions of the index that can be computed, the newest first."""
        return [self.index.version, *sorted(self.index.former, reverse=True)]

    def of_version(self, version: int) -> Catalog:
        """Return the catalog as a version of the index counts.

        Raises
        ------
        MonitorError
            Where there is no such version.
        """
        if version == self.index.version:
            return self
        if version not in self.index.former:
            raise MonitorError(
                f"Versie {version} van de index is er niet",
                remedy=f"Kies uit: {', '.join(map(str, self.versions))}.",
            )
        then = self.index.former[version]
        gone = [
            o.series or k
            for k, o in then.otherwise.items()
            if (o.series or k) not in self.series_of_all
        ]
        if gone:
            raise MonitorError(
                f"Versie {version} van de index is niet te berekenen: {gone[0]} heeft geen cijfers",
                remedy="Ververs de cijfers opnieuw.",
            )
        changed = {k: self._as_then(k, other) for k, other in then.otherwise.items()}
        index = Index(version=version, min_share=then.min_share)
        return self.model_copy(
            update={"indicators": self.indicators | changed, "index": index, "former": {}}
        )

    def _as_then(self, name: str, other: Otherwise) -> Indicator:
        if other.series is not None:
            return self.former[other.series].model_copy(update={"id": name})
        update = {"dimension": other.dimension, "direction": other.direction}
        return self.indicators[name].model_copy(update=update)

    @property
    def fitted(self) -> dict[str, Indicator]:
        """Every indicator with a frozen scale: scored now, or in a former version."""
        found = {i.id: i for i in self.scored} | self.former
        for then in self.index.former.values():
            for name, other in then.otherwise.items():
                if other.series is None and name in self.indicators:
                    found[name] = self._as_then(name, other)
        return found

    def without(self, names: Collection[str]) -> Catalog:
        """Return the catalog without some indicators and former series."""
        kept = {
            field: {k: v for k, v in getattr(self, field).items() if k not in names}
            for field in ("indicators", "former")
        }
        return self.model_copy(update=kept)

    @property
    def scored(self) -> list[Indicator]:
        """The indicators that count in the score, in catalog order."""
        return [i for i in self.indicators.values() if i.scored]

    def sources_of(self, indicator: str) -> list[str]:
        """Return the ids of the tables and sets that an indicator is taken from, in order."""
        found: list[str] = []
        for source in self.series_of_all[indicator].source:
            if source.series is not None:
                run = self.series[source.series]
                found += [t for t in run if source.gives(self.tables[t].year)]
            else:
                found.append(str(source.table or source.file))
        return list(dict.fromkeys(found))

    def publisher_of(self, source: str) -> str:
        """Return who publishes a table or set; CBS where no catalog names another.

        The catalog of an older snapshot names no publishers of tables: that of now does. Empty for
        an own set of which nobody entered it.
        """
        for known in (self, load_catalog()):
            entry = known.tables.get(source) or known.files.get(source)
            if entry is not None and (entry.publisher or source in known.files):
                return entry.publisher
        return "CBS"

    def of_dimension(self, dimension: str) -> list[Indicator]:
        """Return the indicators of one dimension, in catalog order."""
        return [i for i in self.indicators.values() if i.dimension == dimension]

    def is_estimate(self, indicator: str) -> bool:
        """Whether an indicator rests on a model estimate (RIVM SMAP) in any of its sources."""
        return any(
            s.table is not None and self.tables[s.table].status == "model estimate"
            for s in self.indicators[indicator].source
        )

    def is_of_former_districts(self, indicator: str) -> bool:
        """Whether any figures of districts stand on those of an earlier year."""
        if self.districts is None or indicator not in self.districts.every:
            return False
        former = self.districts.former.year
        return any(s.layout == former for s in self.districts.every[indicator].source)

    def is_district_estimate(self, indicator: str) -> bool:
        """Whether the figures of districts rest on a model estimate."""
        if self.districts is None or indicator not in self.districts.every:
            return False
        tables = {str(s.table) for s in self.districts.every[indicator].source if s.table}
        return any(self.tables[t].status == "model estimate" for t in tables)


_FAULTS = {
    "missing": "dit veld ontbreekt",
    "extra_forbidden": "dit veld is onbekend",
    "literal_error": "kies uit {expected}",
    "string_pattern_mismatch": "gebruik kleine letters, cijfers en _, te beginnen met een letter",
    "int_parsing": "dit moet een geheel getal zijn",
    "int_type": "dit moet een geheel getal zijn",
    "float_parsing": "dit moet een getal zijn",
    "list_type": "dit moet een lijst zijn, tussen [ en ]",
    "too_short": "noem er ten minste één",
    "value_error": "{error}",
}


def _problem(err: ValidationError, where: str) -> MonitorError:
    first = err.errors()[0]
    field = ".".join(str(p) for p in first["loc"]) or "(hele regel)"
    fault = _FAULTS.get(first["type"], first["msg"]).format(**first.get("ctx", {}))
    return MonitorError(
        f"De catalogus klopt niet: {fault}",
        where=f"{where}, veld {field}",
        remedy="Verbeter dit veld; CONTRIBUTING.md legt de velden uit.",
    )


def _entries(kind: type[T], raw: list[dict[str, Any]], where: str) -> dict[str, T]:
    out: dict[str, T] = {}
    for number, entry in enumerate(raw, 1):
        name = str(entry.get("id", f"nummer {number}"))
        place = f"{where}, {kind.__name__.lower()} '{name}'"
        try:
            item = kind.model_validate(entry)
        except ValidationError as err:
            raise _problem(err, place) from err
        if name in out:
            raise MonitorError("De catalogus noemt dit id twee keer", where=f"{place}, veld id")
        out[name] = item
    return out


def _check_references(catalog: Catalog, where: str) -> None:
    """Everything an indicator names must exist."""
    known_counts = {i.id for i in catalog.indicators.values() if i.merge == "count"}
    for ind in catalog.series_of_all.values():
        refs = [
            ("dimension", ind.dimension, catalog.dimensions),
            ("weight", ind.weight, known_counts),
            ("per", ind.per, known_counts),
        ]
        for s in ind.source:
            refs += [
                ("source.table", s.table, catalog.tables),
                ("source.series", s.series, catalog.series),
                ("source.file", s.file, catalog.files),
            ]
        refs += [("series", t, catalog.tables) for s in catalog.series.values() for t in s]
        refs += [("continues", f.continues or None, catalog.files) for f in catalog.files.values()]
        refs += _district_references(catalog, ind.id)
        for field, name, known in refs:
            if name is not None and name not in known:
                raise MonitorError(
                    f"De catalogus verwijst naar '{name}', dat er niet is",
                    where=f"{where}, indicator '{ind.id}', veld {field}",
                    remedy=f"Bekend zijn: {', '.join(sorted(known))}.",
                )
    for version, then in catalog.index.former.items():
        for name, other in then.otherwise.items():
            if name not in catalog.indicators or other.series not in {None, *catalog.former}:
                raise MonitorError(
                    f"De catalogus verwijst naar '{other.series or name}', dat er niet is",
                    where=f"{where}, index, versie {version}, veld otherwise.{name}",
                )


def _district_references(catalog: Catalog, name: str) -> list[tuple[str, str | None, Any]]:
    """Return what the district index names of an indicator, to be looked up."""
    entry = catalog.districts.every.get(name) if catalog.districts else None
    if entry is None:
        return []
    sources = [("district.source.table", s.table, catalog.tables) for s in entry.source]
    runs = [("district.source.series", s.series, catalog.series) for s in entry.source]
    return [("district.dimension", entry.dimension, dict.fromkeys(SCORED)), *sources, *runs]


def _districts(raw: dict[str, Any], where: str) -> dict[str, Any] | None:
    """Read the district index; a source without a topic reads what the indicator itself reads."""
    if "districts" not in raw:
        return None
    series = raw.get("series", {})
    own = {str(entry.get("id")): entry.get("source", []) for entry in raw.get("indicator", [])}
    entries = []
    for entry in raw.get("district", []):
        sources = []
        for source in entry.get("source", []):
            table = source.get("table")
            same = (s for s in own.get(str(entry.get("id")), []) if _reads(s, table, series))
            shared = {k: v for k, v in next(same, {}).items() if k in _SHARED}
            sources.append({**shared, **source})
        entries.append({**entry, "source": sources})
    found = _entries(District, entries, where)
    counts = {k: v for k, v in found.items() if v.index}
    beside = {k: v for k, v in found.items() if not v.index}
    return {**raw["districts"], "indicators": counts, "beside": beside}


def _reads(source: dict[str, Any], table: object, series: dict[str, list[str]]) -> bool:
    return source.get("table") == table or table in series.get(str(source.get("series")), [])


def parse_catalog(text: str, where: str) -> Catalog:
    """Read a catalog from TOML text.

    Parameters
    ----------
    text : str
        TOML as in ``catalog.toml``.
    where : str
        Name of the file, for messages.

    Raises
    ------
    MonitorError
        Names file, entry and field of the first fault.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        raise MonitorError(
            f"De catalogus is geen geldige TOML{toml_place(err)}", where=where
        ) from err

    def named(key: str) -> list[dict[str, Any]]:
        return [{"id": name, **entry} for name, entry in raw.get(key, {}).items()]

    try:
        catalog = Catalog.model_validate(
            {
                **{k: raw[k] for k in _PLAIN if k in raw},
                "dimensions": _entries(Dimension, raw.get("dimension", []), where),
                "tables": _entries(Table, named("table"), where),
                "series": raw.get("series", {}),
                "files": _entries(FileSet, named("file"), where),
                "indicators": _entries(Indicator, raw.get("indicator", []), where),
                "districts": _districts(raw, where),
                "former": _entries(Indicator, raw.get("former", []), where),
            }
        )
    except ValidationError as err:
        raise _problem(err, where) from err
    _check_references(catalog, where)
    return catalog


@cache
def load_catalog(path: Path = CATALOG_FILE) -> Catalog:
    """Read and check the catalog file.

    Raises
    ------
    MonitorError
        Where the file is missing or faulty: names file, entry and field.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as err:
        raise MonitorError("De catalogus is niet te lezen", where=str(path)) from err
    return parse_catalog(text, path.name)
