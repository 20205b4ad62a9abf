"""Hashing passwords and PINs: argon2id with OWASP's parameters, some 30 ms each."""

import hmac
import secrets
from collections import OrderedDict
from functools import cache
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

REMEMBERED = 10_000

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hashed(secret: str) -> str:
    return _hasher.hash(_bytes(secret))


def matches(secret_hash: str, secret: str) -> bool:
    try:
        return _hasher.verify(secret_hash, _bytes(secret))
    except VerifyMismatchError:
        return False


def matches_nothing(secret: str) -> None:
    """The effort of `matches` where there is no hash to compare with, so that the time taken does not tell that."""
    matches(_hash_of_nothing(), secret)


def _bytes(secret: str) -> bytes:
    return secret.encode("utf-8", "replace")  # a lone surrogate has no UTF-8


@cache
def _hash_of_nothing() -> str:
    return hashed(secrets.token_urlsafe())


class Verified:
    """Remembers, in this process, which secrets were found right, since each chat message brings the PIN again.

    Holds digests under a key of its own, never a secret; forgets the least recently used one beyond `REMEMBERED`.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._digests: OrderedDict[bytes, None] = OrderedDict()
        self._lock = Lock()

    def has(self, secret_hash: str, secret: str) -> bool:
        digest = self._digest(secret_hash, secret)
        with self._lock:
            if digest not in self._digests:
                return False
            self._digests.move_to_end(digest)
            return True

    def add(self, secret_hash: str, secret: str) -> None:
        digest = self._digest(secret_hash, secret)
        with self._lock:
            self._digests[digest] = None
            if len(self._digests) > REMEMBERED:
                self._digests.popitem(last=False)

    def _digest(self, secret_hash: str, secret: str) -> bytes:
        return hmac.digest(self._key, _bytes(f"{secret_hash}\0{secret}"), "sha256")
