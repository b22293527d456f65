"""The library gives the figures that were published, on the data that they were published for.

mpdta: county teen employment and the minimum wage, as Callaway and Sant'Anna give it with their R
package did (vignette "Getting started", version 2.1; here from the package moderndid). Proposition
99: cigarettes in California, Arkhangelsky et al. (2021), table 1 (here from synthdid-py).
"""

from __future__ import annotations

import warnings
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest

from monitor.impact.area import all_apart, apart, rank_of, second_opinion


def folder_of(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@pytest.fixture(scope="module")
def mpdta() -> pd.DataFrame:
    path = folder_of("moderndid") / "core" / "datasets" / "mpdta_long.pkl.gz"
    return pd.read_pickle(path).rename(columns={"first.treat": "began"})


@pytest.fixture(scope="module")
def cigarettes() -> pd.DataFrame:
    path = folder_of("synthdid") / "data" / "california_prop99.csv"
    long = pd.read_csv(path, sep=None, engine="python")
    return long.pivot(index="State", columns="Year", values="PacksPerCapita")


def test_the_data_are_those_of_the_papers(mpdta: pd.DataFrame, cigarettes: pd.DataFrame) -> None:
    assert mpdta["countyreal"].nunique() == 500
    assert sorted(mpdta["began"].unique()) == [0, 2004, 2006, 2007]
    assert cigarettes.shape == (39, 31)


def test_minimum_wage_and_teen_employment(mpdta: pd.DataFrame) -> None:
    from diff_diff import CallawaySantAnna

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = CallawaySantAnna(control_group="never_treated").fit(
            mpdta, outcome="lemp", unit="countyreal", time="year", first_treat="began"
        )
        study = fitted.aggregate("event_study").to_dataframe().set_index("event_time")["att"]
    assert fitted.overall_att == pytest.approx(-0.0400, abs=5e-5)  # aggte, type simple
    published = {
        -3: 0.0305, -2: -0.0006, -1: -0.0245,
        0: -0.0199, 1: -0.0510, 2: -0.1373, 3: -0.1008,
    }  # fmt: skip
    assert study.round(4).to_dict() == published
    assert study[study.index >= 0].mean() == pytest.approx(-0.0772, abs=5e-5)  # type dynamic


def test_the_second_library_gives_the_same(mpdta: pd.DataFrame) -> None:
    import moderndid

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        groups = moderndid.att_gt(
            data=mpdta, yname="lemp", tname="year", idname="countyreal", gname="began"
        )
        assert moderndid.aggte(groups, type="group").overall_att == pytest.approx(-0.0310, abs=5e-5)
        study = moderndid.aggte(groups, type="dynamic")
    assert study.att_by_event.round(4).tolist()[3:] == [-0.0199, -0.0510, -0.1373, -0.1008]


def test_cigarettes_by_synthetic_control(cigarettes: pd.DataFrame) -> None:
    found = apart(cigarettes, "California", 1989)
    # -19.6; with every year alike and no search for weights of years it differs in the decimal
    assert found.effect == pytest.approx(-19.6, abs=0.15)
    assert found.others.idxmax() == "Utah"
    assert found.others.sum() == pytest.approx(1)


def test_cigarettes_by_synthetic_difference_in_differences(cigarettes: pd.DataFrame) -> None:
    assert second_opinion(cigarettes, "California", 1989) == pytest.approx(-15.6, abs=0.05)


def test_california_stands_out_among_the_other_states(cigarettes: pd.DataFrame) -> None:
    # Abadie, Diamond and Hainmueller (2010, section 3.4): the most unusual of 39
    assert rank_of(all_apart(cigarettes, "California", 1989)) <= 2
