"""Faults on request, files, v4, boundaries, and the ways to start."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
import time

import pytest
import requests

from monitor.catalog_read import CATALOG_FILE, load_catalog, parse_catalog
from monitor.sources.cbs import fetch_table
from monitor.sources.request import TableRequest, TopicRef
from tests.cbs_server import Fault, serve
from tests.figures import make

FOLDER = make.HERE
INFO = "ODataFeed/odata/70072ned/TableInfos"


@pytest.fixture
def url():
    with serve(FOLDER) as address:
        yield address


def get(url: str, path: str = INFO, **params: str) -> requests.Response:
    return requests.get(f"{url}/{path}", params=params, timeout=5)


def test_a_fault_strikes_as_often_as_told_and_only_where_told(url):
    url.faults.append(Fault("status", 503, match="TableInfos", times=2))
    assert [get(url).status_code for _ in range(3)] == [503, 503, 200]
    url.faults.append(Fault("status", 500, match="Perioden"))
    assert get(url).status_code == 200


def test_slow(url):
    url.faults.append(Fault("slow", 0.3))
    start = time.monotonic()
    assert get(url).status_code == 200
    assert time.monotonic() - start >= 0.3


@pytest.mark.parametrize("kind", ["cut", "hangup"])
def test_a_broken_connection(url, kind):
    url.faults.append(Fault(kind))
    with pytest.raises(requests.RequestException):
        get(url)


@pytest.mark.parametrize("kind", ["truncate", "garbage"])
def test_a_whole_answer_that_is_no_json(url, kind):
    url.faults.append(Fault(kind))
    answer = get(url)
    assert answer.status_code == 200
    with pytest.raises(ValueError, match=r"Expecting|Unterminated|delimiter"):
        json.loads(answer.text)


def test_a_level_that_jumps(url):
    path = "ODataFeed/odata/83625NED/TypedDataSet"
    key = next(k for k in get(url, path).json()["value"][0] if k.startswith("GemiddeldeVerkoop"))
    before = get(url, path).json()["value"][0][key]
    url.faults.append(Fault("level", [key, 1.5], match="83625NED"))
    assert get(url, path).json()["value"][0][key] == pytest.approx(1.5 * before)


def test_an_unknown_fault_is_refused():
    with pytest.raises(ValueError, match="unknown fault 'boom'"):
        Fault("boom")


def test_faults_over_the_control_address(url):
    fault = json.dumps({"kind": "status", "value": 503})
    state = get(url, "_control", add=fault).json()
    assert state["faults"][0]["value"] == 503
    assert get(url).status_code == 503
    get(url, "_control", clear="1")
    assert get(url).status_code == 200
    assert [entry["path"] for entry in get(url, "_control").json()["log"]] == [f"/{INFO}"]


def test_files_are_downloads_and_nothing_outside_the_folder(url):
    text = get(url, "files/opkomst_verkiezingen.csv").text
    assert text.startswith("gm,type,jaar")
    assert get(url, "files/../cbs/tables.json").status_code == 404
    raw = requests.Request("GET", f"{url}/files/%2e%2e/cbs/tables.json").prepare()
    assert requests.Session().send(raw, timeout=5).status_code == 404


def test_v4_has_a_row_a_figure_without_padding(url):
    base = "odata/v1/CBS/47018NED"
    measure = get(url, f"{base}/MeasureCodes").json()["value"][0]
    rows = get(
        url,
        f"{base}/Observations",
        **{"$filter": "RegioS eq 'GM9001' and SoortMisdrijf eq '0.0.0' and Perioden eq '2012JJ00'"},
    ).json()["value"]
    assert measure["Title"] == "Geregistreerde misdrijven"
    assert [(r["Measure"], r["ValueAttribute"]) for r in rows] == [(measure["Identifier"], "None")]
    assert isinstance(rows[0]["Value"], float | int)


def test_v4_says_why_a_figure_is_missing(url):
    rows = get(
        url,
        "odata/v1/CBS/70072ned/Observations",
        **{"$filter": "RegioS eq 'GM9001' and Perioden eq '2013JJ00'"},
    ).json()["value"]
    assert {(r["Value"] is None, r["ValueAttribute"]) for r in rows} == {
        (True, "Impossible"),
        (False, "None"),
    }


@pytest.mark.figures
def test_v4_has_the_fields_of_the_real_answers(figures):
    """Real answers of datasets.cbs.nl for 83625NED lie beside the figures."""
    names = {
        "Dimensions": "dimensions",
        "MeasureCodes": "measure-codes",
        "RegioSCodes": "codes-RegioS",
        "PeriodenCodes": "codes-Perioden",
        "Observations": "observations-page-1",
    }
    with serve(FOLDER) as url:
        for name, file in names.items():
            path = figures / "odata" / "v4" / "83625NED" / f"{file}.json"
            real = json.loads(path.read_text("utf-8"))
            ours = get(url, f"odata/v1/CBS/83625NED/{name}").json()
            assert set(ours) <= {*real, "@odata.nextLink"}
            assert set(ours["value"][0]) <= set(real["value"][0]), name


def test_boundaries_in_both_systems(url):
    path = "cbs/gebiedsindelingen/2024/wfs/v1_0"
    params = {
        "request": "GetFeature",
        "typeName": "gebiedsindelingen:gemeente_gegeneraliseerd",
        "outputFormat": "json",
        "cql_filter": "statcode='GM9001'",
    }
    metres = get(url, path, **params, srsName="EPSG:28992").json()
    degrees = get(url, path, **params, srsName="EPSG:4326").json()
    assert len(metres["features"]) == 14  # cql_filter is ignored, as PDOK does
    x, y = metres["features"][0]["geometry"]["coordinates"][0][0]
    assert (x, y) == pytest.approx((105_000, 405_000), abs=5_001)
    lon, lat = degrees["features"][0]["geometry"]["coordinates"][0][0]
    assert (round(lon), round(lat)) == (5, 52)
    assert set(metres["features"][0]["properties"]) == {"statcode", "jrstatcode", "statnaam"}


def test_it_starts_from_the_command_line():
    command = [sys.executable, "-m", "tests.cbs_server", str(FOLDER), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            address = re.match(r"http://\S+", process.stdout.readline())[0]
            assert get(address).status_code == 200
        finally:
            process.terminate()


@pytest.mark.sweep(sample=[])
def test_the_test_figures_are_marked_and_rebuild_to_the_same_bytes(tmp_path, monkeypatch):
    before = {
        p.relative_to(FOLDER): p.read_bytes() for p in FOLDER.rglob("*.*") if p.suffix != ".pyc"
    }
    monkeypatch.setattr(make, "HERE", tmp_path)
    make.main()
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*.*")}
    assert len(made) > 40
    changed = {str(name) for name in made if made[name] != before.get(name)}
    assert not changed, "the catalog has changed: run python -m tests.figures.make"
    assert b"TESTCIJFERS" in made[next(n for n in made if n.name == "tables.json")]


@pytest.mark.sweep(sample=[])
def test_a_new_indicator_gets_test_figures_without_more_ado(tmp_path, monkeypatch):
    """The example of CONTRIBUTING: a few lines in the catalog are all it takes."""
    entry = """
    [[indicator]]
    id = "jeugdzorg"
    title = { nl = "Jeugdzorg", en = "Youth care" }
    dimension = "context"
    direction = 0
    unit = { nl = "%", en = "%" }
    cycle = 1
    source = [{ series = "kwb", years = [2022], topic = "Percentage jongeren met jeugdzorg" }]
    """
    text = CATALOG_FILE.read_text(encoding="utf-8") + textwrap.dedent(entry)
    monkeypatch.setattr(make, "load_catalog", lambda: parse_catalog(text, "proef"))
    monkeypatch.setattr(make, "HERE", tmp_path)
    make.main()
    table = load_catalog().tables["85318NED"]
    request = TableRequest(table, (TopicRef("Percentage jongeren met jeugdzorg"),))
    with serve(tmp_path) as url:
        data = fetch_table(request, base_url=url)
    assert data.frame.iloc[:, 2].between(5, 40).all()
