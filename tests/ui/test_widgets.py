"""The parts that pages are made of."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest


def table_page() -> None:
    import pandas as pd

    from monitor.ui import widgets

    widgets.show_table(
        pd.DataFrame({"Jaar": [2020.0, None], "Waarde": [104.8, -0.5], "Naam": ["Oss", "Uden"]})
    )


def test_fractions_are_written_as_the_reader_does_and_a_year_stays_a_year() -> None:
    shown = AppTest.from_function(table_page).run().dataframe[0]
    columns = json.loads(shown.proto.columns)
    assert columns["Waarde"]["type_config"]["format"] == "localized"
    assert "Jaar" not in columns and "Naam" not in columns


def test_a_table_shows_a_dash_where_there_is_no_figure() -> None:
    shown = AppTest.from_function(table_page).run().dataframe[0]
    assert shown.proto.placeholder == "–"
