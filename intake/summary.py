"""What was told, put together: read back to the person in their language, and as sentences in Dutch for the klantmanager."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from babel.lists import format_list

from intake.answers import Field
from intake.flow import Flow, Outcome
from intake.law.components import COMPONENTS, Component
from intake.questionnaire import Question, Questionnaire
from intake.record import Answer
from intake.values import NOTHING, describe
from intake.wording import Wording, wording

NOT_READ_BACK = {"close"}  # the read-back does not read back itself

ComponentStatus = Literal["open", "discussed", "declined", "not_applicable", "known_elsewhere"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the read-back: a question's short label and what was answered, in the person's language.

    A roster has `records`, each the texts of one record; every other question has a `text`.
    """

    question: str
    label: str
    text: str = ""
    records: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One Dutch sentence and the answers it rests on."""

    question: str
    text: str
    answers: tuple[Answer, ...]


def readback(flow: Flow, texts: Wording) -> dict[str, list[Line]]:
    """The read-back by topic, topics without an answer left out."""
    lines: dict[str, list[Line]] = {}
    for question in flow.applicable():
        outcome = flow.outcome(question)
        if question.topic not in NOT_READ_BACK and outcome.status:
            lines.setdefault(question.topic, []).append(_line(question, outcome, texts))
    return lines


def _line(question: Question, outcome: Outcome, texts: Wording) -> Line:
    label = texts.text(f"label.{question.id}")
    if outcome.status != "answered":
        return Line(question.id, label, texts.text(f"status.{outcome.status}"))
    if question.type == "ladder":
        return Line(question.id, label, str(outcome.value))
    if question.type != "roster":
        return Line(question.id, label, describe(question.as_field(), outcome.value, texts))
    if not outcome.value:
        return Line(question.id, label, texts.text("button.none"))
    return Line(question.id, label, records=tuple(_record(question, entry, texts) for entry in outcome.value))


def _record(question: Question, entry: dict[str, Any], texts: Wording) -> tuple[str, ...]:
    told = []
    for field in question.fields:
        value = entry[_name(field)]
        if value is None:
            continue
        text = describe(field.as_field(), value, texts)
        told.append(f"{texts.text(f'label.{field.id}')}: {text}" if field.type == "yes_no" else text)
    return tuple(told)


def readback_text(flow: Flow, texts: Wording) -> str:
    """The read-back as one message."""
    topics = readback(flow, texts)
    return "\n\n".join("\n".join([texts.text(f"topic.{topic}"), *_bullets(lines)]) for topic, lines in topics.items())


def _bullets(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        told = [" · ".join(record) for record in line.records] or [line.text]
        yield from (f"• {line.label}: {text}" for text in told)


def sentences(flow: Flow) -> dict[str, list[Sentence]]:
    """The Dutch summary by topic: what was answered, and what was skipped, not known or left to discuss."""
    found: dict[str, list[Sentence]] = {}
    for question in flow.applicable():
        outcome = flow.outcome(question)
        if outcome.status:
            found.setdefault(question.topic, []).extend(_sentences(question, outcome))
    return found


def staff(key: str, **values: object) -> str:
    """The wording of the Dutch summary."""
    return wording("nl", "staff").text(key, **values)


def _sentences(question: Question, outcome: Outcome) -> Iterator[Sentence]:
    dutch = wording("nl")
    key = f"summary.{question.id}"
    if outcome.status != "answered":
        text = staff(f"summary.{outcome.status}", label=staff(f"label.{question.id}"))
        yield Sentence(question.id, text, outcome.answers)
    elif question.type == "roster":
        yield from _roster_sentences(question, outcome, dutch)
    elif question.type in {"choice", "yes_no"}:
        yield Sentence(question.id, staff(f"{key}.{_code(outcome.value)}"), outcome.answers)
    elif question.type == "choices" and set(outcome.value) <= NOTHING:
        yield Sentence(question.id, staff(f"{key}.{outcome.value[0]}"), outcome.answers)
    elif question.type == "choices":
        labels = [staff(f"label.{question.id}.{code}") for code in outcome.value]
        yield Sentence(question.id, staff(key, value=format_list(labels, locale=dutch.locale)), outcome.answers)
    elif outcome.value in ([], 0):
        yield Sentence(question.id, staff(f"{key}.none"), outcome.answers)
    else:
        shown = outcome.value if question.type == "ladder" else _in_dutch(question.as_field(), outcome.value, dutch)
        yield Sentence(question.id, staff(key, value=shown), outcome.answers)


def _roster_sentences(question: Question, outcome: Outcome, dutch: Wording) -> Iterator[Sentence]:
    if not outcome.value:
        yield Sentence(question.id, staff(f"summary.{question.id}.empty"), outcome.answers)
    for number, entry in enumerate(outcome.value):
        values = {_name(field): _in_record(field.as_field(), entry[_name(field)], dutch) for field in question.fields}
        rests_on = tuple(answer for answer in outcome.answers if answer.key.entry == number)
        yield Sentence(question.id, staff(f"summary.{question.id}", **values), rests_on)


def _in_dutch(field: Field, value: Any, dutch: Wording) -> str:
    """A value for the klantmanager: an occupation with its ISCO-08 group, everything else as it is described."""
    if field.type != "occupation":
        return describe(field, value, dutch)
    group = f" (ISCO {value['isco']}: {staff('isco.' + value['isco'])})" if value["isco"] else ""
    return f"„{value['words']}”{group}"


def _in_record(field: Field, value: Any, dutch: Wording) -> str:
    if value is None:
        return staff("summary.missing_field")
    if field.type in {"choice", "yes_no"}:
        return staff(f"label.{field.id}.{_code(value)}")
    return _in_dutch(field, value, dutch)


def _code(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _name(field: Question) -> str:
    return field.id.rsplit(".", 1)[1]


def component_status(questionnaire: Questionnaire, flow: Flow, component: Component) -> ComponentStatus:
    """How far a mandatory component is: not applicable, open, declined (each question skipped), or discussed.

    A component that the chat does not ask for (the leerbaarheidstoets) stays open until staff record it.
    """
    applicable = [question for question in questionnaire.questions if question.basis == component.article and flow.applies(question)]
    if not component.questions:
        return "open"
    if not applicable:
        return "not_applicable"
    statuses = {flow.outcome(question).status for question in applicable}
    if None in statuses:
        return "open"
    return "declined" if statuses == {"skipped"} else "discussed"


def component_statuses(questionnaire: Questionnaire, flow: Flow) -> list[tuple[Component, ComponentStatus]]:
    return [(component, component_status(questionnaire, flow, component)) for component in COMPONENTS]
