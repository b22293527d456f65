"""The entries of the catalog: what each may say, and what it must."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

SCORED = ("personal", "social", "environment")


Filter = str | list[str]


def _as_list(value: object) -> object:
    """Let an entry write one word where the field takes a list."""
    return [value] if isinstance(value, str) else value


class Entry(BaseModel):
    """What every entry is: frozen, and without fields that nobody knows."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Entry):
    """A text in both languages of the interface."""

    nl: str = ""
    en: str = ""

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" else self.nl


class Dimension(Entry):
    """One of the dimensions of the province's own monitor, or context or outcome."""

    id: str
    title: Text
    description: Text = Text()


class Table(Entry):
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


class FileSet(Entry):
    """A set that is not a CBS table, described in ``monitor/sources/sets/<id>.toml``.

    ``continues``: the set whose years it completes; figures of both compare.
    """

    id: str
    title: str
    publisher: str
    licence: str
    continues: str = ""


class Source(Entry):
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


class Indicator(Entry):
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


class District(Entry):
    """An indicator of districts; what is absent is as among municipalities.

    ``index``: whether it counts in the district index; else its figures stand beside it, those of
    districts only.
    """

    id: str
    index: bool = Field(default=True, exclude_if=lambda v: v)
    dimension: str | None = None
    direction: Literal[1, -1] | None = None
    source: list[DistrictSource] = Field(min_length=1)


class FormerLayout(Entry):
    """The districts of an earlier year, and how they are found again.

    ``named_by`` is the table whose districts tell its names; ``via`` a later year whose names and
    shapes are known, with the table ``via_named_by``.
    """

    year: int
    named_by: str
    via: int
    via_named_by: str


class Districts(Entry):
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


class Otherwise(Entry):
    """What a former version of the index took for an indicator.

    ``series`` is the id of a former series in its place; else the indicator's own figures counted,
    with this dimension and direction.
    """

    series: str | None = None
    dimension: str | None = None
    direction: Literal[1, -1] | None = None


class FormerIndex(Entry):
    """A former version of the index: what differed (docs/method.md#versions)."""

    min_share: float = Field(gt=0, le=1)
    otherwise: dict[str, Otherwise] = {}


class Index(Entry):
    """Version of the index, the share of the weight a dimension needs, and former versions."""

    version: int = 1
    min_share: float = Field(default=2 / 3, gt=0, le=1)
    former: dict[int, FormerIndex] = {}
