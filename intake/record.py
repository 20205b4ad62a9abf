"""The record of one intake: answers with their evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

Status = Literal["answered", "skipped", "unknown", "discuss"]
Source = Literal["inburgeraar", "interpreter", "klantmanager", "imported"]
Means = Literal["button", "typed", "voice", "form"]


class StepKey(NamedTuple):
    """What was asked: a question's id, or a roster field (`work.jobs.country`) with the number of its record (from 0)."""

    question: str
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it was given; a correction is a new answer that supersedes this one.

    `value` is the normalised value (None unless `status` is answered), `original_text` the person's own words (a
    button's title where a button was pressed), `certainty` from 0 to 1 how sure the reading of those words is.
    """

    id: str
    key: StepKey
    value: Any
    status: Status
    original_text: str
    language: str
    source: Source
    means: Means
    certainty: float
    questionnaire_version: str
    recorded_at: datetime
    superseded_by: str | None = None


class Record:
    """The answers that stand now, by what was asked."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._answers = {answer.key: answer for answer in answers if answer.superseded_by is None}

    def __getitem__(self, key: StepKey) -> Answer:
        return self._answers[key]

    def __contains__(self, key: StepKey) -> bool:
        return key in self._answers

    def __iter__(self) -> Iterator[Answer]:
        return iter(self._answers.values())

    def get(self, question: str, entry: int | None = None) -> Answer | None:
        return self._answers.get(StepKey(question, entry))

    def with_answer(self, answer: Answer) -> "Record":
        """This record after one more answer."""
        return Record([*(old for old in self if old.key != answer.key), answer])

    def value(self, question: str, entry: int | None = None) -> Any:
        """The value that was answered, or None where there is no answer or it was skipped, unknown or set aside."""
        answer = self.get(question, entry)
        return answer.value if answer else None
