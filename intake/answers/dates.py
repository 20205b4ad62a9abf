"""Answers of type `month` and `period`: dates as people write them, ages, and years of other calendars."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final, NamedTuple

from intake.answers.calendars import ETHIOPIC, GREGORIAN, PERSIAN, calendar_of, full_persian_year, gregorian, may_be_ethiopic
from intake.answers.fold import soften
from intake.answers.phrases import Words
from intake.answers.quantities import Item, Quantity, items_of, quantities_of
from intake.answers.reading import NOT_READ, Field, Reading, certain, offer, out_of_bounds
from intake.answers.vocabulary import Sign, Vocabulary
from intake.answers.written_dates import DATE_WORD, full_year, with_months, with_periods

EARLIEST_YEAR: Final = 1930
_ANY_YEAR: Final = range(1000, 3000)
_WORDS_BETWEEN: Final = 3  # 'dezembro do ano de 2008'
_DAYS_OF_A_MONTH: Final = range(1, 32)
_ORDINAL: Final = re.compile(r"([1-9]|[12]\d|3[01])(st|nd|rd|th|e|de|ste|er|º|ª|o|a)")
_OLDEST_CHILD: Final = 40
_DAYS: Final = {"year": 365.25, "month": 30.44, "week": 7.0, "day": 1.0}


class Moment(NamedTuple):
    """A year, with the month where it was said. `converted`: said in another calendar (or possibly so); `or_else`: as which it is then."""

    year: int
    month: int | None
    places: frozenset[int]
    converted: bool = False
    or_else: "Moment | None" = None

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


def read_month(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads 'YYYY-MM', or 'YYYY' where no month was said; an age gives the two years of birth it may mean."""
    return _Dates(with_months(soften(text), vocabulary.today), vocabulary).month()


