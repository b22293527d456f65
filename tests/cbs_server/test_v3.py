"""The test server is what CBS's v3 service is, traps included: cbsodata sees no difference."""

from __future__ import annotations

import json
import shutil

import cbsodata
import pytest
import requests
from cbsodata import cbsodata3

from tests.cbs_server import serve
from tests.figures import make

FOLDER = make.HERE


@pytest.fixture
def url():
    with serve(FOLDER) as address:
        yield address


@pytest.fixture
def host(url, monkeypatch):
    """The address as cbsodata wants it, and the package as it comes."""
    monkeypatch.setattr(cbsodata3, "Session", requests.Session)
    monkeypatch.setattr(cbsodata.options, "use_https", False)
    monkeypatch.setattr(cbsodata.options, "requests", {})
    return url.removeprefix("http://")


def get(url: str, path: str, **options: str) -> requests.Response:
    params = {"$" + name: value for name, value in options.items()}
    return requests.get(f"{url}/{path}", params={"$format": "json", **params}, timeout=5)


def rows(url: str, path: str, **options: str) -> list[dict]:
    answer = get(url, path, **options)
    assert answer.status_code == 200, answer.text
    return answer.json()["value"]


# ------------------------------------------------------------------ cbsodata


def test_cbsodata_gets_data_with_names_for_codes(host):
    data = cbsodata.get_data("83625NED", catalog_url=host, filters="Perioden eq '2020JJ00'")
    names = {row["RegioS"] for row in data}
    assert {"Testerveen", "Deelveen", "Nederland (test)"} <= names
    assert {row["Perioden"] for row in data} == {"2020"}


def test_cbsodata_gets_the_selected_columns(host):
    data = cbsodata.get_data("84799NED", catalog_url=host, select=["WijkenEnBuurten", "ID"])
    assert set(data[0]) == {"WijkenEnBuurten", "ID"}


def test_cbsodata_gets_information_and_metadata(host):
    info = cbsodata.get_info("70072ned", catalog_url=host)
    assert (info["Identifier"], info["Modified"]) == ("70072ned", make.MODIFIED)
    periods = cbsodata.get_meta("70072ned", "Perioden", catalog_url=host)
    assert {p["Key"]: p["Status"] for p in periods}["2025JJ00"] == "Voorlopig"


def test_cbsodata_lists_the_tables(host):
    tables = {t["Identifier"] for t in cbsodata.get_table_list(catalog_url=host)}
    assert {"70072ned", "03759ned", "84799NED"} <= tables


def test_cbsodata_downloads_every_part_to_files(host, tmp_path):
    cbsodata.download_data("84799NED", dir=str(tmp_path), catalog_url=host)
    written = {path.stem for path in tmp_path.glob("*.json")}
    assert {"TableInfos", "DataProperties", "WijkenEnBuurten"} <= written


# ------------------------------------------------------------------ metadata


def test_topics_stand_under_their_groups(url):
    properties = rows(url, "ODataFeed/odata/70072ned/DataProperties")
    by_id = {p["ID"]: p for p in properties}
    income = next(p for p in properties if p["Key"].startswith("ParticuliereHuishoudens"))
    group = by_id[income["ParentID"]]
    assert (group["Type"], group["Title"]) == ("TopicGroup", "Gemiddeld gestandaardiseerd inkomen")
    assert by_id[group["ParentID"]]["Title"] == "Inkomen"
    assert by_id[group["ParentID"]]["ParentID"] is None


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        ("70072ned", {"RegioS": "GeoDimension", "Perioden": "TimeDimension"}),
        ("84799NED", {"WijkenEnBuurten": "GeoDetail"}),
        ("47018NED", {"SoortMisdrijf": "Dimension", "Perioden": "TimeDimension"}),
    ],
)
def test_dimensions_have_their_kind(url, table, kinds):
    properties = rows(url, f"ODataFeed/odata/{table}/DataProperties")
    assert kinds.items() <= {p["Key"]: p["Type"] for p in properties if p["Key"]}.items()


