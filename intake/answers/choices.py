"""Answers of type `choice`, `choices` and `yes_no`: titles of the options, the lookups of the field, and what is like them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Final

from intake.answers import grid
from intake.answers.amounts import read_number
from intake.answers.negation import NOT, NOT_AFTER, affirmed
from intake.answers.phrases import Match, Phrases, words_of
from intake.answers.reading import NOT_READ, Field, Reading, alike, certain, offer
from intake.answers.vocabulary import Layer, Sign, Vocabulary

if TYPE_CHECKING:
    from intake.answers.likeness import Likely, Likeness, Said  # scikit-learn, which only those need who read

YES_NO: Final = ("yes", "no")  # the codes of a yes_no, as the lookups and titles name them
_NONE_CODES: Final = ("none", "nobody", "no", "0")
_ALONE: Final = ("none", "nobody")
_RANGE: Final = re.compile(r"(\d+)(?:_(\d+))?")
_OPEN_RANGE: Final = "more"

# Of a text that is like the phrases of a code (`Likely`), chosen on data/evaluation (dev):
_SURE: Final = 0.7  # from this share on one code of a choice is recorded
_POSSIBLE: Final = 0.1  # and from here on it is offered
_ALIKE: Final = -0.5  # by this margin the likeliest code counts at all
_AMONG: Final = -0.15  # by this margin a code is one of a set
_PERHAPS: Final = -0.3  # and from here on it may be
_UNLIKE: Final = -0.6  # below this a code that was named was not meant
_OFTEN_DENIED: Final = 0.15  # from this share on of its phrases a denial is part of what is said for a code
# How many texts with two and with three phrases one after the other are made for each phrase of a set, to learn from.
_TOGETHER: Final = {2: 3, 3: 1}


def read_choice(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads one code. Several that were said become candidates; a position ('2') is no answer."""
    said = _Said(field, text, vocabulary)
    if said.as_code:
        return certain(said.as_code, 1.0)
    if not said.exact and (in_range := _in_range(field, text, vocabulary)):
        return in_range
    return _one(said)


def _one(said: "_Said") -> Reading:
    """The code on which the phrases that were found and what the text is like agree, or one of them that is sure."""
    named = said.codes() or said.plain
    likely = said.likely()
    best = likely[0] if likely else None
    if best and (best.share >= _SURE or named == [best.code]) and len(named) <= 1 and not (said.exact and named != [best.code]):
        return alike(best.code, best.share, said.covered)
    if len(named) == 1 and (said.exact or best is None):
        return certain(named[0], said.covered)
    possible = [one.code for one in likely if one.share >= _POSSIBLE]
    return offer([*named, *possible] if len(named) > 1 else [*possible, *named], said.covered)


