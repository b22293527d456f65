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


RAW = {
    "personal": {
        "ervaren_gezondheid": ("50150NED", "GoedErvarenGezondheid_4", 2024, 1),
        "angst_depressie": ("50090NED", "HoogRisicoOpAngstOfDepressie_25", 2020, -1),
        "regie": ("50090NED", "MatigVeelRegieOverEigenLeven_27", 2020, 1),
        "moeite_rondkomen": ("50090NED", "MoeiteMetRondkomen_38", 2020, -1),
        "inkomen_per_inwoner": ("85984NED", "GemiddeldInkomenPerInwoner_72", 2024, 1),
    },
    "social": {
        "eenzaam": ("50090NED", "Eenzaam_28", 2020, -1),
        "vrijwilligerswerk": ("50090NED", "Vrijwilligerswerk_33", 2020, 1),
        "sporten": ("50090NED", "WekelijkseSporters_6", 2020, 1),
    },
    "environment": {
        "misdrijven": ("47018NED", "GeregistreerdeMisdrijven_1", 2024, -1),
        "afstand_huisarts": ("85984NED", "AfstandTotHuisartsenpraktijk_105", 2024, -1),
        "afstand_supermarkt": ("85984NED", "AfstandTotGroteSupermarkt_106", 2024, -1),
    },
}


def test_overvecht_by_hand(snapshot, figures):
    """Utrecht, Overvecht, its eleven figures read from the raw tables: none by way of the product.

    Lonely 58.2%, the Netherlands 47.07, sd 5.685: z = -1.96. Perceived health is the mean of its
    neighbourhoods by inhabitants, crime a count over inhabitants. Total: the mean of three means of
    z, times 10, plus 100.
    """
    wk = "WK034403"
    tables = {t for of in RAW.values() for t, *_rest in of.values()}
    raw = {t: pd.read_csv(figures / "cbs" / f"{t}.csv", dtype=str) for t in tables}
    people = raw["85984NED"].set_index("WijkenEnBuurten").AantalInwoners_5.astype(float)
    scale = snapshot.district_scales.set_index(["indicator", "year"])

    def figure(name, table, column, year):
        rows = raw[table]
        if "Perioden" in rows:
            rows = rows[rows.Perioden == f"{year}JJ00"]
        if "Leeftijd" in rows:
            rows = rows[(rows.Leeftijd == "20300") & (rows.Marges == "MW00000")]
        if "SoortMisdrijf" in rows:
            rows = rows[rows.SoortMisdrijf == "0.0.0"]
        own = rows.set_index("RegioS" if "RegioS" in rows else "WijkenEnBuurten")[column]
        own = own.dropna().astype(float)
        if name == "ervaren_gezondheid":
            below = own[own.index.str.startswith("BU" + wk[2:])]
            return np.average(below, weights=people[below.index])
        return 1000 * own[wk] / people[wk] if name == "misdrijven" else own[wk]

    scores = []
    for of in RAW.values():
        z = []
        for name, (table, column, year, sign) in of.items():
            mean, sd = scale.loc[(name, year)]
            z.append(np.clip(sign * (figure(name, table, column, year) - mean) / sd, -3, 3))
        scores.append(100 + 10 * np.mean(z))
    row = district_index(snapshot).table.loc[wk]
    assert row[list(RAW)].tolist() == pytest.approx(scores)
    assert row.total == pytest.approx(np.mean(scores))
    assert round(row.total, 1) == 90.0


def test_what_the_method_says_of_the_ten_lowest_and_of_districts_as_a_whole_holds(snapshot):
    edition = district_index(snapshot)
    text = " ".join(
        (EMBEDDED.parents[1] / "docs" / "method.md").read_text(encoding="utf-8").split()
    )
    lowest = edition.ranked.index[-10:]
    z = edition.z.loc[lowest]
    weak = z[["angst_depressie", "regie", "ervaren_gezondheid"]].to_numpy().max()
    assert f"Each stands {-weak:.1f} deviations or more below" in text
    poor = z["moeite_rondkomen"].sort_values().iloc[:-2].max()
    assert f"all but the two of Heerlen {-poor:.1f} and more on making ends meet" in text
    assert z["misdrijven"].min() > -1
    assert z[["afstand_huisarts", "afstand_supermarkt"]].to_numpy().min() > -0.7
    assert "on crime none lies below -1, on distance none below -0.7" in text
    ranked = edition.ranked
    sums = (ranked.total * ranked.inhabitants).groupby(ranked.region).sum()
    mean = sums / ranked.inhabitants.groupby(ranked.region).sum()
    away = (mean - edition.homes.total).dropna()
    low, high = away.quantile([0.25, 0.75])
    assert f"on average {away.mean():.1f} above" in text
    assert f"({low:.1f} to {high:.1f} above it in the middle half" in text
    found = edition.table.joined.ne("").groupby(edition.table.region).sum()
    assert (found == 0).sum() == 4 + 15
    assert "Almere, Eemsdelta, Terneuzen, Hollands Kroon and fifteen others" in text


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
