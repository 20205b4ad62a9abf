"""Answers of type `choice`, `choices` and `yes_no`: titles of the options and the lookups of the field."""

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process

from intake.answers import grid
from intake.answers.amounts import read_number
from intake.answers.negation import affirmed
from intake.answers.phrases import Match, Phrases, windows, words_of
from intake.answers.reading import NOT_READ, Field, Reading, certain, offer
from intake.answers.vocabulary import Sign, Vocabulary

_NONE_CODES: Final = ("none", "nobody", "no", "0")
_ALONE: Final = ("none", "nobody")
_RANGE: Final = re.compile(r"(\d+)(?:_(\d+))?")
_OPEN_RANGE: Final = "more"

_FUZZY_CERTAIN: Final = 88.0
_FUZZY_POSSIBLE: Final = 70.0
_FUZZY_MARGIN: Final = 8.0
_FUZZY_FROM: Final = 4
_LONGEST_FUZZY_TEXT: Final = 10
_SHORT_TEXT: Final = 4


def read_choice(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads one code. Several that were said become candidates; a position ('2') is no answer."""
    said = _Said(field, text, vocabulary)
    ranges = _ranges(field)
    if ranges and (reading := _in_range(field, text, vocabulary, ranges)).value is not None and not said.exact:
        return reading
    codes = said.codes()
    if said.as_code:
        return Reading(said.as_code, 1.0, covered=1.0)
    if len(codes) == 1:
        return certain(codes[0], said.covered, certainty=1.0 if said.exact else 0.8)
    if codes:
        return offer(codes, said.covered)
    if said.plain:
        return certain(said.plain, said.covered)
    likely = said.alike()
    if len(likely) == 1:
        return certain(likely[0], said.covered)
    return offer(likely, said.covered)


def read_choices(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads a list of codes, in the order of the field's codes. 'None' beside others is asked back."""
    said = _Said(field, text, vocabulary)
    if said.as_code:
        return Reading([said.as_code], 1.0, covered=1.0)
    codes = said.all_codes()
    alone = [code for code in codes if code in _ALONE]
    others = [code for code in codes if code not in _ALONE]
    if alone and others:
        return offer([others, alone], said.covered)
    if codes:
        return certain(codes, said.covered)
    if said.plain:
        return certain([said.plain], said.covered)
    likely = said.alike()
    if len(likely) == 1:
        return certain(likely, said.covered)
    return offer([[code] for code in likely], said.covered)


def read_yes_no(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads yes or no; what leads the sentence counts ('yes I worked in a bakery')."""
    phrases = vocabulary.field(field, _yes_no_phrases)
    words = vocabulary.split(text, phrases.words)
    matches = phrases.find(words.words)
    said = [(match, _yes_or_no(match)) for match in matches]
    answers = [(match, answer) for match, answer in said if answer is not None]
    covered = vocabulary.covered(words.words, {place for match, _ in answers for place in range(match.start, match.end)})
    if not answers:
        denied = any(sign.kind == "not" for match in matches for sign in match.payloads)
        return offer([False, True], 0.0) if denied and len(words) <= _SHORT_TEXT else NOT_READ
    first, answer = answers[0]
    if len({answer for _, answer in answers}) > 1 and not (first.start == 0 and first.end in words.pauses):
        return offer([answer, not answer], covered)
    if first.start == 0 or covered >= 0.5:
        return certain(answer, covered)
    return offer([answer, not answer], covered)


def _yes_or_no(match: Match[Sign]) -> bool | None:
    kinds = {sign.kind for sign in match.payloads}
    if "yes" in kinds:
        return True
    return False if kinds & {"no", "nothing"} else None


class _Said:
    """What a text says of a field with codes.

    as_code: the code that the whole text is ('A2', 'mbo'). exact: the whole text is one listed phrase.
    plain: the code that a mere yes, no or nothing stands for, where the text begins with it and names no code.
    covered: the share of the text that this explains.
    """

    def __init__(self, field: Field, text: str, vocabulary: Vocabulary) -> None:
        self._field = field
        self._phrases = vocabulary.field(field, _field_phrases)
        self._words = vocabulary.split(text, self._phrases.words)
        self._vocabulary = vocabulary
        self.as_code = next((code for code in field.codes if words_of(code) == self._words.words), None)
        matches = self._phrases.find(self._words.words)
        named = [match for match in matches if _codes(match) and not _has(match, "plain")]
        self._named = affirmed(named, matches, self._words)
        self._denies = any(_has(match, "not", "plain") for match in matches)
        self.exact = len(self._named) == 1 and self._named[0].end - self._named[0].start == len(self._words)
        plain = [match for match in matches if _has(match, "plain")]
        self.plain = _codes(plain[0])[0] if plain and not self._named and plain[0].start == 0 else None
        explaining = self._named or plain
        joining = [match for match in matches if _has(match, "and", "until")] if self._named else []
        explained = {place for match in (*explaining, *joining) for place in range(match.start, match.end)}
        self.covered = vocabulary.covered(self._words.words, explained)
        self._joins = [match for match in matches if _has(match, "until")]

    def codes(self) -> list[str]:
        """The codes that were named, in order of place."""
        return list(dict.fromkeys(code for match in self._named for code in _codes(match)))

    def all_codes(self) -> list[str]:
        """The codes that were named, in the order of the field; a day and a part of it next to each other meet."""
        found: set[str] = set()
        rows = grid.rows_of(self._field)
        groups = self._groups() if rows else [(set(_codes(match)), match.start, match.end) for match in self._named]
        for (codes, start, _), previous in zip(groups, [None, *groups], strict=False):
            found |= codes
            if rows and previous and any(join.start == previous[2] and join.end == start for join in self._joins):
                found = (found - previous[0] - codes) | grid.between(self._field, previous[0], codes)
        return [code for code in self._field.codes if code in found]

    def alike(self) -> list[str]:
        """Codes whose phrases look like the text, best first: one when it is clear, else up to four."""
        if not self._words.words or len(self._words) > _LONGEST_FUZZY_TEXT:
            return []
        scores = self._scores()
        ranked = sorted(scores, key=lambda code: -scores[code])
        if not ranked or scores[ranked[0]] < _FUZZY_POSSIBLE:
            return []
        clear = len(ranked) == 1 or scores[ranked[0]] - scores[ranked[1]] >= _FUZZY_MARGIN
        if scores[ranked[0]] >= _FUZZY_CERTAIN and clear:
            self.covered = self._vocabulary.covered(self._words.words, self._alike_places[ranked[0]])
            return ranked[:1]
        possible = [code for code in ranked if scores[code] >= _FUZZY_POSSIBLE]
        return possible if len(possible) > 1 else ranked[:2]

    def _scores(self) -> dict[str, float]:
        scores: dict[str, float] = {}
        self._alike_places: dict[str, set[int]] = {}
        stretches = [*windows(self._words.words, min(3, len(self._words) - 1)), (0, len(self._words))]
        for start, end in stretches:
            said = " ".join(self._words.words[start:end])
            if len(said) < _FUZZY_FROM:
                continue
            for spelled, score, key in process.extract(said, self._phrases.spelled, scorer=fuzz.ratio, score_cutoff=50, limit=12):
                if len(spelled) < _FUZZY_FROM or _digits(spelled) != _digits(said) or self._is_denial(key) != self._denies:
                    continue
                for code in (sign.value for sign in self._phrases.get(key) if sign.kind == "code"):
                    if score > scores.get(code, 0):
                        scores[code] = score
                        self._alike_places[code] = set(range(start, end))
        return scores

    def _is_denial(self, key: tuple[str, ...]) -> bool:
        return any(sign.kind in ("not", "plain") for word in key for sign in self._phrases.get((word,)))

    def _groups(self) -> list[tuple[set[str], int, int]]:
        """Neighbouring matches with a code in common as one: 'monday' 'morning'."""
        groups: list[tuple[set[str], int, int]] = []
        for match in self._named:
            codes = set(_codes(match))
            if groups and match.start not in self._words.pauses and self._near(groups[-1][2], match.start):
                met = grid.meet([groups[-1][0], codes])
                if met:
                    groups[-1] = (met, groups[-1][1], match.end)
                    continue
            groups.append((codes, match.start, match.end))
        return groups

    def _near(self, end: int, start: int) -> bool:
        return all(word in self._vocabulary.fillers for word in self._words.words[end:start])


def _has(match: Match[Sign], *kinds: str) -> bool:
    return any(sign.kind in kinds for sign in match.payloads)


def _codes(match: Match[Sign]) -> list[str]:
    return [sign.value for sign in match.payloads if sign.kind in ("code", "plain")]


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _field_phrases(field: Field, vocabulary: Vocabulary) -> Phrases[Sign]:
    phrases: Phrases[Sign] = Phrases()
    none = next((code for code in _NONE_CODES if code in field.codes), None)
    for index, layer in enumerate(vocabulary.layers):
        _add_plain(phrases, layer.phrases("no") + layer.phrases("nothing"), none, index)
        _add_plain(phrases, layer.phrases("yes"), "yes" if "yes" in field.codes else None, index)
        for name in ("not", "and", "or", "until"):
            for phrase in layer.phrases(name):
                phrases.add(phrase, Sign(name), index)
        for code in field.codes:
            for phrase in layer.lexicon[f"{field.id}.{code}"]:
                phrases.add(phrase, Sign("code", code), index)
        if grid.rows_of(field):
            grid.add_grid(phrases, field, layer, index)
    for code in field.codes:
        title = vocabulary.titles.get(f"option.{field.id}.{code}")
        if title:
            phrases.add(title, Sign("code", code))
        if _digits(code):
            phrases.add(code, Sign("code", code))
    return phrases


def _add_plain(phrases: Phrases[Sign], listed: Sequence[str], code: str | None, layer: int) -> None:
    for phrase in listed:
        if code is not None:
            phrases.add(phrase, Sign("plain", code), layer)


def _yes_no_phrases(field: Field, vocabulary: Vocabulary) -> Phrases[Sign]:
    phrases: Phrases[Sign] = Phrases()
    for kind in ("yes", "no"):
        title = vocabulary.titles.get(f"option.{field.id}.{kind}") or vocabulary.titles.get(f"option.{kind}")
        if title:
            phrases.add(title, Sign(kind))
    for index, layer in enumerate(vocabulary.layers):
        for kind in ("yes", "no"):
            for phrase in layer.phrases(kind) + layer.lexicon[f"{field.id}.{kind}"]:
                phrases.add(phrase, Sign(kind), index)
        for name in ("nothing", "not"):
            for phrase in layer.phrases(name):
                phrases.add(phrase, Sign(name), index)
    return phrases


def _ranges(field: Field) -> dict[str, range]:
    """Codes that are numbers or ranges of numbers ('0', '1_8'), and what is above them ('more')."""
    ranges = {code: range(int(match[1]), int(match[2] or match[1]) + 1) for code in field.codes if (match := _RANGE.fullmatch(code))}
    if len(ranges) < 2:
        return {}
    if _OPEN_RANGE in field.codes:
        ranges[_OPEN_RANGE] = range(max(numbers.stop for numbers in ranges.values()), 24 * 7)
    return ranges


def _in_range(field: Field, text: str, vocabulary: Vocabulary, ranges: dict[str, range]) -> Reading:
    number = read_number(Field(field.id, "number", (), None, "hours_per_week"), text, vocabulary)
    code = next((code for code, numbers in ranges.items() if number.value in numbers), None)
    return certain(code, number.covered) if code else NOT_READ
