"""How figures stand in a table on the screen."""

from __future__ import annotations

import io

import pyarrow as pa
from streamlit.testing.v1 import AppTest


def table_page() -> None:
    import pandas as pd

    from monitor.ui.show_table import show_table

    frame = pd.DataFrame(
        {
            "Jaar": [2012, 2020],
            "Waarde": [37.1234, -41.0],
            "Inwoners": [184069, 10455],
            "p": [0.0123, 0.5],
            "Schatting": [True, False],
        }
    )
    show_table(frame)


def test_a_column_has_the_same_digits_a_minus_sign_and_no_separator_in_a_year() -> None:
    app = AppTest.from_function(table_page).run()
    sent = app.dataframe[0].proto.arrow_data.styler.display_values
    shown = pa.ipc.open_stream(io.BytesIO(sent)).read_pandas()
    assert list(shown.iloc[:, 0]) == ["2012", "2020"]
    assert list(shown.iloc[:, 1]) == ["37,1", "\u221241,0"]
    assert list(shown.iloc[:, 2]) == ["184.069", "10.455"]
    assert list(shown.iloc[:, 3]) == ["0,01", "0,50"]
    # what is sorted by stays a figure
    assert app.dataframe[0].value["Waarde"].tolist() == [37.1234, -41.0]


def test_on_paper_every_row_stands_in_the_page() -> None:
    paper = AppTest.from_function(table_page).run().get("html")[0].proto.body
    assert "print-only" in paper
    assert "\u221241,0" in paper and "ja" in paper
