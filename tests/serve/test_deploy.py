"""What ``deploy/`` starts is what there is: commands, ports, settings, units."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.browser.conftest import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
# On a stranger's machine: whether they exist is not for a test here.
ELSEWHERE = {"/srv/monitor/.venv/bin/python"}


def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]


def commands() -> list[str]:
    """Return every command line of the monitor in ``deploy/``, after ``-m monitor``."""
    units = [unit.read_text(encoding="utf-8") for unit in UNITS]
    lines = [line for text in units for line in text.splitlines() if line.startswith("ExecStart=")]
    lines += [" ".join(service.get("command", ())) for service in compose().values()]
    return [found for line in lines for found in re.findall(r"-m monitor ([^;]+)", line)]


@pytest.mark.parametrize("line", commands())
def test_its_commands_and_options_exist(line: str) -> None:
    name, *given = line.split()
    known = signature(import_module(f"monitor.cli.{name}").command).parameters
    asked = {word[2:].removeprefix("no-") for word in given if word.startswith("--")}
    assert asked <= known.keys()


def test_the_proxy_looks_where_the_processes_are() -> None:
    (line,) = [each for each in commands() if "--workers" in each]
    workers, port = (int(re.search(rf"--{o} (\d+)", line)[1]) for o in ("workers", "port"))  # type: ignore[index]
    proxy = (DEPLOY / "nginx-workers.conf").read_text(encoding="utf-8")
    looked_at = {int(p) for p in re.findall(r"server 127\.0\.0\.1:(\d+)", proxy)}
    assert looked_at == set(range(port + 1, port + workers + 1))
    assert compose()["app"]["network_mode"] == "service:proxy"
    listens = re.search(r"listen (\d+);", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    assert listens is not None
    assert compose()["proxy"]["ports"] == [f"8080:{listens[1]}"]
    for volume in compose()["proxy"]["volumes"]:
        assert (DEPLOY / volume.split(":")[0]).is_file()


def test_its_settings_are_documented() -> None:
    told = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    text = "".join(path.read_text(encoding="utf-8") for path in DEPLOY.iterdir())
    named = set(re.findall(r"MONITOR_[A-Z]+", text))
    assert named and all(f"| `{name}` |" in told for name in named)


def test_the_store_is_spoken_to_with_the_package_that_is_tested() -> None:
    wanted = compose()["app"]["build"]["args"]["STORE"]
    assert wanted in (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_understands_its_units(tmp_path: Path) -> None:
    for unit in UNITS:
        shutil.copy(unit, tmp_path / unit.name.replace("@.", "@8502."))
    told = subprocess.run(
        ["systemd-analyze", "verify", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    ).stderr
    complaints = [line for line in told.splitlines() if not any(e in line for e in ELSEWHERE)]
    assert complaints == []
