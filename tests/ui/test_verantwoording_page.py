"""The page Verantwoording tells how the score comes about, as the analysis has it."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from monitor.analysis.coherence import coherence
from monitor.analysis.groups import gap_between, sides_of
from monitor.analysis.reweigh import rose_and_fell, shift_of
from monitor.analysis.robust import robustness, sensitivity
from monitor.analysis.scores import ScoreOptions, score_year
from monitor.regions.groups import load_groups
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.text import number
from tests.pages import new_app, open_all_tables, open_page, rerun, told


def gap_of(options: ScoreOptions | None = None) -> float:
    """Gap of West-Brabant with the rest in 2020, every municipality alike."""
    snapshot = open_snapshot(EMBEDDED)
    groups = load_groups(known=tuple(snapshot.regions.index))
    sides = sides_of(snapshot, 2020, groups["west-brabant"])
    return gap_between(score_year(snapshot, 2020, options), sides).gap


def opened(part: str, **more: str) -> AppTest:
    return open_page(new_app(), "verantwoording", {"jaar": "2020", "onderdeel": part, **more})


def text_of(app: AppTest) -> str:
    assert [e.value for e in [*app.exception, *app.error]] == []
    return "\n".join(told(app)).replace("*", "")


def press(app: AppTest, label: str) -> None:
    next(b for b in app.button if b.label == label).click()
    rerun(app)


def test_how_does_the_score_of_a_municipality_come_about() -> None:
    row = score_year(open_snapshot(EMBEDDED), 2020).table.loc["GM0748"]
    app = opened("methode", gemeente="GM0748")
    text = "\n".join([text_of(app), *(m.value for m in [*app.markdown, *app.get("latex")])])
    assert "Rekenvoorbeeld: Bergen op Zoom, 2020" in text
    parts = [number(float(row[d]), decimals=1) for d in ("personal", "social", "environment")]
    assert f"({' + '.join(parts)}) / 3 = {number(float(row['total']), decimals=1)}" in text
    assert re.search(rf"rang {int(row['rank'])} van 342", text)


def test_does_west_brabant_still_lag_when_social_counts_twice() -> None:
    app = opened("gewichten")
    assert "Dit is de gewone score" in text_of(app)
    press(app, "Sociaal dubbel")
    assert app.query_params["gewichten"] == "social:2"
    text = text_of(app)
    options = ScoreOptions(weights={"social": 2})
    before, after = (number(g, decimals=1, signed=True) for g in (gap_of(), gap_of(options)))
    assert f"gaat van {before} naar {after} punten" in text
    snapshot = open_snapshot(EMBEDDED)
    shift = shift_of(score_year(snapshot, 2020), score_year(snapshot, 2020, options))
    brabant = snapshot.regions.index[snapshot.regions["province"] == "PV30"]
    up, down, same = rose_and_fell(shift, brabant)
    assert f"omhoog {up}, omlaag {down}, op dezelfde plaats {same}" in text


def test_no_weight_left_says_what_to_do() -> None:
    app = opened("gewichten", gewichten="social:0,personal:0,environment:0")
    assert "gewicht boven 0" in text_of(app)
    press(app, "Gelijk")
    assert "Dit is de gewone score" in text_of(app)
    assert "gewichten" not in app.query_params


def test_how_sure_is_the_order_and_which_choice_matters() -> None:
    snapshot, text = open_snapshot(EMBEDDED), text_of(opened("onzekerheid"))
    lagging = robustness(snapshot, 2020)["lagging"]
    total = sensitivity(snapshot, 2020)["total"]
    assert total.idxmax() == "normalisation"
    assert f"het meest bepaalt: vergelijkbaar maken ({100 * total.max():.0f}%)" in text
    assert f"{int(lagging.sum())} van 342" in text


def test_do_the_indicators_belong_together() -> None:
    app = open_all_tables(opened("samenhang"))
    alpha = coherence(score_year(open_snapshot(EMBEDDED), 2020)).dimensions["alpha"]
    (chart,) = [e for e in app.get("plotly_chart") if e.proto.id.endswith("-alfa")]
    assert number(alpha["environment"], decimals=2) in chart.proto.spec
    assert "Losse delen bij omgevingshulpbronnen" in text_of(app)
    assert len(app.dataframe) == 2


def test_a_copied_link_shows_the_same_and_nonsense_in_it_does_no_harm() -> None:
    weights = "social:3,eenzaam:0.5"
    said = text_of(opened("gewichten", gewichten=weights))
    nonsense = {"gewichten": f"{weights},onbekend:2,sporten:nan,regie:9,:,"}
    told = text_of(opened("gewichten", **nonsense, schaal="onzin", middeling="<b>")).splitlines()
    known = [line for line in told if not line.startswith("Onbekend in het adres: ")]
    assert len(known) < len(told)
    assert known == said.splitlines()
