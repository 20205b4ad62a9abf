import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from casestore import cases, invitations, passwords
from casestore.invitations import Issued, Locked, PinForm, Refused
from casestore.models import Case, Invitation
from tests.casestore.conftest import NOW

VALID_UNTIL = NOW + timedelta(days=90)
QUARTER = timedelta(minutes=15)
WRONG = "0000000"


@pytest.fixture
def issued(session: Session, case: Case) -> Issued:
    issued = invitations.issue(session, case.id, pin=None, valid_until=VALID_UNTIL)
    session.commit()
    return issued


@pytest.fixture
def to_choose(session: Session, case: Case) -> Issued:
    issued = invitations.issue(session, case.id, chosen_by_person=True, valid_until=VALID_UNTIL)
    session.commit()
    return issued


def admit(session: Session, code: str, pin: str | None, now: datetime = NOW) -> Invitation:
    assert pin is not None
    return invitations.admit(session, code, pin, now=now, tries=5, locked_for=QUARTER)


def try_wrong_pins(session: Session, code: str, times: int, now: datetime = NOW) -> None:
    for _ in range(times):
        with pytest.raises(Refused):
            admit(session, code, WRONG, now)


def stored(session: Session) -> Invitation:
    session.rollback()
    session.expire_all()
    return session.query(Invitation).filter_by(revoked_at=None).one()


def test_the_code_and_pin_open_the_case(session: Session, case: Case, issued: Issued) -> None:
    assert admit(session, issued.code, issued.pin).case_id == case.id


def test_a_code_holds_no_signs_that_look_alike(issued: Issued) -> None:
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", issued.code)


def test_a_drawn_pin_has_six_digits(issued: Issued) -> None:
    assert issued.pin is not None
    assert re.fullmatch(r"\d{6}", issued.pin)


def test_the_pin_is_kept_as_an_argon2_hash_only(session: Session, issued: Issued) -> None:
    assert issued.pin is not None
    pin_hash = stored(session).pin_hash
    assert pin_hash is not None
    assert pin_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert issued.pin not in pin_hash


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' ')} "])
def test_a_code_may_be_typed_in_another_way(session: Session, issued: Issued, typed: Callable[[str], str]) -> None:
    assert admit(session, typed(issued.code), issued.pin)


def test_a_pin_may_be_typed_in_eastern_arabic_digits(session: Session, case: Case) -> None:
    issued = invitations.issue(session, case.id, pin="204816", valid_until=VALID_UNTIL)
    assert admit(session, issued.code, "٢٠٤ ٨١٦")


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "²²²²", "12.4"])
def test_a_pin_of_another_form_is_not_issued(session: Session, case: Case, pin: str) -> None:
    with pytest.raises(PinForm):
        invitations.issue(session, case.id, pin=pin, valid_until=VALID_UNTIL)


def test_no_invitation_is_issued_to_an_unknown_case(session: Session) -> None:
    with pytest.raises(cases.CaseNotFound):
        invitations.issue(session, "no-such-case", valid_until=VALID_UNTIL)


def test_a_wrong_pin_is_refused(session: Session, issued: Issued) -> None:
    with pytest.raises(Refused):
        admit(session, issued.code, WRONG)


@pytest.mark.parametrize("code", ["", "AAAA-AAAA", "\0", "\ud83d", "A" * 10_000, "'; DROP TABLE cases; --"])
def test_an_unknown_code_is_refused(session: Session, issued: Issued, code: str) -> None:
    with pytest.raises(Refused):
        admit(session, code, issued.pin)


@pytest.mark.parametrize("pin", ["", "\0", "\ud83d", "1" * 10_000])
def test_a_pin_that_can_not_be_one_is_refused(session: Session, issued: Issued, pin: str) -> None:
    with pytest.raises(Refused):
        admit(session, issued.code, pin)


