"""Several servers beside each other: started, watched, started again where one dies.

    python -m monitor.watching NUMBER PORT SAID HOST warm|cold

``python -m monitor run --workers`` becomes this, which loads nothing beside the standard library:
what the command had loaded until then would stay, 30 MB that only watches.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

NAME = "MONITOR_WORKER"
"""The setting with the name of a process among others, by which the proxy knows it."""
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0  # seconds before a process that died is started again
_LIVED = 60.0  # seconds after which a death is no longer counted with those before
_PATIENCE = 10.0  # seconds to end in, before it is ended


class Worker:
    """One process that is kept running.

    Parameters
    ----------
    command : sequence of str
    environment : mapping
        Beside that of this process.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.command, self.environment = list(command), {**os.environ, **environment}
        self.process: subprocess.Popen[bytes] | None = None
        self._wait, self._due, self._began = _FIRST_WAIT, 0.0, 0.0

    def look(self, now: float) -> int | None:
        """Start it where it is due; return with which code it died, None where it did not."""
        if self.process is None:
            if now >= self._due:
                self.process = subprocess.Popen(self.command, env=self.environment)  # noqa: S603
                self._began = now
            return None
        code = self.process.poll()
        if code is not None:
            if now - self._began >= _LIVED:
                self._wait = _FIRST_WAIT
            self.process, self._due = None, now + self._wait
            self._wait = min(self._wait * 2, _LONGEST_WAIT)
        return code


def watch(workers: Sequence[Worker], died: Callable[[Worker, int], object]) -> None:
    """Keep all running until this process is asked to end; then end them all.

    Parameters
    ----------
    workers : sequence of Worker
    died : callable
        Told of each that died, with its code.
    """
    asked: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    try:
        while not asked:
            for each in workers:
                if (code := each.look(time.monotonic())) is not None:
                    died(each, code)
            time.sleep(0.2)
    finally:
        _end([each.process for each in workers if each.process is not None])


def _end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def servers(number: int, port: int, options: Sequence[str]) -> list[Worker]:
    """Return servers on the ports after ``port``, each named by its own."""
    return [
        Worker(
            [sys.executable, "-m", "monitor.alone", str(own), *options],
            {NAME: str(own)},
        )
        for own in range(port + 1, port + number + 1)
    ]


def main(given: Sequence[str]) -> None:
    """Run servers until asked to end.

    Parameters
    ----------
    given : sequence of str
        How many, the port before theirs, what is said of one that died (with ``{name}`` and
        ``{code}``), then what each is told beside its port (`monitor.alone`).
    """
    number, port, said, *options = given
    watch(
        servers(int(number), int(port), options),
        lambda one, code: sys.stderr.write(
            said.format(name=one.environment[NAME], code=code) + "\n"
        ),
    )


if __name__ == "__main__":
    main(sys.argv[1:])
