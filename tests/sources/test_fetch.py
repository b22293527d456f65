"""v4 gives what v3 gives, and steps in where v3 stays down."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pandas as pd
import pytest

from monitor.errors import MonitorError
from monitor.sources import cbs, cbs_v4, fetch
from monitor.sources.http import ServiceDownError
from tests.cbs_server import Fault, serve
from tests.sources.conftest import ADULTS, FIGURES

V3_DOWN = Fault("status", 503, match="ODataFeed")
CASES = [
    (
        "70072ned",
        ["Totale bevolking", "Inkomen en vermogen | Particuliere huishoudens excl. studenten"],
        {},
    ),
    ("84799NED", ["Woningvoorraad", "Koopwoningen"], {}),
    ("50090NED", ["Eenzaam"], {"codes": ADULTS, "levels": ("GM", "WK")}),
    ("47018NED", ["Geregistreerde misdrijven"], {"codes": {"SoortMisdrijf": ("0.0.0", "1.4.4")}}),
]


@pytest.mark.parametrize(("table", "topics", "options"), CASES, ids=lambda c: str(c)[:8])
def test_v4_lands_in_the_same_shape(url, ask, table, topics, options):
    request = ask(table, *topics, **options)
    one, other = cbs.fetch_table(request, base_url=url), cbs_v4.fetch_table(request, base_url=url)
    renamed = other.frame.rename(columns={other.keys[ref]: one.keys[ref] for ref in one.keys})
    pd.testing.assert_frame_equal(one.frame, renamed[one.frame.columns], check_names=False)
    assert (one.names, one.status, one.title) == (other.names, other.status, other.title)
    assert [one.units[k] for k in one.keys.values()] == [
        other.units[k] for k in other.keys.values()
    ]
    assert (one.service, other.service) == ("v3", "v4")


def test_v4_pages_are_put_together(ask):
    with serve(FIGURES, page=40) as url:
        data = cbs_v4.fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)
        assert len(data.frame) == len(
            cbs.fetch_table(ask("70072ned", "Totale bevolking"), base_url=url).frame
        )


def test_v3_is_first_and_v4_steps_in_where_it_stays_down(url, ask):
    request = ask("70072ned", "Totale bevolking")
    assert fetch.fetch_table(request, base_url=url).service == "v3"
    url.faults.append(V3_DOWN)
    assert fetch.fetch_table(request, base_url=url).service == "v4"


def test_both_down_is_one_sentence_that_names_both(ask):
    with serve(FIGURES, Fault("status", 500)) as url, pytest.raises(ServiceDownError) as caught:
        fetch.fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)
    assert "Tabel 70072ned is niet op te halen" in str(caught.value)
    assert "OData v4" in str(caught.value)


def test_an_unknown_topic_does_not_lead_to_the_other_service(url, ask):
    with pytest.raises(MonitorError, match="geen onderwerp 'Geluk'"):
        fetch.fetch_table(ask("70072ned", "Geluk"), base_url=url)
    assert not any("/odata/v1/" in entry["path"] for entry in url.log)


def test_an_empty_v4_answer_is_refused(url, ask):
    url.faults.append(Fault("empty", match="Observations"))
    with pytest.raises(MonitorError, match="het is leeg"):
        cbs_v4.fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)


@pytest.mark.figures
def test_the_real_answers_of_v4_are_understood(figures, ask, monkeypatch):
    """Answers of datasets.cbs.nl for 83625NED, kept beside the figures, against the v3 csv."""
    folder = figures / "odata" / "v4" / "83625NED"
    names = {
        "Properties": "properties",
        "Dimensions": "dimensions",
        "MeasureCodes": "measure-codes",
        "RegioSCodes": "codes-RegioS",
        "PeriodenCodes": "codes-Perioden",
        "Observations": "observations-page-1",
    }

    def answer(address: str, params: dict[str, str] | None = None) -> dict:
        name = urlsplit(address).path.rsplit("/", 1)[-1]
        return json.loads((folder / f"{names[name]}.json").read_text()) if name in names else {}

    monkeypatch.setattr(cbs_v4, "get_json", answer)
    structure = cbs_v4._structure("83625NED", "http://cbs")
    assert [t.path for t in structure.topics] == [("Gemiddelde verkoopprijs",)]
    assert (len(structure.codes["RegioS"]), len(structure.periods)) == (745, 31)
    request = ask("83625NED", "Gemiddelde verkoopprijs")
    plan = cbs_v4.make_plan(request, structure)
    rows = cbs_v4._wide(request, structure, plan, answer("http://cbs/Observations")["value"])
    got = rows[rows["RegioS"].str.startswith("GM")].set_index(["RegioS", "Perioden"])["M001534"]
    csv = pd.read_csv(figures / "cbs" / "83625NED.csv").set_index(["RegioS", "Perioden"])
    both = pd.concat([got, csv["GemiddeldeVerkoopprijs_1"]], axis=1, join="inner").dropna()
    assert len(both) > 3000
    assert (both.iloc[:, 0] == both.iloc[:, 1]).all()


def test_the_list_of_municipalities_comes_from_whichever_service_is_up(url):
    columns = ["code", "name", "description"]
    before = fetch.fetch_regions(base_url=url)
    url.faults.append(V3_DOWN)
    after = fetch.fetch_regions(base_url=url)
    pd.testing.assert_frame_equal(before[columns], after[columns])
    assert any("/odata/v1/" in entry["path"] for entry in url.log)


def test_v4_tells_how_far_it_is(url, ask):
    seen: list[tuple[int, int | None]] = []
    data = cbs_v4.fetch_table(
        ask("70072ned", "Totale bevolking"), base_url=url, progress=lambda *at: seen.append(at)
    )
    assert seen[-1][0] >= len(data.frame)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: [*rows, rows[0]], "cijfers dubbel"),
        (lambda rows: [{**rows[0], "Measure": "M999999"}, *rows], "niet om is gevraagd: M999999"),
        (lambda rows: rows[:-1], "klopt niet|ontbreken"),
    ],
)
def test_a_v4_answer_that_is_not_what_was_asked(url, ask, monkeypatch, change, message):
    real = cbs_v4.get_json

    def spoiled(address, params=None):
        page = real(address, params)
        if "Observations" in address:
            page["value"] = change([r for r in page["value"] if r["Perioden"] == "2020JJ00"])
        return page

    monkeypatch.setattr(cbs_v4, "get_json", spoiled)
    with pytest.raises(MonitorError, match=message):
        cbs_v4.fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)


@pytest.mark.parametrize("name", ["Dimensions", "MeasureCodes", "RegioSCodes", "Observations"])
@pytest.mark.parametrize("json", [{"Message": "?"}, {"value": [{"x": 1}]}, {"value": ["x"]}])
def test_v4_json_of_another_shape_is_refused(ask, name, json):
    with serve(FIGURES, Fault("shape", json, match=name)) as url, pytest.raises(MonitorError):
        cbs_v4.fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)


def test_a_table_that_v4_does_not_have(url, ask):
    url.faults.append(Fault("vanish", match="70072ned"))
    with pytest.raises(MonitorError, match="Tabel 70072ned is er ook in OData v4 niet"):
        cbs_v4.fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)


def test_a_fault_found_by_v4_says_that_v3_is_down(url, ask):
    url.faults.extend([V3_DOWN, Fault("drop_topic", "TotaleBevolking_5", match="70072ned")])
    with pytest.raises(MonitorError, match=r"geen onderwerp .*via OData v4; .* storing"):
        fetch.fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)
