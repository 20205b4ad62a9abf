"""The trained model, sentence by sentence, without the dialogue."""

from pathlib import Path
from typing import Any

import pytest

from intake.settings import settings
from tests.conversations.talk import phrases
from wegwijs.understand import Understanding

LANGUAGES = settings().languages


@pytest.fixture(scope="module")
def understanding(model: Path) -> Understanding:
    return Understanding(model)


def understood(understanding: Understanding, text: str, language: str, question: str | None = None) -> dict[str, Any]:
    [line] = understanding.understand([{"text": text, "language": language, "question": question}])
    return line


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "ik wil graag Nederlands leren met mijn kinderen"),
        ("en", "I would like to learn the language with my children"),
        ("ar", "بدي اتعلم اللغة مع ولادي"),
        ("es", "me gustaría aprender el idioma con mis hijos"),
    ],
)
@pytest.mark.parametrize("talk", LANGUAGES)
def test_a_sentence_shows_its_language_whatever_the_language_of_the_talk(
    understanding: Understanding, language: str, text: str, talk: str
) -> None:
    assert understood(understanding, text, talk)["detectedLanguage"] == language


@pytest.mark.parametrize("text", ["123", "😀", "...", "٩"])
def test_without_a_letter_there_is_no_language(understanding: Understanding, text: str) -> None:
    assert understood(understanding, text, "nl")["detectedLanguage"] is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("phrase", "intent"),
    [
        ("greeting", "greet"),
        ("thanks", "thank"),
        ("why", "explain"),
        ("easier", "repeat"),
        ("skip", "skip"),
        ("i_dont_know", "dont_know"),
        ("go_back", "go_back"),
        ("other_language", "change_language"),
        ("want_person", "ask_human"),
        ("want_interpreter", "ask_interpreter"),
        ("later", "pause"),
        ("faq_pip", "faq/pip"),
        ("faq_privacy", "faq/privacy"),
        ("in_danger", "distress"),
        ("suicidal", "distress"),
    ],
)
def test_what_is_said_about_the_talk_is_recognised(understanding: Understanding, language: str, phrase: str, intent: str) -> None:
    assert understood(understanding, phrases(language)[phrase], language)["intent"]["name"] == intent


def test_a_typed_slash_is_no_command(understanding: Understanding) -> None:
    assert understood(understanding, "/restart", "nl")["intent"]["name"] not in {"restart", "resume"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_in_danger_are_understood_in_any_offered_language(understanding: Understanding, language: str) -> None:
    for other in LANGUAGES:
        assert understood(understanding, phrases(other)["in_danger"], language)["intent"]["name"] == "distress"


def test_a_line_comes_back_with_what_was_in_it(understanding: Understanding) -> None:
    line = {"text": "negen jaar", "language": "nl", "question": "education.school_years"}
    [answer] = understanding.understand([line])
    assert line.items() <= answer.items()
    assert (answer["intent"]["name"], answer["value"]) == ("inform", 9)


def test_many_lines_come_back_in_their_order(understanding: Understanding) -> None:
    lines = [{"text": str(number % 30), "language": "nl", "question": "education.school_years"} for number in range(600)]
    assert [answer["value"] for answer in understanding.understand(lines)] == [number % 30 for number in range(600)]
