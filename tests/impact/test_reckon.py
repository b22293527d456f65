"""From a plan to its answer, on the embedded figures; and answers that are kept."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli import make_app
from monitor.errors import MonitorError
from monitor.impact import keep, words
from monitor.impact.checks import checks
from monitor.impact.effect import both, trial_of
from monitor.impact.keep import kept, method, reckon_kept
from monitor.impact.panel import panel_of
from monitor.impact.placebo import statistic
from monitor.impact.plan import Plan, default_plan
from monitor.impact.power import LEVEL, needed
from monitor.impact.reckon import reckon
from monitor.impact.result import Result
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


@pytest.fixture(scope="module")
def answer(snapshot: Snapshot) -> Result:
    return reckon(snapshot, default_plan())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that is there: something is in it."""
    (tmp_path / "refresh.json").write_text("{}")
    return tmp_path


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own cache, empty."""
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


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
    assert income.rank_fit <= income.rank
    assert [m.start for m in income.moved] == [2016, 2018]
    assert [p.start for p in income.pretended] == [2014, 2015, 2016]  # two years before, from 2012
    assert income.never[1] == 11 + 3 * 12
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
    late = early.model_copy(update={"first_seen": date(2026, 11, 30)})
    assert words.plan_moment(late) == (
        "plan na de cijfers, gemaakt op 31 december 2016, opgenomen op 30 november 2026"
    )
    written = early.model_copy(update={"plan": plan.model_copy(update={"made": date(2016, 2, 1)})})
    assert words.plan_moment(written) == (
        "plan vóór de cijfers, gemaakt op 1 februari 2016, opgenomen op 31 december 2016"
    )


def test_an_effect_that_was_planted_is_found_with_its_interval(snapshot: Snapshot) -> None:
    codes = snapshot.regions.index[snapshot.regions["province"] == "PV30"][::5]
    o = snapshot.observations.copy()
    took_part = o["region"].isin(codes) & (o["indicator"] == "inkomen") & (o["year"] >= 2018)
    o.loc[took_part, "value"] += 1.0
    planted = replace(snapshot, observations=o)
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


def test_beside_fewer_than_forty_no_effect_is_claimed_however_large(snapshot: Snapshot) -> None:
    codes = list(snapshot.regions.index[snapshot.regions["province"] == "PV31"][::8])
    o = snapshot.observations.copy()
    took_part = o["region"].isin(codes) & (o["indicator"] == "inkomen") & (o["year"] >= 2018)
    o.loc[took_part, "value"] += 5.0
    planted = replace(snapshot, observations=o)
    (found,) = reckon(planted, _of(dict.fromkeys(codes, 2018))).findings
    assert found.units < 40
    assert (found.verdict.p or 1) <= 0.05
    assert (found.verdict.kind, found.verdict.doubt) == ("unknown", "few_placebos")


def test_the_effect_that_a_plan_announces_makes_up_for_its_placebo_years(
    snapshot: Snapshot,
) -> None:
    begins = {"GM0758": 2018, "GM0855": 2018, "GM0772": 2019}
    trial = trial_of(panel_of(snapshot, "inkomen"), begins, 2023)
    drawn = statistic(both(trial)[1], trial.spread)
    (found,) = reckon(snapshot, _of(begins)).findings
    assert found.smallest is not None
    assert found.smallest.size == pytest.approx(needed(*drawn, silenced=LEVEL))
    assert found.smallest.size > needed(*drawn)


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
    with pytest.raises(MonitorError, match="De plaats 'GM9999' bestaat niet"):
        reckon(snapshot, _of({"GM9999": 2018}))


def _of(municipalities: dict[str, int], outcome: str = "inkomen", until: int = 2023) -> Plan:
    return Plan(
        title="proef", made=date(2026, 1, 1), start=min(municipalities.values()), until=until,
        outcomes=(outcome,), municipalities=municipalities,
    )  # fmt: skip


def test_a_former_municipality_takes_part_as_what_it_became_and_that_is_said(
    snapshot: Snapshot,
) -> None:
    # Cuijk and Grave became Land van Cuijk in 2022, with Boxmeer, Mill and Sint Anthonis
    found = reckon(snapshot, _of({"GM1684": 2019, "GM0786": 2018, "GM0758": 2018}))
    assert found.recoded == {"GM1684": "GM1982", "GM0786": "GM1982"}
    assert [b.participant for b in found.findings[0].beside] == ["GM1982", "GM0758"]
    assert words.followed(snapshot, found) == [
        "Herindeling: Cuijk is na herindeling Land van Cuijk en Grave is na herindeling Land van"
        " Cuijk."
    ]
    assert reckon(snapshot, _of({"GM1982": 2018, "GM0758": 2018})).recoded == {}
    with pytest.raises(MonitorError, match=r"Haaren.* is opgegaan in meer dan één: .*Boxtel"):
        reckon(snapshot, _of({"GM0788": 2018}))


def test_one_late_starter_is_left_out_and_the_rest_is_answered_as_without_it(
    snapshot: Snapshot,
) -> None:
    others = {"GM0758": 2018, "GM0855": 2019}
    (alone,) = reckon(snapshot, _of(others, until=2027)).findings
    (found,) = reckon(snapshot, _of({**others, "GM0772": 2027}, until=2027)).findings
    assert found.verdict == alone.verdict
    assert found.verdict.kind != "unknown"
    assert found.outcome.untimely == ("GM0772",)
    assert (
        "Niet meegerekend, want te vroeg of te laat begonnen voor dit cijfer: Eindhoven."
        in checks(snapshot, found)
    )


def test_an_answer_is_kept_for_its_figures_and_its_plan(snapshot: Snapshot, store: Path) -> None:
    plan = default_plan().model_copy(update={"outcomes": ("opkomst_gr",)})
    assert kept(snapshot, plan, store) is None
    found = reckon_kept(snapshot, plan, location=store)
    assert kept(snapshot, plan, store) == found
    assert kept(snapshot, plan.model_copy(update={"until": 2022}), store) is None
    other = replace(snapshot, manifest={**snapshot.manifest, "id": "x"})
    assert kept(other, plan, store) is None


def test_an_answer_of_other_code_is_never_served(
    snapshot: Snapshot, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "monitor"
    for part in ("impact", "analysis", "regions"):
        shutil.copytree(ROOT / "monitor" / part, code / part)
    plan = default_plan().model_copy(update={"outcomes": ("opkomst_gr",)})
    reckon_kept(snapshot, plan, location=store)
    same = method.__wrapped__(code)
    assert same == method()
    for changed in ("impact/placebo.py", "regions/vintages.py"):
        (code / changed).write_bytes((code / changed).read_bytes() + b"# another sum\n")
        other = method.__wrapped__(code)
        assert other != same
        monkeypatch.setattr(keep, "method", lambda other=other: other)
        assert kept(snapshot, plan, store) is None
        same = other


def test_a_plan_that_its_placebo_year_contradicts_has_no_effect(snapshot: Snapshot) -> None:
    # one in five rises 5 points a measurement before the start, and 10 more after it
    codes = list(snapshot.regions.index[snapshot.regions["province"] == "PV30"][::5])
    o = snapshot.observations.copy()
    turnout = o["region"].isin(codes) & (o["indicator"] == "opkomst_tk")
    o.loc[turnout & (o["year"] == 2021), "value"] += 5.0
    o.loc[turnout & (o["year"] == 2023), "value"] += 15.0
    planted = replace(snapshot, observations=o)
    plan = _of(dict.fromkeys(codes, 2023), "opkomst_tk")
    (found,) = reckon(planted, plan).findings
    assert found.verdict.kind == "unknown"
    assert found.verdict.doubt in {"parted_before", "placebo_year"}
    assert found.breakdown is None, "there is no effect to break"


def test_the_day_on_which_a_plan_was_first_seen_stays(
    snapshot: Snapshot, store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = default_plan().model_copy(update={"outcomes": ("opkomst_gr",)})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1480000000")  # 24 November 2016
    assert reckon_kept(snapshot, plan, location=store).first_seen == date(2016, 11, 24)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")  # 21 September 2026
    later = plan.model_copy(update={"title": "x", "made": date(2026, 9, 21)})
    again = reckon_kept(snapshot, later, location=store)
    assert (again.plan, again.first_seen) == (later, date(2016, 11, 24))
    assert len(list((store / "impact" / "answers").iterdir())) == 1, (
        "the same question is one answer"
    )
    changed = reckon_kept(snapshot, plan.model_copy(update={"until": 2022}), location=store)
    assert changed.first_seen == date(2026, 9, 21)
    assert not cache.exists()


def test_reading_makes_no_store_and_what_was_seen_before_it_is_remembered(
    snapshot: Snapshot, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = default_plan().model_copy(update={"outcomes": ("opkomst_gr",)})
    missing, empty = tmp_path / "weg", tmp_path / "leeg"  # an unmounted drive is an empty folder
    empty.mkdir()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1480000000")
    for place in (missing, empty):
        reckon_kept(snapshot, plan, location=place)
    assert not missing.exists()
    assert list(empty.iterdir()) == []
    assert kept(snapshot, plan, missing) is not None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    (empty / "refresh.json").write_text("{}")
    assert reckon_kept(snapshot, plan, location=empty).first_seen == date(2016, 11, 24)


def test_a_refused_plan_leaves_nothing(snapshot: Snapshot, store: Path) -> None:
    with pytest.raises(MonitorError):
        reckon_kept(snapshot, _of({"GM9999": 2018}), location=store)
    assert not (store / "impact").exists()


def test_a_damaged_answer_is_worked_out_again(snapshot: Snapshot, store: Path) -> None:
    plan = default_plan().model_copy(update={"outcomes": ("opkomst_gr",)})
    found = reckon_kept(snapshot, plan, location=store)
    for path in (store / "impact" / "answers").iterdir():
        path.write_text("{")
    assert reckon_kept(snapshot, plan, location=store) == found


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


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_plan_is_read_as_editors_save_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(
        'title = "Initiatief één"\nmade = 2026-11-29\nstart = 2017\nuntil = 2023\n'
        'area = "PV30"\noutcomes = ["eenzaam"]\n',
        encoding=encoding,
    )
    told = CliRunner().invoke(make_app(), ["impact", "--plan", str(path), "--data", str(EMBEDDED)])
    assert "Initiatief één: plan gemaakt na de cijfers" in told.stdout


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
