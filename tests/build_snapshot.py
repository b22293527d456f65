"""Build the embedded snapshot from a folder of figures: ``python -m tests.build_snapshot FOLDER``.

The figures go through the CBS server of the tests, so that the real client code does the work. The
same figures give the same bytes. ``--words`` instead of a folder brings only the catalog of the
embedded snapshot up to date, its words and publishers: every figure stays what it is.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from monitor.catalog import Catalog
from monitor.catalog_entries import Source
from monitor.catalog_read import load_catalog, publisher_in_catalog
from monitor.datapackage import write_datapackage
from monitor.snapshot import EMBEDDED
from monitor.snapshot_write import write_manifest
from tests.cbs_server import serve

ROOT = Path(__file__).parent.parent


def build_arguments(folder: Path, url: str) -> list[str]:
    """Where ``build`` finds everything when ``folder`` is served at ``url``."""
    shapes = sorted((folder / "boundaries").glob("gemeente*.geojson"))
    places = ["--boundaries", str(shapes[-1]), "--pdok", url]
    return ["--cbs", url, "--files", f"{url}/files", *places]


def renew_words(folder: Path) -> None:
    """Write the catalog of now into a snapshot, and its publishers into the manifest."""
    old = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    before = json.loads((folder / "catalog.json").read_text(encoding="utf-8"))
    spans = {k: before[k] for k in ("first_year", "last_year", "boundary_year")}
    catalog = as_built(load_catalog(), Catalog.model_validate(before)).model_copy(update=spans)
    text = catalog.model_dump_json(indent=1) + "\n"
    (folder / "catalog.json").write_text(text, encoding="utf-8", newline="\n")
    sources = []
    for entry in old["sources"]:
        host = "" if entry["service"] == "file" else entry["host"]
        new = {"id": entry["id"], "title": entry["title"]}
        new |= {"publisher": _publisher(entry, catalog), "host": host}
        sources.append(new | {k: v for k, v in entry.items() if k not in new})
    write_manifest(folder, old["built_at"], sources)
    write_datapackage(folder)


def as_built(catalog: Catalog, before: Catalog) -> Catalog:
    """The catalog of now without what its tables may lack and did lack when ``before`` was made."""

    def had(source: Source, sources: Iterable[Source], bounds: bool) -> bool:
        own = [s for s in sources if (s.table, s.topic) == (source.table, source.topic)]
        return any(s.lower or not bounds for s in own)

    def left(sources: list, then: list) -> list:
        out = []
        for source in sources:
            if source.may_lack == "figures" and not had(source, then, bounds=False):
                continue
            change: dict = {"may_lack": ""}
            if source.may_lack and not had(source, then, bounds=True):
                change |= {"lower": {}, "upper": {}}
            same = [s for s in then if (s.series, s.topic) == (source.series, source.topic)]
            if source.series and source.may_lack and same:
                change["years"] = same[0].years  # of the tables that have it
            out.append(source.model_copy(update=change))
        return [s.model_copy(update={"fallback": ""}) for s in out[:1]] + out[1:]

    def settled(now: dict, then: dict) -> dict:
        known = {k: left(v.source, then[k].source if k in then else []) for k, v in now.items()}
        return {k: now[k].model_copy(update={"source": v}) for k, v in known.items() if v}

    update: dict = {
        field: settled(getattr(catalog, field), getattr(before, field))
        for field in ("indicators", "former")
    }
    rules, old = catalog.districts, before.districts
    if rules is not None and old is not None:
        entries = settled(rules.indicators, old.indicators)
        postcode = rules.postcode if old.postcode else None
        beside = settled(rules.beside, old.beside)
        known = {"indicators": entries, "beside": beside, "postcode": postcode}
        update["districts"] = rules.model_copy(update=known)
    return catalog.model_copy(update=update)


def _publisher(entry: dict, catalog: Catalog) -> str:
    if entry["service"] == "wfs":
        return "CBS / PDOK"
    return publisher_in_catalog(catalog, entry["id"])


def main(arguments: list[str]) -> int:
    """Serve the folder and run ``build`` against it; other arguments are passed on."""
    if arguments == ["--words"]:
        renew_words(EMBEDDED)
        return 0
    if not arguments or not (Path(arguments[0]) / "cbs" / "tables.json").exists():
        sys.stderr.write("Gebruik: python -m tests.build_snapshot MAP_MET_CIJFERS of --words\n")
        return 2
    folder = Path(arguments[0])
    with serve(folder) as url:
        options = [*build_arguments(folder, url), "--reproducible", *arguments[1:]]
        command = [sys.executable, "-m", "monitor", "build", *options]
        return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
