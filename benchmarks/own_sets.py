"""Readers with a set of their own each: how long their reruns of Kaart take, and what it costs.

    python -m benchmarks.own_sets [--users 10] [--seconds 20] [--leave 130]

Every session gets its own set of twenty columns on all municipalities and years, as the form of the
page Data would give it, and makes every choice once; after a rest the same readers choose years, as
those of ``benchmarks.sessions`` do. Before them as many readers without a set. Ten such sets fill
the room that all sessions have together (``monitor.own.room``), for as long as a session is kept.
"""

import argparse
import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from benchmarks.serve import ROOT, cpu_seconds, memory_mb, serve
from benchmarks.sessions import crowd, memory_after, summary

OWN = "eigen"
APP = f"""
import runpy, random
import streamlit as st
from monitor.own.make import make_set
from monitor.own.observe import Choice
from monitor.own.understand import understand
from monitor.ui import serving


if st.query_params.pop("{OWN}", None):
    base, chance = serving.without_own_sets(), random.Random()
    lines = ["gemeente;jaar;" + ";".join(f"kolom {{i}}" for i in range(20))]
    for year in range(2012, 2026):
        for code in base.regions.index:
            cells = (f"{{chance.uniform(30, 60):.1f}}".replace(".", ",") for _ in range(20))
            lines.append(f"{{code}};{{year}};" + ";".join(cells))
    read = understand("\\n".join(lines).encode(), "x.csv", base.regions, base.recoding)
    picked = [Choice(n, n, "%", present=True) for n in read.names]
    picked[0] = Choice(read.names[0], "eigen", "%", "social", -1, present=True)
    serving.keep_own_sets([make_set(read, picked, base, title="Eigen", added="2026-01-02")])
runpy.run_path("app.py", run_name="__main__")
"""


@contextmanager
def serve_own() -> Iterator[tuple[str, int]]:
    """Run the app; a reader who comes with ``?eigen=1`` has a set. Gives address and process id."""
    script = ROOT / "own_sets_bench.py"  # beside app.py: its pages are found from there
    script.write_text(APP, encoding="utf-8")
    try:
        with serve(script.name) as served:
            yield served
    finally:
        script.unlink()


def main() -> None:
    """Print the reruns of both crowds and the memory of the server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--leave", type=float, default=130, help="a session is kept for 2 minutes")
    given = parser.parse_args()
    heads = ("median ms", "95% ms", "CPU ms", "reruns", "memory MB", "after leaving MB")
    print(f"{'readers':20}" + "".join(f"{h:>18}" for h in heads))
    for name, query in (("without", ""), ("with a set each", f"{OWN}=1")):
        with serve_own() as (url, pid):
            used = list[float]()
            begin = partial(lambda pid, used: used.append(cpu_seconds(pid)), pid, used)
            took = asyncio.run(
                crowd(url, "", given.users, given.seconds, query=query, rest=25, begin=begin)
            )
            cpu = 1000 * (cpu_seconds(pid) - used[0]) / len(took)
            memory = memory_mb(pid)
            after = memory_after(url, pid, given.leave)
        row = (*summary(took), cpu, len(took), memory, after)
        print(f"{name:20}" + "".join(f"{v:18.1f}" for v in row), flush=True)


if __name__ == "__main__":
    main()
