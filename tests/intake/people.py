"""Answers of invented people, for tests of the domain."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from intake.record import Answer, Record, Status, StepKey

START = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


class Told:
    """Collects answers, each a minute after the one before."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []

    def tell(self, question: str, value: Any, entry: int | None = None, status: Status = "answered") -> "Told":
        number = len(self.answers)
        for index, old in enumerate(self.answers):
            if old.key == StepKey(question, entry) and old.superseded_by is None:
                self.answers[index] = replace(old, superseded_by=f"answer-{number}")
        self.answers.append(
            Answer(
                id=f"answer-{number}",
                key=StepKey(question, entry),
                value=value,
                status=status,
                original_text=str(value),
                language="nl",
                source="inburgeraar",
                means="typed",
                certainty=1.0,
                questionnaire_version="test",
                recorded_at=START + timedelta(minutes=number),
            )
        )
        return self

    @property
    def record(self) -> Record:
        return Record(self.answers)
