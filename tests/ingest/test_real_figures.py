"""The embedded snapshot against the files it was built from.

Every expected number comes from the README of the figures, or is computed here from
the csv files with pandas alone.
"""

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.lacking import Short, short_dimensions, without_figure
from monitor.analysis.scores import score_year
from monitor.catalog_read import load_catalog
from monitor.ingest.build import build
from monitor.ingest.fetch import Sources
from monitor.snapshot import EMBEDDED, open_snapshot
from tests.catalogs import with_only
from tests.cbs_server import serve

pytestmark = pytest.mark.figures
DIMENSIONS = ("RegioS", "WijkenEnBuurten", "Perioden", "Leeftijd", "Marges", "SoortMisdrijf")


@pytest.fixture(scope="module")
def snapshot(figures):
    return open_snapshot(EMBEDDED)


@pytest.fixture(scope="module")
def csv(figures):
    def read(table):
        path = figures / "cbs" / f"{table}.csv"
        frame = pd.read_csv(path, dtype=dict.fromkeys(DIMENSIONS, str)).copy()  # one block
        return (
            frame.assign(year=frame.Perioden.str[:4].astype(int)) if "Perioden" in frame else frame
        )

    return read


def value(snapshot, indicator, region, year):
    obs = snapshot.observations
    rows = obs[(obs.indicator == indicator) & (obs.region == region) & (obs.year == year)]
    assert len(rows) == 1
    return rows.iloc[0].value


def population(csv):
    frame = csv("70072ned")
    key = next(c for c in frame.columns if c.startswith("TotaleBevolking"))
    frame = frame[frame.RegioS.str.fullmatch(r"GM\d{4}") & frame[key].notna()]
    return frame.set_index(["RegioS", "year"])[key]


def test_the_check_figures_of_breda(snapshot):
    assert value(snapshot, "bevolking", "GM0758", 2020) == 184_069
    assert [value(snapshot, "eenzaam", "GM0758", y) for y in (2012, 2016, 2020)] == [
        41.7,
        45.2,
        46.7,
    ]
    crimes = value(snapshot, "misdrijven", "GM0758", 2012)
    people = value(snapshot, "bevolking", "GM0758", 2012)
    assert crimes * people / 1000 == pytest.approx(16_577)


def test_the_national_share_of_lonely_people(snapshot):
    # 39.6, 43.4 and 47.0 in the README; ours weighs municipalities by all inhabitants, CBS adults.
    obs = snapshot.observations
    people = obs[obs.indicator == "bevolking"].set_index(["region", "year"]).value
    for year, known in ((2012, 39.6), (2016, 43.4), (2020, 47.0)):
        lonely = obs[(obs.indicator == "eenzaam") & (obs.year == year)].set_index("region").value
        weights = people.xs(year, level="year").reindex(lonely.index)
        assert np.average(lonely, weights=weights) == pytest.approx(known, abs=0.2)


def test_meierijstad_is_the_sum_of_its_parts(snapshot, csv):
    people = population(csv)
    parts = [people[code, 2016] for code in ("GM0844", "GM0846", "GM0860")]
    assert value(snapshot, "bevolking", "GM1948", 2016) == sum(parts)


def test_a_mean_of_meierijstad_is_weighted_by_households(snapshot, csv):
    frame = csv("70072ned")
    topics = [c for c in frame.columns if "ParticuliereHuishoudensExcl" in c]
    parts = frame[frame.RegioS.isin(["GM0844", "GM0846", "GM0860"]) & (frame.year == 2015)]
    # Households (x 1,000) are the topic that adds up to some 30,000 for these three.
    count = next(c for c in topics if 25 < parts[c].sum() < 40)
    income = next(c for c in topics if c != count and 20 < parts[c].mean() < 40)
    expected = np.average(parts[income], weights=parts[count])
    # in prices of 2020: CPI 2016 +0.3, 1.4, 1.7, 2.6, 2020 +1.3 percent (CBS, 70936ned)
    expected *= 1.003 * 1.014 * 1.017 * 1.026 * 1.013
    assert value(snapshot, "inkomen", "GM1948", 2015) == pytest.approx(expected)


