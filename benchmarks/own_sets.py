"""Readers with a set of their own each: how long their reruns of Kaart take, and what it costs.

    python -m benchmarks.own_sets [--users 10] [--seconds 20] [--leave 130]

Every session gets its own set of twenty columns on all municipalities and years, as the form of the
page Data would give it; then the readers of ``benchmarks.sessions`` choose years. Beside them, in
the same run, as many readers without a set.
"""

import argparse
import asyncio
import time

from benchmarks.serve import ROOT, memory_mb, serve
from benchmarks.sessions import _summary, crowd

APP = """
import runpy, random
import streamlit as st
from monitor.own.observe import Choice, make_set
from monitor.own.understand import understand
from monitor.ui import data

if not data.own_sets():
    base, chance = data.without_own_sets(), random.Random()
    lines = ["gemeente;jaar;" + ";".join(f"kolom {i}" for i in range(20))]
    for year in range(2012, 2026):
        for code in base.regions.index:
            cells = ";".join(f"{chance.uniform(30, 60):.1f}".replace(".", ",") for _ in range(20))
            lines.append(f"{code};{year};{cells}")
    read = understand("\\n".join(lines).encode(), "x.csv", base.regions, base.recoding)
    picked = [Choice(n, n, "%", present=True) for n in read.names]
    picked[0] = Choice(read.names[0], "eigen", "%", "social", -1, present=True)
    data.keep_own_sets([make_set(read, picked, base, title="Eigen", added="2026-01-02")])
runpy.run_path("app.py", run_name="__main__")
"""


def main() -> None:
    """Print the reruns of both crowds and the memory of the server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--leave", type=float, default=130, help="a session is kept for 2 minutes")
    given = parser.parse_args()
    script = ROOT / "own_sets_bench.py"  # beside app.py: its pages are found from there
    script.write_text(APP, encoding="utf-8")
    heads = ("median ms", "95% ms", "reruns", "memory MB", "after leaving MB")
    print(f"{'readers':20}" + "".join(f"{h:>18}" for h in heads))
    try:
        for name, start in (("without", "app.py"), ("with a set each", script.name)):
            with serve(start) as (url, pid):
                asyncio.run(crowd(url, "", given.users, 15))  # each makes its choices once
                time.sleep(25)
                took = asyncio.run(crowd(url, "", given.users, given.seconds))
                memory = memory_mb(pid)
                time.sleep(given.leave)
                row = (*_summary(took), len(took), memory, memory_mb(pid))
            print(f"{name:20}" + "".join(f"{v:18.1f}" for v in row), flush=True)
    finally:
        script.unlink()


if __name__ == "__main__":
    main()
