"""Why to read a score with care, once for every surface."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from monitor.text import _, number


def careful(row: pd.Series, titles: Mapping[str, str]) -> str:
    """Say briefly why to read a score with care (a row of `monitor.analysis.unusual.remarks`).

    Parameters
    ----------
    titles : mapping
        Id of an indicator to its title.
    """
    parts = [_("onrustig: minder dan 5.000 inwoners")] if row["small"] else []
    parts += [_("ver van de eigen reeks: {name}").format(name=titles[i]) for i in _ids(row["odd"])]
    return "; ".join(parts)


def careful_sentences(
    row: pd.Series, odd: pd.DataFrame, titles: Mapping[str, str], people: float
) -> list[str]:
    """Say in sentences why to read the score of one municipality with care.

    Parameters
    ----------
    odd : DataFrame
        Of `monitor.analysis.unusual.odd_figures`, of this municipality.
    people : float
        Its inhabitants.
    """
    lines = []
    if row["small"]:
        lines.append(
            _(
                "**Onrustig**: met {n} inwoners wisselt deze score van jaar tot jaar door toeval;"
                " lees een plaats of verandering niet als een oordeel."
            ).format(n=number(people, decimals=0))
        )
    last = odd.sort_values("year").drop_duplicates("indicator", keep="last")
    for item in last[last["indicator"].isin(_ids(row["odd"]))].to_dict("records"):
        lines.append(
            _(
                "**Ver van de eigen reeks**: {name} was {value} in {year}, in andere jaren meestal"
                " rond {usual}. Dat ene cijfer weegt in de score mee."
            ).format(
                name=titles[item["indicator"]],
                value=number(item["value"]),
                year=item["year"],
                usual=number(item["usual"]),
            )
        )
    return lines


def _ids(joined: str) -> list[str]:
    return [i for i in joined.split(",") if i]
