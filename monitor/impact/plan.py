"""The plan of an analysis: what is asked, of whom, since when; written before the figures."""

from __future__ import annotations

import hashlib
import json
import tomllib
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from monitor.errors import MonitorError, fault_in, toml_place
from monitor.impact.own_measurement import Own
from monitor.impact.register import programme_province
from monitor.moment import is_to_come

EARLIEST, LATEST = 1990, 2100
"""No figure reaches further back, and no plan further ahead: such a start cannot be judged."""
_YEAR = Field(ge=EARLIEST, le=LATEST)


class Plan(BaseModel):
    """What is asked; the hash changes with every word of it that matters to the answer.

    Parameters
    ----------
    title : str
        Of the programme or initiative.
    made : date
        The day on which the plan was made.
    outcomes : tuple of str
        Ids of indicators, dimensions or ``total``; all of them are shown.
    start, until : int
        First and last year that count as after.
    area : str
        Code of a province as a whole; compared with the other provinces.
    municipalities : mapping of str to int
        Code and first year of each participant; compared with those of the same province.
    own : tuple of Own
        What an initiative measures itself; its figures may come later.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(max_length=200)
    made: date
    outcomes: tuple[str, ...] = Field(min_length=1, max_length=30)
    until: int = _YEAR
    start: int = _YEAR
    area: str = Field(default="", pattern=r"^(PV\d\d)?$")
    municipalities: dict[str, int] = Field(default={}, max_length=400)
    own: tuple[Own, ...] = Field(default=(), max_length=30)

    @model_validator(mode="before")
    @classmethod
    def _codes_may_be_listed(cls, raw: Any) -> Any:
        """Let participants that all began in ``start`` be a list of codes."""
        named = raw.get("municipalities") if isinstance(raw, dict) else None
        if isinstance(named, list | tuple):
            return {**raw, "municipalities": {str(c): raw.get("start") for c in named}}
        return raw

    @model_validator(mode="after")
    def _sound(self) -> Plan:
        if bool(self.area) == bool(self.municipalities):
            raise ValueError(
                "noem een provincie (area) of gemeenten (municipalities), één van beide"
            )
        if len(set(self.outcomes)) != len(self.outcomes):
            raise ValueError("outcomes noemt een uitkomst twee keer")
        if not all(
            self.start <= y <= self.until for y in [self.start, *self.municipalities.values()]
        ):
            raise ValueError("elke deelnemer begint tussen start en until")
        return self

    @property
    def hash(self) -> str:
        """Twelve letters that change with what is asked: not with title, day or own figures."""
        asked = self.model_dump(mode="json", exclude={"title", "made", "own"})
        if self.own:
            asked["own"] = [[own.title, own.unit] for own in self.own]
        text = json.dumps(asked, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_plan(text: str, where: str) -> Plan:
    """Read a plan from TOML.

    Parameters
    ----------
    text : str
        As docs/plan-voorbeeld.toml.
    where : str
        Name of the file, for messages.

    Raises
    ------
    MonitorError
        Names the field at fault.
    """
    try:
        raw = tomllib.loads(text)
    except (
        ValueError,
        RecursionError,
    ) as err:  # a number or a nesting without end is no TOML either
        raise MonitorError(
            f"Het plan is geen geldige TOML{toml_place(err)}",
            where=where,
            remedy="Verbeter deze regel; docs/plan-voorbeeld.toml is een voorbeeld.",
        ) from err
    try:
        plan = Plan.model_validate(raw)
    except ValidationError as err:
        field, fault = _fault(err)
        raise _wrong(fault, field, where) from err
    if is_to_come(plan.made):
        raise _wrong("deze dag is nog niet geweest", "made", where)
    return plan


def _fault(err: ValidationError) -> tuple[str, str]:
    """Return the first field at fault, and what is wrong with it, in Dutch."""
    first = err.errors()[0]
    field = ".".join(str(p) for p in first["loc"])
    if first["type"].endswith("_than_equal") and field in {"start", "until"}:
        return field, "dit jaar ligt buiten 1990 tot 2100"
    if first["type"] == "string_pattern_mismatch":
        return field, "dit is geen code van een gemeente of provincie"
    return field, fault_in(first)


def _wrong(fault: str, field: str, where: str) -> MonitorError:
    return MonitorError(
        f"Het plan klopt niet: {fault}",
        where=f"{where}, veld {field}" if field else where,
        remedy="Verbeter dit veld; docs/plan-voorbeeld.toml is een voorbeeld.",
    )


def default_plan() -> Plan:
    """Ask whether the province parted from its synthetic self from 2017 on.

    The programme ran from 2017 to 2020; what it left behind is looked for until 2023.
    """
    return Plan(
        title="Versterken Sociale Veerkracht",
        made=date(2026, 11, 29),
        start=2017,
        until=2023,
        area=programme_province(),
        outcomes=("inkomen", "opkomst_tk", "opkomst_gr", "opkomst_ps", "misdrijven"),
    )


def shipped_plan(province: str) -> Plan | None:
    """Return the default plan where it is about a province; None where that has no programme."""
    plan = default_plan()
    return plan if plan.area == province else None
