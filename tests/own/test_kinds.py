"""What goes wrong in silence in files that people really have: read right, told, or asked.

Each kind in several forms; the figures expected are those that stand in the file.
"""

from __future__ import annotations

import datetime as dt

import pytest

from monitor.own.facts import facts
from tests.own.test_bad_files import refused
from tests.own.workbooks import workbook

NAMES = ["Breda", "Tilburg", "Eindhoven", "Boxtel", "Vught", "Oisterwijk", "Baarle-Nassau", "Laren"]
NOTHING, FIGURES = "het zijn geen cijfers", "het zijn cijfers"


def column(values: list[object], title: str = "x") -> str:
    rows = (f"{n};2020;{v}\n" for n, v in zip(NAMES, values, strict=False))
    return f"gemeente;jaar;{title}\n" + "".join(rows)


def asked(understood) -> list[str]:
    assert understood.figures.empty
    return [q.field for q in understood.questions]


def values(understood) -> list[float]:
    assert understood.ok, [str(p) for p in understood.problems] + understood.questions
    return understood.figures["value"].tolist()


def told_of(understood) -> list[str]:
    return [p.code for p in understood.problems if not p.blocks]


# ---------------------------------------------------------------- codes for "no figure"

SOME = [41.5, 42.1, 43.5, 39.2]


@pytest.mark.parametrize(
    "codes", [[-99999, -99996, -99997], [-99995], [-9999], [-99999.0], [-99998, -99998]]
)
def test_swings_codes_are_missing_and_told(read, codes):
    understood = read(column([*SOME, *codes]))
    assert values(understood) == SOME
    assert understood.missing == {"x": len(codes)}
    assert told_of(understood) == ["code voor geen cijfer"]


@pytest.mark.parametrize(
    ("known", "code"),
    [
        (SOME, -1), (SOME, 999), (SOME, 9999999), (SOME, -9), (SOME, -99), (SOME, -99.9),
        (SOME, 888), (SOME, 99999), (SOME, 2147483647), (SOME, 998), (SOME, 999.9), (SOME, 7777),
        ([41, 42, 43, 39], 99.9), ([1, 2, 3, 2], 99), ([500, 30000, 900000, 12000], 9999999),
        ([-1, 2.5, -3, 1], -99), ([0, 0, 1, 2], -1), ([12, 800, 45000, 230], -999),
        (SOME, 6666), (SOME, 123456789),
    ],
)  # fmt: skip
def test_a_code_that_may_be_a_figure_is_asked_for(read, known, code):
    data = column([*known, code])
    assert asked(read(data)) == ["code x"]
    without = read(data, answers=(f"code x={NOTHING}",))
    assert values(without) == known
    assert without.missing == {"x": 1}
    assert values(read(data, answers=(f"code x={FIGURES}",))) == [*known, code]


def test_two_small_codes_far_from_all_figures_are_asked_for(read):
    assert asked(read(column([*SOME, -8, -9, -9]))) == ["code x"]


@pytest.mark.parametrize(
    "figures",
    [
        [97.1, 98, 99, 99.4], [-1, -2, -3, -4, 2], [0, 0, 0, 1], [5, 9, 7, 3],
        [999, 850, 1200, 400],
        [99, 120, 80, 95], [-0.5, -1, 1.5, 0.2], [1, 2, 9, 4], [500, 30000, 900000, 999],
    ],
)  # fmt: skip
def test_figures_that_only_look_like_codes_pass(read, figures):
    assert values(read(column(figures))) == figures


def test_an_answer_to_another_question_or_a_choice_that_is_none_answers_nothing(read):
    data = column([*SOME, 999])
    for given in ("code y=het zijn cijfers", "code x=", "code x", "=", "code x=onzin"):
        assert asked(read(data, answers=(given,))) == ["code x"]


def test_the_last_answer_counts_and_is_told(read):
    given = (f"code x={NOTHING}", f"code x={FIGURES}")
    understood = read(column([*SOME, 999]), answers=given)
    assert values(understood) == [*SOME, 999]
    assert any(label == "Uw antwoord" and FIGURES in text for label, text in facts(understood))


# ---------------------------------------------------------------- percentages and slips


