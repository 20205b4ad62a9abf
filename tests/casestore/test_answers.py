from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from casestore import answers, cases
from casestore.models import AnswerRow, Case
from intake.record import Answer, StepKey
from tests.casestore.conftest import NOW

KEY = StepKey("education.school_years")
Recorder = Callable[..., Answer]


def test_an_answer_comes_back_as_it_was_recorded(sessions: sessionmaker[Session], case: Case, record: Recorder) -> None:
    with sessions.begin() as session:
        recorded = record(session, 9)
    with sessions() as session:
        assert answers.history(session, case.id) == [recorded]
    assert recorded == Answer(
        id=recorded.id,
        key=KEY,
        value=9,
        status="answered",
        original_text="تسع سنوات",
        language="ar",
        source="inburgeraar",
        means="typed",
        certainty=0.9,
        questionnaire_version="2026.1",
        recorded_at=NOW,
    )


@pytest.mark.parametrize("value", [None, True, False, 0, 9, 7.5, "SY", "حلب", "with\0nul", [], ["ar", "ku"], {"from": "2009", "to": None}])
def test_a_value_of_any_kind_comes_back_the_same(sessions: sessionmaker[Session], case: Case, record: Recorder, value: Any) -> None:
    with sessions.begin() as session:
        record(session, value)
    with sessions() as session:
        found = answers.standing(session, case.id).value(KEY.question)
    assert found == value
    assert type(found) is type(value)


def test_a_correction_supersedes_the_answer_that_stood(session: Session, case: Case, record: Recorder) -> None:
    first = record(session, 9)
    second = record(session, 8)
    session.commit()
    session.expire_all()
    assert answers.standing(session, case.id)[KEY] == second
    assert [(answer.id, answer.superseded_by) for answer in answers.history(session, case.id)] == [(first.id, second.id), (second.id, None)]


def test_a_third_answer_supersedes_the_second_only(session: Session, case: Case, record: Recorder) -> None:
    first, second, third = (record(session, value) for value in (9, 8, 7))
    session.commit()
    session.expire_all()
    superseded_by = {answer.id: answer.superseded_by for answer in answers.history(session, case.id)}
    assert superseded_by == {first.id: second.id, second.id: third.id, third.id: None}


def test_the_records_of_a_roster_stand_beside_each_other(session: Session, case: Case, record: Recorder) -> None:
    for entry, country in enumerate(("SY", "TR")):
        record(session, country, key=StepKey("work.jobs.country", entry))
    record(session, "LB", key=StepKey("work.jobs.country", 1))
    standing = answers.standing(session, case.id)
    assert [standing.value("work.jobs.country", entry) for entry in (0, 1)] == ["SY", "LB"]


def test_cases_do_not_see_each_others_answers(session: Session, case: Case, record: Recorder, make_case: Callable[..., Case]) -> None:
    record(session, 9)
    other = make_case()
    assert answers.history(session, other.id) == []
    assert list(answers.standing(session, other.id)) == []


def test_the_history_is_in_the_order_of_recording(session: Session, case: Case, record: Recorder) -> None:
    recorded = [record(session, number, key=StepKey(f"topic.q{number}")) for number in (3, 1, 2)]
    assert [answer.id for answer in answers.history(session, case.id)] == [answer.id for answer in recorded]


def test_an_answer_to_an_unknown_case_is_refused(session: Session, make_case: Callable[..., Case], record: Recorder) -> None:
    with pytest.raises(cases.CaseNotFound):
        answers.record(
            session,
            "no-such-case",
            key=KEY,
            value=9,
            status="answered",
            original_text="9",
            language="ar",
            source="inburgeraar",
            means="typed",
            certainty=1.0,
            questionnaire_version="2026.1",
            now=NOW,
        )


def test_of_answers_at_the_same_moment_all_are_kept_and_one_stands(sessions: sessionmaker[Session], case: Case, record: Recorder) -> None:
    def answer(value: int) -> None:
        with sessions.begin() as own:
            answers.standing(own, case.id)
            record(own, value)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(answer, range(12)))
    with sessions() as session:
        history = answers.history(session, case.id)
    assert sorted(answer.value for answer in history) == list(range(12))
    assert [answer.superseded_by for answer in history] == [*(answer.id for answer in history[1:]), None]


@pytest.mark.parametrize(
    "change",
    [
        {"value": 12},
        {"value": None},
        {"status": "skipped"},
        {"original_text": "12"},
        {"entry": 3},
        {"source": "klantmanager"},
        {"certainty": 1.0},
        {"recorded_at": NOW.replace(year=2025)},
        {"questionnaire_version": "2025.1"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_answer_that_was_recorded_can_not_be_changed(session: Session, case: Case, record: Recorder, change: dict[str, Any]) -> None:
    record(session, 9)
    session.commit()
    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(update(AnswerRow).values(**change))


def test_a_superseded_answer_can_not_be_made_to_stand_again(session: Session, case: Case, record: Recorder) -> None:
    first = record(session, 9)
    record(session, 8)
    session.commit()
    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(update(AnswerRow).where(AnswerRow.id == first.id).values(superseded_by=None))


@pytest.mark.parametrize("entry", [None, 0])
def test_two_answers_to_one_step_can_not_both_stand(session: Session, case: Case, record: Recorder, entry: int | None) -> None:
    answer = record(session, 9, key=StepKey("work.jobs.country", entry))
    row = session.query(AnswerRow).filter_by(id=answer.id).one()
    copied = {column.key: getattr(row, column.key) for column in AnswerRow.__table__.columns if column.key not in {"id", "sequence"}}
    session.add(AnswerRow(**copied))
    with pytest.raises(IntegrityError):
        session.flush()
