"""From figures to observations: merged by hand-worked weights, scaled as the build does."""

from __future__ import annotations

import math

import numpy as np
import pytest

from monitor.errors import MonitorError
from monitor.own.make import make_set
from monitor.own.observe import Choice, slug, to_observations

CONTEXT = Choice("x", "Iets", "%")


def _values(frame) -> dict:
    return {
        (r, y): v for r, y, v in zip(frame["region"], frame["year"], frame["value"], strict=True)
    }


def test_present_municipalities_pass_as_they_are(read, small):
    understood = read("gemeente;jaar;x\nBreda;2020;41,7\nEindhoven;2020*;45\n")
    frame, indicator, notes = to_observations(understood, CONTEXT, small)
    assert _values(frame) == {("GM0758", 2020): 41.7, ("GM0772", 2020): 45.0}
    assert list(frame.columns) == list(small.observations.columns)
    assert frame["year"].dtype == small.observations["year"].dtype
    assert frame["status"].tolist() == ["final", "provisional"]
    assert not frame["harmonised"].any()
    assert indicator.id == "eigen_iets"
    assert not indicator.scored
    assert notes == []


def test_a_merger_is_the_mean_weighted_by_inhabitants(read, small):
    # Schijndel 20,000, Sint-Oedenrode 10,000, Veghel 30,000 inhabitants (conftest):
    # (20 x 10 + 10 x 40 + 30 x 20) / 60 = 1200 / 60 = 20
    understood = read(
        "gemeente;jaar;x\nSchijndel;2016;10\nSint-Oedenrode;2016;40\nVeghel;2016;20\n"
    )
    frame, _, _ = to_observations(understood, CONTEXT, small)
    assert _values(frame) == {("GM1948", 2016): pytest.approx(20)}
    assert frame["harmonised"].all()


def test_a_count_adds_up_and_a_split_moves_with_the_inhabitants(read, small):
    rows = ["Boxtel;100", "Oisterwijk;200", "Tilburg;300", "Vught;400", "Haaren;14318"]
    understood = read("gemeente;2019\n" + "\n".join(rows) + "\n")
    choice = Choice("waarde", "Aantal", "aantal", merge="count")
    frame, _, _ = to_observations(understood, choice, small)
    # the inhabitants of Haaren went 2149 to Boxtel, 5827 to Oisterwijk, 1442, 4900 (CBS, RegioS)
    assert _values(frame) == {
        ("GM0757", 2019): pytest.approx(100 + 2149),
        ("GM0824", 2019): pytest.approx(200 + 5827),
        ("GM0855", 2019): pytest.approx(300 + 1442),
        ("GM0865", 2019): pytest.approx(400 + 4900),
    }


def test_an_incomplete_merger_is_no_figure_and_is_told(read, small):
    understood = read("gemeente;jaar;x\nSchijndel;2016;10\nVeghel;2016;20\nBreda;2016;30\n")
    frame, _, notes = to_observations(understood, CONTEXT, small)
    assert _values(frame) == {("GM0758", 2016): 30.0}
    assert "Meierijstad krijgt in 2016 geen cijfer" in str(notes[0])


def test_a_former_municipality_beside_its_successor_is_refused(read, small):
    understood = read("gemeente;jaar;x\nMeierijstad;2018;10\nVeghel;2018;20\nBreda;2018;30\n")
    with pytest.raises(MonitorError, match="Veghel staat in 2018 naast de gemeente"):
        to_observations(understood, CONTEXT, small)


def test_later_boundaries_in_an_older_year_are_seen(read, small):
    understood = read("gemeente;jaar;x\nMeierijstad;2016;10\nBreda;2016;30\n")
    frame, _, _ = to_observations(understood, CONTEXT, small)
    assert _values(frame) == {("GM1948", 2016): 10.0, ("GM0758", 2016): 30.0}


def test_figures_that_are_on_the_present_boundaries_already(read, small):
    # on the boundaries of 2020 Boxtel lacks 2149 inhabitants of Haaren beside its own 30,000
    understood = read("gemeente;jaar;x\nBoxtel;2020;10\nBreda;2020;30\n")
    frame, _, notes = to_observations(understood, CONTEXT, small)
    assert _values(frame) == {("GM0758", 2020): 30.0}
    assert "Boxtel krijgt in 2020 geen cijfer" in str(notes[0])
    present = Choice("x", "Iets", "%", present=True)
    frame, _, notes = to_observations(understood, present, small)
    assert _values(frame) == {("GM0757", 2020): 10.0, ("GM0758", 2020): 30.0}
    assert notes == []
    with pytest.raises(MonitorError, match="Haaren is geen gemeente van nu"):
        to_observations(read("gemeente;jaar;x\nHaaren;2020;10\n"), present, small)


