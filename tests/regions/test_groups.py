"""The groups of geodata/groups.toml: who belongs to them, and what a faulty file answers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from monitor.errors import MonitorError
from monitor.regions.groups import load_groups, members
from monitor.site import site

# Inhabitants on 1 January 2020 (CBS 70072ned), rounded; Oss and Waalwijk stand near a bound.
POPULATION = pd.Series(
    {
        "GM0748": 67_496.0,  # Bergen op Zoom
        "GM0758": 184_069.0,  # Breda
        "GM0794": 92_423.0,  # Helmond: in the range, but one of the B5
        "GM0828": 91_915.0,  # Oss
        "GM0867": 48_637.0,  # Waalwijk
        "GM0777": 43_878.0,  # Etten-Leur
        "GM0744": 6_855.0,  # Baarle-Nassau
    }
)


def test_the_sizes_of_the_groups() -> None:
    groups = load_groups()
    assert {g.id: len(g.codes) for g in groups.values()} == {
        "west-brabant": 16,
        "middelgroot": 7,
        "b5": 5,
        "brabantstad": 7,
    }
    assert len(groups["west-brabant"].variants["corop"].codes) == 13


def test_corop_is_the_region_without_three() -> None:
    west = load_groups()["west-brabant"]
    assert set(west.codes) - set(west.variants["corop"].codes) == {"GM1723", "GM1959", "GM0744"}


def test_every_definition_names_source_and_year() -> None:
    for group in load_groups().values():
        for item in group.definitions.values():
            assert item.source.nl
            assert item.source.en
            assert 2010 <= item.year <= 2030
            assert item.title.nl
            assert item.title.en


def test_a_rule_picks_by_inhabitants_and_leaves_the_b5_out() -> None:
    mid = load_groups()["middelgroot"]
    assert members(mid, "50-100", population=POPULATION) == ["GM0748", "GM0828"]
    assert members(mid, "40-100", population=POPULATION) == [
        "GM0748",
        "GM0777",
        "GM0828",
        "GM0867",
    ]


def test_the_upper_bound_does_not_count_and_the_lower_does() -> None:
    mid = load_groups()["middelgroot"]
    at_bounds = pd.Series({"GM0001": 50_000.0, "GM0002": 100_000.0, "GM0003": 49_999.0})
    assert members(mid, "50-100", population=at_bounds) == ["GM0001"]


def test_an_unknown_definition_is_refused_with_the_choice() -> None:
    with pytest.raises(MonitorError, match=r"standaard, corop"):
        members(load_groups()["west-brabant"], "gouw", population=POPULATION)


def test_a_code_that_does_not_exist_is_named() -> None:
    with pytest.raises(MonitorError, match="GM1723"):
        load_groups(known=["GM0758"])


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("GM0758", "GM758"), "GM758"),
        (('without = "b5"', 'without = "b9"'), "b9"),
        (("rule = {", 'codes = ["GM0758"]\nrule = {'), "precies één"),
        (('source = { nl = "Regio', 'bron = { nl = "Regio'), "west-brabant"),
        ((', en = "CBS, Areas', ', de = "CBS, Areas'), "west-brabant"),
        ((', en = "CBS, Areas in the Netherlands (85755NED), COROP area CR33"', ""), "nl en en"),
        (('id = "brabantstad"', 'id = "b5"'), "twee keer"),
        (("[[group]]", "[[group"), "TOML"),
    ],
)
def test_a_fault_is_named_in_dutch(tmp_path: Path, change: tuple[str, str], named: str) -> None:
    file = tmp_path / "groups.toml"
    file.write_text(
        site().groups_file.read_text(encoding="utf-8").replace(*change), encoding="utf-8"
    )
    with pytest.raises(MonitorError, match=named):
        load_groups(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MonitorError, match="niet te lezen"):
        load_groups(tmp_path / "weg.toml")
