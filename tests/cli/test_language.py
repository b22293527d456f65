"""The command line speaks the reader's language, loads what it needs, and says what it misread."""

from __future__ import annotations

import errno
import os
import re
import socket
import subprocess
import sys
from functools import cache

import pytest

from monitor import cli
from monitor.catalog_read import load_catalog
from monitor.cli import _headings, _shared, check, choose_language, names
from monitor.errors import MonitorError, reason_of
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.spoken import say
from monitor.text import language, speaking, translations, use_language
from tests.conftest import ROOT

HEAVY = ("pandas", "pyarrow", "numpy", "openpyxl", "charset_normalizer", "streamlit")


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setattr(cli, "keep", lambda _err, _doing: "")

    def call(*words: str):
        monkeypatch.setattr(sys, "argv", ["monitor", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    yield call
    use_language(None)


def test_help_loads_none_of_what_is_slow():
    """The help of all commands, and that of each, in one process."""
    code = (
        "import sys; from monitor import cli\n"
        "def said(*words):\n"
        "    sys.argv = ['monitor', *words]\n"
        "    try: cli.main()\n"
        "    except SystemExit as end: assert not end.code\n"
        "said('--help')\n"
        "for name in cli.names(): said(name, '--help')\n"
        f"sys.stderr.write(','.join(m for m in {HEAVY} if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "momentopname" in done.stdout
    assert "Show this" not in done.stdout
    assert "Usage" not in done.stdout
    assert done.stdout.count("Gebruik: ") == 1 + len(names())


def test_every_command_has_help_and_a_function():
    for name in names():
        assert cli._help(name).endswith(".")
        assert callable(cli.import_module(f"monitor.cli.{name}").command)


@pytest.mark.parametrize(
    ("asked", "monitor_lang", "lang", "spoken"),
    [
        ("en", "nl", "nl_NL.UTF-8", "en"),
        (None, "en", "nl_NL.UTF-8", "en"),
        (None, "", "en_GB.UTF-8", "en"),
        (None, "", "nl_NL@euro", "nl"),
        (None, "", "C.UTF-8", "nl"),
        (None, "", "de_DE.UTF-8", "nl"),
    ],
)
def test_the_language_is_what_was_asked_then_the_setting_then_the_machine(
    monkeypatch, asked, monitor_lang, lang, spoken
):
    monkeypatch.setenv("MONITOR_LANG", monitor_lang)
    monkeypatch.setenv("LANG", lang)
    choose_language(asked)
    assert language() == spoken
    use_language(None)


BOTH = {"n", "n rest", "5-95%", "95%-interval", "term", "status", "indicator", "code", "rest"}
"""Headings that are the same in both languages."""
TABLES = {
    "gap": ("gap", "--year", "2016", "--year", "2014"),
    "gap of cities": (
        "gap",
        "--group",
        "middelgroot",
        "--year",
        "2023",
        "--against",
        "netherlands",
    ),
    "choices": ("gap", "--year", "2023", "--choices"),
    "change": ("change", "--from", "2020", "--to", "2024"),
    "change of a group": ("change", "--from", "2020", "--to", "2024", "--group", "west-brabant"),
    "change of one": ("change", "--from", "2020", "--to", "2024", "--region", "GM0758"),
    "parts": ("gap", "--year", "2024", "--parts"),
    "score": ("score", "--year", "2024", "--province", "PV30"),
    "peers": ("peers", "GM0748", "--year", "2024"),
    "districts": ("districts", "--region", "GM1674", "--draws", "50"),
    "hidden": ("districts",),
    "all districts": ("score", "--level", "district", "--province", "PV30"),
    "robust": ("robust", "--year", "2024", "--draws", "100"),
    "observations": ("observations", "-i", "eenzaam", "-i", "misdrijven", "-r", "GM0758"),
    "check": ("check",),
}
ENGLISH = re.compile(
    r"\b(the|and|with|region|name|year|value|lower|upper|source|harmonised|total|social|rank|"
    r"personal|environment|oldest|fresh|share|care|against|weighted|dimension|points|group|"
    r"distance|lag|difference|term|start|end|same|both|break|entered|left|imbalance|estimate|"
    r"provisional|final|absent|netherlands)\b|\w_\w|\d\.\d(?!\d\d)"
)
DUTCH = re.compile(
    r"\b(de|het|een|van|naar|niet|nul|wie|rest van|ligt|plaats|onder|boven|zonder|stegen|gestegen|"
    r"punten|jaar|groep|gemeente|gemeenten|gemeten|standaard|definitie|gewogen|laagste|kwart|nee|ja|"
    r"verandering|tot|sinds|deels|verschil|totaal|bevat|steeg|daalde|Nederland|Van)\b|\d,\d\d?(?!\d)"
)


@pytest.fixture
def headings(monkeypatch) -> list[str]:
    """The headings of the tables that are shown, before they are said."""
    found: list[str] = []
    show = _shared.show
    for module in (_shared, check):
        monkeypatch.setattr(
            module, "show", lambda t, *a, **k: (found.extend(map(str, t.columns)), show(t, *a, **k))
        )
    return found


def catalog_titles(lang: str) -> set[str]:
    return {i.title[lang] for i in load_catalog().indicators.values()}


def spoken(run, asked: str, lang: str) -> str:
    """What a command says on the screen, without names of places and paths."""
    code, out, err = run(*TABLES[asked], "--lang", lang, "--data", str(EMBEDDED))
    assert (code, err) == (0, "")
    assert len(out.splitlines()) > 5
    out, shown = out.replace(str(EMBEDDED), ""), set(re.findall(r"\w+", out))
    for first, name in places():
        if first in shown:
            out = out.replace(name, "")
    return out


@cache
def places() -> list[tuple[str, str]]:
    """Return the names of all places, the longest first, each after its first word."""
    snapshot = open_snapshot(EMBEDDED)
    names = {*snapshot.district_places["name"], *snapshot.regions["name"]}
    first = re.compile(r"\w+")
    found = {name: first.search(name) for name in names}
    return [(m[0], n) for n in sorted(names, key=lambda n: (-len(n), n)) if (m := found[n])]


BOTH_TRIED = ("gap", "change of one")
"""Outside a sweep the other tables are tried in one language each."""


@pytest.mark.sweep(sample=[*BOTH_TRIED, *list(TABLES)[::2]])
@pytest.mark.parametrize("asked", TABLES)
def test_on_the_screen_a_command_speaks_english_throughout(run, asked, headings):
    assert sorted({m[0] for m in DUTCH.finditer(spoken(run, asked, "en"))}) == []
    known = translations("en")
    said = {*known, *known.values(), *BOTH, *catalog_titles("en")}
    assert [h for h in headings if not h.isdigit() and h not in said] == []
    assert headings


@pytest.mark.sweep(sample=[*BOTH_TRIED, *list(TABLES)[1::2]])
@pytest.mark.parametrize("asked", TABLES)
def test_on_the_screen_a_command_speaks_dutch_throughout(run, asked, headings):
    assert sorted({m[0] for m in ENGLISH.finditer(spoken(run, asked, "nl"))}) == []
    said = {*translations("en"), *BOTH, *catalog_titles("nl")}
    assert [h for h in headings if not h.isdigit() and h not in said] == []
    assert headings


def test_every_column_and_code_of_a_table_has_a_word_in_both_languages():
    known = translations("en")
    words = {*_headings.HEADINGS.values(), *_headings.CODES.values()}
    assert sorted(w for w in words - BOTH if w not in known) == []


def test_an_unknown_language_is_refused(run):
    for words in (("--lang", "de", "check"), ("check", "--lang=de")):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert "nl, en" in err


MISREAD = {
    ("nope",): "De opdracht 'nope' bestaat niet. Kies uit: run",
    ("--lang", "nl"): "Geef een opdracht",
    ("score", "--jaar", "2020"): "De optie --jaar bestaat niet",
    ("score",): "niet gegeven: '--year'",
    ("score", "--year"): "De optie --year mist een waarde",
    ("score", "--year", "vorig"): "De waarde van '--year' is niet geldig",
    ("score", "--year", "2020", "erbij"): "niet bij de opdracht: erbij",
    ("check", "--json=ja"): "De optie --json mist een waarde, of krijgt er een te veel",
}


@pytest.mark.parametrize("words", MISREAD, ids=" ".join)
def test_what_is_misread_is_one_sentence_without_the_english_of_the_package(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert MISREAD[words] in err
    assert err.count("\n") == 1


def test_without_words_the_help_is_shown(run):
    code, out, _ = run()
    assert code == 0
    assert "Opdrachten" in out


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EXDEV])
def test_a_reason_of_the_system_is_not_in_its_english(number):
    err = OSError(number, os.strerror(number), "x")
    assert os.strerror(number) not in reason_of(err)
    assert reason_of(err)


def test_a_file_that_cannot_be_written_or_read_says_why_in_dutch(run, tmp_path):
    data = ("--data", str(EMBEDDED))
    _, _, err = run("score", "--year", "2020", "--csv", str(tmp_path), *data)
    assert "dit is een map" in err
    _, _, err = run("add", str(tmp_path / "nergens.csv"), "--check")
    assert "bestaat niet" in err
    assert "No such file" not in err


def test_the_unforeseen_says_nothing_of_the_system(run, monkeypatch):
    def broken(*_):
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr("monitor.snapshot.open_snapshot", broken)
    code, _, err = run("score", "--year", "2020")
    assert code == 1
    assert "monitor.log" in err
    assert "cross-device" not in err.lower()


def test_a_fault_in_a_settings_file_is_placed_without_the_english_of_the_parser(tmp_path):
    file = tmp_path / "catalog.toml"
    file.write_text("first_year = 2012\nlast_year =\n")
    with pytest.raises(MonitorError) as fault:
        load_catalog(file)
    assert "regel 2, kolom 12" in str(fault.value)
    assert "line" not in str(fault.value)
    assert "Invalid" not in str(fault.value)


@pytest.mark.parametrize(
    "words", [("--lang", "en", "check"), ("check", "--lang", "en"), ("--lang=en", "check")]
)
def test_the_language_may_stand_before_the_command_and_after_it(run, words):
    _code, out, _err = run(*words, "--data", str(EMBEDDED))
    assert "Municipalities: 342" in out


class EndpointConnectionError(Exception):
    """As botocore, which need not be here, names it."""


class ClientError(Exception):
    """As botocore tells what the store answered."""

    def __init__(self, status: int) -> None:
        super().__init__("An error occurred (AccessDenied) when calling the PutObject operation")
        self.response = {"ResponseMetadata": {"HTTPStatusCode": status}}


class HttpResponseError(Exception):
    """As azure.core tells it."""

    status_code = 503


@pytest.mark.parametrize(
    ("err", "said"),
    [
        (EndpointConnectionError("Could not connect"), "de opslag is niet bereikbaar"),
        (ClientError(403), "de opslag staat dit niet toe"),
        (ClientError(404), "dit staat niet in de opslag"),
        (HttpResponseError("Server busy"), "de opslag heeft het te druk"),
        (PermissionError("Access Denied"), "de opslag staat dit niet toe"),
        (socket.gaierror(-2, "Name or service not known"), "de opslag is niet bereikbaar"),
        (RuntimeError("odd"), "een fout die hier niet bekend is; het logboek noemt haar"),
    ],
)
def test_what_an_object_store_says_is_told_in_the_words_of_the_reader(err, said):
    assert reason_of(err) == said
    assert say(said) == said
    with speaking("en"):
        assert say(said) != said
