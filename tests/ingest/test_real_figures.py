"""The embedded snapshot against the files it was built from.

Every expected number comes from the README of the figures, or is computed here from
the csv files with pandas alone.
"""

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.scores import score_year
from monitor.catalog import load_catalog
from monitor.ingest.build import build
from monitor.ingest.fetch import Sources
from monitor.snapshot import EMBEDDED, open_snapshot
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


def test_enough_municipalities_have_a_total(snapshot):
    for year in (2016, 2020, 2023):
        assert score_year(snapshot, year).table.total.notna().sum() >= 330


def test_the_level_breaks_of_2022_are_spliced(snapshot):
    means = [score_year(snapshot, year).table.total.mean() for year in (2021, 2022)]
    assert abs(means[1] - means[0]) < 1


def test_scales_are_weighted_by_inhabitants(snapshot):
    obs = snapshot.observations
    people = obs[(obs.indicator == "bevolking") & (obs.year == 2020)].set_index("region").value
    lonely = obs[(obs.indicator == "eenzaam") & (obs.year == 2020)].set_index("region").value
    w = people.reindex(lonely.index)
    scale = snapshot.scales.set_index(["indicator", "from_year"]).loc[("eenzaam", 0)]
    mean = (w * lonely).sum() / w.sum()
    assert scale["mean"] == pytest.approx(mean)
    assert scale.sd == pytest.approx(np.sqrt((w * (lonely - mean) ** 2).sum() / w.sum()))


# What the figures hold since the embedded snapshot was made: totals of recorded crime of 2021 and
# 2025, one-person households of 2025, Voorne aan Zee (GM1992) in 2022, districts of the whole
# country. With Voorne aan Zee there, the crimes of Amsterdam in 2022 are known to be those of its
# present area. They come into the snapshot together with what they change in the scores.
SINCE = {("misdrijven", 2021), ("misdrijven", 2025), ("eenpersoonshuishoudens", 2025)}
SINCE_ALONE = {("misdrijven", "GM1992", 2022)}
CORRECTED = {("misdrijven", "GM0363", 2022)}
KEYS = ["indicator", "region", "year"]


@pytest.fixture(scope="module")
def rebuilt(figures, tmp_path_factory):
    target = tmp_path_factory.mktemp("rebuilt") / "snapshot"
    shapes = figures / "boundaries" / "gemeente_gegeneraliseerd_2024.geojson"
    with serve(figures) as url:
        sources = Sources(f"{url}/files", cbs=url, boundaries=str(shapes), pdok=url)
        return build(load_catalog(), sources, target, moment=None)


def test_rebuilding_gives_every_embedded_figure_to_the_last_digit(rebuilt, snapshot):
    both = snapshot.observations.merge(
        rebuilt.snapshot.observations, on=KEYS, how="outer", suffixes=("", "_new"), indicator=True
    )
    assert not (both._merge == "left_only").any()
    new = both[both._merge == "right_only"]
    alone = set(map(tuple, new[KEYS].to_numpy())) & SINCE_ALONE
    assert alone == SINCE_ALONE
    rest = new[[tuple(key) not in alone for key in new[KEYS].to_numpy()]]
    assert set(zip(rest.indicator, rest.year, strict=True)) == SINCE
    old = both[both._merge == "both"]
    for column in ("value", "lower", "upper", "status", "source", "harmonised"):
        same = (old[column] == old[f"{column}_new"]) | (
            old[column].isna() & old[f"{column}_new"].isna()
        )
        assert set(map(tuple, old[~same][KEYS].to_numpy())) <= CORRECTED, column


def test_rebuilding_gives_the_same_scales_municipalities_and_recoding(rebuilt):
    names = ("scales", "regions", "recoding", "history")
    for name in (*(f"{n}.parquet" for n in names), "boundaries.geojson", "catalog.json"):
        assert (rebuilt.snapshot.path / name).read_bytes() == (EMBEDDED / name).read_bytes(), name


def test_nothing_odd_but_what_is_known(rebuilt):
    assert rebuilt.odd.empty
    # The rise of the turnout from 2012 to 2017 was real; nothing else jumps but what is named.
    assert rebuilt.breaks[["indicator", "year"]].to_numpy().tolist() == [["opkomst_tk", 2017]]
