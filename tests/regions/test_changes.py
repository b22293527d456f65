"""Boundary changes are read from CBS's own sentences; the sentences here are CBS's, shortened."""

from datetime import date

import pandas as pd
import pytest

from monitor.errors import MonitorError
from monitor.regions.changes import FOREVER, Partner, lifetimes, parse_events, recoding

HAAREN = (
    "Opgeheven per 01-01-2021, overgegaan naar:\r\n"
    "- Boxtel (GM0757),\r\n... 535 hectare met 918 woningen en 2149 inwoners\r\n"
    "- Oisterwijk (GM0824),\r\n... 1627 hectare met 2412 woningen en 5827 inwoners\r\n"
    "- Tilburg (GM0855),\r\n... 978 hectare met 588 woningen en 1442 inwoners\r\n"
    "- Vught (GM0865),\r\n... 2630 hectare met 2085 woningen en 4900 inwoners\r\n\r\n"
    "Grenswijziging per 01-01-1997, ontvangen van:\r\n"
    "- Oisterwijk (GM0824),\r\n... 3 hectare met 0 woningen en 0 inwoners\r\n"
    "Grenswijziging per 01-01-1997, overgegaan naar:\r\n"
    "- Oisterwijk (GM0824),\r\n... 22 hectare met 1 woning en 1 inwoner\r\n\r\n"
    "Begindatum voor 1830"
)


def _regions(*rows):
    return pd.DataFrame(rows, columns=["code", "name", "description"])


def _receivers():
    return [(c, c, "Begindatum voor 1830") for c in ("GM0757", "GM0824", "GM0855", "GM0865")]


def test_a_division_is_read_with_its_inhabitants():
    event = parse_events(HAAREN)[0]
    assert (event.kind, event.day, event.outgoing) == ("Opgeheven", date(2021, 1, 1), True)
    assert event.partners == (
        Partner("GM0757", "Boxtel", 2149),
        Partner("GM0824", "Oisterwijk", 5827),
        Partner("GM0855", "Tilburg", 1442),
        Partner("GM0865", "Vught", 4900),
    )


def test_blocks_need_no_blank_line_and_one_inhabitant_counts():
    kinds = [(e.kind, e.outgoing) for e in parse_events(HAAREN)]
    assert kinds[1:] == [("Grenswijziging", False), ("Grenswijziging", True)]
    assert parse_events(HAAREN)[2].partners == (Partner("GM0824", "Oisterwijk", 1),)


def test_the_shares_of_a_division_are_those_of_its_inhabitants():
    found = recoding(
        _regions(("GM0788", "Haaren", HAAREN), *_receivers()),
        ["GM0757", "GM0824", "GM0855", "GM0865"],
    )
    shares = dict(zip(found.to, found.share, strict=True))
    total = 2149 + 5827 + 1442 + 4900  # 14,318 (CBS, RegioS)
    assert shares == {
        "GM0757": pytest.approx(2149 / total),
        "GM0824": pytest.approx(5827 / total),
        "GM0855": pytest.approx(1442 / total),
        "GM0865": pytest.approx(4900 / total),
    }
    assert (found.from_year.eq(0) & found.until_year.eq(2020)).all()


def test_a_change_of_name_and_a_division_before_it_are_followed_to_the_end():
    # GM0051 was divided in 2014; one of the two got another name and code in 2015.
    regions = _regions(
        (
            "GM0051",
            "Skarsterlân",
            "Opgeheven per 01-01-2014, overgegaan naar:\n- Heerenveen (GM0074),\n"
            "... 1 hectare met 1 woningen en 25 inwoners\n- De Friese Meren (GM1921),\n"
            "... 9 hectare met 9 woningen en 75 inwoners\nBegindatum 01-01-1984",
        ),
        ("GM0074", "Heerenveen", ""),
        (
            "GM1921",
            "De Friese Meren",
            "Naamswijziging per 01-07-2015,\nnieuwe naam: De Fryske Marren (GM1940)\n\n"
            "Ontstaan per 01-01-2014, ontvangen van:\n- Skarsterlân (GM0051),\n"
            "... 9 hectare met 9 woningen en 75 inwoners\nBegindatum 01-01-2014",
        ),
        (
            "GM1940",
            "De Fryske Marren",
            "Naamswijziging per 01-07-2015,\noude naam: De Friese Meren (GM1921)\n"
            "Begindatum 01-07-2015",
        ),
    )
    found = recoding(regions, ["GM0074", "GM1940"]).set_index(["code", "to"]).share
    assert found["GM0051", "GM0074"] == 0.25
    assert found["GM0051", "GM1940"] == 0.75
    assert found["GM1921", "GM1940"] == 1.0


