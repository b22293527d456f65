"""The register: what a file of initiatives says, row by row, and what is kept of it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys

import pytest

from monitor.errors import MonitorError
from monitor.export.register import template_csv, template_xlsx
from monitor.impact.register import (
    Initiative,
    elsewhere,
    facts,
    from_record,
    merged,
    shipped,
    to_record,
)
from monitor.impact.register_places import known_places, on_the_map
from monitor.impact.register_read import answer, read_register
from monitor.impact.register_store import (
    add_initiatives,
    load_register,
    remove_contacts,
    remove_initiatives,
)
from monitor.impact.register_table import register_table
from monitor.own.words import say_problem
from monitor.safe import safe_csv
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.store import open_store
from monitor.text import speaking
from tests.conftest import ROOT

HEAD = "naam;wat;bron;plaats;begin;einde;status;contact;toestemming"
GOOD = f"{HEAD};vraag\nBuurtkeuken;Samen koken;Eigen opgave;Breda; 2018;;loopt;;;Wie kookt mee?\n"
SNAPSHOT = open_snapshot(EMBEDDED)
KNOWN = known_places(SNAPSHOT)


def read(text: str, name: str = "register.csv"):
    return answer(text.encode(), name, KNOWN)


def lines(text: str) -> list[str]:
    return [say_problem(p) for p in read(text).problems]


def row(**cells: str) -> str:
    """A file of one row, in which everything is well but what is given."""
    good = {"naam": "Buurtkeuken", "wat": "Samen koken", "bron": "Eigen opgave"} | cells
    return ";".join(good) + "\n" + ";".join(f'"{c}"' for c in good.values()) + "\n"


def test_a_row_is_an_initiative():
    (one,) = read(GOOD).initiatives
    assert (one.id, one.name, one.what, one.source) == (
        "buurtkeuken", "Buurtkeuken", "Samen koken", "Eigen opgave",
    )  # fmt: skip
    assert (one.places, one.start, one.end, one.status) == (("GM0758",), "2018", "", "loopt")
    assert one.question == "Wie kookt mee?"


def test_rows_of_the_same_name_tell_how_it_got_on():
    found = read(
        "naam;wat;bron;voortgang op;gevraagd;geboden;opbrengst\n"
        "Buurtkeuken;Koken;Eigen;2019;een ruimte;een school;elke week open\n"
        "Buurtkeuken;;;31-1-2018;een kok;;\n"
    )
    assert found.problems == []
    (one,) = found.initiatives
    assert [(p.on, p.asked, p.offered, p.result) for p in one.progress] == [
        ("2018-01-31", "een kok", "", ""),
        ("2019", "een ruimte", "een school", "elke week open"),
    ]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("Den Bosch; GM0758", ("GM0796", "GM0758")),
        ("Nuenen, Gerwen en Nederwetten", ("GM0820",)),
        ("Breda, Tilburg", ("GM0758", "GM0855")),
        ("WK075801", ("WK075801",)),
        ("Noord-Brabant", ("PV30",)),
        ("Utrecht", ("GM0344",)),
        ("provincie Utrecht", ("PV26",)),
        ("Veghel", ("GM0860",)),  # merged into Meierijstad: kept as given, drawn there
        ("onbekend", ()),
    ],
)
def test_places_are_found_as_they_are_written(cell, codes):
    (one,) = read(row(plaats=cell)).initiatives
    assert one.places == codes


def test_a_place_is_drawn_in_the_municipality_of_now():
    moved = {"GM0860": "GM1948"}
    codes = ["WK075801", "GM0860", "PV30", "GM0758"]
    assert on_the_map(codes, SNAPSHOT.regions.index, moved) == ["GM0758", "GM1948"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"plaats": "Bredda"}, "Rij 2, kolom 'plaats', 'Bredda': deze plaats is niet gevonden."
         " Misschien is Breda bedoeld."),
        ({"plaats": "Haaren"}, "Rij 2, kolom 'plaats', 'Haaren': deze gemeente is opgegaan in meer"
         " dan één: Boxtel, Oisterwijk, Tilburg, Vught."),
        ({"plaats": "Bergen"}, "Rij 2, kolom 'plaats', 'Bergen': deze naam past bij meer"
         " gemeenten: Bergen (L.), Bergen (NH.)."),
        ({"plaats": "WK075899"}, "Rij 2, kolom 'plaats', 'WK075899': deze wijk is niet gevonden."),
        ({"begin": "2019", "einde": "1-2-2018"}, "Rij 2, kolom 'einde', '1-2-2018': het einde ligt"
         " voor het begin."),
        ({"begin": "ooit"}, "Rij 2, kolom 'begin', 'ooit': dit is geen jaar of dag. Schrijf een"),
        ({"status": "bezig"}, "Rij 2, kolom 'status', 'bezig': dit woord kent het register hier"
         " niet. Kies uit: voorbereiding, loopt, afgerond, gestopt."),
        ({"bron": ""}, "Rij 2, kolom 'bron': dit is verplicht en ontbreekt. Vul het in."),
        ({"naam": "***"}, "Rij 2, kolom 'naam', '***': de naam ontbreekt, of heeft geen letter"),
        ({"gevraagd": "geld"}, "Rij 2, kolom 'voortgang op': bij deze voortgang staat niet van"
         " wanneer zij is. Vul een jaar of een dag in."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_row_column_and_remedy(cells, said):
    found = read(row(**cells))
    assert found.initiatives == ()
    assert say_problem(found.problems[0]).startswith(said)


def test_an_end_of_the_same_year_as_the_start_is_no_fault():
    assert read(row(begin="1-3-2017", einde="2017")).ok


def test_the_same_initiative_twice_is_told():
    twice = GOOD + "Buurtkeuken;Iets anders;;;;;;;;\n"
    assert lines(twice)[0].startswith(
        "Rij 3, kolom 'naam', 'Buurtkeuken': dit initiatief staat al in rij 2."
    ) or lines(twice)[0].startswith("Rij 3, kolom 'wat', 'Iets anders'")
    assert read(twice).initiatives == ()


def test_a_column_that_is_missing_or_not_known_is_told():
    assert "de kolom 'bron' ontbreekt" in " ".join(lines("naam;wat\nA;B\n"))
    told = read("naam;wat;bron;kleur\nA;B;C;rood\n")
    assert told.ok
    assert [(p.value, p.blocks) for p in told.problems] == [("kleur", False)]
    assert "kopregel" in lines("a;b\n1;2\n")[0]


def test_without_consent_nobody_is_named_and_that_is_told():
    found = read(row(contact="Jan Jansen, 06-1", toestemming=""))
    assert found.ok
    assert found.initiatives[0].contact == ""
    assert "toestemming" in say_problem(found.problems[0])
    assert "Jansen" not in repr(found)
    with_consent = read(row(contact="Jan Jansen", toestemming="ja"))
    assert with_consent.initiatives[0].contact == "Jan Jansen"


def test_the_template_is_read_in_both_languages():
    for lang in ("nl", "en"):
        with speaking(lang):
            files = {"a.csv": template_csv(), "a.xlsx": template_xlsx()}
        for name, data in files.items():
            codes = [p.code for p in answer(data, name, KNOWN).problems]
            assert codes == ["bestand"], (lang, name)  # no initiative in it, and every column known


def test_the_csv_template_explains_every_column_in_a_row_that_is_passed_over():
    for lang, mark, sign in (("nl", ";", "(uitleg)"), ("en", ",", "(explanation)")):
        with speaking(lang):
            text = template_csv().decode("utf-8-sig")
        titles, guides = csv.reader(text.splitlines(), delimiter=mark)
        assert len(titles) == len([g for g in guides if g])
        assert guides[0].startswith(sign)
        row = ["Buurtkeuken", "Samen koken", *[""] * (len(titles) - 2)]
        row[titles.index({"nl": "bron", "en": "source"}[lang])] = "Eigen opgave"
        (one,) = read(f"{text}{mark.join(row)}\r\n").initiatives
        assert (one.name, one.source) == ("Buurtkeuken", "Eigen opgave")


def test_names_are_in_the_order_that_people_count_in():
    names = ["Wijk 10", "Wijk 2", "Wijk 1", "wijk 11"]
    found = merged([Initiative(n, "x", "y") for n in names])
    assert [one.name for one in found] == ["Wijk 1", "Wijk 2", "Wijk 10", "wijk 11"]


def test_what_ships_cannot_be_removed_and_that_is_said(store):
    with pytest.raises(MonitorError, match="is meegeleverd en kan niet worden verwijderd"):
        remove_initiatives(["verspild-talent"], store)


def test_a_register_that_was_saved_is_read_as_it_was():
    found = read(
        "naam;wat;bron;plaats;thema;voortgang op;gevraagd\n"
        "=1+1;'<b>x</b>;Eigen;Breda;zorg;2019;geld\n=1+1;;;;;2020;tijd\n"
    ).initiatives
    again = answer(safe_csv(register_table(found), ";").encode(), "x.csv", KNOWN).initiatives
    assert [to_record(one) | {"name": ""} for one in again] == [
        to_record(one) | {"name": ""} for one in found
    ]
    assert again[0].name == "'=1+1"  # no spreadsheet takes it for a formula
    assert [from_record(to_record(one)) for one in found] == list(found)


@pytest.mark.parametrize("data", [b"", b"\x89PNG", b"PK\x03\x04", b"a", b"\xff" * 100, b"naam;wat"])
def test_any_file_gives_an_answer(data):
    found = read_register(data, "x.xlsx", SNAPSHOT)
    assert not found.ok
    assert found.initiatives == ()


# ---------------------------------------------------------------- what ships


def test_what_ships_is_what_the_papers_tell():
    programme, talent = shipped("nl")
    assert (programme.name, programme.start, programme.end, programme.places) == (
        "Versterken Sociale Veerkracht", "2017", "2020", ("PV30",),
    )  # fmt: skip
    assert (talent.name, talent.crossover, talent.places) == ("Verspild Talent", "arbeidsmarkt", ())
    assert "11 initiatieven" in facts("PV30")[0].text["nl"]
    assert "10" in facts("PV30")[0].text["en"]
    assert all(one.source for one in shipped("en"))
    assert [one.id for one in shipped("en")] == [programme.id, talent.id]


def test_of_the_same_initiative_the_last_register_counts():
    filled = from_record({"name": "Verspild talent", "what": "x", "source": "y"})
    both = merged(shipped("nl"), [filled])
    assert [one.what for one in both if one.id == "verspild-talent"] == ["x"]
    assert both[0].kind == "programma"


def test_who_works_elsewhere_on_the_same_question_or_theme():
    def one(name: str, question: str, theme: str, *places: str) -> Initiative:
        return Initiative(name, "x", "y", question=question, theme=theme, places=places)

    mine = one("a", "Wie kookt mee?", "eten", "GM0758")
    register = [
        mine,
        one("b", "wie kookt mee", "sport", "GM0855"),  # written otherwise, the same question
        one("c", "Wie kookt mee?", "eten", "GM0758", "GM0855"),  # here too
        one("d", "", "Eten", "GM0855"),
        one("e", "Wie kookt mee?", "eten"),  # place unknown
        one("f", "", ""),
    ]
    same, alike = elsewhere(mine, register)
    assert [o.name for o in same] == ["b", "e"]
    assert [o.name for o in alike] == ["d"]


# ---------------------------------------------------------------- the store and the command


@pytest.fixture
def store(tmp_path):
    return open_store(tmp_path / "store")


def kept_bytes(store) -> bytes:
    return b"".join(p.read_bytes() for p in store.beside.rglob("*") if p.is_file())


def test_who_is_removed_stands_nowhere_any_more(store):
    text = row(contact="Jan Jansen", toestemming="ja")
    add_initiatives(read(text).initiatives, store)
    assert b"Jan Jansen" in kept_bytes(store)
    remove_contacts(["buurtkeuken"], store)
    assert b"Jan Jansen" not in kept_bytes(store)
    assert [one.name for one in load_register(store)] == ["Buurtkeuken"]
    add_initiatives(read(text).initiatives, store, replace=True)
    remove_initiatives(["buurtkeuken"], store)
    assert load_register(store) == []
    assert b"Jansen" not in kept_bytes(store)
    assert b"Buurtkeuken" not in kept_bytes(store)


def test_all_or_none_are_added(store):
    add_initiatives(read(row()).initiatives, store)
    two = [from_record({"name": n, "what": "x", "source": "y"}) for n in ("Nieuw", "Buurtkeuken")]
    with pytest.raises(MonitorError, match="heeft al een initiatief 'Buurtkeuken'"):
        add_initiatives(two, store)
    assert [one.id for one in load_register(store)] == ["buurtkeuken"]
    add_initiatives(two, store, replace=True)
    assert [one.id for one in load_register(store)] == ["buurtkeuken", "nieuw"]


@pytest.mark.parametrize(
    "spoiled", [b"", b"{}", b"[1]", b'{"version": 2}', b'{"version": 1, "initiatives": [{}]}']
)
def test_a_damaged_register_is_one_sentence(store, spoiled):
    add_initiatives(read(row()).initiatives, store)
    (store.beside / "initiatives.json").write_bytes(spoiled)
    with pytest.raises(MonitorError, match="beschadigd"):
        load_register(store)


@pytest.fixture
def command(tmp_path):
    """Run ``python -m monitor initiatives`` with an empty store of its own."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "monitor", "initiatives", *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"MONITOR_DATA": str(tmp_path / "store")},
        )

    return run


