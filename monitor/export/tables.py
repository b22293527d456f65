"""Tables to download: observations and scores as CSV, Excel and Parquet."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pandas as pd

from monitor.export.about import about_lines, source_table
from monitor.fields import STATUS, Style, heading
from monitor.safe import safe_csv, safe_text

SCORE_COLUMNS = [
    "region", "region_name", "year", "total", "personal", "social", "environment", "rank",
    "n_indicators", "oldest_year", "harmonised", "estimate_share", "fresh_share",
    "index_version",
]  # fmt: skip
OBSERVATION_COLUMNS = [
    "indicator", "title", "dimension", "unit", "region", "region_name", "year", "value", "lower",
    "upper", "status", "source", "harmonised",
]  # fmt: skip
WIDEST = 48
_AT_ONCE = 2_000  # rows made into cells at once: all of them take some hundred MB


def observation_table(
    snapshot: Any,
    *,
    indicators: Collection[str] | None = None,
    years: Collection[int] | None = None,
    regions: Collection[str] | None = None,
    lang: Style = "nl",
) -> pd.DataFrame:
    """Return observations with the titles and units of the catalog and the names of the regions.

    Parameters
    ----------
    snapshot : Snapshot
        The figures.
    indicators, years, regions : collection, optional
        Only these.
    lang : {"nl", "en"}
        Language of titles, dimensions and units.

    Returns
    -------
    DataFrame
        ``OBSERVATION_COLUMNS``, in the order of the catalog, then by region and year.
    """
    frame: pd.DataFrame = snapshot.observations
    for column, wanted in (("indicator", indicators), ("year", years), ("region", regions)):
        if wanted is not None:
            frame = frame[frame[column].isin(list(wanted))]
    entries = snapshot.catalog.series_of_all.values()
    dimensions = snapshot.catalog.dimensions
    frame = frame.assign(
        title=frame["indicator"].map({i.id: i.title[lang] for i in entries}),
        unit=frame["indicator"].map({i.id: i.unit[lang] for i in entries}),
        dimension=frame["indicator"].map(
            {i.id: dimensions[i.dimension].title[lang] for i in entries}
        ),
        region_name=frame["region"].map(snapshot.regions["name"]),
        order=frame["indicator"].map({i.id: n for n, i in enumerate(entries)}),
    )
    ordered = frame.sort_values(["order", "region", "year"], ignore_index=True)
    return ordered[OBSERVATION_COLUMNS]


def score_table(snapshot: Any, scores: Iterable[Any]) -> pd.DataFrame:
    """Return the scores of one or more years, one row a municipality and year.

    Parameters
    ----------
    snapshot : Snapshot
        Gives the names of the regions.
    scores : iterable of YearScores
        From ``monitor.analysis.scores.score_year``.

    Returns
    -------
    DataFrame
        ``SCORE_COLUMNS``; scores rounded to 4 decimals.
    """
    parts = [s.table.rename_axis("region").reset_index().assign(year=s.year) for s in scores]
    if not parts:
        return pd.DataFrame(columns=SCORE_COLUMNS)
    frame: pd.DataFrame = pd.concat(parts, ignore_index=True)
    frame["region_name"] = frame["region"].map(snapshot.regions["name"])
    frame["index_version"] = snapshot.catalog.index.version
    for column in ("rank", "n_indicators", "oldest_year"):
        frame[column] = frame[column].astype("Int64")
    frame = frame.round({c: 4 for c in [*SCORE_COLUMNS[3:7], "estimate_share", "fresh_share"]})
    return frame[SCORE_COLUMNS].sort_values(["region", "year"], ignore_index=True)


def _headed(frame: pd.DataFrame, style: Style) -> pd.DataFrame:
    """Put headings and words in the language of the file; figures stay as they are."""
    if style == "nl" and "status" in frame.columns:
        frame = frame.assign(status=frame["status"].map(lambda s: STATUS.get(s, s)))
    frame = frame.rename(columns={c: heading(c, style) for c in frame.columns})
    words = {True: "ja", False: "nee"} if style == "nl" else {True: "true", False: "false"}
    for column in frame.columns:
        if frame[column].dtype == bool:
            frame[column] = frame[column].map(words)
    return frame


def to_csv(frame: pd.DataFrame, style: Style = "nl") -> bytes:
    """Write a table as CSV.

    Parameters
    ----------
    frame : DataFrame
        From ``observation_table`` or ``score_table``, or any table.
    style : {"nl", "en"}
        Dutch: ``;``, decimal comma, a byte order mark so that Excel reads it as UTF-8, Dutch
        headings. International: ``,``, decimal point, the names of the columns.
    """
    nl = style == "nl"
    marks = (";", ",") if nl else (",", ".")
    text = safe_csv(_headed(frame, style), *marks, end="\r\n")
    return text.encode("utf-8-sig" if nl else "utf-8")


def to_parquet(frame: pd.DataFrame) -> bytes:
    """Write a table as Parquet: types and text as they are, for programs."""
    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    return out.getvalue()


def open_workbook(out: io.BytesIO, *, streamed: bool = False) -> Any:
    """Open a workbook to write; nothing in it becomes a formula, a link or a number by itself.

    Parameters
    ----------
    out : BytesIO
    streamed : bool
        Cells go to a temporary file row by row, rather than stay in memory until the end: write
        every sheet in the order of its rows.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - rare, and 2 MB

    return xlsxwriter.Workbook(
        out,
        {
            "constant_memory" if streamed else "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )


def add_sheet(book: Any, title: str, frame: pd.DataFrame) -> None:
    """Add a table to a workbook: bold fixed header, filter, sensible widths; missing is empty."""
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True})
    for place, column in enumerate(frame.columns):
        longest = max([len(str(column)), *(len(str(v)) for v in frame[column].head(200))])
        sheet.set_column(place, place, min(longest + 2, WIDEST))
        sheet.write_string(0, place, safe_text(str(column)), bold)
    for start in range(0, len(frame), _AT_ONCE):
        part = frame.iloc[start : start + _AT_ONCE]
        known = part.notna().to_numpy()
        for row, values in enumerate(part.astype(object).to_numpy()):
            for place in known[row].nonzero()[0].tolist():
                if isinstance(value := values[place], str):
                    sheet.write_string(start + row + 1, place, safe_text(value))
                else:
                    sheet.write_number(start + row + 1, place, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def add_about(book: Any, lines: Sequence[tuple[str, str]], style: Style) -> None:
    """Add a sheet of explanations to a workbook: name and text."""
    sheet = book.add_worksheet("Toelichting" if style == "nl" else "About")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, safe_text(name), bold)
        sheet.write_string(row, 1, safe_text(text), wrapped)


def to_xlsx(frame: pd.DataFrame, snapshot: Any, style: Style = "nl") -> bytes:
    """Write a table as an Excel workbook: the figures, the sources, and how they were made.

    Parameters
    ----------
    frame : DataFrame
        From ``observation_table`` or ``score_table``.
    snapshot : Snapshot
        For the sources and the method.
    style : {"nl", "en"}
        Language of the headings and the sheets.
    """
    out = io.BytesIO()
    book = open_workbook(out, streamed=True)
    nl = style == "nl"
    add_sheet(book, "Gegevens" if nl else "Data", _headed(frame, style))
    used = set(frame["indicator"]) if "indicator" in frame.columns else None
    add_sheet(book, "Bronnen" if nl else "Sources", source_table(snapshot, used, style))
    add_about(book, about_lines(snapshot, style), style)
    book.close()
    return out.getvalue()
