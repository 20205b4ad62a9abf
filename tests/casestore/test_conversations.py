from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from casestore import cases, conversations
from casestore.models import Case


@pytest.mark.parametrize("lock", [False, True])
def test_the_conversation_of_an_unknown_case_is_not_found(session: Session, lock: bool) -> None:
    with pytest.raises(cases.CaseNotFound):
        conversations.get(session, "no-such-case", lock=lock)


def test_an_id_that_is_no_case_opens_a_trial(session: Session) -> None:
    conversation = conversations.get_or_open_trial(session, "shell", first_question="start.language", language="nl", today=date(2026, 3, 2))
    assert (conversation.question, conversation.language) == ("start.language", "nl")
    assert cases.get(session, "shell").trial


def test_the_id_of_a_case_opens_no_trial(session: Session, case: Case) -> None:
    conversation = conversations.get_or_open_trial(session, case.id, first_question="start.privacy", language="nl", today=date(2026, 3, 2))
    assert (conversation.question, conversation.language) == ("start.language", "ar")
    assert not cases.get(session, case.id).trial


def test_a_change_moves_the_time_of_the_last_update(session: Session, case: Case) -> None:
    conversation = conversations.get(session, case.id)
    before = conversation.updated_at
    conversation.misunderstood += 1
    session.commit()
    assert conversation.updated_at > before


def test_locking_alone_changes_nothing(session: Session, case: Case) -> None:
    before = conversations.get(session, case.id).updated_at
    assert conversations.get(session, case.id, lock=True).updated_at == before


def test_a_change_that_was_not_written_yet_outlasts_a_lock(session: Session, case: Case) -> None:
    conversations.get(session, case.id, lock=True).misunderstood = 1
    assert conversations.get(session, case.id, lock=True).misunderstood == 1


def test_a_lock_shows_what_others_changed_since_it_was_read(sessions: sessionmaker[Session], session: Session, case: Case) -> None:
    read_before = conversations.get(session, case.id)
    session.commit()
    with sessions.begin() as other:
        conversations.get(other, case.id).misunderstood = 2
    assert conversations.get(session, case.id, lock=True) is read_before
    assert read_before.misunderstood == 2


def test_changes_under_a_lock_are_never_lost(sessions: sessionmaker[Session], session: Session, case: Case) -> None:
    def misunderstand(_: int) -> None:
        with sessions.begin() as own:
            conversations.get(own, case.id)
            conversations.get(own, case.id, lock=True).misunderstood += 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(misunderstand, range(24)))
    session.expire_all()
    assert conversations.get(session, case.id).misunderstood == 24
