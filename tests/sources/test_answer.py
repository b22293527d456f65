"""A JSON answer is whole and unambiguous, or it is no answer."""

from __future__ import annotations

import json
import math

import pytest
import requests

from monitor.sources.answer import WrongAnswerError, read_json


def answer(body: str) -> requests.Response:
    made = requests.Response()
    made.status_code, made.url, made._content = 200, "http://cbs.test/x", body.encode()
    return made


@pytest.mark.parametrize(
    "body",
    [
        '{"value":[{"Key":"GM0758","x":1}],"value":[]}',
        '{"value":[{"Key":"GM0758","x":1,"x":2}]}',
        '{"value":[{"Key":"GM0758","Key":"GM0855"}]}',
        '{"value":[{"Key":"GM0758","\\u0078":1,"x":2}]}',
    ],
)
def test_a_name_that_stands_there_twice_is_refused(body):
    with pytest.raises(WrongAnswerError, match="twee keer"):
        read_json(answer(body))


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"])
def test_no_number_is_seen_as_impossible_never_as_missing(text):
    for value in (
        read_json(response := answer(f'{{"value":[{{"x":{text}}}]}}')),
        json.loads(response.text),
    ):
        assert math.isinf(value["value"][0]["x"])


@pytest.mark.parametrize("text", ["9" * 5000, "0x1", "01", "1_0", "+1", "1e", "'1'"])
def test_what_is_no_number_of_json_is_refused(text):
    with pytest.raises(WrongAnswerError):
        read_json(answer(f'{{"value":[{{"x":{text}}}]}}'))
