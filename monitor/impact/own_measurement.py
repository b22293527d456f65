"""What an initiative measured itself: before and after, beside a comparison where there is one."""

from __future__ import annotations

import math
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator
from scipy.special import stdtrit  # not scipy.stats: that takes 45 MB of every server

ALONE, BESIDE = 2, 3  # rungs of the Maryland scale: before and after; the same beside others


class Wave(BaseModel):
    """One measurement among so many people: how many said yes, or a mean and its spread."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    n: int = Field(ge=2, le=10_000_000)
    yes: int | None = Field(default=None, ge=0)
    mean: float | None = Field(default=None, allow_inf_nan=False)
    sd: float | None = Field(default=None, gt=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _one_form(self) -> Wave:
        counted, averaged = self.yes is not None, self.mean is not None and self.sd is not None
        half = (self.mean is None) != (self.sd is None)
        if counted == averaged or half or (counted and self.mean is not None):
            raise ValueError("geef yes (hoeveel van de n), of mean en sd")
        if (self.yes or 0) > self.n:
            raise ValueError("yes kan niet groter zijn dan n")
        return self

    @property
    def level(self) -> float:
        """The mean, or the share in percent."""
        return 100 * self.yes / self.n if self.yes is not None else float(self.mean or 0.0)

    @property
    def variance(self) -> float:
        """Of the level; a share has one yes and one no added (Agresti and Caffo 2000)."""
        if self.yes is None:
            return float(self.sd or 0.0) ** 2 / self.n
        share = (self.yes + 1) / (self.n + 2)
        return 100**2 * share * (1 - share) / (self.n + 2)


class Own(BaseModel):
    """A question of an initiative's own, measured before and after.

    People are taken as others before and after: where they are the same, the interval is rather
    too wide than too narrow.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1, max_length=200)
    unit: str = Field(default="", max_length=40)
    before: Wave | None = None
    after: Wave | None = None
    comparison_before: Wave | None = None
    comparison_after: Wave | None = None

    @model_validator(mode="after")
    def _complete(self) -> Own:
        if (self.comparison_before is None) != (self.comparison_after is None):
            raise ValueError("een vergelijking heeft een meting voor en een meting na")
        if len({w.yes is None for w in self.waves}) > 1:
            raise ValueError("alle metingen van een vraag hebben dezelfde vorm")
        return self

    @property
    def waves(self) -> tuple[Wave, ...]:
        """The measurements that there are."""
        all_ = (self.before, self.after, self.comparison_before, self.comparison_after)
        return tuple(w for w in all_ if w is not None)

    @property
    def is_share(self) -> bool:
        """Whether it is measured as a share, in percent."""
        return any(w.yes is not None for w in self.waves)


class Moved(NamedTuple):
    """How much was measured more after than before, with its 95% interval, and the rung."""

    size: float
    low: float
    high: float
    rung: int


def moved(own: Own) -> Moved | None:
    """Return the change, less that of the comparison where there is one.

    Returns
    -------
    Moved or None
        In the unit of the question, shares in percentage points; the interval by Welch (1947).
        None where there is no measurement before and after yet.
    """
    if own.before is None or own.after is None:
        return None
    size = own.after.level - own.before.level
    if own.comparison_before is not None and own.comparison_after is not None:
        size -= own.comparison_after.level - own.comparison_before.level
    total = sum(w.variance for w in own.waves)
    spent = sum(w.variance**2 / (w.n - 1) for w in own.waves)
    freedom = total**2 / spent if spent else math.inf
    reach = float(stdtrit(freedom, 0.975)) * math.sqrt(total) if total else 0.0
    return Moved(size, size - reach, size + reach, BESIDE if len(own.waves) == 4 else ALONE)
