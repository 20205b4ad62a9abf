"""Readers over small invented lexicons, for tests of one rule at a time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from intake.answers import Lexicon, Reader

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


def english(titles: Mapping[str, str] | None = None, **more: Sequence[str]) -> Reader:
    """A reader of English; `more` lookups have '__' for the dots of their names."""
    lookups = {name.replace("__", "."): phrases for name, phrases in more.items()}
    return Reader("en", Lexicon({**ENGLISH, **lookups}), titles or {}, lambda: TODAY)


def arabic(**more: Sequence[str]) -> Reader:
    """A reader of Arabic that also has the English phrases."""
    lookups = {name.replace("__", "."): phrases for name, phrases in more.items()}
    return Reader("ar", Lexicon({**ARABIC, **lookups}), {}, lambda: TODAY, others={"en": Lexicon(ENGLISH)})


def of(language: str, **lookups: Sequence[str]) -> Reader:
    """A reader of any language, with these lookups."""
    return Reader(language, Lexicon({name.replace("__", "."): phrases for name, phrases in lookups.items()}), {}, lambda: TODAY)
