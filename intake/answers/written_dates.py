"""Dates in digits, as people write them, brought into one form before the text is read."""

import re
from datetime import date
from typing import Final

# A date becomes the word 'YYYYmMM', or 'YYYYmMMdDD'.
DATE_WORD: Final = re.compile(r"(\d{4})m(\d\d)(?:d(\d\d))?")

_SEPARATOR: Final = r"\s?[-./]\s?"
_SHORT_YEAR: Final = re.compile(r"(?<![\w])'\s?(\d\d)(?!\d)")
_YEAR_FIRST: Final = re.compile(rf"(?<![\d./-])(\d{{4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})(?!\d)")
_DAY_FIRST: Final = re.compile(rf"(?<!\d)(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}}|\d\d)(?!\d)")
_MONTH_FIRST: Final = re.compile(rf"(?<![\d./-])(\d{{1,2}}){_SEPARATOR}(\d{{4}})(?!\d)")
_BARE_MONTH_FIRST: Final = re.compile(r"(\d{1,2}) (\d{4})")
_MONTH_LAST: Final = re.compile(r"(?<![\d./-])(\d{4})[-./](\d{1,2})(?!\d)")
_SHORT_MONTH: Final = re.compile(r"(\d{1,2})[-./](\d\d)")
_SHORT_PERIOD: Final = re.compile(r"(?<!\d)(\d{4}|\d\d)\s?[-/]\s?(\d\d)(?!\d)")


def with_months(softened: str, today: date) -> str:
    """The text with each date as one word, also '2015-03' and '5/19'."""
    text = _with_year_last(_long_years(softened, today), today)
    if bare := _BARE_MONTH_FIRST.fullmatch(text):
        return _date_word(bare, int(bare[2]), int(bare[1]))
    if short := _SHORT_MONTH.fullmatch(text):
        return _date_word(short, full_year(int(short[2]), today), int(short[1]))
    return _with_month_last(text)


def with_periods(softened: str, today: date) -> str:
    """The text with each date as one word and short years in full: '2010-15' is a period here, not a month."""
    text = _with_year_last(_long_years(softened, today), today)
    if len(_MONTH_LAST.findall(text)) > 1:
        text = _with_month_last(text)
    return _SHORT_PERIOD.sub(lambda match: f"{_year_of(match[1], today)} - {_year_of(match[2], today)}", text)


def _with_month_last(text: str) -> str:
    return _MONTH_LAST.sub(lambda match: _date_word(match, int(match[1]), int(match[2])), text)


def _with_year_last(text: str, today: date) -> str:
    """Dates in digits as one word each, 'YYYYmMM'; what can't be a date is left."""
    text = _YEAR_FIRST.sub(lambda match: _date_word(match, int(match[1]), int(match[2]), int(match[3])), text)
    text = _DAY_FIRST.sub(lambda match: _day_first(match, today), text)
    return _MONTH_FIRST.sub(lambda match: _date_word(match, int(match[2]), int(match[1])), text)


def _day_first(match: re.Match[str], today: date) -> str:
    day, month = int(match[1]), int(match[2])
    if month > 12 >= day:
        day, month = month, day
    return _date_word(match, int(_year_of(match[3], today)), month, day) if 1 <= day <= 31 else match[0]


def _date_word(match: re.Match[str], year: int, month: int, day: int = 0) -> str:
    of_month = f"d{day:02}" if 1 <= day <= 31 else ""
    return f" {year:04}m{month:02}{of_month} " if 1 <= month <= 12 else match[0]


def _long_years(text: str, today: date) -> str:
    return _SHORT_YEAR.sub(lambda match: _year_of(match[1], today), text)


def _year_of(digits: str, today: date) -> str:
    return digits if len(digits) == 4 else str(full_year(int(digits), today))


def full_year(short: int, today: date) -> int:
    """The latest year, not after this one, that ends in these two digits."""
    century = today.year // 100 * 100
    return century + short if century + short <= today.year else century - 100 + short
