"""What a store keeps beside its figures counts for every command, as it does on the pages."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from monitor.analysis.scores import TOTAL, score_year
from monitor.cli import make_app
from monitor.own.stored import with_stored_sets
from monitor.snapshot import open_snapshot
from tests.conftest import ROOT

FIGURES_ALONE = {
    "_shared.py",  # opens them, and the sets beside them
    "check.py",  # is about the snapshot itself
    *("add.py", "duiding.py", "initiatives.py"),  # know which municipalities there are
}


def ask(*words: str) -> str:
    result = CliRunner().invoke(make_app(), list(words))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_kept_set_that_counts_moves_the_score_of_the_command_and_of_the_page(
    copied: Path, tmp_path: Path
) -> None:
    before = score_year(open_snapshot(copied), 2023).table[TOTAL]
    lines = [f"{code};2023;{20 + n % 50}" for n, code in enumerate(before.index)]
    file = tmp_path / "trust.csv"
    file.write_text("\n".join(["gemeente;jaar;vertrouwen", *lines]), encoding="utf-8")
    kept = ("--title", "Vertrouwen", "--unit", "punten", "--dimension", "social", "--direction")
    ask("add", str(file), *kept, "+", "--data", str(copied))
    page, faults = with_stored_sets(open_snapshot(copied), copied)  # as the pages open it
    assert faults == []
    wanted = score_year(page, 2023).table[TOTAL]
    assert (wanted - before).abs().max() > 1
    told = pd.read_csv(
        io.StringIO(ask("score", "--year", "2023", "--csv", "-", "--data", str(copied)))
    )
    found = told.set_index("region")["total"].reindex(wanted.index)
    assert found.to_numpy() == pytest.approx(wanted.to_numpy(), abs=1e-3, nan_ok=True)
    older = ("score", "--year", "2023", "--index-version", "1", "--data", str(copied))
    assert "Amsterdam" in ask(*older)


def test_no_command_passes_over_the_kept_sets() -> None:
    opens = {
        path.name
        for path in (ROOT / "monitor" / "cli").glob("*.py")
        if "open_snapshot" in path.read_text(encoding="utf-8")
    }
    assert opens <= FIGURES_ALONE
