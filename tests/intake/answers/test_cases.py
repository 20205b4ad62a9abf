"""What people type, in each offered language, and what is read of it: cases_<language>.yml.

Each table has numbers, number words, digits, school classes, hours, children, months, periods and calendars as people write them, with
values worked out by hand. From where the words and calendars come is told in docs/understanding.md, "Numbers and dates".
"""

import ast
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from intake.answers import Field, Layer, Reader, Reading, said_for
from intake.answers.lexicon import load
from intake.answers.likeness import Likeness, learn
from intake.settings import settings

ROOT = Path(__file__).parents[3]
TODAY = date(2025, 11, 23)


def cases() -> list[Any]:
    return [
        pytest.param(path.stem.removeprefix("cases_"), question, str(text), expected, id=f"{path.stem}-{question}-{text}")
        for path in sorted(Path(__file__).parent.glob("cases_*.yml"))
        for question, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for text, expected in texts.items()
    ]


@cache
def fields() -> dict[str, Field]:
    found = {}
    for topic in yaml.safe_load((ROOT / "questionnaire.yml").read_text(encoding="utf-8"))["topics"]:
        for question in topic["questions"]:
            parts = [{**part, "id": f"{question['id']}.{part['id']}"} for part in question.get("fields", ())]
            for raw in (question, *parts):
                bounds = tuple(raw["bounds"]) if "bounds" in raw else None
                found[raw["id"]] = Field(raw["id"], raw["type"], tuple(raw.get("codes", ())), bounds, raw.get("unit"))
    return found


@cache
def layer(language: str) -> Layer:
    wording = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    titles = (
        {str(message.id): str(message.string) for message in read_po(wording.open("rb")) if str(message.id).startswith("option.")}
        if wording.exists()
        else {}
    )
    return Layer(language, load(ROOT / "data" / "nlu" / f"{language}.yml"), titles)


@cache
def learned(field: Field) -> Likeness | None:
    return learn(said_for(field, map(layer, settings().languages)))


@cache
def reader(language: str) -> Reader:
    return Reader(layer(language), (layer("en"), layer("nl")), learned, lambda: TODAY)


def expected_of(reading: Reading, expected: Any) -> Any:
    """The part of a reading that a case is about."""
    if isinstance(expected, str) and expected.startswith("?"):
        return list(reading.candidates)
    if isinstance(expected, str) and expected.startswith("!"):
        return reading.problem
    return reading.value


@pytest.mark.parametrize(("language", "question", "text", "expected"), cases())
def test_what_people_type_is_read(language: str, question: str, text: str, expected: Any) -> None:
    reading = reader(language).read(fields()[question], text)

    found = expected_of(reading, expected)
    if isinstance(expected, str) and expected[:1] in "?!":
        wanted = expected[1:].strip()
        expected = ast.literal_eval(wanted) if expected.startswith("?") else wanted
        assert reading.value is None
    assert found == expected


def test_each_language_has_eighty_cases() -> None:
    counts = Counter(case.values[0] for case in cases())
    assert {language: counts[language] for language in settings().languages if counts[language] < 80} == {}
