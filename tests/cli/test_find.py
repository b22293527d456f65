"""``find`` on the command line: what the search of the pages finds, for people and programs."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from monitor.cli import make_app
from monitor.errors import MonitorError
from monitor.snapshot import EMBEDDED


def ask(*words: str) -> str:
    result = CliRunner().invoke(make_app(), ["find", *words, "--data", str(EMBEDDED)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_postcode_gives_the_district_that_has_it() -> None:
    first = json.loads(ask("4724 AB", "--json"))[0]
    # Wouw in Roosendaal, by the most common postcode of its neighbourhoods
    assert (first["kind"], first["code"], first["home"]) == ("postcode", "WK167411", "GM1674")


def test_a_former_municipality_says_where_it_went() -> None:
    assert "voormalige gemeente, nu Maashorst" in " ".join(ask("Uden", "--lang", "nl").split())


def test_what_is_no_place_says_what_to_do() -> None:
    result = CliRunner().invoke(make_app(), ["find", "qqq", "--data", str(EMBEDDED)])
    assert isinstance(result.exception, MonitorError)
    assert "geen gemeente, wijk, buurt of postcode 'qqq'" in str(result.exception)
