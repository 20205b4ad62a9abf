"""Answers of type `number`: a whole number in the unit of the field."""

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from intake.answers.fold import soften
from intake.answers.negation import NOT, NOT_AFTER
from intake.answers.phrases import Phrases, Words
from intake.answers.quantities import CHILD, GRADE, Item, Quantity, items_of, quantities_of
from intake.answers.reading import NOT_READ, Field, Reading, alike, certain, offer, out_of_bounds
from intake.answers.vocabulary import Layer, Sign, Vocabulary

# How much one of a said unit is in the field's unit; a unit that is not here says something else.
_FACTORS: Final[dict[str | None, dict[str, float]]] = {
    "years": {"year": 1, "month": 1 / 12, GRADE: 1},
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
_REACH: Final = 2  # so few words that say something may stand between a denial and what it denies


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
    if quantities and not any(quantity.value for quantity in quantities) and _zero_possible(field):
        return certain(0, 1.0)
    if not quantities or _is_denied(quantities, items, words, vocabulary):
        none = _none(field, items, words, vocabulary)
        share = vocabulary.like_none(field, words.words) if none.value is None else 0.0
        return alike(0, share, 0.0) if share else none
    reading = _Amount(field, words, items, quantities, vocabulary).read()
    if reading.value == 1 and reading.covered < 1 and _zero_possible(field) and _denies_one(items, words):
        return offer([0, 1], reading.covered)
    return reading


def _denies_one(items: Sequence[Item], words: Words) -> bool:
    """Whether one may be denied ('not one lesson'), and not only by a 'no' after which the rest is said ('no, one')."""
    return any(item.is_a("no", "nothing", NOT, NOT_AFTER) and item.end not in words.pauses for item in items)


def _zero_possible(field: Field) -> bool:
    return field.bounds is None or field.bounds[0] <= 0 <= field.bounds[1]


def _is_denied(quantities: Sequence[Quantity], items: Sequence[Item], words: Words, vocabulary: Vocabulary) -> bool:
    """Whether what is counted is denied, and no number (nor twins) was said: 'no children', 'çocuğum yok'."""
    if any(quantity.explicit or quantity.value > 1 for quantity in quantities):
        return False
    first, last = min(min(quantity.places) for quantity in quantities), max(max(quantity.places) for quantity in quantities)
    says = [word not in vocabulary.fillers for word in words.words]
    before = any(item.is_a("no", "nothing", NOT) and item.end <= first and sum(says[item.end : first]) < _REACH for item in items)
    after = any(item.is_a(NOT, NOT_AFTER, "nothing") and item.start > last and sum(says[last + 1 : item.start]) < _REACH for item in items)
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
            classes = any(item.ordinal or Sign("unit", GRADE) in item.signs for item in self._items)
            return self._finish(either[-1].value, either) if classes else self._range(either)  # 'from class one to seven'
        with_unit = [quantity for quantity in self._quantities if quantity.unit in self._factors]
        bare = [quantity for quantity in self._quantities if quantity.unit is None]
        other = [quantity for quantity in self._quantities if quantity.unit and quantity.unit not in self._factors]
        # 'Hours of lessons' are no number of lessons, unless so many hours are said of each.
        other = [quantity for quantity in other if quantity.explicit or quantity.unit != "occasion" or self._says_each()]
        if not with_unit:
            return self._years_together([], bare) if self._field.unit == "years" and len(bare) > 1 else self._bare(bare)
        if self._field.unit == "children":
            return self._children(with_unit, bare)
        if self._field.unit == "hours_per_week":
            return self._hours_a_week(with_unit, other)
        if self._field.unit == "years" and (bare or sum(quantity.explicit for quantity in with_unit) > 1):
            return self._years_together(with_unit, bare)
        if self._field.unit == "hours" and (other or any(item.unit == "week" for item in self._items)):
            return self._hours_in_all(with_unit, other)
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
            if not quantities[0].explicit and self._covered(quantities) < 1 and self._field.unit != "minutes":
                return NOT_READ  # in minutes 'an hour' is said as such
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
        children = [
            quantity for quantity in children if quantity.explicit or not _is_denied([quantity], self._items, self._words, self._vocabulary)
        ] or children
        values = [quantity.value for quantity in children]
        total = bare[0].value if bare and bare[0].value == sum(values) else None
        whole_first = len(values) > 2 and values[0] == sum(values[1:]) and children[0].explicit and children[0].value > 1
        if any(item.is_a("other_children") for item in self._items) or self._goes_on(children):
            return self._offer(dict.fromkeys([sum(values), *values]), [*children, *bare])
        if total is not None or (whole_first and not self._is_joined(children[0], children[1])):
            return self._finish(total or values[0], [*children, *bare])
        if values == [1] and not children[0].explicit and self._covered(children) < 1:
            return NOT_READ
        return self._finish(sum(values), children, derived=len(values) > 1)

    def _goes_on(self, children: list[Quantity]) -> bool:
        """Whether 'and' joins something that is not understood to the last that was counted ('two girls and a rascal')."""
        last = max(max(quantity.places) for quantity in children)
        after = [item for item in self._items if item.start > last]
        unknown = len(after) > 1 and not after[1].signs and self._words.words[after[1].start] not in self._vocabulary.fillers
        return unknown and after[0].is_a("and")

    def _years_together(self, with_unit: list[Quantity], bare: list[Quantity]) -> Reading:
        """'six years primary and three secondary': together, to be repeated; without an 'and' the number may mean something else."""
        said = [quantity for quantity in with_unit if quantity.explicit] or with_unit
        quantities = sorted([*said, *bare], key=lambda quantity: min(quantity.places))
        values = [self._value(quantity) for quantity in quantities]
        again = len(set(values)) == 1 and len({quantity.unit for quantity in quantities}) > 1  # 'up to the sixth class, so six years'
        if again or (len(values) > 2 and values[-1] == sum(values[:-1])):
            return self._finish(values[-1], quantities)
        joined = all(self._is_joined(*pair) for pair in pairwise(quantities))
        stages = sum(item.is_a("stage", "ordinal") or item.unit == GRADE for item in self._items) >= len(quantities)
        if (joined or stages) and self._within(round(sum(values))):
            return self._finish(sum(values), quantities, derived=True)
        return self._offer([sum(values), *(self._value(quantity) for quantity in with_unit)], quantities, derived=True)

    def _is_joined(self, first: Quantity, second: Quantity) -> bool:
        """Whether 'and' stands between two quantities."""
        between = range(max(first.places) + 1, min(second.places))
        return any(item.is_a("and") and item.start in between for item in self._items)

    def _hours_in_all(self, hours: list[Quantity], other: list[Quantity]) -> Reading:
        """'10 weeks of 6 hours', 'twice a week two hours for ten weeks', '15 lessons of two hours'.

        Hours in each week do not tell how many they are in all where the weeks were not counted, nor do other units ('two years').
        """
        counted = [quantity for quantity in other if quantity.explicit]
        units = [quantity.unit for quantity in counted]
        each_week = any(item.unit == "week" for item in self._items) and "week" not in units
        if len(hours) != 1 or not hours[0].explicit or each_week or not counted or len(set(units)) < len(units):
            return Reading(problem="ambiguous")
        if not {"week", "day", "occasion"}.issuperset(quantity.unit or "" for quantity in other) or self._names_days():
            return Reading(problem="ambiguous")
        return self._finish(self._value(hours[0]) * math.prod(quantity.value for quantity in counted), [*hours, *other], derived=True)

    def _hours_a_week(self, hours: list[Quantity], other: list[Quantity]) -> Reading:
        """'four hours on five days', 'three mornings of four hours', 'eight hours, saturday and sunday'."""
        explicit = [quantity for quantity in hours if quantity.explicit] or hours
        times = [quantity for quantity in other if quantity.unit in ("day", "occasion") and quantity.explicit]
        named = self._named_days()
        each = sum(self._value(quantity) for quantity in explicit)
        if len(times) == 1 and not named:
            return self._finish(each * times[0].value, [*explicit, *times], derived=True)
        if len(explicit) == len(named) > 1 and not times:
            return self._finish(each, explicit, derived=True)  # 'four hours on saturday and four on sunday'
        if len(explicit) == 1 and not times and (len(named) == 1 or (named and self._says_each())):
            return self._finish(each * len(named), explicit, derived=True)
        if named or times or any(quantity.unit in ("day", "occasion") for quantity in other):
            return self._offer([each * (len(named) or _WORKING_DAYS), each], [*explicit, *other], derived=True)
        return self._sum(explicit)

    def _says_each(self) -> bool:
        return any(item.is_a("each") for item in self._items)

    def _names_days(self) -> bool:
        return any(item.is_a("day") and item.unit is None for item in self._items)

    def _named_days(self) -> set[int]:
        """The days of the week that were named (0 for monday), with those between two that 'until' joins."""
        named: set[int] = set()
        before: int | None = None
        until = False
        for item in self._items:
            day = item.value("day")
            if isinstance(day, int):
                if until and before is not None:
                    named.update((before + step) % 7 for step in range((day - before) % 7))
                named.add(day)
                before, until = day, False
            elif item.is_a("until"):
                until = True
        return named

    def _finish(self, value: float, quantities: list[Quantity], *, derived: bool = False) -> Reading:
        whole = round(value)
        if abs(value - whole) > 0.01:
            return self._offer([math.floor(value), math.ceil(value)], quantities, derived=True)
        if not self._within(whole):
            return out_of_bounds(self._covered(quantities))
        return certain(whole, self._covered(quantities), derived=derived)

    def _offer(self, values: Iterable[float], quantities: list[Quantity], *, derived: bool = False) -> Reading:
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
