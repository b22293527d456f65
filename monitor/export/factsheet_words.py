"""What a factsheet says: its sentences, from the figures of one municipality."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from monitor import change_words, line_words, naming, naming_figures
from monitor.analysis.profile import SCORES, Look
from monitor.analysis.scores import TOTAL
from monitor.catalog_entries import SCORED
from monitor.charts.gemeente.districts import none_below
from monitor.charts.gemeente.words import context_parts, dated, peers_higher
from monitor.marks import letters
from monitor.naming_places import province_name
from monitor.snapshot import Snapshot
from monitor.text import _, inside, language, listing, number, plain, plural, span

LESSONS, EXAMPLES, DISTRICTS = 3, 2, 3


@dataclass(frozen=True, eq=False)
class Sheet:
    """What a factsheet is made of.

    Attributes
    ----------
    snapshot : Snapshot
    year : int
    code : str
        The municipality.
    look : Look
        Of `monitor.analysis.profile.look`.
    sure : Series
        Its row of `monitor.analysis.robust.robustness`.
    history : DataFrame, index year
        Of `monitor.analysis.profile_years.scores_over_time`, of the total, read against ``year``.
    year_b : int
        The year that its change counts from, where it compares.
    source : str
        Source and date.
    care : tuple of str
        Why to read the score with care (`monitor.naming_care.careful_sentences`).
    link : str
        Address of the page with the selection; empty where it is not known.
    impact : str
        What was seen of the programme (`monitor.impact.summary.about`); empty where that is not
        known.
    duiding : str
        What the municipality says itself, with who says so; empty where it says nothing.
    """

    snapshot: Snapshot
    year: int
    code: str
    look: Look
    sure: pd.Series
    history: pd.DataFrame
    year_b: int
    source: str
    link: str = ""
    care: tuple[str, ...] = ()
    impact: str = ""
    duiding: str = ""

    @property
    def name(self) -> str:
        """Name of the municipality."""
        return self.name_of(self.code)

    def name_of(self, code: str) -> str:
        """Return the name of any municipality."""
        return str(self.snapshot.regions.at[code, "name"])

    @property
    def province(self) -> str:
        """Name of its province, as in the middle of a sentence."""
        return province_name(self.snapshot, self.look.province)

    def title_of(self, measure: str) -> str:
        """Return the name of a total, dimension or indicator."""
        catalog = self.snapshot.catalog
        if measure == TOTAL:
            return _("Sociale veerkracht")
        if measure in catalog.dimensions:
            return catalog.dimensions[measure].title[language()]
        return catalog.indicators[measure].title[language()]

    def unit_of(self, measure: str) -> str:
        """Return the unit as it stands behind the title: nothing for scores and percentages."""
        if measure in SCORES:
            return ""
        unit = self.snapshot.catalog.indicators[measure].unit[language()]
        return "" if unit == "%" else unit

    def figure(self, value: float, measure: str) -> str:
        """Write a figure, with a percent sign where it is one."""
        if measure in SCORES:
            return number(value, decimals=1)
        return naming_figures.figure(value, self.snapshot.catalog.indicators[measure])

    def bounds(self, row: pd.Series, measure: str) -> str:
        """Write the 95% bounds of a figure, empty where there are none."""
        if measure in SCORES or pd.isna(row["lower"]):
            return ""
        decimals = self.snapshot.catalog.indicators[measure].decimals
        return span(row["lower"], row["upper"], decimals=decimals)


def features(sheet: Sheet) -> str:
    """Say what kind of municipality it is."""
    parts = context_parts(sheet.look, sheet.year)
    parts.append(str(sheet.snapshot.regions.at[sheet.code, "province_name"]))
    return "  ·  ".join(parts)


def place(row: pd.Series) -> str:
    """Write the place among the municipalities that have the figure."""
    return _("plaats {rank} van {n}").format(
        rank=number(row["rank"], decimals=0), n=number(row["n"], decimals=0)
    )


def certainty(sheet: Sheet) -> str:
    """Write between which places it stands under other choices of method."""
    return naming.rank_span(sheet.sure["rank_low"], sheet.sure["rank_high"])


def standing(sheet: Sheet) -> str:
    """Say what the score means: which quarter, how surely, and beside whom."""
    row = sheet.look.profile.T[TOTAL]
    beside = _("Nederland staat gemiddeld op {nl}, {province} op {own}.").format(
        nl=number(row["country"], decimals=1),
        province=sheet.province,
        own=number(row["province"], decimals=1),
    )
    fresh = change_words.measured_itself(sheet.look.fresh, sheet.year)
    said = [naming.quarter(row["place"], sheet.sure), beside, *sheet.care]
    return plain(" ".join([*said, *([f"{fresh}."] if fresh else [])]))


def no_score(sheet: Sheet) -> str:
    """Say why there is no score."""
    values = sheet.look.profile["value"]
    gone = [inside(sheet.title_of(d)) for d in SCORED if pd.isna(values[d])]
    return _(
        "Van {dimensions} zijn in {year} te weinig cijfers bekend. Wat wel bekend is, staat"
        " hieronder."
    ).format(dimensions=listing(gone), year=sheet.year)


def age_and_marks(row: pd.Series) -> str:
    """Write the year of a figure and the letters of its marks."""
    if pd.isna(row["measured"]):
        return ""
    return " ".join([str(int(row["measured"])), *letters(row)])


def history_title(sheet: Sheet) -> str:
    """Say how the score changed since an earlier year that compares, beside the Netherlands."""
    found = line_words.gained(sheet.history, sheet.year, sheet.year_b)
    if found is None:
        return _("Ontwikkeling van de score")
    start, own, country = found
    return _("{own} punten sinds {start} (Nederland {country})").format(
        own=own, start=start, country=country
    )


def history_note(sheet: Sheet) -> str:
    """Say how the line is drawn, and where the year's own score is another."""
    text = line_words.read_against(sheet.year, sheet.history, "value")
    return f"{naming.start(text)}."


