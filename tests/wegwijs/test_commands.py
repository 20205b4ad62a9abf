"""The command line, as somebody runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from intake.settings import ROOT
from tests.product import FOLDER, Product


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "WEGWIJS_DATA_DIR": str(data), "WEGWIJS_DATABASE_URL": ""}
    command = [sys.executable, "-m", "wegwijs", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A data folder in which nothing was made yet."""
    return tmp_path / "data"


def test_understand_shows_what_the_bot_makes_of_a_sentence(model: Path) -> None:
    done = run(FOLDER, "understand", "--language", "ar", "--question", "education.school_years", "تسع سنوات")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "language": "ar",
        "text": "تسع سنوات",
        "question": "education.school_years",
        "intent": {"name": "inform", "confidence": 1.0},
        "value": 9,
        "options": [],
        "detectedLanguage": "ar",
    }


def test_understand_answers_each_line_of_a_file(model: Path, tmp_path: Path) -> None:
    lines = [
        {"language": "es", "text": "no sé", "question": "education.school_years"},
        {"language": "nl", "text": "engels en frans", "question": "language.other_languages"},
        {"language": "en", "text": "hello"},
    ]
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    done = run(FOLDER, "understand", "--jsonl", str(path))
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [answer["intent"]["name"] for answer in answers] == ["dont_know", "inform", "greet"]
    assert [answer["value"] for answer in answers] == [None, ["en", "fr"], None]
    assert all(line.items() <= answer.items() for line, answer in zip(lines, answers, strict=True))


def test_understand_tells_of_a_wrong_line_with_its_number_before_it_loads_anything(empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"language": "nl", "text": "ja"}\nnee\n', encoding="utf-8")
    done = run(empty, "understand", "--jsonl", str(path))
    assert done.returncode == 1
    assert f"{path}, line 2: is not JSON." in done.stderr
    assert not empty.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "give a sentence, or --jsonl FILE"),
        (("ja", "--jsonl", "lines.jsonl"), "give a sentence, or --jsonl FILE"),
        (("--jsonl", "no/such/file"), "No such file"),
        (("--question", "no.such", "ja"), "there is no question 'no.such'"),
    ],
)
def test_understand_tells_what_is_wrong_in_one_line(empty: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run(empty, "understand", *arguments)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_token_can_be_made_before_the_first_start(empty: Path) -> None:
    done = run(empty, "token")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("wgw_")


def test_the_database_of_a_new_data_folder_is_for_its_owner_only(empty: Path) -> None:
    run(empty, "token")
    assert empty.stat().st_mode & 0o077 == 0


def test_a_token_opens_the_api(product: Product) -> None:
    token = product.command("token", "--name", "koppeling").strip()
    answer = requests.get(f"{product.url}/v1/cases/x/answers", headers={"Authorization": f"Bearer {token}"}, timeout=60)
    assert answer.status_code == 404


def test_a_token_of_nobody_is_refused(empty: Path) -> None:
    done = run(empty, "token", "--username", "niemand")
    assert done.returncode == 1
    assert "there is no member of staff 'niemand'" in done.stderr


def test_a_username_is_given_once(empty: Path) -> None:
    assert "One-time password of 'gijs'" in run(empty, "staff", "gijs", "Gijs").stdout
    done = run(empty, "staff", "gijs", "Gijs")
    assert done.returncode == 1
    assert "'gijs' is taken" in done.stderr


def test_the_check_of_the_catalogues_passes(empty: Path) -> None:
    done = run(empty, "translations", "check")
    assert done.returncode == 0, done.stderr
