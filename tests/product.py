"""The real product for tests: `wegwijs serve` with a database of its own, and people who chat with it."""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from intake.settings import ROOT
from wegwijs.rasa_server import free_port

START_SECONDS = 600  # the first start trains the model
FOLDER = ROOT / "var" / "tests"  # keeps the model from run to run
OWN = FOLDER / os.environ.get("PYTEST_XDIST_WORKER", "alone")  # of this test process: databases, which are new each time, and the rest


def with_models(folder: Path) -> None:
    """A data folder that shares the trained models with all others."""
    (FOLDER / "models").mkdir(parents=True, exist_ok=True)
    folder.mkdir(exist_ok=True)
    if not (folder / "models").exists():
        (folder / "models").symlink_to(FOLDER / "models")


class Product:
    """A running product; of a copy of the repository where `root` names one."""

    def __init__(self, name: str, environment: dict[str, str] | None = None, root: Path = ROOT) -> None:
        self.root = root
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.folder = OWN
        self.database = OWN / f"{name}.db"
        for file in OWN.glob(f"{name}.db*"):
            file.unlink()
        self.environment = {
            **os.environ,
            "WEGWIJS_DATA_DIR": str(OWN),
            "WEGWIJS_DATABASE_URL": f"sqlite:///{self.database}",
            "WEGWIJS_PORT": str(self.port),
            **(environment or {}),
        }
        self.environment.pop("WEGWIJS_PUBLIC_URL", None)
        self.log = OWN / f"{name}.log"
        self.token = ""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with_models(OWN)
        with self.log.open("wb") as log:
            command = [sys.executable, "-m", "wegwijs", "serve"]
            self._process = subprocess.Popen(command, cwd=self.root, env=self.environment, stdout=log, stderr=subprocess.STDOUT)
        self.wait_until_ready()
        self.token = self.command("token").strip()

    def wait_until_ready(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            assert self._process is None or self._process.poll() is None, f"the product stopped:\n{self.log.read_text()}"
            try:
                if requests.get(f"{self.url}/health/ready", timeout=5).status_code == 200:
                    return
            except requests.ConnectionError:
                pass
            time.sleep(0.2)
        raise AssertionError(f"the product did not get ready:\n{self.log.read_text()}")

    @property
    def pid(self) -> int:
        """The process that `wegwijs serve` started as."""
        assert self._process is not None
        return self._process.pid

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        return self._end(signal.SIGINT)

    def terminate(self) -> int:
        """As a service manager stops it; the exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(30)

    def command(self, *arguments: str) -> str:
        """What `wegwijs <arguments>` prints."""
        done = subprocess.run(
            [sys.executable, "-m", "wegwijs", *arguments], cwd=self.root, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def staff(self, method: str, path: str, **arguments: Any) -> requests.Response:
        return requests.request(method, f"{self.url}{path}", headers={"Authorization": f"Bearer {self.token}"}, timeout=60, **arguments)

    def new_case(self, name: str = "Samira", language: str = "nl", group: str = "gezinsmigrant", notice: str = "2026-10-01") -> "Person":
        made = self.staff("POST", "/v1/cases", json={"givenName": name, "language": language, "group": group, "noticeDate": notice})
        assert made.status_code == 201, made.text
        case = made.json()
        return Person(self, case["caseId"], case["invitation"]["code"], case["invitation"]["pin"])


@dataclass
class Person:
    """Somebody with an invitation, chatting through the API."""

    product: Product
    case_id: str
    code: str
    pin: str
    reply: dict[str, Any] = field(default_factory=dict)

    def send(self, body: dict[str, str], key: str | None = None, pin: str | None = None) -> requests.Response:
        headers = {"X-Pin": pin or self.pin, "X-Idempotency-Key": key or str(uuid.uuid4())}
        return requests.post(f"{self.product.url}/v1/chat/{self.code}/messages", json=body, headers=headers, timeout=120)

    def _told(self, body: dict[str, str]) -> dict[str, Any]:
        response = self.send(body)
        assert response.status_code == 200, response.text
        self.reply = response.json()
        return self.reply

    def type(self, text: str) -> dict[str, Any]:
        """Types something (nothing: starts, or goes on)."""
        return self._told({"text": text})

    def send_payload(self, payload: str) -> dict[str, Any]:
        """Sends a button's payload as it is."""
        return self._told({"payload": payload})

    def press(self, value: Any) -> dict[str, Any]:
        """Presses the option with this value."""
        return self.send_payload(self.option(lambda entities: entities.get("answer") == value))

    def tick(self, *values: Any) -> dict[str, Any]:
        """Ticks several boxes and confirms."""
        question = self.question
        return self._told({"payload": f"/inform{json.dumps({'question': question, 'answer': list(values)})}"})

    def help(self, name: str, **entities: Any) -> dict[str, Any]:
        """Presses a button of the help menu."""
        return self._told({"payload": f"/{name}{json.dumps(entities) if entities else ''}"})

    def option(self, wanted: Callable[[dict[str, Any]], bool]) -> str:
        """The payload of the option whose entities are as wanted."""
        options = [option for message in self.reply["messages"] for option in message.get("options", ())]
        for option in options:
            if "{" in option["payload"] and wanted(json.loads(option["payload"].partition("{")[1] + option["payload"].partition("{")[2])):
                return str(option["payload"])
        raise AssertionError(f"no such option at {self.question}: {[option['payload'] for option in options]}")

    @property
    def question(self) -> str | None:
        found: str | None = self.reply["question"]
        return found

    @property
    def texts(self) -> list[str]:
        return [message["text"] for message in self.reply["messages"]]

    def answers(self) -> list[dict[str, Any]]:
        """The answers that stand."""
        listed = self.product.staff("GET", f"/v1/cases/{self.case_id}/answers").json()
        return [answer for answer in listed if "supersededBy" not in answer]

    def record(self) -> dict[str, Any]:
        """What is recorded, by question: the value, or the status where there is no value."""
        return {answer["question"]: answer["value"] if answer["status"] == "answered" else answer["status"] for answer in self.answers()}

    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = self.product.staff("GET", f"/v1/cases/{self.case_id}/summary").json()
        return found
