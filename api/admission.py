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


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


class TooManyTries(Exception):
    """This address has guessed too often; `seconds` until it may try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Brake:
    """Refuses an address after `attempts` failed tries within `window` seconds."""

    def __init__(self, attempts: int, window: float) -> None:
        self._attempts, self._window = attempts, window
        self._failures: dict[str, deque[float]] = {}

    def check(self, address: str) -> None:
        """Lets an address try.

        Raises:
            TooManyTries: it has failed too often.
        """
        failures = self._failures.get(address)
        if failures is None:
            return
        while failures and time.monotonic() - failures[0] > self._window:
            failures.popleft()
        if not failures:
            del self._failures[address]
        elif len(failures) == self._attempts:
            raise TooManyTries(int(self._window - (time.monotonic() - failures[0])) + 1)

    def failed(self, address: str) -> None:
        self._failures.setdefault(address, deque(maxlen=self._attempts)).append(time.monotonic())

    def forget(self, address: str) -> None:
        """What failed before no longer counts."""
        self._failures.pop(address, None)


class Doorkeeper:
    """Admits by code and PIN. Codes are locked by the case store; addresses that try many codes are braked here."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions
        self._brake = Brake(ATTEMPTS, WINDOW)

    def admit(self, request: Request, code: str, pin: str) -> Invitation:
        """The invitation that code and PIN belong to.

        Raises:
            Refused: code or PIN is wrong, or the invitation is no longer valid; which one is not told.
            Locked: too many wrong PINs for this code.
            TooManyTries: too many failed tries from this address.
        """
        address = address_of(request)
        self._brake.check(address)
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
                self._brake.failed(address)
                raise
