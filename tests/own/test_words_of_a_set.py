"""What is said of an own set of one province: no mean of the rest, no source that nobody gave."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.analysis.highlights import COVERED, standing
from monitor.answers.selected import Selection
from monitor.answers.view import showing
from monitor.export.about import source_table
from monitor.origins import origin_line, origins, publisher_of
from monitor.own.beside import with_own_sets
from monitor.own.make import make_set
from monitor.own.observe import Choice
from monitor.own.understand import understand
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.text import speaking
from monitor.ui.kaart import facts as kaart_facts

PEOPLE = pd.Series({"A": 60.0, "B": 30.0, "C": 10.0})


@pytest.mark.parametrize(
    ("known", "mean"),
    [("ABC", 2.1), ("AB", 160 / 90), ("AC", None), ("A", None), ("", None)],
)
def test_a_mean_needs_four_inhabitants_in_five(known, mean):
    # (60 x 1 + 30 x 10/3 ...) by hand: A 1, B 10/3, C 5
    values = pd.Series({"A": 1.0, "B": 10 / 3, "C": 5.0}).where(lambda v: v.index.isin(list(known)))
    found = standing(values, pd.Index(["A", "B", "C"]), PEOPLE)
    for one in (found.area, found.country):
        assert one == pytest.approx(mean, nan_ok=True) if mean else pd.isna(one)
    assert COVERED == 0.8


@pytest.fixture(scope="module")
def brabant():
    """The snapshot with a set of all municipalities of Noord-Brabant, and its indicator."""
    snapshot = open_snapshot(EMBEDDED)
    codes = snapshot.regions.index[snapshot.regions["province"] == "PV30"]
    lines = [f"{code};2023;{60 + n / 10:.1f}".replace(".", ",") for n, code in enumerate(codes)]
    raw = "\n".join(["gemeente;jaar;score", *lines]).encode()
    read = understand(raw, "s.csv", snapshot.regions, snapshot.recoding)
    choice = Choice(read.names[0], "Buurtkracht", "%", "context", 0, "mean")
    own = make_set(read, [choice], snapshot, title="Onderzoek", added="2026-11-29")
    return with_own_sets(snapshot, [own]), own


def test_the_netherlands_get_no_mean_of_noord_brabant(brabant):
    snapshot, own = brabant
    measure = own.indicators[0].id
    values = snapshot.observations.query("indicator == @measure").set_index("region")["value"]
    values = values.reindex(snapshot.regions.index)
    area = values.dropna().index
    found = standing(values, area, pd.Series(1.0, snapshot.regions.index))
    assert found.area == pytest.approx(values.mean())
    assert pd.isna(found.country)
    chosen = Selection(2024, 2020, "nb", measure, "geen", "standaard", None, "nl", "PV30")
    measured = pd.DataFrame({"measured": 2023.0}, index=area)
    with showing(snapshot):
        said = kaart_facts._about_means(found, measured, chosen)
    assert "2024 (meting van 2023); voor een gemiddelde van Nederland" in said
    assert "te weinig cijfers" in said
    assert "Nederland op" not in said


def test_nobody_is_named_as_a_source_who_was_not_entered(brabant):
    snapshot, own = brabant
    assert own.file.publisher == ""
    source = snapshot.manifest["sources"][-1]
    assert source["publisher"] == ""
    measure = own.indicators[0].id
    for style, word in (("nl", "niet opgegeven"), ("en", "not given")):
        with speaking(style):
            assert publisher_of(source, snapshot) == word
            assert publisher_of({"id": own.file.id}, snapshot) == word  # by the catalog alone
            assert origin_line(origins(snapshot, [measure])).startswith(f"{word}, ")
        assert source_table(snapshot, [measure], style).iloc[0, 8] == word
