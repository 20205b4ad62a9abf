"""Readers over small invented lexicons, for tests of one rule at a time. They have learned nothing (see test_likeness.py)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from intake.answers import Layer, Lexicon, Reader

TODAY: Final = date(2025, 11, 23)

ENGLISH: Final[Mapping[str, Sequence[str]]] = {
    "yes": ["yes", "yeah"],
    "no": ["no", "nope"],
    "nothing": ["nothing", "none", "nobody"],
    "and": ["and"],
    "now": ["now", "still"],
    "number.0.5": ["half"],
    "number.12": ["a dozen"],
    "unit.year": ["year", "years"],
    "unit.month": ["month", "months"],
    "unit.week": ["week", "weeks"],
    "unit.day": ["day", "days"],
    "unit.hour": ["hour", "hours", "h"],
    "unit.minute": ["minute", "minutes", "min"],
    "child.1": ["boy", "girl", "girls", "children", "son"],
    "child.2": ["twins"],
}
ARABIC: Final[Mapping[str, Sequence[str]]] = {
    "yes": ["نعم"],
    "no": ["لا"],
    "nothing": ["لا شيء"],
    "unit.year": ["سنة", "سنوات", "عام"],
    "unit.hour": ["ساعة", "ساعات"],
    "unit.minute": ["دقيقة"],
    "number.2": ["سنتين"],
    "child.1": ["ولد", "بنت"],
    "child.2": ["ولدين", "بنتين"],
}


def _named(lookups: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    return {name.replace("__", "."): phrases for name, phrases in lookups.items()}


def _reader(language: str, phrases: Mapping[str, Sequence[str]], titles: Mapping[str, str], *others: Layer) -> Reader:
    mixed_in = (Layer(code, Lexicon({}), {}) for code in ("en", "nl"))
    return Reader(Layer(language, Lexicon(phrases), titles), others or mixed_in, today=lambda: TODAY)


def english(titles: Mapping[str, str] | None = None, **more: Sequence[str]) -> Reader:
    """A reader of English; `more` lookups have '__' for the dots of their names."""
    return _reader("en", {**ENGLISH, **_named(more)}, titles or {})


def arabic(**more: Sequence[str]) -> Reader:
    """A reader of Arabic that also has the English phrases."""
    return _reader("ar", {**ARABIC, **_named(more)}, {}, Layer("en", Lexicon(ENGLISH), {}), Layer("nl", Lexicon({}), {}))


def of(language: str, **lookups: Sequence[str]) -> Reader:
    """A reader of any language, with these lookups."""
    return _reader(language, _named(lookups), {})
