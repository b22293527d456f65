"""Malformed uploads for as long as ``FUZZ_SECONDS`` says; what is found goes into the corpus."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.mutate import malformed
from tests.fuzz.test_corpus import CORPUS
from tests.fuzz.uploads import check

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
EXAMPLES = 10_000


def keep(data: bytes, name: str) -> None:
    """Put a file into the corpus."""
    CORPUS.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(data).hexdigest()[:16]
    (CORPUS / f"{digest}{Path(name).suffix}").write_bytes(data)


def test_any_malformed_upload_is_a_set_or_a_sentence(small):
    started, counts = time.monotonic(), {True: 0, False: 0}

    @seed(int(time.time()))
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.integers(0, 2**62))
    def each(number: int) -> None:
        if time.monotonic() - started > SECONDS:
            return
        data, name = malformed(number)
        try:
            counts[check(data, name, small, number)] += 1
        except BaseException:
            keep(data, name)
            raise

    each()
    total = sum(counts.values())
    print(f"{total} files, {counts[True]} became a set")
    assert counts[True] >= total / 3
