"""The next boundary year: a merger of two members, a division, a new name and a new code.

Through the whole product, on the invented figures of `tests/figures/next_year.py`.
"""

from __future__ import annotations

import io
import json
import shutil

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from monitor import cli
from monitor.analysis.gap_table import gap_table
from monitor.analysis.groups import sides_of
from monitor.analysis.over_time import changes_to
from monitor.analysis.peers import peers
from monitor.analysis.profile import look
from monitor.analysis.profile_years import scores_over_time
from monitor.analysis.robust import robustness
from monitor.analysis.scores import score_year, score_years
from monitor.analysis.story import Choice as StoryChoice
from monitor.analysis.story import tell as tell_story
from monitor.charts.theme import LIGHT
from monitor.cli.refresh import tell
from monitor.errors import MonitorError
from monitor.export.deck_build import build_deck
from monitor.export.factsheet import factsheet
from monitor.export.factsheet_words import Sheet
from monitor.export.html import offline_html
from monitor.export.pptx import write
from monitor.export.tables import to_csv, to_xlsx
from monitor.ingest.options import Options
from monitor.ingest.refresh import refresh
from monitor.own.stored import with_stored_sets
from monitor.regions.following import follow_groups
from monitor.regions.groups import load_groups, members
from monitor.snapshot import Snapshot, open_snapshot
from monitor.soundness import check_snapshot
from monitor.store import current_version, open_store
from monitor.ui import serving
from tests import pages
from tests.catalogs import with_only
from tests.cbs_server import Fault, serve
from tests.export.deck import picture
from tests.figures import next_year as world
from tests.figures.make import HERE
from tests.ingest.refresh.conftest import silent
from tests.ingest.refresh.next_year import refreshed

pytestmark = pytest.mark.usefixtures("invented_groups")


@pytest.fixture
def moved(stores, monkeypatch) -> Snapshot:
    store, _ = stores["moved"]
    monkeypatch.setenv("MONITOR_DATA", store.root)
    return open_snapshot(store.location)


def value(snapshot: Snapshot, indicator: str, region: str, year: int) -> float:
    o = snapshot.observations
    return o[(o.indicator == indicator) & (o.region == region) & (o.year == year)].value.item()


# ---------------------------------------------------------------- the catalog as it was


def test_new_codes_and_a_new_year_are_told_and_stop_nothing(stores, monkeypatch):
    store, done = stores["untouched"]
    assert done.outcome == "published"
    assert done.stopped == []
    newer = {t["code"]: (t["name"], t["since"]) for t in done.report["newer_municipalities"]}
    assert newer == {"GM9031": ("Proefsum", 2026), "GM9032": ("IJkdijk aan Zee", 2026)}
    assert done.report["last_year"] == {"before": 2025, "after": 2026}
    assert done.report["new_years"]["bevolking"] == [2026]
    snapshot = open_snapshot(store.location)
    assert check_snapshot(snapshot) == []
    assert (snapshot.catalog.boundary_year, snapshot.catalog.last_year) == (2024, 2026)
    assert {"GM9002", "GM9003"} <= set(snapshot.regions.index)
    # what stayed has its figure of 2026; what merged has none, and nothing is made up
    with_2026 = set(snapshot.observations.query("indicator == 'bevolking' and year == 2026").region)
    assert "GM9004" in with_2026
    assert with_2026.isdisjoint({*world.MERGED, *world.NEW})


def test_the_screen_names_the_one_command_that_goes_on(stores, capsys):
    tell(stores["untouched"][1], 1.0)
    said = capsys.readouterr().out
    assert "Proefsum (GM9031), sinds 2026" in said
    assert "python -m monitor refresh --boundary-year 2026" in said
    assert "De cijfers lopen nu tot en met 2026" in said
    tell(stores["moved"][1], 1.0)
    said = capsys.readouterr().out
    assert "Grenzen van 2026, waren die van 2024" in said
    assert "Proefsum (GM9031) staat nog niet in het bestand met provincies" in said


# ---------------------------------------------------------------- on to the new boundaries


