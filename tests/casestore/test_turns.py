from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from casestore import answers, turns
from casestore.models import Case, Turn
from casestore.types import utc_now
from intake.record import Answer

RESPONSE = {"messages": [{"text": "كم سنة ذهبت إلى المدرسة؟"}], "done": False}


def keep(session: Session, case: Case, key: str, said: str | None = "تسع سنوات") -> Turn:
    return turns.keep(session, case.id, key=key, said=said, request_hash="a1", response=RESPONSE)


def test_a_turn_is_found_by_its_key(session: Session, case: Case) -> None:
    keep(session, case, "1")
    session.commit()
    session.expire_all()
    found = turns.find(session, case.id, "1")
    assert found is not None
    assert (found.said, found.request_hash, found.response) == ("تسع سنوات", "a1", RESPONSE)


def test_the_key_of_another_case_is_not_found(session: Session, case: Case, make_case: Callable[..., Case]) -> None:
    keep(session, case, "1")
    assert turns.find(session, make_case().id, "1") is None


def test_a_key_is_kept_once(session: Session, case: Case) -> None:
    keep(session, case, "1")
    with pytest.raises(IntegrityError):
        keep(session, case, "1")


def test_recent_gives_the_last_turns_the_oldest_first(session: Session, case: Case, make_case: Callable[..., Case]) -> None:
    keep(session, make_case(), "other")
    for key in "1234":
        keep(session, case, key)
    assert [turn.key for turn in turns.recent(session, case.id, 3)] == ["2", "3", "4"]


def test_purging_deletes_older_turns_and_leaves_the_answers(session: Session, case: Case, record: Callable[..., Answer]) -> None:
    record(session)
    keep(session, case, "1").created_at = utc_now() - timedelta(days=31)
    keep(session, case, "2")
    session.flush()
    assert turns.purge(session, utc_now() - timedelta(days=30)) == 1
    assert [turn.key for turn in turns.recent(session, case.id, 9)] == ["2"]
    assert len(answers.history(session, case.id)) == 1
