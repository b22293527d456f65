"""The whole way, over the server and the real client, on invented figures."""

import hashlib
import shutil

import pandas as pd
import pytest

from monitor.analysis.scores import score_year
from monitor.catalog_read import load_catalog, parse_catalog
from monitor.errors import MonitorError
from monitor.ingest.build import build
from monitor.ingest.fetch import Sources
from monitor.soundness import check_snapshot
from tests.catalogs import with_only
from tests.cbs_server import Fault, serve
from tests.ingest.conftest import INVENTED, SHAPES

FEW = ("bevolking", "eenzaam", "verkoopprijs", "opkomst_tk", "leefbaarometer", "woningvoorraad")


def hashes(folder):
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(folder.iterdir())}


def observation(built, indicator, region, year):
    obs = built.snapshot.observations
    rows = obs[(obs.indicator == indicator) & (obs.region == region) & (obs.year == year)]
    return rows.iloc[0]


def column(table, region, year, key):
    """A figure straight from the file, without any code of the monitor."""
    frame = pd.read_csv(INVENTED / "cbs" / f"{table}.csv", dtype={"RegioS": str, "Perioden": str})
    return frame[(frame.RegioS == region) & (frame.Perioden == f"{year}JJ00")][key].iloc[0]


def population_key():
    topics = pd.read_csv(INVENTED / "cbs" / "70072ned.topics.csv")
    return topics[topics.title.str.endswith("Totale bevolking")].key.iloc[0]


def test_the_snapshot_is_sound_and_whole(built):
    snapshot = built.snapshot
    assert [p for p in check_snapshot(snapshot) if p.severe] == []
    assert len(snapshot.regions) == 14
    assert set(snapshot.observations.indicator) == set(load_catalog().series_of_all)
    assert set(snapshot.recoding.code) == {"GM9021", "GM9022", "GM9023", "GM9024", "GM9025"}


def test_a_merger_adds_up_and_a_division_divides(built):
    key = population_key()
    parts = [column("70072ned", code, 2016, key) for code in ("GM9021", "GM9022")]
    merged = observation(built, "bevolking", "GM9013", 2016)
    assert merged.value == sum(parts)
    assert merged.harmonised
    # Deelveen: 2151 of 14743 inhabitants went to Testerveen (RegioS of the test figures).
    own, other = (column("70072ned", code, 2016, key) for code in ("GM9001", "GM9023"))
    testerveen = observation(built, "bevolking", "GM9001", 2016)
    assert testerveen.value == pytest.approx(own + other * 2151 / (2151 + 5945 + 6647))


def test_a_new_name_is_no_merger(built):
    renamed = observation(built, "bevolking", "GM9014", 2016)
    assert renamed.value == column("70072ned", "GM9024", 2016, population_key())
    assert not renamed.harmonised


def test_the_national_total_of_counts_does_not_change(built):
    frame = pd.read_csv(INVENTED / "cbs" / "70072ned.csv", dtype={"RegioS": str, "Perioden": str})
    frame = frame[frame.RegioS.str.startswith("GM")]
    before = frame.groupby(frame.Perioden.str[:4].astype(int))[population_key()].sum()
    obs = built.snapshot.observations.query("indicator == 'bevolking'")
    after = obs.groupby("year").value.sum()
    assert after.to_dict() == pytest.approx(before[before > 0].to_dict())


def test_the_manifest_tells_where_every_figure_comes_from(built):
    sources = {s["id"]: s for s in built.snapshot.manifest["sources"]}
    assert set(built.snapshot.observations.source) <= set(sources)
    table = sources["50090NED"]
    assert table["host"] == "dataderden.cbs.nl"
    assert table["licence"] == "CC BY 4.0"
    assert "Eenzaam" in table["topics"]
    assert all(len(s["sha256"]) == 64 for s in sources.values())


def test_districts_have_their_names_figures_and_shapes(built):
    places = built.snapshot.district_places.set_index("code")
    assert places.name["WK900100"] == "Testerveen West"
    assert places.region["WK900100"] == "GM9001"
    figures = built.snapshot.district_figures
    assert {"GM", "WK", "BU"} == set(figures.code.str[:2])
    assert set(figures.indicator) >= {"eenzaam", "ervaren_gezondheid", "afstand_huisarts"}
    assert (built.snapshot.district_scales.sd > 0).all()
    assert '"WK900100"' in built.snapshot.district_boundaries.read_text(encoding="utf-8")


