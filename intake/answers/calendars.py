"""Years and months of other calendars, as Gregorian ones."""

from datetime import date, timedelta
from typing import Final

PERSIAN: Final = "persian"
ISLAMIC: Final = "islamic"
BUDDHIST: Final = "buddhist"
ETHIOPIC: Final = "ethiopic"

# Calendars whose years can't be taken for Gregorian ones, with the years of living memory.
_BY_LANGUAGE: Final = {"fa": PERSIAN, "fa-AF": PERSIAN, "ps": PERSIAN, "ckb": PERSIAN, "ar": ISLAMIC, "ur": ISLAMIC, "th": BUDDHIST}
_YEARS: Final = {PERSIAN: range(1300, 1450), ISLAMIC: range(1340, 1500), BUDDHIST: range(2460, 2620)}

# Ordinal (date.toordinal) of the day before 1 of the first month of year 1.
_PERSIAN_EPOCH: Final = 226894
_ISLAMIC_EPOCH: Final = 227014
_ETHIOPIC_EPOCH: Final = 2795


def calendar_of(year: int, language: str) -> str | None:
    """The other calendar in which a speaker of the language must mean this year; None when it can be a Gregorian year."""
    calendar = _BY_LANGUAGE.get(language)
    return calendar if calendar and year in _YEARS[calendar] else None


def gregorian(calendar: str, year: int, month: int | None = None, day: int | None = None) -> date:
    """The day in the Gregorian calendar; the middle of the month or year where day or month are not given."""
    if calendar == BUDDHIST:
        return date(year - 543, month or 7, min(day or 15, 28))
    if month is None:
        month, day = 6, 15
    elapsed = 30 * (month - 1) + (day or 15)
    if calendar == PERSIAN:
        elapsed += min(month - 1, 6)
        return date.fromordinal(_PERSIAN_EPOCH) + timedelta(365 * (year - 1) + (8 * year + 21) // 33 + elapsed)
    if calendar == ISLAMIC:
        elapsed -= (month - 1) // 2
        return date.fromordinal(_ISLAMIC_EPOCH) + timedelta(354 * (year - 1) + (11 * year + 3) // 30 + elapsed)
    return date.fromordinal(_ETHIOPIC_EPOCH) + timedelta(365 * (year - 1) + year // 4 + elapsed)
