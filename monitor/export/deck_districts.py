"""The slide on districts: what hides behind a good average, as the page Wijken says it."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.story import Story
from monitor.charts.theme import Theme
from monitor.charts.wijken import hidden
from monitor.export import native
from monitor.export.deck_figures import Drawn
from monitor.export.deck_names import Names, Words
from monitor.text import _, join

MOST = 12


def own_rows(story: Story, behind: pd.DataFrame) -> pd.DataFrame:
    """Return the members of the group with districts of their own, the largest distance first.

    Parameters
    ----------
    behind : DataFrame
        Of `monitor.analysis.districts.behind_average`.
    """
    return behind[behind.index.isin(story.members)]


def districts_words(rows: pd.DataFrame, n: Names, year: int) -> Words:
    """Say of the first municipality what its average hides, and where many live so.

    Parameters
    ----------
    year : int
        Of the edition, whatever the year of the presentation.
    """
    most = rows.iloc[int(rows["low_share"].argmax())]
    notes = [
        _("Meeste inwoners in het laagste kwart: {name}, {share}.").format(
            name=most["name"], share=hidden.share_sentence(most)
        )
        if most["low_share"] > 0
        else "",
        _("100 is Nederland, 10 punten is één standaardafwijking tussen wijken."),
        _(
            "De meeste cijfers van wijken zijn modelschattingen: een aanwijzing waar te kijken,"
            " geen bewijs."
        ),
    ]
    alt = _("Per gemeente twee stippen: de gemeente als geheel en haar laagste wijk.")
    how = _("Links de laagste wijk, rechts de gemeente als geheel; de lijn is Nederland (100).")
    return Words(hidden.title(rows), f"{hidden.subtitle(n.group, year)}. {how}", join(notes), alt)


def districts_of(rows: pd.DataFrame, theme: Theme) -> Drawn:
    """Draw every municipality beside its lowest district."""
    shown = rows.head(MOST)
    figure = hidden.for_slide(theme, shown)
    return Drawn(figure, hidden.table(rows), native.districts(shown))