@pytest.mark.parametrize(
    ("title", "figures", "odd"),
    [
        ("eenzaam (%)", [46.7, 482, 0.44], [482, 0.44]),
        ("eenzaam %", [46.7, 45.2, 40, -30], [-30]),
        ("percentage eenzaam", [46.7, 45.2, 40, 101], [101]),
        ("eenzaam (pct)", [46.7, 45.2, 40, 4670], [4670]),
        ("eenzaam (procent)", [46.7, 0.452, 40, 43], [0.452]),
        ("eenzaam", [46.7, 45.2, 40.1, 43, 44, 42.5, 432], [432]),
        ("WOZ-waarde", [250, 280, 310, 305, 270, 260, 2.9], [2.9]),
        ("WOZ-waarde", [250, 280, 310, 305, 270, 260, 0], [0]),
        ("WOZ-waarde", [250, 280, 310, 5_234_567], [5_234_567]),
    ],
)  # fmt: skip
def test_what_fits_no_other_figure_is_asked_for(read, title, figures, odd):
    data = column(figures, title)
    question = read(data).questions[0]
    assert question.field == f"bereik {title}"
    assert "rij" in question.what
    rest = [v for v in figures if v not in odd]
    assert values(read(data, answers=(f"bereik {title}={NOTHING}",))) == rest
    assert values(read(data, answers=(f"bereik {title}={FIGURES}",))) == figures


@pytest.mark.parametrize(
    ("title", "figures"),
    [
        ("groei (%)", [-3, 12, 140, -20, -8, 5]), ("bijstand (%)", [0.4, 3.1, 2.2, 5]),
        ("inwoners", [600, 184069, 219789, 31000, 26000, 7000]), ("x", [0, 0, 0, 0, 1.2, 0.4]),
    ],
)  # fmt: skip
def test_what_may_lie_far_apart_passes(read, title, figures):
    assert values(read(column(figures, title))) == figures


@pytest.mark.parametrize(
    ("title", "figures", "percents"),
    [
        ("eenzaam (%)", [0.44, 0.467, 0.5], [44, 46.7, 50]),
        ("percentage eenzaam", [0.1, 0.29, 1], [10, 29, 100]),
        ("aandeel eenzaam", [0.07], [7]),
    ],
)
def test_parts_of_one_among_percents_are_asked_for(read, title, figures, percents):
    data = column(figures, title)
    assert asked(read(data)) == [f"delen {title}"]
    as_they_are = read(data, answers=(f"delen {title}=het zijn procenten",))
    assert values(as_they_are) == figures
    parts = f"delen {title}=het zijn delen van 1: maak er procenten van"
    assert values(read(data, answers=(parts,))) == percents


def test_a_cell_with_a_percent_sign_is_a_share_whatever_the_title(read):
    assert asked(read(column(["46,7%", "45,2%", "467%", "43%"]))) == ["bereik x"]
    assert values(read(column(["0,44%", "0,467%", "0,5%"]))) == [0.44, 0.467, 0.5]
    assert values(read(column(["12%", "-3%", "140%", "-20%"], "groei"))) == [12, -3, 140, -20]


def test_parts_of_one_are_asked_for_once_what_fits_no_other_is_settled(read):
    data = column([0.44, 0.467, 0.5, 46.7, -99999], "eenzaam (%)")
    assert asked(read(data)) == ["bereik eenzaam (%)"]
    given = f"bereik eenzaam (%)={NOTHING}"
    assert asked(read(data, answers=(given,))) == ["delen eenzaam (%)"]


@pytest.mark.parametrize(
    ("title", "figures"),
    [
        ("eenzaam (%)", [0, 0, 1, 0]),
        ("x", [0.44, 0.467]),
        ("groei (%)", [-0.2, 0.4, -0.1, 0.3, -0.3, 0.2]),
    ],
)
def test_what_is_no_part_of_one_passes(read, title, figures):
    assert values(read(column(figures, title))) == figures


# ---------------------------------------------------------------- row numbers


@pytest.mark.parametrize("title", ["ID", "nr", "Rijnummer", "OBJECTID", "volgnr", "eerste"])
@pytest.mark.parametrize("first", [0, 1])
def test_a_column_that_counts_the_rows_is_asked_for(read, title, first):
    rows = "".join(
        f"{i};{n};2020;{v}\n" for i, (n, v) in enumerate(zip(NAMES, SOME, strict=False), first)
    )
    data = f"{title};gemeente;jaar;x\n{rows}"
    assert asked(read(data)) == [f"nummering {title}"]
    understood = read(data, answers=(f"nummering {title}={NOTHING}",))
    assert values(understood) == SOME
    assert understood.names == ["x"]
    assert told_of(understood) == ["rijnummers"]
    assert read(data, answers=(f"nummering {title}={FIGURES}",)).names == [title, "x"]


