"""Normal forms of text in any script, so that two spellings of the same word compare equal."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

_ARABIC: Final = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیېێۍئےۓ", "ي"),
    **dict.fromkeys("ةۀەہھۂۃ", "ه"),
    **dict.fromkeys("ؤۆۇۈۋ", "و"),
    **dict.fromkeys("کڪګ", "ك"),
    **{"ڵ": "ل", "ڕ": "ر", "ں": "ن", "ء": ""},
}
_ETHIOPIC_HOMOPHONES: Final = (("ሐ", "ሀ"), ("ኀ", "ሀ"), ("ሠ", "ሰ"), ("ዐ", "አ"), ("ፀ", "ጸ"))
_ETHIOPIC: Final = {
    **{chr(ord(written) + order): chr(ord(plain) + order) for written, plain in _ETHIOPIC_HOMOPHONES for order in range(7)},
    **dict.fromkeys("ሃሓኃ", "ሀ"),
    **dict.fromkeys("ኣዓ", "አ"),
}
_LATIN: Final = {"ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n", "ё": "е"}
_SEPARATORS: Final = {"،": ",", "٬": ",", "٫": ".", "。": ".", "፣": ",", "、": ",", "⁄": "/", "−": "-", "~": "-"}
_LETTERS: Final = _ARABIC | _ETHIOPIC | _LATIN
_ARABIC_MARKS: Final = {
    *range(0x0610, 0x061B),
    0x0640,
    *range(0x064B, 0x0660),
    0x0670,
    *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E9),
    *range(0x06EA, 0x06EE),
}
_MARKS: Final = {*range(0x0300, 0x0370), *range(0xFE00, 0xFE10)} | _ARABIC_MARKS

# Inside text that is being read: a pause between words, the point of a decimal number, a dash between numbers.
PAUSE: Final = "\x01"
POINT: Final = "\x02"
SPAN: Final = "\x03"
_WITHIN: Final = frozenset("'’‘`´ʼ-_/&+")

_ELONGATED: Final = re.compile(r"([^\W\d_])\1{2,}")
_VULGAR_FRACTION: Final = re.compile(r"(?<!\d)(\d{0,9})\s?([¼½¾])")
_ETHIOPIC_NUMERAL: Final = re.compile(r"[፩-፼]+")
_ETHIOPIC_HUNDRED: Final = "፻"
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


class _Table(dict[int, str]):
    """`str.translate` table that works a character out when it is first seen."""

    def __init__(self, punctuation: Callable[[str], str]) -> None:
        super().__init__()
        self._punctuation = punctuation

    def __missing__(self, code: int) -> str:
        self[code] = plain = self._plain(chr(code), code)
        return plain

    def _plain(self, char: str, code: int) -> str:
        if code in _MARKS:
            return ""
        category = unicodedata.category(char)
        if category == "Nd":
            return str(unicodedata.digit(char))
        if category in ("Cc", "Zs", "Zl", "Zp"):
            return " " if char.isspace() else ""
        if category[0] == "C":
            return ""
        if category[0] in "PS":
            return self._punctuation("-" if category == "Pd" else _SEPARATORS.get(char, char))
        char = _LETTERS.get(char, char)
        base = unicodedata.normalize("NFD", char)
        return base[0] if len(base) > 1 and "LATIN" in unicodedata.name(base[0], "") else char


_SOFT: Final = _Table(lambda mark: mark)
_HARD: Final = _Table(lambda mark: " ")
# What joins words or stands inside them is no pause.
_PAUSED: Final = _Table(lambda mark: " " if mark in _WITHIN else f" {PAUSE} ")
_PAUSED.update({ord(mark): mark for mark in (PAUSE, POINT, SPAN)})


def fold(text: str) -> str:
    """The form in which texts are compared.

    NFKC and casefold; digits of any script as 0-9; Arabic diacritics and tatweel removed, alef, ya, ta marbuta and kaf
    each in one form; Ethiopic homophones in one form; accents of Latin letters stripped; control, bidi and format
    characters removed; punctuation and symbols to space; a letter written three times or more, once; spaces squeezed.
    """
    return _squeeze(_normalised(text).translate(_HARD))


def soften(text: str) -> str:
    """As `fold`, but with punctuation kept (dashes as '-', separators of any script as ',' '.' '/'): for numbers and dates."""
    return _squeeze(_normalised(text).translate(_SOFT))


def paused(softened: str) -> str:
    """A softened text with punctuation as the word `PAUSE`, or as a space where it stands within or joins words."""
    return softened.translate(_PAUSED)


def clean(text: str) -> str:
    """The text as a person wrote it, without control and bidi characters and with whitespace squeezed."""
    kept = (
        " " if char.isspace() else char
        for char in text
        if char.isspace() or (char not in _BIDI and unicodedata.category(char) not in ("Cc", "Cs"))
    )
    return " ".join("".join(kept).split())


def _normalised(text: str) -> str:
    text = _VULGAR_FRACTION.sub(lambda match: str(int(match[1] or 0) + unicodedata.numeric(match[2])), text)
    text = _ETHIOPIC_NUMERAL.sub(lambda match: f" {_ethiopic_number(match[0])} ", text)
    return unicodedata.normalize("NFKC", text).casefold()


def _ethiopic_number(numeral: str) -> int:
    total = part = 0
    for char in numeral:
        value = int(unicodedata.numeric(char))
        if value < 100:
            part += value
            continue
        total, part = (total + (part or 1) * value, 0) if char == _ETHIOPIC_HUNDRED else ((total + part or 1) * value, 0)
    return total + part


def _squeeze(text: str) -> str:
    return " ".join(_ELONGATED.sub(r"\1", text).split())
