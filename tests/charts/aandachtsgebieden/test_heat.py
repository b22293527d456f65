"""The heat table of Aandachtsgebieden names who stands lowest."""

from __future__ import annotations

from monitor.charts.aandachtsgebieden import heat


def test_who_stands_lowest_on_the_most_is_nobody_or_all_who_do() -> None:
    assert heat.title({"A": 3, "B": 1}).startswith("A staat op de meeste indicatoren")
    assert heat.title({"A": 3, "B": 3, "C": 1}) == (
        "A en B staan op de meeste indicatoren in het laagste kwart, elk op 3"
    )
    assert heat.title(dict.fromkeys("ABCD", 2)) == (
        "4 gemeenten staan op 2 indicatoren in het laagste kwart, geen op meer"
    )
    assert heat.title({"A": 0}) == "Geen gemeente staat op een indicator in het laagste kwart"
