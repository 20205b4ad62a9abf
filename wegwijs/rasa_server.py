"""The Rasa server as a child process: started, watched, started again when it stops."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TextIO

import yaml

from intake.settings import ROOT, SECRET_HEADER, data_dir
from wegwijs import model as rasa_model

RESTART_PAUSE = 1.0  # seconds


def free_port() -> int:
    """A port of the loopback interface that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class RasaServer:
    """Runs `rasa run` on the loopback interface until it is stopped."""

    def __init__(self, model: Path, port: int, actions_url: str, secret: str) -> None:
        self._command = [
            *(sys.executable, "-m", "rasa", "run", "--model", str(model), "--port", str(port), "--interface", "127.0.0.1"),
            *("--endpoints", str(_endpoints(actions_url, secret)), "--credentials", str(ROOT / "credentials.yml")),
        ]
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher = threading.Thread(target=self._watch, name="rasa-watcher", daemon=True)

    def start(self) -> None:
        self._watcher.start()

    def _watch(self) -> None:
        with _private_file(log_path()) as log:
            while not self._stopping.is_set():
                self._process = subprocess.Popen(  # noqa: S603 (our own command)
                    self._command, cwd=ROOT, env=rasa_model.environment(), stdout=log, stderr=log, start_new_session=True
                )
                self._process.wait()
                if not self._stopping.wait(RESTART_PAUSE):
                    print("The Rasa server stopped; starting it again.", flush=True)

    def stop(self) -> None:
        self._stopping.set()
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._watcher.join(5)


def _endpoints(actions_url: str, secret: str) -> Path:
    """endpoints.yml of the repository, with the actions of this installation; readable by its owner only."""
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    endpoints["action_endpoint"] |= {"url": actions_url, "headers": {SECRET_HEADER: secret}}
    path = data_dir() / "endpoints.yml"
    with _private_file(path) as file:
        yaml.safe_dump(endpoints, file)
    return path


def log_path() -> Path:
    """What the Rasa server writes: warnings and errors since the last start."""
    return data_dir() / "rasa.log"


def _private_file(path: Path) -> TextIO:
    """A new file that only its owner can read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8")
