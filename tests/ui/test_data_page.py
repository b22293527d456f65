"""The page Data, as a data steward uses it: to find, to take along, to add a set."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from monitor.analysis.scores import score_year
from monitor.catalog_read import load_catalog
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.ui.data_page import downloads
from tests.pages import new_app, open_page, rerun, told

BAD = b"gemeente;jaar;x\nBreda;2020;12,5\nTilburgg;2020;13,1\nOss;2020;veel\n"


def said(app: AppTest) -> str:
    assert [e.value for e in [*app.exception, *app.error]] == []
    return "\n".join(told(app))


def everything(app: AppTest) -> str:
    """What stands on the page, the strips above it included."""
    return "\n".join([said(app), *(e.proto.body for e in app.get("html"))])


def part(deel: str, **more: str) -> AppTest:
    return open_page(new_app(), "data", {"deel": deel, **more})


def press(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label).click()
    return rerun(rerun(app))


def given(app: AppTest, data: bytes, name: str = "hulp.csv") -> AppTest:
    app.file_uploader[0].upload(name, data, "text/csv")
    return rerun(app)


def brabant(column: str) -> bytes:
    """Every municipality of the country, one value a town, as a Dutch spreadsheet writes it."""
    codes = open_snapshot(EMBEDDED).regions.index
    rows = (f"{c};2023;{40 + n / 10:.1f}".replace(".", ",") for n, c in enumerate(codes))
    return "\n".join([f"gemeente;jaar;{column}", *rows]).encode()


def test_search_narrows_what_is_shown_and_stays_in_the_link() -> None:
    app = part("catalogus")
    app.text_input(key="control-zoek").set_value("politie")
    assert "3 indicatoren" in said(rerun(app))
    assert app.query_params["zoek"] == "politie"
    again = said(part("catalogus", zoek="politie"))
    for name in ("Geregistreerde misdrijven", "Mishandeling en bedreiging", "Vernieling"):
        assert name in again
    assert "Eenzaam" not in again
    assert "Niets gevonden" in said(part("catalogus", zoek="zzzz"))


def written(form: str, what: str, *indicators: str) -> bytes:
    """Return the file that the button of the page gives."""
    name = {"waarnemingen": "observations", "scores": "scores"}[what]
    table = downloads._table(what, list(indicators))
    return downloads.WRITERS[form].write(name, table, open_snapshot(EMBEDDED), "nl")


def test_what_is_taken_along_holds_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_DATA", str(EMBEDDED))
    lonely = ("waarnemingen", "ernstig_eenzaam")
    archive = zipfile.ZipFile(io.BytesIO(written("pakket", *lonely)))
    described: dict[str, Any] = json.loads(archive.read("datapackage.json"))
    assert [r["path"] for r in described["resources"]] == ["observations.csv"]
    frame = pd.read_parquet(io.BytesIO(written("parquet", *lonely)))
    assert set(frame["indicator"]) == {"ernstig_eenzaam"}
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", "scores")), read_only=True)
    assert book.sheetnames == ["Gegevens", "Bronnen", "Toelichting"]
    rows = book["Gegevens"].iter_rows(values_only=True)
    heads = next(rows)
    found = [dict(zip(heads, r, strict=True)) for r in rows if r[0] == "GM0758" and r[2] == 2022]
    total = score_year(open_snapshot(EMBEDDED), 2022).table.loc["GM0758", "total"]
    assert found[0]["totaal"] == pytest.approx(total, abs=1e-4)


def test_an_own_set_counts_in_this_session_only() -> None:
    app = part("eigen")
    assert "20 MB" in said(app) and "200.000" in said(app)
    given(app, brabant("Buurthulp"), "buurthulp.csv")
    assert "Het bestand is gelezen" in said(app) and "gemeenten: 342; jaar: 2023" in said(app)
    press(app, "In deze sessie gebruiken")
    assert "Met eigen set: buurthulp" in everything(app)
    open_page(app, "kaart", {"wat": "eigen_buurthulp"})
    assert "Buurthulp" in said(app) and "Met eigen set: buurthulp" in everything(app)
    other = everything(open_page(new_app(), "kaart", {"wat": "eigen_buurthulp"}))
    assert 'class="own-mark"' not in other and "Buurthulp" not in other


def test_a_scored_set_moves_the_score_and_can_be_taken_away() -> None:
    app = given(part("eigen"), brabant("Hulp"))
    next(s for s in app.selectbox if s.label == "Telt mee bij").select("Sociale hulpbronnen")
    press(app, "In deze sessie gebruiken")
    open_page(app, "data", {"deel": "catalogus"})
    scored = len(load_catalog().scored) + 1
    assert f"; {scored} tellen mee in de score" in said(app).replace("*", "")
    open_page(app, "data", {"deel": "eigen"})
    press(app, "Verwijderen")
    assert 'class="own-mark"' not in everything(app)
    assert 'class="own-gone"' not in everything(app)  # the reader took it away


@pytest.mark.parametrize(
    ("lang", "words", "use"),
    [
        ("nl", ("kan zo niet worden gebruikt: 2 fouten", "Tilburgg", "veel"), "In deze sessie"),
        (
            "en",
            ("cannot be used like this: 2 errors", "there is no municipality of this name, present"
             " or former", "Perhaps Tilburg is meant.", "column 'gemeente', as a name"),
            "Use in this session",
        ),
    ],
)  # fmt: skip
def test_every_problem_is_told_and_nothing_is_taken_in(
    lang: str, words: tuple[str, ...], use: str
) -> None:
    app = given(part("eigen", lang=lang), BAD)
    for text in words:
        assert text in everything(app)
    assert ("er is geen" in everything(app)) == (lang == "nl")
    assert not [b for b in app.button if b.label.startswith(use)]


def test_a_question_is_asked_and_answered() -> None:
    app = given(part("eigen"), b"gemeente;x\nBreda;12,5\nTilburg;13,1\n", "zonder jaar.csv")
    assert "Over welk jaar gaan de cijfers?" in said(app)
    press(app, "Verder")
    assert "Het bestand is gelezen" in said(app)
