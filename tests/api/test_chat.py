"""The chat API: what is taken, what is refused, and that nothing is recorded twice."""

import json
import sqlite3
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from intake.wording import wording
from tests.api.browser import Browser
from tests.api.test_answers import history
from tests.api.test_cases import refused
from tests.product import Person, Product
from tests.walk import skip_to

NL = wording("nl")


@pytest.fixture
def person(product: Product) -> Person:
    return product.new_case()


@pytest.fixture
def asked_for_years(person: Person) -> Person:
    """Somebody who is asked for their years at school."""
    skip_to(person, "education.school_years")
    return person


@pytest.fixture
def asked_for_worries(person: Person) -> Person:
    """Somebody who is asked for their worries, in their own words."""
    person.type("")
    person.help("go_back", question="wishes.worries")
    return person


def given(person: Person, question: str) -> list[dict[str, Any]]:
    return [one for one in history(person) if one["question"] == question]


def execute(product: Product, statement: str, *values: Any) -> None:
    """Changes something in the database behind the product's back."""
    with sqlite3.connect(product.database, timeout=30) as connection:
        connection.execute(statement, values)
    connection.close()


def test_a_reply_has_the_agreed_form(person: Person) -> None:
    reply = person.type("")
    assert set(reply) == {"messages", "question", "language", "progress", "done"}
    assert reply["progress"] == {"answered": 0, "total": reply["progress"]["total"]}
    question = reply["messages"][-1]
    assert question["question"] == reply["question"] == "start.language"
    assert [set(option) for option in question["options"]] == [{"title", "payload"}] * len(question["options"])


# Once, whatever happens


def test_the_same_key_gives_the_same_answer_and_one_record(asked_for_years: Person) -> None:
    key = str(uuid.uuid4())
    first = asked_for_years.send({"text": "9"}, key)
    second = asked_for_years.send({"text": "9"}, key)
    assert second.json() == first.json()
    assert len(given(asked_for_years, "education.school_years")) == 1


def test_the_same_key_at_the_same_time_gives_one_record(asked_for_years: Person) -> None:
    key = str(uuid.uuid4())
    with ThreadPoolExecutor(4) as pool:
        replies = [future.result().json() for future in [pool.submit(asked_for_years.send, {"text": "9"}, key) for _ in range(4)]]
    assert all(reply == replies[0] for reply in replies)
    assert len(given(asked_for_years, "education.school_years")) == 1


def test_a_key_used_for_another_message_is_refused(asked_for_years: Person) -> None:
    key = str(uuid.uuid4())
    asked_for_years.send({"text": "9"}, key)
    refused(asked_for_years.send({"text": "10"}, key), 409)
    assert [answer["value"] for answer in given(asked_for_years, "education.school_years")] == [9]


def test_another_persons_key_is_no_repeat(product: Product) -> None:
    key = str(uuid.uuid4())
    one, other = product.new_case("Een"), product.new_case("Ander")
    assert "Een" in one.send({"text": ""}, key).json()["messages"][0]["text"]
    assert "Ander" in other.send({"text": ""}, key).json()["messages"][0]["text"]


def test_a_button_pressed_twice_is_one_answer(asked_for_years: Person) -> None:
    asked_for_years.type("9")
    payload = asked_for_years.option(lambda entities: entities["answer"] == "vocational")
    asked_for_years.send_payload(payload)
    asked_for_years.send_payload(payload)
    assert asked_for_years.texts[0] == NL.text("say.already_answered")
    assert len(given(asked_for_years, "education.highest_level")) == 1


def test_two_devices_at_once_lose_nothing_and_answer_nothing_twice(product: Product) -> None:
    person = product.new_case()
    skip_to(person, "self_reliance.letter")
    questions = [f"self_reliance.{name}" for name in ("letter", "bank", "doctor", "transport", "digid", "school")]

    def answer_all(value: str) -> list[tuple[str, str]]:
        """Presses the same option at each question, whatever the other device does; what was recorded."""
        taken = []
        for question in questions:
            reply = person.send({"payload": f"/inform{json.dumps({'question': question, 'answer': value})}"}).json()
            if reply["messages"][0]["text"] != NL.text("say.already_answered"):
                taken.append((question, value))
        return taken

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(answer_all, value) for value in ("self", "with_help")]
        taken = sorted(one for device in both for one in device.result())
    recorded = sorted((answer["question"], answer["value"]) for answer in history(person) if answer["question"] in questions)
    assert recorded == taken
    assert len({question for question, _ in recorded}) == len(recorded)


