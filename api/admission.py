"""Letting a person in: code and PIN, with a brake on guessing."""

import time
from collections import deque
from datetime import UTC, datetime

from fastapi import Request
from sqlalchemy.orm import Session, sessionmaker

from casestore import invitations
from casestore.invitations import Locked, Refused
from casestore.models import Invitation
from intake.settings import settings

ATTEMPTS, WINDOW = 30, 60.0  # failed tries of one address within so many seconds, over all codes


class TooManyTries(Exception):
    """This address has guessed too often; `seconds` until it may try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Doorkeeper:
    """Admits by code and PIN. Codes are locked by the case store; addresses that try many codes are braked here."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions
        self._failures: dict[str, deque[float]] = {}

    def admit(self, request: Request, code: str, pin: str) -> Invitation:
        """The invitation that code and PIN belong to.

        Raises:
            Refused: code or PIN is wrong, or the invitation is no longer valid; which one is not told.
            Locked: too many wrong PINs for this code.
            TooManyTries: too many failed tries from this address.
        """
        address = request.client.host if request.client else ""
        self._brake(address)
        with self._sessions() as session:
            try:
                return invitations.admit(
                    session,
                    code,
                    pin,
                    now=datetime.now(UTC),
                    tries=settings().invitation_tries,
                    locked_for=settings().invitation_locked,
                )
            except (Refused, Locked):
                self._failures.setdefault(address, deque(maxlen=ATTEMPTS)).append(time.monotonic())
                raise

    def _brake(self, address: str) -> None:
        failures = self._failures.get(address)
        if failures is None:
            return
        while failures and time.monotonic() - failures[0] > WINDOW:
            failures.popleft()
        if not failures:
            del self._failures[address]
        elif len(failures) == ATTEMPTS:
            raise TooManyTries(int(WINDOW - (time.monotonic() - failures[0])) + 1)
