"""The people of tests/people/ in every language, from the first hello to the Dutch summary: what is recorded and what is read, in full."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.product import Person, Product
from tests.speaking import in_language, people_and_languages
from tests.walk import arrive, said, walk


@dataclass
class Intake:
    """One person's whole intake: what they did, what came of it, what was expected."""

    someone: dict[str, Any]
    person: Person
    asked: list[str]
    expected: dict[str, Any]


@pytest.fixture(scope="module", params=people_and_languages(), ids="-".join)
def intake(request: pytest.FixtureRequest, product: Product) -> Intake:
    someone, expected = in_language(*request.param)
    person = arrive(product, someone)
    return Intake(someone, person, walk(person, someone), expected)


def test_the_intake_ends_confirmed_with_all_questions_dealt_with(intake: Intake) -> None:
    progress = intake.person.reply["progress"]
    assert intake.person.reply["done"]
    assert progress["answered"] == progress["total"]


def test_everything_that_applies_is_asked_once(intake: Intake) -> None:
    times = {step: len(did) if isinstance(did, list) else 1 for step, did in intake.someone["steps"].items()}
    assert {step: intake.asked.count(step) for step in intake.asked} == times


def test_the_record_is_as_expected(intake: Intake) -> None:
    assert intake.person.record() == intake.expected["record"]


def test_the_dutch_summary_is_as_expected(intake: Intake) -> None:
    topics = intake.person.summary()["topics"]
    assert {topic["topic"]: [sentence["text"] for sentence in topic["sentences"]] for topic in topics} == intake.expected["summary"]


def test_the_mandatory_components_stand_as_expected(intake: Intake) -> None:
    components = intake.person.summary()["components"]
    assert {component["component"]: component["status"] for component in components} == intake.expected["components"]


def test_each_sentence_rests_on_answers_in_the_persons_own_words_and_language(intake: Intake) -> None:
    given = {one["id"]: one for answer in intake.person.answers() for one in answer.get("parts", [answer])}
    for topic in intake.person.summary()["topics"]:
        for sentence in topic["sentences"]:
            assert sentence["answers"], sentence["text"]
            for answer in (given[answer_id] for answer_id in sentence["answers"]):
                did = said(intake.someone, answer["question"], answer.get("entry", 0))
                assert answer["language"] == intake.someone["language"]
                assert answer["originalText"] == did["type"] if "type" in did else answer["means"] == "button"
