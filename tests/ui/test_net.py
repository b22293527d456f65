"""Whatever breaks, readers meet one sentence in their language, and its number is in the log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor import logbook
from monitor import text as texts
from monitor.answers import about_finding, about_scores, view
from monitor.ui import serving
from tests.pages import BY_TURNS, LANGUAGES, PAGES, ROOT, new_app, open_page, told

SENTENCE = {"nl": "Dit onderdeel is nu niet te tonen", "en": "This part cannot be shown now"}
NUMBER = re.compile(r"\b[0-9A-F]{8}\b")


@pytest.fixture(autouse=True)
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setattr(logbook, "log_file", lambda: tmp_path / "log" / "monitor.log")
    yield tmp_path / "log" / "monitor.log"
    texts.use_language(None)


def said(app) -> str:
    assert [e.value for e in [*app.exception, *app.error]] == []
    return "\n".join(told(app))


def check(app, lang: str, log: Path) -> str:
    """Check that a page says one sentence with a number, and return what the log has of it."""
    words = said(app)
    assert words.count(SENTENCE[lang]) == 1
    (number,) = NUMBER.findall(words)
    kept = log.read_text(encoding="utf-8")
    assert number in kept and "Traceback" in kept and "\x1b" not in kept
    return kept


@pytest.mark.sweep(sample=3)
@pytest.mark.parametrize(("page", "lang"), BY_TURNS)
def test_a_damaged_file_of_the_snapshot(
    page: str, lang: str, copied: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = new_app()
    (copied / "scales.parquet").write_bytes(b"PAR1 not really")
    monkeypatch.setenv("MONITOR_DATA", str(copied))
    kept = check(open_page(app, page, {"lang": lang}), lang, log)
    assert "scales.parquet" in kept
    assert "scales.parquet" not in said(app)


@pytest.mark.parametrize("page", PAGES)
def test_an_error_nobody_thought_of(page: str, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = new_app()

    def breaks() -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(about_scores, "names", breaks)
    monkeypatch.setattr(about_scores, "years", breaks)
    monkeypatch.setattr(view, "_ask", [breaks])
    assert "of all things" in check(open_page(app, page), "nl", log)


def test_a_search_that_breaks_is_left_out_and_stands_in_the_log(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = new_app()

    def breaks() -> str:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(about_finding, "places_url", breaks)
    page = open_page(app, "data")
    assert SENTENCE["nl"] not in said(page)
    assert not [h for h in page.get("html") if 'role="search"' in h.proto.body]
    assert "of all things" in log.read_text(encoding="utf-8")


NO_FIGURES = {
    "nl": "De opslag is beschadigd. Er zijn nu geen cijfers te tonen",
    "en": "The store is damaged. There are no figures to show now",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_store_without_a_sound_version_promises_no_figures(
    lang: str, log: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app = new_app()
    (tmp_path / "current.json").write_bytes(b"{")
    monkeypatch.setenv("MONITOR_DATA", str(tmp_path))
    serving.store_fault.clear()
    check(open_page(app, "gemeente", {"lang": lang}), lang, log)
    assert NO_FIGURES[lang] in said(app)
    assert not re.search("U ziet|You see", said(app))
    serving.store_fault.clear()


def test_every_part_of_a_page_has_the_net_under_it() -> None:
    """Streamlit would catch what is raised in a fragment of its own, in English."""
    plain = [
        str(path.relative_to(ROOT))
        for path in [*ROOT.glob("pages/*.py"), *ROOT.glob("monitor/**/*.py")]
        if "st.fragment" in path.read_text(encoding="utf-8") and path.name != "net.py"
    ]
    assert plain == []


def test_a_log_that_cannot_be_written_is_no_second_fault(monkeypatch, tmp_path, capsys) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(logbook, "log_file", lambda: tmp_path / "file" / "monitor.log")
    number = logbook.keep(ValueError("x"), "a page", screen=True)
    assert number in capsys.readouterr().err


# ---------------------------------------------------------------- errors that are meant for readers


@pytest.mark.parametrize(
    ("page", "asked", "dutch", "english"),
    [
        (
            "jaren",
            {"normalisatie": "rank"},
            "Percentielrangen zijn niet te vergelijken tussen jaren",
            "Percentile ranks cannot be compared between years",
        ),
    ],
)
def test_an_error_by_a_readers_choice_is_said_in_their_language(
    page: str, asked: dict[str, str], dutch: str, english: str, log: Path
) -> None:
    for lang, words in (("nl", dutch), ("en", english)):
        assert words in said(open_page(new_app(), page, asked | {"lang": lang}))
    assert not log.exists()
