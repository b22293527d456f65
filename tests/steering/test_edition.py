"""Editions: the same bytes whatever happens to the figures, and what is otherwise now."""

from __future__ import annotations

import html
import io
import json
import os
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from monitor.errors import MonitorError
from monitor.own.store import store_of
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.steering.edition import differences, edition_ids, keep_edition, open_edition
from monitor.store import hold_lock, open_store, publish_version, rollback
from monitor.text import plain
from tests.impact.answered import answered
from tests.pages import new_app, open_page
from tests.pages import told as read
from tests.steering.test_commands import NORM, ask, store, told  # noqa: F401 - a fixture

OWN = "**Let op** _dit_ [x](y) # $z$ <b> :house:"
AREA = ("--over", "GM1674", "--from", "2018", "--year", "2024")


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> tuple[Path, dict]:
    """A store with one edition, a norm of its area and of another, and an explanation."""
    place = tmp_path_factory.mktemp("store") / "snapshot"
    shutil.copytree(EMBEDDED, place)
    file = place.parent / "n.toml"
    file.write_text(NORM + NORM.replace("GM1674", "PV30"), encoding="utf-8")
    told("norms", "add", file, "--data", place)
    told("duiding", "add", "GM1674", "--text", OWN, "--author", "wij", "--data", place)
    found = answered()
    with pytest.MonkeyPatch.context() as patch:  # before that of a test
        patch.setattr("monitor.impact.keep.reckon_kept", lambda *_a, **_k: found)
        return place, told("edition", "make", *AREA, "--data", place)


