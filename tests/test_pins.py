"""Every pin installs on every Python that the README and pyproject.toml promise."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from packaging.requirements import Requirement

from tools import check_pins


def test_the_pins_keep_what_the_readme_promises():
    assert list(check_pins.faults()) == []


@pytest.fixture
def project(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[project]\nrequires-python = ">=3.11"\n')
    (tmp_path / "README.md").write_text("Needed: Python 3.11 or newer.")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\n")
    return tmp_path


def test_a_pin_that_leaves_out_a_promised_python_is_named(project, monkeypatch):
    asked = {"soupsieve": ">=3.11.5", "networkx": "!=3.14.1,>=3.11"}  # what 4.1.2 and 3.6.1 ask
    monkeypatch.setattr(check_pins, "promised", lambda pin: asked[pin.name])
    (project / "requirements.txt").write_text("soupsieve==4.1.2  # html\nnetworkx==3.6.1\n")
    assert list(check_pins.faults(project)) == [
        "requirements.txt: soupsieve==4.1.2 cannot be installed on Python 3.11.2",
        "requirements.txt: networkx==3.6.1 cannot be installed on Python 3.14.1",
    ]


def test_a_marker_keeps_a_pin_to_its_pythons(project, monkeypatch):
    monkeypatch.setattr(check_pins, "promised", lambda _: ">=3.12")
    (project / "requirements.txt").write_text('numpy==9.0; python_version >= "3.12"\n')
    assert list(check_pins.faults(project)) == []


def test_what_is_no_pin_and_another_readme_are_named(project):
    (project / "requirements.txt").write_text("pandas>=3\n")
    (project / "README.md").write_text("Needed: Python 3.10 or newer.")
    assert [line.split(" ")[0] for line in check_pins.faults(project)] == [
        "README.md",
        "requirements.txt:",
    ]


def test_metadata_of_another_version_than_the_pin_is_not_taken_for_it():
    assert check_pins.promised(Requirement(f"pandas=={version('pandas')}")) is not None
    assert check_pins.promised(Requirement("pandas==0.1")) is None
