"""Answers with their evidence: added and superseded, never changed."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from itertools import starmap
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from casestore import conversations
from casestore.models import AnswerRow, new_id
from intake.record import Answer, Means, Record, Source, Status, StepKey


def record(
    session: Session,
    case_id: str,
    *,
    key: StepKey,
    value: Any,
    status: Status,
    original_text: str,
    language: str,
    source: Source,
    means: Means,
    certainty: float,
    questionnaire_version: str,
    now: datetime,
) -> Answer:
    """Adds an answer; the one that stood for the same step is superseded by it. Locks the conversation.

    Raises:
        CaseNotFound: there is no such case.
    """
    conversations.get(session, case_id, lock=True)
    answer = Answer(
        id=new_id(),
        key=key,
        value=value,
        status=status,
        original_text=original_text,
        language=language,
        source=source,
        means=means,
        certainty=certainty,
        questionnaire_version=questionnaire_version,
        recorded_at=now,
    )
    session.execute(
        update(AnswerRow)
        .where(
            AnswerRow.case_id == case_id,
            AnswerRow.question == key.question,
            AnswerRow.entry.is_not_distinct_from(key.entry),
            AnswerRow.superseded_by.is_(None),
        )
        .values(superseded_by=answer.id)
    )
    evidence = {field.name: getattr(answer, field.name) for field in fields(answer) if field.name != "key"}
    session.execute(insert(AnswerRow).values(case_id=case_id, question=key.question, entry=key.entry, **evidence))
    return answer


def standing(session: Session, case_id: str) -> Record:
    """The answers of a case that stand now."""
    return Record(starmap(_answer, session.execute(_of_case(case_id).where(AnswerRow.superseded_by.is_(None)))))


def history(session: Session, case_id: str) -> Sequence[Answer]:
    """All answers of a case, also the superseded ones, in the order in which they were recorded."""
    return list(starmap(_answer, session.execute(_of_case(case_id))))


def _of_case(case_id: str) -> Select[*tuple[Any, ...]]:
    # In the order of Answer's fields. Columns and not AnswerRow objects, which cost more: each turn reads all answers.
    columns = (
        AnswerRow.id,
        AnswerRow.question,
        AnswerRow.entry,
        AnswerRow.value,
        AnswerRow.status,
        AnswerRow.original_text,
        AnswerRow.language,
        AnswerRow.source,
        AnswerRow.means,
        AnswerRow.certainty,
        AnswerRow.questionnaire_version,
        AnswerRow.recorded_at,
        AnswerRow.superseded_by,
    )
    return select(*columns).where(AnswerRow.case_id == case_id).order_by(AnswerRow.sequence)


def _answer(answer_id: str, question: str, entry: int | None, *evidence: Any) -> Answer:
    return Answer(answer_id, StepKey(question, entry), *evidence)
