"""Where each talk stands."""

from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from casestore.cases import CaseNotFound
from casestore.models import Case, Conversation


def get(session: Session, case_id: str, *, lock: bool = False) -> Conversation:
    """The conversation of a case.

    With `lock` others who want it too wait until this session commits or rolls back (on SQLite: all who want to write,
    for at most five seconds). Keep that short, and never wait meanwhile for something that writes in a session of its own.

    Raises:
        CaseNotFound: there is no such case.
    """
    if lock:
        # Sets a column to itself: locks the row on PostgreSQL and the database on SQLite, which has no FOR UPDATE.
        nothing_changed = {Conversation.updated_at: Conversation.updated_at}
        session.execute(update(Conversation).where(Conversation.case_id == case_id).values(nothing_changed))
    conversation = session.get(Conversation, case_id, populate_existing=lock)
    if conversation is None:
        raise CaseNotFound(case_id)
    return conversation


def get_or_open_trial(session: Session, conversation_id: str, *, first_question: str, language: str, today: date) -> Conversation:
    """The conversation of a case; for an id that is no case (somebody tries the bot in `rasa shell`) that of a new trial case."""
    conversation = session.get(Conversation, conversation_id)
    if conversation is None:
        session.add(Case(id=conversation_id, given_name="Trial", language=language, group="overig", notice_date=today, trial=True))
        session.flush()
        conversation = Conversation(case_id=conversation_id, language=language, question=first_question)
        session.add(conversation)
        session.flush()
    return conversation