@pytest.mark.figures
def test_metadata_has_the_fields_of_the_real_one(url, figures):
    """A real DataProperties and TableInfos of CBS lie beside the figures."""
    for name in ("DataProperties", "TableInfos"):
        path = figures / "odata" / f"84799NED.{name}.json"
        read = json.loads(path.read_text("utf-8"))
        real = read.get("value", [read])
        ours = rows(url, f"ODataFeed/odata/84799NED/{name}")
        known = set().union(*real)
        assert {key for row in ours for key in row} - known <= {"ReleasePolicy"}
        assert {row["Type"] for row in ours if "Type" in row} <= {r.get("Type") for r in real}


def test_regions_tell_what_became_of_them(url):
    regions = {r["Key"]: r for r in rows(url, "ODataFeed/odata/70072ned/RegioS")}
    assert regions["GM9023    "]["Description"].startswith("Opgeheven per 01-01-2021")


# ------------------------------------------------------------------ rows


@pytest.mark.parametrize(
    ("table", "dim", "width"),
    [
        ("70072ned", "RegioS", 10),
        ("84799NED", "WijkenEnBuurten", 10),
        ("47018NED", "SoortMisdrijf", 6),
        ("83625NED", "RegioS", 6),
    ],
)
def test_codes_are_as_wide_as_in_the_real_table(url, table, dim, width):
    """Live: WijkenEnBuurten 10, SoortMisdrijf 6, RegioS in 83625NED none ('GM0758' is six)."""
    widths = {
        len(row["Key"])
        for row in rows(url, f"ODataFeed/odata/{table}/{dim}")
        if row["Key"].startswith(("GM", "0"))
    }
    assert widths == {width}


def test_typed_has_numbers_and_nulls_untyped_has_texts_and_points(url):
    where = "RegioS eq 'GM9001    ' and Perioden eq '2013JJ00'"
    [typed] = rows(url, "ODataFeed/odata/70072ned/TypedDataSet", filter=where)
    [untyped] = rows(url, "ODataFeed/odata/70072ned/UntypedDataSet", filter=where)
    assert typed["TotaleBevolking_5"] is None
    assert untyped["TotaleBevolking_5"].strip() == "."
    assert typed["Bevolkingsdichtheid_7"] == int(untyped["Bevolkingsdichtheid_7"])


@pytest.mark.parametrize(
    ("expression", "regions"),
    [
        ("RegioS eq 'GM9001    '", {"GM9001"}),
        ("RegioS eq 'GM9001    ' or RegioS eq 'GM9002    '", {"GM9001", "GM9002"}),
        ("(startswith(RegioS,'PV') or startswith(RegioS,'NL'))", {"PV30", "NL01"}),
        ("substringof('M901',RegioS)", {"GM9010", "GM9011", "GM9012", "GM9013", "GM9014"}),
        ("not startswith(RegioS,'GM')", {"PV30", "NL01"}),
    ],
)
def test_filters(url, expression, regions):
    got = rows(
        url,
        "ODataFeed/odata/70072ned/TypedDataSet",
        filter=f"({expression}) and Perioden eq '2024JJ00'",
    )
    assert {row["RegioS"].strip() for row in got} == regions


def test_ranges_work_on_periods(url):
    got = rows(
        url,
        "ODataFeed/odata/70072ned/TypedDataSet",
        filter="Perioden ge '2019JJ00' and Perioden lt '2021JJ00'",
    )
    assert {row["Perioden"] for row in got} == {"2019JJ00", "2020JJ00"}


def test_trap_ranges_on_regions_are_ignored(url):
    every = rows(url, "ODataFeed/odata/84799NED/TypedDataSet")
    got = rows(
        url, "ODataFeed/odata/84799NED/TypedDataSet", filter="WijkenEnBuurten ge 'GM9014    '"
    )
    assert len(got) == len(every)


def test_trap_a_code_without_its_padding_finds_nothing_and_says_nothing(url):
    assert rows(url, "ODataFeed/odata/70072ned/TypedDataSet", filter="RegioS eq 'GM9001'") == []


# ------------------------------------------------------------------ paging and limits


