"""A hundred readers for five minutes over all pages, ten with a set of their own: what goes wrong.

    python -m benchmarks.long [--users 100] [--own 10] [--seconds 300] [--leave 150]

Wanted: no error, and memory that does not grow. Each reader opens a page and keeps choosing, as in
``benchmarks.sessions``. The slope is the least-squares line through the server's memory, every five
seconds, of the second half: by then every choice was made before.
"""

import argparse
import asyncio
from collections import Counter
from functools import partial

from benchmarks.own_sets import OWN, serve_own
from benchmarks.serve import PAGES, memory_mb, slope, watch
from benchmarks.sessions import memory_after, read, summary


async def _all(url: str, pid: int, users: int, own: int, seconds: float):
    """Return what each reader met (ms of every rerun, or what went wrong), and the memory."""
    everyone, memory = asyncio.Barrier(users), list[tuple[float, float]]()

    async def one(number: int) -> list[float] | Exception:
        page, query = ("", f"{OWN}=1") if number < own else (PAGES[number % len(PAGES)], "")
        try:
            return await read(url, page, seconds, number, everyone, query, rest=0)
        except Exception as err:  # whatever a reader meets counts; the others do not wait for it
            await everyone.abort()
            return err

    watching = asyncio.create_task(watch(partial(memory_mb, pid), memory))
    ended = await asyncio.gather(*(one(i) for i in range(users)))
    watching.cancel()
    return ended, memory


def main() -> None:
    """Print reruns, errors and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=100)
    parser.add_argument("--own", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--leave", type=float, default=150, help="a session is kept for 2 minutes")
    given = parser.parse_args()
    with serve_own() as (url, pid):
        first = memory_mb(pid)
        ended, memory = asyncio.run(_all(url, pid, given.users, given.own, given.seconds))
        after = memory_after(url, pid, given.leave)
    wrong = [e for e in ended if isinstance(e, Exception)]
    took = [ms for e in ended if not isinstance(e, Exception) for ms in e]
    print(f"{given.users} readers, {given.own} with a set: {len(took)} reruns, {len(wrong)} errors")
    if took:
        print("median {:.0f} ms, 95% {:.0f} ms".format(*summary(took)))
    print(f"memory {first:.0f} MB at the start, at most {max(m for _, m in memory):.0f}")
    print(
        f"slope {slope(memory, given.seconds / 120):.1f} MB a minute; {after:.0f} MB after leaving"
    )
    kinds = Counter(repr(err)[:1000] for err in wrong)
    for words, times in kinds.most_common():  # those sent home by another's error come last
        print(f"  {times} x {words}")


if __name__ == "__main__":
    main()
