"""The way out: patience, manners, and the surroundings of a company network."""

from __future__ import annotations

import ssl

import pytest
import trustme

from monitor.errors import MonitorError
from monitor.sources import http
from monitor.sources.cbs import fetch_table
from monitor.sources.http import Client, NotThereError, ServiceDownError, get_json
from tests.cbs_server import Fault, serve
from tests.sources.conftest import FIGURES

REGIONS = "ODataFeed/odata/70072ned/RegioS"
PROXIES = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


def test_waits_grow_and_differ(monkeypatch):
    """Back-off: 1, 2, 4 seconds, each with up to one second of jitter."""
    monkeypatch.setattr(http, "patience", http.Patience(attempts=4, first=1, longest=60))
    waits: list[float] = []
    monkeypatch.setattr("monitor.sources.bounds.Budget.sleep", lambda _, s: waits.append(s))
    with pytest.raises(ServiceDownError):
        Client().get("http://127.0.0.1:9/")
    assert [int(w) for w in waits] == [1, 2, 4]
    assert len({w % 1 for w in waits}) == 3


def test_a_service_that_asks_for_time_gets_it(url, monkeypatch):
    monkeypatch.setattr(http, "patience", http.Patience(attempts=2, first=0.01, longest=60))
    waits: list[float] = []
    monkeypatch.setattr("monitor.sources.bounds.Budget.sleep", lambda _, s: waits.append(s))
    url.faults.append(Fault("status", 429, times=1))
    get_json(f"{url}/ODataFeed/odata/70072ned/TableInfos")
    assert [w for w in waits if w] == [7]  # Retry-After of the server, which itself sleeps 0


def test_what_is_not_there_is_not_asked_again(url):
    with pytest.raises(NotThereError):
        get_json(f"{url}/ODataFeed/odata/70072ned/Weg")
    assert len(url.log) == 1


def test_a_refusal_says_why(url):
    with pytest.raises(MonitorError, match=r"weigert de vraag \(code 400\).*Onzin"):
        get_json(f"{url}/ODataFeed/odata/70072ned/TypedDataSet", {"$filter": "Onzin eq 'x'"})


def test_figures_come_through_a_proxy_of_the_environment(url, ask, monkeypatch):
    """The test server takes the part of a proxy: it sees whole addresses and knows none of them."""
    monkeypatch.setenv("HTTP_PROXY", url)
    with pytest.raises(NotThereError):
        fetch_table(ask("70072ned", "Totale bevolking"), base_url="http://cbs.invalid")
    assert url.log[0]["path"].startswith("http://cbs.invalid/ODataFeed/odata/70072ned/")


def test_no_proxy_is_kept_to(url, ask, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert len(fetch_table(ask("70072ned", "Totale bevolking"), base_url=url).frame)


def test_an_own_certificate_authority_is_taken_from_the_environment(ask, monkeypatch, tmp_path):
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "eigen-ca.pem")
    request = ask("70072ned", "Totale bevolking")
    with serve(FIGURES, tls=context) as url:
        with pytest.raises(MonitorError, match=r"certificaat van 127.*REQUESTS_CA_BUNDLE"):
            fetch_table(request, base_url=url)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "eigen-ca.pem"))
        assert len(fetch_table(request, base_url=url).frame) > 200
        assert get_json(f"{url}/{REGIONS}")["value"]


def test_an_answer_that_is_no_object_is_no_answer(url):
    url.faults.append(Fault("shape", []))
    with pytest.raises(ServiceDownError, match="andere vorm dan verwacht"):
        get_json(f"{url}/{REGIONS}")