def test_the_feed_pages_until_every_row_came_once():
    with serve(FOLDER, page=100) as url:
        page = get(url, "ODataFeed/odata/70072ned/TypedDataSet").json()
        seen, sizes = [r["ID"] for r in page["value"]], [len(page["value"])]
        while "odata.nextLink" in page:
            page = requests.get(page["odata.nextLink"], timeout=5).json()
            seen += [r["ID"] for r in page["value"]]
            sizes.append(len(page["value"]))
    assert sizes[:-1] == [100] * (len(sizes) - 1)
    assert len(sizes) > 2
    assert seen == list(range(sum(sizes)))


def test_top_and_skip_on_the_feed(url):
    got = rows(url, "ODataFeed/odata/70072ned/TypedDataSet", top="3", skip="5")
    assert [r["ID"] for r in got] == [5, 6, 7]


def test_the_api_refuses_too_much_skips_nothing_and_tops_at_half():
    """Live: over 10,000 records refused, $skip 500, $top stops at 5,000; here 100 and 50."""
    path = "ODataApi/odata/70072ned/TypedDataSet"
    with serve(FOLDER, page=100) as url:
        assert get(url, path).status_code == 500
        assert "100 records" in get(url, path).json()["odata.error"]["message"]["value"]
        assert get(url, path, skip="5").status_code == 500
        assert len(rows(url, path, top="80")) == 50
        assert len(rows(url, path, filter="Perioden eq '2020JJ00'")) < 30


# ------------------------------------------------------------------ errors


@pytest.mark.parametrize(
    ("path", "options", "status"),
    [
        ("ODataFeed/odata/70072NED/TypedDataSet", {}, 404),
        ("ODataFeed/odata/70072ned/Onzin", {}, 404),
        ("ODataFeed/odata/70072ned/TypedDataSet", {"filter": "RegioS eq"}, 400),
        ("ODataFeed/odata/70072ned/TypedDataSet", {"filter": "Onzin eq 'x'"}, 400),
        ("ODataFeed/odata/70072ned/TypedDataSet", {"filter": "(RegioS eq 'x'"}, 400),
        ("ODataFeed/odata/70072ned/TypedDataSet", {"filter": "RegioS is 'x'"}, 400),
        ("ODataFeed/odata/70072ned/TypedDataSet", {"filter": "RegioS eq 5"}, 400),
        ("ODataFeed/odata/70072ned/TypedDataSet", {"select": "Onzin"}, 400),
        ("ODataFeed/odata/70072ned/TypedDataSet", {"top": "veel"}, 400),
        ("ODataFeed", {}, 404),
        ("", {}, 404),
    ],
)
def test_errors_are_json(url, path, options, status):
    answer = get(url, path, **options)
    assert answer.status_code == status
    assert answer.json()["odata.error"]["message"]["value"]


@pytest.mark.figures
def test_the_real_limits_on_the_real_figures(figures):
    with serve(figures) as url:
        assert get(url, "ODataApi/odata/47018NED/TypedDataSet").status_code == 500
        assert len(rows(url, "ODataApi/odata/47018NED/TypedDataSet", top="9000")) == 5000
        first = get(url, "ODataFeed/odata/47018NED/TypedDataSet").json()
        assert len(first["value"]) == 10_000
        assert "odata.nextLink" in first


def test_rows_that_hold_nothing_come_with_empty_cells(tmp_path):
    """The files leave them out; the service has every region in every period."""
    folder = tmp_path / "figures"
    shutil.copytree(FOLDER, folder)
    path = folder / "cbs" / "83625NED.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    left = [line for line in lines if not line.startswith("GM9002,2019JJ00")]
    assert len(left) == len(lines) - 1
    path.write_text("\n".join(left) + "\n", encoding="utf-8")
    with serve(FOLDER) as whole, serve(folder) as holed:
        before = rows(whole, "ODataFeed/odata/83625NED/TypedDataSet")
        after = rows(holed, "ODataFeed/odata/83625NED/TypedDataSet")
    keys = [{(r["RegioS"], r["Perioden"]) for r in found} for found in (before, after)]
    assert keys[0] == keys[1]
    empty = [r for r in after if all(v is None for k, v in r.items() if k[-1].isdigit())]
    assert len(empty) == 1 + sum(
        all(v is None for k, v in r.items() if k[-1].isdigit()) for r in before
    )