def test_what_is_not_understood_is_not_taken_in(read, small):
    for data in ("gemeente;jaar;x\nBredaa;2020;1\nBreda;2020;1\n", "gemeente;x\nBreda;1\n"):
        with pytest.raises(MonitorError):
            to_observations(read(data), CONTEXT, small)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (Choice("y", "Iets", "%"), "heeft deze kolom niet"),
        (Choice("x", " ", "%"), "titel en een eenheid"),
        (Choice("x", "Iets", "%", dimension="nergens"), "dimensie bestaat niet"),
        (Choice("x", "Iets", "%", dimension="social"), "passen niet bij elkaar"),
        (Choice("x", "Iets", "%", direction=1), "passen niet bij elkaar"),
        (Choice("x", "Iets", "%", "social", 1, merge="count"), "aantal kan niet meetellen"),
    ],
)
def test_a_choice_that_cannot_be(read, small, choice, message):
    understood = read("gemeente;jaar;x\nBreda;2020;1\n")
    with pytest.raises(MonitorError, match=message):
        make_set(understood, [choice], small, title="Set", added="2026-01-02")


def test_the_scale_is_frozen_on_the_last_year(read, small):
    codes = list(small.regions.index)
    rows = [f"{code};{year};{i + year - 2021}" for year in (2021, 2022)
            for i, code in enumerate(codes)]  # fmt: skip
    understood = read("gemeente;jaar;x\n" + "\n".join(rows) + "\n")
    own = make_set(
        understood, [Choice("x", "Iets", "%", "social", -1)], small, title="Set", added="2026-01-02"
    )
    people = [60_000.0 if c == "GM1948" else 10_000.0 * (i + 1) for i, c in enumerate(codes)]
    values = np.arange(len(codes)) + 1.0
    mean = np.average(values, weights=people)
    sd = math.sqrt(np.average((values - mean) ** 2, weights=people))
    scale = own.scales.iloc[0]
    assert (scale["indicator"], scale["from_year"]) == ("eigen_iets", 0)
    assert (scale["mean"], scale["sd"]) == (pytest.approx(mean), pytest.approx(sd))
    assert own.indicators[0].reference_year == 2022
    assert own.notes == []


def test_a_scale_on_some_municipalities_says_so(read, small):
    rows = [f"{code};2022;{i}" for i, code in enumerate(list(small.regions.index)[:12])]
    understood = read("gemeente;jaar;x\n" + "\n".join(rows) + "\n")
    choice = Choice("x", "Iets", "%", "social", 1)
    own = make_set(understood, [choice], small, title="Set", added="2026-01-02")
    assert "rust op 12 van de 14 gemeenten" in str(own.notes[0])


@pytest.mark.parametrize("rows", [["Breda;2020;1"], [f"{i};2020;5" for i in (
    518, 796, 757, 758, 772, 373, 893, 417, 744, 824, 855)]])  # fmt: skip
def test_too_few_or_equal_figures_make_no_scale(read, small, rows):
    understood = read("gemeente;jaar;x\n" + "\n".join(rows) + "\n")
    choice = Choice("x", "Iets", "%", "social", 1)
    with pytest.raises(MonitorError, match="context"):
        make_set(understood, [choice], small, title="Set", added="2026-01-02")


def test_two_columns_of_one_title_get_ids_of_their_own(read, small):
    understood = read("gemeente;jaar;x;y\nBreda;2020;1;-2\n")
    choices = [Choice("x", "Iets", "%"), Choice("y", "Iets", "%")]
    own = make_set(understood, choices, small, title="Set", added="2026-01-02")
    assert [i.id for i in own.indicators] == ["eigen_iets", "eigen_iets_2"]
    assert own.indicators[1].low == -2.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sport & bewegen (2020)", "eigen_sport_bewegen_2020"),
        ("Één", "eigen_een"),
        ("<img src=x onerror=alert(1)>", "eigen_img_src_x_onerror_alert_1"),
        ("../../etc/passwd", "eigen_etc_passwd"),
        ("", "eigen_set"),
    ],
)
def test_an_id_is_letters_digits_and_underscores(text, expected):
    assert slug(text) == expected


def test_a_unit_of_percents_over_figures_that_are_no_share_is_told(read, small):
    understood = read("gemeente;jaar;x;y\nBreda;2020;46,7;5\nTilburg;2020;482;6\n")
    choices = [Choice("x", "Eenzaam", "%"), Choice("y", "Sport", "%")]
    own = make_set(understood, choices, small, title="Set", added="2026-01-02")
    told = [str(n) for n in own.notes if n.code == "geen percentage"]
    assert len(told) == 1
    assert "482 (GM0855, 2020)" in told[0]


def test_a_unit_of_percents_over_parts_of_one_is_told(read, small):
    understood = read("gemeente;jaar;x;y\nBreda;2020;0,44;0,5\nTilburg;2020;0,467;6\n")
    choices = [Choice("x", "Eenzaam", "%"), Choice("y", "Sport", "%")]
    own = make_set(understood, choices, small, title="Set", added="2026-01-02")
    told = [str(n) for n in own.notes if n.code == "geen percentage"]
    assert len(told) == 1
    assert "0,467%" in told[0]
