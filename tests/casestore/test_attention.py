from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from casestore import attention
from casestore.models import Case, Staff


def test_calls_for_attention_are_unseen_in_the_order_of_calling(session: Session, case: Case) -> None:
    attention.call(session, case.id, "distress")
    attention.call(session, case.id, "question", "work.wish")
    assert [(call.kind, call.question) for call in attention.unseen(session, case.id)] == [("distress", None), ("question", "work.wish")]


def test_a_call_that_was_seen_is_no_longer_unseen(session: Session, case: Case, member: Staff) -> None:
    call = attention.call(session, case.id, "distress")
    attention.seen(session, call.id, member.id)
    assert attention.unseen(session, case.id) == []
    assert call.seen_by == member.id


def test_who_saw_it_first_stays_noted(session: Session, case: Case, member: Staff) -> None:
    call = attention.call(session, case.id, "distress")
    attention.seen(session, call.id, member.id)
    first_seen = call.seen_at
    attention.seen(session, call.id, "somebody else")
    assert (call.seen_by, call.seen_at) == (member.id, first_seen)


def test_the_calls_of_another_case_are_left_out(session: Session, case: Case, make_case: Callable[..., Case]) -> None:
    attention.call(session, make_case().id, "distress")
    assert attention.unseen(session, case.id) == []


def test_an_unknown_call_is_not_found(session: Session, member: Staff) -> None:
    with pytest.raises(attention.AttentionNotFound):
        attention.seen(session, "no-such-call", member.id)
