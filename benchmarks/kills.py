"""Writers that are killed, and two at once: what is lost, left behind or damaged. Wanted: nothing.

    python -m benchmarks.kills [kills] [pairs] [seed]      # 1000, 150 and 1 by default

A refresh, an own set that is put in, replaced or taken away, and a step back, each in a process of
its own over small invented figures, gets SIGKILL: half of them right before one of its changes of
the disk (drawn at random over all of them), half at a random moment. After every kill the store
must open whole, with the old figures or the new ones and every set as it was or as it would be;
after the next write nothing of the killed one may be left. Then two writers of one set at once.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from monitor.catalog import Catalog
from monitor.errors import MonitorError
from monitor.ingest import refresh as run
from monitor.ingest.options import Options
from monitor.ingest.refresh import refresh
from monitor.own.store import load_sets, remove_set, save_set
from monitor.snapshot import open_snapshot
from monitor.snapshot_write import require_sound
from monitor.store import Store, current_version, hold_lock, open_store, rollback, versions
from tests.cbs_server import serve
from tests.ingest.refresh.conftest import (
    CRIME,
    CRIMES,
    FIGURES,
    HEALTH,
    silent,
    small_catalog,
    touch,
)
from tests.ingest.refresh.sets import small_set

FEW = ("bevolking", "ervaren_gezondheid", "misdrijven", "opkomst_tk")
"""Indicators of a refresh: each kind of source, and the writes of a whole one; most of the time of
a kill goes to working out figures that no kill touches."""
LEFT = re.compile(r"^\.(refresh-|.+\.[0-9a-f]{8}$)")
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.link"}
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.ingest.refresh.conftest", "tests.ingest.refresh.sets"])

PATIENCE = 600  # seconds: a refresh on a machine that does much else
TASKS = ("refresh", "add", "replace", "remove", "rollback")


def few() -> Catalog:
    """Return the catalog with fewer indicators."""
    whole = small_catalog()
    return whole.model_copy(update={"indicators": {k: whole.indicators[k] for k in FEW}})


def do(task: str, folder: str, url: str, mark: int) -> None:
    """One write, as the command line does it."""
    store = open_store(folder)
    if task == "refresh":
        run.EMBEDDED = Path(folder) / "nothing"
        options = Options(cbs=url, pdok=url, files=str(FIGURES / "files"))
        refresh(store, few(), options, silent)
    elif task == "remove":
        remove_set("eigen_b", store)
    elif task == "rollback":
        with hold_lock(store, "terugzetten") as ours:
            rollback(store, check=require_sound, still_ours=ours)
    else:
        own, data = small_set("B" if task == "add" else "A", mark)
        save_set(own, data, store, replace=task == "replace")


def _child(task: str, folder: str, url: str, mark: int, at: int | None, count: object) -> None:
    """Run a task; with ``at`` it kills itself right before that change of the store."""
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        writes = event == "open" and isinstance(arguments[1], str) and "w" in arguments[1]
        if not (writes or event in CHANGES) or folder not in str(arguments[0]):
            return
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    try:
        do(task, folder, url, mark)
        code = 0
    except MonitorError:
        code = 2
    count.value = seen  # type: ignore[attr-defined]
    os._exit(code)


def start(task: str, folder: Path, url: str, mark: int = 0, at: int | None = None):
    count = processes.Value("i", 0)
    process = processes.Process(target=_child, args=(task, str(folder), url, mark, at, count))
    process.start()
    process.count = count
    return process


def news(url, number: int) -> None:
    """Put new figures at the source, so that a refresh has something to publish."""
    url.state.tables[CRIME].frame[CRIMES] += 1
    moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(1_800_000_000 + number))
    touch(url, CRIME, HEALTH, modified=moment)


def state(store: Store) -> dict[str, Any]:
    """Return what the store serves: opened whole, or this raises."""
    snapshot = open_snapshot(store.location)
    sets = {s.file.id: (s.added, float(s.observations.value.sum())) for s in load_sets(store)}
    return {"id": snapshot.id, "sets": sets, "version": current_version(store)}


def left_behind(store: Store) -> list[str]:
    """Return what no store should hold when nobody writes."""
    root = Path(store.root)
    found = [str(p.relative_to(root)) for p in root.rglob(".*") if LEFT.match(p.name)]
    whole = {v.name for v in versions(store)}
    found += [p.name for p in (root / "versions").iterdir() if p.name not in whole]
    for folder in (root / "own").glob("*"):
        about = folder / "set.json"
        named = {"set.json"}
        if about.exists():
            named |= {name for name, _ in json.loads(about.read_text())["files"].values()}
        found += [f"own/{folder.name}/{p.name}" for p in folder.iterdir() if p.name not in named]
        found += [] if about.exists() else [f"own/{folder.name}"]
    return found


def kills(store: Store, url, number: int, draw: random.Random, problems: list[str]) -> Counter[str]:
    """Kill that many writers; every third kill is followed by a write that must tidy up."""
    done: Counter[str] = Counter()
    steps, took = measure(store, url)
    for turn in range(number):
        task = TASKS[turn % len(TASKS)]
        prepare(store, url, task, turn)
        before = state(store)
        at = draw.randint(1, steps[task]) if turn % 2 else None
        process = start(task, Path(store.root), str(url), turn, at)
        if at is None:
            process.join(draw.uniform(0, took[task]))
            process.kill()
        process.join(PATIENCE)
        if process.exitcode is None:
            problems.append(f"{turn} {task}: does not end")
            process.kill()
            process.join()
        done["killed" if process.exitcode == -signal.SIGKILL else "finished"] += 1
        try:
            check(before, state(store), task, turn, problems)
        except Exception as err:  # whatever a reader meets counts
            problems.append(f"{turn} {task}: {type(err).__name__} {err}")
        if turn % 3 == 0:
            finish(store, turn, problems)
        if turn % 100 == 99:
            print(f"{turn + 1}: {dict(done)}, {len(problems)} problems", flush=True)
    finish(store, number, problems)
    return done


def check(
    before: dict[str, Any], after: dict[str, Any], task: str, turn: int, problems: list[str]
) -> None:
    """Only what the task writes may have changed, and only as a whole."""
    same = ["sets"] if task in ("refresh", "rollback") else ["id", "version"]
    problems += [f"{turn} {task}: {part} changed" for part in same if before[part] != after[part]]
    if "sets" in same:
        return
    old, new = dict(before["sets"]), dict(after["sets"])
    target = "eigen_a" if task == "replace" else "eigen_b"
    wanted = {k: v for k, v in old.items() if k != target}
    if task != "remove":
        wanted[target] = mark_of("A" if task == "replace" else "B", turn)
    if new not in (old, wanted):
        problems.append(f"{turn} {task}: sets are {new}")


def mark_of(title: str, mark: int) -> tuple[str, float]:
    own, _ = small_set(title, mark)
    return own.added, float(own.observations.value.sum())


def prepare(store: Store, url, task: str, turn: int) -> None:
    """Bring the store to where the task has something to do."""
    if task == "refresh":
        news(url, turn)
    have = {s.file.id for s in load_sets(store)}
    if task == "add" and "eigen_b" in have:
        remove_set("eigen_b", store)
    if task == "remove" and "eigen_b" not in have:
        save_set(*small_set("B", turn), store)
    there = versions(store)
    if task == "rollback" and current_version(store) == there[-1]:
        with hold_lock(store, "test") as ours:
            rollback(store, there[0].name, check=lambda _: None, still_ours=ours)


def finish(store: Store, turn: int, problems: list[str]) -> None:
    """Write once more: it succeeds, and leaves nothing of those that were killed."""
    own, data = small_set("C", turn)
    save_set(own, data, store, replace=True)
    problems += [f"{turn}: left behind {name}" for name in left_behind(store)]


def measure(store: Store, url) -> tuple[dict[str, int], dict[str, float]]:
    """Count the changes of the disk that each task makes, and how long it takes undisturbed."""
    steps, took = {}, {}
    for turn, task in enumerate(TASKS):
        prepare(store, url, task, 10_000 + turn)
        began = time.monotonic()
        process = start(task, Path(store.root), str(url), turn)
        process.join()
        if process.exitcode:
            raise SystemExit(f"{task} ended with {process.exitcode}")
        steps[task], took[task] = process.count.value, time.monotonic() - began
    return steps, took


def pairs(store: Store, number: int, draw: random.Random, problems: list[str]) -> Counter[str]:
    """Two at once on one set: who says success wrote it whole; the set is one of the two."""
    done: Counter[str] = Counter()
    for turn in range(number):
        marks = (20_000 + 2 * turn, 20_001 + 2 * turn)
        first = start("replace", Path(store.root), "", marks[0])
        time.sleep(draw.uniform(0, 0.01))
        second = start("replace", Path(store.root), "", marks[1])
        first.join()
        second.join()
        said = [m for m, p in zip(marks, (first, second), strict=True) if p.exitcode == 0]
        done[f"{len(said)} of 2"] += 1
        try:
            if state(store)["sets"]["eigen_a"] not in [mark_of("A", m) for m in said]:
                problems.append(f"pair {turn}: success said by {said}, the set is another")
        except MonitorError as err:
            problems.append(f"pair {turn}: {err}")
        problems += [f"pair {turn}: left behind {name}" for name in left_behind(store)]
    return done


def fresh_store(folder: Path, url) -> Store:
    """Make a store with two versions and a set."""
    store = open_store(folder)
    run.EMBEDDED = folder / "nothing"
    options = Options(cbs=str(url), pdok=str(url), files=str(FIGURES / "files"))
    for turn in range(2):
        refresh(store, few(), options, silent)
        news(url, turn)
    save_set(*small_set("A", 0), store)
    return store


def main() -> None:
    given = [int(a) for a in sys.argv[1:]]
    number, both, seed = (*given, *(1000, 150, 1)[len(given) :])
    draw, problems = random.Random(seed), list[str]()
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    began = time.monotonic()
    try:
        with serve(FIGURES) as url:
            store = fresh_store(folder / "store", url)
            done = kills(store, url, number, draw, problems)
            at_once = pairs(store, both, draw, problems)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{number} writers: {dict(done)}; {both} pairs: {dict(sorted(at_once.items()))};")
    print(f"{len(problems)} problems in {time.monotonic() - began:.0f} s")
    for problem in problems[:20]:
        print(" ", problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