def no_history(sheet: Sheet) -> str:
    """Say why there is no line."""
    known = sheet.history.index[sheet.history["own"].notna()]
    if not len(known):
        return _("In geen enkel jaar zijn er genoeg cijfers voor een score.")
    return _("In {year} is er geen score om andere jaren mee te vergelijken ({years} wel).").format(
        year=sheet.year, years=change_words.ranges(list(known))
    )


def peers_title(sheet: Sheet) -> str:
    """Say how many comparable municipalities score higher."""
    look = sheet.look
    if look.profile["value"].isna()[TOTAL]:
        return _("Vergelijkbare gemeenten")
    return peers_higher(look)


def lessons(sheet: Sheet) -> list[tuple[str, str]]:
    """Return per lagging indicator its title, and who does clearly better with which figure."""
    found = sheet.look.lessons
    lines = []
    for indicator in found["indicator"].drop_duplicates().head(LESSONS):
        best = found[found["indicator"] == indicator].head(EXAMPLES)
        theirs = [
            f"{sheet.name_of(str(r.region))} {sheet.figure(float(str(r.value_region)), indicator)}"
            for r in best.itertuples()
        ]
        own = sheet.figure(float(best["value"].iloc[0]), indicator)
        text = _("hier {own}; {theirs}").format(own=own, theirs=listing(theirs))
        title = dated(sheet.title_of(indicator), best["measured"].iloc[0], sheet.year)
        lines.append((title, text))
    return lines


def districts(sheet: Sheet, fits: Callable[[str], bool]) -> str:
    """Name the districts that stand clearly below the municipality, the weakest first.

    Parameters
    ----------
    fits : callable
        Whether a text has room: of names too long for it fewer are named, and the rest counted.
    """
    look = sheet.look
    if not look.has_districts:
        return ""
    if look.districts.empty:
        return none_below(sheet.name)
    names = [str(n) for n in look.districts["name"].drop_duplicates()]
    guessed = naming_figures.estimated(look.districts["indicator"], sheet.snapshot.catalog)
    text = _(
        "Op een of meer indicatoren ten minste 10 punten onder de gemeente zelf{estimates}:"
        " {names}."
    )
    for most in range(min(DISTRICTS, len(names)), 0, -1):
        more = len(names) - most
        listed = listing([*names[:most], *([_("{n} andere").format(n=more)] if more else [])])
        said = text.format(estimates=f" ({guessed})" if guessed else "", names=listed)
        if fits(said):
            break
    return said


def reading(hidden: int) -> str:
    """Say how to read the figures and what the letters mean."""
    text = _(
        "100 is Nederland in 2020; 10 punten is één standaardafwijking tussen gemeenten; hoger is"
        " veerkrachtiger. Prov. en NL: gewogen naar inwoners. Achter het jaar: s = modelschatting,"
        " b = overbrugd uit een andere tabel, h = omgerekend na herindeling, o = meer dan twee jaar"
        " oud. Klein achter het cijfer en als streep: 95%-interval, waar de bron dat geeft."
    )
    if not hidden:
        return text
    more = plural(
        hidden,
        _("{count} indicator rond het midden paste niet op deze pagina."),
        _("{count} indicatoren rond het midden pasten niet op deze pagina."),
    )
    return f"{text} {more}"
