"""Whether every pin can be installed on every Python that the project promises.

``python -m tools.check_pins`` reads ``requires-python`` of pyproject.toml, the Python that the
README asks for, and what each pin of requirements(-dev).txt says of itself (``Requires-Python``).
What is installed is read on the spot; a pin that is not (another version by a marker) is asked of
the package index through pip, which needs the internet.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
PYTHONS = ("3.11.2", "3.12.0", "3.13.0", "3.14.0", "3.14.1")
"""Debian 12's own, and the first of each later one; 3.14.1 is left out by some packages."""
FILES = ("requirements.txt", "requirements-dev.txt")


def pins(text: str) -> Iterator[Requirement]:
    """Yield the requirements of a file, comments and options left out."""
    for line in text.splitlines():
        bare = re.sub(r"(^|\s)#.*", "", line).strip()
        if bare and not bare.startswith("-"):
            yield Requirement(bare)


def applies(pin: Requirement, python: str) -> bool:
    """Whether a pin counts for a Python; its marker may name the version."""
    versions = {"python_version": python.rpartition(".")[0], "python_full_version": python}
    return pin.marker is None or pin.marker.evaluate(versions)


def promised(pin: Requirement) -> str | None:
    """Return ``Requires-Python`` of an installed pin, None where another version is installed."""
    try:
        found = metadata(pin.name)
    except PackageNotFoundError:
        return None
    return str(found["Requires-Python"] or "") if pin.specifier.contains(found["Version"]) else None


def installable(pin: Requirement, python: str) -> bool:
    """Whether a pin may be installed on a Python, by its own metadata."""
    asks = promised(pin)
    if asks is not None:
        return SpecifierSet(asks).contains(python)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--no-deps"]
    command += ["--ignore-installed", "--target", ".", "--only-binary=:all:"]
    command += ["--python-version", python, f"{pin.name}{pin.specifier}"]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own pins
    return done.returncode == 0


def faults(root: Path = ROOT) -> Iterator[str]:
    """Yield a line for every promise that the pins do not keep."""
    declared = str(
        tomllib.loads((root / "pyproject.toml").read_text())["project"]["requires-python"]
    )
    lowest = declared.removeprefix(">=")
    if f"Python {lowest} or newer" not in (root / "README.md").read_text():
        yield f"README.md does not say 'Python {lowest} or newer' (requires-python {declared})"
    pythons = [p for p in PYTHONS if SpecifierSet(declared).contains(p)]
    for file in FILES:
        for pin in pins((root / file).read_text()):
            if not re.fullmatch(r"==[^*,]+", str(pin.specifier)):
                yield f"{file}: {pin} is no pin (name==version)"
                continue
            bad = [p for p in pythons if applies(pin, p) and not installable(pin, p)]
            if bad:
                yield f"{file}: {pin} cannot be installed on Python {', '.join(bad)}"


def main() -> int:
    """Print what is wrong; 1 where anything is."""
    found = list(faults())
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