@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.sweep(sample=[]))])
def test_the_same_figures_give_the_same_bytes(url, tmp_path, whole):
    catalog = load_catalog() if whole else with_only(FEW)
    sources = Sources(f"{url}/files", cbs=url, boundaries=SHAPES, pdok=url)
    first, again = (build(catalog, sources, tmp_path / name, moment=None) for name in "ab")
    assert hashes(again.snapshot.path) == hashes(first.snapshot.path)
    assert again.snapshot.id == first.snapshot.id


def _without_column(folder):
    path = folder / "files" / "opkomst_verkiezingen.csv"
    path.write_text(path.read_text().replace("opkomst_pct", "percentage"))


def _with_unknown_code(folder):
    path = folder / "files" / "leefbaarometer_2024.csv"
    path.write_text(path.read_text().replace("GM9008", "GM7777"))


BAD_INPUT = {
    "an unknown topic": (Fault("drop_topic", "Eenzaam_27"), None, "Eenzaam"),
    "a table that vanished": (Fault("vanish", match="83625NED"), None, "83625NED"),
    "a page cut off": (Fault("truncate", match="83625NED"), None, "83625NED"),
    "a CSV without its column": (None, _without_column, "opkomst_pct"),
    "a code that does not exist": (None, _with_unknown_code, "GM7777"),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input_gives_a_clear_sentence_and_leaves_the_snapshot_alone(case, built, tmp_path):
    fault, spoil, named = BAD_INPUT[case]
    target = tmp_path / "snapshot"
    shutil.copytree(built.snapshot.path, target)
    folder = tmp_path / "figures"
    shutil.copytree(INVENTED, folder)
    if spoil:
        spoil(folder)
    if case == "an unknown topic":
        topics = pd.read_csv(folder / "cbs" / "50090NED.topics.csv")
        fault.value = topics[topics.title.str.endswith("Eenzaam")].key.iloc[0]
    with serve(folder, *([fault] if fault else [])) as url:
        sources = Sources(f"{url}/files", cbs=url, boundaries=SHAPES, pdok=url)
        with pytest.raises(MonitorError) as caught:
            build(with_only(FEW), sources, target)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)
    assert hashes(target) == hashes(built.snapshot.path)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_an_indicator_is_a_few_lines_of_catalog(url, tmp_path):
    text = (INVENTED.parents[1] / "monitor" / "catalog.toml").read_text(encoding="utf-8")
    text += """
[[indicator]]
id = "nieuw"
title = { nl = "Nieuw", en = "New" }
dimension = "context"
direction = 0
unit = { nl = "%", en = "%" }
cycle = 4
source = [{ table = "83625NED", topic = "Gemiddelde verkoopprijs" }]
"""
    catalog = parse_catalog(text, "test")
    sources = Sources(f"{url}/files", cbs=url, boundaries=SHAPES, pdok=url)
    report = build(with_only((*FEW, "nieuw"), catalog), sources, tmp_path / "snapshot")
    assert (report.snapshot.observations.indicator == "nieuw").sum() > 0


@pytest.mark.sweep(sample=[])  # a refresh keeps the scales: tests/ingest/refresh/test_refresh.py
def test_a_new_year_of_figures_leaves_every_earlier_score_as_it_was(built, url, tmp_path):
    sources = Sources(f"{url}/files", cbs=url, boundaries=SHAPES, pdok=url)
    catalog = load_catalog()
    measured = {i.id: i for i in catalog.indicators.values() if i.id != "leefbaarometer"}
    measured.pop("leefbaarometer_samenhang")  # both were measured in 2024 only
    before = catalog.model_copy(update={"last_year": 2022, "indicators": measured})
    report = build(before, sources, tmp_path / "snapshot", moment=None)
    for year in (2016, 2020, 2022):
        old = score_year(report.snapshot, year).table
        new = score_year(built.snapshot, year).table
        pd.testing.assert_frame_equal(old, new, check_exact=True)


def test_the_moment_of_fetching_is_in_the_manifest_and_can_be_set(url, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577880000")  # noon UTC on 1 January 2020
    sources = Sources(f"{url}/files", cbs=url, boundaries=SHAPES, pdok=url)
    manifest = build(with_only(FEW), sources, tmp_path / "snapshot").snapshot.manifest
    assert manifest["built_at"] == "2020-01-01T12:00:00+00:00"
    assert {s["fetched_at"] for s in manifest["sources"]} == {"2020-01-01T12:00:00+00:00"}
