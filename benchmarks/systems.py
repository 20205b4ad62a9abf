"""The two systems under test, with one face: trained, started, and with people who can talk to it."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from urllib.error import URLError
from urllib.request import Request, urlopen

from benchmarks.load import Invited, Plan
from benchmarks.processes import Processes, command, environment, free_port, seconds_of
from benchmarks.yardstick.project import START, question, write_project
from intake.settings import ROOT, settings

SECONDS_TO_START = 120.0


class System(Protocol):
    """A system under test. `prepare` comes first; then `running` may be entered."""

    name: str

    def prepare(self, people: int) -> float:
        """Trains, and makes all ready for `people` people. Returns the seconds of the training."""

    @contextmanager
    def running(self) -> Iterator[tuple[Processes, float]]:
        """The running system, and the seconds from its start to its first answer."""

    def plan(self, people: range, turns: int, *, long: bool = False) -> Plan:
        """The people with these numbers, each for `turns` turns."""


def post(url: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> Any:
    """The JSON answer to a JSON body.

    Raises:
        OSError: there is no answer, or one that reports an error.
    """
    request = Request(url, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})  # noqa: S310  loopback
    with urlopen(request, timeout=30) as response:  # noqa: S310
        return json.load(response)


def until_answered(processes: Processes, url: str, body: dict[str, Any], headers: dict[str, str], seconds: float) -> Any:
    """The first answer that is not empty.

    Raises:
        RuntimeError: a process ended, or no answer came within `seconds`.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        processes.check()
        try:
            if answer := post(url, body, headers):
                return answer
        except (URLError, OSError):
            pass
        time.sleep(0.1)
    raise RuntimeError(f"no answer from {url} within {seconds:.0f} seconds")


class Yardstick:
    """A stock Rasa server and its action server, as the documentation starts them."""

    name = "yardstick"

    def __init__(self, folder: Path, questions: int) -> None:
        self._folder = folder / "stock"
        self._questions = questions
        self._port, self._actions_port = free_port(), free_port()
        self._url = f"http://127.0.0.1:{self._port}"

    def prepare(self, people: int) -> float:
        write_project(self._folder, self._questions, self._actions_port)
        return seconds_of(command("rasa", "train", "--domain", "domain"), self._folder, environment())

    @contextmanager
    def running(self) -> Iterator[tuple[Processes, float]]:
        started = time.perf_counter()
        with Processes() as processes:
            processes.start(command("rasa", "run", "actions", "--port", str(self._actions_port)), self._folder, environment())
            processes.start(command("rasa", "run", "--port", str(self._port), "--interface", "127.0.0.1"), self._folder, environment())
            hello = {"sender": "first", "message": START}
            answer = until_answered(processes, f"{self._url}/webhooks/rest/webhook", hello, {}, SECONDS_TO_START)
            if [message["text"] for message in answer] != [question(1)]:
                raise RuntimeError(f"the yardstick does not work: {answer}")
            yield processes, time.perf_counter() - started

    def plan(self, people: range, turns: int, *, long: bool = False) -> Plan:
        invited = tuple(Invited(f"person-{number}") for number in people)
        return Plan(self.name, self._url, invited, turns, self._questions, long=long)


class Wegwijs:
    """`wegwijs serve` with an empty data folder of its own; the people's languages take turns."""

    name = "wegwijs"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "wegwijs"
        self._url = f"http://127.0.0.1:{(port := free_port())}"
        # Rasa's cache in the checkout would make the training a shorter one.
        cache = str(self._folder / "cache")
        self._env = environment(WEGWIJS_DATA_DIR=str(self._folder), WEGWIJS_PORT=str(port), RASA_CACHE_DIRECTORY=cache)
        self._invited: list[Invited] = []

    def prepare(self, people: int) -> float:
        self._folder.mkdir()
        seconds = seconds_of(command("wegwijs", "train"), ROOT, self._env)
        with Processes() as processes:
            self._serve(processes)
            self._until_ready(processes)
            token = subprocess.run(command("wegwijs", "token"), cwd=ROOT, env=self._env, capture_output=True, text=True, check=True)  # noqa: S603
            # One more than asked for: whoever gives the first answer after a start.
            self._invited = [self._invite(number, token.stdout.strip()) for number in range(people + 1)]
        return seconds

    @contextmanager
    def running(self) -> Iterator[tuple[Processes, float]]:
        first = self._invited[-1]
        started = time.perf_counter()
        with Processes() as processes:
            self._serve(processes)
            url = f"{self._url}/v1/chat/{first.code}/messages"
            answer = until_answered(processes, url, {"text": ""}, {"X-Pin": first.pin}, SECONDS_TO_START)
            if not answer["question"]:
                raise RuntimeError(f"wegwijs does not ask anything: {answer}")
            yield processes, time.perf_counter() - started

    def plan(self, people: range, turns: int, *, long: bool = False) -> Plan:
        return Plan(self.name, self._url, tuple(self._invited[number] for number in people), turns, long=long)

    def _serve(self, processes: Processes) -> None:
        processes.start(command("wegwijs", "serve"), ROOT, self._env)

    def _until_ready(self, processes: Processes) -> None:
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end:
            processes.check()
            try:
                with urlopen(f"{self._url}/health/ready", timeout=5):  # noqa: S310  loopback
                    return
            except (URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError(f"`wegwijs serve` is not ready within {SECONDS_TO_START:.0f} seconds")

    def _invite(self, number: int, token: str) -> Invited:
        language = settings().languages[number % len(settings().languages)]
        person = {"givenName": f"Persoon {number}", "language": language, "group": "asielstatushouder"}
        body = person | {"noticeDate": date.today().isoformat()}
        invitation = post(f"{self._url}/v1/cases", body, {"Authorization": f"Bearer {token}"})["invitation"]
        return Invited(invitation["code"], invitation["pin"], language)
