"""Make sure there is a Chromium for the tests in a browser: find it, or install it.

Debian's own package where apt can install it, else Playwright's download. Fails, never skips.
Where apt can, nginx comes too; without it the tests of the proxy are skipped, with the reason.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return _playwright_browser()


def _playwright_browser() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        path = p.chromium.executable_path
    return path if path and os.path.exists(path) else None  # noqa: PTH110


def _run(*command: str) -> bool:
    print("+", *command, flush=True)
    return subprocess.run(command, check=False).returncode == 0


def _install_debian(*packages: str) -> bool:
    if shutil.which("apt-get") is None:
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and shutil.which("sudo") is None:
        return False
    return _run(*sudo, "apt-get", "update", "-qq") and _run(
        *sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages
    )


def main() -> int:
    """Find or install a browser; exit code 1 where neither works."""
    if not find_browser():
        _install_debian("chromium", "poppler-utils", "fonts-dejavu-core") or _run(
            sys.executable, "-m", "playwright", "install", "chromium"
        )
    if not shutil.which("nginx"):
        _install_debian("nginx-light")
    found = find_browser()
    if not found:
        print(
            "No Chromium found and none could be installed. Install Debian's chromium, or set "
            "CHROMIUM to the path of one.",
            file=sys.stderr,
        )
        return 1
    print(f"browser: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
