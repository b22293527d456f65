"""Words and numbers that every surface shares."""

import pytest

from monitor.text import slug
from monitor.ui.files import name_of

NAMES = {
    "Súdwest-Fryslân": "sudwest-fryslan",
    "'s-Hertogenbosch": "s-hertogenbosch",
    "Noardeast-Fryslân": "noardeast-fryslan",
    "Bergen op Zoom": "bergen-op-zoom",
    "Ĳsselstein": "ijsselstein",
    "Cölbe Straße": "colbe-strasse",
    "Ærø, Łódź": "aero-lodz",
    "東京": "",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_a_file_name_keeps_its_letters(name):
    assert slug(name) == NAMES[name]


def test_a_title_in_a_file_name_keeps_its_letters_and_is_never_empty():
    assert name_of("Súdwest-Fryslân stijgt, één punt") == "sudwest-fryslan-stijgt-een-punt"
    assert name_of("東京") == "figuur"
    long = "Alle indicatoren van de persoonlijke hulpbronnen in West-Brabant naast die van elders"
    assert name_of(long) == "alle-indicatoren-van-de-persoonlijke-hulpbronnen-in-west"
