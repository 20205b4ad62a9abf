"""The Rasa model: trained when there is none, or when what it is made of has changed."""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from intake.settings import QUESTIONNAIRE, ROOT, TRANSLATIONS, data_dir

LAST_LINES = 40  # of Rasa's messages, shown when the training fails
_TRAINING = re.compile(r"Starting to train component '(\w+)'")
KEPT = 3  # models; older ones are removed


class TrainingFailed(Exception):
    """Rasa could not train a model; its own messages were shown."""


def path() -> Path:
    """Where the model of the present data is, or will be."""
    return data_dir() / "models" / f"wegwijs-{_fingerprint()}.tar.gz"


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for file in _ingredients():
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _ingredients() -> list[Path]:
    named = [ROOT / name for name in ("config.yml", "domain.yml", "settings.yml", "bot/importer.py")]
    keys = TRANSLATIONS / "nl" / "LC_MESSAGES" / "messages.po"  # the names of the responses
    folders = [
        *(ROOT / "data" / "nlu").glob("*.yml"),
        *(ROOT / "data" / "rules").glob("*.yml"),
        *(ROOT / "bot" / "components").glob("*.py"),
        *(ROOT / "intake" / "answers").glob("*.*"),
    ]
    return sorted([*named, QUESTIONNAIRE, keys, *folders])


def ensure() -> Path:
    """The model of the present data, trained now if it is not there.

    Raises:
        TrainingFailed: Rasa refused the data.
    """
    model = path()
    model.parent.mkdir(parents=True, exist_ok=True)
    with (model.parent / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # who comes second waits, and finds it there
        if not model.exists():
            train(model)
    return model


def train(model: Path) -> None:
    """Trains a model into `model`, and tells what is being trained."""
    print("Training the language model; this happens once, and again when the data changes ...", flush=True)
    started = time.monotonic()
    name = model.name.removesuffix(".tar.gz")
    command = [
        sys.executable,
        "-m",
        "rasa",
        "train",
        "--out",
        str(model.parent),
        "--fixed-model-name",
        f".{name}",
        "--force",
        "--skip-validation",
    ]
    said = []
    with subprocess.Popen(  # noqa: S603 (our own command)
        command, cwd=ROOT, env={**environment(), "LOG_LEVEL": "INFO"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as training:
        assert training.stdout is not None
        for line in training.stdout:
            said.append(line)
            if part := _TRAINING.search(line):
                print(f"  {part[1]} ...", flush=True)
    finished = model.with_name(f".{model.name}")
    if training.returncode != 0 or not finished.exists():
        print("".join(said[-LAST_LINES:]), flush=True)
        raise TrainingFailed
    finished.rename(model)  # only a whole model gets its name
    for old in sorted(model.parent.glob("wegwijs-*.tar.gz"), key=lambda file: file.stat().st_mtime)[:-KEPT]:
        old.unlink()
    print(f"Trained in {time.monotonic() - started:.0f} seconds.", flush=True)


def environment() -> dict[str, str]:
    """The environment in which Rasa runs: nothing is sent to anyone, and only what matters is printed."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
        "LOG_LEVEL": "WARNING",
    }
