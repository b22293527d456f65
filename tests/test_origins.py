"""Every source its own publisher and date, and never a date that no source gave."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pandas as pd
import pytest

from monitor.export.about import source_table
from monitor.export.deck_closing import source_blocks, sources_words
from monitor.origins import awaited_line, note_of, origin_line, origins, publisher_of
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from monitor.text import speaking

DATES = {"70072ned": "2026-02-17T00:00:00", "50090NED": "2025-03-03T02:00:00"}


@pytest.fixture(scope="module")
def embedded() -> Snapshot:
    return open_snapshot(EMBEDDED)


def dated(snapshot: Snapshot, dates: dict[str, str | None]) -> Snapshot:
    """The snapshot as it would be if its sources had told these dates, and no other."""
    sources = [{**s, "modified": dates.get(s["id"])} for s in snapshot.manifest["sources"]]
    return dataclasses.replace(snapshot, manifest={**snapshot.manifest, "sources": sources})


def line(snapshot: Snapshot, *indicators: str) -> str:
    return origin_line(origins(snapshot, indicators))


def test_each_source_has_its_own_date(embedded):
    shot = dated(embedded, DATES)
    assert line(shot, "inkomen", "eenzaam", "opkomst_ps") == (
        "CBS 70072ned, 17 februari 2026; RIVM 50090NED, 3 maart 2025;"
        " Kiesraad, bestand, datum onbekend"
    )
    with speaking("en"):
        assert "RIVM 50090NED, 3 March 2025" in line(shot, "eenzaam")
        assert "Kiesraad, file, date unknown" in line(shot, "opkomst_ps")


def test_only_sources_that_gave_a_figure_are_named(embedded):
    # the catalog takes low incomes from the tables of 2017, 2018, 2020 and 2021
    found = origins(embedded, ["laag_inkomen"])
    assert [o.id for o in found] == ["83765NED", "84286NED", "84799NED", "85039NED"]


def test_districts_name_the_sources_of_their_own_figures(embedded):
    shot = dated(embedded, DATES)
    own = pd.DataFrame({"indicator": ["eenzaam", "afstand"], "source": ["50090NED", "85984NED"]})
    assert origin_line(origins(shot, ["eenzaam", "afstand"], own)) == (
        "RIVM 50090NED, 3 maart 2025; CBS 85984NED, datum onbekend"
    )


def test_many_sources_are_counted_with_their_first_and_last_date(embedded):
    years = {"83765NED": "2017-05-01", "84286NED": "2018-06-01", "84799NED": "2021-03-26"}
    text = line(dated(embedded, years), "laag_inkomen")
    assert text == "CBS, 4 bronnen, 1 zonder datum, 3 van 1 mei 2017 tot en met 26 maart 2021"
    assert line(dated(embedded, {}), "laag_inkomen") == "CBS, 4 bronnen, datum onbekend"


def test_no_date_stands_in_the_embedded_snapshot_that_a_source_did_not_give(embedded):
    # the figures tell the date of two tables: their TableInfos and Properties are real answers
    known = {s["id"]: s["modified"] for s in embedded.manifest["sources"] if s["modified"]}
    assert known == {
        "84799NED": "2021-03-26T02:00:00",
        "83625NED": "2026-02-17T00:00:00+01:00",
    }
    assert not any(s["fetched_at"] for s in embedded.manifest["sources"])
    assert embedded.manifest["built_at"] == ""


def test_the_publisher_is_in_the_catalog_and_the_manifest(embedded):
    named = {s["id"]: s["publisher"] for s in embedded.manifest["sources"]}
    assert named["50090NED"] == named["50120NED"] == "RIVM"
    assert named["47018NED"] == "Politie"
    assert named["opkomst"] == "Kiesraad"
    assert named["83648NED"] == "CBS"
    hosts = {s["host"] for s in embedded.manifest["sources"]}
    assert hosts == {"opendata.cbs.nl", "dataderden.cbs.nl", "service.pdok.nl", ""}


def test_a_manifest_that_has_the_publisher_as_host_is_still_read(copied: Path):
    """As the monitor wrote it before: publisher of a set in ``host``, of a table nowhere."""
    manifest = json.loads((copied / "manifest.json").read_text(encoding="utf-8"))
    for source in manifest["sources"]:
        publisher = source.pop("publisher")
        if source["service"] == "file":
            source["host"] = publisher
    (copied / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    old = open_snapshot(copied)
    without = {t: v.model_copy(update={"publisher": ""}) for t, v in old.catalog.tables.items()}
    old = dataclasses.replace(old, catalog=old.catalog.model_copy(update={"tables": without}))
    found = {s["id"]: publisher_of(s, old) for s in old.manifest["sources"]}
    assert found["opkomst"] == "Kiesraad"
    assert found["50090NED"] == "RIVM"
    assert found["70072ned"] == "CBS"


def test_the_last_slide_and_the_sheet_of_sources_say_the_date_of_each(embedded):
    shot = dated(embedded, DATES)
    lines = [text for _, some in source_blocks(shot) for text in some]
    assert "Regionale kerncijfers Nederland (70072ned; 17 februari 2026)" in lines
    assert "Kiesraad: Verkiezingsuitslagen: opkomst per gemeente" in lines  # the title counts it
    assert sources_words(shot).title == "26 bronnen; van 24 is de datum onbekend"
    sheet = source_table(shot, ["eenzaam", "opkomst_ps"])
    assert sheet["gewijzigd"].tolist() == ["2025-03-03T02:00:00", "datum onbekend"]
    assert sheet["uitgever"].tolist() == ["RIVM", "Kiesraad"]


def with_election(snapshot: Snapshot, indicator: str, year: int) -> Snapshot:
    extra = snapshot.observations.query("indicator == @indicator").head(1).assign(year=year)
    both = pd.concat([snapshot.observations, extra])
    return dataclasses.replace(snapshot, observations=both)


def test_an_election_that_was_held_is_awaited_until_its_figures_are_there(embedded):
    scored = [i.id for i in embedded.catalog.scored]
    assert awaited_line(embedded, scored) == (
        "Gehouden, maar nog niet in de cijfers: Opkomst gemeenteraad 2022,"
        " Opkomst Provinciale Staten 2023."
    )
    assert "2022" in note_of(embedded, "opkomst_gr")
    assert "2023" in source_table(embedded, None)["opmerking"].str.cat()
    come = with_election(embedded, "opkomst_gr", 2022)
    assert awaited_line(come, ["opkomst_gr"]) == ""
    assert awaited_line(embedded, scored, 2021) == ""
    assert "2022" in awaited_line(embedded, scored, 2022)
    assert "2023" not in awaited_line(embedded, scored, 2022)
    come = with_election(come, "opkomst_ps", 2023)
    assert awaited_line(come, scored) == ""


def test_the_note_says_what_would_be_misread(embedded):
    assert "overbrugd" in note_of(embedded, "misdrijven")
    for indicator in ("geweld", "vernieling"):
        assert "2015" in note_of(embedded, indicator)
        assert "andere tabel" in note_of(embedded, indicator)
    assert "vakantiewoningen" in note_of(embedded, "leegstand")
    with speaking("en"):
        assert "holiday homes" in note_of(embedded, "leegstand")


def test_a_licence_is_told_in_the_language_of_the_reader(embedded):
    for style, word in (("nl", "publiek domein"), ("en", "public domain")):
        assert source_table(embedded, ["opkomst_ps"], style).iloc[0, 9] == word
