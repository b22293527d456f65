"""Data packages: a ``datapackage.json`` that tells other tools what the files hold.

Data Package standard, version 2 (datapackage.org). Here for the folder of a snapshot; downloads
use the same parts (``monitor.export.package``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from monitor.fields import FIELDS, Style, heading

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCES = {
    "CC BY 4.0": {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Naamsvermelding 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
    "publiek domein": {"name": "other-pd", "title": "Publiek domein"},
    "open data": {"name": "other-open", "title": "Open data"},
}
TITLES = {
    "observations": "Cijfers: een indicator in een gemeente in een jaar",
    "scores": "Scores: een gemeente in een jaar",
    "district_places": "Wijken en buurten, met hun inwoners",
    "district_figures": "Cijfers van wijken, buurten en hun gemeenten",
    "district_scales": "Vaste schalen van de wijkindex",
    "districts": "Vereenvoudigde grenzen van wijken, EPSG:4326",
    "regions": "Gemeenten",
    "recoding": "Vroegere gemeenten en waar zij in opgingen",
    "history": "Gemeenten zoals zij in een jaar waren, met hun inwoners",
    "scales": "Vaste schalen van de indicatoren",
    "boundaries": "Vereenvoudigde grenzen, EPSG:4326",
    "catalog": "Catalogus van indicatoren en bronnen",
}
KEYS = {
    "observations": ["indicator", "region", "year"],
    "scores": ["region", "year"],
    "district_places": ["code"],
    "district_figures": ["indicator", "code", "year"],
    "district_scales": ["indicator", "year"],
    "regions": ["code"],
    "recoding": ["code", "to"],
    "history": ["code", "year"],
    "scales": ["indicator", "from_year"],
}


def table_schema(name: str, kinds: Mapping[str, str], style: Style, *, csv: bool) -> dict[str, Any]:
    """Return the table schema: per column its name, type and meaning, and the key."""
    fields = []
    for column, kind in kinds.items():
        field: dict[str, Any] = {"name": heading(column, style), "type": kind}
        if column in FIELDS:
            field["description"] = FIELDS[column].meaning
        if csv and kind == "number" and style == "nl":
            field["decimalChar"] = ","
        if csv and kind == "boolean":
            nl = style == "nl"
            field |= {
                "trueValues": ["ja" if nl else "true"],
                "falseValues": ["nee" if nl else "false"],
            }
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if all(k in kinds for k in KEYS.get(name, ["?"])):
        schema["primaryKey"] = [heading(k, style) for k in KEYS[name]]
    return schema


def _licence(name: str) -> dict[str, str]:
    return LICENCES.get(name, {"name": "other-closed", "title": name})


def _source(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return a source as title and, where it is a table of CBS's service, address."""
    host = str(entry.get("host") or "")
    out = {"title": f"{entry['title']} ({entry['id']})"}
    if host.endswith("cbs.nl"):
        out["path"] = f"https://{host}/ODataApi/odata/{entry['id']}"
    return out


def describe(
    manifest: Mapping[str, Any],
    resources: list[dict[str, Any]],
    title: str = "Monitor Sociale Veerkracht",
) -> dict[str, Any]:
    """Return a data package around resources, with the sources and licences of a snapshot."""
    sources = manifest.get("sources", [])
    licences = dict.fromkeys(str(s["licence"]) for s in sources if s.get("licence"))
    package: dict[str, Any] = {
        "$schema": SCHEMA,
        "name": "monitor-sociale-veerkracht",
        "id": str(manifest["id"]),
        "title": title,
        "description": "Sociale veerkracht van gemeenten: cijfers, vaste schalen en scores.",
        "version": str(manifest.get("version", 1)),
        "resources": resources,
        "indexVersion": int(manifest.get("index_version", 1)),
    }
    if manifest.get("built_at"):
        package["created"] = str(manifest["built_at"])
    if sources:
        package["sources"] = [_source(s) for s in sources]
    if licences:
        package["licenses"] = [_licence(name) for name in licences]
    return package


def file_resource(name: str, path: str, data: bytes) -> dict[str, Any]:
    """Return what every resource has: name, title, path, size and hash."""
    return {
        "name": name,
        "title": TITLES.get(name, name),
        "path": path,
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }


def to_json(package: Mapping[str, Any]) -> str:
    """Return a data package as text."""
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _parquet_kind(kind: Any) -> str:
    text = str(kind)
    if text.startswith(("int", "uint")):
        return "integer"
    return {"bool": "boolean", "double": "number", "float": "number"}.get(text, "string")


def describe_folder(folder: Path) -> dict[str, Any]:
    """Return the data package of a snapshot's folder.

    Parameters
    ----------
    folder : Path
        A snapshot (docs/architecture.md).
    """
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    resources = []
    for path in sorted(p for p in folder.iterdir() if p.name in manifest["files"]):
        resource = file_resource(path.stem, path.name, path.read_bytes())
        if path.suffix == ".parquet":
            schema = pq.read_schema(path)
            kinds = {f.name: _parquet_kind(f.type) for f in schema}
            resource |= {
                "type": "table",
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "schema": table_schema(path.stem, kinds, "en", csv=False),
            }
        else:
            kind = "application/geo+json" if path.suffix == ".geojson" else "application/json"
            resource |= {"format": path.suffix[1:], "mediatype": kind}
        resources.append(resource)
    return describe(manifest, resources)


def write_datapackage(folder: Path) -> Path:
    """Write ``datapackage.json`` into the folder of a snapshot that is not published yet.

    The same snapshot gives the same bytes.
    """
    target = folder / "datapackage.json"
    target.write_text(to_json(describe_folder(folder)), encoding="utf-8", newline="\n")
    return target
