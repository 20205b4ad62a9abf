"""Invitations: the code and PIN with which a person gets to their own talk, on any device."""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from casestore import conversations, passwords
from casestore.models import Invitation
from casestore.types import utc_now

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else: no 0 O 1 I L
CODE_LENGTH = 8
PIN_LENGTH = 6
PIN_FORM = re.compile(r"[0-9]{4,8}")

_verified = passwords.Verified()


class Refused(Exception):
    """The code or the PIN is wrong, or the invitation is no longer valid. Which of these is never told."""


class Locked(Exception):
    """Too many wrong PINs: the invitation can't be used before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__("The invitation is locked.")
        self.until = until


class PinForm(ValueError):
    """A PIN is 4 to 8 digits."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What is handed to the person. `pin` is None where they choose one at first use."""

    code: str
    pin: str | None


def issue(session: Session, case_id: str, *, pin: str | None = None, chosen_by_person: bool = False, valid_until: datetime) -> Issued:
    """A new invitation to a case; the older ones are revoked. Without a `pin` one of six digits is drawn.

    Raises:
        CaseNotFound: there is no such case.
        PinForm: the PIN is not 4 to 8 digits.
    """
    if chosen_by_person:
        pin = None
    elif pin is None:
        pin = "".join(secrets.choice("0123456789") for _ in range(PIN_LENGTH))
    pin_hash = _pin_hash(pin) if pin is not None else None
    conversations.get(session, case_id, lock=True)
    session.execute(update(Invitation).where(Invitation.case_id == case_id, Invitation.revoked_at.is_(None)).values(revoked_at=utc_now()))
    code = _as_shown("".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)))
    session.add(Invitation(case_id=case_id, code=code, pin_hash=pin_hash, valid_until=valid_until))
    session.flush()
    return Issued(code, pin)


def admit(session: Session, code: str, pin: str, *, now: datetime, tries: int, locked_for: timedelta) -> Invitation:
    """The invitation that this code and PIN open.

    After `tries` wrong PINs it is locked for `locked_for`, after as many again for twice that, and so on; a right PIN
    starts the count afresh. Tries on one invitation are checked one after the other.

    Commits the session each time that it checks a PIN, right or wrong, so that no exception undoes the count and no lock
    outlasts the check: call this first in a session. It can't count tries on codes that do not exist: the caller has to limit
    the rate of refused requests per client address.

    Raises:
        Refused: wrong code, wrong PIN, expired, revoked, or the PIN was not chosen yet.
        Locked: too many wrong PINs, also where this one is right.
    """
    pin = _ascii_digits(pin)
    invitation = _usable(session, code, now)
    if invitation is None or invitation.pin_hash is None:
        passwords.matches_nothing(pin)
        raise Refused
    _refuse_while_locked(invitation, now)
    if invitation.failed_tries == 0 and _verified.has(invitation.pin_hash, pin):
        return invitation
    return _check_pin(session, invitation, pin, now=now, tries=tries, locked_for=locked_for)


def needs_pin(session: Session, code: str, *, now: datetime | None = None) -> bool:
    """Whether the person still has to choose a PIN (`choose_pin`). False also for a code that is not valid."""
    invitation = _usable(session, code, now or utc_now())
    return invitation is not None and invitation.pin_hash is None


def choose_pin(session: Session, code: str, pin: str, *, now: datetime | None = None) -> None:
    """Sets the PIN that the person chose at first use.

    Raises:
        PinForm: the PIN is not 4 to 8 digits.
        Refused: the code is not valid, or a PIN was chosen before.
    """
    pin_hash = _pin_hash(pin)
    invitation = _usable(session, code, now or utc_now())
    if invitation is None:
        raise Refused
    unchosen = update(Invitation).where(Invitation.id == invitation.id, Invitation.pin_hash.is_(None))
    if session.scalar(unchosen.values(pin_hash=pin_hash).returning(Invitation.id)) is None:
        raise Refused


def _check_pin(session: Session, invitation: Invitation, pin: str, *, now: datetime, tries: int, locked_for: timedelta) -> Invitation:
    # Counted first, which locks the row: of many tries at once none is checked beyond the limit.
    is_open = or_(Invitation.locked_until.is_(None), Invitation.locked_until <= now)
    count_one = (
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.revoked_at.is_(None), is_open)
        .values(failed_tries=Invitation.failed_tries + 1)
        .returning(Invitation.pin_hash)
        .execution_options(synchronize_session=False)
    )
    pin_hash = session.scalar(count_one)
    session.refresh(invitation)
    if pin_hash is None:
        _refuse_while_locked(invitation, now)
        raise Refused
    right = passwords.matches(pin_hash, pin)
    if right:
        _verified.add(pin_hash, pin)
        invitation.failed_tries, invitation.locked_until = 0, None
    elif invitation.failed_tries % tries == 0:
        invitation.locked_until = now + locked_for * (invitation.failed_tries // tries)
    session.commit()
    if not right:
        raise Refused
    return invitation


def _refuse_while_locked(invitation: Invitation, now: datetime) -> None:
    if invitation.locked_until is not None and invitation.locked_until > now:
        raise Locked(invitation.locked_until)


def _usable(session: Session, code: str, now: datetime) -> Invitation | None:
    typed = "".join(character for character in _ascii_digits(code).upper() if character.isalnum())
    return session.scalar(
        select(Invitation).where(Invitation.code == _as_shown(typed), Invitation.revoked_at.is_(None), Invitation.valid_until > now)
    )


def _as_shown(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"


def _pin_hash(pin: str) -> str:
    digits = _ascii_digits(pin)
    if not PIN_FORM.fullmatch(digits):
        raise PinForm("A PIN is 4 to 8 digits.")
    return passwords.hashed(digits)


def _ascii_digits(typed: str) -> str:
    """Without spaces, and with the digits of any script (`٤`, `४`) as 0-9: keyboards give their own."""
    return "".join(str(unicodedata.decimal(character, character)) for character in typed if not character.isspace())
