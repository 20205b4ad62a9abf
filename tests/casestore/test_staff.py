import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from casestore import passwords, staff
from casestore.models import Staff, Token

PASSWORD = "hunebed op de heide"


def test_the_right_password_tells_who_it_is(session: Session, member: Staff) -> None:
    assert staff.check(session, "Anneke", PASSWORD) is member


def test_case_and_spaces_around_a_username_do_not_matter(session: Session, member: Staff) -> None:
    assert staff.check(session, " ANNEKE ", PASSWORD) is member


def test_a_wrong_password_tells_nobody(session: Session, member: Staff) -> None:
    assert staff.check(session, "anneke", PASSWORD + "!") is None


@pytest.mark.parametrize("username", ["bram", "", "\0", "\ud83d", "' OR 1=1 --"])
def test_an_unknown_username_tells_nobody(session: Session, member: Staff, username: str) -> None:
    assert staff.check(session, username, PASSWORD) is None


def test_an_unknown_username_costs_the_effort_of_a_known_one(session: Session, member: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    def never(_: str, secret: str) -> bool:
        checked.append(secret)
        return False

    monkeypatch.setattr(passwords, "matches", never)
    staff.check(session, "anneke", "wrong")
    staff.check(session, "bram", "wrong")
    assert checked == ["wrong", "wrong"]


def test_a_member_of_staff_is_found_by_username(session: Session, member: Staff) -> None:
    assert staff.by_username(session, "ANNEKE") is member
    assert staff.by_username(session, "bram") is None


def test_an_empty_store_has_no_staff(session: Session) -> None:
    assert not staff.any_exists(session)


def test_a_store_with_somebody_has_staff(session: Session, member: Staff) -> None:
    assert staff.any_exists(session)


def test_the_fingerprint_changes_with_the_password(session: Session, member: Staff) -> None:
    before = staff.fingerprint(member)
    assert staff.fingerprint(member) == before
    staff.change_password(session, member.id, PASSWORD)
    assert staff.fingerprint(member) != before


def test_a_username_is_given_once(session: Session, member: Staff) -> None:
    with pytest.raises(staff.UsernameTaken):
        staff.add(session, "ANNEKE", "Anneke Bakker", PASSWORD)


def test_a_changed_password_replaces_the_old_one_and_need_not_be_changed_again(session: Session) -> None:
    member = staff.add(session, "bram", "Bram Bos", "one time only", must_change=True)
    assert member.must_change_password
    staff.change_password(session, member.id, PASSWORD)
    assert not member.must_change_password
    assert staff.check(session, "bram", "one time only") is None
    assert staff.check(session, "bram", PASSWORD) is member


def test_the_password_of_nobody_can_not_be_changed(session: Session) -> None:
    with pytest.raises(NoResultFound):
        staff.change_password(session, "no-such-person", PASSWORD)


def test_a_token_tells_whose_it_is(session: Session, member: Staff) -> None:
    token = staff.issue_token(session, member.id, "import of cases", days=30)
    assert token.startswith("wgw_")
    assert staff.staff_for_token(session, token) is member


def test_a_token_itself_is_not_kept(session: Session, member: Staff) -> None:
    token = staff.issue_token(session, member.id, "import of cases", days=30)
    kept = session.scalars(select(Token)).one()
    assert token.removeprefix("wgw_") not in repr(vars(kept))


@pytest.mark.parametrize("token", ["", "wgw_", "wgw_unknown", "\ud83d"])
def test_an_unknown_token_is_nobodys(session: Session, member: Staff, token: str) -> None:
    staff.issue_token(session, member.id, "import of cases", days=30)
    assert staff.staff_for_token(session, token) is None


def test_a_token_that_has_expired_is_nobodys(session: Session, member: Staff) -> None:
    token = staff.issue_token(session, member.id, "import of cases", days=0)
    assert staff.staff_for_token(session, token) is None
