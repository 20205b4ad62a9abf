"""The people of tests/people/ in another language than their own: what they type is said in that language, from the catalogue and CLDR."""

import copy
import re
from typing import Any

from intake.answers import Field
from intake.questionnaire import questionnaire
from intake.settings import settings
from intake.values import describe, language_name
from intake.wording import wording
from tests.conversations.talk import phrases
from tests.intake.answers.test_cases import reader
from tests.walk import load

OWN_WORDS = {"driver": "83", "baker": "75"}  # phrases, and the ISCO-08 group that each is in
GREGORIAN = {"ti": "ብፈረንጂ"}  # said where the names of the months are those of two calendars
LEFT = {"unknown": "i_dont_know", "skipped": "skip"}
OCCUPATION = re.compile(r"„([^”]*)” \(ISCO (\d\d): [^)]*\)")

Someone = dict[str, Any]


def in_language(name: str, language: str) -> tuple[Someone, Someone]:
    """Somebody and what is expected of their intake, with the talk in `language`."""
    someone, expected = load(name), load(f"{name}.expected")
    if someone["language"] == language:
        return someone, expected
    told = _Told(someone["language"], language, expected["record"])
    someone["steps"] = {step: told.step(step, did) for step, did in someone["steps"].items()}
    someone["steps"]["start.language"] = {"press": language}
    someone["language"] = language
    return someone, told.expected(expected)


class _Told:
    def __init__(self, own: str, language: str, record: dict[str, Any]) -> None:
        self._own, self._language, self._record = own, language, record
        self._phrases = phrases(language)
        self._replaced: dict[str, str] = {}  # own words -> what is said instead

    def step(self, step: str, did: Any) -> Any:
        if isinstance(did, list):
            return [self.step(step, one) for one in did]
        return {"type": self._said(questionnaire().steps[step], did["type"])} if "type" in did else did

    def _said(self, field: Field, text: str) -> str:
        if left := LEFT.get(str(self._record.get(field.id))):
            return self._phrases[left]
        if field.type == "text":
            return self._instead(text, "tasks")
        read = reader(self._own).read(field, text).value
        if field.type == "occupation":
            return self._instead(text, "driver" if read["isco"] == OWN_WORDS["driver"] else "baker")
        said = describe(field, read, wording(self._language))
        return f"{said} {GREGORIAN[self._language]}" if field.type == "month" and self._language in GREGORIAN else said

    def _instead(self, text: str, phrase: str) -> str:
        return self._replaced.setdefault(text, self._phrases[phrase])

    def expected(self, expected: Someone) -> Someone:
        """The expected record and summary with what was said instead, and with the language of the talk."""
        changed: Someone = self._changed(copy.deepcopy(expected))
        changed["record"]["start.language"] = self._language
        own, spoken = (language_name(code, wording("nl").locale) for code in (self._own, self._language))
        changed["summary"]["start"] = [sentence.replace(own, spoken) for sentence in changed["summary"]["start"]]
        return changed

    def _changed(self, value: Any) -> Any:
        match value:
            case {"isco": _, "words": words}:
                said = self._replaced[words]
                return {"isco": self._group(said), "words": said}
            case dict():
                return {key: self._changed(one) for key, one in value.items()}
            case list():
                return [self._changed(one) for one in value]
            case str():
                return OCCUPATION.sub(self._occupation, self._in_words(value))
            case _:
                return value

    def _in_words(self, text: str) -> str:
        if text in self._replaced:
            return self._replaced[text]
        return re.sub(r"„([^”]*)”", lambda match: f"„{self._replaced.get(match[1], match[1])}”", text)

    def _occupation(self, match: re.Match[str]) -> str:
        group = self._group(match[1])
        return f"„{match[1]}” (ISCO {group}: {wording('nl', 'staff').text(f'isco.{group}')})"

    def _group(self, said: str) -> str:
        return next(group for phrase, group in OWN_WORDS.items() if self._phrases[phrase] == said)


def people_and_languages() -> list[tuple[str, str]]:
    """Everybody in every language that is offered."""
    return [(name, language) for language in settings().languages for name in ("pablo", "hasan")]
