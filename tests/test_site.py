"""The file of a site: what it sets, and what a faulty one answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.charts.theme import with_accent
from monitor.errors import MonitorError
from monitor.site import GEODATA, Accent, contrast, monitor_name, read_site, site
from monitor.text import speaking

WHOLE = """
name = { nl = "Zeeuwse Monitor", en = "Zeeland Monitor" }
publisher = { nl = "Provincie Zeeland", en = "Province of Zeeland" }
province = "PV29"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "site.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_shipped_site_is_that_of_noord_brabant(monkeypatch):
    monkeypatch.delenv("MONITOR_SITE", raising=False)
    assert site().province == "PV30"
    assert site().publisher.nl == "Provincie Noord-Brabant"
    assert site().focus_groups == ("west-brabant", "middelgroot")
    assert site().groups_file == GEODATA / "groups.toml"


def test_the_environment_names_another_site(tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_SITE", str(written(tmp_path, WHOLE)))
    assert site().province == "PV29"
    assert monitor_name() == "Zeeuwse Monitor"
    with speaking("en"):
        assert monitor_name() == "Zeeland Monitor"
    # no groups of its own: the file that ships, of which it shows those of its province
    assert site().groups_file == GEODATA / "groups.toml"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("PV29", "Zeeland"), "site.toml, veld province"),
        (('en = "Zeeland Monitor"', 'en = ""'), "geef de tekst in nl en en (site.toml, veld name)"),
        (("province =", "provincie ="), "site.toml, veld province"),
        (('"PV29"', '"PV29'), "geen geldige TOML: regel 4"),
        (('"PV29"', '"PV29"\nlogo = "weg.svg"'), "dit bestand bestaat niet (site.toml, veld logo)"),
        (('"PV29"', '"PV29"\ngroups = "x.toml"'), "bestaat niet (site.toml, veld groups)"),
        (('"PV29"', '"PV29"\nlogo = "site.toml"'), "een logo is een SVG of PNG"),
        (('"PV29"', '"PV29"\nfolder = "/"'), "dit veld is onbekend (site.toml, veld folder)"),
        (('"PV29"', '"PV29"\naccent = { light = "blauw" }'), "site.toml, veld accent.light"),
        # white on #ffff00 is 1.07 by WCAG's formula
        (('"PV29"', '"PV29"\naccent = { light = "#ffff00" }'), "is 1,1, er is 4,5 nodig"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path, change, told):
    with pytest.raises(MonitorError) as fault:
        read_site(written(tmp_path, WHOLE.replace(*change)))
    assert told in str(fault.value)
    assert "Verbeter dit" in str(fault.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(MonitorError, match="MONITOR_SITE"):
        read_site(tmp_path / "weg.toml")


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the known example


def test_an_accent_colours_what_follows_from_it():
    light, dark = with_accent(Accent(light="#800000", dark="#ff9999"))
    assert (light.accent, light.cover, dark.accent) == ("#800000", "#800000", "#ff9999")
    # 12% of 128 and 88% of 255 is 240 (f0); 88% of 255 is 224 (e0)
    assert light.accent_soft == "#f0e0e0"
    assert contrast(dark.cover, dark.cover_ink) > 4.5


def test_without_an_accent_of_its_own_the_designs_stay_as_they_are():
    light, dark = with_accent(Accent())
    assert (light.accent_soft, light.cover) == ("#e4ecf6", "#1d4f91")
    assert (dark.accent_soft, dark.cover) == ("#1e2f45", "#183a6b")
