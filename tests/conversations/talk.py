"""Holding a talk of talks.yml in one language, and checking each reply in full."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from intake.questionnaire import load
from intake.settings import QUESTIONNAIRE
from intake.wording import wording
from tests.api.browser import Browser
from tests.product import Person, Product

HERE = Path(__file__).parent
READBACK = "READBACK"
_QUESTIONS = {step.id: question for question in load(QUESTIONNAIRE).questions for step in question.steps()}
_EXPECTED = {"says", "asks", "record", "calls", "language", "answered", "done"}


@dataclass(frozen=True)
class Talk:
    """One talk, at one question."""

    name: str
    at: str | None
    given: dict[str, dict[str, Any]]
    steps: list[dict[str, Any]]


def talks() -> list[Talk]:
    """The talks of talks.yml, one that is held at several questions once for each."""
    found = yaml.safe_load((HERE / "talks.yml").read_text(encoding="utf-8"))
    return [Talk(one["talk"], at, one.get("given", {}), one["steps"]) for one in found for at in _places(one)]


def _places(one: dict[str, Any]) -> list[str | None]:
    at = one.get("at")
    return at if isinstance(at, list) else [at]


def phrases(language: str) -> dict[str, str]:
    """How somebody types each phrase in a language."""
    path = HERE / "phrases" / f"{language}.yml"
    found: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@dataclass
class Conversation:
    """Somebody who holds a talk. `language` is what the talk is in now, `asked` the step that is being asked."""

    product: Product
    klantmanager: Browser
    language: str
    person: Person = field(init=False)
    asked: str | None = None
    _own: str = field(init=False)

    def __post_init__(self) -> None:
        self._own = self.language
        self.person = self.product.new_case(language=self.language)

    def hold(self, talk: Talk) -> None:
        if talk.at:
            self._go_to(talk.at, talk.given)
        for step in talk.steps:
            self._take(step)

    def _take(self, step: dict[str, Any]) -> None:
        if "times" in step:
            for _ in range(step["times"]):
                for one in step["these"]:
                    self._take(one)
            return
        [(how, what)] = ((key, value) for key, value in step.items() if key not in _EXPECTED)
        before = self.asked
        self._act(how, self._filled(what))
        self._check(self._filled({key: value for key, value in step.items() if key in _EXPECTED}), before)

    def _act(self, how: str, what: Any) -> None:
        person = self.person
        match how:
            case "open":
                person.type("")
            case "device":
                self.person = Person(person.product, person.case_id, person.code, person.pin)
                self.person.type("")
            case "type" | "type_other":
                person.type(phrases(self.language if how == "type" else self._other)[what])
            case "write":
                person.type(what)
            case "press":
                person.press(what)
            case "tick":
                person.tick(*what)
            case "choose":
                person.send_payload(person.option(lambda entities: entities == what))
            case "stale":
                [(question, value)] = what.items()
                person.send_payload(f"/inform{json.dumps({'question': question, 'answer': value})}")
            case "help":
                person.help(what)
            case "change_to":
                person.help("change_language", language=what)
            case "skip_to":
                self._go_on_to(what, {})
            case _:
                raise ValueError(f"talks.yml has no step '{how}'")

    def _go_to(self, question: str, given: dict[str, dict[str, Any]]) -> None:
        self.person.type("")
        self._go_on_to(question, given)
        self.asked = question

    def _go_on_to(self, question: str, given: dict[str, dict[str, Any]]) -> None:
        while (at := self.person.question) != question:
            assert at is not None, f"{question} was never asked"
            if at in given:
                [(how, what)] = given[at].items()
                self._act(how, self._filled(what))
            else:
                self.person.help("skip")
            assert self.person.question != at, f"no way on from {at}: {self.person.texts}"

    def _check(self, expected: dict[str, Any], before: str | None) -> None:
        reply = self.person.reply
        self.language = expected.get("language", self.language)
        assert reply["language"] == self.language
        asks = before if expected["asks"] == "same" else expected["asks"]
        said = list(reply["messages"])
        if asks != "nothing":
            assert reply["question"] == asks, self.person.texts
            self._check_question(said.pop(), asks)
            self.asked = asks
        self._check_said(said, expected.get("says", []))
        if "answered" in expected:
            assert reply["progress"]["answered"] == expected["answered"]
        if "done" in expected:
            assert reply["done"] is expected["done"]
        if "record" in expected:
            recorded = self.person.record()
            assert {question: recorded.get(question) for question in expected["record"]} == expected["record"]
        if "calls" in expected:
            calls = [wording("nl", "staff").text(f"attention.{kind}") for kind in expected["calls"]]
            assert self.klantmanager.calls(self.person.case_id) == calls

    def _check_question(self, message: dict[str, Any], asks: str) -> None:
        assert message.get("question") == asks, self.person.texts
        texts, question = wording(self.language), _QUESTIONS[asks]
        assert message["text"].endswith(texts.text(f"ask.{asks}"))
        if question.tell:
            assert message["text"].startswith(texts.text(f"tell.{question.id}"))
        if question.type in {"choice", "choices"}:
            assert [option["title"] for option in message["options"]] == [
                texts.text(f"option.{question.id}.{code}") for code in question.codes
            ]

    def _check_said(self, said: list[dict[str, Any]], keys: list[str]) -> None:
        told = [message["text"] for message in said]
        # What is said only in languages whose people count in two calendars.
        keys = [key.removesuffix("?") for key in keys if not key.endswith("?") or len(told) == len(keys)]
        assert len(told) == len(keys), f"expected {keys}, was told {told}"
        for text, key in zip(told, keys, strict=True):
            if key == READBACK:
                assert text.startswith(wording(self.language).text("topic.start"))
            else:
                language = self._other if key.startswith("other ") else self.language
                pattern = self._pattern(key.removeprefix("other "), language)
                assert re.fullmatch(pattern, text, re.DOTALL), f"expected {key}, was told {text!r}"

    def _pattern(self, key: str, language: str) -> str:
        """The wording of a key, with anything where a value is put in."""
        prefix, _, asked = key.partition(".")
        if asked == "$asked" and self.asked:
            key = f"{prefix}.{_QUESTIONS[self.asked].id if prefix == 'why' else self.asked}"
        return re.sub(r"\\\{\w+\\\}", ".+", re.escape(wording(language).text(key)))

    @property
    def _other(self) -> str:
        return next(code for code in ("en", "nl") if code != self._own)

    def _filled(self, value: Any) -> Any:
        """A value of talks.yml with what stands for something filled in."""
        if isinstance(value, dict):
            return {self._filled(key): self._filled(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._filled(one) for one in value]
        if value == "$asked":
            return self.asked
        if value == "$language":
            return self._own
        if value == "$other":
            return self._other
        if value == "$three_years_ago":
            return str(date.today().year - 3)
        if isinstance(value, str) and value.startswith("$phrase."):
            return phrases(self.language)[value.removeprefix("$phrase.")]
        return value
