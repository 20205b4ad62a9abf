"""Codes that make a grid of days and parts of the day, such as the 21 of `wishes.availability`.

The lookups `day.mon` and `part_of_day.morning` say how a row or a column is called; from these follows 'monday morning', 'monday and
tuesday morning', 'in the mornings from monday to friday', 'every day but sunday'.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from intake.answers.phrases import Phrases, words_of
from intake.answers.reading import Field
from intake.answers.vocabulary import DAYS, Layer, Sign, Vocabulary, cldr

_DASHED: Final = re.compile(r"(\w+)\s*[-–—]\s*(\w+)")
_GROUPS: Final = {"every_day": DAYS, "weekdays": DAYS[:5], "weekend": DAYS[5:]}

Joins = Callable[[int, int], str | None]


def is_grid(field: Field) -> bool:
    days = _days_of(field.codes)
    return len(days) > 1 and days.issubset(DAYS)


def is_every_day(field: Field, codes: Collection[str]) -> bool:
    """Whether the codes are parts of the day on all days alike."""
    return set(codes) == _of_parts(field.codes, codes)


def with_ranges(text: str, phrases: Phrases[Sign], vocabulary: Vocabulary) -> str:
    """The text with a dash between two days ('mon-fri') as the language's word for until."""
    until = next((phrase for layer in vocabulary.layers for phrase in layer.phrases("until")), "-")

    def read(match: re.Match[str]) -> str:
        return f"{match[1]} {until} {match[2]}" if all(phrases.get(*words_of(day)) for day in match.groups()) else match[0]

    return _DASHED.sub(read, text)


def add_grid(phrases: Phrases[Sign], field: Field, layer: Layer) -> None:
    """Adds what stands for all codes of a day, of several days, or of a part of the day; and a day with its part as one word."""
    days = {day: [*_cldr_names(number, layer.language), *layer.phrases(f"day.{day}")] for number, day in enumerate(DAYS)}
    parts = {part: layer.phrases(f"part_of_day.{part}") for part in dict.fromkeys(map(_part, field.codes))}
    for code in field.codes:
        day, part = _day(code), _part(code)
        groups = [phrase for name, included in _GROUPS.items() if day in included for phrase in layer.phrases(name)]
        glued = [f"{one}{other}" for one in days[day] for other in parts[part] if len(words_of(one)) == len(words_of(other)) == 1]
        for phrase in (*days[day], *parts[part], *groups, *glued):
            phrases.add(phrase, Sign("code", code))


class Stretch(NamedTuple):
    """Words `start` up to `end` say `codes`; `part_first`: a part of the day stands before the day ('the evening of monday')."""

    codes: frozenset[str]
    start: int
    end: int
    part_first: bool = False


def read_stretches(field: Field, said: Sequence[Stretch], joins: Joins, is_denied: Callable[[Stretch], bool]) -> set[str]:
    """All codes that neighbouring stretches say together, less those that are denied.

    'monday to friday' takes in the days between; 'monday' 'morning' meet in one code, in either order; in 'monday and tuesday
    morning' both days get the part of the last, and the other way round where the part stands first; in 'monday morning and afternoon'
    both parts are of that day; in 'mornings, i mean from monday to friday' the part is of all days. `joins(end, start)` gives what stands
    between two stretches: '' for nothing, 'and', 'until', or None for anything else.
    """
    stretches = _met(field, _with_days_between(field, _met(field, _with_days_between(field, said, joins), joins), joins), joins)
    stretches = _with_parts_of_the_same_day(field, _with_part_of_the_first(field, stretches, joins), joins)
    if not any(map(is_denied, stretches)) and (crossed := _crossed(field, stretches)):
        return crossed
    found: set[str] = set()
    denied: set[str] = set()
    after: Stretch | None = None
    for stretch in reversed(stretches):
        codes = stretch.codes
        if after and joins(stretch.end, after.start) is not None and _is_whole_days(field, codes):
            codes = _of_parts(codes, after.codes)
        after = Stretch(codes, stretch.start, stretch.end)
        (denied if is_denied(stretch) else found).update(codes)
    if denied and not found:
        found = set(field.codes)
    return found - denied


