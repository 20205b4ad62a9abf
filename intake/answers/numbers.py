"""Number words: those of num2words turned round, and how single ones make up a larger one."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from num2words import CONVERTER_CLASSES, num2words

from intake.answers.fold import fold

# The words from which all numbers up to 3999 are made up.
_LISTED: Final = (*range(101), *range(200, 1000, 100), 1000, 2000, 3000)
LARGEST_READ: Final = 10**9

# Other forms of the same word, tried one after the other on every phrase: case, gender, spelling.
_VARIANTS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "ar": (
        (r"مايه", "ميه"), (r"مييه", "ميه"), (r"ون\b", "ين"), (r"\b(ثلاث|اربع|خمس|ست|سبع|ثماني|تسع)ه\b", r"\1"),
        (r"\b(ثمان)ي\b", r"\1"),
        (r"عشر\b", "عشره"), (r"^عشره$", "عشر"), (r"اثنا\b", "اثني"), (r"اثنان", "اثنين"), (r"اثنين", "اثنتين"),
        (r"(ميت|الف)ا$", r"\1ان"), (r"(ميت|الف)ا$", r"\1ين"), (r"^احد عشر$", "واحد عشر"), (r"^احد\b", "احدي"), (r"^واحد\b", "واحده"),
    ),
    "es": ((r"uno$", "un"), (r"uno$", "una"), (r"cientos$", "cientas"), (r"quinientos$", "quinientas")),
    "fr": ((r"un$", "une"), (r"cents$", "cent")),
    "pt": ((r"um$", "uma"), (r"dois$", "duas"), (r"entos$", "entas")),
    "ru": ((r"один$", "одна"), (r"один$", "одно"), (r"два$", "две")),
    "uk": ((r"один$", "одна"), (r"один$", "одне"), (r"два$", "дві")),
    "tr": ((r"^(on|yirmi|otuz|kirk|elli|altmis|yetmis|seksen|doksan)(\w+)$", r"\1 \2"),),
}  # fmt: skip

# Where units may come before the tens ('vijf en twintig'): the smallest ten that may follow.
_ONES_FIRST: Final[Mapping[str, int]] = {"ar": 20, "nl": 20, "so": 10}
# Where a ten is a multiplier ('五十').
_TEN_MULTIPLIES: Final = frozenset({"zh"})


@cache
def number_words(language: str) -> Mapping[str, int]:
    """Folded phrase -> number, for the numbers that others are made up of; empty for a language that num2words lacks."""
    if language not in CONVERTER_CLASSES:
        return {}
    try:
        phrases = {number: fold(num2words(number, lang=language)) for number in (*_LISTED, 101)}
    except (TypeError, NotImplementedError):  # some converters (Amharic) are listed and fail
        return {}
    found: dict[str, int] = {}
    for number in _LISTED:
        for form in _forms(phrases[number], language):
            found.setdefault(form, number)
    for form, number in _bound_forms(phrases):
        found.setdefault(form, number)
    return found


def _bound_forms(phrases: Mapping[int, str]) -> Iterator[tuple[str, int]]:
    """Words that stand in larger numbers only: 'ciento', 'hundred', 'тысяча', Thai 'et'."""
    for multiplier in (100, 1000):
        bare = phrases[multiplier].removeprefix(phrases[1]).split()
        if 0 < len(bare) <= 2:
            yield bare[-1], multiplier
    first, *others = phrases[101].split()
    if others:
        yield first, 100
    elif phrases[101].startswith(phrases[100]):
        yield phrases[101].removeprefix(phrases[100]), 1


def _forms(phrase: str, language: str) -> Iterator[str]:
    forms = [phrase]
    for pattern, replacement in _VARIANTS.get(language, ()):
        forms.extend(changed for form in tuple(forms) if (changed := re.sub(pattern, replacement, form)) != form)
    return iter(forms)


def combine(left: float, right: float, language: str, *, joined: bool) -> float | None:
    """The one number that two number words in a row make, or None when they are two numbers.

    `joined`: the word for 'and' stands between them ('zes en veertig').
    """
    if left < 1 or left != int(left):
        return None
    if right < 1:
        return left + right if joined else None
    if right >= 100:
        return _combine_large(left, right, joined=joined)
    return _combine_small(left, right, language, joined=joined) if right == int(right) else None


def _combine_large(left: float, right: float, *, joined: bool) -> float | None:
    last = left % 1000
    if right == 1000 and left < 1000 and not joined:
        return left * right
    if right == 100 and 0 < last < 100 and not joined:
        return left - last + last * right
    return left + right if right < 1000 and last == 0 else None


def _combine_small(left: float, right: float, language: str, *, joined: bool) -> float | None:
    tens, ones = divmod(int(left) % 100, 10)
    if language in _TEN_MULTIPLIES and right == 10 and not tens and ones:
        return left - ones + ones * right
    if left >= 100 and not tens and not ones:
        return left + right
    if tens and not ones and 0 < right < 10:
        return left + right
    if joined and ones and not tens and right >= _ONES_FIRST.get(language, 100) and right % 10 == 0:
        return left + right
    return None


def decompose(word: str, is_number_word: Callable[[str], bool], is_joiner: Callable[[str], bool]) -> list[str] | None:
    """A number written as one word in its number words ('vierhonderdvijftig'), or None when it is not made of these only."""
    ends: dict[int, list[str]] = {0: []}
    for start in range(len(word)):
        if start not in ends:
            continue
        for end in range(start + 2, len(word) + 1):
            part = word[start:end]
            shorter = end not in ends or len(ends[end]) > len(ends[start]) + 1
            if shorter and (is_number_word(part) or (start > 0 and end < len(word) and is_joiner(part))):
                ends[end] = [*ends[start], part]
    return ends.get(len(word))
