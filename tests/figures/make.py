"""Make the folder of test figures: ``python -m tests.figures.make`` gives the same bytes again.

NOTHING HERE IS REAL. Fourteen invented municipalities, GM9001 to GM9014, with invented figures in
the layout of CBS, so that the whole suite runs where the real figures are absent. Among them:

- Samentesten (GM9013) arose in 2019 out of Oudtesten (GM9021) and Nieuwtesten (GM9022);
- Deelveen (GM9023) was divided in 2021 over Testerveen, Proefdam and Toetsum;
- Nieuwenaam (GM9014) is Oudenaam (GM9024) with another name and code since 2018;
- Klein Testum (GM9025) went into Groot Testum (GM9005) in 2022.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import MultiPolygon, box

from monitor.catalog import Catalog
from monitor.catalog_entries import Source
from monitor.catalog_read import load_catalog
from tests.figures.invent import (
    ABOVE_POLICE,
    BOUNDARY_YEAR,
    BRABANT,
    COUNTS,
    CRIMES,
    LEVEL,
    NAMES,
    NEW_TABLE,
    PARTS,
    PRESENT_ONLY,
    TOPIC_YEARS,
    TOTAL_ONLY,
    YEARS,
    figure,
    members,
    noise,
    people,
    tidy,
)

HERE = Path(__file__).parent
MODIFIED = "2025-01-15T02:00:00"


def key_of(title: str, number: int) -> str:
    words = re.findall(r"\w+", title.rsplit(" | ", maxsplit=1)[-1])
    camel = "".join(w[0].upper() + w[1:] for w in words)
    return f"{'k_' if camel[0].isdigit() else ''}{camel}_{number}"


def full_titles(path: str, occurrence: int | None) -> list[str]:
    """The titles in the test tables for a path of the catalog, which names only the end."""
    if path.endswith("*"):
        return [path.replace("*", " 95%-interval")]
    if occurrence is not None:
        return [f"Aantallen | {path}", f"Relatief | {path}"]
    if path.startswith("Gemiddeld gestandaardiseerd"):
        return [f"Inkomen | {path}"]
    return [f"Vermogen | {path}" if path.startswith("Mediaan vermogen") else path]


def catalog_topics() -> tuple[dict[str, dict[str, set[int]]], dict[str, dict[str, set[str]]]]:
    """Per table: titles with the years the catalog takes from it, and the codes it filters on."""
    catalog = load_catalog()
    titles: dict[str, dict[str, set[int]]] = defaultdict(dict)
    codes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sources in [*(i.source for i in catalog.indicators.values()), district_sources(catalog)]:
        for source in sources:
            if source.file:
                continue
            for table in [source.table] if source.table else catalog.series[source.series or ""]:
                year = catalog.tables[table].year
                if source.years and year and year not in source.years:
                    continue
                for filters in (source.filters, source.lower, source.upper):
                    for dim, code in filters.items():
                        codes[table][dim] |= {code} if isinstance(code, str) else set(code)
                for path in [*source.topic, *source.of, *source.bounds]:
                    which = source.occurrence if path in source.topic else None
                    for title in full_titles(path, which):
                        years = {year} if year else set(source.years or YEARS.get(table, NEW_TABLE))
                        titles[table].setdefault(title, set()).update(years)
    return titles, codes


def district_sources(catalog: Catalog) -> list[Source]:
    rules = catalog.districts
    if rules is None:
        return []
    former = [rules.former.named_by, rules.former.via_named_by]
    people = [rules.people.model_copy(update={"table": t}) for t in (rules.people.table, *former)]
    return [*people, *(s for entry in rules.every.values() for s in entry.source)]


def rows_of(table: str, titles: dict[str, set[int]], codes: dict[str, set[str]]) -> list[dict]:
    catalog = load_catalog()
    dim = (
        "WijkenEnBuurten"
        if catalog.tables[table].year or table.startswith(("50", "86"))
        else "RegioS"
    )
    years = (
        [catalog.tables[table].year] if catalog.tables[table].year else YEARS.get(table, NEW_TABLE)
    )
    choices = [{}]
    for name, wanted in sorted(codes.items()):
        extra = {
            "Leeftijd": {"53115"},
            "SoortMisdrijf": {"1.1.1"} if table == "47018NED" else set(),
        }
        all_codes = sorted(wanted | extra.get(name, set()))
        choices = [{**c, name: code} for c in choices for code in all_codes]
    rows = []
    for choice in choices:
        for year in years:
            regions = list(region_parts(table, dim, year).items())
            for region, parts in regions:
                row = {**choice, dim: region}
                if not catalog.tables[table].year:
                    row["Perioden"] = f"{year}JJ00"
                for title, title_years in titles.items():
                    row[title] = cell(table, title, title_years, parts, year, choice)
                rows.append(row)
    return rows


def region_parts(table: str, dim: str, year: int) -> dict[str, list[int]]:
    """Municipalities, and what the client must leave out: the country, a province, districts."""
    out = members(BOUNDARY_YEAR.get(table, year))
    if table in PRESENT_ONLY:
        now = members(2024)
        out = {code: now[code] for code in out if code in now}
    extra = {"NL01": list(range(len(PARTS)))}
    if dim == "RegioS":
        extra["PV30"] = [p for code in BRABANT for p in out.get(code, [])]
        if table != "47018NED":  # the police count by district too
            return {**extra, **out}
    for code in BRABANT:
        for number in (0, 1) if code in out else ():
            extra[f"WK{code[2:]}0{number}"] = out[code][:1]
    return {**extra, **out, "BU90010000": [0]}


SCORE, SIDES = "Totaalscore | Gemiddelde score", {"Ondergrens": -1.0, "Bovengrens": 1.0}


def cell(
    table: str, title: str, years: set[int], parts: list[int], year: int, choice: dict[str, str]
) -> float | int | str:
    last = title.rsplit(" | ", maxsplit=1)[-1]
    for start, limited in TOPIC_YEARS.items():
        if table == "70072ned" and any(g.startswith(start) for g in title.split(" | ")):
            years = years & set(limited)
    gap = last.startswith(("Personen per", "Huishoudens met een laag")) and year in (2017, 2018)
    if year not in years or (gap and parts[0] in (10, 11)):
        return ""
    if table == "85012NED" and parts == [9]:
        return ""  # as in the real survey of 2020: a municipality is missing
    if "SoortMisdrijf" in choice:
        return crimes(table, choice["SoortMisdrijf"], parts, year)
    side = next((s for start, s in SIDES.items() if last.startswith(start)), 0.0)
    if side:  # bounds that are topics of their own
        half = 0.02 * np.sqrt(20_000 / sum(people(p, year) for p in parts))
        return tidy(SCORE, figure(SCORE, parts, year) + side * half)
    value = figure(title, parts, year) + (2.0 if choice.get("Leeftijd") == "53115" else 0.0)
    margin = {"MOG0095": -1.0, "MBG0095": 1.0}.get(choice.get("Marges", ""), 0.0)
    half = 1.96 * 2.5 * np.sqrt(20_000 / sum(people(p, year) for p in parts))
    return tidy(title, value + margin * half)


def crimes(table: str, kind: str, parts: list[int], year: int) -> int | str:
    """Recorded crimes of a kind: nothing where the table has only the total, or lacks the place."""
    if (year in TOTAL_ONLY[table] and kind not in ("0.0.0", "0000000")) or (
        table == "83648NED" and year != 2015 and parts == [5]
    ):
        return ""
    per_head = CRIMES.get(kind, 0.002)
    level = [1 - 0.2 * LEVEL[p] + 0.05 * noise(per_head, p, year) for p in parts]
    count = sum(per_head * max(x, 0.1) * people(p, year) for x, p in zip(level, parts, strict=True))
    return 5 * round(count * ABOVE_POLICE / 5) if table == "83648NED" else round(count)


def write_csv(path: Path, header: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_tables() -> None:
    catalog, (titles, codes) = load_catalog(), catalog_topics()
    about = {}
    for shift, (table, entry) in enumerate(catalog.tables.items()):
        rows = rows_of(table, titles[table], codes[table])
        dims = [c for c in rows[0] if c not in titles[table]]
        keys = {t: key_of(t, n) for n, t in enumerate(titles[table], 1 + shift)}
        body = [[row[c] for c in [*dims, *titles[table]]] for row in rows]
        write_csv(HERE / "cbs" / f"{table}.csv", [*dims, *keys.values()], body)
        units = [[keys[t], t, unit_of(t)] for t in titles[table]]
        write_csv(HERE / "cbs" / f"{table}.topics.csv", ["key", "title", "unit"], units)
        about[table] = {
            "title": f"{entry.title} (testcijfers)",
            "host": entry.host,
            "dimensions": dims,
            "rows": len(rows),
            "modified": MODIFIED,
            "note": "TESTCIJFERS: verzonnen, niet van CBS.",
        }
    about["70072ned"]["provisional"] = [2025]
    about["47018NED"]["provisional"] = [2024]
    about["03759ned"] = {
        "title": "Bevolking op 1 januari (testcijfers)",
        "host": "opendata.cbs.nl",
        "dimensions": ["RegioS"],
        "rows": len(NAMES),
        "modified": MODIFIED,
    }
    text = json.dumps(about, indent=1, ensure_ascii=False)
    (HERE / "cbs" / "tables.json").write_text(text + "\n", encoding="utf-8")


def unit_of(title: str) -> str:
    last = title.rsplit(" | ", maxsplit=1)[-1]
    if title.startswith("Inkomen en vermogen"):
        return "x 1 000"
    if title.startswith("Totaalscore"):
        return "getal"
    if title.startswith(("Inkomen | ", "Vermogen | ")) or last == "Gemiddelde woningwaarde":
        return "1 000 euro"
    if last.startswith((*COUNTS, "Totaal geregistreerde", "Geregistreerde")):
        return "aantal"
    units = {
        "Afstand": "km",
        "Gemiddelde verkoop": "euro",
        "Mate": "code",
        "Bevolkingsd": "per km²",
    }
    return next((u for start, u in units.items() if last.startswith(start)), "%")


def moved(parts: list[int], year: int) -> int:
    return round(sum(people(p, year - 1) for p in parts))


def descriptions() -> dict[str, str]:
    """What became of every municipality, in CBS's words and with CBS's line ends."""
    events: dict[str, list[str]] = defaultdict(list)
    born, gone = set(), set()
    for number, part in sorted(enumerate(PARTS), key=lambda p: -p[1].until):
        if not part.former:
            continue
        size = moved([number], part.until)
        line = f"... {size // 12} hectare met {size * 45 // 100} woningen en {size} inwoners"
        day = f"01-01-{part.until}"
        if part.former == "GM9024":
            events["GM9024"].append(f"Naamswijziging per {day},\nnieuwe naam: Nieuwenaam (GM9014)")
            events["GM9014"].append(f"Naamswijziging per {day},\noude naam: Oudenaam (GM9024)")
            continue
        if part.former not in gone:
            events[part.former].append(f"Opgeheven per {day}, overgegaan naar:")
            gone.add(part.former)
        events[part.former].append(f"- {NAMES[part.code]} ({part.code}),\n{line}")
        if part.code not in born:
            kind = "Ontstaan" if part.code == "GM9013" else "Gemeentelijke herindeling"
            events[part.code].append(f"{kind} per {day}, ontvangen van:")
            born.add(part.code)
        events[part.code].append(f"- {NAMES[part.former]} ({part.former}),\n{line}")
    correction = (
        "Grenswijziging per 01-01-2018, {}:\n- {},\n... 3 hectare met 1 woning en 1 inwoner"
    )
    events["GM9006"].append(correction.format("ontvangen van", "IJkdijk (GM9007)"))
    events["GM9007"].append(correction.format("overgegaan naar", "Keurhoven (GM9006)"))
    return {
        code: "\n".join([*events[code], "Begindatum voor 1830"]).replace("\n", "\r\n")
        for code in NAMES
    }


def write_regions() -> None:
    rows: list[list[object]] = [["NL01", "Nederland (test)", "", "NL"]]
    rows += [["PV30", "Noord-Brabant (PV)", "PV = Provincie", "PV"]]
    for code, text in descriptions().items():
        former = {p.former: p.code for p in PARTS if p.former}
        group = "GMPV30" if former.get(code, code) in BRABANT else "GMPV31"
        rows.append([code, NAMES[code], text, group])
    header = ["Key", "Title", "Description", "CategoryGroupID"]
    write_csv(HERE / "cbs" / "03759ned.RegioS.csv", header, rows)


def write_files() -> None:
    folder, now = HERE / "files", list(members(2024))
    elections = {"TK": [2012, 2017, 2021, 2023, 2025], "GR": [2014, 2018], "PS": [2015, 2019]}
    base = {"TK": 77, "GR": 54, "PS": 50}
    rows: list[list[object]] = []
    counted: list[list[object]] = []
    for kind, years in elections.items():
        for year in years:
            for code, parts in members(year).items():
                level = np.mean([LEVEL[p] for p in parts])
                pct = base[kind] + 3 * level + 2 * noise(kind, parts[0]) + 0.5 * noise(code, year)
                voters = round(0.76 * sum(people(p, year) for p in parts))
                bare = year in (2023, 2025)  # only percentages, as in the real set
                counts = ["", ""] if bare else [voters, round(voters * pct / 100)]
                rows.append([code, kind, year, *counts, round(pct, 3)])
                if year == 2023:
                    came = round(voters * pct / 100)
                    counted.append([code, kind, year, voters, came, round(100 * came / voters, 3)])
    header = ["gm", "type", "jaar", "kiesgerechtigden", "opkomst", "opkomst_pct"]
    write_csv(folder / "opkomst_verkiezingen.csv", header, rows)
    write_csv(folder / "opkomst_tk2023_aantallen.csv", header, counted)
    parts = ["woningvoorraad", "fysieke_omgeving", "voorzieningen"]
    parts += ["sociale_samenhang", "overlast_onveiligheid"]
    rows = []
    for code in now:
        values = [round(0.03 * noise(code, name), 5) for name in parts]
        rows.append([code, NAMES[code], 7, round(sum(values), 5), *values, 2024])
    header = ["gm", "naam", "klasse", "afwijking", *parts, "jaar"]
    write_csv(folder / "leefbaarometer_2024.csv", header, rows)
    marks = ["voorzieningen_fysiek", "sociale_cohesie", "cijfer_leefbaarheid", "overlast_sociaal"]
    marks += ["cijfer_veiligheid", "voelt_discriminatie", "slachtoffers_criminaliteit"]
    marks += ["slachtoffers_geweld"]
    big = ["GM9001", "GM9002", "GM9003", "GM9008"]
    rows = [[c, NAMES[c], *(round(7 + noise(c, m), 1) for m in marks), 2021] for c in big]
    path = folder / "veiligheidsmonitor_2021_52_gemeenten.csv"
    write_csv(path, ["gm", "gemeente", *marks, "jaar"], rows)
    rows = []
    for code in now:
        home = ["PV30", "Noord-Brabant"] if code in BRABANT else ["PV31", "Limburg"]
        corop = ["CR33", "West-Noord-Brabant"] if code in BRABANT[:5] else ["CR36", "Test-Oost"]
        rows.append([code, NAMES[code], *home, *corop, "VR20", "Test", "GGD Test"])
    header = ["gemeente", "naam", "provincie", "provincienaam", "corop", "coropnaam"]
    write_csv(folder / "gemeenten_2023.csv", [*header, "vr", "vrnaam", "ggd"], rows)


def write_boundaries() -> None:
    """Squares of ten kilometres that share their borders, and one island."""
    shapes = {}
    for number, code in enumerate(members(2024)):
        west, south = 100_000 + 10_000 * (number % 4), 400_000 + 10_000 * (number // 4)
        shapes[code] = box(west, south, west + 10_000, south + 10_000)
    shapes["GM9012"] = MultiPolygon([shapes["GM9012"], box(145_000, 425_000, 147_000, 427_000)])
    props = [{"statcode": c, "jrstatcode": f"2024{c}", "statnaam": NAMES[c]} for c in shapes]
    write_geojson("gemeente_gegeneraliseerd_2024", props, list(shapes.values()))
    halves, props = [], []
    for code in BRABANT:
        west, south, east, north = shapes[code].bounds
        middle = (west + east) / 2
        halves += [box(west, south, middle, north), box(middle, south, east, north)]
        for number, side in enumerate(("West", "Oost")):
            stat = f"WK{code[2:]}0{number}"
            props.append({"statcode": stat, "statnaam": f"{NAMES[code]} {side}"})
    for year in (2022, 2024):
        write_geojson(f"wijk_gegeneraliseerd_{year}", props, halves)


def write_geojson(name: str, properties: list[dict], shapes: list) -> None:
    frame = gpd.GeoDataFrame(pd.DataFrame(properties), geometry=shapes, crs=28992).to_crs(4326)
    frame.geometry = frame.geometry.set_precision(1e-6)
    text = frame.sort_values("statcode").to_json(drop_id=True)
    data = {"type": "FeatureCollection", "name": name, "features": json.loads(text)["features"]}
    path = HERE / "boundaries" / f"{name}.geojson"
    path.write_text(json.dumps(data, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    for folder in ("cbs", "files", "boundaries"):
        (HERE / folder).mkdir(exist_ok=True)
    write_tables()
    write_regions()
    write_files()
    write_boundaries()


if __name__ == "__main__":
    main()
