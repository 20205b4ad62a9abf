"""Answers of type `number`: a whole number in the unit of the field."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from intake.answers.fold import soften
from intake.answers.negation import NOT, NOT_AFTER
from intake.answers.phrases import Phrases, Words
from intake.answers.quantities import CHILD, Item, Quantity, items_of, quantities_of
from intake.answers.reading import NOT_READ, Field, Reading, certain, offer, out_of_bounds
from intake.answers.vocabulary import Layer, Sign, Vocabulary

# How much one of a said unit is in the field's unit; a unit that is not here says something else.
_FACTORS: Final[dict[str | None, dict[str, float]]] = {
    "years": {"year": 1, "month": 1 / 12},
    "hours": {"hour": 1, "minute": 1 / 60},
    "hours_per_week": {"hour": 1, "minute": 1 / 60},
    "minutes": {"minute": 1, "hour": 60},
    "children": {CHILD: 1},
    None: {},
}
_NEGATIVE: Final = re.compile(r"-\d")
_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2})\s?(?:h|u|hrs?|:)\s?([0-5]\d)(?!\d)")  # '1h30', '1:30', '1 u 30'
_WORKING_DAYS: Final = 5
_MOSTLY: Final = 0.6  # share of the words that a mere 'no' must explain
_REACH: Final = 2  # words between a denial and what it denies


def read_number(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads a number, converted to the field's unit; alternatives and parts of a whole unit become candidates."""
    softened = soften(text)
    if field.unit == "minutes":
        softened = _CLOCK.sub(lambda match: str(60 * int(match[1]) + int(match[2])), softened)
    if _NEGATIVE.match(softened):
        return out_of_bounds()
    words = vocabulary.split_numbers(softened, vocabulary.quantities)
    items = items_of(words, vocabulary.quantities, vocabulary)
    quantities = quantities_of(items)
    if not quantities and _is_zero(field, words, vocabulary):
        return certain(0, 1.0)
    if not quantities or _is_denied(quantities, items, words):
        return _none(field, items, words, vocabulary)
    reading = _Amount(field, words, items, quantities, vocabulary).read()
    if reading.value == 1 and reading.covered < 1 and _zero_possible(field) and _denies_one(items, words):
        return offer([0, 1], reading.covered)
    return reading


def _denies_one(items: Sequence[Item], words: Words) -> bool:
    """Whether one may be denied ('not one lesson'), and not only by a 'no' after which the rest is said ('no, one')."""
    return any(item.is_a("no", "nothing", NOT, NOT_AFTER) and item.end not in words.pauses for item in items)


def _zero_possible(field: Field) -> bool:
    return field.bounds is None or field.bounds[0] <= 0 <= field.bounds[1]


def _is_denied(quantities: Sequence[Quantity], items: Sequence[Item], words: Words) -> bool:
    """Whether what is counted is denied, and no number was said: 'no children', 'çocuğum yok'."""
    if any(quantity.explicit for quantity in quantities):
        return False
    first, last = min(min(quantity.places) for quantity in quantities), max(max(quantity.places) for quantity in quantities)
    before = any(item.is_a("no", "nothing", NOT) and 0 < first - item.start <= _REACH + 1 for item in items)
    after = any(item.is_a(NOT, NOT_AFTER, "nothing") and 0 < item.start - last <= _REACH for item in items)
    return (before or after) and words.pauses.isdisjoint(range(first, last + _REACH + 1))


def _is_zero(field: Field, words: Words, vocabulary: Vocabulary) -> bool:
    """Whether the text is, or is like, a way to say none that the lookup '<id>.0' lists ('I never went to school')."""
    if not _zero_possible(field):
        return False
    phrases = vocabulary.field(Field(f"{field.id}.0", field.type), _zero_phrases)
    return any(match.end - match.start > 1 for match in phrases.find(words.words)) or bool(phrases.get(*words.words))


def _zero_phrases(zero: Field, layer: Layer) -> Phrases[Sign]:
    phrases: Phrases[Sign] = Phrases()
    for phrase in layer.lexicon[zero.id]:
        phrases.add(phrase, Sign("code", zero.id))
    return phrases