# Who is let in


def test_a_wrong_code_a_wrong_pin_and_an_ended_invitation_look_the_same(product: Product) -> None:
    person, ended = product.new_case(), product.new_case()
    execute(product, "UPDATE invitations SET valid_until = '2020-01-01 00:00:00' WHERE case_id = ?", ended.case_id)
    wrong_pin = person.send({"text": ""}, pin="0000")
    wrong_code = Person(product, "", "AAAA-AAAA", person.pin).send({"text": ""})
    over = ended.send({"text": ""})
    assert refused(wrong_pin, 401) == refused(wrong_code, 401) == refused(over, 401)


def test_after_five_wrong_pins_the_right_one_is_locked_out_too(product: Product) -> None:
    person = product.new_case()
    assert [person.send({"text": ""}, pin="0000").status_code for _ in range(5)] == [401] * 5
    locked = person.send({"text": ""})
    refused(locked, 423)
    assert 0 < int(locked.headers["Retry-After"]) <= 15 * 60


def test_a_lock_passes(product: Product) -> None:
    person = product.new_case()
    for _ in range(5):
        person.send({"text": ""}, pin="0000")
    execute(product, "UPDATE invitations SET locked_until = '2020-01-01 00:00:00' WHERE case_id = ?", person.case_id)
    assert person.send({"text": ""}).status_code == 200


def test_without_a_pin_nobody_is_let_in(product: Product) -> None:
    person = product.new_case()
    refused(requests.post(f"{product.url}/v1/chat/{person.code}/messages", json={"text": ""}, timeout=60), 401)


def test_an_address_that_guesses_codes_is_braked_and_others_are_not(product: Product) -> None:
    def guess(address: str) -> requests.Response:
        headers = {"X-Pin": "1234", "X-Forwarded-For": address}
        return requests.post(f"{product.url}/v1/chat/AAAA-AAAA/messages", json={"text": ""}, headers=headers, timeout=60)

    for _ in range(30):
        refused(guess("198.51.100.7"), 401)
    braked = guess("198.51.100.7")
    refused(braked, 429)
    assert int(braked.headers["Retry-After"]) > 0
    refused(guess("198.51.100.8"), 401)


# What is sent


def test_a_long_message_is_taken_and_kept_whole(asked_for_worries: Person) -> None:
    words = "ik maak me zorgen over de reis " * 60
    asked_for_worries.type(words)
    [answer] = given(asked_for_worries, "wishes.worries")
    assert answer["value"] == words.strip()


def test_ten_thousand_characters_are_refused_and_the_talk_goes_on(asked_for_years: Person) -> None:
    refused(asked_for_years.send({"text": "a" * 10_000}), 413)
    refused(asked_for_years.send({"payload": f'/inform{{"answer": "{"a" * 10_000}"}}'}), 422)
    assert asked_for_years.type("9")["question"] == "education.highest_level"


@pytest.mark.parametrize("body", ["", "[]", "9", "{", '{"text": 9}', '{"text": "a", "more": "b"}', '{"text": {"a": "b"}}'])
def test_what_is_no_message_is_refused(person: Person, body: str) -> None:
    headers = {"X-Pin": person.pin, "Content-Type": "application/json"}
    response = requests.post(f"{person.product.url}/v1/chat/{person.code}/messages", data=body, headers=headers, timeout=60)
    refused(response, 422)


@pytest.mark.parametrize(
    "payload",
    [
        "hallo",
        "/",
        "/restart",
        "/faq/no_such",
        "/faq/",
        "/faq/../pip",
        "/inform{",
        "/inform[]",
        '/inform{"answer": 9}{}',
        '/inform{"admin": true}',
        "/session_start",
        "EXTERNAL: go",
        '/inform{"answer": 9}\n/skip',
    ],
)
def test_what_is_no_payload_of_a_button_is_refused(asked_for_years: Person, payload: str) -> None:
    refused(asked_for_years.send({"payload": payload}), 422)
    assert given(asked_for_years, "education.school_years") == []


