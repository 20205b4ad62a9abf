"""Numbers with what they count: '2 hours', 'two girls and a boy', 'between 5 and 7 years'."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from intake.answers.numbers import LARGEST_READ, combine
from intake.answers.phrases import DASH, Match, Phrases, Words, is_number
from intake.answers.vocabulary import Sign, Vocabulary

CHILD: Final = "child"
GRADE: Final = "grade"
_BETWEEN_ALTERNATIVES: Final = {"or", "until"}
_LONGEST_NUMBER: Final = 9


@dataclass(slots=True)
class Item:
    """One word or phrase of a text, words `start` up to `end`, with what it does."""

    start: int
    end: int
    signs: tuple[Sign, ...] = ()
    number: float | None = None
    digits: str = ""
    after_pause: bool = False

    def is_a(self, *kinds: str) -> bool:
        return any(sign.kind in kinds for sign in self.signs)

    def value(self, kind: str) -> object:
        return next((sign.value for sign in self.signs if sign.kind == kind), None)

    @property
    def ordinal(self) -> int | None:
        value = self.value("ordinal")
        return value if isinstance(value, int) else None

    @property
    def unit(self) -> str | None:
        """'year' to 'minute', CHILD, or None."""
        if self.is_a(CHILD):
            return CHILD
        return next((str(sign.value) for sign in self.signs if sign.kind == "unit"), None)


@dataclass(slots=True)
class Quantity:
    """So much of a unit (None: not said). `explicit`: a number was said; `either`: it and the next are alternatives."""

    value: float
    unit: str | None
    places: set[int] = field(default_factory=set)
    explicit: bool = True
    either: bool = False


def items_of(words: Words, phrases: Phrases[Sign], vocabulary: Vocabulary) -> list[Item]:
    """The text as items: number words put together, each other word or phrase by itself."""
    matches = {match.start: match for match in phrases.find(words.words)}
    items: list[Item] = []
    index = 0
    while index < len(words):
        item = _item(index, words, matches.get(index))
        index = item.end
        items.append(item)
    return _composed(items, words, vocabulary)


def quantities_of(items: Sequence[Item]) -> list[Quantity]:
    """The quantities in order of place. A number belongs to the unit after it, else to the unit before it.

    A school class without a number is none, and an ordinal is one of a class ('until the fifth').
    """
    items = _once_each(items)
    open_numbers: dict[int, Quantity] = {}
    found: list[tuple[int, Quantity]] = []
    for index, item in enumerate(items):
        if item.number is not None and item.unit is None:
            quantity = Quantity(item.number, None, _places(item))
            open_numbers[index] = quantity
            found.append((index, quantity))
    for index, item in enumerate(items):
        if item.ordinal is not None and item.number is None:
            found.append((index, Quantity(item.ordinal, GRADE, _places(item))))
        if item.unit is None:
            continue
        if item.number is not None:
            found.append((index, Quantity(item.number, item.unit, _places(item))))
            continue
        before = _number_before(index, items, open_numbers)
        after = None if before is not None else _number_after(index, items, open_numbers)
        number = before if before is not None else after
        if number is None and item.unit == GRADE:
            continue
        if number is None:
            weight = item.value(CHILD) if item.unit == CHILD else 1
            found.append((index, Quantity(float(str(weight)), item.unit, _places(item), explicit=False)))
            continue
        quantity = open_numbers.pop(number)
        quantity.unit = item.unit
        quantity.places |= _places(item)
    quantities = _with_second_names([quantity for _, quantity in sorted(found, key=lambda pair: pair[0])])
    _mark_alternatives(quantities, items)
    return _with_fractions(_without_articles(quantities, items), items)


def _once_each(items: Sequence[Item]) -> list[Item]:
    """A number that is said twice for each of several ('four four hours'), once."""
    made: list[Item] = []
    for item in items:
        before = made[-1] if made else None
        if before and before.number is not None and before.number == item.number and not (before.unit or item.unit or item.after_pause):
            made[-1] = Item(before.start, item.end, item.signs, item.number, item.digits, before.after_pause)
            continue
        made.append(item)
    return made


def _item(index: int, words: Words, match: Match[Sign] | None) -> Item:
    word = words.words[index]
    paused = index in words.pauses
    if match is not None:
        signs = match.payloads
        number = next((sign.value for sign in signs if sign.kind == "number"), None)
        return Item(match.start, match.end, signs, number, after_pause=paused)
    if is_number(word):
        return Item(index, index + 1, (), float(word) if len(word) <= _LONGEST_NUMBER else LARGEST_READ, word, paused)
    return Item(index, index + 1, (Sign("or"),) if word == DASH else (), after_pause=paused)


def _composed(items: list[Item], words: Words, vocabulary: Vocabulary) -> list[Item]:
    made: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        index += 1
        while (step := _next_number(item, items, index, words, vocabulary)) is not None:
            total, index = step
            last = items[index - 1]
            item = Item(item.start, last.end, last.signs if last.unit else (), total, after_pause=item.after_pause)
        made.append(item)
    return made


def _next_number(item: Item, items: Sequence[Item], index: int, words: Words, vocabulary: Vocabulary) -> tuple[float, int] | None:
    """What `item` makes with the number at `index` or after 'and', and the index behind that number."""
    if item.number is None or item.unit is not None:
        return None
    joined = False
    for position in range(index, min(index + 3, len(items))):
        right = items[position]
        article = joined and (right.number == 1 or words.words[right.start] in vocabulary.fillers)
        if right.is_a("and") and not joined:
            joined = True
        elif article and _is_fraction(items, position + 1):
            continue
        else:
            total = _together(item, right, vocabulary, joined=joined)
            return None if total is None else (total, position + 1)
    return None


def _together(left: Item, right: Item, vocabulary: Vocabulary, *, joined: bool) -> float | None:
    if left.number is None or right.number is None or (right.after_pause and left.number < 1000):
        return None
    if left.digits and right.digits:
        return None
    if (left.digits or right.digits) and right.number not in (0.5, 100, 1000):
        return None
    if left.number == 1 and 0 < right.number < 1:
        return right.number
    totals = (combine(left.number, right.number, layer.language, joined=joined) for layer in vocabulary.layers)
    return next((total for total in totals if total is not None), None)


def _is_fraction(items: Sequence[Item], position: int) -> bool:
    return position < len(items) and 0 < (items[position].number or 0) < 1


def _places(item: Item) -> set[int]:
    return set(range(item.start, item.end))


def _number_before(index: int, items: Sequence[Item], numbers: dict[int, Quantity]) -> int | None:
    """The number this unit counts: just before it, or with one word between ('two small girls')."""
    if items[index].after_pause:
        return None
    if index - 1 in numbers:
        return index - 1
    between = items[index - 1] if index else None
    if between is None or between.signs or between.number is not None or between.after_pause:
        return None
    return index - 2 if index - 2 in numbers else None


def _number_after(index: int, items: Sequence[Item], numbers: dict[int, Quantity]) -> int | None:
    """The number that follows this unit ('boys 2, girls 1'), unless it counts what comes after it."""
    if index + 1 not in numbers or 0 < numbers[index + 1].value < 1:  # 'an hour and a half', where the two are one word
        return None
    return None if index + 2 < len(items) and items[index + 2].unit is not None else index + 1


def _with_second_names(quantities: Sequence[Quantity]) -> list[Quantity]:
    """A second word for the child that was counted just before it ('one girl, my youngest') counts no more."""
    kept: list[Quantity] = []
    for quantity in quantities:
        if (
            kept
            and kept[-1].unit == quantity.unit == CHILD
            and kept[-1].explicit
            and not quantity.explicit
            and min(quantity.places) == max(kept[-1].places) + 1
        ):
            kept[-1].places |= quantity.places
            continue
        kept.append(quantity)
    return kept


def _mark_alternatives(quantities: Sequence[Quantity], items: Sequence[Item]) -> None:
    for left, right in pairwise(quantities):
        between = [item for item in items if item.start > max(left.places) and item.end <= min(right.places)]
        if not (left.explicit and right.explicit) or not between:
            continue
        both_bare = left.unit is None and right.value > left.value and all(item.is_a("and") for item in between)
        left.either = both_bare or (all(item.is_a(*_BETWEEN_ALTERNATIVES) for item in between) and left.unit in (None, right.unit))
        if left.either:
            left.unit = right.unit


def _without_articles(quantities: list[Quantity], items: Sequence[Item]) -> list[Quantity]:
    """Leaves out a word for 'one' that counts nothing beside another number: it is 'a'."""
    if sum(quantity.explicit for quantity in quantities) < 2:
        return quantities
    digits = {item.start for item in items if item.digits}
    alternatives = {index for index, quantity in enumerate(quantities) if quantity.either}
    return [
        quantity
        for index, quantity in enumerate(quantities)
        if not (quantity.value == 1 and quantity.unit is None and digits.isdisjoint(quantity.places)) or {index, index - 1} & alternatives
    ]


def _with_fractions(quantities: list[Quantity], items: Sequence[Item]) -> list[Quantity]:
    """Adds 'and a half' to the quantity before it, and takes 'less a quarter' from it: 'an hour and a half'."""
    joiners = {item.end for item in items if item.is_a("and")} | {item.end + 1 for item in items if item.is_a("and")}
    lesseners = {item.end for item in items if item.is_a("less")}
    kept: list[Quantity] = []
    for quantity in quantities:
        first = min(quantity.places)
        next_to = bool(kept) and first in joiners | lesseners | {max(kept[-1].places) + 1}
        if kept and kept[-1].unit and quantity.unit is None and quantity.value < 1 and next_to:
            is_less = first in lesseners or any(item.is_a("less") and item.start == max(quantity.places) + 1 for item in items)
            part = -quantity.value if is_less else quantity.value
            kept[-1] = Quantity(kept[-1].value + part, kept[-1].unit, kept[-1].places | quantity.places)
            continue
        kept.append(quantity)
    return kept
