"""Is the score a package of its own? Copy it away, install it, run its tests: a minute.

``python -m tools.score_alone`` takes ``monitor/score`` and ``tests/score`` to a temporary folder,
installs the first under its own name in a fresh environment (this needs a package index), and runs
the second there, with nothing of the monitor in reach.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]


def copy_away(target: Path) -> str:
    """Copy package and tests, which then speak of it by its own name; return that name."""
    shutil.copytree(
        ROOT / "monitor" / "score", target / "package", ignore=shutil.ignore_patterns("__pycache__")
    )
    settings = tomllib.loads((target / "package" / "pyproject.toml").read_text(encoding="utf-8"))
    name: str = settings["tool"]["setuptools"]["packages"][0]
    for file in (ROOT / "tests" / "score").glob("*.py"):
        text = file.read_text(encoding="utf-8").replace("monitor.score", name)
        (target / "tests").mkdir(exist_ok=True)
        (target / "tests" / file.name).write_text(text, encoding="utf-8")
    return name


def main() -> int:
    """Return what pytest returned."""
    with TemporaryDirectory() as folder:
        target = Path(folder)
        copy_away(target)
        venv.create(target / "env", with_pip=True)
        python = target / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        wanted = [target / "package", "pytest", "hypothesis"]
        subprocess.run([*install, *wanted], check=True)  # noqa: S603 - our own folder
        tests = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
        bare = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        return subprocess.run(tests, cwd=target, env=bare, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
