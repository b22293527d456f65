"""Districts of the embedded snapshot against the raw tables, by pandas alone."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from monitor.analysis.district_index import district_index
from monitor.regions.districts import overlaps
from monitor.snapshot import EMBEDDED, open_snapshot

pytestmark = pytest.mark.figures
RENUMBERED = ("0762", "0824", "0847", "1652")  # Deurne, Oisterwijk, Someren, Gemert-Bakel


@pytest.fixture(scope="module")
def snapshot(figures):
    return open_snapshot(EMBEDDED)


@pytest.fixture(scope="module")
def people(figures):
    kwb = pd.read_csv(figures / "cbs" / "85984NED.csv", dtype={"WijkenEnBuurten": str})
    return kwb.set_index("WijkenEnBuurten")


@pytest.fixture(scope="module")
def lonely(figures):
    table = pd.read_csv(figures / "cbs" / "50090NED.csv", dtype=str)
    rows = table[(table.Leeftijd == "20300") & (table.Perioden == "2020JJ00")]
    return rows.set_index("WijkenEnBuurten").Eenzaam_28.astype(float)


def _of(snapshot, indicator, year, column="value"):
    f = snapshot.district_figures
    rows = f[(f.indicator == indicator) & (f.year == year)].set_index("code")[column]
    return rows[rows.index.str.startswith("WK")]


def test_every_district_and_neighbourhood_is_listed_with_its_inhabitants(snapshot, people):
    places = snapshot.district_places.set_index("code")
    assert places.index.str[:2].value_counts().to_dict() == {"BU": 14_574, "WK": 3_393}
    raw = people.AantalInwoners_5.reindex(places.index)
    assert places.inhabitants.tolist() == raw.tolist()


def test_a_neighbourhood_has_its_most_common_postcode(snapshot, people):
    places = snapshot.district_places.set_index("code")["postcode"]
    raw = people["MeestVoorkomendePostcode_113"].reindex(places.index)
    raw = raw.where(places.index.str.startswith("BU"))
    assert places.tolist() == ["" if np.isnan(x) else str(int(x)) for x in raw]
    assert (places != "").sum() > 14_000


def test_a_district_with_another_code_has_the_figure_of_its_own_place(figures, snapshot, lonely):
    """Its figure is from what covers it in 2022 by the overlap file, or has its name there."""
    names = pd.read_csv(figures / "files" / "wijken_namen_2016_2017_2022_2024.csv", dtype=str)
    name = {year: part.set_index("wijk").naam for year, part in names.groupby("jaar")}
    cover = pd.read_csv(figures / "files" / "wijk_2022_naar_2024_oppervlakte.csv", dtype={0: str})
    cover = cover[(cover.deel_van_2022 >= 0.9) & (cover.deel_van_2024 >= 0.9)]
    own = dict(zip(cover.wijk_2024, cover.wijk_2022, strict=True))
    shown = _of(snapshot, "eenzaam", 2020)
    checked = 0
    for code in (c for c in name["2024"].index if c[2:6] in RENUMBERED and c[2:6] != "0824"):
        before = own.get(code, code if name["2022"].get(code) == name["2024"][code] else None)
        if code in shown.index:
            assert shown[code] == lonely[before], code
            checked += before != code
        elif before is not None:  # no figure: another name in 2017, or none in 2020
            assert before not in lonely.index or name["2017"].get(before) != name["2022"][before]
    assert checked >= 5


def test_the_overlap_of_the_build_is_that_of_the_file(figures):
    def shapes(year):
        frame = gpd.read_file(figures / "boundaries" / f"wijk_gegeneraliseerd_{year}.geojson")
        kept = frame[frame.statcode.str[2:6].isin(RENUMBERED)].to_crs(28992)
        return kept.rename(columns={"statcode": "code"})

    found = overlaps(shapes(2022), shapes(2024)).set_index(["before", "after"])
    known = pd.read_csv(figures / "files" / "wijk_2022_naar_2024_oppervlakte.csv", dtype={0: str})
    known = known[known.wijk_2022.str[2:6].isin(RENUMBERED)]
    known = known[known.wijk_2024.str[2:6].isin(RENUMBERED)].set_index(["wijk_2022", "wijk_2024"])
    both = found.reindex(known.index)
    assert both.of_before.to_numpy() == pytest.approx(known.deel_van_2022.to_numpy(), abs=0.001)
    assert both.of_after.to_numpy() == pytest.approx(known.deel_van_2024.to_numpy(), abs=0.001)


def test_crime_of_neighbourhoods_sums_to_its_district(snapshot):
    f = snapshot.district_figures
    crime = f[(f.indicator == "misdrijven") & ~f.code.str.startswith("GM")]
    below = crime[crime.code.str.startswith("BU")]
    home = ("WK" + below.code.str[2:8]).rename("code")
    sums = below["count"].groupby([home, below.year]).sum()
    own = crime[crime.code.str.startswith("WK")].set_index(["code", "year"])["count"]
    pd.testing.assert_series_equal(own.sort_index(), sums.reindex(own.sort_index().index))


def test_the_scale_is_the_weighted_mean_and_spread_of_districts_of_500_and_more(snapshot, people):
    wk = people[people.index.str.startswith("WK") & (people.AantalInwoners_5 >= 500)]
    x, w = wk.AfstandTotHuisartsenpraktijk_105, wk.AantalInwoners_5
    mean = np.average(x[x.notna()], weights=w[x.notna()])
    sd = np.sqrt(np.average((x[x.notna()] - mean) ** 2, weights=w[x.notna()]))
    scale = snapshot.district_scales.set_index(["indicator", "year"]).loc["afstand_huisarts", 2024]
    assert scale.tolist() == pytest.approx([mean, sd])


def test_overvecht_by_hand(snapshot):
    """Utrecht, Overvecht: 8 of its 11 figures lie below the Netherlands, z from figures and scale.

    Lonely 58.2%, the Netherlands 47.07, sd 5.685: z = -1.96. Distance to GP 0.6 km, 1.063, 0.736:
    z = 0.63. Total: the mean of three means of z, times 10, plus 100.
    """
    edition = district_index(snapshot)
    z = edition.z.loc["WK034403"]
    assert z[["eenzaam", "afstand_huisarts"]].tolist() == pytest.approx([-1.96, 0.63], abs=0.005)
    personal = z[["ervaren_gezondheid", "angst_depressie", "regie", "moeite_rondkomen"]]
    personal = pd.concat([personal, z[["inkomen_per_inwoner"]]]).mean()
    social = z[["eenzaam", "vrijwilligerswerk", "sporten"]].mean()
    around = z[["misdrijven", "afstand_huisarts", "afstand_supermarkt"]].mean()
    total = 100 + 10 * (personal + social + around) / 3
    assert edition.table.loc["WK034403", "total"] == pytest.approx(total)
    assert round(total, 1) == 90.0


def test_districts_with_a_score_are_counted_in_the_method(snapshot):
    edition = district_index(snapshot)
    text = (EMBEDDED.parents[1] / "docs" / "method.md").read_text(encoding="utf-8")
    scored, ranked = edition.table.total.notna(), edition.table["rank"].notna()
    brabant = edition.table.region.map(snapshot.regions.province) == "PV30"
    said = (
        f"{scored.sum():,} districts have a score, {ranked.sum():,} of them a rank (Noord-Brabant"
        f" {(scored & brabant).sum()} and {(ranked & brabant).sum()} of {brabant.sum()})"
    )
    assert said in text


def test_the_provinces_and_who_has_no_score_at_all_stand_in_the_method(snapshot):
    table = district_index(snapshot).table
    text = (EMBEDDED.parents[1] / "docs" / "method.md").read_text(encoding="utf-8")
    names = table.region.map(snapshot.regions.province_name)
    found = table.groupby(names).agg(
        all=("total", "size"), s=("total", "count"), r=("rank", "count")
    )
    assert len(found) == 12
    for name, row in found.iterrows():
        assert f"| {name} | {row['all']} | {row['s']} | {row['r']} |" in text
    scored = table.groupby("region").total.count()
    none = sorted(snapshot.regions.name[scored.index[scored == 0]])
    assert f"with a score: {', '.join(none[:-1])} and {none[-1]}." in text
