"""What was understood of a file, as label and text: a preview for page and command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.own.told import Told, told

if TYPE_CHECKING:
    import pandas as pd

    from monitor.own.understand import Understood

_MARKS = {
    ",": told("komma"),
    ".": told("punt"),
    ";": told("puntkomma"),
    "\t": told("tab"),
    "|": told("sluisteken"),
}
_KINDS = {
    "wide": told("een kolom per indicator"),
    "years": told("een kolom per jaar"),
    "long": told("een rij per indicator"),
}


def _size(figures: pd.DataFrame) -> Told:
    years, places = sorted(figures["year"].unique()), figures["region"].nunique()
    below = figures[figures["region"].astype("str").str.startswith("WK")]
    if len(below):
        more = figures["region"].nunique() - below["region"].nunique()
        span = {"n": below["region"].nunique(), "more": more, "first": years[0], "last": years[-1]}
        return told("wijken: {n}, gemeenten: {more}; jaren: {first} tot en met {last}", **span)
    if len(years) == 1:
        return told("gemeenten: {n}; jaar: {first}", n=places, first=years[0])
    span = {"n": places, "first": years[0], "last": years[-1]}
    return told("gemeenten: {n}; jaren: {first} tot en met {last}", **span)


def facts(understood: Understood) -> list[tuple[Told, str]]:
    """Return what was understood as label and text (told, or of the file), for a preview."""
    grid, layout = understood.grid, understood.layout
    out: list[tuple[Told, str]] = [(told("Bestand"), understood.filename)]
    if grid is not None:
        out.append(
            (told("Vorm"), {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet"}[grid.format])
        )
        if grid.format == "csv":
            out.append((told("Tekencodering"), grid.encoding))
            out.append((told("Scheidingsteken"), _MARKS[grid.delimiter]))
        if grid.sheet:
            out.append((told("Werkblad"), grid.sheet))
    if layout is None:
        return out
    out.append((told("Kopregel"), told("rij {row}", row=layout.header)))
    out.append((told("Opzet"), _KINDS[layout.kind]))
    how = {
        "code": told("kolom '{name}', als code", name=layout.titles[layout.region]),
        "name": told("kolom '{name}', als naam", name=layout.titles[layout.region]),
    }
    what = told("Wijk") if understood.by_district else told("Gemeente")
    out.append((what, how[layout.by]))
    if layout.year is not None:
        out.append((told("Jaar"), told("kolom '{name}'", name=layout.titles[layout.year])))
    elif understood.year is not None:
        out.append((told("Jaar"), str(understood.year)))
    if understood.decimal:
        out.append((told("Decimaalteken"), _MARKS[understood.decimal]))
    out += [(told("Uw antwoord"), told("{question} {answer}", question=q, answer=a))
            for q, a in understood.answered]  # fmt: skip
    if not understood.ok:
        return out
    for name, missing in understood.missing.items():
        found = int((understood.figures["name"] == name).sum())
        text = told("{n} met een cijfer, {missing} zonder", n=found, missing=missing)
        out.append((told("Waarden in '{name}'", name=name), text))
    out.append((told("Omvang"), _size(understood.figures)))
    return out
