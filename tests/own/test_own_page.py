"""The part of the page Data for a set of one's own, from a file to figures on the other pages."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

DATA = b"gemeente;jaar;x\nBreda;2020;1.802\nTilburg;2020;2.915\n"


def page() -> None:
    import streamlit as st

    from monitor.answers.view import snapshot
    from monitor.ui.data_page import own_set

    own_set.show()
    own = [i for i in snapshot().catalog.indicators if i.startswith("eigen_")]
    frame = snapshot().observations
    for id_ in own:
        mine = frame[frame["indicator"] == id_]["value"].tolist()
        st.text(f"{id_}: {mine}")


def reader() -> AppTest:
    return AppTest.from_function(page, default_timeout=120).run()


def words(at: AppTest) -> str:
    return re.sub(r"<[^>]*>", " ", " ".join(h.proto.body for h in at.get("html")))


def press(at: AppTest, label: str) -> None:
    next(b for b in at.button if b.label == label).click().run()
    at.run()


def take_in(at: AppTest, mark: str) -> None:
    at.file_uploader[0].upload("x.csv", DATA, "text/csv").run()
    assert "op twee manieren te lezen" in words(at)
    at.selectbox[0].select(mark)
    press(at, "Verder")
    assert "Het bestand is gelezen" in words(at)
    press(at, "In deze sessie gebruiken")


def test_two_readers_of_one_file_and_one_who_corrects_an_answer():
    one, two = reader(), reader()
    take_in(one, ",")
    take_in(two, ".")
    assert one.text[0].value == "eigen_x: [1802.0, 2915.0]"
    assert two.text[0].value == "eigen_x: [1.802, 2.915]"
    one.file_uploader[0].upload("x.csv", DATA, "text/csv").run()
    press(one, "Antwoorden wijzigen")
    one.selectbox[0].select(".")
    press(one, "Verder")
    press(one, "In deze sessie gebruiken")
    assert one.text[0].value == two.text[0].value
