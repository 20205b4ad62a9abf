import pytest

from casestore import passwords
from casestore.passwords import Verified


def test_a_secret_is_remembered_for_its_own_hash_only() -> None:
    verified = Verified()
    verified.add("hash", "2048")
    assert verified.has("hash", "2048")
    assert not verified.has("hash", "1024")
    assert not verified.has("other hash", "2048")


def test_no_secret_is_held_in_memory() -> None:
    verified = Verified()
    verified.add("hash", "2048")
    assert "2048" not in repr(vars(verified))


def test_the_secret_used_longest_ago_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "REMEMBERED", 2)
    verified = Verified()
    verified.add("a", "2048")
    verified.add("b", "2048")
    assert verified.has("a", "2048")
    verified.add("c", "2048")
    assert [verified.has(secret_hash, "2048") for secret_hash in "abc"] == [True, False, True]
