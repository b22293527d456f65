"""Rates, shares, constant prices and what is left out; a merger and a name, worked by hand.

M is new in 2017 out of A (100 inhabitants) and B (300).
"""

import numpy as np
import pandas as pd
import pytest

from monitor.catalog_read import parse_catalog
from monitor.ingest.derive import Harmoniser, Losses, placeable, published
from monitor.regions.vintages import make_links
from tests.catalogs import entry, head

HEAD = head() + '[table.T]\ntitle = "Een"\n[series]\n'


def own(name: str, more: str = "", *, topic: str = "") -> str:
    """An indicator of the one topic of the one table."""
    return entry(name, f'[{{ table = "T", topic = "een"{topic} }}]', more)


COUNT = own("bevolking", 'merge = "count"')
LINKS = make_links(
    pd.Series({"GM0003": 2017, "GM0004": 0}),
    pd.DataFrame(
        [("GM0001", "GM0003", 1.0, 0, 2016), ("GM0002", "GM0003", 1.0, 0, 2016)],
        columns=["code", "to", "share", "from_year", "until_year"],
    ),
)


def raw(year=2015, of=None, **values):
    frame = pd.DataFrame(
        [(f"GM{k[1:]}", year, "T", v) for k, v in values.items()],
        columns=["region", "year", "source", "value"],
    )
    bounds = {"of": np.nan if of is None else list(of), "lower": np.nan, "upper": np.nan}
    return frame.assign(**bounds, status="final")


PEOPLE = raw(_0001=100.0, _0002=300.0, _0004=50.0)


def observe(entry, figures, people=PEOPLE):
    catalog = parse_catalog(HEAD + COUNT + entry, "test")
    losses = Losses()
    harmoniser = Harmoniser(catalog, {"bevolking": people, "x": figures}, LINKS, losses)
    return harmoniser.observations(catalog.indicators["x"]).set_index("region"), losses.rows


def test_a_rate_divides_counts_after_merging_them():
    entry = own("x", 'per = "bevolking"\nscale = 1000')
    found, _ = observe(entry, raw(_0001=2.0, _0002=4.0, _0004=1.0))
    assert found.value["GM0003"] == pytest.approx(1000 * (2 + 4) / (100 + 300))  # 15
    assert found.value["GM0004"] == pytest.approx(20)
    assert found.harmonised.to_dict() == {"GM0003": True, "GM0004": False}


def test_a_rate_of_a_merged_population_carries_the_mark():
    # The count is already that of M; only its inhabitants have to be added up.
    entry = own("x", 'per = "bevolking"\nscale = 1000')
    found, _ = observe(entry, raw(_0003=6.0, _0004=1.0))
    assert found.value["GM0003"] == pytest.approx(15)
    assert found.harmonised["GM0003"]


def test_a_rate_without_its_denominator_is_counted_not_guessed():
    entry = own("x", 'per = "bevolking"\nscale = 1000')
    found, losses = observe(entry, raw(2016, _0004=1.0))
    assert found.empty
    assert losses == [("x", "geen noemer (bevolking)", 1, "GM0004 2016")]


def test_a_share_divides_merged_numerator_by_merged_denominator():
    entry = own("x", "scale = 100", topic=', of = ["een"]')
    figures = raw(_0001=10.0, _0002=30.0, of=(20.0, 180.0))
    found, _ = observe(entry, figures)
    assert found.value["GM0003"] == pytest.approx(100 * 40 / 200)  # not the mean of 50 and 16.7


def test_money_is_in_prices_of_one_year():
    entry = own("x", "constant_prices = 2020")
    found, _ = observe(entry, raw(2019, _0004=10.0))
    assert found.value["GM0004"] == pytest.approx(10.13)  # prices rose 1.3% in 2020


def test_an_incomplete_merger_is_left_out_and_counted():
    found, losses = observe(own("x", 'merge = "count"'), raw(_0001=1.0, _0002=np.nan))
    assert found.empty
    assert losses == [("x", "samenvoeging onvolledig", 1, "GM0003 2015")]


def test_codes_that_are_no_municipality_are_counted_and_lelystad_is_one():
    # GM0995 is Lelystad; GM0998 and GM0999 hold what CBS cannot place.
    catalog = parse_catalog(HEAD + COUNT, "test")
    from monitor.sources.request import TableData, TopicRef

    frame = pd.DataFrame(
        [("GM0995", 2020, 1.0), ("GM0999", 2020, 2.0)],
        columns=["region", "year", "een"],
    )
    table = TableData("T", frame, {TopicRef("een"): "een"}, {}, {2020: "final"}, "", "")
    losses = Losses()
    found = published(catalog, {"T": table}, {}, losses)
    assert found["bevolking"].region.tolist() == ["GM0995"]
    assert losses.rows == [("bevolking", "geen gemeente", 1, "GM0999 2020")]


def test_a_municipality_of_before_the_years_of_use_is_no_unknown_code():
    rows = pd.DataFrame(
        [("GM0039", 2006, 61.0), ("GM0001", 2006, 70.0), ("GM0039", 2011, 62.0)],
        columns=["region", "year", "value"],
    )
    losses = Losses()
    kept = placeable({"opkomst": rows[:2]}, {"GM0001"}, {"GM0001"}, 2011, losses)
    assert (losses.unknown, losses.rows) == (set(), [])
    assert list(kept["opkomst"].region) == ["GM0001"]
    placeable({"opkomst": rows}, {"GM0001"}, {"GM0001"}, 2011, losses)
    assert losses.unknown == {"GM0039"}
