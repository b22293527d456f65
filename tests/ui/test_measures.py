"""The list of what a map can show: each indicator under its dimension, with its newest year."""

from __future__ import annotations

from monitor.answers import about_districts
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.charts import words
from monitor.charts.wijken import rows
from tests.pages import new_app, open_page


def test_every_indicator_stands_under_its_dimension_and_context_last():
    catalog = snapshot().catalog
    order = words.measures()
    assert order[0] == "total"
    assert len(order) == len(set(order))
    above = None
    for what in order[1:]:
        if what in SCORED:
            above = what
        else:
            assert catalog.indicators[what].dimension in (above, "context")
    last = [catalog.indicators[w].dimension for w in order if w in catalog.indicators]
    first = last.index("context")
    assert set(last[first:]) == {"context"}


def test_a_label_has_the_year_of_the_newest_figure():
    o = snapshot().observations
    shown = words.measure_labels()
    assert shown["total"] == "Sociale veerkracht"
    known = o[o["value"].notna()].groupby("indicator")["year"].max()
    for what in ("eenzaam", "vertrouwen"):
        if what in shown:
            assert shown[what].endswith(f"({known[what]})")


def test_districts_have_years_of_their_own():
    at = about_districts.edition()
    labels = words.labels(rows.measures(), rows.newest_year)
    assert set(labels) == set(rows.measures())
    for what in at.measured:
        assert labels[what].endswith(f"({at.measured[what].max():.0f})")


def test_a_map_offers_them():
    app = open_page(new_app(), "kaart", {"wat": "eenzaam"})
    control = next(s for s in app.selectbox if s.label == "Kleur")
    assert control.options == list(words.measure_labels().values())
