"""Duiding: taken in, shown as a quote, withdrawn with a trace."""

from __future__ import annotations

import os
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from monitor.errors import MonitorError
from monitor.own.store import store_of
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.steering.duiding import (
    KEPT,
    add_duiding,
    by_whom,
    home_of,
    new_duiding,
    of_region,
    quotes,
    withdraw_duiding,
)
from monitor.ui.gemeente.duiding import quote as html_quote
from tests.export.deck import deck
from tests.export.deck import told as story
from tests.pages import new_app, open_page
from tests.steering.small import snapshot
from tests.steering.test_commands import ask, store, told  # noqa: F401 - a fixture

SAID = "In 2019 sloot de fabriek.\n<b>Daardoor</b> daalde het inkomen."


@pytest.fixture(autouse=True)
def first_of_december(monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796126400")


def shown(place: Path) -> str:
    app = new_app()
    os.environ["MONITOR_DATA"] = str(place)
    KEPT._seen.clear()
    at = open_page(app, "gemeente", {"gemeente": "GM0828"})
    assert [e.value for e in [*at.exception, *at.error]] == []
    return " ".join(h.proto.body for h in at.get("html"))


def test_it_is_quoted_with_its_author_and_withdrawn_with_a_trace(store, tmp_path):  # noqa: F811
    file = tmp_path / "d.txt"
    file.write_text(SAID, encoding="utf-8")
    words = ("--author", "gemeente Oss", "--date", "2026-11-30", "--data", store)
    one = told("duiding", "add", "GM0828", "--file", file, *words)
    said = shown(store)
    quote = re.search(r'<blockquote class="duiding">(.*?)</blockquote>', said, re.S)[1]
    assert unescape(re.sub("<[^>]*>", "|", quote)).count(SAID.splitlines()[0]) == 1
    assert "&lt;b&gt;Daardoor&lt;/b&gt;" in quote
    when = "gemaakt op 30 november 2026, opgenomen op 1 december 2026"
    assert f"<footer>gemeente Oss, {when}</footer>" in quote
    told("duiding", "withdraw", one["id"], "--date", "2026-12-01", "--data", store)
    left = told("duiding", "list", "GM0828", "--data", store)[0]
    assert (left["text"], left["withdrawn"], left["author"]) == ("", "2026-12-01", "gemeente Oss")
    assert "fabriek" not in (tmp_path / "duiding.json").read_text(encoding="utf-8")
    after = shown(store)
    assert "blockquote" not in after
    assert f"van gemeente Oss, {when}, is ingetrokken op 1 december 2026" in after


@pytest.mark.parametrize(
    ("words", "told_"),
    [
        (("add", "GM0828", "--text", "x"), "een tekst en een afzender"),
        (("add", "PV30", "--text", "x", "--author", "y"), "hoort bij één gemeente"),
        (("add", "GM0828", "--text", "x" * 1201, "--author", "y"), "te lang"),
        (("withdraw", "weg"), "geen duiding 'weg'"),
        (("add", "GM0828", "--text", "x", "--author", "y", "--date", "gisteren"), "is geen dag"),
        (
            ("add", "GM0828", "--text", "x", "--author", "y", "--date", "2026-12-03"),
            "Deze dag is nog niet geweest (2026-12-03)",
        ),
        (("withdraw", "weg", "--date", "2027-01-01"), "Deze dag is nog niet geweest"),
        (("vergeet",), "Zo kan deze opdracht niet"),
    ],
)
def test_what_is_no_duiding_is_refused(store, words, told_):  # noqa: F811
    result = ask("duiding", *words, "--data", store)
    assert isinstance(result.exception, MonitorError)
    assert told_ in str(result.exception)
    assert KEPT.load(store_of(store)) == ()


def test_of_one_day_that_day_stands_alone_and_of_an_old_record_its_own(store):  # noqa: F811
    own = new_duiding(open_snapshot(EMBEDDED), "GM0828", "a", "b", date(2026, 12, 1))
    assert by_whom(own) == "b, 1 december 2026"  # of before the store noted when it came
    assert by_whom(add_duiding(own, store_of(store))) == "b, 1 december 2026"
    gone = own.model_copy(update={"text": "", "withdrawn": date(2026, 12, 2)})
    assert (
        by_whom(gone) == "Een duiding van b van 1 december 2026 is ingetrokken op 2 december 2026."
    )


def test_own_words_are_words_and_no_marks(store):  # noqa: F811
    said = "**Let op** _dit_ [link](https://x.nl) # $x$ <b> :house: [red]"
    add = ("duiding", "add", "GM0828", "--author", "**wij** :x:", "--data", store, "--text")
    one = told(*add, f"{said}\x1b[31m\x07")
    assert one["text"] == f"{said}[31m"  # no signs that a screen or Word would act on
    listed = ask("duiding", "list", "--data", store).output
    assert said in listed and "**wij** :x:" in listed
    quote = html_quote(one["text"], "**wij**")
    assert unescape(re.sub("</?(blockquote|p|footer)[^>]*>", "", quote)) == f"{said}[31m**wij**"


def test_it_is_withdrawn_once(store):  # noqa: F811
    one = told("duiding", "add", "GM0828", "--text", "a", "--author", "b", "--data", store)
    withdraw_duiding(one["id"], date(2026, 12, 1), store_of(store))
    with pytest.raises(MonitorError, match="die nog geldt"):
        withdraw_duiding(one["id"], date(2026, 12, 2), store_of(store))


def test_what_was_withdrawn_may_be_said_again_and_its_trace_stays(store):  # noqa: F811
    words = ("add", "GM0828", "--text", "a", "--author", "b", "--data", store)
    one = told("duiding", *words)
    with pytest.raises(MonitorError, match="is er al"):
        raise ask("duiding", *words).exception
    told("duiding", "withdraw", one["id"], "--data", store)
    again = told("duiding", *words)
    assert again["id"] == f"{one['id']}-2"
    told("duiding", "withdraw", again["id"], "--data", store)
    assert told("duiding", *words)["id"] == f"{one['id']}-3"
    listed = told("duiding", "list", "GM0828", "--data", store)
    assert [k["withdrawn"] is None for k in listed] == [False, False, True]


def test_it_is_not_withdrawn_before_it_was_said(store):  # noqa: F811
    words = ("add", "GM0828", "--text", "a", "--author", "b", "--date", "2026-11-30")
    one = told("duiding", *words, "--data", store)
    result = ask("duiding", "withdraw", one["id"], "--date", "2026-11-29", "--data", store)
    assert "van 2026-11-30: eerder is zij niet ingetrokken" in str(result.exception)
    assert KEPT.load(store_of(store))[0].text == "a"


@pytest.mark.parametrize(("code", "expected"), [("GM9999", None), ("Oss", None), ("GM0846", 0)])
def test_a_list_is_of_a_municipality_that_is_there(store, code, expected):  # noqa: F811
    result = ask("duiding", "list", code, "--data", store)
    if expected is None:  # "none" would say that it gave no explanation
        assert "is onbekend" in str(result.exception)
    else:  # a former one is the present one that most of it went to
        home = home_of(open_snapshot(EMBEDDED), code)
        told("duiding", "add", home, "--text", "a", "--author", "b", "--data", store)
        assert len(told("duiding", "list", code, "--data", store)) == 1


def test_it_follows_its_municipality_through_a_merger():
    known = snapshot()
    real = open_snapshot(EMBEDDED)
    former = real.recoding.loc[~real.recoding["code"].isin(real.regions.index), "code"].iloc[0]
    kept = new_duiding(real, str(former), "a", "b", date(2026, 1, 1))
    assert kept.region in real.regions.index  # it stands with the present one
    assert of_region(real, [kept], kept.region) == [kept]
    old = kept.model_copy(update={"region": str(former)})  # taken in before the merger
    found = of_region(real, [old], kept.region)
    name = real.recoding.loc[real.recoding["code"] == former, "name"].iloc[0]
    assert [(one.region, one.former) for one in found] == [(kept.region, name)]
    assert by_whom(found[0]) == f"b, 1 januari 2026 (over de vroegere gemeente {name})"
    assert "former" not in found[0].model_dump_json()
    assert of_region(known, [old], "GM0001") == []


def test_a_slide_quotes_those_of_its_subject_and_drops_what_is_withdrawn():
    real, on = open_snapshot(EMBEDDED), date(2026, 11, 30)
    long = "In 2019 sloot de fabriek. " * 20 + "Slot."
    said = [
        new_duiding(real, code, text, "team Wmo", on.replace(day=day))
        for code, text, day in (
            ("GM1674", "Eerst.\nDan.", 1), ("GM0758", long, 2), ("GM1674", "Later.", 3),
            ("GM0748", "Oudst.", 4), ("GM0363", "Van elders.", 5),
        )
    ]  # fmt: skip
    codes = story().members
    found = quotes(real, said, codes)
    assert [one.day.day for one in found] == [4, 3, 2, 1]  # the newest first, none of Amsterdam
    slide = next(s for s in deck(said=found).slides if s.id == "duiding")
    assert slide.title == "Wat 3 gemeenten zelf zeggen over de cijfers"
    assert [b.heading for b in slide.blocks] == ["Bergen op Zoom", "Roosendaal", "Breda"]
    assert slide.blocks[1].lines == ("“Later.”", "— team Wmo, 3 november 2026")
    # 333 characters hold 12 sentences of 26 and the full stop of no other
    assert slide.blocks[2].lines[0] == "“" + " ".join(["In 2019 sloot de fabriek."] * 12) + " […]”"
    assert "Nog 1 duiding staat in de notities." in slide.lead
    assert long in slide.notes and "Eerst.\nDan." in slide.notes
    gone = [one.model_copy(update={"text": "", "withdrawn": on}) for one in said]
    assert quotes(real, gone, codes) == []
    assert "duiding" not in [s.id for s in deck().slides]


def test_the_page_presentatie_shows_the_slide_and_lets_it_go(store):  # noqa: F811
    one = told("duiding", "add", "GM1674", "--text", "Zo zit het.", "--author", "wij",
               "--data", store)  # fmt: skip
    app = new_app()
    os.environ["MONITOR_DATA"] = str(store)
    KEPT._seen.clear()
    at = open_page(app, "presentatie", {"groep": "west-brabant", "slide": "8"})
    assert any("Roosendaal: “Zo zit het.” (wij, " in h.proto.body for h in at.get("html"))
    told("duiding", "withdraw", one["id"], "--data", store)
    KEPT._seen.clear()
    at = open_page(new_app(), "presentatie", {"groep": "west-brabant", "slide": "8"})
    assert not any("Zo zit het." in h.proto.body for h in at.get("html"))
