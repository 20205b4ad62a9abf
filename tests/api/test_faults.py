"""What happens when parts fail: nothing that was said is lost, nothing is recorded twice, and what is broken is told in clear words."""

import json
import shutil
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
import requests

from intake.settings import ROOT
from intake.wording import wording
from tests.api.browser import Browser
from tests.api.test_answers import history
from tests.api.test_cases import refused
from tests.product import Person, Product, with_models
from tests.walk import skip_to

WITHIN = 120  # seconds that something may take on a busy machine
LADDERS = ("listening", "speaking", "reading", "writing")
# Yes-or-no questions in a row: each ladder goes up, up, and stops.
QUESTIONS = [f"language.dutch_{skill}.{level}" for skill in LADDERS for level in ("A2", "B1", "B2")]


def started(folder: Path, name: str) -> Product:
    """A product of its own, with its own data folder and the model that the other tests use."""
    with_models(folder)
    product = Product(name, {"WEGWIJS_DATA_DIR": str(folder)})
    product.start()
    return product


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    running = started(tmp_path_factory.mktemp("faults"), "faults")
    yield running
    running.stop()


@pytest.fixture
def person(product: Product) -> Person:
    """Somebody at the first of `QUESTIONS`."""
    product.wait_until_ready()
    someone = product.new_case()
    skip_to(someone, QUESTIONS[0])
    return someone


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + WITHIN
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def rasa_server(product: Product) -> psutil.Process:
    """The Rasa server of a product."""
    children = psutil.Process(product.pid).children(recursive=True)
    [server] = [child for child in children if "rasa" in child.cmdline() and "run" in child.cmdline()]
    return server


def is_ready(product: Product) -> bool:
    return requests.get(f"{product.url}/health/ready", timeout=30).status_code == 200


def recorded(person: Person) -> list[str]:
    """What was answered of `QUESTIONS`, also what was superseded, in order."""
    parts = [part for answer in history(person) for part in answer.get("parts", ())]
    return [part["question"] for part in parts if part["question"] in QUESTIONS]


def yes_to(person: Person, question: str) -> requests.Response:
    """Presses Yes at a question; the same key each time, as a phone that sends the message again."""
    payload = f"/inform{json.dumps({'question': question, 'answer': True})}"
    return person.send({"payload": payload}, key=f"{person.case_id} {question}")


class Lock:
    """Another program that holds the database: nobody else can write."""

    def __init__(self, product: Product) -> None:
        self._connection = sqlite3.connect(product.database, timeout=30, isolation_level=None, check_same_thread=False)

    def __enter__(self) -> None:
        self._connection.execute("BEGIN EXCLUSIVE")

    def __exit__(self, *_: object) -> None:
        self._connection.execute("ROLLBACK")
        self._connection.close()


# The Rasa server is killed


def test_messages_are_answered_after_the_rasa_server_was_killed_among_them_nothing_lost_nothing_twice(product: Product) -> None:
    people = [product.new_case(f"P{number}") for number in range(3)]
    for someone in people:
        skip_to(someone, QUESTIONS[0])

    def answer_all(someone: Person) -> list[int]:
        return [yes_to(someone, question).status_code for question in QUESTIONS]

    with ThreadPoolExecutor(len(people)) as pool:
        talks = [pool.submit(answer_all, someone) for someone in people]
        for enough in (2, 7):
            until(lambda enough=enough: any(len(recorded(someone)) >= enough for someone in people))
            rasa_server(product).kill()
            until(lambda: not is_ready(product))
            until(lambda: is_ready(product))
        assert [talk.result() for talk in talks] == [[200] * len(QUESTIONS)] * len(people)
    assert [recorded(someone) for someone in people] == [QUESTIONS] * len(people)


