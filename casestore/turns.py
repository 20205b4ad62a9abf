"""Turns of the talk: kept so that a message sent twice is answered once, and to show the talk again on another device."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casestore.models import Turn


def find(session: Session, case_id: str, key: str) -> Turn | None:
    """The turn that was kept under this idempotency key."""
    return session.scalar(select(Turn).where(Turn.case_id == case_id, Turn.key == key))


def keep(session: Session, case_id: str, *, key: str, said: str | None, request_hash: str, response: Any) -> Turn:
    """Keeps a turn. `said` is the person's message (None: nothing was said), `response` what was sent back, as JSON.

    Raises:
        sqlalchemy.exc.IntegrityError: the key was used before: roll back and `find` the turn.
    """
    turn = Turn(case_id=case_id, key=key, said=said, request_hash=request_hash, response=response)
    session.add(turn)
    session.flush()
    return turn


def recent(session: Session, case_id: str, limit: int) -> Sequence[Turn]:
    """The last `limit` turns of a case, the oldest first."""
    newest_first = select(Turn).where(Turn.case_id == case_id).order_by(Turn.id.desc()).limit(limit)
    return session.scalars(newest_first).all()[::-1]


def purge(session: Session, older_than: datetime) -> int:
    """Deletes the turns from before this moment (the answers stay) and tells how many."""
    return len(session.scalars(delete(Turn).where(Turn.created_at < older_than).returning(Turn.id)).all())
