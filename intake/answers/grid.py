"""Codes that make a grid, such as the seven days by three parts of the day of `wishes.availability`.

The lookups say 'monday morning'; from these follows what is said of a whole row or column ('monday', 'mornings'), and
'monday to friday' with a part of the day.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from intake.answers.phrases import Phrases, words_of
from intake.answers.reading import Field
from intake.answers.vocabulary import Layer, Sign, cldr

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FROM_DAYS: Final = 3

Joins = Callable[[int, int], str | None]


def rows_of(field: Field) -> list[str]:
    """The days of the field's codes in order, empty when its codes are no grid of days."""
    rows = list(dict.fromkeys(code.partition("_")[0] for code in field.codes))
    return rows if len(rows) > 1 and all(row in _DAYS for row in rows) else []


def add_grid(phrases: Phrases[Sign], field: Field, layer: Layer, index: int) -> None:
    """Adds the day names of CLDR for all codes of a day, and what the lookups call a part of the day for all its codes."""
    days = _day_names(layer.language)
    for day, names in days.items():
        for name in names:
            for code in field.codes:
                if code.startswith(f"{day}_"):
                    phrases.add(name, Sign("code", code), index)
    for name, included in (("every_day", _DAYS), ("weekend", _DAYS[-2:])):
        for phrase in layer.phrases(name):
            for code in field.codes:
                if code.partition("_")[0] in included:
                    phrases.add(phrase, Sign("code", code), index)
    for rest, part in _parts_of_day(field, layer, days).items():
        for code in field.codes:
            if code.endswith(f"_{part}"):
                phrases.add_words(rest, Sign("code", code), index)


class Stretch(NamedTuple):
    """Words `start` up to `end` say `codes`."""

    codes: frozenset[str]
    start: int
    end: int


def read_stretches(field: Field, said: Sequence[Stretch], joins: Joins) -> set[str]:
    """All codes that neighbouring stretches say together.

    'monday' 'morning' meet in one code; in 'monday and tuesday morning' both days get the part of the last; 'monday to
    friday' takes in the days between. `joins(end, start)` gives what stands between two stretches: 'and' (or nothing),
    'until', or None for anything else.
    """
    stretches: list[Stretch] = []
    for stretch in said:
        before = stretches[-1] if stretches else None
        if before and joins(before.end, stretch.start) == "" and (met := before.codes & stretch.codes):
            stretches[-1] = Stretch(met, before.start, stretch.end)
            continue
        stretches.append(stretch)
    found: set[str] = set()
    after: Stretch | None = None
    for stretch in reversed(stretches):
        join = joins(stretch.end, after.start) if after else None
        codes = stretch.codes
        if after and join is not None and _whole_days(field, codes):
            codes = frozenset(code for code in codes if _part(code) in {_part(other) for other in after.codes})
        if after and join == "until":
            codes |= _days_between(field, codes, after.codes)
        found |= codes
        after = Stretch(codes, stretch.start, stretch.end)
    return found


def _part(code: str) -> str:
    return code.partition("_")[2]


def _days_of(codes: Iterable[str]) -> set[str]:
    return {code.partition("_")[0] for code in codes}


def _whole_days(field: Field, codes: frozenset[str]) -> bool:
    return codes == {code for code in field.codes if code.partition("_")[0] in _days_of(codes)}


def _days_between(field: Field, first: frozenset[str], last: frozenset[str]) -> set[str]:
    rows = rows_of(field)
    starts, ends = _days_of(first), _days_of(last)
    if len(starts) != 1 or len(ends) != 1:
        return set()
    days = rows[rows.index(starts.pop()) : rows.index(ends.pop()) + 1]
    parts = {_part(code) for code in last}
    return {code for code in field.codes if code.partition("_")[0] in days and _part(code) in parts}


def _day_names(language: str) -> Mapping[str, list[str]]:
    locale = cldr(language)
    if locale is None:
        return {}
    names = locale.days["stand-alone"]
    return {
        day: [names["wide"][number], *(short for short in (names["abbreviated"][number],) if len(short) > 2)]
        for number, day in enumerate(_DAYS)
    }


def _parts_of_day(field: Field, layer: Layer, days: Mapping[str, list[str]]) -> Mapping[tuple[str, ...], str]:
    """What is left of 'monday morning', 'tuesday morning', ... without the day, where it is said of several days and of one part."""
    day_words = {day: {words_of(name) for name in names} for day, names in days.items()}
    said: dict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
    for code in field.codes:
        day, _, part = code.partition("_")
        for phrase in layer.lexicon[f"{field.id}.{code}"]:
            words = words_of(phrase)
            for name in day_words.get(day, ()):
                if words[: len(name)] == name:
                    said[words[len(name) :]].add((day, part))
                elif words[-len(name) :] == name:
                    said[words[: -len(name)]].add((day, part))
    return {
        rest: part
        for rest, uses in said.items()
        if rest and len({day for day, _ in uses}) >= _FROM_DAYS and len({part for _, part in uses}) == 1 and (part := next(iter(uses))[1])
    }