def test_an_answer_that_was_recorded_when_the_rasa_server_died_is_recorded_once_and_the_talk_goes_on(
    product: Product, person: Person
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with Lock(product):
            waiting = pool.submit(yes_to, person, QUESTIONS[0])
            time.sleep(2)  # the action, which runs beside the Rasa server, waits for the database meanwhile
            server = rasa_server(product)
            server.kill()
            server.wait(10)
        until(lambda: recorded(person) == QUESTIONS[:1])
        assert not is_ready(product), "it was recorded after the Rasa server was back"
        reply = waiting.result()
    assert reply.status_code == 200
    assert reply.json()["question"] == QUESTIONS[1]
    again = yes_to(person, QUESTIONS[0])
    assert again.json() == reply.json()
    assert recorded(person) == QUESTIONS[:1]


def test_a_phone_that_lost_the_connection_may_send_the_same_again(product: Product, person: Person) -> None:
    rasa_server(product).kill()
    with pytest.raises(requests.Timeout):
        requests.post(
            f"{product.url}/v1/chat/{person.code}/messages",
            json={"text": "ja"},
            headers={"X-Pin": person.pin, "X-Idempotency-Key": "lost"},
            timeout=0.5,
        )
    reply = person.send({"text": "ja"}, key="lost")
    assert reply.status_code == 200
    assert reply.json()["question"] == QUESTIONS[1]
    assert recorded(person) == QUESTIONS[:1]


# The database is locked, or gone


def test_a_locked_database_is_told_of_and_then_the_same_message_works(product: Product, person: Person) -> None:
    with Lock(product):
        response = yes_to(person, QUESTIONS[0])
        problem = refused(response, 503)
    assert "Send the same message again" in problem["detail"]
    assert int(response.headers["Retry-After"]) > 0
    reply = yes_to(person, QUESTIONS[0])
    assert reply.status_code == 200
    assert reply.json()["question"] == QUESTIONS[1]
    assert recorded(person) == QUESTIONS[:1]


@pytest.mark.parametrize("payload", ["/skip", "/ask_human", '/change_language{"language": "en"}'])
def test_with_a_locked_database_no_help_pretends_to_have_worked(product: Product, person: Person, payload: str) -> None:
    key = str(uuid.uuid4())
    with Lock(product):
        refused(person.send({"payload": payload}, key), 503)
    assert person.send({"payload": payload}, key).status_code == 200


def test_a_call_for_help_with_a_locked_database_is_not_told_to_have_reached_an_employee(product: Product, person: Person) -> None:
    with Lock(product):
        refused(person.send({"text": "mijn man slaat mij"}), 503)


def test_on_the_page_a_locked_database_is_told_of_in_the_persons_language(product: Product) -> None:
    person = product.new_case(language="es")
    browser = Browser(product, languages="es")
    browser.open(f"/c/{person.code}")
    browser.send("/", code=person.code, pin=person.pin)
    with Lock(product):
        browser.send("/chat", text="hola")
    assert wording("es").text("error.unavailable") in browser.text
    assert "hola" in browser.texts("textarea")[0]
    browser.send("/chat", text="hola")
    assert browser.status == 200


def test_no_case_is_made_while_the_database_is_locked(product: Product) -> None:
    new = {"givenName": "Samira", "language": "nl", "group": "overig", "noticeDate": "2026-10-01"}
    with Lock(product):
        refused(product.staff("POST", "/v1/cases", json=new), 503)


# Something is broken before the start


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the program reads at the start."""
    folder = tmp_path / "copy"
    left_out = shutil.ignore_patterns(".*", "var", "tests", "node_modules", "__pycache__", "vendor", "pictures")
    shutil.copytree(ROOT, folder, ignore=left_out)
    return folder


def refusal(copy: Path) -> str:
    """What `wegwijs serve` says when it does not start."""
    environment = {"WEGWIJS_DATA_DIR": str(copy / "var"), "PATH": "/usr/bin:/bin", "HOME": str(copy)}
    command = [sys.executable, "-m", "wegwijs", "serve"]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, timeout=WITHIN, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not (copy / "var" / "wegwijs.db").exists()
    return done.stderr.strip().splitlines()[-1]


def replace(path: Path, old: str, new: str) -> int:
    """Replaces a text in a file; the line where it stood."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_questionnaire_without_a_mandatory_question_is_refused_with_its_article(copy: Path) -> None:
    replace(copy / "questionnaire.yml", "- {id: health.limits, ", "- {id: health.limits_gone, ")
    said = refusal(copy)
    assert "questionnaire.yml" in said
    assert "health.limits" in said


def test_a_questionnaire_with_a_mistake_is_refused_with_its_line_and_what_to_do(copy: Path) -> None:
    line = replace(copy / "questionnaire.yml", "type: number, unit: years", "type: numbr, unit: years")
    assert f"questionnaire.yml, line {line}: 'education.school_years' has the unknown type 'numbr': use one of" in refusal(copy)


def test_a_questionnaire_that_is_no_yaml_is_refused_with_its_line(copy: Path) -> None:
    replace(copy / "questionnaire.yml", "  - id: language\n", "  - id: [language\n")
    said = refusal(copy)
    assert "questionnaire.yml, line " in said
    assert "Mend that line" in said


def test_a_catalogue_with_a_mistake_is_refused_with_its_line(copy: Path) -> None:
    line = replace(copy / "translations/es/LC_MESSAGES/messages.po", 'msgid "say.skipped"', 'mgsid "say.skipped"')
    assert f"messages.po, line {line}: " in refusal(copy)


def test_a_catalogue_that_is_not_there_is_refused_with_what_to_do(copy: Path) -> None:
    (copy / "translations/es/LC_MESSAGES/messages.po").unlink()
    assert "take 'es' out of settings.yml" in refusal(copy)


def test_a_catalogue_that_lacks_a_text_is_refused_with_its_key(copy: Path) -> None:
    replace(copy / "translations/es/LC_MESSAGES/messages.po", 'msgid "ask.work.now"', 'msgid "ask.work.gone"')
    said = refusal(copy)
    assert "translations/es/LC_MESSAGES/messages.po" in said
    assert "ask.work.now" in said


def test_settings_that_lack_something_are_refused(copy: Path) -> None:
    replace(copy / "settings.yml", "tries: 5", "attempts: 5")
    said = refusal(copy)
    assert "settings.yml" in said
    assert "tries" in said


def test_a_language_without_a_training_file_is_refused_with_what_to_do(copy: Path) -> None:
    (copy / "data/nlu/es.yml").unlink()
    said = refusal(copy)
    assert "data/nlu/es.yml" in said


def test_a_port_that_is_taken_is_told_of(product: Product, tmp_path: Path) -> None:
    with_models(tmp_path)
    environment = {**product.environment, "WEGWIJS_DATA_DIR": str(tmp_path), "WEGWIJS_DATABASE_URL": ""}
    command = [sys.executable, "-m", "wegwijs", "serve"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=WITHIN, check=False)
    assert done.returncode == 1
    assert f"Port {product.port} can't be used. Set WEGWIJS_PORT to another one." in done.stderr
    assert is_ready(product)


# Stopping


@pytest.mark.parametrize("how", ["interrupt", "terminate"])
def test_stopping_leaves_no_process_behind(tmp_path: Path, how: str) -> None:
    product = started(tmp_path, "stopping")
    process = psutil.Process(product.pid)
    everything = [process, *process.children(recursive=True)]
    assert len(everything) >= 2
    assert (product.stop() if how == "interrupt" else product.terminate()) == 0
    assert not [one for one in everything if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{product.url}/health/live", timeout=5)
