"""The verdict on a gap in every year: beside its rows, on the screen, in docs/method.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from monitor.cli._figures import (
    interval,
    markdown,
    names_in,
)
from monitor.text import _, plain

if TYPE_CHECKING:
    import pandas as pd

    from monitor.analysis.groups import Against
    from monitor.analysis.scores import YearScores
    from monitor.analysis.verdict import Verdict
    from monitor.regions.groups import Group
    from monitor.snapshot import Snapshot

    Scores = dict[int, YearScores]

_IN_ENGLISH = {"behind": "below 0", "ahead": "above 0", "unclear": "holds 0", "no-data": ""}


def with_verdict(
    snapshot: Snapshot,
    scores: Scores,
    group: Group,
    table: pd.DataFrame,
    versus: tuple[Against, ...],
) -> pd.DataFrame:
    """Put the group before the rows and behind them the verdict of its year, over all of them."""
    found = _verdicts(snapshot, scores, group, versus)
    said = {key: str(verdict.word) if verdict else "" for key, verdict in found.items()}
    rows = zip(table["year"], table["against"], strict=True)
    table = table.assign(group=group.id, verdict=[said[row] for row in rows])
    return table[["group", *table.columns.drop("group")]]


def _verdicts(
    snapshot: Snapshot,
    scores: Scores,
    group: Group,
    versus: tuple[Against, ...],
) -> dict[tuple[int, Against], Verdict | None]:
    """Judge the gap of a group in every year, against each side."""
    from monitor.analysis.verdict import judge_group  # noqa: PLC0415 - keep --help quick

    return {
        (year, against): judge_group(snapshot, of_year, group, against)
        for against in versus
        for year, of_year in scores.items()
    }


def say_verdicts(
    snapshot: Snapshot,
    scores: Scores,
    group: Group,
    versus: tuple[Against, ...],
) -> None:
    """Give the verdict of every year, with what it rests on."""
    from monitor import naming  # noqa: PLC0415 - keep --help quick
    from monitor.naming_places import province_name  # noqa: PLC0415

    rest = _("de rest van {province}").format(province=province_name(snapshot, group.province))
    others = {"rest": rest, "netherlands": _("Nederland")}
    for (year, against), found in _verdicts(snapshot, scores, group, versus).items():
        gap = found.gap if found else float("nan")
        title = naming.gap_title(
            naming.group_name(group),
            others[against],
            found,
            gap,
            year=year,
            many=naming.is_many(group),
        )
        rests = f" {plain(naming.gap_rests_on(found))}" if found else ""
        typer.echo(f"{year}: {title}.{rests}")


def document(
    snapshot: Snapshot,
    scores: Scores,
    group: Group,
    table: pd.DataFrame,
    versus: tuple[Against, ...],
) -> str:
    """Lay the gap of one group out for docs/method.md, in English."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    titles = {d: v.title.en for d, v in group.definitions.items()}
    gone = [" and ".join(names_in(snapshot, table.loc[[i], "leave_out"])) for i in table.index]
    left_out = pd.Series([f", without {names}" if names else "" for names in gone], table.index)
    shown = pd.DataFrame(
        {
            "against": table["against"],
            "year": table["year"].astype(str),
            "definition": table["definition"].map(titles) + left_out,
            "weights": table["weighted"].map({True: "population", False: "equal"}),
            "n": table["n_group"],
            "gap": table["gap"],
            "95% interval": interval(table["lower"], table["upper"], plain=True),
            "personal": table["personal"],
            "social": table["social"],
            "environment": table["environment"],
            "lies": table["conclusion"].map(_IN_ENGLISH),
        }
    ).sort_values("against", ascending=False, kind="stable")
    rows = [
        {
            "year": str(year),
            "against": against,
            "cases": found.cases,
            "same sign": found.same_sign,
            "interval excludes 0": found.clear,
            "lowest": found.lowest,
            "highest": found.highest,
            "draws (%), at least": int(100 * found.share),
            "verdict": found.word if found.word == "unclear" else f"{found.word} {_side(found)}",
        }
        for (year, against), found in _verdicts(snapshot, scores, group, versus).items()
        if found
    ]
    blocks = [f"#### {group.title.en}", markdown(shown), "The verdict:"]
    return "\n\n".join([*blocks, markdown(pd.DataFrame(rows))])


def _side(found: Verdict) -> str:
    return "behind" if found.behind else "ahead"
