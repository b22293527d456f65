"""The checks that every answer passes, on rows written by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.catalog_entries import Table
from monitor.errors import MonitorError
from monitor.sources.cube import Structure, make_plan
from monitor.sources.cube_answer import assemble
from monitor.sources.request import TableRequest, TopicRef
from monitor.sources.topics import Topic

REF = TopicRef("Eenzaam")
REQUEST = TableRequest(Table(id="T", title="T"), (REF,), {"Marges": ("MW",)})
STRUCTURE = Structure(
    topics=[Topic("Eenzaam_1", ("Eenzaam",), "%")],
    geo="RegioS",
    codes={
        "RegioS": {"NL01": "NL01  ", "GM0001": "GM0001", "GM0002": "GM0002"},
        "Marges": {"MW": "MW", "MO": "MO"},
    },
    names={"NL01": "Nederland", "GM0001": "Een", "GM0002": "Twee"},
    periods={"2020JJ00": "Definitief", "2021JJ00": "NaderVoorlopig", "2021KW01": "Voorlopig"},
    title="Proeftabel",
    modified="",
)
ROWS = pd.DataFrame(
    {
        "RegioS": ["GM0002", "GM0001", "GM0002", "GM0001"],
        "Marges": "MW",
        "Perioden": ["2021JJ00", "2021JJ00", "2020JJ00", "2020JJ00"],
        "Eenzaam_1": [4.5, None, 2, 1],
    }
)


def answer(rows: pd.DataFrame):
    return assemble(REQUEST, STRUCTURE, make_plan(REQUEST, STRUCTURE), rows, "v3")


def test_a_good_answer_is_sorted_and_says_what_it_is():
    data = answer(ROWS)
    assert data.frame[["region", "year"]].to_numpy().tolist() == [
        ["GM0001", 2020],
        ["GM0001", 2021],
        ["GM0002", 2020],
        ["GM0002", 2021],
    ]
    assert data.frame["Eenzaam_1"].tolist() == pytest.approx([1, float("nan"), 2, 4.5], nan_ok=True)
    assert data.status == {2020: "final", 2021: "provisional"}
    assert data.names == {"GM0001": "Een", "GM0002": "Twee"}
    assert data.keys == {REF: "Eenzaam_1"}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (ROWS[:0], "het is leeg"),
        (ROWS.drop(columns="Eenzaam_1"), "kolom Eenzaam_1 ontbreekt"),
        (ROWS.drop(columns="Perioden"), "kolom Perioden ontbreekt"),
        (pd.concat([ROWS, ROWS[:1]]), "1 rijen komen dubbel voor, zoals GM0002"),
        (ROWS.assign(Eenzaam_1="veel"), "kolom Eenzaam_1 bevat geen getallen"),
        (ROWS.replace("GM0001", "NL01"), "1 regio's waar niet om is gevraagd, zoals NL01"),
        (ROWS[ROWS["RegioS"] == "GM0002"], "1 regio's ontbreken, zoals GM0001"),
        (ROWS.assign(Marges="MO"), "1 codes van Marges waar niet om is gevraagd, zoals MO"),
        (ROWS.replace("2021JJ00", "2021KW01"), "1 perioden waar niet om is gevraagd"),
        (ROWS[ROWS["Perioden"] == "2020JJ00"], "1 perioden ontbreken, zoals 2021JJ00"),
    ],
)
def test_an_answer_that_is_not_what_was_asked(rows, message):
    with pytest.raises(MonitorError, match=rf"antwoord op tabel T klopt niet: {message}"):
        answer(rows)


def test_a_table_without_yearly_figures():
    quarters = Structure(**{**vars(STRUCTURE), "periods": {"2021KW01": "Definitief"}})
    with pytest.raises(MonitorError, match="Tabel T heeft geen jaarcijfers"):
        make_plan(REQUEST, quarters)
