"""Frozen scales are fitted with inhabitants as weights; level breaks that nobody named are found.

The formulas themselves are tested in tests/score/test_scale.py.
"""

import numpy as np
import pandas as pd
import pytest

from monitor.catalog_read import load_catalog
from monitor.errors import MonitorError
from monitor.ingest.scales import frozen_scales, population_weights, unnamed_breaks

CATALOG = load_catalog()
REGIONS = [f"GM{n:04d}" for n in range(1, 13)]


def series(indicator, year, values):
    return pd.DataFrame(
        {"indicator": indicator, "region": REGIONS[: len(values)], "year": year, "value": values}
    )


def only(*ids):
    """The catalog with these indicators alone."""
    kept = {i: CATALOG.indicators[i] for i in (*ids, "bevolking")}
    return CATALOG.model_copy(update={"indicators": kept, "former": {}})


def test_the_scale_weighs_by_inhabitants_of_the_reference_year():
    people = series("bevolking", 2020, [1.0, 3.0])
    lonely = series("eenzaam", 2020, [40.0, 48.0])
    obs = pd.concat([people, lonely])
    catalog = only("eenzaam")
    weights = population_weights(obs, catalog, "bevolking")
    row = frozen_scales(obs, catalog, weights).iloc[0]
    # mean (40 + 3 * 48) / 4 = 46; variance (36 + 3 * 4) / 4 = 12
    assert (row.indicator, row.from_year, row["mean"]) == ("eenzaam", 0, pytest.approx(46))
    assert row.sd == pytest.approx(np.sqrt(12))
    assert row["shift"] == 0


def test_a_level_break_gets_its_own_scale_and_the_country_does_not_move():
    people = pd.concat([series("bevolking", y, [1.0, 3.0]) for y in (2020, 2022)])
    health = pd.concat(
        [
            series("ervaren_gezondheid", 2020, [80.0, 76.0]),
            series("ervaren_gezondheid", 2022, [70.0, 60.0]),
        ]
    )
    obs, catalog = pd.concat([people, health]), only("ervaren_gezondheid")
    named = catalog.indicators["ervaren_gezondheid"].model_copy(update={"breaks": [2022]})
    catalog = catalog.model_copy(
        update={"indicators": catalog.indicators | {"ervaren_gezondheid": named}}
    )
    scales = frozen_scales(obs, catalog, population_weights(obs, catalog, "bevolking"))
    assert scales.from_year.tolist() == [0, 2022]
    assert scales["mean"].tolist() == pytest.approx([77.0, 62.5])
    # The mean z is 0 in 2020, the reference year, so 0 it stays.
    assert scales["shift"].tolist() == pytest.approx([0, 0])


def test_a_missing_reference_year_names_the_indicator():
    obs = pd.concat([series("bevolking", 2020, [1.0, 2.0]), series("eenzaam", 2016, [1.0, 2.0])])
    catalog = only("eenzaam")
    with pytest.raises(MonitorError, match=r"eenzaam.*2020"):
        frozen_scales(obs, catalog, population_weights(obs, catalog, "bevolking"))


def breaks(before, after, indicator="eenzaam"):
    people = series("bevolking", 2016, [1.0] * 12)
    obs = pd.concat([people, series(indicator, 2016, before), series(indicator, 2020, after)])
    catalog = only(indicator)
    return unnamed_breaks(obs, catalog, population_weights(obs, catalog, "bevolking"))


LEVEL = np.linspace(30, 50, 12)  # standard deviation 6.3


def test_a_jump_of_the_country_with_the_order_kept_is_reported():
    found = breaks(LEVEL, LEVEL + 10)
    assert found[["indicator", "year"]].to_numpy().tolist() == [["eenzaam", 2020]]
    assert found.jump[0] == pytest.approx(10 / LEVEL.std())
    assert found.order[0] == pytest.approx(1)


def test_a_small_move_or_another_order_is_not():
    assert breaks(LEVEL, LEVEL + 3).empty
    assert breaks(LEVEL, LEVEL[::-1] + 10).empty
