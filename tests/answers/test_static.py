"""What the browser fetches once is there for the first readers, however many come at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from monitor.answers import static


def test_the_first_readers_of_a_fresh_installation_come_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(static, "STATIC", tmp_path)
    monkeypatch.setattr(static, "get_plotlyjs", lambda: "let x")
    together, replace = Barrier(2, timeout=30), Path.replace

    def both_have_written(aside: Path, target: Path) -> Path:
        together.wait()
        return replace(aside, target)

    monkeypatch.setattr(Path, "replace", both_have_written)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda _: static.plotly_url.__wrapped__(), range(2)))
    assert len(set(found)) == 1
    assert [p.read_text() for p in tmp_path.iterdir()] == ["let x"]
