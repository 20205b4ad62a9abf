from collections.abc import Callable

import pytest
from sqlalchemy import Engine, delete, event, func, select
from sqlalchemy.orm import Session

from casestore import answers, attention, cases, conversations, invitations, turns
from casestore.models import AnswerRow, Attention, Case, Conversation, Invitation, Staff, Turn
from intake.record import Answer, StepKey
from tests.casestore.conftest import NOW


def test_a_new_case_is_read_back(session: Session, case: Case, member: Staff) -> None:
    session.expire_all()
    found = cases.get(session, case.id)
    assert (found.given_name, found.language, found.group, found.trial) == ("Hasan", "ar", "asielstatushouder", False)
    assert found.notice_date.isoformat() == "2026-02-02"


def test_a_new_case_has_a_conversation_at_the_first_question(session: Session, case: Case) -> None:
    conversation = conversations.get(session, case.id)
    assert (conversation.question, conversation.entry, conversation.language) == ("start.language", None, "ar")


@pytest.mark.parametrize("case_id", ["no-such-case", "", "\0", "\ud83d"])
def test_an_unknown_case_is_not_found(session: Session, case: Case, case_id: str) -> None:
    with pytest.raises(cases.CaseNotFound):
        cases.get(session, case_id)


def test_the_overview_counts_the_answered_steps_that_stand(session: Session, case: Case, record: Callable[..., Answer]) -> None:
    record(session, 9)
    record(session, 8)
    record(session, True, key=StepKey("start.read_aloud"))
    record(session, None, key=StepKey("start.alone"), status="skipped")
    [line] = cases.overview(session)
    assert line.case.id == case.id
    assert line.conversation.case_id == case.id
    assert line.answered == 2


def test_the_overview_counts_unseen_calls_for_attention_by_kind(session: Session, case: Case, member: Staff) -> None:
    attention.call(session, case.id, "distress")
    attention.call(session, case.id, "question", "work.wish")
    attention.call(session, case.id, "question", "work.jobs")
    attention.seen(session, attention.call(session, case.id, "ask_human").id, member.id)
    [line] = cases.overview(session)
    assert line.unseen == {"distress": 1, "question": 2}


def test_the_overview_leaves_trials_out(session: Session, case: Case, make_case: Callable[..., Case]) -> None:
    make_case(trial=True)
    assert [line.case.id for line in cases.overview(session)] == [case.id]


def test_the_overview_shows_the_newest_case_first(session: Session, make_case: Callable[..., Case]) -> None:
    older, newer = make_case(), make_case(given_name="Pablo")
    assert [line.case.id for line in cases.overview(session)] == [newer.id, older.id]


def test_the_overview_takes_as_many_queries_for_many_cases_as_for_one(
    engine: Engine, session: Session, make_case: Callable[..., Case]
) -> None:
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))

    def queries_of_the_overview() -> int:
        session.expunge_all()
        statements.clear()
        for line in cases.overview(session):
            assert line.conversation.language == line.case.language
        return len(statements)

    make_case()
    for_one = queries_of_the_overview()
    for _ in range(5):
        make_case()
    assert queries_of_the_overview() == for_one


def test_deleting_a_case_deletes_all_that_belongs_to_it(
    session: Session, case: Case, record: Callable[..., Answer], make_case: Callable[..., Case]
) -> None:
    make_case()
    record(session, 9)
    record(session, 8)
    invitations.issue(session, case.id, valid_until=NOW)
    attention.call(session, case.id, "distress")
    turns.keep(session, case.id, key="1", said="9", request_hash="a", response={})
    session.commit()
    session.execute(delete(Case).where(Case.id == case.id))
    session.commit()
    rows = {table: session.scalar(select(func.count()).select_from(table)) for table in (AnswerRow, Invitation, Attention, Turn)}
    assert set(rows.values()) == {0}
    assert session.scalar(select(func.count()).select_from(Conversation)) == 1
    assert answers.history(session, case.id) == []
