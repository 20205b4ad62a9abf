"""Codes that make a grid, such as the seven days by three parts of the day of `wishes.availability`.

The lookups say 'monday morning'; from these follows what is said of a whole row or column ('monday', 'mornings'), and
'monday to friday' with a part of the day.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from intake.answers.phrases import Phrases, words_of
from intake.answers.reading import Field
from intake.answers.vocabulary import Layer, Sign, cldr

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FROM_DAYS: Final = 3


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
    for rest, part in _parts_of_day(field, layer, days).items():
        for code in field.codes:
            if code.endswith(f"_{part}"):
                phrases.add_words(rest, Sign("code", code), index)


def meet(sets: Sequence[set[str]]) -> set[str] | None:
    """The codes that all of the sets hold, None when there are none: 'monday' and 'morning' meet in one code."""
    common = set.intersection(*sets)
    return common or None


def between(field: Field, first: set[str], last: set[str]) -> set[str]:
    """All codes of the days from those of `first` to those of `last`; empty where either isn't one whole day or part of it."""
    rows = rows_of(field)
    starts, ends = ({code.partition("_")[0] for code in codes} for codes in (first, last))
    if len(starts) != 1 or len(ends) != 1:
        return set()
    start, end = rows.index(starts.pop()), rows.index(ends.pop())
    parts = {code.partition("_")[2] for code in first & {f"{rows[start]}_{code.partition('_')[2]}" for code in last}}
    parts |= {code.partition("_")[2] for code in last}
    return {code for row in rows[start : end + 1] for code in field.codes if code.startswith(f"{row}_") and code.partition("_")[2] in parts}


def _day_names(language: str) -> Mapping[str, list[str]]:
    locale = cldr(language)
    if locale is None:
        return {}
    return {
        day: [name for width in ("wide", "abbreviated") if len(name := locale.days["stand-alone"][width][number]) > 1 and (width == "wide" or len(name) > 2)]
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