def test_a_code_lives_from_the_first_new_year_on_which_it_is_used():
    regions = _regions(
        (
            "GM1940",
            "De Fryske Marren",
            "Naamswijziging per 01-07-2015,\noude naam: De Friese Meren (GM1921)\n"
            "Begindatum 01-07-2015",
        ),
        # CBS gives Gooise Meren a begin date a year before the merger it came out of.
        (
            "GM1942",
            "Gooise Meren",
            "Ontstaan per 01-01-2016, ontvangen van:\n- Bussum (GM0381),\n"
            "... 808 hectare met 15681 woningen en 33122 inwoners\nBegindatum 01-01-2015",
        ),
        # and Maashorst none at all.
        (
            "GM1991",
            "Maashorst",
            "Ontstaan per 01-01-2022, ontvangen van:\n- Uden (GM0856),\n"
            "... 6698 hectare met 19303 woningen en 42466 inwoners",
        ),
    )
    life = lifetimes(regions)
    assert life.from_year.to_dict() == {"GM1940": 2016, "GM1942": 2016, "GM1991": 2022}
    assert (life.until_year == FOREVER).all()


def test_a_merger_into_itself_a_border_correction_and_old_history_end_nothing():
    regions = _regions(
        (
            "GM0241",
            "Groesbeek",
            "Gemeentelijke herindeling per 01-01-2015, ontvangen van:\n- Groesbeek (GM0241),\n"
            "... 4414 hectare met 8197 woningen en 18963 inwoners\n"
            "Grenswijziging per 01-01-2016, overgegaan naar:\n- Ubbergen (GM0282)\n"
            "... 2 hectare met 0 woningen en 0 inwoners\nBegindatum voor 1830",
        ),
        ("GM0900", "Oud", "Opgeheven per 01-01-1990, overgegaan naar:\n- Groesbeek (GM0241),"),
    )
    assert recoding(regions, ["GM0241"]).empty


def test_a_code_that_is_used_again_lives():
    regions = _regions(
        (
            "GM0001",
            "Weer",
            "Ontstaan per 01-01-2015, ontvangen van:\n- Ander (GM0002),\n... 5 inwoners\n"
            "Opgeheven per 01-01-2012, overgegaan naar:\n- Ander (GM0002),\n... 5 inwoners",
        ),
        ("GM0002", "Ander", ""),
    )
    assert lifetimes(regions).until_year["GM0001"] == FOREVER


def test_a_division_without_inhabitants_is_refused():
    regions = _regions(
        (
            "GM0001",
            "Half",
            "Opgeheven per 01-01-2015, overgegaan naar:\n- Een (GM0002),\n- Twee (GM0003),",
        ),
        ("GM0002", "Een", ""),
        ("GM0003", "Twee", ""),
    )
    with pytest.raises(MonitorError, match="GM0001"):
        recoding(regions, ["GM0002", "GM0003"])


def test_boundaries_that_cbs_does_not_know_are_refused():
    with pytest.raises(MonitorError, match="GM0002"):
        recoding(_regions(("GM0001", "Een", "")), ["GM0001", "GM0002"])


@pytest.fixture(scope="module")
def real(figures):
    path = figures / "cbs" / "03759ned.RegioS.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    return table.set_axis(["code", "name", "description", "group"], axis=1)


@pytest.mark.figures
def test_every_year_has_as_many_municipalities_as_there_were(real):
    # The counts are those that CBS publishes.
    known = {2014: 403, 2015: 393, 2016: 390, 2017: 388, 2018: 380, 2019: 355, 2020: 355}
    known |= {2021: 352, 2022: 345, 2023: 342, 2024: 342, 2025: 342}
    life = lifetimes(real)
    found = {y: int(((life.from_year <= y) & (life.until_year >= y)).sum()) for y in known}
    assert found == known


@pytest.mark.figures
def test_only_four_municipalities_were_divided_since_2014(real):
    present = lifetimes(real).query("until_year == 9999").index
    found = recoding(real, present)
    split = found[(found.share < 1) & (found.until_year >= 2014)]
    # Maasdonk, Littenseradiel, Winsum, Haaren (CBS, RegioS).
    assert set(split.code) == {"GM1671", "GM0140", "GM0053", "GM0788"}
    maasdonk = split[split.code == "GM1671"].set_index("to").share
    assert maasdonk["GM0796"] == pytest.approx(6719 / (6719 + 4629))
    assert found.groupby("code").share.sum().to_numpy() == pytest.approx(1)


@pytest.mark.figures
def test_the_mergers_of_noord_brabant(real):
    present = lifetimes(real).query("until_year == 9999").index
    into = recoding(real, present).groupby("to").code.agg(set)
    assert into["GM1948"] == {"GM0844", "GM0846", "GM0860"}
    assert into["GM1959"] == {"GM0738", "GM0870", "GM0874"}
    assert into["GM1982"] == {"GM0756", "GM1684", "GM0786", "GM0815", "GM1702"}
    assert into["GM1991"] == {"GM1685", "GM0856"}
