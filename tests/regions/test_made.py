"""Groups that are made of the municipalities themselves, by hand-picked municipalities."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.naming import group_name, is_many
from monitor.regions.made import made_groups
from monitor.text import speaking

ROWS = [  # code, province, corop, ggd, inhabitants
    ("GM0001", "PV01", "CR01", "GGD Oost", 10_000),
    ("GM0002", "PV01", "CR01", "GGD Oost", 19_999),
    ("GM0003", "PV01", "CR02", "GGD Oost", 20_000),
    ("GM0004", "PV01", "CR02", "GGD Zuid", 49_999),
    ("GM0005", "PV01", "CR03", "GGD Zuid", 100_000),
    ("GM0006", "PV02", "CR04", "GGD Noord", 60_000),
    ("GM0007", "PV02", "CR04", "GGD Noord", 70_000),
]


def groups_of(rows):
    columns = ["code", "province", "corop", "ggd", "people"]
    table = pd.DataFrame(rows, columns=columns).set_index("code")
    return made_groups(table.assign(corop_name=table["corop"]), table["people"] * 1.0, 2024)


@pytest.fixture
def made():
    return groups_of(ROWS)


def test_every_part_of_a_province_of_two_or_more_is_a_group(made):
    assert {name: group.codes for name, group in made.items()} == {
        "pv01-cr01": ("GM0001", "GM0002"),
        "pv01-cr02": ("GM0003", "GM0004"),
        "pv01-ggd-oost": ("GM0001", "GM0002", "GM0003"),
        "pv01-ggd-zuid": ("GM0004", "GM0005"),
        # fewer than 20,000: the two of CR01 again; 20,000 to 50,000: those of CR02; one of 100,000
    }


def test_what_is_the_whole_province_is_no_group(made):
    assert not [name for name in made if name.startswith("pv02")]


def test_classes_of_size_begin_at_their_lower_bound():
    sizes = (19_999, 1, 20_000, 49_999, 50_000)
    found = groups_of([(f"GM{i:04}", "PV01", "", "", n) for i, n in enumerate(sizes)])
    assert {g.title.nl: g.codes for g in found.values()} == {
        "minder dan 20.000 inwoners": ("GM0000", "GM0001"),
        "20.000 tot 50.000 inwoners": ("GM0002", "GM0003"),
    }
    middle = found["pv01-inw-20-50"]
    assert group_name(middle) == "de gemeenten met 20.000 tot 50.000 inwoners" and is_many(middle)
    with speaking("en"):
        assert group_name(middle) == "the municipalities with 20,000 to 50,000 inhabitants"
