"""Sets from files: read as described, and every fault named by row, column and value."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.catalog_read import load_catalog
from monitor.errors import MonitorError
from monitor.sources.files import SetDescription, load_description, locate, read_set
from monitor.sources.http import NotThereError
from tests.sources.conftest import FIGURES

PLAIN = SetDescription(id="proef", file="p.csv", region="gm", year="jaar", values=["score"])
DUTCH = PLAIN.model_copy(
    update={"delimiter": ";", "decimal": ",", "thousands": ".", "encoding": "latin-1"}
)


@pytest.fixture
def read(tmp_path):
    """Write bytes or text to a file and read it as a set."""

    def run(content: str | bytes, description: SetDescription = PLAIN) -> pd.DataFrame:
        path = tmp_path / "p.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_set(path, description)

    return run


def test_a_plain_set(read):
    frame = read("gm,jaar,score\nGM0758,2021,6.5\nGM0758,2020,7\n")
    assert frame.to_dict("list") == {
        "region": ["GM0758", "GM0758"],
        "year": [2020, 2021],
        "score": [7.0, 6.5],
        "status": ["final", "final"],
    }


def test_dutch_numbers_and_latin_1(read):
    about = DUTCH.model_copy(update={"texts": ["naam"]})
    raw = "gm;naam;jaar;score\n758;Súdwest-Fryslân;2020;1.234,5\n".encode("latin-1")
    frame = read(raw, about)
    assert frame.loc[0, ["region", "naam", "score"]].tolist() == [
        "GM0758",
        "Súdwest-Fryslân",
        1234.5,
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_column(read):
    assert len(read("\ufeffgm,jaar,score\nGM0758,2020,1\n")) == 1


@pytest.mark.parametrize("code", ["GM0034", "gm0034", "0034", "34", " GM0034 "])
def test_codes_in_every_common_form(read, code):
    assert read(f"gm,jaar,score\n{code},2020,1\n")["region"].tolist() == ["GM0034"]


@pytest.mark.parametrize("mark", ["", ".", "-", "x"])
def test_missing_is_missing(read, mark):
    assert read(f"gm,jaar,score\nGM0034,2020,{mark}\n")["score"].isna().all()


def test_excel_numbers_and_texts(tmp_path):
    path = tmp_path / "p.xlsx"
    cells = {"gm": ["GM0034", 758], "jaar": [2020, 2020.0], "score": ["1,5", 2.5]}
    pd.DataFrame(cells).to_excel(path, index=False)
    frame = read_set(path, DUTCH)
    assert frame["region"].tolist() == ["GM0034", "GM0758"]
    assert frame["score"].tolist() == [1.5, 2.5]


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_number_written_the_dutch_way_comes_back(tmp_path_factory, number):
    path = tmp_path_factory.mktemp("set") / "p.csv"
    dutch = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    path.write_text(f"gm;jaar;score\nGM0034;2020;{dutch}\n", encoding="latin-1")
    assert read_set(path, DUTCH)["score"].tolist() == [float(number)]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Breda,2020,1", r"'Breda' is geen gemeentecode .*rij 3, kolom gm"),
        (",2020,1", r"'' is geen gemeentecode .*rij 3, kolom gm"),
        ("GM07580,2020,1", r"'GM07580' is geen gemeentecode"),
        ("GM0758,20,1", r"'20' is geen jaar .*rij 3, kolom jaar"),
        ("GM0758,2020,veel", r"'veel' is geen getal .*rij 3, kolom score"),
        ('GM0758,2020,"6,5"', r"'6,5' is geen getal .*decimale punt"),
        ("GM0758,2020,inf", r"'inf' is geen getal"),
        ("GM0034,2020,2", r"1 rijen komen dubbel voor, zoals GM0034, 2020"),
    ],
)
def test_a_bad_cell_is_named_by_row_column_and_value(read, row, message):
    with pytest.raises(MonitorError, match=message):
        read(f"gm,jaar,score\nGM0034,2020,1\n{row}\n")


def test_a_point_is_no_decimal_sign_where_the_comma_is(read):
    about = DUTCH.model_copy(update={"thousands": ""})
    with pytest.raises(MonitorError, match=r"'6\.5' is geen getal"):
        read("gm;jaar;score\nGM0034;2020;6.5\n", about)


def test_a_missing_column_is_named_with_those_there_are(read):
    with pytest.raises(MonitorError, match=r"kolom 'score' ontbreekt .*gm, jaar, cijfer"):
        read("gm,jaar,cijfer\nGM0034,2020,1\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("gm,jaar,score\n", "geen rijen"),
        ("", "bestand is leeg"),
        ("gm,jaar,score\nGM0034,2020\n", "minder kolommen dan de kop .*rij 2"),
        ("gm,jaar,score\n\nGM0034,2020,1\n\nGM0034,2021,1,2\n", "meer kolommen .*rij 5"),
        (b"gm,jaar,score\nGM0034,2020,\xe9\n", "niet gecodeerd als utf-8-sig"),
        ("gm,jaar,score\nGM0034,2020,1,2,3\n", "meer kolommen dan de kop .*rij 2"),
        ("gm,jaar,score\n\nGM0034,20,1\n", "'20' is geen jaar .*rij 3"),
    ],
)
def test_a_file_that_is_no_set(read, content, message):
    with pytest.raises(MonitorError, match=message):
        read(content)


def test_a_file_that_is_no_workbook(tmp_path):
    (tmp_path / "p.xlsx").write_bytes(b"<html></html>")
    with pytest.raises(MonitorError, match="geen leesbaar Excelbestand"):
        read_set(tmp_path / "p.xlsx", PLAIN)


def test_a_file_that_is_not_there():
    with pytest.raises(MonitorError, match="niet te lezen"):
        read_set("/nergens/p.csv", PLAIN)


def test_a_set_from_an_address_is_the_same_as_from_the_file(url):
    about = load_description("opkomst")
    pd.testing.assert_frame_equal(
        read_set(locate(f"{url}/files", about), about),
        read_set(locate(FIGURES / "files", about), about),
    )
    with pytest.raises(NotThereError):
        read_set(f"{url}/files/weg.csv", about)


def test_turnout_is_split_by_election_and_the_last_one_is_provisional():
    about = load_description("opkomst")
    frame = read_set(locate(FIGURES / "files", about), about)
    assert set(frame["type"]) == {"TK", "GR", "PS"}
    provisional = frame[frame["status"] == "provisional"]
    assert set(zip(provisional["type"], provisional["year"], strict=True)) == {("TK", 2025)}


def test_every_set_of_the_catalog_is_described_and_holds_its_columns():
    for indicator in load_catalog().indicators.values():
        for source in indicator.source:
            if source.file is not None:
                about = load_description(source.file)
                assert source.column in about.values
                assert set(source.filters) <= set(about.dimensions)


def test_a_set_that_nobody_described():
    with pytest.raises(MonitorError, match="geen beschrijving van de set 'onbekend'"):
        load_description("onbekend")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("file = 'x.csv'\nregion = 'gm'\nvalues = ['a']", "year of fixed_year"),
        ("file = 'x.csv'\nregion = 'gm'\nyear = 'j'\nvalue = ['a']", "veld value"),
        ("file = 'x.csv'\nregion = 'gm'\nyear = 'j'\nvalues = ['status']", "niet toegestaan"),
        ("file = ", "geen geldige TOML"),
    ],
)
def test_a_faulty_description_names_file_and_field(tmp_path, toml, message):
    (tmp_path / "fout.toml").write_text(toml)
    with pytest.raises(MonitorError, match=message) as caught:
        load_description("fout", tmp_path)
    assert "fout.toml" in str(caught.value)


@pytest.mark.figures
def test_the_real_sets_come_in_whole(figures):
    """Rows as the files have them; 342 municipalities with a province; README: 52 in the survey."""
    rows = {}
    for name in ("opkomst", "leefbaarometer", "veiligheidsmonitor", "gemeenten"):
        about = load_description(name)
        rows[name] = read_set(locate(figures / "files", about), about)
    assert (
        len(rows["opkomst"])
        == sum(1 for _ in (figures / "files/opkomst_verkiezingen.csv").open()) - 1
    )
    assert rows["opkomst"]["opkomst_pct"].max() > 100  # islands: voting passes
    assert (len(rows["leefbaarometer"]), len(rows["veiligheidsmonitor"])) == (342, 52)
    assert (rows["gemeenten"]["provincie"] == "PV30").sum() == 56
