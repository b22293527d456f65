"""Build the embedded snapshot from a folder of figures: ``python -m tests.build_snapshot FOLDER``.

The figures go through the CBS server of the tests, so that the real client code does the work. The
same figures give the same bytes.
"""

import subprocess
import sys
from pathlib import Path

from tests.cbs_server import serve

ROOT = Path(__file__).parent.parent


def build_arguments(folder: Path, url: str) -> list[str]:
    """Where ``build`` finds everything when ``folder`` is served at ``url``."""
    shapes = sorted((folder / "boundaries").glob("gemeente*.geojson"))
    return ["--cbs", url, "--files", f"{url}/files", "--boundaries", str(shapes[-1])]


def main(arguments: list[str]) -> int:
    """Serve the folder and run ``build`` against it; other arguments are passed on."""
    if not arguments or not (Path(arguments[0]) / "cbs" / "tables.json").exists():
        sys.stderr.write("Gebruik: python -m tests.build_snapshot MAP_MET_CIJFERS\n")
        return 2
    folder = Path(arguments[0])
    with serve(folder) as url:
        options = [*build_arguments(folder, url), "--reproducible", *arguments[1:]]
        command = [sys.executable, "-m", "monitor", "build", *options]
        return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
