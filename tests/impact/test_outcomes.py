"""Which outcomes may carry proof on the embedded figures, and what the reader is told of others."""

from __future__ import annotations

import pytest

from monitor.impact import words
from monitor.impact.outcomes import judge, outcome_table
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from monitor.text import speaking


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


def test_of_what_began_in_2017_income_alone_may_prove_anything(snapshot: Snapshot) -> None:
    found = {o.id: o for o in outcome_table(snapshot, 2017, 2023)}
    assert [o.id for o in found.values() if not o.refused] == ["inkomen"]
    assert found["inkomen"].before == (2012, 2013, 2014, 2015, 2016)
    assert {i for i, o in found.items() if o.refused == "estimate"} == {
        "ervaren_gezondheid", "angst_depressie", "regie", "moeite_rondkomen", "eenzaam",
        "vrijwilligerswerk",
    }  # fmt: skip
    assert {i for i, o in found.items() if o.refused == "score"} == {
        "personal", "social", "environment", "total",
    }  # fmt: skip
    assert found["opkomst_tk"].refused == "few_before"


@pytest.mark.parametrize(
    ("outcome", "start", "until", "refused", "year"),
    [
        ("opkomst_tk", 2018, 2023, "", 0),
        ("misdrijven", 2020, 2024, "", 0),
        ("arbeidsparticipatie", 2021, 2022, "break", 2022),
        ("arbeidsparticipatie", 2021, 2021, "", 0),
        ("opkomst_gr", 2019, 2023, "none_after", 2019),
        ("opkomst_gr", 2018, 2023, "few_before", 2018),
    ],
)
def test_the_years_decide(
    snapshot: Snapshot, outcome: str, start: int, until: int, refused: str, year: int
) -> None:
    found = judge(snapshot, outcome, start, until)
    assert (found.refused, found.year) == (refused, year)


def test_participants_without_a_figure_in_every_year_are_named(snapshot: Snapshot) -> None:
    found = judge(snapshot, "inkomen", 2017, 2023, dict.fromkeys(["GM0060", "GM0758"], 2017))
    assert (found.refused, found.gaps) == ("", ("GM0060",))
    assert judge(snapshot, "inkomen", 2017, 2023, {"GM0060": 2017}).refused == "no_figures"


def test_who_began_too_early_or_too_late_is_left_out_and_the_others_go_on(
    snapshot: Snapshot,
) -> None:
    # national elections of 2012, 2017, 2021 and 2023: two before and one after from 2018 to 2023
    begins = {"GM0758": 2013, "GM0855": 2018, "GM0772": 2023, "GM0748": 2024}
    found = judge(snapshot, "opkomst_tk", 2013, 2025, begins)
    assert (found.refused, found.start) == ("", 2018)
    assert found.untimely == ("GM0758", "GM0748")
    assert (found.before, found.after[:2]) == ((2012, 2017), (2021, 2023))


@pytest.mark.parametrize(("year", "refused"), [(2013, "few_before"), (2024, "none_after")])
def test_where_nobody_is_in_time_the_outcome_is_refused(
    snapshot: Snapshot, year: int, refused: str
) -> None:
    begins = {"GM0060": 2018, "GM0758": year}  # Ameland has no figure in every year
    found = judge(snapshot, "inkomen", 2013, 2024, begins)
    assert found.refused == refused


def test_the_reader_is_told_why_in_both_languages(snapshot: Snapshot) -> None:
    lonely = judge(snapshot, "eenzaam", 2017, 2023)
    turnout = judge(snapshot, "opkomst_tk", 2017, 2023)
    with speaking("nl"):
        assert words.refusal(lonely).startswith("Dit is een modelschatting: het RIVM berekent")
        assert words.refusal(turnout) == (
            "Vóór 2017 is dit maar één keer vergelijkbaar gemeten. Er zijn twee metingen nodig om"
            " te zien of de deelnemers en de vergelijkingsgroep toen gelijk opgingen."
        )
    with speaking("en"):
        assert words.refusal(lonely).startswith("This is a model estimate")
        assert "only once" in words.refusal(turnout)
    assert words.refusal(judge(snapshot, "inkomen", 2017, 2023)) == ""
