"""The measures of the house, on a small house of which each is known."""

from __future__ import annotations

import pytest

from tools import house

MODULES = {
    "monitor/__init__.py": "",
    "monitor/text.py": '''"""Words."""
from monitor.ui.kaart import show
def written(value):
    """Write."""
    return value
def _own(value):
    return value
''',
    "monitor/ui/__init__.py": "",
    "monitor/ui/kaart.py": '''"""A page."""
from typing import TYPE_CHECKING
from monitor import text
if TYPE_CHECKING:
    from monitor.cli import gone
def show(a, b):
    """Show.

    Parameters
    ----------
    a, b : float
    """
    one = a + b
    two = a - b
    three = a * b
    four = a / b
    five = text.written(one)
    return five
''',
    "monitor/cli/__init__.py": "",
    "monitor/cli/gone.py": '''"""A command."""
def command(a, b):
    if a:
        one = a + b
        two = a - b
        # a remark and an empty line make no difference

        three = a * b
        four = a / b
        five = text.written(one)
        return six
''',
    "pages/kaart.py": "",
    "app.py": "PAGE = 'kaart'\n",
}


@pytest.fixture
def small(tmp_path):
    for name, text in MODULES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_every_measure_of_a_small_house(small):
    found = house.measures(small)
    assert found["lines of production code"] == 7 + 18 + 11 + 1
    assert found["lines of code alone"] == 4 + 8 + 8 + 1
    assert (found["functions"], found["functions, longest"]) == (4, 13)
    assert found["functions, median lines"] == 6  # of 2, 3, 10 and 13 lines: between 3 and 10
    assert found["import cycles between modules"] == ["monitor.text - monitor.ui.kaart"]
    assert found["import cycles between rooms"] == ["text - ui"]
    assert found["arrows against the flow"] == ["monitor.text:2 -> monitor.ui.kaart"]
    assert found["pairs of duplicated places (5 lines)"] == [
        "monitor.cli.gone:4 = monitor.ui.kaart:13"
    ]
    assert (found["public functions of ui"], found["of those without full docstring"]) == (1, 0)
    assert found["public names used in one module only"] == []


def test_the_files_of_a_page_are_those_that_bear_or_write_its_name(small):
    assert house.cost(small, "kaart") == ["monitor/ui/kaart.py", "pages/kaart.py"]


def test_every_room_of_the_monitor_has_its_place_in_the_flow():
    names = {name for name, *_ in house.modules(house.ROOT) if name.startswith("monitor.")}
    assert {house.room(name) for name in names} <= set(house.flow())
