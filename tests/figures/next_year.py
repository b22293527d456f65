"""The invented figures a year on: a merger, a division and a new name on 1 January 2026.

Proefdam (GM9002) and Toetsum (GM9003) became Proefsum (GM9031); Keurhoven (GM9006) was divided
over Testerveen (GM9001, 70%) and Groot Testum (GM9005, 30%); IJkdijk (GM9007) is IJkdijk aan Zee
(GM9032) now. The list of municipalities, the boundaries of 2026 and the inhabitants of 2026 say so.
"""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import shapely

from tests.figures.make import HERE

YEAR = 2026
MERGED, DIVIDED, RENAMED = ("GM9002", "GM9003"), "GM9006", "GM9007"
NEW = {"GM9031": "Proefsum", "GM9032": "IJkdijk aan Zee"}
GONE = {*MERGED, DIVIDED, RENAMED}
WENT = {"GM9001": 7000, "GM9005": 3000}
"""Inhabitants of Keurhoven by where they went."""

GROUPS = """
boundary_year = 2024
[[group]]
id = "west-brabant"
title = { nl = "West-Brabant", en = "West-Brabant" }
label = { nl = "Regio", en = "Region" }
source = { nl = "verzonnen", en = "invented" }
year = 2024
without = ["GM9013"]
codes = ["GM9002", "GM9003", "GM9006", "GM9013"]
[[group.variant]]
id = "corop"
title = { nl = "COROP", en = "COROP" }
source = { nl = "verzonnen", en = "invented" }
year = 2024
codes = ["GM9002", "GM9004", "GM9013"]
[[group]]
id = "middelgroot"
title = { nl = "Middelgrote steden", en = "Mid-sized cities" }
label = { nl = "Steden", en = "Cities" }
source = { nl = "verzonnen", en = "invented" }
year = 2024
codes = ["GM9004", "GM9007"]
[[group.variant]]
id = "50-100"
title = { nl = "50.000-100.000", en = "50,000-100,000" }
source = { nl = "verzonnen", en = "invented" }
year = 2024
rule = { from = 10000, below = 100000000, without = "b5" }
[[group]]
id = "b5"
title = { nl = "Grote steden", en = "Large cities" }
label = { nl = "Grote", en = "Large" }
source = { nl = "verzonnen", en = "invented" }
year = 2024
codes = ["GM9003", "GM9005"]
"""


def _event(kind: str, way: str, partners: list[tuple[str, str, int]]) -> str:
    lines = [f"{kind} per 01-01-{YEAR}, {way}:"]
    for name, code, people in partners:
        lines += [f"- {name} ({code}),", f"... 10 hectare met 5 woningen en {people} inwoners"]
    return "\n".join(lines) + "\n"


def _regions(folder: Path) -> None:
    path = folder / "cbs" / "03759ned.RegioS.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    name = {row["Key"]: row["Title"] for row in rows}
    born = f"Begindatum 01-01-{YEAR}"
    ended = {
        **{c: _event("Opgeheven", "overgegaan naar", [(NEW["GM9031"], "GM9031", 100)])
           for c in MERGED},
        DIVIDED: _event("Opgeheven", "overgegaan naar", [(name[c], c, n) for c, n in WENT.items()]),
        RENAMED: f"Naamswijziging per 01-01-{YEAR},\nnieuwe naam: {NEW['GM9032']} (GM9032)\n",
    }  # fmt: skip
    came = [(name[c], c, 100) for c in MERGED]
    begun = {
        "GM9031": _event("Ontstaan", "ontvangen van", came) + born,
        "GM9032": f"Naamswijziging per 01-01-{YEAR},\noude naam: IJkdijk (GM9007)\n{born}",
    }
    for row in rows:
        row["Description"] = ended.get(row["Key"], "") + row["Description"]
    rows += [
        {"Key": c, "Title": NEW[c], "Description": text, "CategoryGroupID": "GMPV30"}
        for c, text in begun.items()
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _boundaries(folder: Path) -> None:
    path = folder / "boundaries" / "gemeente_gegeneraliseerd_2024.geojson"
    whole = json.loads(path.read_text(encoding="utf-8"))
    shapes = {f["properties"]["statcode"]: f for f in whole["features"]}
    names = {c: f["properties"]["statnaam"] for c, f in shapes.items()} | NEW
    parts = {c: [c] for c in shapes if c not in GONE}
    parts |= {"GM9031": list(MERGED), "GM9032": [RENAMED], "GM9005": ["GM9005", DIVIDED]}
    features = [
        {
            "type": "Feature",
            "properties": {"statcode": c, "jrstatcode": f"{YEAR}{c}", "statnaam": names[c]},
            "geometry": json.loads(shapely.to_geojson(shapely.union_all(
                [shapely.from_geojson(json.dumps(shapes[p]["geometry"])) for p in some]))),
        }
        for c, some in parts.items()
    ]  # fmt: skip
    text = json.dumps({**whole, "features": features})
    path.with_name(f"gemeente_gegeneraliseerd_{YEAR}.geojson").write_text(text, encoding="utf-8")


def _inhabitants(folder: Path) -> None:
    """Add the inhabitants of 2026, on the municipalities of 2026: those of 2025, and 1% more."""
    path = folder / "cbs" / "70072ned.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    key = next(k for k in rows[0] if k.startswith("TotaleBevolking"))
    last = {r["RegioS"]: r for r in rows if r["Perioden"] == "2025JJ00" and r[key]}
    people = {c: round(1.01 * float(r[key])) for c, r in last.items()}
    people["GM9031"] = sum(people.pop(c) for c in MERGED)
    people["GM9032"] = people.pop(RENAMED)
    for code, number in WENT.items():
        people[code] += people[DIVIDED] * number // sum(WENT.values())
    people.pop(DIVIDED)
    empty = dict.fromkeys(rows[0], "")
    rows += [
        {**empty, "RegioS": c, "Perioden": f"{YEAR}JJ00", key: str(n)} for c, n in people.items()
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _dates(folder: Path) -> None:
    """Let the table of inhabitants tell that it was modified."""
    path = folder / "cbs" / "tables.json"
    tables = json.loads(path.read_text(encoding="utf-8"))
    tables["70072ned"]["modified"] = f"{YEAR}-03-01T02:00:00"
    path.write_text(json.dumps(tables), encoding="utf-8")


def write_next_year(target: Path) -> Path:
    """Write the figures of next year into a new folder, and return it."""
    shutil.copytree(HERE, target, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    _regions(target)
    _boundaries(target)
    _inhabitants(target)
    _dates(target)
    (target / "groups.toml").write_text(GROUPS, encoding="utf-8")
    return target