def _none(field: Field, items: Sequence[Item], words: Words, vocabulary: Vocabulary) -> Reading:
    """'no', 'nothing', 'never', 'no children': 0, where 0 is possible."""
    said = [item for item in items if item.is_a("no", "nothing") or item.unit in _FACTORS.get(field.unit, {})]
    said += [item for item in items if said and item.is_a(NOT, NOT_AFTER)]
    covered = vocabulary.covered(words.words, {place for item in said for place in range(item.start, item.end)})
    if not said or not _zero_possible(field) or covered < _MOSTLY:
        return NOT_READ
    return certain(0, covered)


class _Amount:
    def __init__(self, field: Field, words: Words, items: Sequence[Item], quantities: list[Quantity], vocabulary: Vocabulary) -> None:
        self._field = field
        self._words = words
        self._items = items
        self._factors = _FACTORS.get(field.unit, {})
        self._quantities = quantities
        self._vocabulary = vocabulary

    def read(self) -> Reading:
        if meant := self._double_meaning():
            return offer([value for value in meant if self._within(value)], self._covered(self._quantities))
        if either := self._alternatives():
            return self._range(either)
        with_unit = [quantity for quantity in self._quantities if quantity.unit in self._factors]
        bare = [quantity for quantity in self._quantities if quantity.unit is None]
        other = [quantity for quantity in self._quantities if quantity.unit and quantity.unit not in self._factors]
        if not with_unit:
            return self._bare(bare)
        if self._field.unit == "children":
            return self._children(with_unit, bare)
        days = [quantity for quantity in other if quantity.unit == "day" and (quantity.explicit or len(other) == 1)]
        if self._field.unit == "hours_per_week" and days:
            return self._hours_on_days(with_unit, days)
        if self._field.unit == "years" and (bare or sum(quantity.unit == "year" and quantity.explicit for quantity in with_unit) > 1):
            return self._years_together(with_unit, bare)
        if self._field.unit == "hours" and (other or any(item.unit == "week" for item in self._items)):
            return self._hours_in_weeks(with_unit, other)
        return self._sum([quantity for quantity in with_unit if quantity.explicit] or with_unit)

    def _double_meaning(self) -> list[int]:
        """The numbers that the only number word stands for alike (Sorani 'three' and 'thirty', without their marks)."""
        values = [sign.value for item in self._items for sign in item.signs if sign.kind == "number" and len(item.signs) > 1]
        return sorted({int(value) for value in values}) if len(self._quantities) == 1 and len(set(values)) > 1 else []

    def _bare(self, bare: list[Quantity]) -> Reading:
        if not bare:
            return NOT_READ
        if len(bare) == 1:
            return self._finish(bare[0].value, bare)
        values = [quantity.value for quantity in bare]
        together = [sum(values)] if any(item.is_a("and") for item in self._items) else []
        return self._offer([*together, *values], bare)

    def _alternatives(self) -> list[Quantity]:
        followed = zip([None, *self._quantities], self._quantities, strict=False)
        either = [quantity for before, quantity in followed if quantity.either or (before and before.either)]
        return [quantity for quantity in either if quantity.unit is None or quantity.unit in self._factors]

    def _sum(self, quantities: list[Quantity]) -> Reading:
        values = [self._value(quantity) for quantity in quantities]
        factors = [self._factors[quantity.unit or ""] for quantity in quantities]
        converted = len(quantities) > 1 or factors[0] != 1
        if all(left > right for left, right in pairwise(factors)):
            if not quantities[0].explicit and self._covered(quantities) < 1:
                return NOT_READ
            return self._finish(sum(values), quantities, derived=converted or not quantities[0].explicit)
        return self._offer([sum(values), *values], quantities, derived=True)

    def _range(self, quantities: list[Quantity]) -> Reading:
        values = sorted({self._value(quantity) for quantity in quantities})
        low, high = values[0], values[-1]
        if len(values) == 2 and low.is_integer() and high.is_integer():
            values = [low + step for step in range(int(high - low) + 1)] if high - low <= 3 else [low, (low + high) // 2, high]
        return self._offer(values, quantities)

    def _children(self, children: list[Quantity], bare: list[Quantity]) -> Reading:
        """The first number is the whole where the others add up to it ('three children: two girls and a boy')."""
        values = [quantity.value for quantity in children]
        total = bare[0].value if bare and bare[0].value == sum(values) else None
        whole_first = len(values) > 1 and values[0] == sum(values[1:]) and children[0].explicit and children[0].value > 1
        if total is not None or (whole_first and not self._is_joined(children[0], children[1])):
            return self._finish(total or values[0], [*children, *bare])
        if not any(quantity.explicit for quantity in children) and len(children) == 1 and self._covered(children) < 1:
            return NOT_READ
        return self._finish(sum(values), children, derived=len(values) > 1)

    def _years_together(self, with_unit: list[Quantity], bare: list[Quantity]) -> Reading:
        """'six years primary and three secondary': together, to be repeated; without an 'and' the number may mean something else."""
        quantities = sorted([*with_unit, *bare], key=lambda quantity: min(quantity.places))
        values = [self._value(quantity) for quantity in quantities]
        if all(self._is_joined(*pair) for pair in pairwise(quantities)) and self._within(round(sum(values))):
            return self._finish(sum(values), quantities, derived=True)
        return self._offer([sum(values), *(self._value(quantity) for quantity in with_unit)], quantities, derived=True)

    def _is_joined(self, first: Quantity, second: Quantity) -> bool:
        """Whether 'and' stands between two quantities."""
        between = range(max(first.places) + 1, min(second.places))
        return any(item.is_a("and") and item.start in between for item in self._items)

    def _hours_in_weeks(self, hours: list[Quantity], other: list[Quantity]) -> Reading:
        """'10 weeks of 6 hours'; anything else that is said beside the hours ('6 hours a week', 'two years') does not tell how many."""
        weeks = [quantity for quantity in other if quantity.unit == "week" and quantity.value > 1]
        if len(hours) != 1 or len(weeks) != 1 or not hours[0].explicit or any(quantity.unit != "week" for quantity in other):
            return Reading(problem="ambiguous")
        return self._finish(self._value(hours[0]) * weeks[0].value, [*hours, *other], derived=True)

    def _hours_on_days(self, hours: list[Quantity], days: list[Quantity]) -> Reading:
        each = sum(self._value(quantity) for quantity in hours)
        if len(days) == 1 and days[0].explicit:
            return self._finish(each * days[0].value, [*hours, *days], derived=True)
        return self._offer([each * _WORKING_DAYS, each], [*hours, *days], derived=True)

    def _finish(self, value: float, quantities: list[Quantity], *, derived: bool = False) -> Reading:
        whole = round(value)
        if abs(value - whole) > 0.01:
            return self._offer([math.floor(value), math.ceil(value)], quantities, derived=True)
        if not self._within(whole):
            return out_of_bounds(self._covered(quantities))
        return certain(whole, self._covered(quantities), derived=derived)

    def _offer(self, values: Sequence[float], quantities: list[Quantity], *, derived: bool = False) -> Reading:
        whole = [side for value in values for side in dict.fromkeys((math.floor(value + 0.01), math.ceil(value - 0.01)))]
        possible = [value for value in whole if self._within(value)]
        return offer(possible, self._covered(quantities), derived=derived) if possible else out_of_bounds(self._covered(quantities))

    def _value(self, quantity: Quantity) -> float:
        return float(quantity.value * self._factors.get(quantity.unit or "", 1))

    def _within(self, value: int) -> bool:
        return self._field.bounds is None or self._field.bounds[0] <= value <= self._field.bounds[1]

    def _covered(self, quantities: Sequence[Quantity]) -> float:
        explained = {place for quantity in quantities for place in quantity.places}
        small = ("and", "or", "until", "since", "child") if quantities else ()
        explained |= {place for item in self._items if item.is_a(*small) for place in range(item.start, item.end)}
        if self._field.unit == "hours_per_week":
            explained |= {place for item in self._items if item.unit == "week" for place in range(item.start, item.end)}
        return self._vocabulary.covered(self._words.words, explained)
