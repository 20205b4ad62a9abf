"""Walks a person of tests/people/ through the intake, over the API."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tests.product import Person, Product

PEOPLE = Path(__file__).parent / "people"
LONGEST = 300  # turns


def load(name: str) -> dict[str, Any]:
    """A file of tests/people/, such as `pablo` or `pablo.expected`. `{three_years_ago}` in it is that year, so that a child stays young."""
    text = (PEOPLE / f"{name}.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text.replace("{three_years_ago}", str(date.today().year - 3)))
    return found


def arrive(product: Product, someone: dict[str, Any]) -> Person:
    """A new case for somebody, with the talk started."""
    person = product.new_case(someone["name"], someone["language"], someone["group"], someone["noticeDate"])
    person.type("")
    return person


def said(someone: dict[str, Any], step: str, times: int) -> dict[str, Any]:
    """What somebody does at a step that was asked so many times before."""
    assert step in someone["steps"], f"{someone['name']} was not expected to be asked {step}"
    found = someone["steps"][step]
    chosen: dict[str, Any] = found[times] if isinstance(found, list) else found
    return chosen


def walk(person: Person, someone: dict[str, Any], until: str | None = None) -> list[str]:
    """Answers everything as the person of the file does, until the end or the step `until`; the steps in the order asked."""
    asked: list[str] = []
    while not person.reply["done"] and person.question != until:
        step = person.question
        assert step is not None
        act(person, said(someone, step, asked.count(step)))
        assert person.question != step or person.reply["done"] or isinstance(someone["steps"][step], list), (
            f"{step} was not understood: {said(someone, step, asked.count(step))} {person.texts}"
        )
        asked.append(step)
        assert len(asked) < LONGEST
    return asked


def act(person: Person, what: dict[str, Any]) -> None:
    [(how, value)] = what.items()
    match how:
        case "type":
            person.type(value)
        case "press":
            person.press(value)
        case "tick":
            person.tick(*value)
        case "help":
            person.help(value)


def skip_to(person: Person, question: str) -> None:
    """Starts the talk, and skips everything before a question."""
    person.type("")
    while person.question != question:
        assert person.question is not None, f"{question} was never asked"
        person.help("skip")
