"""A file by district: recognised, checked, beside the figures of districts, never in the score."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.errors import MonitorError
from monitor.own.beside import with_own_sets
from monitor.own.facts import facts
from monitor.own.make import make_set
from monitor.own.observe import Choice
from monitor.own.problems import blocking
from monitor.own.store import load_sets, save_set
from monitor.own.understand import Understood, understand
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from monitor.store import open_store
from tests.pages import new_app, open_page, told

HEAD = "wijk;gemeente;jaar;buurthuizen\n"
# three districts of Roosendaal, one of another layout, and Roosendaal itself
FILE = (
    HEAD
    + "WK167401;Roosendaal;2023;1\nWK167402;Roosendaal;2023;2\nWK167403;Roosendaal;2023;3\n"
    + "WK167499;Roosendaal;2023;9\nGM1674;Roosendaal;2023;6\n"
)
CHOICE = Choice("buurthuizen", "Buurthuizen", "aantal", decimals=0)


@pytest.fixture(scope="module")
def shot() -> Snapshot:
    return open_snapshot(EMBEDDED)


def read(shot: Snapshot, text: str) -> Understood:
    names = dict(shot.districts["name"])
    return understand(text.encode(), "wijken.csv", shot.regions, shot.recoding, districts=names)


def made(shot: Snapshot, text: str = FILE, choice: Choice = CHOICE):
    return make_set(read(shot, text), [choice], shot, title="Buurthuizen", added="2026-01-01")


def test_a_file_by_district_is_recognised_and_what_does_not_match_is_counted(shot):
    found = read(shot, FILE)
    assert found.ok and found.by_district
    told_of = [(p.row, p.value, p.code) for p in found.problems if p.row]
    assert told_of == [(5, "WK167499", "wijkcode")]
    assert blocking(found.problems) == []
    assert len(found.figures) == 4
    assert "wijken: 3, gemeenten: 1" in str(facts(found)[-1][1])


def test_a_file_by_municipality_still_refuses_a_code_that_is_no_place(shot):
    found = read(shot, "gemeente;jaar;x\nGM1674;2023;1\nWK999999;2023;2\n")
    assert [p.code for p in blocking(found.problems)] == ["wijkcode"]


# of Deurne in 2022: since 2024 WK076201 and WK076202 are other places, Vlierden kept its name
FORMER = (
    "wijkcode;wijknaam;jaar;buurthuizen\n"
    "WK076201;Vlierden;2022;1\nWK167411;Wouw;2022;4\nWK167412;Wijk 12 Heerle;2022;5\n"
)


def test_a_code_that_stands_for_another_place_now_is_told_and_left_out(shot):
    found = read(shot, FORMER)
    assert found.ok
    assert set(found.figures["region"]) == {"WK167411", "WK167412"}
    [told_of] = [p for p in found.problems if p.row]
    assert (told_of.row, told_of.value, told_of.code) == (2, "Vlierden", "andere wijk")
    assert "Deurne" in told_of.what


def test_without_names_it_is_said_that_a_code_does_not_keep_its_area(shot):
    bare = "wijkcode;jaar;buurthuizen\nWK076201;2022;1\nWK167411;2022;4\n"
    found = read(shot, bare)
    assert found.ok and len(found.figures) == 2
    assert [p.code for p in found.problems] == ["wijk zonder naam"]
    named = read(shot, FORMER.replace("WK076201;Vlierden", "WK076205;Vlierden"))
    assert [p.code for p in named.problems if p.code.startswith(("wijk", "andere"))] == []


def test_it_stands_beside_the_figures_of_districts_and_leaves_those_alone(shot):
    beside = with_own_sets(shot, [made(shot)])
    figures = beside.district_figures
    mine = figures[figures["indicator"] == "eigen_buurthuizen"].set_index("code")["value"]
    assert mine.to_dict() == {"WK167401": 1, "WK167402": 2, "WK167403": 3, "GM1674": 6}
    ours = figures.iloc[: len(shot.district_figures)]
    same = {"check_dtype": False, "check_categorical": False}  # the set adds its own categories
    pd.testing.assert_frame_equal(ours, shot.district_figures, **same)
    pd.testing.assert_frame_equal(beside.observations, shot.observations)
    assert beside.id != shot.id


def test_it_never_counts_in_the_score(shot):
    scored = Choice("buurthuizen", "Buurthuizen", "aantal", dimension="social", direction=1)
    with pytest.raises(MonitorError, match="tellen niet mee in de score"):
        made(shot, choice=scored)


def test_a_column_without_a_figure_is_refused(shot):
    two = HEAD.strip() + ";speeltuinen\nWK167401;Roosendaal;2023;1;.\n"
    empty = Choice("speeltuinen", "Speeltuinen", "aantal")
    with pytest.raises(MonitorError, match="De kolom bevat geen enkel cijfer") as refused:
        made(shot, two, empty)
    assert refused.value.where == "kolom 'speeltuinen'"


def test_the_store_keeps_it(shot, tmp_path):
    store = open_store(tmp_path / "store")
    save_set(made(shot), FILE.encode(), store)
    [kept] = load_sets(store)
    pd.testing.assert_frame_equal(kept.districts, made(shot).districts)


def test_wijken_shows_it_as_a_colour_and_in_the_table(shot):
    app = new_app()
    app.session_state["own-sets"] = (made(shot),)
    chosen = {"niveau": "gemeente", "gemeente": "GM1674", "wat": "eigen_buurthuizen"}
    page = "\n".join(told(open_page(app, "wijken", chosen)))
    assert "Buurthuizen: van 1 in Wijk 01 Oost tot 3 in Wijk 03 West" in page
    assert "Buurthuizen per wijk, Roosendaal, 2023" in page


@pytest.mark.sweep(sample=["gemeente", "data"])
@pytest.mark.parametrize("page", ["kaart", "gemeente", "jaren", "data", "wijken", "vergelijk"])
def test_other_pages_do_not_stumble_over_it(shot, page):
    app = new_app()
    app.session_state["own-sets"] = (made(shot),)
    opened = open_page(app, page, {"wat": "eigen_buurthuizen", "gemeente": "GM1674"})
    assert [str(e.value) for e in [*opened.exception, *opened.error]] == []


def test_the_page_data_takes_it_in_as_context_by_its_own_names(shot):
    app = open_page(new_app(), "data", {"deel": "eigen"})
    app.file_uploader[0].upload("wijken.csv", FILE.encode(), "text/csv").run()
    page = "\n".join(told(app))
    assert "Wijk 01 Oost" in page
    assert "wijken: 3, gemeenten: 1" in page
    counts = next(box for box in app.selectbox if box.label == "Telt mee bij")
    assert counts.options == ["Context (telt niet mee)"]