def read_choices(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads a list of codes, in the order of the field's codes. 'None' beside others is asked back."""
    if grid.is_grid(field):
        return _read_grid(field, text, vocabulary)
    said = _Said(field, text, vocabulary)
    if said.as_code:
        return certain([said.as_code], 1.0)
    margins = said.margins()
    named = {code for code in said.codes() or said.plain if margins.get(code, 0.0) > _UNLIKE}
    if said.covered == 1:
        margins = {}  # all that was said is named
    alike = {code for code, margin in margins.items() if margin >= _AMONG}
    codes = named | (alike - {*_ALONE} or alike if alike - named else set())  # 'nobody but my sister' is not nobody
    perhaps = {code for code, margin in margins.items() if _PERHAPS <= margin < _AMONG} - codes
    in_order = [[code for code in field.codes if code in some] for some in (codes, codes | perhaps, named, perhaps)]
    if not codes or perhaps or (len(codes) > 1 and codes.intersection(_ALONE)):
        return offer([some for some in in_order if some], said.covered)
    return certain(in_order[0], said.covered)


def _read_grid(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    text = grid.with_ranges(text, vocabulary.field(field, _field_phrases), vocabulary)
    said = _Said(field, text, vocabulary)
    if said.as_code:
        return certain([said.as_code], 1.0)
    codes = said.codes_in_grid()
    if codes and said.covered < 1 and grid.is_every_day(field, codes):
        return offer([codes], said.covered)  # what is not understood may be a day
    return certain(codes, said.covered) if codes else NOT_READ


def read_yes_no(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads yes or no as a choice of two. Both together are asked back, unless a pause follows the first."""
    reading = _one(_Said(Field(field.id, field.type, YES_NO), text, vocabulary))
    value = None if reading.value is None else reading.value == "yes"
    return replace(reading, value=value, candidates=tuple(code == "yes" for code in reading.candidates))


class _Said:
    """What a text says of a field with codes.

    as_code: the code that the whole text is ('A2', 'mbo'). exact: the whole text is one listed phrase.
    plain: the codes that a mere yes, no or nothing stands for, where the text begins with one and names no code.
    covered: the share of the text that this explains.
    """

    def __init__(self, field: Field, text: str, vocabulary: Vocabulary) -> None:
        self._field = field
        self._phrases = vocabulary.field(field, _field_phrases)
        self._words = vocabulary.split(text, self._phrases)
        self._vocabulary = vocabulary
        self.as_code = next((code for code in field.codes if words_of(code) == self._words.words), None)
        self._matches = matches = self._phrases.find(self._words.words)
        self._all_named = named = [match for match in matches if _codes(match) and not _has(match, "plain")]
        said = affirmed(named, matches, self._words)
        self._named = named if all(match in said or _has(match, "lack") for match in named) else said
        self._denied = len(self._named) < len(named)
        self.exact = len(self._named) == 1 and self._named[0].end - self._named[0].start == len(self._words)
        plain = [match for match in matches if _has(match, "plain")]
        # What only denies something that was named ('not health') is no answer by itself.
        alone = not named or any(match.end in self._words.pauses for match in plain[:1])
        leads = bool(plain) and plain[0].start == 0 and not self._named and alone
        decides = leads and plain[0].end in self._words.pauses  # 'yes, but not now'
        self.plain = list(dict.fromkeys(_codes(match)[0] for match in (plain[:1] if decides else plain))) if leads else []
        explaining = self._named or (plain[: len(self.plain)] if leads else [])
        joining = [match for match in matches if _has(match, "and", "until")] if self._named else []
        explained = {place for match in (*explaining, *joining) for place in range(match.start, match.end)}
        self.covered = vocabulary.covered(self._words.words, explained)

    def codes(self) -> list[str]:
        """The codes that were named, in order of place."""
        return list(dict.fromkeys(code for match in self._named for code in _codes(match)))

    def codes_in_grid(self) -> list[str]:
        """The codes that were named, in the order of the field; a day and a part of it next to each other meet."""
        stretches = [grid.Stretch(frozenset(_codes(match)), match.start, match.end) for match in self._all_named]
        affirmed_at = {match.start for match in self._named}
        found = grid.read_stretches(self._field, stretches, self._joins, lambda stretch: stretch.start not in affirmed_at)
        return [code for code in self._field.codes if code in found]

    def likely(self) -> "list[Likely]":
        """What the text is like; nothing where what it names is denied, or where it is like nothing that is listed."""
        likeness = self._likeness()
        ranked = likeness.ranked(self._words.words) if likeness and not self._denied else []
        return ranked if ranked and ranked[0].margin >= _ALIKE else []

    def margins(self) -> dict[str, float]:
        """How much the text is like what holds each code, without what is denied; nothing where all that it names is."""
        likeness = self._likeness()
        if likeness is None or (self._denied and not self._named):
            return {}
        denied = {code for match in self._all_named if match not in self._named for code in _codes(match)}
        return {code: margin for code, margin in likeness.margins(self._words.words).items() if code not in denied}

    def _likeness(self) -> "Likeness | None":
        """What was learned of the question, if the text says anything."""
        return self._vocabulary.likeness(self._field) if self._says_something() else None

    def _says_something(self) -> bool:
        lettered = any(map(str.isalpha, "".join(self._words.words)))
        return lettered and not all(map(self._is_filler, range(len(self._words))))

    def _is_filler(self, place: int) -> bool:
        return self._words.words[place] in self._vocabulary.fillers

    def _joins(self, end: int, start: int) -> str | None:
        """What stands between words `end` and `start`: nothing '', 'and', 'until', or None for anything else."""
        between = [match for match in self._matches if end <= match.start < start]
        if any(_has(match, "until") for match in between):
            return "until"
        joining = {place for match in between if _has(match, "and") for place in range(match.start, match.end)}
        others = [place for place in range(end, start) if place not in joining and not self._is_filler(place)]
        if others:
            return None
        return "and" if joining or start in self._words.pauses else ""


def _has(match: Match[Sign], *kinds: str) -> bool:
    return any(sign.kind in kinds for sign in match.payloads)


def _codes(match: Match[Sign]) -> list[str]:
    return [sign.value for sign in match.payloads if sign.kind in ("code", "plain")]


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _field_phrases(field: Field, layer: Layer) -> Phrases[Sign]:
    phrases: Phrases[Sign] = Phrases()
    none = next((code for code in _NONE_CODES if code in field.codes), None)
    _add_plain(phrases, layer.phrases("no") + layer.phrases("nothing"), none)
    _add_plain(phrases, layer.phrases("yes"), "yes" if "yes" in field.codes else None)
    for name in ("yes", NOT, NOT_AFTER, "but", "and", "or", "until"):
        for phrase in layer.phrases(name):
            phrases.add(phrase, Sign(name))
    lacking = _lacking(field, layer)
    for phrase, code in listed(field, layer):
        phrases.add(phrase, Sign("code", code))
        if code in lacking:
            phrases.add(phrase, Sign("lack", code))
    if grid.is_grid(field):
        grid.add_grid(phrases, field, layer)
    return phrases


def _lacking(field: Field, layer: Layer) -> set[str]:
    """The codes for which people say what is not ('no bus here', 'nobody'): a denial takes nothing from these."""
    denials = {word for name in (NOT, NOT_AFTER) for phrase in layer.phrases(name) for word in words_of(phrase)[:1]}
    phrases = Counter(code for _, code in listed(field, layer))
    denied = Counter(code for phrase, code in listed(field, layer) if not denials.isdisjoint(words_of(phrase)))
    return {code for code in field.codes if code in _ALONE or denied[code] > _OFTEN_DENIED * phrases[code]}


def listed(field: Field, layer: Layer) -> Iterator[tuple[str, str]]:
    """The phrases of a question in one language, each with its code: lookups, the title of the option, and a code with a digit."""
    for code in field.codes:
        yield from ((phrase, code) for phrase in layer.lexicon[f"{field.id}.{code}"] + layer.lexicon[f"{field.topic}.*.{code}"])
        title = layer.titles.get(f"option.{field.id}.{code}") or layer.titles.get(f"option.{code}")
        yield from ((phrase, code) for phrase in (title, code if _digits(code) else None) if phrase)


def said_for(field: Field, layer: Layer) -> Iterator["Said"]:
    """The phrases of a question to learn from, what a mere yes or no stands for, and, for a set, several phrases together."""
    plain = {"yes": ("yes",), **dict.fromkeys(_NONE_CODES, ("no", "nothing"))}
    phrases: list[Said] = [(words_of(phrase), (code,)) for phrase, code in listed(field, layer)]
    yield from phrases
    for code in field.codes:
        yield from ((words_of(phrase), (code,)) for name in plain.get(code, ()) for phrase in layer.phrases(name))
    if field.type == "choices":
        yield from _together([said for said in phrases if said[1][0] not in _ALONE], layer)


def _together(phrases: Sequence["Said"], layer: Layer) -> Iterator["Said"]:
    """Phrases of different codes one after the other, sometimes with a word for 'and' between: as people say who say several."""
    chance = Random(0)  # noqa: S311 (the same each time, so that a model is)
    joining = [words_of(phrase) for phrase in layer.phrases("and")]
    joining += [()] * 2 * len(joining)
    for several, times in _TOGETHER.items():
        for _ in range(times * len(phrases) if len(phrases) >= several else 0):
            (first, *others) = chance.sample(phrases, several)
            codes = {code for _, meant in (first, *others) for code in meant}
            words = [*first[0], *(word for more, _ in others for word in (*chance.choice(joining), *more))]
            if len(codes) == several:
                yield words, tuple(codes)


def _add_plain(phrases: Phrases[Sign], plain: Sequence[str], code: str | None) -> None:
    for phrase in plain:
        if code is not None:
            phrases.add(phrase, Sign("plain", code))


def _ranges(field: Field) -> dict[str, range]:
    """Codes that are numbers or ranges of numbers ('0', '1_8'), and what is above them ('more')."""
    ranges = {code: range(int(match[1]), int(match[2] or match[1]) + 1) for code in field.codes if (match := _RANGE.fullmatch(code))}
    if len(ranges) < 2:
        return {}
    if _OPEN_RANGE in field.codes:
        ranges[_OPEN_RANGE] = range(max(numbers.stop for numbers in ranges.values()), 24 * 7)
    return ranges


def _in_range(field: Field, text: str, vocabulary: Vocabulary) -> Reading | None:
    """The code whose range holds the number that was said."""
    ranges = _ranges(field)
    if not ranges:
        return None
    number = read_number(Field(field.id, "number", (), None, "hours_per_week"), text, vocabulary)
    code = next((code for code, numbers in ranges.items() if number.value in numbers), None)
    return certain(code, number.covered) if code else None