def test_the_only_column_of_figures_is_no_row_number(read):
    assert values(read(column([1, 2, 3, 4]))) == [1, 2, 3, 4]


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Gem. Breda", "GM0758"), ("Gemeente Breda", "GM0758"), ("Breda (GM0758)", "GM0758"),
        ("GM0758 Breda", "GM0758"), ("GM0758 - Breda", "GM0758"), ("0758 Breda", "GM0758"),
        ("Breda GM0758", "GM0758"), ("Breda (0758)", "GM0758"), ("Breda (gem.)", "GM0758"),
        ("Breda c.a.", "GM0758"), ("Breda (NB)", "GM0758"), ("Breda, Noord-Brabant", "GM0758"),
        ("Haag, Den", "GM0518"), ("'s Hertogenbosch", "GM0796"), ("Den Bosch", "GM0796"),
        ("Hertogenbosch, 's-", "GM0796"), ("St. Oedenrode", "GM0846"), ("Bergen (L)", "GM0893"),
        ("Bergen Limburg", "GM0893"), ("Bergen (Noord-Holland)", "GM0373"),
        ("Zuidwest-Friesland", "GM1900"), ("Schijndel (NB)", "GM0844"), ("Laren (N.H.)", "GM0417"),
        ("den haag (ZH)", "GM0518"), ("Haaren (voormalig)", "GM0788"),
    ],
)  # fmt: skip
def test_usual_spellings_are_known(read, name, code):
    understood = read(f'gemeente;jaar;x\nEindhoven;2016;1\n"{name}";2016;2\n')
    assert understood.ok, understood.problems
    assert understood.figures["region"].tolist() == ["GM0772", code]


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Laren (Gld)", "Laren (Noord-Holland)"), ("Breda (Gld)", "Breda (Noord-Brabant)"),
        ("Bergen (NB)", "Bergen (L.) / Bergen (NH.)"), ("Boxtel (Utrecht)", "Boxtel"),
        ("Breda (stad)", "Breda"), ("Stad Breda", "misschien Breda."),
        ("GM0758 Tilburg", "Breda / Tilburg"), ("Tilburg e.o.", "Tilburg"),
        ("Tilburg (GM0758)", "Breda / Tilburg"), ("Tilburg, Limburg", "Tilburg (Noord-Brabant)"),
    ],
)  # fmt: skip
def test_a_name_that_lies_elsewhere_is_unknown_with_a_suggestion(read, name, suggestion):
    understood = read(f'gemeente;jaar;x\nEindhoven;2020;1\n"{name}";2020;2\n')
    refused(understood, "onbekende naam", 3)
    assert suggestion in understood.problems[0].remedy


# ---------------------------------------------------------------- larger areas


