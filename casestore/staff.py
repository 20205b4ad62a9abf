"""Members of staff: their passwords, and tokens for programs that use the API in their name."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from casestore import passwords
from casestore.models import Staff, Token
from casestore.types import utc_now

TOKEN_PREFIX = "wgw_"  # noqa: S105 - what secret scanners look for


class UsernameTaken(Exception):
    """Another member of staff has this username."""


def add(session: Session, username: str, name: str, password: str, must_change: bool = False) -> Staff:
    """A new member of staff; upper and lower case in the username are the same.

    Raises:
        UsernameTaken: somebody has it already.
    """
    if _find(session, username) is not None:
        raise UsernameTaken(username)
    member = Staff(username=_key(username), name=name, password_hash=passwords.hashed(password), must_change_password=must_change)
    session.add(member)
    session.flush()
    return member


def any_exists(session: Session) -> bool:
    """Whether there is any member of staff yet."""
    return session.scalar(select(Staff.id).limit(1)) is not None


def by_username(session: Session, username: str) -> Staff | None:
    """Who has this username."""
    return _find(session, username)


def fingerprint(member: Staff) -> str:
    """Changes with the password, so that what was signed in before it ends."""
    return hashlib.sha256(member.password_hash.encode()).hexdigest()[:16]


def check(session: Session, username: str, password: str) -> Staff | None:
    """Who this is, if the password is right. Takes as long for an unknown username; the caller limits the rate of tries."""
    member = _find(session, username)
    if member is None:
        passwords.matches_nothing(password)
        return None
    return member if passwords.matches(member.password_hash, password) else None


def change_password(session: Session, staff_id: str, password: str) -> None:
    """Sets a new password, after which it need not be changed again.

    Raises:
        sqlalchemy.exc.NoResultFound: nobody has this id.
    """
    member = session.get_one(Staff, staff_id)
    member.password_hash = passwords.hashed(password)
    member.must_change_password = False
    session.flush()


def issue_token(session: Session, staff_id: str, name: str, days: int) -> str:
    """A new bearer token, valid for so many days. It is shown once: only its SHA-256 is kept. `name` tells what it is for."""
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    session.add(Token(hash=_token_hash(token), staff_id=staff_id, name=name, expires_at=utc_now() + timedelta(days=days)))
    session.flush()
    return token


def staff_for_token(session: Session, token: str) -> Staff | None:
    """Whose token this is, if it is known and still valid."""
    valid = select(Staff).join(Token, Token.staff_id == Staff.id).where(Token.hash == _token_hash(token), Token.expires_at > utc_now())
    return session.scalar(valid)


def _find(session: Session, username: str) -> Staff | None:
    return session.scalar(select(Staff).where(Staff.username == _key(username)))


def _key(username: str) -> str:
    return username.strip().casefold()


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
