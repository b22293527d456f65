"""What a reckoning gives: plain records that are kept as JSON and shown as they are."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from monitor.impact.plan import Plan

Refused = Literal[
    "", "estimate", "score", "break", "few_before", "none_after", "thin", "no_figures", "nobody"
]
"""Why an outcome proves nothing; empty where it may.

estimate: made by a model; score: an index that carries older or estimated figures along; break:
another definition within the period; few_before: not measured twice before; none_after: not
measured since; thin: too few municipalities; no_figures: no participant has a figure in every
year; nobody: nobody in the province to stand beside a participant.
"""
Kind = Literal["effect", "none_larger", "unknown"]
Doubt = Literal[
    "",
    "refused",
    "few_placebos",
    "parted_before",
    "placebo_year",
    "first_of_few",
    "ill_fit",
    "alone",
    "unmeasured",
]
"""Why nothing can be said: refused as proof; fewer than 40 municipalities beside the participants;
they parted already in the years before; a pretended start in those years gives more than chance
does; the area stands first, but of too few; no mix of others follows it; an initiative's own
measurement has no comparison, or is not there before and after."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Outcome(_Record):
    """Whether an outcome may carry proof, and on which years.

    ``municipalities`` have a figure in all of ``before`` and ``after``; ``left_out`` are years of
    another table or not final yet. ``start`` is the first start that counts. ``gaps`` are
    participants that take no part in the sums: without a figure in every year, or with nobody
    beside them; ``untimely`` are those that began too early or too late to be measured on both
    sides.
    """

    id: str
    start: int = 0
    refused: Refused = ""
    year: int = 0
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    municipalities: int = 0
    gaps: tuple[str, ...] = ()
    untimely: tuple[str, ...] = ()


class Smallest(_Record):
    """The smallest effect that would be seen with 80% power at 5% (two-sided).

    ``size`` and ``usual`` (95% of the changes between measurements are at most this) are in the
    unit of the outcome; ``people`` is the same as a number of people or crimes a year, NaN-free:
    None where the unit has none. ``proof``: the outcome may carry proof. ``others``: how many
    municipalities, or areas where ``area`` is true, stand beside.
    """

    outcome: str
    participants: int
    size: float
    usual: float
    people: float | None = None
    per: int = 0
    proof: bool = True
    years: tuple[int, int] = (0, 0)
    others: int = 0
    area: bool = False


class Beside(_Record):
    """A participant, by code, and who stands beside it, most alike first.

    ``shares`` are the parts of the others in the synthetic area; empty where all count alike.
    """

    participant: str
    others: tuple[str, ...]
    shares: tuple[float, ...] = ()


class Point(_Record):
    """A year of the two lines, in the unit of the outcome.

    ``difference`` is that since the last year before the start (of an area: from its synthetic
    self); without any effect it stays within ``low`` and ``high`` in 95 of 100 programmes drawn by
    lot (of an area: those are the least and most of the other areas).
    """

    year: int
    participants: float
    beside: float
    difference: float
    low: float
    high: float


class Placebo(_Record):
    """Another area as if it had had the programme: code, effect, and how unusual that is.

    ``misfit`` is how far it lay from its mix before; ``fits`` whether that is near enough.
    """

    area: str
    effect: float
    ratio: float
    misfit: float = 0.0
    fits: bool = True


class Shift(_Record):
    """The effect as if the programme had begun in another year; ``p`` is None for an area."""

    start: int
    effect: float
    p: float | None = None


class Verdict(_Record):
    """One of three kinds: an effect, no effect larger than ``size``, or nothing can be said.

    ``effect``, ``low``, ``high`` and ``size`` are in the unit of the outcome; ``level`` is the
    coverage of the interval (0.95 and more where a plan has several outcomes); ``rung`` is that
    on the Maryland scale (0 where nothing was compared).
    """

    kind: Kind
    doubt: Doubt = ""
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    size: float | None = None
    p: float | None = None
    level: float = 0.95
    rung: int = 0


class Finding(_Record):
    """All of one outcome, in the order in which it is read.

    Attributes
    ----------
    outcome, smallest, verdict
        May it prove anything; could it be seen; what follows. ``smallest`` is None where even
        that is unknown.
    beside : tuple of Beside
        The comparison group, with ``frozen``: the hash of the choice, which years before alone
        decide.
    path : tuple of Point
        The two lines and their difference.
    before_size : float
        The smallest parting before the start that would be seen.
    breakdown : float
        How many times the largest break before the start the break after it may be before the
        interval holds 0 (Rambachan and Roth 2023); None without an effect to break.
    placebos, rank, rank_fit, second
        Of a single area: all areas as if they had had the programme, itself first; its place among
        them (1 = most unusual), and among those that fit; the effect by synthetic difference in
        differences.
    moved, pretended : tuple of Shift
        With the start one measurement earlier or later; with starts before the real one, on the
        years before it (placebo years).
    never : tuple of int
        Of an area: how many of all areas in all pretended years are at least as unusual, and of how
        many.
    units : int
        How many municipalities or areas without the programme stand beside it.
    """

    outcome: Outcome
    verdict: Verdict
    smallest: Smallest | None = None
    beside: tuple[Beside, ...] = ()
    frozen: str = ""
    path: tuple[Point, ...] = ()
    before_size: float | None = None
    breakdown: float | None = None
    placebos: tuple[Placebo, ...] = ()
    rank: int = 0
    rank_fit: int = 0
    second: float | None = None
    moved: tuple[Shift, ...] = ()
    pretended: tuple[Shift, ...] = ()
    never: tuple[int, int] = (0, 0)
    units: int = 0


class Result(_Record):
    """The answer to a plan: all of its outcomes, in its order.

    Attributes
    ----------
    plan : Plan
    hash : str
        Of the plan.
    snapshot : str
        Id of the snapshot that it was worked out on.
    first_seen : date
        When what this plan asks was first worked out here.
    recoded : mapping of str to str
        Former municipalities of the plan, to the present one that each became.
    findings : tuple of Finding
    smallest : tuple of Smallest
        Per outcome for 4, 11 and 30 municipalities in the provinces of the plan.
    """

    plan: Plan
    hash: str
    snapshot: str
    first_seen: date
    findings: tuple[Finding, ...]
    smallest: tuple[Smallest, ...]
    recoded: dict[str, str] = {}

    @property
    def after_figures(self) -> bool:
        """Whether the question was first seen when years after the start had begun.

        The day that stands in the plan proves nothing, and was there before or on that day.
        """
        return self.first_seen >= date(self.plan.start, 1, 1)
