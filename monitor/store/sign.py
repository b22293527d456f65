"""A sign of the code that reckons: what other code worked out and kept is never taken for ours."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

CODE = Path(__file__).parents[1]


def sign_of(parts: Iterable[str], packages: Iterable[str], folder: Path = CODE) -> str:
    """Return a sign that is another one where a module or a package that reckons is another.

    Parameters
    ----------
    parts : iterable of str
        Modules, and folders with all modules in them, below ``folder``.
    packages : iterable of str
        Distributions whose version counts.
    folder : Path
        Of the package ``monitor``.
    """
    sign = hashlib.sha256(" ".join(version(each) for each in packages).encode())
    for part in parts:
        for file in sorted((folder / part).rglob("*.py")) or [folder / part]:
            sign.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return sign.hexdigest()