@pytest.mark.parametrize(
    ("title", "areas"),
    [
        ("centrumgemeente", ["Breda", "Breda", "Tilburg"]), ("Provincie", ["Utrecht"] * 3),
        ("COROP-gebied", ["Groningen", "Groningen", "Tilburg"]), ("GGD", ["Breda"] * 3),
        ("Arbeidsmarktregio", ["Tilburg", "Tilburg", "Tilburg"]), ("provinciecode", [30, 30, 30]),
        ("Veiligheidsregio", ["Tilburg", "Breda", "Tilburg"]), ("regiocode_gm", ["GM0758"] * 3),
        ("trekker", ["Breda", "Breda", "Breda"]), ("Penvoerder", ["GM0758", "GM0758", "GM0855"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("first", [True, False])
def test_a_larger_area_is_no_second_name(read, title, areas, first):
    rows = [("Breda", 1.5), ("Boxtel", 2.5), ("Tilburg", 4.5)]
    data = f"{title};gemeente;x;jaar\n" if first else f"gemeente;x;jaar;{title}\n"
    for (name, value), area in zip(rows, areas, strict=True):
        data += f"{area};{name};{value};2020\n" if first else f"{name};{value};2020;{area}\n"
    understood = read(data)
    assert values(understood) == [1.5, 2.5, 4.5]
    assert understood.figures["region"].tolist() == ["GM0758", "GM0757", "GM0855"]
    assert told_of(understood) == ["gebiedskolom"]


def test_two_municipalities_a_team_are_a_larger_area(read):
    rows = "Breda;Breda;1\nBaarle-Nassau;Breda;2\nTilburg;Tilburg;3\nOisterwijk;Tilburg;4\n"
    understood = read("gemeente;basisteam;x 2020\n" + rows)
    assert values(understood) == [1, 2, 3, 4]
    assert told_of(understood) == ["gebiedskolom"]


@pytest.mark.parametrize(
    "rows",
    ["GM0758;Breda\nGM0855;Breda\n", "GM0758;Breda\nGM0855;Breda\nGM0865;Tilburg\n",
     "GM0758;Tilburg\nGM0855;Vught\nGM0865;Boxtel\nGM0757;Oisterwijk\n"],
)  # fmt: skip
def test_a_column_that_slipped_is_no_larger_area(read, rows):
    refused(read("code;naam;x 2020\n" + rows.replace("\n", ";1\n")), "code en naam")


def test_a_column_called_municipality_is_that_whatever_its_spelling(read):
    data = "gemeente;trekker;jaar;x\nBredaa;Breda;2020;1\nBoxxtel;Tilburg;2020;2\n"
    understood = read(data)
    refused(understood, "onbekende naam", 2)
    assert {p.column for p in understood.problems if p.blocks} == {"gemeente"}
    refused(read("gemeente;jaar;x\nBreda (Gld);2020;1\n"), "onbekende naam", 2)


def test_a_figure_about_an_area_is_a_figure(read):
    assert read(column(SOME, "GGD-bezoeken per 1.000")).names == ["GGD-bezoeken per 1.000"]


# ---------------------------------------------------------------- below and above a table


@pytest.mark.parametrize(
    "end",
    [
        "Bron: CBS\n", "\nBron: CBS\n", "* voorlopige cijfers\n", "Bron:;CBS\n",
        "Bron: CBS; 2021\n",
        "Totaal van 4 gemeenten\n", "\n\nNoot: afgerond\nBron: GGD\n", "Peildatum: 1-1-2021\n",
        "Legenda:\nx;onbekend\n.;geen waarneming\n", "© CBS;;\n",
        "1) inclusief Haaren\n", "Opmerking;zie de toelichting;2020\n",
    ],
)  # fmt: skip
def test_text_below_the_table_is_passed_over_and_told(read, end):
    understood = read(column(SOME) + end)
    assert values(understood) == SOME
    assert set(told_of(understood)) == {"tekst onder de tabel"}


@pytest.mark.parametrize(
    "end", ["Totaal;2020;166\n", "Bredaa;2020;1\n", "Bron;2020;5\n", "Legenda\nBredaa;2020;5\n"]
)
def test_a_row_with_figures_is_no_text(read, end):
    refused(read(column(SOME) + end))


@pytest.mark.parametrize(
    "top", ["Tabel 3. Eenzaamheid\n", "Tabel 3;Eenzaamheid\n", "Bron:;CBS\n\n"]
)
def test_text_above_the_table_is_passed_over(read, top):
    assert values(read(top + column(SOME))) == SOME


# ---------------------------------------------------------------- years


@pytest.mark.parametrize(
    ("written", "provisional"),
    [
        ("31-12-2020", False), ("2020-12-31", False), ("31/12/2020", False), ("20201231", False),
        ("12/31/2020", False), ("31 december 2020", False), ("1-7-2020", False),
        ("1 jan. 2020", False), ("2020*", True), ("2020**", True), ("2020 (voorlopig)", True),
        ("2020 voorlopig", True), ("2020 (v)", True), ("2020 nader voorlopig", True),
        ("2020 (definitief)", False), ("jaar 2020", False), ("ultimo 2020", False),
        ("2020-12-31T00:00:00", False), ("31-12-2020*", True), ("1 januari 2020 (v)", True),
        ("31 december 2020 (definitief)", False),
    ],
)  # fmt: skip
def test_forms_of_a_year(read, written, provisional):
    understood = read(f"gemeente;jaar;x\nBreda;{written};1\nTilburg;{written};2\n")
    assert understood.ok, understood.problems
    assert set(understood.figures["year"]) == {2020}
    assert set(understood.figures["provisional"]) == {provisional}


@pytest.mark.parametrize("written", ["2019/2020", "2020KW01", "202012", "'20", "31-02-2020", "20"])
def test_what_is_no_year_is_refused(read, written):
    refused(read(f"gemeente;jaar;x\nBreda;{written};1\n"), "onleesbaar jaar", 2)


def test_a_day_in_excel_counts_for_its_year_and_is_told(read):
    rows = [["gemeente", "peildatum", "x"], ["Breda", dt.datetime(2020, 12, 31), 1.5]]
    understood = read(workbook(rows), "x.xlsx")
    assert set(understood.figures["year"]) == {2020}
    assert told_of(understood) == ["datum als jaar"]


def test_a_column_of_dates_beside_the_year_is_no_figure(read):
    understood = read(
        "gemeente;jaar;gewijzigd op;x\nBreda;2020;12-03-2024;1\nTilburg;2020;13-03-2024;2\n"
    )
    assert understood.names == ["x"]
    assert set(understood.figures["year"]) == {2020}


@pytest.mark.parametrize(
    ("title", "name", "provisional"),
    [
        ("Eenzaam 2020", "Eenzaam", False), ("Eenzaam_2020", "Eenzaam", False),
        ("Eenzaam (2020*)", "Eenzaam", True), ("Eenzaam 2020 (voorlopig)", "Eenzaam", True),
        ("Eenzaam 2020 (%)", "Eenzaam (%)", False), ("2020 Eenzaam", "Eenzaam", False),
        ("2020* Eenzaam", "Eenzaam", True), ("Eenzaam 31-12-2020", "Eenzaam", False),
        ("Inkomen (prijzen van 2015) 2020", "Inkomen (prijzen van 2015)", False),
        ("2020*", "waarde", True), ("Inwoners per 1-1-2020", "Inwoners", False),
    ],
)  # fmt: skip
def test_a_year_in_a_title(read, title, name, provisional):
    understood = read(f"gemeente;{title}\nBreda;1\nTilburg;2\n")
    assert understood.ok, understood.questions
    assert understood.names == [name]
    assert set(understood.figures["year"]) == {2020}
    assert set(understood.figures["provisional"]) == {provisional}


@pytest.mark.parametrize(
    "title",
    ["Inkomen (prijzen van 2015)", "Inkomen in prijzen van 2015", "Index 2015=100", "Sinds 2012",
     "Groei 2015-2020", "Verandering t.o.v. 2019", "Indeling 2024", "Eenzaam 2019/2020",
     "Inkomen 2020 in prijzen van 2015", "basisjaar 2015"],
)  # fmt: skip
def test_a_year_that_may_not_be_that_of_the_figures_is_asked_for(read, title):
    data = f"gemeente;{title}\nBreda;1\nTilburg;2\n"
    assert asked(read(data)) == ["year"]
    understood = read(data, year=2021)
    assert understood.names == [title]
    assert set(understood.figures["year"]) == {2021}


def test_measures_with_their_year_in_the_head_are_split(read):
    data = (
        "gemeente;Eenzaam 2019;Eenzaam 2020*;Sport 2019;Inkomen\nBreda;1;2;3;4\nTilburg;5;6;7;8\n"
    )
    question = read(data).questions[0]
    assert "'Inkomen'" in question.what
    frame = read(data, year=2018).figures
    found = set(
        zip(frame["name"], frame["year"], frame["value"], frame["provisional"], strict=True)
    )
    assert {("Eenzaam", 2019, 1, False), ("Eenzaam", 2020, 6, True), ("Sport", 2019, 7, False),
            ("Inkomen", 2018, 4, False)} <= found  # fmt: skip


def test_days_in_the_head_are_one_measure_provisional_or_not(read):
    frame = read("gemeente;1 januari 2022;1 januari 2023*\nBreda;1;2\nTilburg;5;6\n").figures
    assert frame["name"].nunique() == 1
    assert dict(zip(frame["year"], frame["provisional"], strict=True)) == {2022: False, 2023: True}


# ---------------------------------------------------------------- dimensions

TWO = "Geslacht;Leeftijd;Regio's;Perioden;Eenzaam (%)\n" + "".join(
    f"{s};{a};{g};2020;{40 + 10 * i + 5 * j + k}\n"
    for i, s in enumerate(["Totaal mannen en vrouwen", "Mannen", "Vrouwen"])
    for j, a in enumerate(["18 tot 65 jaar", "65 jaar of ouder"])
    for k, g in enumerate(["Breda", "Tilburg"])
)


def test_two_dimensions_are_asked_for_with_their_choices(read):
    understood = read(TWO)
    assert asked(understood) == ["kies Geslacht", "kies Leeftijd"]
    assert understood.questions[1].what.endswith("Kies een leeftijd.")
    assert understood.questions[0].options[:3] == ("Totaal mannen en vrouwen", "Mannen", "Vrouwen")
    one = read(TWO, answers=("kies Geslacht=Mannen", "kies Leeftijd=65 jaar of ouder"))
    assert values(one) == [55, 56]
    assert one.names == ["Eenzaam (%)"]
    every = "alle, elk als eigen kolom"
    both = read(TWO, answers=(f"kies Geslacht={every}", "kies Leeftijd=18 tot 65 jaar"))
    assert both.names == ["Totaal mannen en vrouwen", "Mannen", "Vrouwen"]
    assert len(read(TWO, answers=(f"kies Geslacht={every}", f"kies Leeftijd={every}")).names) == 6


def test_dimensions_in_codes_and_margins(read):
    rows = "".join(
        f"GM{g};2020JJ00;{a};{m};{v}\n"
        for g in ("0758", "0855")
        for a, v in ((20300, 46.7), (53900, 40.1))
        for m in ("MW00000", "MOG0095", "MBG0095")
    )
    data = "RegioS;Perioden;Leeftijd;Marges;Eenzaam_6\n" + rows
    questions = read(data).questions
    assert {q.what.split(". ")[1] for q in questions} == {"Kies een leeftijd.", "Kies een marge."}
    assert sorted(asked(read(data))) == ["kies Leeftijd", "kies Marges"]
    understood = read(data, answers=("kies Leeftijd=20300", "kies Marges=MW00000"))
    assert values(understood) == [46.7, 46.7]


def test_bounds_are_no_figures_of_their_own(read):
    rows = "".join(
        f"GM{g};2020JJ00;{m};{v}\n"
        for g in ("0758", "0855")
        for m, v in (("MW00000", 46.7), ("MOG0095", 44.1), ("MBG0095", 49.3))
    )
    data = "RegioS;Perioden;Marges;Eenzaam_6\n" + rows
    assert asked(read(data)) == ["kies Marges"]
    assert values(read(data, answers=("kies Marges=MW00000",))) == [46.7, 46.7]


def test_a_double_row_within_dimensions_is_named(read):
    data = TWO + "Mannen;65 jaar of ouder;Breda;2020;55\n"
    given = ("kies Geslacht=Mannen", "kies Leeftijd=65 jaar of ouder")
    refused(read(data, answers=given), "dubbele rij", 14)


# ---------------------------------------------------------------- thousands beside decimals


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ("gemeente;jaar;inwoners;eenzaam\nBreda;2020;184.069;41.7\nTilburg;2020;219.789;45.2\n",
         "decimal inwoners"),
        ("gemeente;jaar;inwoners;eenzaam\nBreda;2020;184,069;41,7\nTilburg;2020;219,789;45,2\n",
         "decimal inwoners"),
        ("gemeente;jaar;wat;x\nBreda;2020;inwoners;184.069\nBreda;2020;eenzaam;41.7\n"
         "Tilburg;2020;inwoners;219.789\nTilburg;2020;eenzaam;45.2\n", "decimal inwoners"),
        ("gemeente;jaar;x\nBreda;2020;184.069\nTilburg;2020;1.7\n", "decimal x"),
    ],
)  # fmt: skip
def test_thousands_beside_decimals_are_asked_for_by_column(read, data, field):
    assert asked(read(data)) == [field]
    mark = "," if "184.069" in data else "."
    frame = read(data, answers=(f"{field}={mark}",)).figures
    if field == "decimal inwoners":
        assert frame[frame["name"] == "inwoners"]["value"].tolist() == [184069, 219789]
        assert frame[frame["name"] == "eenzaam"]["value"].tolist() == [41.7, 45.2]


def test_three_decimals_beside_fewer_in_one_column_are_decimals(read):
    assert values(read(column([1.234, 4.17, 2.5, 3.125]))) == [1.234, 4.17, 2.5, 3.125]
