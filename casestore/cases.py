"""Cases: one for each person's intake."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casestore.models import AnswerRow, Attention, AttentionKind, Case, Conversation, Group


class CaseNotFound(Exception):
    """No case has this id."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A line of the klantmanager's list. `answered` counts the steps answered (not the skipped or unknown ones)."""

    case: Case
    conversation: Conversation
    answered: int
    unseen: Counter[AttentionKind]


def create(
    session: Session,
    *,
    given_name: str,
    language: str,
    group: Group,
    notice_date: date,
    first_question: str,
    created_by: str | None = None,
    trial: bool = False,
) -> Case:
    """A new case, and its conversation in the same language at the first question. `created_by` is a member of staff's id."""
    case = Case(given_name=given_name, language=language, group=group, notice_date=notice_date, created_by=created_by, trial=trial)
    session.add(case)
    session.flush()
    session.add(Conversation(case_id=case.id, language=language, question=first_question))
    session.flush()
    return case


def get(session: Session, case_id: str) -> Case:
    """The case with this id.

    Raises:
        CaseNotFound: there is none.
    """
    case = session.get(Case, case_id)
    if case is None:
        raise CaseNotFound(case_id)
    return case


def overview(session: Session) -> Sequence[Overview]:
    """All cases but trials, the newest first."""
    cases = select(Case, Conversation).join(Conversation, Conversation.case_id == Case.id).where(~Case.trial)
    answered = (
        select(AnswerRow.case_id, func.count())
        .where(AnswerRow.superseded_by.is_(None), AnswerRow.status == "answered")
        .group_by(AnswerRow.case_id)
    )
    unseen = (
        select(Attention.case_id, Attention.kind, func.count())
        .where(Attention.seen_at.is_(None))
        .group_by(Attention.case_id, Attention.kind)
    )
    answered_of = dict(session.execute(answered).all())
    unseen_of: dict[str, Counter[AttentionKind]] = {}
    for case_id, kind, count in session.execute(unseen):
        unseen_of.setdefault(case_id, Counter())[kind] = count
    return [
        Overview(case, conversation, answered_of.get(case.id, 0), unseen_of.get(case.id, Counter()))
        for case, conversation in session.execute(cases.order_by(Case.created_at.desc(), Case.id))
    ]
