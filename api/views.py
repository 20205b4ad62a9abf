"""Answers and summary in the form of the API."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from intake.flow import Flow, Outcome
from intake.law import articles
from intake.questionnaire import Question, Questionnaire
from intake.record import Answer, Record
from intake.summary import Sentence, component_statuses, sentences, staff


def answer_view(answer: Answer) -> dict[str, Any]:
    """One answer as it was given."""
    view = {
        "id": answer.id,
        "question": answer.key.question,
        "entry": answer.key.entry,
        "value": answer.value,
        "status": answer.status,
        "originalText": answer.original_text,
        "language": answer.language,
        "source": answer.source,
        "means": answer.means,
        "certainty": answer.certainty,
        "questionnaireVersion": answer.questionnaire_version,
        "recordedAt": answer.recorded_at.isoformat(),
        "supersededBy": answer.superseded_by,
    }
    return {name: value for name, value in view.items() if value is not None or name == "value"}


def answer_list(questionnaire: Questionnaire, history: Sequence[Answer], today: date) -> list[dict[str, Any]]:
    """All answers by question. Rosters and ladders are put together into one, with the answers they consist of under `parts`."""
    flow = Flow(questionnaire, Record(history), today)
    views: list[dict[str, Any]] = []
    for question in questionnaire.questions:
        given = [answer for answer in history if answer.key.question == question.id or answer.key.question.startswith(f"{question.id}.")]
        if question.type not in {"roster", "ladder"}:
            views.extend(answer_view(answer) for answer in given)
        elif given:
            views.append(_whole(question, flow.outcome(question), given))
    return views


def _whole(question: Question, outcome: Outcome, given: list[Answer]) -> dict[str, Any]:
    last = outcome.answers[-1] if outcome.answers else given[-1]
    view = answer_view(last) | {"question": question.id, "value": outcome.value, "status": outcome.status or "answered"}
    view.pop("entry", None)
    view.pop("supersededBy", None)
    return view | {"complete": outcome.status is not None, "parts": [answer_view(answer) for answer in given]}


def summary_view(questionnaire: Questionnaire, flow: Flow) -> dict[str, Any]:
    """`{"language", "topics": [{"topic", "title", "sentences"}], "components": [{"component", "title", "article", "url", "status"}]}`."""
    return {
        "language": "nl",
        "topics": [
            {"topic": topic, "title": staff(f"topic.{topic}"), "sentences": [_sentence(sentence) for sentence in told]}
            for topic, told in sentences(flow).items()
        ],
        "components": [
            {
                "component": component.key,
                "title": staff(f"component.{component.key}"),
                "article": articles.citation(component.article),
                "url": articles.url(component.article),
                "status": status,
            }
            for component, status in component_statuses(questionnaire, flow)
        ],
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {"question": sentence.question, "text": sentence.text, "answers": [answer.id for answer in sentence.answers]}