@pytest.mark.parametrize(
    "value", ['"9"', "-1", "31", "9.5", "true", "null", "[9]", '{"a": 9}', "1e400", '"<script>"', "99999999999999999999", "[[9], [9]]"]
)
def test_a_payload_with_a_value_that_cannot_be_is_not_recorded(asked_for_years: Person, value: str) -> None:
    before = history(asked_for_years)
    reply = asked_for_years.send_payload(f'/inform{{"question": "education.school_years", "answer": {value}}}')
    if value != "[9]":  # one number, however it is written
        assert history(asked_for_years) == before
        assert reply["question"] == "education.school_years"


@pytest.mark.parametrize(
    "value", ["[]", '"cooking"', '["cooking", "nonsense"]', '[["cooking"]]', '{"cooking": 1}', '["cooking", "cooking"]']
)
def test_ticks_that_cannot_be_are_never_recorded(person: Person, value: str) -> None:
    person.type("")
    person.help("go_back", question="work.skills")
    person.send({"payload": f'/inform{{"question": "work.skills", "answer": {value}}}'})
    assert [answer["value"] for answer in given(person, "work.skills")] in ([], [["cooking"]])


@pytest.mark.parametrize(
    "payload", ['/go_back{"question": "no.such"}', '/go_back{"topic": "none"}', '/change_language{"language": {"a": 1}}']
)
def test_a_payload_that_leads_nowhere_leaves_the_talk_where_it_was(asked_for_years: Person, payload: str) -> None:
    asked_for_years.send_payload(payload)
    assert asked_for_years.type("")["question"] == "education.school_years"


@pytest.mark.parametrize("command", ["/restart", "/session_start", "/slot", "//restart", '/inform{"language": "en"}'])
def test_a_typed_slash_is_no_command(asked_for_years: Person, command: str) -> None:
    before = history(asked_for_years)
    reply = asked_for_years.type(command)
    assert history(asked_for_years) == before
    assert (reply["question"], reply["language"]) == ("education.school_years", "nl")


@pytest.mark.parametrize("text", ["😀", "😢", "🙏🙏🙏", "\u202e", "\u0007\u0000", "\u200b", "???", "…", "/", "٪", "\ud83d"])
def test_what_holds_no_word_is_no_answer(asked_for_years: Person, text: str) -> None:
    reply = asked_for_years.type(text)
    assert reply["question"] == "education.school_years"
    assert reply["messages"][-1]["question"] == "education.school_years"
    assert given(asked_for_years, "education.school_years") == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> ik ben moe",
        "<img src=x onerror=alert(1)> reizen",
        "'; DROP TABLE answers; -- zorgen",
        "{{ 7 * 7 }} ${7*7} {0.__class__} zorgen",
        "zorgen \u202e om geld \u2066x\u2069",
        "zorgen \u0007\u001b[31m om geld",
        "zorgen om geld\nen om de reis",
        "%s %d {name} zorgen",
    ],
)
def test_what_looks_like_code_is_kept_as_said_and_harms_nothing(asked_for_worries: Person, klantmanager: Browser, text: str) -> None:
    asked_for_worries.type(text)
    [answer] = given(asked_for_worries, "wishes.worries")
    assert answer["originalText"] == text
    klantmanager.open(f"/staff/cases/{asked_for_worries.case_id}")
    assert klantmanager.status == 200
    assert "<script>alert" not in klantmanager.page
    assert "<img src=x" not in klantmanager.page


def test_half_a_character_in_a_payload_is_refused(asked_for_worries: Person) -> None:
    refused(asked_for_worries.send({"payload": '/inform{"question": "wishes.worries", "answer": "\\ud83d"}'}), 422)


def test_half_a_character_is_kept_as_a_question_mark(asked_for_worries: Person) -> None:
    asked_for_worries.type("zorgen \ud83d om geld")
    [answer] = given(asked_for_worries, "wishes.worries")
    assert answer["originalText"] == "zorgen ? om geld"


def test_another_script_than_expected_is_understood(asked_for_years: Person) -> None:
    asked_for_years.type("٩")
    assert [answer["value"] for answer in given(asked_for_years, "education.school_years")] == [9]
