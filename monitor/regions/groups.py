"""The groups of municipalities that the monitor looks at, from the groups file of the site."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from monitor.catalog_entries import Text
from monitor.errors import MonitorError, toml_place
from monitor.site import site

DEFAULT = "standaard"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _in_both(text: Text) -> Text:
    if not (text.nl and text.en):
        raise ValueError("geef de tekst in nl en en")
    return text


Source = Annotated[Text, AfterValidator(_in_both)]


class Rule(_Entry):
    """Municipalities of the province by inhabitants: ``start`` <= inhabitants < ``below``.

    ``without`` is the id of a group whose members never count; ``excluded`` are their codes.
    """

    start: int = Field(alias="from", ge=0)
    below: int
    without: str | None = None
    excluded: tuple[str, ...] = ()


class Variant(_Entry):
    """One definition of a group: a list of codes, or a rule, with its source and year."""

    id: str
    title: Text
    source: Source
    year: int
    codes: tuple[str, ...] = ()
    rule: Rule | None = None
    note: Text = Text()

    @model_validator(mode="after")
    def _one_definition(self) -> Variant:
        if bool(self.codes) == (self.rule is not None):
            raise ValueError("geef codes of rule, precies één van de twee")
        if len(set(self.codes)) != len(self.codes):
            raise ValueError("codes noemt een gemeente twee keer")
        return self


class Group(_Entry):
    """A group and its definitions: the default one and its variants.

    Parameters
    ----------
    spoken : Text
        Name as in the middle of a sentence; empty: the title.
    many : bool
        Whether that name takes a verb in the plural.
    label : Text
        Name of the default definition beside its variants.
    boundaries : int
        Year of the municipalities that the codes are of.
    province : str
        Code of the province whose other municipalities the group is compared with.
    without : tuple of str
        Codes that a switch may leave out of the comparison.
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: Text
    spoken: Text = Text()
    many: bool = False
    label: Text
    source: Source
    year: int
    codes: tuple[str, ...] = Field(min_length=1)
    without: tuple[str, ...] = ()
    note: Text = Text()
    boundaries: int
    province: str = Field(pattern=r"^PV\d\d$")
    variants: dict[str, Variant] = {}

    @property
    def definitions(self) -> dict[str, Variant]:
        """All definitions by id; the default one, ``standaard``, comes first."""
        first = Variant(
            id=DEFAULT,
            title=self.label,
            source=self.source,
            year=self.year,
            codes=self.codes,
            note=self.note,
        )
        return {DEFAULT: first, **self.variants}


def _fault(reason: str, where: str) -> MonitorError:
    return MonitorError(
        f"De groepen kloppen niet: {reason}", where=where, remedy="Verbeter dit in groups.toml."
    )


def _parse(raw: dict[str, Any], where: str) -> Group:
    try:
        variants = [Variant.model_validate(v) for v in raw.pop("variant", [])]
        if len({v.id for v in variants} | {DEFAULT}) != len(variants) + 1:
            raise _fault("een id van een variant komt twee keer voor", where)
        return Group.model_validate({**raw, "variants": {v.id: v for v in variants}})
    except ValidationError as err:
        first = err.errors()[0]
        field = ".".join(str(p) for p in first["loc"]) or "(hele definitie)"
        raise _fault(first["msg"], f"{where}, veld {field}") from err


def _check(groups: dict[str, Group], known: Collection[str] | None, where: str) -> None:
    """Check that every code and every group that a definition names exists."""
    for group in groups.values():
        for item in group.definitions.values():
            place = f"{where}, groep '{group.id}', definitie '{item.id}'"
            if item.rule and item.rule.without and item.rule.without not in groups:
                raise _fault(f"groep '{item.rule.without}' bestaat niet", place)
            codes = [*item.codes, *group.without]
            odd = [c for c in codes if not (len(c) == 6 and c[:2] == "GM" and c[2:].isdigit())]
            gone = [] if known is None else [c for c in codes if c not in known]
            if odd or gone:
                raise _fault(f"onbekende gemeentecode {(odd or gone)[0]}", place)


@cache
def _load(path: Path) -> dict[str, Group]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as err:
        raise MonitorError("Het bestand met groepen is niet te lezen", where=str(path)) from err
    except tomllib.TOMLDecodeError as err:
        raise MonitorError(
            f"De groepen zijn geen geldige TOML{toml_place(err)}", where=path.name
        ) from err
    groups: dict[str, Group] = {}
    home = raw.get("province") or site().province
    for number, entry in enumerate(raw.get("group", []), 1):
        on = {"boundaries": raw.get("boundary_year"), "province": home, **entry}
        group = _parse(on, f"{path.name}, groep '{entry.get('id', number)}'")
        if group.id in groups:
            raise _fault("dit id komt twee keer voor", f"{path.name}, groep '{group.id}'")
        groups[group.id] = group
    _check(groups, None, path.name)
    return {name: _with_excluded(group, groups) for name, group in groups.items()}


def _with_excluded(group: Group, groups: dict[str, Group]) -> Group:
    """Write the codes of the group that a rule leaves out into the rule."""
    variants = {}
    for name, item in group.variants.items():
        rule = item.rule
        if rule is not None and rule.without:
            rule = rule.model_copy(update={"excluded": groups[rule.without].codes})
        variants[name] = item.model_copy(update={"rule": rule})
    return group.model_copy(update={"variants": variants})


def load_groups(path: Path | None = None, known: Collection[str] | None = None) -> dict[str, Group]:
    """Read and check the groups.

    Parameters
    ----------
    path : Path, optional
        The TOML file; by default that of the site.
    known : collection of str, optional
        Codes of all municipalities; given, every code of a definition must be among them.

    Returns
    -------
    dict of str to Group
        By id, in the order of the file.

    Raises
    ------
    MonitorError
        Names the file, the group and the field of the first fault.
    """
    path = path or site().groups_file
    groups = _load(path)
    if known is not None:
        _check(groups, known, path.name)
    return groups


def members(group: Group, definition: str = DEFAULT, *, population: pd.Series) -> list[str]:
    """Return the codes of the members of a group under one definition, sorted.

    Parameters
    ----------
    definition : str
        ``standaard`` or the id of a variant.
    population : Series of float, indexed by code
        Inhabitants in the year shown of the municipalities of the province of the group: a rule
        picks from these.

    Raises
    ------
    MonitorError
        Where the group has no such definition.
    """
    known = group.definitions
    if definition not in known:
        raise MonitorError(
            f"Groep {group.id} heeft geen definitie '{definition}'",
            remedy=f"Kies uit: {', '.join(known)}.",
        )
    item = known[definition]
    if item.rule is None:
        return sorted(item.codes)
    picked = population[(population >= item.rule.start) & (population < item.rule.below)]
    return sorted(c for c in picked.index.astype(str) if c not in item.rule.excluded)
