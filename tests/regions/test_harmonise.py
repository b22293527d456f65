"""Figures of former municipalities on the present ones; the numbers are worked by hand.

Four present municipalities: M (new in 2017 out of A and B), P and Q (of old; in 2019 S was divided
over them, a quarter and three quarters of its inhabitants), N (since 2016, before that O: a name).
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import MonitorError
from monitor.regions.harmonise import harmonise, unused
from monitor.regions.vintages import make_links, nearest_years, vintage_of

FORMER = pd.DataFrame(
    [
        ("A", "M", 1.0, 0, 2016),
        ("B", "M", 1.0, 0, 2016),
        ("S", "P", 0.25, 0, 2018),
        ("S", "Q", 0.75, 0, 2018),
        ("O", "N", 1.0, 0, 2015),
    ],
    columns=["code", "to", "share", "from_year", "until_year"],
)
LINKS = make_links(pd.Series({"M": 2017, "P": 0, "Q": 0, "N": 2016}), FORMER)
PEOPLE = {"A": 100.0, "B": 300.0, "S": 40.0, "P": 10.0, "Q": 20.0, "O": 5.0, "M": 410.0, "N": 6.0}


def population(**changes):
    counts = PEOPLE | changes
    rows = [(region, 2015, n) for region, n in counts.items()]
    return nearest_years(pd.DataFrame(rows, columns=["region", "year", "value"]), [2015, 2018])


def figures(year=2015, **values):
    rows = [(region, year, "t", value) for region, value in values.items()]
    return pd.DataFrame(rows, columns=["region", "year", "source", "value"])


def result(frame, **options):
    options = {"count": False, "population": population()} | options
    return harmonise(frame, LINKS, **options).set_index("region")


def test_counts_add_up_by_share_and_nothing_is_lost():
    found = result(figures(A=100.0, B=300.0, S=40.0, P=10.0, Q=20.0, O=5.0), count=True)
    # M = 100 + 300; P = 10 + a quarter of 40; Q = 20 + three quarters of 40; N = O.
    assert found.value.to_dict() == {"M": 400.0, "N": 5.0, "P": 20.0, "Q": 50.0}
    assert found.value.sum() == 475


def test_a_mean_is_weighted_by_its_denominator():
    found = result(figures(A=10.0, B=20.0, S=5.0, P=6.0, Q=7.0, O=8.0))
    assert found.value["M"] == pytest.approx((100 * 10 + 300 * 20) / 400)  # 17.5
    assert found.value["P"] == pytest.approx((10 * 6 + 0.25 * 40 * 5) / 20)  # 5.5
    assert found.value["Q"] == pytest.approx((20 * 7 + 0.75 * 40 * 5) / 50)  # 5.8
    homes = population(A=300.0, B=100.0)
    other = result(figures(A=10.0, B=20.0, S=5.0, P=6.0, Q=7.0, O=8.0), weight=homes)
    assert other.value["M"] == pytest.approx((300 * 10 + 100 * 20) / 400)  # 12.5


def test_population_weighs_where_a_contributor_lacks_the_denominator():
    homes = population(B=float("nan"))
    found = result(figures(A=10.0, B=20.0), weight=homes)
    assert found.value["M"] == pytest.approx(17.5)


def test_the_mark_is_for_merged_figures_only():
    found = result(figures(A=10.0, B=20.0, S=5.0, P=6.0, Q=7.0, O=8.0))
    assert found.harmonised.to_dict() == {"M": True, "N": False, "P": True, "Q": True}
    later = result(figures(2018, M=1.0, N=1.0, P=1.0, Q=1.0, S=1.0))
    assert not later.harmonised[["M", "N"]].any()


def test_a_new_name_passes_its_bounds_on_and_a_merger_combines_its_standard_errors():
    frame = figures(A=10.0, B=20.0, O=8.0)
    frame = frame.assign(lower=[9.0, 19.0, 7.0], upper=[11.0, 21.0, 9.5])
    found = result(frame)
    assert (found.lower["N"], found.upper["N"]) == (7.0, 9.5)
    # half width: sqrt((100/400 * 1)^2 + (300/400 * 1)^2)
    half = np.sqrt(0.25**2 + 0.75**2)
    assert found.lower["M"] == pytest.approx(17.5 - half)
    assert found.upper["M"] == pytest.approx(17.5 + half)


def test_a_merger_with_a_contributor_missing_is_missing_not_partial():
    found = result(figures(A=100.0, B=float("nan"), O=5.0), count=True)
    assert "M" not in found.index
    assert "M" not in result(figures(A=10.0, B=float("nan"), O=5.0)).index


def test_a_contributor_of_under_five_percent_may_be_missing_from_a_mean():
    people = population(S=2.0)  # a quarter of S is 0.5 of P's 10.5: 4.8%
    found = result(figures(P=6.0, Q=7.0, S=float("nan")), population=people)
    assert found.value["P"] == 6.0
    assert found.covered["P"] == pytest.approx(10 / 10.5)
    assert found.harmonised["P"]
    assert "Q" not in found.index  # three quarters of S: 1.5 of 21.5, 7%


def test_a_table_on_later_boundaries_is_taken_on_those():
    # Figures of 2015 published on the boundaries of 2017: M itself, and S still whole.
    frame = figures(M=10.0, N=1.0, S=2.0, P=3.0, Q=4.0)
    assert vintage_of(LINKS.code.isin(frame.region).to_numpy(), 2015, LINKS) == 2017
    found = result(frame)
    assert found.value["M"] == 10.0
    assert not found.harmonised["M"]


def test_a_municipality_ahead_of_its_table_speaks_for_itself():
    # N has its own figure in a table that is otherwise of 2015, and O has one too.
    frame = figures(A=1.0, B=1.0, S=1.0, P=1.0, Q=1.0, O=5.0, N=6.0)
    found = result(frame, count=True)
    assert found.value["N"] == 6.0
    assert unused(frame, LINKS).region.tolist() == ["O"]


def test_an_unknown_code_is_named():
    with pytest.raises(MonitorError, match="X"):
        result(figures(X=1.0))


def test_no_figures_give_no_figures():
    assert result(figures()).empty
    assert result(figures(), count=True).empty
    assert unused(figures(), LINKS).empty


def test_provisional_travels():
    frame = figures(A=10.0, B=20.0, O=1.0).assign(status=["final", "provisional", "final"])
    assert result(frame).status.to_dict() == {"M": "provisional", "N": "final"}


def test_the_nearest_year_serves_and_the_earlier_of_two():
    counts = pd.DataFrame({"region": "A", "year": [2012, 2016], "value": [1.0, 2.0]})
    found = nearest_years(counts, [2011, 2013, 2014, 2015, 2020])
    assert found["A"].to_dict() == {2011: 1.0, 2013: 1.0, 2014: 1.0, 2015: 2.0, 2020: 2.0}


few = settings(max_examples=25, deadline=None)
amount = st.floats(0, 1e6)


@few
@given(st.fixed_dictionaries(dict.fromkeys("ABSPQO", amount)))
def test_counts_keep_their_national_total(values):
    found = result(figures(**values), count=True)
    assert found.value.sum() == pytest.approx(sum(values.values()), rel=1e-12, abs=1e-9)


@few
@given(st.fixed_dictionaries(dict.fromkeys("ABSPQO", st.floats(1, 100))))
def test_a_mean_keeps_its_weighted_national_mean_and_stays_between_its_contributors(values):
    found = result(figures(**values))
    weights = {"M": 400.0, "P": 20.0, "Q": 50.0, "N": 5.0}
    national = sum(found.value[r] * w for r, w in weights.items()) / 475
    before = sum(values[r] * PEOPLE[r] for r in values) / 475
    assert national == pytest.approx(before)
    assert min(values["A"], values["B"]) - 1e-9 <= found.value["M"]
    assert found.value["M"] <= max(values["A"], values["B"]) + 1e-9


def test_rows_that_hold_nothing_count_for_nothing():
    """CBS answers with a row for every municipality there ever was, in every year."""
    nothing = float("nan")
    every = figures(A=10.0, B=20.0, M=nothing, O=8.0, N=nothing, S=5.0, P=6.0, Q=7.0)
    only = figures(A=10.0, B=20.0, O=8.0, S=5.0, P=6.0, Q=7.0)
    pd.testing.assert_frame_equal(result(every), result(only))
    pd.testing.assert_frame_equal(result(every, count=True), result(only, count=True))