def test_haaren_is_divided_as_cbs_says(snapshot, csv):
    people = population(csv)
    went = {"GM0757": 2149, "GM0824": 5827, "GM0855": 1442, "GM0865": 4900}  # CBS, RegioS
    for code, inhabitants in went.items():
        expected = people[code, 2019] + people["GM0788", 2019] * inhabitants / sum(went.values())
        assert value(snapshot, "bevolking", code, 2019) == pytest.approx(expected)


def test_the_mean_of_vught_before_haaren_came(snapshot, csv):
    frame = csv("50090NED")
    frame = frame[(frame.year == 2016) & (frame.Leeftijd == "20300") & (frame.Marges == "MW00000")]
    key = next(c for c in frame.columns if c.startswith("Eenzaam"))
    lonely = frame.set_index(frame.WijkenEnBuurten.str.strip())[key]
    people = population(csv)
    moved = people["GM0788", 2016] * 4900 / 14318
    own = people["GM0865", 2016]
    expected = (own * lonely["GM0865"] + moved * lonely["GM0788"]) / (own + moved)
    assert value(snapshot, "eenzaam", "GM0865", 2016) == pytest.approx(expected)


@pytest.mark.parametrize("year", [2012, 2016, 2019, 2021, 2024])
def test_the_national_total_of_inhabitants_does_not_change(snapshot, csv, year):
    before = population(csv).xs(year, level="year").sum()
    obs = snapshot.observations
    after = obs[(obs.indicator == "bevolking") & (obs.year == year)].value.sum()
    assert after == pytest.approx(before, rel=1e-12)


def test_dwellings_keep_their_national_total_too(snapshot, csv):
    frame = csv("84286NED")  # 2018: 380 municipalities
    key = next(c for c in frame.columns if c.startswith("Woningvoorraad"))
    rows = frame[frame.WijkenEnBuurten.str.startswith("GM")]
    obs = snapshot.observations
    after = obs[(obs.indicator == "woningvoorraad") & (obs.year == 2018)].value.sum()
    assert rows[key].notna().all()
    assert after == pytest.approx(rows[key].sum(), rel=1e-12)


def test_every_published_figure_of_an_unchanged_municipality_is_there_as_it_was(snapshot, csv):
    frame = csv("83625NED")
    key = next(c for c in frame.columns if c.startswith("GemiddeldeVerkoopprijs"))
    source = frame[frame.RegioS.eq("GM0772") & frame[key].notna()].set_index("year")[key]
    source = source[source.index >= 2012]
    obs = snapshot.observations
    mine = obs[(obs.indicator == "verkoopprijs") & (obs.region == "GM0772")]
    assert mine.set_index("year").value.to_dict() == source.to_dict()


def test_bounds_of_a_survey_are_those_published(snapshot, csv):
    frame = csv("85012NED")
    key = next(c for c in frame.columns if c.startswith("WekelijksSporter"))
    obs = snapshot.observations
    mine = obs[(obs.indicator == "sporten") & (obs.region == "GM0772") & (obs.year == 2020)]
    eindhoven = frame[frame.RegioS.eq("GM0772") & (frame.Leeftijd == "20300")]
    published = eindhoven.set_index("Marges")[key]
    row = mine.iloc[0]
    assert (row.value, row.lower, row.upper) == (
        published["MW00000"],
        published["MOG0095"],
        published["MBG0095"],
    )


def without_a_total(snapshot, year):
    total = score_year(snapshot, year).table.total
    return {snapshot.regions.name[code] for code in total.index[total.isna()]}


def test_every_municipality_that_can_has_a_total(snapshot):
    for year in (2016, 2017, *range(2019, 2025)):
        assert without_a_total(snapshot, year) == set(), year
    assert without_a_total(snapshot, 2018) == {"Hoeksche Waard", "West Betuwe"}
    assert len(without_a_total(snapshot, 2025)) == 342


def test_2025_has_five_of_the_nine_personal_indicators(snapshot):
    assert short_dimensions(score_year(snapshot, 2025)) == [Short("personal", 5, 9, 6)]