def test_the_step_brings_all_years_onto_the_new_municipalities(stores, moved):
    done = stores["moved"][1]
    assert done.outcome == "published"
    assert done.stopped == []
    assert done.report["boundary_year"] == {"before": 2024, "after": 2026}
    assert done.report["newer_municipalities"] == []
    assert check_snapshot(moved) == []
    assert set(moved.regions.index) & world.GONE == set()
    assert moved.regions.loc["GM9031", ["province", "corop"]].tolist() == ["PV30", "CR33"]
    assert moved.regions.loc["GM9032", "name"] == "IJkdijk aan Zee"
    # from the file: inhabitants of 2025 of Proefdam and Toetsum, of IJkdijk, 70% of Keurhoven
    frame = pd.read_csv(HERE / "cbs" / "70072ned.csv", dtype={"RegioS": str, "Perioden": str})
    key = next(k for k in frame if k.startswith("TotaleBevolking"))
    people = frame[frame.Perioden == "2025JJ00"].set_index("RegioS")[key]
    assert value(moved, "bevolking", "GM9031", 2025) == people["GM9002"] + people["GM9003"]
    assert value(moved, "bevolking", "GM9032", 2025) == people["GM9007"]
    whole = people["GM9001"] + 0.7 * people["GM9006"]
    assert value(moved, "bevolking", "GM9001", 2025) == pytest.approx(whole)
    assert value(moved, "bevolking", "GM9031", 2026) > people["GM9002"] + people["GM9003"]


def test_a_refresh_after_it_stays_on_the_new_boundaries(stores, year_on):
    store, done = stores["moved"]
    again = refreshed(store, year_on)
    assert again.outcome == "unchanged"
    assert again.version == done.version


def test_old_scores_of_who_did_not_change_stay(stores, moved):
    before = open_snapshot(stores["before"][0].location)
    same = [c for c in moved.regions.index if c in before.regions.index]
    same = [c for c in same if c not in world.WENT]
    for year in (2016, 2020, 2022):
        old, new = (score_year(s, year).table.total.reindex(same) for s in (before, moved))
        pd.testing.assert_series_equal(old, new)


# ---------------------------------------------------------------- groups


def test_groups_follow_the_recoding_and_say_so(moved):
    groups = follow_groups(load_groups(), moved.regions, moved.recoding)
    west = groups["west-brabant"]
    # Keurhoven was divided: it counts as Testerveen, where 70% of its inhabitants went
    assert sorted(west.codes) == ["GM9001", "GM9013", "GM9031"]
    assert "Proefdam en Toetsum zijn nu Proefsum." in west.note.nl
    assert "Keurhoven is verdeeld; hier telt Testerveen" in west.note.nl
    assert "70%" in west.note.en
    corop = west.variants["corop"]
    assert sorted(corop.codes) == ["GM9004", "GM9013", "GM9031"]
    assert "In Proefsum zit ook wat geen lid was: Toetsum." in corop.note.nl
    assert groups["middelgroot"].codes == ("GM9004", "GM9032")
    assert "IJkdijk is nu IJkdijk aan Zee." in groups["middelgroot"].note.nl
    people = pd.Series(50_000.0, index=moved.regions.index)
    assert {"GM9031", "GM9005"}.isdisjoint(
        members(groups["middelgroot"], "50-100", population=people)
    )


def test_groups_of_newer_codes_say_what_older_figures_do_not_know(stores):
    before = open_snapshot(stores["before"][0].location)
    west = load_groups()["west-brabant"]
    newer = {"x": west.model_copy(update={"codes": ("GM9031", "GM9001"), "boundaries": 2026})}
    found = follow_groups(newer, before.regions, before.recoding)["x"]
    assert found.codes == ("GM9001",)
    assert "Deze cijfers kennen GM9031 niet" in found.note.nl


def test_the_gap_is_reckoned_on_the_new_members(moved):
    west = follow_groups(load_groups(), moved.regions, moved.recoding)["west-brabant"]
    assert sides_of(moved, 2020, west).group == ("GM9001", "GM9013", "GM9031")
    table = gap_table(moved, score_years(moved, [2020]), west)
    assert table["gap"].notna().all()


# ---------------------------------------------------------------- commands, pages, exports


