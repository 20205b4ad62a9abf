"""Years and months of other calendars, as Gregorian ones."""

from datetime import date
from functools import cache
from typing import Final

from convertdate import coptic, islamic, persian

PERSIAN: Final = "persian"
ISLAMIC: Final = "islamic"
BUDDHIST: Final = "buddhist"
ETHIOPIC: Final = "ethiopic"
GREGORIAN: Final = "gregorian"

# The calendar in which speakers of a language may count, and the years of living memory in it that can't be Gregorian ones.
_BY_LANGUAGE: Final = {
    "fa": PERSIAN,
    "fa-AF": PERSIAN,
    "ps": PERSIAN,
    "ckb": PERSIAN,
    "ar": ISLAMIC,
    "ur": ISLAMIC,
    "th": BUDDHIST,
    "am": ETHIOPIC,
    "ti": ETHIOPIC,
}
_YEARS: Final = {PERSIAN: range(1300, 1450), ISLAMIC: range(1340, 1500), BUDDHIST: range(2460, 2620)}
# Where a year of two digits is one of the own calendar.
_SHORT_YEARS: Final = {"fa", "fa-AF", "ps"}
# The Ethiopian months and years are the Coptic ones, counted from another year.
_COPTIC_YEARS_LESS: Final = 276


def calendar_of(year: int, language: str) -> str | None:
    """The other calendar in which a speaker of the language must mean this year; None when it can be a Gregorian year."""
    calendar = _BY_LANGUAGE.get(language)
    return calendar if calendar in _YEARS and year in _YEARS[calendar] else None


def may_be_ethiopic(year: int, language: str, today: date) -> bool:
    """Whether a speaker may mean this year in the Ethiopian calendar, which is seven or eight years behind."""
    return _BY_LANGUAGE.get(language) == ETHIOPIC and gregorian(ETHIOPIC, year, 1, 1) <= today


def full_persian_year(short: int, language: str, today: date) -> int | None:
    """The latest year of the Solar Hijri calendar, not after this one, that ends in these two digits; None where it is not counted in."""
    if language not in _SHORT_YEARS:
        return None
    return 1400 + short if gregorian(PERSIAN, 1400 + short, 1, 1) <= today else 1300 + short


@cache
def gregorian(calendar: str, year: int, month: int | None = None, day: int | None = None) -> date:
    """The day in the Gregorian calendar; the middle of the month or year where day or month are not given."""
    if calendar == BUDDHIST:
        return date(year - 543, month or 7, min(day or 15, 28))
    if month is None:
        month, day = 6, 15
    day = min(day or 15, 5 if month == 13 else 29)
    match calendar:
        case "persian":
            return date(*persian.to_gregorian(year, month, day))
        case "islamic":
            return date(*islamic.to_gregorian(year, month, day))
        case _:
            return date(*coptic.to_gregorian(year - _COPTIC_YEARS_LESS, month, day))
