"""The process that reads one uploaded file, for ``apart``: ``python -m monitor.own.child MODULE``.

Its argument is the module of ours that reads. What the ``answer`` of that takes comes in on
standard input, what it returns goes out on standard output, both pickled.
Exit code 3 says that the memory did not suffice.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from importlib import import_module

SECONDS = 19
NO_MEMORY = 3


def _limit() -> None:
    """Keep this process small, short and behind the others."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from monitor.own.files import MEMORY_MB  # noqa: PLC0415

    most = MEMORY_MB * 1024 * 1024
    if sys.platform == "linux":  # the libraries' own pages count in the limit, not in what is used
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib is dear
            whole, used = (int(n) * resource.getpagesize() for n in file.read().split()[:2])
        most += whole - used
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    """Read, understand, answer."""
    gc.disable()  # a short life without cycles
    answer = import_module(sys.argv[1]).answer  # its constants cost nothing so

    _limit()
    try:
        out = pickle.dumps(answer(*pickle.load(sys.stdin.buffer)))  # noqa: S301 - our own request
    except MemoryError:
        os._exit(NO_MEMORY)
    sys.stdout.buffer.write(out)
    sys.stdout.flush()
    os._exit(0)  # no time for taking down what goes with the process


if __name__ == "__main__":
    main()