@pytest.mark.sweep(sample=2)
@pytest.mark.parametrize(
    "command",
    [
        ["gap"], ["gap", "--all"], ["gap", "--parts"], ["gap", "--group", "middelgroot"],
        ["score", "--year", "2020"], ["check"], ["peers", "GM9031", "--year", "2020"],
        ["change", "--from", "2016", "--to", "2020"], ["observations", "-i", "bevolking"],
        ["robust", "--year", "2020", "--draws", "100"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_command_works(moved, command, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["monitor", *command])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0, capsys.readouterr().err


@pytest.fixture
def app(moved, monkeypatch, tmp_path):
    monkeypatch.setattr("monitor.answers.static.STATIC", tmp_path / "static")
    serving.forget()
    made = pages.new_app()
    monkeypatch.setenv("MONITOR_DATA", str(moved.path.parents[1]))
    yield made
    serving.forget()


CHOICES = [
    {"jaar": "2020", "groep": "west-brabant", "gemeente": "GM9031"},
    {"jaar": "2022", "groep": "middelgroot", "definitie": "50-100", "gemeente": "GM9032"},
]


@pytest.mark.sweep(sample=["west-brabant"])
@pytest.mark.parametrize("chosen", CHOICES, ids=lambda c: c["groep"])
def test_every_page_works(app, chosen):
    for page in pages.PAGES:
        pages.open_page(app, page, chosen)
        assert not app.exception, (page, [e.value for e in app.exception])
        said = "\n".join(pages.told(app))
        assert len(said) > 200, page
        assert "Proefdam (" not in said
        if page == "gemeente":
            assert ("Proefsum" if chosen["gemeente"] == "GM9031" else "IJkdijk aan Zee") in said


def test_tables_go_out_on_the_new_municipalities(moved):
    table = score_year(moved, 2020).table.reset_index()
    text = to_csv(table).decode("utf-8-sig")
    assert "GM9031" in text
    assert "GM9002" not in text
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(table, moved)))
    about = [[c.value for c in row] for row in book[book.sheetnames[-1]]]
    assert ["Gemeenten van", "2026"] in [row[:2] for row in about]


def test_the_presentation_and_the_factsheet_go_out(app, moved):
    west = follow_groups(load_groups(), moved.regions, moved.recoding)["west-brabant"]
    scores = {y: score_year(moved, y) for y in (2016, 2019, 2020)}
    sure = robustness(moved, 2020, draws=50)
    choice = StoryChoice(year=2020, year_b=2016, province="PV30", group=west)
    deck = build_deck(
        tell_story(moved, scores, sure, choice), moved, LIGHT, source="bron", map_source="bron"
    )
    figures = ("map", "gap", "drivers", "change", "risk")
    show = Presentation(io.BytesIO(write(deck, dict.fromkeys(figures, picture()))))
    assert len(show.slides) == len(deck.slides)
    offline = offline_html(deck).decode()
    assert "Proefsum" in offline
    assert "Proefdam" not in offline
    sheet = Sheet(
        moved,
        2020,
        "GM9031",
        look(moved, scores[2020], "GM9031"),
        sure.loc["GM9031"],
        scores_over_time(moved, scores, changes_to(scores, 2020), "total", "GM9031", 2020),
        2016,
        "bron",
        "https://monitor.voorbeeld.nl/gemeente",
    )
    assert factsheet(sheet).startswith(b"%PDF")


def test_comparable_municipalities_are_those_of_now(moved):
    found = peers(moved, "GM9031", 2020)
    assert set(found.index) <= set(moved.regions.index)


# ---------------------------------------------------------------- what cannot be made anew


def test_a_kept_set_goes_along(moved):
    both, faults = with_stored_sets(moved, moved.path.parents[1])
    assert faults == []
    kept = both.observations.query("indicator == 'eigen_buurtkracht'").set_index("region").value
    before = moved.history.set_index(["code", "year"]).inhabitants
    weights = [before["GM9002", 2024], before["GM9003", 2024]]
    expected = (2.5 * weights[0] + 3.5 * weights[1]) / sum(weights)
    assert kept["GM9031"] == pytest.approx(expected)
    assert kept["GM9032"] == 7.5
    assert set(kept.index) == set(moved.regions.index)


def test_the_last_good_figures_of_a_stopped_indicator_go_along(stores, year_on, tmp_path):
    shutil.copytree(stores["before"][0].root, tmp_path / "store")
    store = open_store(tmp_path / "store")
    with serve(year_on, Fault("vanish", match="83625NED")) as url:
        wanted = Options(cbs=url, pdok=url, files=str(year_on / "files"), boundary_year=2026)
        done = refresh(
            store,
            with_only(("bevolking", "eenzaam", "huishoudens", "verkoopprijs")),
            wanted,
            silent,
        )
    assert [s["indicator"] for s in done.stopped] == ["verkoopprijs"]
    before = open_snapshot(stores["before"][0].location)
    after = open_snapshot(store.location)
    people = [value(before, "bevolking", c, 2020) for c in world.MERGED]
    prices = [value(before, "verkoopprijs", c, 2020) for c in world.MERGED]
    expected = sum(p * n for p, n in zip(prices, people, strict=True)) / sum(people)
    assert value(after, "verkoopprijs", "GM9031", 2020) == pytest.approx(expected)
    assert value(after, "verkoopprijs", "GM9032", 2020) == value(
        before, "verkoopprijs", "GM9007", 2020
    )


def test_boundaries_that_pdok_does_not_have_are_refused_and_nothing_changes(stores, tmp_path):
    shutil.copytree(stores["before"][0].root, tmp_path / "store")
    store = open_store(tmp_path / "store")
    served = current_version(store)
    with pytest.raises(MonitorError, match="2031"):
        refreshed(store, HERE, boundary_year=2031)
    assert current_version(store) == served
    assert json.loads((tmp_path / "store" / "refresh.json").read_text())["outcome"] == "failed"
