"""Which step comes next: a pure function of the questionnaire and the answers that stand.

A step is one thing asked: a question, a level of a can-do ladder (`language.dutch_speaking.A2`), a field of a roster's record
(`work.jobs.country`, record 0, 1, ...) or whether there is another record (`work.jobs.more`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.answers import Field
from intake.questionnaire import MORE, Question, Questionnaire, When
from intake.record import Answer, Record, Status, StepKey

LARGEST_ROSTER = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One thing asked. `question` is the questionnaire's question that it belongs to."""

    key: StepKey
    question: Question
    field: Field
    may_be_none: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is recorded of a whole question: its value, its status (None: not finished) and the answers it rests on."""

    value: Any
    status: Status | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    answered: int
    total: int


class Flow:
    """The questionnaire as it unfolds for one person."""

    def __init__(self, questionnaire: Questionnaire, record: Record, today: date) -> None:
        self._questionnaire = questionnaire
        self._record = record
        self._today = today

    def applicable(self) -> Iterator[Question]:
        """The questions that are asked of this person, in order, as far as the answers tell now."""
        return (question for question in self._questionnaire.questions if self.applies(question))

    def applies(self, question: Question) -> bool:
        when = question.when
        if when is None:
            return True
        if isinstance(when, When):
            if not self.applies(self._questionnaire.by_id[when.question]):
                return False
            return (self._record.value(when.question) in when.values) != when.negated
        roster = self._questionnaire.by_id[when.roster]
        if not self.applies(roster):
            return False
        entries = self.outcome(roster).value
        # Nothing told about the children: the subject still has to be raised.
        if not entries:
            return True
        return any(
            self._may_be_younger(entry[when.born], when.years) and not any(entry[field] in values for field, values in when.excluded)
            for entry in entries
        )

    def _may_be_younger(self, born: str | None, years: int) -> bool:
        if born is None:
            return True
        year, month = int(born[:4]), int(born[5:7] or 12)
        return (year + years, month) >= (self._today.year, self._today.month)

    def steps(self) -> Iterator[Step]:
        """All steps in order, answered or not; of a ladder or a roster as far as the answers lead."""
        for question in self.applicable():
            yield from self._steps_of(question)

    def is_open(self, step: Step) -> bool:
        """Whether the step still waits for an answer (a confirmation waits again after each change)."""
        answer = self._record.get(*step.key)
        if answer is None:
            return True
        if step.question.readback is None or answer.status != "answered":
            return False
        if answer.value != step.question.readback:
            return True
        later = {question.id for question in self._questionnaire.questions[self._questionnaire.questions.index(step.question) :]}
        return any(other.recorded_at > answer.recorded_at and other.key.question not in later for other in self._record)

    def answer(self, step: Step) -> Answer | None:
        """The answer that stands for a step."""
        return self._record.get(*step.key)

    def after(self, answer: Answer) -> "Flow":
        """How it unfolds after one more answer."""
        return Flow(self._questionnaire, self._record.with_answer(answer), self._today)

    def next_step(self) -> Step | None:
        """The first step that is open; None when everything was asked."""
        return next((step for step in self.steps() if self.is_open(step)), None)

    def previous_step(self, key: StepKey | None) -> Step | None:
        """The last answered step before `key` (None: before the end)."""
        previous = None
        for step in self.steps():
            if step.key == key:
                break
            if step.key in self._record:
                previous = step
        return previous

    def step(self, key: StepKey) -> Step | None:
        """The step with this key, if it is asked of this person."""
        return next((step for step in self.steps() if step.key == key), None)

    def first_step_of(self, question: str) -> Step | None:
        """The first step of a question, if it is asked of this person."""
        return next((step for step in self.steps() if step.question.id == question), None)

    def progress(self) -> Progress:
        """How many questions were dealt with, of how many that apply now."""
        questions = list(self.applicable())
        return Progress(sum(self.outcome(question).status is not None for question in questions), len(questions))

    def outcome(self, question: Question) -> Outcome:
        """What is recorded of a question as a whole, rosters and ladders put together."""
        if question.type == "roster":
            return self._roster_outcome(question)
        if question.type == "ladder":
            return self._ladder_outcome(question)
        answer = self._record.get(question.id)
        if answer is None:
            return Outcome(None, None, ())
        return Outcome(answer.value, answer.status, (answer,))

    def _steps_of(self, question: Question) -> Iterator[Step]:
        if question.type == "roster":
            yield from self._roster_steps(question)
        elif question.type == "ladder":
            yield from self._ladder_steps(question)
        else:
            yield Step(StepKey(question.id), question, question.as_field())

    def _ladder_steps(self, question: Question) -> Iterator[Step]:
        """Starts in the middle; harder after 'yes', easier after 'no', until the answer turns (three steps at most)."""
        level, direction = len(question.codes) // 2, 0
        while 0 < level < len(question.codes):
            name = f"{question.id}.{question.codes[level]}"
            yield Step(StepKey(name), question, Field(name, "yes_no"))
            answer = self._record.get(name)
            if answer is None or answer.status != "answered":
                return
            turn = 1 if answer.value else -1
            if direction == -turn:
                return
            direction = turn
            level += turn

    def _ladder_outcome(self, question: Question) -> Outcome:
        answers: list[Answer] = []
        for step in self._ladder_steps(question):
            answer = self._record.get(*step.key)
            if answer is None:
                return Outcome(None, None, tuple(answers))
            answers.append(answer)
        reached = [
            code
            for code in question.codes[1:]
            if self._record.value(f"{question.id}.{code}") and StepKey(f"{question.id}.{code}") in {a.key for a in answers}
        ]
        if answers[-1].status != "answered" and not reached:
            return Outcome(None, answers[-1].status, tuple(answers))
        return Outcome(reached[-1] if reached else question.codes[0], "answered", tuple(answers))

    def _roster_steps(self, question: Question) -> Iterator[Step]:
        for entry in range(LARGEST_ROSTER):
            for position, field in enumerate(question.fields):
                key = StepKey(field.id, entry)
                yield Step(key, question, field.as_field(), may_be_none=question.may_be_empty and entry == position == 0)
                answer = self._record.get(*key)
                if position == 0 and answer is not None and (answer.status != "answered" or answer.value is None):
                    return
            more = StepKey(f"{question.id}.{MORE}", entry)
            yield Step(more, question, Field(more.question, "yes_no"))
            if not self._record.value(*more):
                return

    def _roster_outcome(self, question: Question) -> Outcome:
        entries: list[dict[str, Any]] = []
        answers: list[Answer] = []
        status: Status | None = "answered"
        for step in self._roster_steps(question):
            answer = self._record.get(*step.key)
            if answer is None:
                status = None
                continue
            answers.append(answer)
            name = step.key.question.removeprefix(question.id + ".")
            if name == MORE:
                continue
            if step.field.id == question.fields[0].id:
                if answer.status != "answered":
                    status = answer.status if not entries else status
                    continue
                if answer.value is None:
                    continue
                entries.append({field.id.removeprefix(question.id + "."): None for field in question.fields})
            entries[-1][name] = answer.value
        return Outcome(entries if status == "answered" or entries else None, status, tuple(answers))
