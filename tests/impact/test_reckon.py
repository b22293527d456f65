"""From a plan to its answer, on the embedded figures; and answers that are kept."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli import make_app
from monitor.errors import MonitorError
from monitor.impact import words
from monitor.impact.keep import kept, reckon_kept
from monitor.impact.plan import Plan, default_plan
from monitor.impact.reckon import reckon
from monitor.impact.result import Result
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


@pytest.fixture(scope="module")
def answer(snapshot: Snapshot) -> Result:
    return reckon(snapshot, default_plan(), first_seen=date(2026, 11, 29))


def test_every_outcome_of_the_plan_is_answered_in_its_order(answer: Result) -> None:
    assert [f.outcome.id for f in answer.findings] == list(default_plan().outcomes)


def test_the_province_has_a_rank_among_twelve_and_never_an_effect(
    answer: Result, snapshot: Snapshot
) -> None:
    income = answer.findings[0]
    assert 1 <= income.rank <= 12
    assert len(income.placebos) == 12
    assert income.placebos[0].area == "PV30"
    assert income.verdict.kind in {"none_larger", "unknown"}
    assert sum(income.beside[0].shares) == pytest.approx(1, abs=0.02)
    ratios = [p.ratio for p in income.placebos]
    assert income.rank == 1 + sum(r > ratios[0] for r in ratios[1:])
    assert words.verdict_sentence(snapshot, income).startswith(
        "Gestandaardiseerd huishoudinkomen: gemiddeld over 2017 tot en met 2023 geen effect groter"
    )


def test_a_kept_answer_is_read_as_it_was_written(answer: Result) -> None:
    assert Result.model_validate_json(answer.model_dump_json()) == answer


def test_a_plan_is_before_its_figures_only_where_it_was_seen_before_them(
    snapshot: Snapshot, answer: Result
) -> None:
    assert answer.after_figures
    assert words.plan_moment(answer) == "plan gemaakt na de cijfers"
    plan = default_plan().model_copy(update={"made": date(2016, 12, 31)})
    early = answer.model_copy(update={"plan": plan, "first_seen": date(2016, 12, 31)})
    assert not early.after_figures
    assert early.model_copy(update={"first_seen": date(2017, 1, 1)}).after_figures


def test_an_effect_that_was_planted_is_found_with_its_interval(snapshot: Snapshot) -> None:
    codes = snapshot.regions.index[snapshot.regions["province"] == "PV30"][::5]
    o = snapshot.observations.copy()
    took_part = o["region"].isin(codes) & (o["indicator"] == "inkomen") & (o["year"] >= 2018)
    o.loc[took_part, "value"] += 1.0
    planted = Snapshot(**{**snapshot.__dict__, "observations": o})
    plan = Plan(
        title="proef", made=date(2026, 1, 1), start=2018, until=2023,
        outcomes=("inkomen",), municipalities={str(c): 2018 for c in codes},
    )  # fmt: skip
    none = reckon(snapshot, plan).findings[0]
    found = reckon(planted, plan).findings[0]
    assert found.verdict.kind == "effect"
    assert found.verdict.effect == pytest.approx((none.verdict.effect or 0) + 1)
    assert (found.verdict.low or 0) < 1 < (found.verdict.high or 0)
    assert found.frozen == none.frozen, "the years before alone choose who stands beside"
    assert found.breakdown is not None
    assert none.verdict.kind == "none_larger"


def test_who_has_no_figure_or_nobody_beside_is_left_out_and_named(snapshot: Snapshot) -> None:
    flevoland = snapshot.regions.index[snapshot.regions["province"] == "PV24"]
    plan = Plan(
        title="proef", made=date(2026, 1, 1), start=2018, until=2023, outcomes=("inkomen",),
        municipalities=dict.fromkeys([*flevoland, "GM0060", "GM0758"], 2018),
    )  # fmt: skip
    (found,) = reckon(snapshot, plan).findings
    assert [b.participant for b in found.beside] == ["GM0758"]
    assert set(found.outcome.gaps) == {*flevoland, "GM0060"}


def test_what_the_snapshot_does_not_know_is_said(snapshot: Snapshot) -> None:
    plan = default_plan()
    with pytest.raises(MonitorError, match="De uitkomst 'geluk' bestaat niet"):
        reckon(snapshot, plan.model_copy(update={"outcomes": ("geluk",)}))
    with pytest.raises(MonitorError, match="De plaats 'PV99' bestaat niet"):
        reckon(snapshot, plan.model_copy(update={"area": "PV99"}))


def test_an_answer_is_kept_for_its_figures_and_its_plan(snapshot: Snapshot, tmp_path: Path) -> None:
    plan = default_plan().model_copy(update={"outcomes": ("opkomst_gr",)})
    assert kept(snapshot, plan, tmp_path) is None
    found = reckon_kept(snapshot, plan, location=tmp_path)
    assert kept(snapshot, plan, tmp_path) == found
    assert kept(snapshot, plan.model_copy(update={"until": 2022}), tmp_path) is None
    other = Snapshot(**{**snapshot.__dict__, "manifest": {**snapshot.manifest, "id": "x"}})
    assert kept(other, plan, tmp_path) is None


def test_the_day_on_which_a_plan_was_first_seen_stays(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = default_plan().model_copy(update={"outcomes": ("opkomst_gr",)})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1480000000")  # 24 November 2016
    assert reckon_kept(snapshot, plan, location=tmp_path).first_seen == date(2016, 11, 24)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    again = reckon_kept(snapshot, plan.model_copy(update={"title": "x"}), location=tmp_path)
    assert again.first_seen == date(2016, 11, 24)
    changed = reckon_kept(snapshot, plan.model_copy(update={"until": 2022}), location=tmp_path)
    assert changed.first_seen > date(2026, 1, 1)


def test_a_damaged_answer_is_worked_out_again(snapshot: Snapshot, tmp_path: Path) -> None:
    plan = default_plan().model_copy(update={"outcomes": ("opkomst_gr",)})
    found = reckon_kept(snapshot, plan, location=tmp_path)
    for path in (tmp_path / "impact" / "answers").iterdir():
        path.write_text("{")
    assert reckon_kept(snapshot, plan, location=tmp_path) == found


def test_nothing_is_kept_beside_the_embedded_snapshot(snapshot: Snapshot) -> None:
    plan = default_plan().model_copy(update={"outcomes": ("opkomst_gr",)})
    reckon_kept(snapshot, plan, location=EMBEDDED)
    assert not (EMBEDDED.parent / "impact").exists()
    assert kept(snapshot, plan, EMBEDDED) is not None


def test_the_command_gives_the_same_figures(snapshot: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(
        'title = "x"\nmade = 2026-11-29\nstart = 2017\nuntil = 2023\narea = "PV30"\n'
        'outcomes = ["opkomst_gr", "eenzaam"]\n'
    )
    words_ = ("impact", "--plan", str(path), "--data", str(EMBEDDED))
    told = CliRunner().invoke(make_app(), [*words_, "--json"])
    assert told.exit_code == 0, told.output
    payload = json.loads(told.stdout)
    assert [f["outcome"]["refused"] for f in payload["findings"]] == ["few_before", "estimate"]
    assert payload["after_figures"] is True
    shown = CliRunner().invoke(make_app(), list(words_))
    assert "Opkomst gemeenteraad: of er een effect was is niet te zeggen." in shown.stdout


def test_a_plan_that_cannot_be_read_ends_with_code_2(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "impact", "--plan", str(tmp_path / "weg.toml")],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Het plan is niet te lezen" in done.stderr


def test_the_library_is_loaded_by_a_reckoning_and_by_nothing_else() -> None:
    code = (
        "import sys, monitor.impact.keep, monitor.impact.words, monitor.charts.impact.path\n"
        "sys.exit('diff_diff' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
