"""Tables of CBS: what comes back is what was asked, or an error says what is wrong.

The expected figures are read from the csv files by pandas, beside the client.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.catalog_entries import Table
from monitor.errors import MonitorError
from monitor.sources.cbs import fetch_regions, fetch_table
from monitor.sources.cube import check_one_region
from monitor.sources.http import NotThereError, ServiceDownError
from monitor.sources.request import TableRequest, TopicRef
from tests.cbs_server import Fault, serve
from tests.sources.conftest import ADULTS, FIGURES, csv_of

DATA = "TypedDataSet"


def expected(csv: pd.DataFrame, region: str, key: str, levels: tuple[str, ...]) -> pd.DataFrame:
    """Region, year and value as the csv has them; NaN beside a year of which it has no row."""
    rows = csv[csv[region].str.startswith(levels)]
    rows = rows[rows["Perioden"].str.contains("JJ")] if "Perioden" in rows else rows
    year = rows["Perioden"].str[:4].astype(int) if "Perioden" in rows else 2020
    out = pd.DataFrame({"region": rows[region], "year": year, "value": rows[key].astype(float)})
    whole = out.pivot(index="region", columns="year", values="value").stack(future_stack=True)
    return whole.rename("value").reset_index().sort_values(["region", "year"], ignore_index=True)


def test_every_figure_of_a_table_by_year_comes_in_and_only_municipalities(url, ask):
    data = fetch_table(ask("83625NED", "Gemiddelde verkoopprijs"), base_url=url)
    [key] = data.keys.values()
    want = expected(csv_of("83625NED"), "RegioS", key, ("GM",))
    got = data.frame.rename(columns={key: "value"})
    pd.testing.assert_frame_equal(got, want, check_dtype=False)
    assert got["value"].dtype == np.float64
    assert (data.title, data.service) == (
        "Bestaande koopwoningen; gemiddelde verkoopprijzen, regio (testcijfers)",
        "v3",
    )
    assert data.units == {key: "euro"}
    assert data.modified == "2025-01-15T02:00:00"
    assert data.names["GM9004"] == "'s-Proefland"


def test_a_table_of_one_year_takes_the_year_of_the_catalog(url, ask):
    data = fetch_table(ask("84799NED", "Woningvoorraad"), base_url=url)
    [key] = data.keys.values()
    want = expected(csv_of("84799NED"), "WijkenEnBuurten", key, ("GM",))
    pd.testing.assert_frame_equal(
        data.frame.rename(columns={key: "value"}), want, check_dtype=False
    )
    assert set(data.frame["year"]) == {2020}


def test_districts_come_along_when_asked_and_neighbourhoods_never(url, ask):
    request = ask("50090NED", "Eenzaam", codes=ADULTS, levels=("GM", "WK"))
    regions = fetch_table(request, base_url=url).frame["region"]
    assert set(regions.str[:2]) == {"GM", "WK"}
    assert "WK900101" in set(regions)


def test_other_dimensions_hold_only_the_codes_asked_for(url, ask):
    codes = {"Leeftijd": ("20300",), "Marges": ("MW00000", "MOG0095", "MBG0095")}
    data = fetch_table(ask("83674NED", "Wekelijkse sporters", codes=codes), base_url=url)
    [key] = data.keys.values()
    wide = data.frame.pivot(index="region", columns="Marges", values=key)
    assert set(data.frame["Leeftijd"]) == {"20300"}
    assert (wide["MOG0095"] < wide["MW00000"]).all()
    assert (wide["MW00000"] < wide["MBG0095"]).all()


def test_codes_with_dots_are_found_in_spite_of_their_padding(url, ask):
    request = ask("47018NED", "Geregistreerde misdrijven", codes={"SoortMisdrijf": ("0.0.0",)})
    data = fetch_table(request, base_url=url)
    assert set(data.frame["SoortMisdrijf"]) == {"0.0.0"}
    asked = [entry["path"] for entry in url.log if DATA in entry["path"]]
    assert "SoortMisdrijf eq '0.0.0 '" in asked[0]  # six wide in this table


def test_missing_figures_are_nan_and_never_dropped(url, ask):
    data = fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)
    [key] = data.keys.values()
    years = data.frame.groupby("year")[key].apply(lambda v: v.isna().all())
    assert years[2013]
    assert years[2014]
    assert not years[2015]


def test_provisional_years_say_so(url, ask):
    status = fetch_table(ask("70072ned", "Totale bevolking"), base_url=url).status
    assert status[2025] == "provisional"
    assert status[2024] == "final"


def test_only_the_columns_asked_for_travel_and_the_client_says_who_it_is(url, ask):
    fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)
    [asked] = [entry for entry in url.log if DATA in entry["path"]]
    assert "$select=RegioS,Perioden,TotaleBevolking_5" in asked["path"]
    assert "startswith(RegioS,'GM')" in asked["path"]
    assert all(entry["agent"].startswith("monitor-sociale-veerkracht/") for entry in url.log)


def test_many_pages_bring_the_same_as_one(url, ask):
    request = ask("70072ned", "Totale bevolking")
    seen: list[tuple[int, int | None]] = []
    with serve(FIGURES, page=50) as paged:
        data = fetch_table(request, base_url=paged, progress=lambda *at: seen.append(at))
    pd.testing.assert_frame_equal(data.frame, fetch_table(request, base_url=url).frame)
    # 19 municipalities in 15 years: 285, of which the csv has 239
    assert [done for done, _ in seen] == [50, 100, 150, 200, 250, 19 * 15]
    assert len(data.frame) == 19 * 15
    assert all(expected >= len(data.frame) for _, expected in seen)


def test_topics_are_found_when_their_numbers_shift(url, ask):
    request = ask("70072ned", "Totale bevolking", "Bevolkingsdichtheid")
    before = fetch_table(request, base_url=url)
    url.faults.append(Fault("renumber", 100))
    after = fetch_table(request, base_url=url)
    assert set(before.keys.values()).isdisjoint(after.keys.values())
    pd.testing.assert_frame_equal(
        before.frame.rename(columns={before.keys[r]: after.keys[r] for r in before.keys}),
        after.frame,
    )


def test_a_changed_unit_is_handed_on(url, ask):
    url.faults.append(Fault("unit", ["TotaleBevolking_5", "x 1 000"]))
    data = fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)
    assert data.units == {"TotaleBevolking_5": "x 1 000"}


# ------------------------------------------------------------------ what cannot be asked


def test_an_unknown_topic_names_table_and_topic(url, ask):
    with pytest.raises(MonitorError, match=r"Tabel 70072ned heeft geen onderwerp 'Geluk'"):
        fetch_table(ask("70072ned", "Geluk"), base_url=url)


def test_a_dropped_topic_is_an_unknown_topic(url, ask):
    url.faults.append(Fault("drop_topic", "TotaleBevolking_5", match="70072ned"))
    with pytest.raises(MonitorError, match="geen onderwerp 'Totale bevolking'"):
        fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)


def test_a_table_that_vanished_names_the_table(url, ask):
    url.faults.append(Fault("vanish", match="70072ned"))
    with pytest.raises(NotThereError, match=r"Tabel 70072ned is er niet \(meer\)"):
        fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)


def test_table_identifiers_are_case_sensitive(url):
    request = TableRequest(Table(id="70072NED", title="x"), (TopicRef("Totale bevolking"),))
    with pytest.raises(NotThereError, match="70072NED"):
        fetch_table(request, base_url=url)


def test_an_unknown_code_names_dimension_and_what_looks_like_it(url, ask):
    request = ask("47018NED", "Geregistreerde misdrijven", codes={"SoortMisdrijf": ("2.2.2",)})
    with pytest.raises(MonitorError, match=r"geen code '2\.2\.2' in SoortMisdrijf.*2\.2\.1"):
        fetch_table(request, base_url=url)


def test_an_unknown_dimension_names_those_there_are(url, ask):
    request = ask("70072ned", "Totale bevolking", codes={"Geslacht": ("T",)})
    with pytest.raises(MonitorError, match="geen dimensie 'Geslacht'"):
        fetch_table(request, base_url=url)


def test_a_dimension_that_nobody_chose_from_is_refused(url, ask):
    request = ask("50090NED", "Eenzaam", codes={"Marges": ("MW00000",)})
    with pytest.raises(MonitorError, match="ook uitgesplitst naar Leeftijd"):
        fetch_table(request, base_url=url)


def test_a_level_that_the_table_does_not_have_is_refused(url, ask):
    with pytest.raises(MonitorError, match="geen regio's van niveau WK"):
        fetch_table(ask("70072ned", "Totale bevolking", levels=("GM", "WK")), base_url=url)


def test_a_table_without_periods_needs_a_year_in_the_catalog(url):
    request = TableRequest(Table(id="84799NED", title="x"), (TopicRef("Woningvoorraad"),))
    with pytest.raises(MonitorError, match="heeft geen perioden"):
        fetch_table(request, base_url=url)


# ------------------------------------------------------------------ answers that are wrong


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Fault("empty", match=DATA), "het is leeg"),
        (Fault("unfiltered", match=DATA), "regio's waar niet om is gevraagd"),
        (Fault("last_page", match=DATA), "ontbreken"),
    ],
    ids=lambda x: x.kind if isinstance(x, Fault) else "",
)
def test_an_answer_of_200_that_is_not_what_was_asked_is_refused(ask, fault, message):
    with serve(FIGURES, fault, page=100) as url, pytest.raises(MonitorError, match=message):
        fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)


@pytest.mark.parametrize("name", ["DataProperties", "TableInfos", "RegioS", "Perioden", DATA])
@pytest.mark.parametrize("json", [{"Message": "?"}, {"value": [{"x": 1}]}, {"value": ["x"]}])
def test_json_of_another_shape_is_refused(ask, name, json):
    with serve(FIGURES, Fault("shape", json, match=name)) as url, pytest.raises(MonitorError):
        fetch_table(ask("70072ned", "Totale bevolking"), base_url=url)


def test_a_lost_page_shows_where_several_codes_were_asked(ask):
    """Cut within the last code: every code has as many rows, of every municipality and year there
    is, and of three codes only 300 rows come in.
    """
    codes = {"SoortMisdrijf": ("0.0.0", "1.4.4", "2.2.1")}
    request = ask("47018NED", "Geregistreerde misdrijven", codes=codes)
    csv = csv_of("47018NED")
    there = csv[csv["RegioS"].str.startswith("GM")]
    each = there["RegioS"].nunique() * there["Perioden"].nunique()  # empty rows too, as CBS does
    lost = 3 * each - 300
    assert 0 < lost < each  # within the last code
    with (
        serve(FIGURES, Fault("last_page", match=DATA), page=300) as url,
        pytest.raises(MonitorError, match=rf"bij 2\.2\.1 ontbreken {lost} rijen"),
    ):
        fetch_table(request, base_url=url)


def test_a_lost_page_shows_where_the_last_page_was_full(ask):
    """Two pages of a hundred, then no link: nothing in the rows themselves gives it away."""
    lost = Fault("last_page", match="$skip=100")
    with (
        serve(FIGURES, lost, page=100) as url,
        pytest.raises(MonitorError, match="na 200 rijen ontbreekt de rest"),
    ):
        fetch_table(ask("83625NED", "Gemiddelde verkoopprijs"), base_url=url)


@pytest.mark.sweep(sample=2)
@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", 500),
        Fault("status", 503),
        Fault("status", 429),
        Fault("slow", 1.5),
        Fault("hangup"),
        Fault("cut"),
        Fault("truncate"),
        Fault("garbage"),
    ],
    ids=lambda f: f"{f.kind}-{f.value}" if f.value else f.kind,
)
def test_a_passing_fault_does_no_harm_and_a_lasting_one_says_the_service_is_down(ask, fault):
    request = ask("83625NED", "Gemiddelde verkoopprijs")
    passing = Fault(fault.kind, fault.value, match=DATA, times=2)
    with serve(FIGURES, passing) as url:
        assert len(fetch_table(request, base_url=url).frame) > 200
        assert sum(DATA in entry["path"] for entry in url.log) == 3
    with serve(FIGURES, Fault(fault.kind, fault.value, match=DATA)) as url:
        with pytest.raises(ServiceDownError, match=r"127\.0\.0\.1.*83625NED/TypedDataSet"):
            fetch_table(request, base_url=url)
        assert sum(DATA in entry["path"] for entry in url.log) == 3


def test_a_service_that_is_not_there_is_one_sentence(ask):
    with pytest.raises(ServiceDownError, match=r"127\.0\.0\.1:9 is niet bereikbaar"):
        fetch_table(ask("83625NED", "Gemiddelde verkoopprijs"), base_url="http://127.0.0.1:9")


# ------------------------------------------------------------------ regions


def test_every_municipality_comes_with_its_story(url):
    regions = fetch_regions(base_url=url).set_index("code")
    assert regions.index.is_unique
    assert regions.loc["GM9013", "name"] == "Samentesten"
    assert "Oudtesten (GM9021)" in regions.loc["GM9013", "description"]
    assert regions.loc["GM9023", "description"].startswith("Opgeheven per 01-01-2021")
    assert regions.loc["GM9001", "group"] == "GMPV30"


def test_an_empty_list_of_regions_is_refused(url):
    url.faults.append(Fault("empty", match="RegioS"))
    with pytest.raises(MonitorError, match="bevat geen gemeenten"):
        fetch_regions(base_url=url)


# ------------------------------------------------------------------ the real figures


@pytest.fixture(scope="module")
def real(figures):
    with serve(figures) as url:
        yield url


@pytest.mark.figures
def test_the_check_figures_of_the_readme_come_in(real, ask):
    """Breda: 184,069 inhabitants in 2020; 41.7, 45.2, 46.7 % lonely; 16,577 crimes in 2012."""
    people = fetch_table(ask("70072ned", "Totale bevolking"), base_url=real)
    lonely = fetch_table(ask("50090NED", "Eenzaam", codes=ADULTS), base_url=real)
    request = ask("47018NED", "Geregistreerde misdrijven", codes={"SoortMisdrijf": ("0.0.0",)})
    crimes = fetch_table(request, base_url=real)

    def breda(data) -> pd.Series:
        rows = data.frame[data.frame["region"] == "GM0758"].set_index("year")
        return rows[next(iter(data.keys.values()))]

    assert breda(people)[2020] == 184_069
    assert breda(lonely)[[2012, 2016, 2020]].tolist() == [41.7, 45.2, 46.7]
    assert breda(crimes)[2012] == 16_577


@pytest.mark.figures
def test_every_year_of_the_real_table_has_that_years_municipalities(real, ask):
    """As CBS publishes them: municipalities per year."""
    data = fetch_table(ask("83625NED", "Gemiddelde verkoopprijs"), base_url=real)
    counts = data.frame.dropna().groupby("year").size()
    known = {2014: 403, 2015: 393, 2018: 380, 2019: 355, 2021: 352, 2022: 345, 2023: 342}
    assert counts[list(known)].to_dict() == pytest.approx(known, abs=2)


@pytest.mark.figures
def test_eight_hundred_and_more_real_municipalities(real):
    regions = fetch_regions(base_url=real).set_index("code")
    assert regions.index.str.startswith("GM").sum() > 800
    assert "Oisterwijk (GM0824)" in regions.loc["GM0788", "description"]


def test_a_table_with_two_dimensions_of_regions_is_called_that():
    two = (["RegioS", "RegioS2"], r"meer dan één dimensie.*RegioS, RegioS2")
    for columns, said in (two, ([], "geen dimensie")):
        with pytest.raises(MonitorError, match=said):
            check_one_region("1NED", columns, "tabel 1NED")
    check_one_region("1NED", ["RegioS"], "tabel 1NED")