def read_period(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads [first year, last year]; the last is None when it goes on until now."""
    return _Dates(with_periods(soften(text), vocabulary.today), vocabulary).period()


class _Dates:
    def __init__(self, softened: str, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._today = vocabulary.today
        self._words: Words = vocabulary.split_numbers(softened, vocabulary.moments)
        items = _years_in_two_parts(items_of(self._words, vocabulary.moments, vocabulary))
        self._items = _numbered_months(items, vocabulary.language)
        # The calendar that was named beside the date; GREGORIAN too.
        self._stated = next((str(item.value("calendar")) for item in self._items if item.is_a("calendar")), None)
        self._moments = self._find_moments()
        taken = {place for moment in self._moments for place in moment.places}
        rest = [item for item in self._items if taken.isdisjoint(range(item.start, item.end))]
        self._quantities = quantities_of(rest)

    def month(self) -> Reading:
        meant = [one for moment in self._moments for one in (moment, moment.or_else) if one]
        distinct = {str(moment): moment for moment in meant}
        if len(distinct) == 1:
            return self._moment(meant[0])
        if distinct:
            return offer([value for value, moment in distinct.items() if self._possible(moment)], self._covered())
        relative = self._relative_year()
        named = self._named_month()
        if named and relative:
            return self._moment(Moment(relative, named, frozenset(), converted=True))
        if named:
            return self._offer_moments(
                [Moment(self._today.year - past, named, frozenset()) for past in range(3)][: 3 if named <= self._today.month else 4]
            )
        if relative:
            return certain(str(relative), self._covered(), derived=True)
        return self._age()

    def period(self) -> Reading:
        if any(not EARLIEST_YEAR <= moment.year <= self._today.year for moment in self._moments):
            return out_of_bounds(self._covered())
        years = list(dict.fromkeys(moment.year for moment in self._with_short_years()))
        derived = any(moment.converted for moment in self._with_short_years())
        if len(years) > 2:
            pairs = [sorted(pair) for pair in zip(years[::2], years[1::2], strict=False)]
            return offer([[min(years), max(years)], *pairs], self._covered())
        if len(years) == 2:
            return certain(sorted(years), self._covered(), derived=derived)
        if len(years) == 1:
            return self._one_year(years[0], derived)
        return self._without_year()

    def _one_year(self, year: int, derived: bool) -> Reading:
        until = self._before("until", year)
        ongoing = self._says("now") or self._before("since", year) or (self._says("since") and not self._says("until"))
        if not self._says("now") and (relative := self._relative_year()):
            return certain(sorted([year, relative]), self._covered(), derived=True)
        if not self._says("now") and (duration := self._duration()):
            end = year + duration
            lasted = [year - duration, year] if until else [year, end if end <= self._today.year else None]
            return certain(lasted, self._covered(), derived=True)
        if until and not ongoing:
            return Reading(problem="ambiguous", covered=self._covered())
        return certain([year, None if ongoing else year], self._covered(), derived=derived)

    def _without_year(self) -> Reading:
        this_year = self._today.year
        if relative := self._relative_year():
            end = None if self._says("since", "now") else relative
            return certain([relative, end], self._covered(), derived=True)
        duration = self._duration()
        if not duration:
            return NOT_READ
        if this_year - duration < EARLIEST_YEAR:
            return out_of_bounds(self._covered())
        if self._says("now") or (self._says("since") and not self._says("until")):
            return certain([this_year - duration, None], self._covered(), derived=True)
        return offer([[this_year - duration, None], [this_year - duration, this_year - duration]], self._covered(), derived=True)

    def _moment(self, moment: Moment) -> Reading:
        if not self._possible(moment):
            return out_of_bounds(self._covered())
        return certain(str(moment), self._covered(), derived=moment.converted)

    def _possible(self, moment: Moment) -> bool:
        return moment.year >= EARLIEST_YEAR and (moment.year, moment.month or 1) <= (self._today.year, self._today.month)

    def _offer_moments(self, moments: Sequence[Moment]) -> Reading:
        return offer([str(moment) for moment in moments if self._possible(moment)][:2], self._covered(), derived=True)

    def _age(self) -> Reading:
        """Years or months of birth that fit an age; a bare number is taken for years."""
        ages = [quantity for quantity in self._quantities if quantity.unit in _DAYS]
        explicit = [quantity for quantity in ages if quantity.explicit] or ages[:1]
        if not explicit and len(self._quantities) == 1 and self._quantities[0].unit is None:
            explicit = self._quantities
        if not explicit or any(quantity.either for quantity in self._quantities):
            return NOT_READ
        units = [quantity.unit or "year" for quantity in explicit]
        in_years = units == ["year"]
        days = sum(quantity.value * _DAYS[unit] for quantity, unit in zip(explicit, units, strict=True))
        if not 0 <= days <= _OLDEST_CHILD * 366:
            return out_of_bounds(self._covered())
        if in_years and float(explicit[0].value).is_integer() and explicit[0].value > 0:
            return self._years_of_birth(int(explicit[0].value))
        finest = _DAYS[units[-1]] if not in_years else 6 * _DAYS["month"]
        youngest, oldest = self._today - timedelta(days), self._today - timedelta(days + min(finest, 30.44))
        if in_years:
            oldest = self._today - timedelta(days + finest)
            return self._born(list(dict.fromkeys((str(youngest.year), str(oldest.year)))))
        return self._born(list(dict.fromkeys((f"{youngest:%Y-%m}", f"{oldest:%Y-%m}"))))

    def _years_of_birth(self, age: int) -> Reading:
        born = [str(self._today.year - age), str(self._today.year - age - 1)]
        return self._born(born if self._today.month > 6 else born[::-1])

    def _born(self, values: list[Any]) -> Reading:
        return certain(values[0], self._covered(), derived=True) if len(values) == 1 else offer(values, self._covered(), derived=True)

    def _duration(self) -> int:
        """Whole years that were said to have passed, 0 when none."""
        days = sum(quantity.value * _DAYS[quantity.unit] for quantity in self._durations() if quantity.unit in _DAYS)
        return round(days / _DAYS["year"]) if days <= 100 * 366 else 0

    def _durations(self) -> list[Quantity]:
        return [quantity for quantity in self._quantities if quantity.unit in ("year", "month") and quantity.explicit]

    def _relative_year(self) -> int | None:
        if self._says("last_year"):
            return self._today.year - 1
        return self._today.year if self._says("this_year") else None

    def _named_month(self) -> int | None:
        return next((month for item in self._items if (month := _gregorian_month(item))), None)

    def _says(self, *kinds: str) -> bool:
        return any(item.is_a(*kinds) for item in self._items)

    def _before(self, kind: str, year: int) -> bool:
        """Whether a word of this kind stands before the year, with at most two words between."""
        place = min((min(moment.places) for moment in self._moments if moment.year == year), default=0)
        return any(item.is_a(kind) and 0 <= place - item.end <= 2 for item in self._items)

    def _covered(self) -> float:
        kinds = ("now", "since", "until", "ago", "this_year", "last_year", "and", "or", "month", "calendar")
        explained = {place for moment in self._moments for place in moment.places}
        explained |= {place for quantity in self._quantities for place in quantity.places}
        explained |= {place for item in self._items if item.is_a(*kinds) for place in range(item.start, item.end)}
        return self._vocabulary.covered(self._words.words, explained)

    def _find_moments(self) -> list[Moment]:
        moments = []
        for index, item in enumerate(self._items):
            written = DATE_WORD.fullmatch(self._words.words[item.start])
            if written:
                day = int(written[3]) if written[3] else None
                moments.append(self._as_moment(int(written[1]), int(written[2]), None, {item.start}, day))
            elif item.number is not None and item.number in _ANY_YEAR and item.unit is None:
                moments.append(self._year_at(index, int(item.number)))
            elif (
                len(item.digits) == 2
                and (named := self._month_beside(index))
                and (not self._is_day(index) or self._ends_a_date(index) or _is_short_year(self._items, index))
            ):
                year = self._full_year(int(item.digits), _calendar_month(named)[0] or GREGORIAN)
                moments.append(self._as_moment(year, None, named, set(range(item.start, item.end)) | set(range(named.start, named.end))))
        return [moment for moment in moments if moment is not None]

    def _year_at(self, index: int, year: int) -> Moment | None:
        """The year at this item, with the month's name before it or (in another order of words) after it."""
        places = set(range(self._items[index].start, self._items[index].end))
        named = self._month_beside(index) or self._only_month()
        return self._as_moment(year, None, named, places | set(range(named.start, named.end)) if named else places)

    def _only_month(self) -> Item | None:
        """The month's name, wherever it stands, in a text with one such name and one year."""
        months = [item for item in self._items if item.is_a("month")]
        years = [position for position in range(len(self._items)) if self._is_year(position)]
        return months[0] if len(months) == len(years) == 1 else None

    def _day_of(self, named: Item | None) -> int | None:
        """The day of the month that is said next to its name."""
        place = self._items.index(named) if named else -1
        beside = (self._items[position] for position in (place - 1, place + 1) if named and 0 <= position < len(self._items))
        said = (item.number or item.ordinal for item in beside)
        return next((int(number) for number in said if number and number in _DAYS_OF_A_MONTH), None)

    def _month_beside(self, index: int) -> Item | None:
        """The month's name nearest to an item, with at most three words that say nothing between."""
        for step, reach in ((-1, _WORDS_BETWEEN + 1), (1, 2)):
            for position in range(index + step, index + step * (reach + 1), step):
                if not 0 <= position < len(self._items):
                    break
                item = self._items[position]
                if item.is_a("month"):
                    if step < 0 or not self._is_year(position + 1):
                        return item
                    break
                if not self._is_filler(position):
                    break
        return None

    def _is_filler(self, position: int) -> bool:
        item = self._items[position]
        return item.unit in ("year", "day") or self._is_day(position) or self._words.words[item.start] in self._vocabulary.fillers

    def _is_day(self, position: int) -> bool:
        """A day of the month: '5', '5th'."""
        item = self._items[position]
        return item.number in _DAYS_OF_A_MONTH or _ORDINAL.fullmatch(self._words.words[item.start]) is not None

    def _ends_a_date(self, index: int) -> bool:
        """Whether a number of two digits is the year of '5 may 19'."""
        return index >= 2 and self._items[index - 1].is_a("month") and self._is_day(index - 2)

    def _is_year(self, position: int) -> bool:
        return position < len(self._items) and (self._items[position].number or 0) in _ANY_YEAR

    def _as_moment(self, year: int, month: int | None, named: Item | None, places: set[int], day: int | None = None) -> Moment | None:
        language = self._vocabulary.language
        named_calendar, named_month = _calendar_month(named, self._stated)
        calendar = self._stated or named_calendar or calendar_of(year, language)
        if calendar in (None, GREGORIAN):
            return self._gregorian_or_ethiopic(year, month or named_month, named, frozenset(places)) if year > 1800 else None
        of_year = gregorian(calendar, year, named_month if named_calendar else month, day or self._day_of(named))
        # The name of a Gregorian month beside a year of another calendar stays what it is.
        known_month = named_month if named and not named_calendar else (of_year.month if named_calendar or month else None)
        return Moment(of_year.year, known_month, frozenset(places), converted=True)

    def _gregorian_or_ethiopic(self, year: int, month: int | None, named: Item | None, places: frozenset[int]) -> Moment:
        """A year that may be of either calendar is repeated to the person; where the month's name may be too, they choose."""
        moment = Moment(year, month, places)
        if self._stated or not may_be_ethiopic(year, self._vocabulary.language, self._today):
            return moment
        of_both = next((value for calendar, value in _months(named) if calendar == ETHIOPIC), None)
        if of_both is None:
            return moment._replace(converted=named is None)
        in_gregorian = gregorian(ETHIOPIC, year, of_both, self._day_of(named))
        return moment._replace(or_else=Moment(in_gregorian.year, in_gregorian.month, places, converted=True))

    def _full_year(self, short: int, calendar: str | None) -> int:
        """A year of two digits in full: in the calendar of the month beside it, otherwise in the one that the language counts in."""
        own = full_persian_year(short, self._vocabulary.language, self._today) if calendar in (None, PERSIAN) else None
        return own or full_year(short, self._today)

    def _with_short_years(self) -> list[Moment]:
        """The moments, and years of two digits beside one or between 'from' and 'to' ('from 98 to 05')."""
        short = [
            moment
            for item in self._items
            if len(item.digits) == 2 and any(item.start in quantity.places and quantity.unit is None for quantity in self._quantities)
            if (moment := self._as_moment(self._full_year(int(item.digits), None), None, None, {item.start}))
        ]
        if short and (self._moments or (len(short) == 2 and self._says("since", "until", "or"))):
            return sorted([*self._moments, *short], key=lambda moment: min(moment.places))
        return self._moments


def _gregorian_month(item: Item) -> int | None:
    calendar, month = _calendar_month(item)
    return None if calendar else month


def _months(item: Item | None) -> list[tuple[str | None, int]]:
    """What the name of a month can mean: (calendar, number)."""
    return [sign.value for sign in item.signs if sign.kind == "month"] if item else []


def _calendar_month(item: Item | None, stated: str | None = None) -> tuple[str | None, int | None]:
    """The month that a name means, first in the calendar that was stated."""
    return next(iter(sorted(_months(item), key=lambda month: month[0] != stated)), (None, None))


def _years_in_two_parts(items: list[Item]) -> list[Item]:
    """'nineteen ninety-eight' as one number."""
    made: list[Item] = []
    for item in items:
        before = made[-1] if made else None
        if (
            before
            and before.number in (19, 20)
            and item.number
            and 10 <= item.number < 100
            and not before.digits
            and not item.digits
            and not item.after_pause
        ):
            made[-1] = Item(before.start, item.end, (), before.number * 100 + item.number, after_pause=before.after_pause)
            continue
        made.append(item)
    return made


def _is_short_year(items: Sequence[Item], index: int) -> bool:
    """Two digits before the word year: '19年1月'."""
    return len(items[index].digits) == 2 and index + 1 < len(items) and items[index + 1].unit == "year"


def _numbered_months(items: list[Item], language: str) -> list[Item]:
    """'month nine 2017' and '19年1月' with the month as one item, in the calendar of the year."""
    years = [int(item.number) for item in items if item.number and item.number in _ANY_YEAR and item.unit is None]
    if len(years) > 1 or not (years or any(_is_short_year(items, index) for index in range(len(items)))):
        return items
    calendar = next((calendar_of(year, language) for year in years), None)
    made: list[Item] = []
    for item in items:
        before = made[-1] if made else None
        number = before and _month_number(before, item)
        if before and number:
            in_calendar = None if calendar == GREGORIAN else calendar
            made[-1] = Item(before.start, item.end, (Sign("month", (in_calendar, number)),), after_pause=before.after_pause)
            continue
        made.append(item)
    return made


def _month_number(first: Item, second: Item) -> int | None:
    """The number of two items of which the other is the word month."""
    pairs = ((first, second), (second, first))
    said = (one for one, other in pairs if other.unit == "month" and other.number is None and one.unit is None)
    number = next((one.number or one.ordinal for one in said), None)
    return int(number) if number and number in range(1, 13) else None