def test_an_edition_holds_all_that_was_shown(kept):
    place, about = kept
    data = (place.parent / "editions" / f"{about['id']}.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        assert {"edition.json", "words.json", "figures.csv", "figures.parquet"} <= names
        assert "snapshot/observations.parquet" in names and "snapshot/manifest.json" in names
        words = json.loads(packed.read("words.json"))
        csv = pd.read_csv(io.BytesIO(packed.read("figures.csv")))
        parquet = pd.read_parquet(io.BytesIO(packed.read("figures.parquet")))
    assert set(words) == {"nl", "en"}
    assert words["nl"]["answers"][0]["question"] == "Is de sociale veerkracht gegroeid?"
    assert words["en"]["answers"][0]["question"] == "Has social resilience grown?"
    assert words["nl"]["method"].startswith("Monitor: ")
    assert any(
        "geen effect groter dan" in t for a in words["nl"]["answers"] for t in a["sentences"]
    )
    pd.testing.assert_frame_equal(csv, parquet)
    assert about["selection"] == {"over": "GM1674", "start": 2018, "year": 2024}
    manifest = json.loads((place / "manifest.json").read_text("utf-8"))
    assert about["index"] == f"2 ({manifest['files']['catalog.json'][:12]})"


def test_it_keeps_every_norm_that_the_page_shows_and_prints_all_that_it_says(kept):
    place, about = kept
    words = open_edition(about["id"], store_of(place)).words
    for lang, of in (("nl", "gestandaardiseerd"), ("en", "standardised")):
        heads = [s.split(" ")[:2] for s in (*words[lang]["agreed"], *words[lang]["elsewhere"])]
        assert heads == [["Roosendaal,", of], ["Noord-Brabant,", of]]
    shown = ask("edition", "show", about["id"], "--lang", "nl", "--data", place).output
    flat, said = " ".join(shown.split()), words["nl"]
    every = (*said["agreed"], *said["elsewhere"], *said["signals"])
    assert [s for s in every if " ".join(plain(s).split()) not in flat] == []
    assert f"“{OWN}” (wij, " in flat


def test_made_again_it_is_the_same_edition_with_its_first_day(kept, monkeypatch):
    place, about = kept
    file = place.parent / "editions" / f"{about['id']}.zip"
    before = file.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    again = told("edition", "make", *AREA, "--data", place)
    assert again == about
    assert file.read_bytes() == before


def test_other_figures_leave_its_bytes_and_are_shown_beside_it(kept, tmp_path):
    place, about = kept
    shutil.copytree(place.parent, tmp_path / "store")
    changed = tmp_path / "store" / "snapshot"
    file = changed.parent / "editions" / f"{about['id']}.zip"
    before = file.read_bytes()
    assert told("edition", "show", about["id"], "--data", changed)["changed"] == []
    _raise_crime(changed, by=10.0)
    found = told("edition", "show", about["id"], "--data", changed)
    rows = [r for r in found["changed"] if r["measure"] == "misdrijven" and r["column"] == "now"]
    assert rows[0]["now"] - rows[0]["then"] == pytest.approx(10.0)
    assert found["words"]["name"] == "Roosendaal"
    assert file.read_bytes() == before


def _raise_crime(folder: Path, by: float, id_: str = "0" * 12) -> None:
    """Publish other figures: recorded crime of 2024 is higher everywhere."""
    import hashlib

    path = folder / "observations.parquet"
    table = pd.read_parquet(path)
    table.loc[(table["indicator"] == "misdrijven") & (table["year"] == 2024), "value"] += by
    table.to_parquet(path, index=False)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest["id"] = id_
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_two_refreshes_and_a_rollback_leave_its_bytes(kept, tmp_path):
    place, about = kept
    own = open_store(tmp_path / "store")
    shutil.copytree(place.parent / "editions", tmp_path / "store" / "editions")
    file = tmp_path / "store" / "editions" / f"{about['id']}.zip"
    before = file.read_bytes()
    for number in (1, 2):
        aside = tmp_path / f"aside{number}"
        shutil.copytree(EMBEDDED, aside)
        _raise_crime(aside, by=float(number), id_=f"{number:012x}")
        with hold_lock(own, "verversen") as ours:
            publish_version(own, aside, check=lambda _folder: None, still_ours=ours)
    with hold_lock(own, "terug") as ours:
        rollback(own, check=lambda _folder: None, still_ours=ours)
    assert open_snapshot(tmp_path / "store").id == f"{1:012x}"
    assert file.read_bytes() == before
    found = told("edition", "show", about["id"], "--data", tmp_path / "store")
    crime = {r["column"]: r for r in found["changed"] if r["measure"] == "misdrijven"}
    assert crime["now"]["now"] - crime["now"]["then"] == pytest.approx(1.0)


@pytest.mark.parametrize("spoil", ["byte", "id"])
def test_a_damaged_edition_is_not_shown(kept, tmp_path, spoil):
    place, about = kept
    data = bytearray((place.parent / "editions" / f"{about['id']}.zip").read_bytes())
    name = about["id"] if spoil == "byte" else "0123456789ab"
    if spoil == "byte":
        data[len(data) // 2] ^= 1
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / f"{name}.zip").write_bytes(bytes(data))
    shutil.copytree(EMBEDDED, tmp_path / "snapshot")
    with pytest.raises(MonitorError, match="beschadigd"):
        open_edition(name, store_of(tmp_path / "snapshot"))
    listed = ask("edition", "list", "--lang", "nl", "--data", tmp_path / "snapshot")
    assert name in listed.output and "beschadigd" in listed.output  # and the others beside it


def test_what_is_not_an_edition_is_told(kept):
    place, _about = kept
    for name in ("weg", "../snapshot/manifest", ""):
        with pytest.raises(MonitorError, match="Er is geen editie"):
            open_edition(name, store_of(place))
    assert isinstance(ask("edition", "vergeet", "--data", place).exception, MonitorError)


def test_readers_may_make_so_many_and_no_more(kept):
    place, about = kept
    own = store_of(place)
    made = open_edition(about["id"], own)
    assert keep_edition(made, own, most=1).id == about["id"]  # it is there already
    other = type(made)(made.about | {"id": "f" * 12}, made.words, made.figures, made.line, b"")
    with pytest.raises(MonitorError, match="al 1 edities"):
        keep_edition(other, own, most=1)
    assert edition_ids(own) == [about["id"]]


def test_the_page_shows_the_words_of_then_and_what_is_otherwise_now(kept):
    place, about = kept
    expected = {
        "nl": ("zo stond het er toen", "Niets: elk cijfer is nog hetzelfde"),
        "en": ("this is what it said then", "Nothing: every figure is still the same"),
    }
    for lang, words in expected.items():
        app = new_app()
        os.environ["MONITOR_DATA"] = str(place)
        at = open_page(app, "editie", {"id": about["id"], "lang": lang})
        assert [e.value for e in [*at.exception, *at.error]] == []
        said = "\n".join(read(at))
        assert about["id"] in said
        assert f"<p>{html.escape(OWN)}</p>" in "".join(h.proto.body for h in at.get("html"))
        assert [w for w in words if w not in said] == []
    app = new_app()
    os.environ["MONITOR_DATA"] = str(place)
    assert "Er is geen editie" in "\n".join(read(open_page(app, "editie", {"id": "0" * 12})))


def test_a_figure_on_one_side_only_is_a_difference():
    columns = ["measure", "before", "now", "change"]
    then = pd.DataFrame([("a", 1.0, 2.0, 1.0), ("b", np.nan, 5.0, np.nan)], columns=columns)
    now = pd.DataFrame([("a", 1.0, 2.5, 1.5), ("c", 1.0, 1.0, 0.0)], columns=columns)
    found = differences(then, now)
    assert list(zip(found["measure"], found["column"], strict=True)) == [
        ("a", "now"), ("a", "change"), ("b", "now"), ("c", "before"), ("c", "now"), ("c", "change"),
    ]  # fmt: skip
