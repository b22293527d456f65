"""The factsheet: one A4 that holds its figures, for every municipality."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pypdfium2 as pdfium
import pytest
from typer.testing import CliRunner

from monitor.analysis.districts import weak_districts
from monitor.analysis.over_time import changes_to
from monitor.analysis.profile import look
from monitor.analysis.profile_years import scores_over_time
from monitor.analysis.robust import robustness
from monitor.analysis.scores import YearScores, score_year
from monitor.catalog_entries import Text
from monitor.cli import make_app
from monitor.export import factsheet_words as words
from monitor.export.factsheet import HALF, Sheet, factsheet
from monitor.export.factsheet_draw import RIGHT, fitted, lines_of, width_of
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from monitor.text import language, number, use_language
from tests.conftest import SWEEP

A4 = (595.28, 841.89)  # points, ISO 216: 210 x 297 mm
YEARS = (2016, 2018, 2020, 2024)
LINK = "https://monitor.voorbeeld.nl/gemeente?gemeente=GM1674&jaar=2024"
ROOSENDAAL, BAARLE, MAASHORST = "GM1674", "GM0744", "GM1991"


@cache
def shot() -> Snapshot:
    return open_snapshot(EMBEDDED)


@cache
def scores(year: int) -> YearScores:
    return score_year(shot(), year)


@cache
def sure(year: int) -> pd.DataFrame:
    return robustness(shot(), year, draws=200)


def sheet(code: str, year: int = 2024, link: str = LINK) -> Sheet:
    every = {y: scores(y) for y in YEARS}
    return Sheet(
        shot(),
        year,
        code,
        look(shot(), scores(year), code),
        sure(year).loc[code],
        scores_over_time(shot(), every, changes_to(every, year), "total", code, year),
        2020,
        "Bron: de bronnen; cijfers van 17 februari 2026.",
        link,
    )


def opened(pdf: bytes) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(pdf)


def text_of(pdf: bytes) -> str:
    found: str = opened(pdf)[0].get_textpage().get_text_bounded()
    return " ".join(found.split())


def asked(*command: str) -> list[dict[str, str]]:
    """Ask the command line for a table."""
    done = CliRunner().invoke(make_app(), [*command, "--csv", "-", "--data", str(EMBEDDED)])
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_one_page_of_a4_with_its_own_type_inside() -> None:
    pdf = factsheet(sheet(ROOSENDAAL))
    document = opened(pdf)
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx(A4, abs=0.1)
    assert b"/FontFile2" in pdf
    fonts = {f.decode() for f in re.findall(rb"/BaseFont\s*/([\w+-]+)", pdf)}
    # subsets carry six letters and a plus; a font that is not embedded has none
    assert {f.split("+")[-1] for f in fonts if "+" in f} == {
        "MonitorSans-Regular",
        "MonitorSans-Bold",
    }
    page = document[0].get_textpage()
    assert page.count_chars() > 1000


def test_every_letter_drawn_comes_from_an_embedded_font() -> None:
    document = opened(factsheet(sheet(ROOSENDAAL)))
    fonts = {o.get_font() for o in document[0].get_objects() if hasattr(o, "get_font")}
    assert fonts
    assert all(f.is_embedded for f in fonts)


def test_score_and_place_are_those_of_the_command_line() -> None:
    table = {r["region"]: r for r in asked("score", "--year", "2024")}
    own = table[ROOSENDAAL]
    text = text_of(factsheet(sheet(ROOSENDAAL)))
    total = number(float(own["total"]), decimals=1)
    ranked = sum(1 for r in table.values() if r["rank"])
    assert f"{total} plaats {own['rank']} van {ranked}" in text
    for dimension in ("personal", "social", "environment"):
        assert number(float(own[dimension]), decimals=1) in text


def test_its_figures_are_those_of_the_observations() -> None:
    rows = asked("observations", "--indicator", "sporten", "--region", ROOSENDAAL)
    last = max((r for r in rows if int(r["year"]) <= 2024), key=lambda r: int(r["year"]))
    value, low, high = (number(float(last[k]), decimals=1) for k in ("value", "lower", "upper"))
    text = text_of(factsheet(sheet(ROOSENDAAL)))
    assert f"{value}% {low}–{high}" in text
    assert last["year"] in text


def test_comparable_municipalities_are_those_of_the_command_line() -> None:
    rows = asked("peers", ROOSENDAAL, "--year", "2024")
    text = text_of(factsheet(sheet(ROOSENDAAL)))
    assert len(rows) == 10
    for row in rows:
        assert f"{row['name']} {number(float(row['total']), decimals=1)}" in text


def test_english_writes_english_with_points() -> None:
    text = text_of(factsheet(sheet(ROOSENDAAL), "en"))
    total = scores(2024).table.at[ROOSENDAAL, "total"]
    assert f"{total:.1f} rank" in text
    assert "Learn from" in text
    assert "plaats" not in text
    assert language() == "nl"  # the language of the caller is left as it was


def test_without_a_score_it_says_why_and_shows_what_is_known() -> None:
    code = "GM1963"  # Hoeksche Waard: a predecessor is in neither table of crimes of 2018
    assert np.isnan(scores(2018).table.at[code, "total"])
    text = text_of(factsheet(sheet(code, 2018)))
    assert "Te weinig cijfers voor een score" in text
    assert "Van omgevingshulpbronnen zijn in 2018 te weinig cijfers bekend" in text
    personal = number(float(scores(2018).table.at[code, "personal"]), decimals=1)
    assert personal in text


def test_old_estimated_and_recalculated_figures_carry_their_mark() -> None:
    own = sheet(MAASHORST, 2024).look.profile.T["eenzaam"]
    assert (own["measured"], own["estimate"], own["harmonised"]) == (2020, True, True)
    assert "Eenzaam 2020 s h o" in text_of(factsheet(sheet(MAASHORST, 2024)))


def those_to_print() -> list[tuple[str, int]]:
    """Every sixtieth municipality, the six longest names and who has no total; all 342 in a
    sweep. Years, and thereby missing figures, are spread over them."""
    names = shot().regions["name"]
    every = 1 if SWEEP else 60
    codes = {*names.index[::every], *names.str.len().nlargest(6).index}
    spread = [(code, YEARS[i % len(YEARS)]) for i, code in enumerate(sorted(codes))]
    total = scores(2018).table["total"]
    return [*spread, *((code, 2018) for code in total.index[total.isna()])]


def test_districts_are_named_whole_and_the_rest_counted() -> None:
    below = weak_districts(shot()).drop_duplicates("district").groupby("region")["name"]
    longest = below.apply(lambda names: names.str.len().nlargest(3).sum()).nlargest(4).index
    for code in longest:
        own = sheet(code)
        found = words.districts(own, lambda t: len(lines_of(t, 8.5, RIGHT - HALF, 9)) <= 2)
        assert "…" not in "".join(lines_of(found, 8.5, RIGHT - HALF, 2)), found
        assert "andere" in found
        printed = " ".join(text_of(factsheet(own)).split())
        assert found.split(": ")[1] in printed


@pytest.mark.sweep
def test_every_municipality_fits_one_page_within_its_margins() -> None:
    missing = 0
    for i, (code, year) in enumerate(those_to_print()):
        lang = ("nl", "en")[i % 2]
        missing += np.isnan(scores(year).table.at[code, "total"])
        document = opened(factsheet(sheet(code, year), lang))
        assert len(document) == 1, code
        page = document[0].get_textpage()
        for n in range(page.count_rects()):
            left, bottom, right, top = page.get_rect(n)
            inside = left >= 40 and right <= A4[0] - 40 and bottom >= 12 and top <= A4[1] - 12
            assert inside, (code, page.get_text_bounded(left, bottom, right, top))
    assert missing > 0


def test_the_same_figures_give_the_same_bytes() -> None:
    assert factsheet(sheet(BAARLE)) == factsheet(sheet(BAARLE))


def test_the_page_is_drawn_from_edge_to_edge_of_its_margins() -> None:
    image = opened(factsheet(sheet(BAARLE)))[0].render(scale=1).to_numpy()
    ink = (image.min(axis=2) < 200).sum(axis=1)  # dark pixels in each row of one point
    assert ink.sum() > 15_000
    for start in range(0, 800, 80):  # nowhere a large empty part
        assert ink[start : start + 80].sum() > 150, start


HOSTILE = {
    "<img src=x onerror=alert(1)>": "<img src=x onerror=alert(1)>",
    "<para><b>niet af": "<para><b>niet af",
    "nul\x00byte & <br/>": "nulbyte & <br/>",
    "(haakje \\ Tj ET": "(haakje \\ Tj ET",
    "ГМ 東京 ☠": "?? ?? ?",  # letters that the type lacks
    "Een bijzonder lange naam na nog een herindeling " * 4: "Een bijzonder lange naam",
    "W" * 400: "WWWWWWWW",
}


@pytest.mark.parametrize(("name", "printed"), HOSTILE.items())
def test_names_of_others_are_text_and_no_more(name: str, printed: str) -> None:
    regions = shot().regions.copy()
    regions.loc[[ROOSENDAAL, "GM0748"], "name"] = name
    lonely = shot().catalog.indicators["eenzaam"]
    renamed = lonely.model_copy(update={"title": Text(nl=name, en=name)})
    catalog = shot().catalog.model_copy(
        update={"indicators": {**shot().catalog.indicators, "eenzaam": renamed}}
    )
    nasty = replace(shot(), regions=regions, catalog=catalog)
    document = opened(factsheet(replace(sheet(ROOSENDAAL), snapshot=nasty)))
    assert len(document) == 1
    page = document[0].get_textpage()
    text = page.get_text_bounded()
    assert printed in text
    for n in range(page.count_rects()):
        assert page.get_rect(n)[2] <= A4[0] - 40


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", ""])
def test_only_an_address_of_the_web_becomes_a_link(link: str) -> None:
    pdf = factsheet(sheet(ROOSENDAAL, link=link))
    assert b"/URI" not in pdf
    assert b"/URI" in factsheet(sheet(ROOSENDAAL))


def test_text_that_is_too_long_first_shrinks_and_then_is_cut() -> None:
    wide = width_of("Vernieling en meer", 10)
    assert fitted("Vernieling en meer", 10, wide) == ("Vernieling en meer", 10)
    words, size = fitted("Vernieling en meer", 10, 0.9 * wide)
    assert (words, size) == ("Vernieling en meer", pytest.approx(9))
    words, size = fitted("Vernieling en meer", 10, 0.4 * wide)
    assert size == 7.5
    assert words.endswith("…")
    assert width_of(words, size) <= 0.4 * wide


def test_lines_over_the_most_are_cut_with_an_ellipsis() -> None:
    lines = lines_of("een twee drie vier vijf zes zeven acht", 10, 40, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(width_of(line, 10) <= 40 for line in lines)


def test_a_language_that_was_fixed_stays_fixed() -> None:
    use_language("en")
    try:
        factsheet(sheet(ROOSENDAAL), "nl")
        assert language() == "en"
    finally:
        use_language(None)


def test_what_was_seen_of_the_programme_stands_on_the_page_and_pushes_nothing_off():
    told = "Programma (heel Noord-Brabant, vanaf 2017). Inkomen: geen effect groter dan 681 euro."
    plain, with_impact = factsheet(sheet(ROOSENDAAL)), factsheet(
        replace(sheet(ROOSENDAAL), impact=told)
    )  # fmt: skip
    assert len(opened(with_impact)) == 1
    words = " ".join(text_of(with_impact).split())
    assert f"Impact {told}" in words
    missing = [w for w in text_of(plain).split() if w not in words]
    assert missing == []


def test_what_the_municipality_says_stands_on_the_page_beside_what_was_seen():
    told = replace(sheet(ROOSENDAAL), impact="Niet te zeggen.", duiding="gemeente: “Het ging mis.”")
    with pdfium.PdfDocument(factsheet(told)) as document:
        assert len(document) == 1
        said = " ".join(document[0].get_textpage().get_text_range().split())
    assert "Impact Niet te zeggen." in said
    assert "Duiding van de gemeente zelf gemeente: “Het ging mis.”" in said