def test_who_lacks_violence_and_vandalism_in_2021_is_known(snapshot):
    gone = without_figure(score_year(snapshot, 2021))
    named = {tuple(sorted(snapshot.regions.name[c] for c in codes)): i for codes, i in gone.items()}
    new = ("Dijk en Waard", "Eemsdelta", "Land van Cuijk", "Maashorst", "Voorne aan Zee")
    assert named[new] == ["geweld", "vernieling"]


def crimes(csv):
    """Recorded crimes, all kinds: of the police and of CBS, index municipality and year."""
    police, cbs = csv("47018NED"), csv("83648NED")
    police = police[police.SoortMisdrijf == "0.0.0"].set_index(["RegioS", "year"])
    cbs = cbs[cbs.SoortMisdrijf == "0000000"].set_index(["RegioS", "year"])
    return police.GeregistreerdeMisdrijven_1, cbs.TotaalGeregistreerdeMisdrijven_1


def test_recorded_crime_of_2021_is_that_of_the_police(snapshot, csv):
    police, _ = crimes(csv)
    expected = 1000 * police["GM0758", 2021] / population(csv)["GM0758", 2021]
    assert value(snapshot, "misdrijven", "GM0758", 2021) == pytest.approx(expected)


def test_recorded_crime_of_2020_is_bridged_by_the_years_of_both_tables(snapshot, csv):
    police, cbs = crimes(csv)
    years = [("GM0772", y) for y in (2012, 2017, 2018, 2019)]  # Eindhoven, unchanged since 2012
    ratio = police[years].sum() / cbs[years].sum()
    expected = 1000 * ratio * cbs["GM0772", 2020] / population(csv)["GM0772", 2020]
    assert value(snapshot, "misdrijven", "GM0772", 2020) == pytest.approx(expected)


def test_a_municipality_without_years_in_common_takes_the_ratio_of_the_country(snapshot, csv):
    _, cbs = crimes(csv)
    parts = {
        "GM1982": ("GM0756", "GM1684", "GM0786", "GM0815", "GM1702"),  # Land van Cuijk
        "GM1991": ("GM1685", "GM0856"),  # Maashorst
    }
    ratios = [
        value(snapshot, "misdrijven", code, 2019)
        * value(snapshot, "bevolking", code, 2019)
        / 1000
        / sum(cbs[part, 2019] for part in former)
        for code, former in parts.items()
    ]
    assert ratios[0] == pytest.approx(ratios[1])
    assert 0.96 < ratios[0] < 0.98  # README of the figures: CBS stands about 2.5% above the police


def test_bridged_figures_say_so_and_no_others_do(snapshot):
    obs = snapshot.observations
    crime = obs[obs.indicator == "misdrijven"]
    assert ((crime.status == "bridged") == (crime.source == "83648NED")).all()
    assert set(obs.indicator[obs.status == "bridged"]) == {"misdrijven"}


def test_the_old_years_of_the_police_stand_on_the_municipalities_of_now(csv):
    """Noordwijk took in Noordwijkerhout in 2019: what the police says of 2018 is of both."""
    police, cbs = crimes(csv)
    both = cbs["GM0575", 2018] + cbs["GM0576", 2018]
    assert police["GM0575", 2018] / both == pytest.approx(0.97, abs=0.02)
    assert police["GM0575", 2018] > 1.3 * cbs["GM0575", 2018]


def test_a_count_of_the_present_area_is_divided_by_all_who_live_there(snapshot, csv):
    """Amsterdam took in Weesp in 2022; version 1 divided by the inhabitants of Amsterdam alone."""
    police, _ = crimes(csv)
    people = population(csv)["GM0363", 2019] + population(csv)["GM0457", 2019]
    expected = 1000 * police["GM0363", 2019] / people
    assert value(snapshot, "misdrijven", "GM0363", 2019) == pytest.approx(expected)