def test_an_unknown_code_costs_the_effort_of_a_known_one(session: Session, issued: Issued, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    def never(_: str, secret: str) -> bool:
        checked.append(secret)
        return False

    monkeypatch.setattr(passwords, "matches", never)
    for code in (issued.code, "AAAA-AAAA"):
        with pytest.raises(Refused):
            admit(session, code, WRONG)
    assert checked == [WRONG, WRONG]


def test_an_invitation_is_refused_from_its_last_moment_on(session: Session, issued: Issued) -> None:
    assert admit(session, issued.code, issued.pin, VALID_UNTIL - timedelta(seconds=1))
    with pytest.raises(Refused):
        admit(session, issued.code, issued.pin, VALID_UNTIL)


def test_a_new_invitation_revokes_the_older_one(session: Session, case: Case, issued: Issued) -> None:
    assert admit(session, issued.code, issued.pin)
    newer = invitations.issue(session, case.id, valid_until=VALID_UNTIL)
    session.commit()
    with pytest.raises(Refused):
        admit(session, issued.code, issued.pin)
    assert admit(session, newer.code, newer.pin)


def test_a_new_invitation_leaves_those_of_other_cases(session: Session, issued: Issued, make_case: Callable[..., Case]) -> None:
    invitations.issue(session, make_case().id, valid_until=VALID_UNTIL)
    assert admit(session, issued.code, issued.pin)


def test_five_wrong_pins_lock_the_invitation_also_for_the_right_one(session: Session, issued: Issued) -> None:
    try_wrong_pins(session, issued.code, 5)
    with pytest.raises(Locked) as locked:
        admit(session, issued.code, issued.pin)
    assert locked.value.until == NOW + QUARTER


def test_four_wrong_pins_do_not_lock_the_invitation(session: Session, issued: Issued) -> None:
    try_wrong_pins(session, issued.code, 4)
    assert admit(session, issued.code, issued.pin)


def test_a_pin_that_was_right_before_is_locked_out_too(session: Session, issued: Issued) -> None:
    assert admit(session, issued.code, issued.pin)
    try_wrong_pins(session, issued.code, 5)
    with pytest.raises(Locked):
        admit(session, issued.code, issued.pin)


def test_the_right_pin_opens_again_when_the_lock_is_over(session: Session, issued: Issued) -> None:
    try_wrong_pins(session, issued.code, 5)
    assert admit(session, issued.code, issued.pin, NOW + QUARTER)


def test_the_second_lock_lasts_twice_as_long(session: Session, issued: Issued) -> None:
    try_wrong_pins(session, issued.code, 5)
    try_wrong_pins(session, issued.code, 5, NOW + QUARTER)
    with pytest.raises(Locked) as locked:
        admit(session, issued.code, issued.pin, NOW + QUARTER)
    assert locked.value.until == NOW + QUARTER + 2 * QUARTER


def test_a_right_pin_starts_the_count_afresh(session: Session, issued: Issued) -> None:
    for _ in range(3):
        try_wrong_pins(session, issued.code, 4)
        assert admit(session, issued.code, issued.pin)
    assert stored(session).failed_tries == 0


def test_the_count_outlives_the_callers_rollback(session: Session, issued: Issued) -> None:
    try_wrong_pins(session, issued.code, 1)
    session.rollback()
    assert stored(session).failed_tries == 1


def test_of_many_tries_at_once_none_is_checked_beyond_the_limit(
    sessions: sessionmaker[Session], session: Session, issued: Issued, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    matches = passwords.matches

    def counted(secret_hash: str, secret: str) -> bool:
        checked.append(secret)
        return matches(secret_hash, secret)

    monkeypatch.setattr(passwords, "matches", counted)

    def guess(_: int) -> type[Exception]:
        with sessions() as own:
            try:
                admit(own, issued.code, WRONG)
            except (Refused, Locked) as error:
                return type(error)
        raise AssertionError("admitted")

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(guess, range(12)))
    assert outcomes.count(Refused) == 5
    assert outcomes.count(Locked) == 7
    assert len(checked) == 5
    assert stored(session).failed_tries == 5


def test_people_who_open_the_same_invitation_at_once_all_get_in(sessions: sessionmaker[Session], issued: Issued) -> None:
    def open_it(_: int) -> str:
        with sessions() as own:
            return admit(own, issued.code, issued.pin).code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(open_it, range(12))) == {issued.code}


def test_a_pin_that_was_found_right_is_not_hashed_again(session: Session, issued: Issued, monkeypatch: pytest.MonkeyPatch) -> None:
    admit(session, issued.code, issued.pin)
    monkeypatch.setattr(passwords, "matches", pytest.fail)
    assert admit(session, issued.code, issued.pin)


def test_another_session_may_write_while_an_admitted_one_stays_open(
    sessions: sessionmaker[Session], session: Session, case: Case, issued: Issued
) -> None:
    admit(session, issued.code, issued.pin)
    with sessions.begin() as other:
        cases.get(other, case.id).given_name = "Hassan"


def test_a_pin_is_needed_until_the_person_has_chosen_one(session: Session, to_choose: Issued) -> None:
    assert to_choose.pin is None
    assert invitations.needs_pin(session, to_choose.code, now=NOW)
    invitations.choose_pin(session, to_choose.code, "2048", now=NOW)
    assert not invitations.needs_pin(session, to_choose.code, now=NOW)
    assert admit(session, to_choose.code, "2048")


def test_a_pin_that_was_chosen_can_not_be_chosen_again(session: Session, to_choose: Issued) -> None:
    invitations.choose_pin(session, to_choose.code, "2048", now=NOW)
    session.commit()
    with pytest.raises(Refused):
        invitations.choose_pin(session, to_choose.code, "1024", now=NOW)


def test_of_two_who_choose_a_pin_at_once_one_is_refused(sessions: sessionmaker[Session], to_choose: Issued) -> None:
    def choose(pin: str) -> str | None:
        with sessions() as own:
            try:
                invitations.choose_pin(own, to_choose.code, pin, now=NOW)
            except Refused:
                return None
            own.commit()
            return pin

    with ThreadPoolExecutor(4) as pool:
        [chosen] = filter(None, pool.map(choose, ["2048", "1024", "4096", "8192"]))
    with sessions() as session:
        assert admit(session, to_choose.code, chosen)


def test_a_chosen_pin_of_another_form_is_refused(session: Session, to_choose: Issued) -> None:
    with pytest.raises(PinForm):
        invitations.choose_pin(session, to_choose.code, "12", now=NOW)


def test_no_pin_opens_an_invitation_before_one_is_chosen(session: Session, to_choose: Issued) -> None:
    with pytest.raises(Refused):
        admit(session, to_choose.code, "")


@pytest.mark.parametrize("other", [{"code": "AAAA-AAAA", "now": NOW}, {"now": VALID_UNTIL}])
def test_a_code_that_is_not_valid_needs_no_pin_and_takes_none(session: Session, to_choose: Issued, other: dict[str, Any]) -> None:
    code, now = other.get("code", to_choose.code), other["now"]
    assert not invitations.needs_pin(session, code, now=now)
    with pytest.raises(Refused):
        invitations.choose_pin(session, code, "2048", now=now)
