"""What makes a snapshot unsound, and what is only flagged."""

import pandas as pd

from monitor.soundness import check_snapshot, out_of_range
from tests.spoil import rewrite


def severe(snapshot):
    return [p.what for p in check_snapshot(snapshot) if p.severe]


def test_check_names_codes_that_do_not_fit(copied):
    def spoil(frame):
        frame.loc[0, "region"] = "GM7777"
        return frame

    assert "GM7777" in severe(rewrite(copied, "observations", spoil))[0]


def test_check_names_double_and_empty_figures_and_wrong_years(copied):
    def spoil(frame):
        frame = pd.concat([frame, frame.head(2)], ignore_index=True)
        frame.loc[5, "value"] = float("nan")
        frame.loc[6, "year"] = 1999
        return frame

    found = " ".join(severe(rewrite(copied, "observations", spoil)))
    assert "2 regels komen dubbel voor" in found
    assert "1 regels zonder cijfer" in found
    assert "jaren buiten 2012-2025" in found


def test_check_names_shares_that_do_not_add_up(copied):
    def spoil(frame):
        frame.loc[frame.code == "GM0788", "share"] *= 0.5
        return frame

    assert "GM0788 tellen op tot 0.5000" in severe(rewrite(copied, "recoding", spoil))[0]


def test_check_names_indicators_without_figures_or_scale(copied):
    found = severe(rewrite(copied, "observations", lambda f: f[f.indicator != "eenzaam"]))
    assert "indicator eenzaam: geen enkel cijfer" in found
    found = severe(rewrite(copied, "scales", lambda f: f[f.indicator != "regie"]))
    assert "indicator regie: geen vaste schaal vanaf het begin" in found


def test_check_looks_at_the_figures_of_districts_too(copied):
    def spoil(frame):
        frame.loc[0, "year"], frame.loc[1, "indicator"] = 1999, "geluk"
        frame.loc[2, ["value", "count"]] = float("nan")
        return frame

    found = " ".join(severe(rewrite(copied, "district_figures", spoil)))
    assert "district_figures.parquet: jaren buiten 2012-2025" in found
    assert "district_figures.parquet: onbekende indicator geluk" in found
    assert "district_figures.parquet: 1 regels zonder cijfer" in found


def test_a_figure_of_a_district_out_of_range_is_flagged(copied):
    def spoil(frame):
        frame.loc[frame.index[frame.indicator == "eenzaam"][0], "value"] = 482.0
        return frame

    (found,) = check_snapshot(rewrite(copied, "district_figures", spoil))
    assert not found.severe
    assert "indicator eenzaam: 482 in " in found.what


def test_figures_out_of_range_are_flagged_not_severe(copied):
    def spoil(frame):
        frame.loc[frame.indicator == "eenzaam", "value"] *= -1
        return frame

    snapshot = rewrite(copied, "observations", spoil)
    problems = check_snapshot(snapshot)
    assert problems
    assert not any(p.severe for p in problems)
    assert (out_of_range(snapshot.observations, snapshot.catalog).indicator == "eenzaam").all()