def test_turnout_of_2023_is_counted(snapshot, figures):
    """Geertruidenberg: 13,422 of 17,375 came, 77.249%; the other set has 77.3."""
    row = pd.read_csv(figures / "files/opkomst_tk2023_aantallen.csv", index_col="gm").loc["GM0779"]
    assert (row.opkomst, row.kiesgerechtigden) == (13_422, 17_375)
    assert value(snapshot, "opkomst_tk", "GM0779", 2023) == pytest.approx(77.249, abs=5e-4)
    assert value(snapshot, "opkomst_tk_v1", "GM0779", 2023) == 77.3


def test_perceived_health_is_the_one_series_of_rivm(snapshot, csv):
    frame = csv("50150NED")
    own = frame[(frame.WijkenEnBuurten == "GM0758") & (frame.Leeftijd == "20300")]
    expected = own.set_index("year").GoedErvarenGezondheid_4.to_dict()
    obs = snapshot.observations
    mine = obs[(obs.indicator == "ervaren_gezondheid") & (obs.region == "GM0758")]
    assert mine.set_index("year").value.to_dict() == expected
    assert sorted(expected) == [2012, 2016, 2020, 2022, 2024]


def test_scales_are_weighted_by_inhabitants(snapshot):
    obs = snapshot.observations
    people = obs[(obs.indicator == "bevolking") & (obs.year == 2020)].set_index("region").value
    lonely = obs[(obs.indicator == "eenzaam") & (obs.year == 2020)].set_index("region").value
    w = people.reindex(lonely.index)
    scale = snapshot.scales.set_index(["indicator", "from_year"]).loc[("eenzaam", 0)]
    mean = (w * lonely).sum() / w.sum()
    assert scale["mean"] == pytest.approx(mean)
    assert scale.sd == pytest.approx(np.sqrt((w * (lonely - mean) ** 2).sum() / w.sum()))


@pytest.fixture(scope="module")
def rebuilt(figures, tmp_path_factory):
    target = tmp_path_factory.mktemp("rebuilt") / "snapshot"
    shapes = figures / "boundaries" / "gemeente_gegeneraliseerd_2024.geojson"
    with serve(figures) as url:
        sources = Sources(f"{url}/files", cbs=url, boundaries=str(shapes), pdok=url)
        return build(load_catalog(), sources, target, moment=None)


SOME = ("bevolking", "eenzaam", "misdrijven", "opkomst_tk")
"""A count, a survey with bounds, a rate that is bridged, a set that is no table."""


def test_rebuilding_some_gives_the_same_figures(figures, tmp_path):
    shapes = figures / "boundaries" / "gemeente_gegeneraliseerd_2024.geojson"
    with serve(figures) as url:
        sources = Sources(f"{url}/files", cbs=url, boundaries=str(shapes), pdok=url)
        made = build(with_only(SOME), sources, tmp_path / "snapshot", moment=None).snapshot
    kept = pd.read_parquet(EMBEDDED / "observations.parquet")
    kept = kept[kept["indicator"].isin(SOME)].reset_index(drop=True)
    found = pd.read_parquet(made.path / "observations.parquet")
    pd.testing.assert_frame_equal(found, kept, check_exact=True, check_categorical=False)


in_a_sweep = pytest.mark.sweep(sample=[])  # the whole house, as long as twenty other tests


@in_a_sweep
def test_rebuilding_gives_the_same_figures(rebuilt):
    name = "observations.parquet"
    assert (rebuilt.snapshot.path / name).read_bytes() == (EMBEDDED / name).read_bytes()


@in_a_sweep
def test_rebuilding_gives_the_same_scales_municipalities_and_recoding(rebuilt):
    names = ("scales", "regions", "recoding", "history")
    for name in (*(f"{n}.parquet" for n in names), "boundaries.geojson", "catalog.json"):
        assert (rebuilt.snapshot.path / name).read_bytes() == (EMBEDDED / name).read_bytes(), name


@in_a_sweep
def test_nothing_odd_but_what_is_known(rebuilt):
    assert rebuilt.odd.empty
    # The rise of the turnout from 2012 to 2017 was real; nothing else jumps but what is named.
    # So were the fall of perceived health in the years of corona and its recovery.
    found = rebuilt.breaks[["indicator", "year"]].to_numpy().tolist()
    assert found == [["ervaren_gezondheid", 2024], ["opkomst_tk", 2017]]