def _crossed(field: Field, stretches: Sequence[Stretch]) -> set[str]:
    """The parts of the days, where some stretches say only days and the others only parts."""
    days = [stretch.codes for stretch in stretches if _is_whole_days(field, stretch.codes)]
    parts = [stretch.codes for stretch in stretches if is_every_day(field, stretch.codes)]
    if not days or not parts or len(days) + len(parts) != len(stretches):
        return set()
    return set().union(*days) & set().union(*parts)


def _with_part_of_the_first(field: Field, said: Sequence[Stretch], joins: Joins) -> list[Stretch]:
    """'The evening of monday and wednesday': days that follow have the part as well."""
    made: list[Stretch] = []
    for stretch in said:
        before = made[-1] if made else None
        follows = before and before.part_first and joins(before.end, stretch.start) == "and" and _is_whole_days(field, stretch.codes)
        if before and follows:
            made.append(Stretch(_of_parts(stretch.codes, before.codes), stretch.start, stretch.end, part_first=True))
        else:
            made.append(stretch)
    return made


def _met(field: Field, said: Sequence[Stretch], joins: Joins) -> list[Stretch]:
    """Stretches next to each other that have codes in common, as one of these."""
    made: list[Stretch] = []
    for stretch in said:
        before = made[-1] if made else None
        if before and joins(before.end, stretch.start) == "" and (common := before.codes & stretch.codes):
            made[-1] = Stretch(common, before.start, stretch.end, part_first=is_every_day(field, before.codes))
            continue
        made.append(stretch)
    return made


def _with_days_between(field: Field, said: Sequence[Stretch], joins: Joins) -> list[Stretch]:
    """A day 'until' a day as one stretch; both have the part of the day of the second where the first has none."""
    made: list[Stretch] = []
    for stretch in said:
        before = made[-1] if made else None
        if before and joins(before.end, stretch.start) == "until" and (days := _from_to(before.codes, stretch.codes)):
            between = frozenset(code for code in field.codes if _day(code) in days)
            made[-1] = Stretch(_of_parts(between, stretch.codes), before.start, stretch.end)
            continue
        made.append(stretch)
    return made


def _with_parts_of_the_same_day(field: Field, said: Sequence[Stretch], joins: Joins) -> list[Stretch]:
    """A part of the day after a day with another part ('monday morning and afternoon', 'until the afternoon') is of that day."""
    made: list[Stretch] = []
    for stretch in said:
        before = made[-1] if made else None
        if (
            before
            and joins(before.end, stretch.start) is not None
            and is_every_day(field, stretch.codes)
            and not (is_every_day(field, before.codes) or _is_whole_days(field, before.codes))
        ):
            days = _days_of(before.codes)
            made.append(Stretch(frozenset(code for code in stretch.codes if _day(code) in days), stretch.start, stretch.end))
            continue
        made.append(stretch)
    return made


def _from_to(first: Collection[str], last: Collection[str]) -> Sequence[str]:
    starts, ends = _days_of(first), _days_of(last)
    if len(starts) != 1 or len(ends) != 1:
        return ()
    first_day, last_day = DAYS.index(starts.pop()), DAYS.index(ends.pop())
    if first_day <= last_day:
        return DAYS[first_day : last_day + 1]
    return DAYS[first_day:] + DAYS[: last_day + 1]  # over the end of the week, which begins on other days elsewhere


def _of_parts(codes: Iterable[str], like: Iterable[str]) -> frozenset[str]:
    parts = {_part(code) for code in like}
    return frozenset(code for code in codes if _part(code) in parts)


def _is_whole_days(field: Field, codes: frozenset[str]) -> bool:
    days = _days_of(codes)
    return codes == {code for code in field.codes if _day(code) in days}


def _day(code: str) -> str:
    return code.partition("_")[0]


def _part(code: str) -> str:
    return code.partition("_")[2]


def _days_of(codes: Iterable[str]) -> set[str]:
    return {_day(code) for code in codes}


def _cldr_names(number: int, language: str) -> list[str]:
    locale = cldr(language)
    names: Mapping[str, Mapping[int, str]] = locale.days["stand-alone"] if locale else {}
    return [name for width in ("wide", "abbreviated") if width in names and len(name := names[width][number]) > 2]