def test_the_command_adds_lists_and_removes(tmp_path, command):
    file = tmp_path / "r.csv"
    file.write_text(GOOD, encoding="utf-8")
    added = command("add", str(file), "--json")
    assert (added.returncode, json.loads(added.stdout)["kept"]) == (0, ["buurtkeuken"])
    listed = json.loads(command("list", "--json").stdout)["initiatives"]
    assert {one["id"]: one["kept"] for one in listed} == {
        "versterken-sociale-veerkracht": False, "buurtkeuken": True, "verspild-talent": False,
    }  # fmt: skip
    again = command("add", str(file), "--lang", "en")
    assert again.returncode == 2
    assert "The register already has an initiative 'Buurtkeuken'" in again.stderr
    assert command("remove", "buurtkeuken").returncode == 0
    gone = command("remove", "buurtkeuken")
    assert (gone.returncode, "geen initiatief 'buurtkeuken'" in gone.stderr) == (2, True)


def test_the_command_refuses_a_file_with_faults_and_keeps_nothing(tmp_path, command):
    file = tmp_path / "r.csv"
    file.write_text(row(plaats="Bredda"), encoding="utf-8")
    refused = command("add", str(file))
    assert refused.returncode == 2
    assert "FOUT: Rij 2, kolom 'plaats', 'Bredda'" in refused.stdout
    assert load_register(open_store(tmp_path / "store")) == []
    assert command("template", str(tmp_path / "t.xlsx")).returncode == 0
    assert (tmp_path / "t.xlsx").read_bytes()[:2] == b"PK"
    assert command("template", str(tmp_path / "t.doc")).returncode == 2
    assert command("vind").returncode == 2
