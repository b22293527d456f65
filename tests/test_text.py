"""Words and numbers that every surface shares."""

import numpy as np
import pandas as pd
import pytest

from monitor.text import column, slug
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


def test_a_column_has_no_more_digits_than_its_figures() -> None:
    assert column(pd.Series([-2.3, 0.0, 1.5])) == ["−2,3", "0,0", "1,5"]  # rounded before
    assert column(pd.Series([-2.34, 0.0, 1.5])) == ["−2,34", "0,00", "1,50"]
    assert column(pd.Series([0.02, 0.05, np.nan])) == ["0,02", "0,05", "–"]
