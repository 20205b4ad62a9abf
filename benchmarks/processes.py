"""The processes of a system under test: started, weighed, and ended whatever happens."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import psutil

SECONDS_TO_END = 20.0
RASA_ENVIRONMENT = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}


def command(name: str, *arguments: str) -> list[str]:
    """The command line of `rasa` or `wegwijs` under this Python."""
    return [sys.executable, "-m", name, *arguments]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**changes: str) -> dict[str, str]:
    """This process's environment without its Wegwijs settings, and with `changes`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WEGWIJS_")}
    # Where this is set, each start compiles all modules again: 10 s that an installation does not have.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | RASA_ENVIRONMENT | changes


def seconds_of(arguments: Sequence[str], folder: Path, env: Mapping[str, str]) -> float:
    """Seconds that a command takes, from its start to its end.

    Raises:
        RuntimeError: it failed; the text holds the end of its log.
    """
    started = time.perf_counter()
    with Processes() as processes:
        processes.start(arguments, folder, env)
        processes.wait()
    return time.perf_counter() - started


class Processes:
    """A group of processes with their children. Leaving the `with` block ends them all; SIGINT first, as Ctrl-C does."""

    def __init__(self) -> None:
        self._started: list[psutil.Popen] = []
        self._logs: list[Any] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        everyone = self._everyone()
        for process in reversed(self._started):
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGINT)
        alive = psutil.wait_procs(everyone, timeout=SECONDS_TO_END)[1]
        for survivor in alive:
            with suppress(psutil.NoSuchProcess):
                survivor.kill()
        psutil.wait_procs(alive, timeout=SECONDS_TO_END)
        for log in self._logs:
            log.close()

    def start(self, arguments: Sequence[str], folder: Path, env: Mapping[str, str]) -> None:
        """Starts one process, in a session of its own so that Ctrl-C reaches it through this class only."""
        log = tempfile.TemporaryFile("w+")  # noqa: SIM115  closed when the group ends
        self._logs.append(log)
        self._started.append(
            psutil.Popen(arguments, cwd=folder, env=dict(env), stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        )

    def wait(self) -> None:
        """Waits until all have ended.

        Raises:
            RuntimeError: one ended with an error.
        """
        for process in self._started:
            process.wait()
        self.check(finished=True)

    def check(self, finished: bool = False) -> None:
        """Raises:
        RuntimeError: a process has ended that should run (or, if `finished`, has ended with an error).
        """
        for process, log in zip(self._started, self._logs, strict=True):
            code = process.poll()
            if code is None or (finished and code == 0):
                continue
            log.seek(0)
            raise RuntimeError(f"{' '.join(process.args)} ended with {code}:\n{log.read()[-3000:]}")

    def memory(self) -> int:
        """Bytes resident in all processes and their children; pages that they share are counted once (PSS) where the system tells."""
        return sum(_resident(process) for process in self._everyone())

    def processor_seconds(self) -> float:
        """Processor time that all processes and their children have used until now: other work on the machine matters less to it."""
        seconds = 0.0
        for process in self._everyone():
            with suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                seconds += times.user + times.system
        return seconds

    def _everyone(self) -> list[psutil.Process]:
        everyone: list[psutil.Process] = []
        for process in self._started:
            with suppress(psutil.NoSuchProcess):
                everyone += [process, *process.children(recursive=True)]
        return everyone


def _resident(process: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess):
        try:
            return int(process.memory_full_info().pss)
        except (psutil.AccessDenied, AttributeError):
            return int(process.memory_info().rss)
    return 0
