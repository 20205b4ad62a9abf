"""Answers of type `choice`, `choices` and `yes_no`: titles of the options and the lookups of the field."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz, process

from intake.answers import grid
from intake.answers.amounts import read_number
from intake.answers.likeness import Likely
from intake.answers.negation import NOT, NOT_AFTER, affirmed
from intake.answers.phrases import Match, Phrases, windows, words_of
from intake.answers.reading import NOT_READ, Field, Reading, certain, offer
from intake.answers.vocabulary import Layer, Sign, Vocabulary

_NONE_CODES: Final = ("none", "nobody", "no", "0")
_ALONE: Final = ("none", "nobody")
_RANGE: Final = re.compile(r"(\d+)(?:_(\d+))?")
_OPEN_RANGE: Final = "more"

# Of a text that is like the phrases of a code: how likely it must be to count, to be offered; which share of the words must be known, and
# how often they must stand in the code's phrases.
_LIKELY: Final = 0.9
_POSSIBLE: Final = 0.25
_KNOWN: Final = 0.3
_EVIDENCE: Final = 2
_FUZZY_CERTAIN: Final = 88.0
_FUZZY_POSSIBLE: Final = 70.0
_FUZZY_MARGIN: Final = 8.0
_FUZZY_FROM: Final = 4
_LONGEST_FUZZY_TEXT: Final = 10
_SHORT_TEXT: Final = 4


def read_choice(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads one code. Several that were said become candidates; a position ('2') is no answer."""
    said = _Said(field, text, vocabulary)
    if said.as_code:
        return certain(said.as_code, 1.0)
    if not said.exact and (in_range := _in_range(field, text, vocabulary)):
        return in_range
    codes = said.codes()
    if len(codes) == 1:
        return certain(codes[0], said.covered)
    if codes:
        return offer([*codes, *(one.code for one in said.likely() if one.share >= _POSSIBLE)], said.covered)
    return _guess(said)


def _guess(said: "_Said") -> Reading:
    """What a mere yes or no, or a text that is only like the listed phrases, may mean."""
    if said.plain and said.covered == 1:
        return certain(said.plain, 1.0)
    clear, likely = said.alike()
    if not clear and (ranked := said.likely()):
        best = ranked[0]
        if _is_likely(best):
            return certain(best.code, best.known)
        likely = [*([one.code] for one in ranked if one.share >= _POSSIBLE and one.known >= _KNOWN), *likely]
    candidates = list(dict.fromkeys(code for codes in likely for code in codes))
    if said.plain and said.plain not in candidates[:1]:
        return offer([*candidates, said.plain], said.covered) if clear else certain(said.plain, said.covered)
    if clear and len(candidates) == 1:
        return certain(candidates[0], said.covered)
    return offer(candidates, said.covered)


def read_choices(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads a list of codes, in the order of the field's codes. 'None' beside others is asked back."""
    if grid.is_grid(field):
        text = grid.with_ranges(text, vocabulary.field(field, _field_phrases), vocabulary)
    said = _Said(field, text, vocabulary)
    if said.as_code:
        return certain([said.as_code], 1.0)
    codes, possible = said.all_codes(), said.possible_codes()
    if codes and (possible or said.is_partly_unclear):
        return offer([[code for code in field.codes if code in {*codes, *possible}], codes], said.covered)
    alone = [code for code in codes if code in _ALONE]
    others = [code for code in codes if code not in _ALONE]
    if alone and others:
        return offer([others, alone], said.covered)
    if codes and said.covered < 1 and grid.is_grid(field) and grid.is_every_day(field, codes):
        return offer([codes], said.covered)  # what is not understood may be a day
    if codes:
        return certain(codes, said.covered)
    if said.plain:
        return certain([said.plain], said.covered)
    clear, likely = said.alike()
    in_order = [[code for code in field.codes if code in codes] for codes in likely]
    return certain(in_order[0], said.covered) if clear else offer(in_order, said.covered)


def read_yes_no(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads yes or no; what leads the sentence counts ('yes I worked in a bakery')."""
    phrases = vocabulary.field(field, _yes_no_phrases)
    words = vocabulary.split(text, phrases)
    matches = phrases.find(words.words)
    said = [(match, _yes_or_no(match)) for match in matches]
    answers = [(match, answer) for match, answer in said if answer is not None]
    covered = vocabulary.covered(words.words, {place for match, _ in answers for place in range(match.start, match.end)})
    if not answers:
        ranked = vocabulary.likeness(field, _yes_no_phrases, "code").ranked(words.words)
        if ranked and _is_likely(ranked[0]):
            return certain(ranked[0].code == "yes", ranked[0].known)
        denied = any(sign.kind in (NOT, NOT_AFTER) for match in matches for sign in match.payloads)
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
        self._words = vocabulary.split(text, self._phrases)
        self._vocabulary = vocabulary
        self.as_code = next((code for code in field.codes if words_of(code) == self._words.words), None)
        self._matches = matches = self._phrases.find(self._words.words)
        self._all_named = named = [match for match in matches if _codes(match) and not _has(match, "plain")]
        self._named = affirmed(named, matches, self._words)
        self._denied = len(self._named) < len(named)
        self.exact = len(self._named) == 1 and self._named[0].end - self._named[0].start == len(self._words)
        plain = [match for match in matches if _has(match, "plain")][:1]
        # What only denies something that was named ('not health') is no answer by itself.
        alone = not named or any(match.end in self._words.pauses for match in plain)
        self.plain = _codes(plain[0])[0] if plain and not self._named and plain[0].start == 0 and alone else None
        explaining = self._named or (plain if self.plain else [])
        joining = [match for match in matches if _has(match, "and", "until")] if self._named else []
        explained = {place for match in (*explaining, *joining) for place in range(match.start, match.end)}
        self.covered = vocabulary.covered(self._words.words, explained)

    def codes(self) -> list[str]:
        """The codes that were named, in order of place."""
        return list(dict.fromkeys(code for match in self._named for code in _codes(match)))

    def all_codes(self) -> list[str]:
        """The codes that were named, in the order of the field; a day and a part of it next to each other meet."""
        found = (
            self._in_grid()
            if grid.is_grid(self._field)
            else {*self.codes(), *(one.code for one in self._of_stretches() if _is_likely(one))}
        )
        return [code for code in self._field.codes if code in found]

    def likely(self) -> list[Likely]:
        """What the whole text is like."""
        return [] if self._denied else self._ranked(range(len(self._words)))

    def _ranked(self, places: Iterable[int]) -> list[Likely]:
        """What these words are like; a yes or no and words that say nothing do not count."""
        plain = {place for match in self._matches if _has(match, "yes", "plain") for place in range(match.start, match.end)}
        fillers = self._vocabulary.fillers
        words = [self._words.words[place] for place in places if place not in plain and self._words.words[place] not in fillers]
        return self._vocabulary.likeness(self._field, _field_phrases).ranked(words)

    def _of_stretches(self) -> list[Likely]:
        """What each stretch is like in which no code was named."""
        return [ranked[0] for places in self._unnamed_stretches() if (ranked := self._ranked(places))]

    def _unnamed_stretches(self) -> Iterator[list[int]]:
        """Places of the words between pauses and joining words where no code was named, but something was said."""
        if self._denied or grid.is_grid(self._field):
            return
        breaks = {place for match in self._matches if _has(match, "and", "but", NOT, NOT_AFTER) for place in range(match.start, match.end)}
        silent = breaks | {place for match in self._matches if _has(match, "yes", "plain") for place in range(match.start, match.end)}
        named = {place for match in self._all_named for place in range(match.start, match.end)}
        for places in _stretches(len(self._words), self._words.pauses, breaks):
            said = [place for place in places if place not in silent and self._words.words[place] not in self._vocabulary.fillers]
            if said and named.isdisjoint(places):
                yield places

    @property
    def is_partly_unclear(self) -> bool:
        """Whether a stretch says something of which no code can be made."""
        likely = self._of_stretches()
        return sum(1 for _ in self._unnamed_stretches()) > sum(_is_likely(one) for one in likely)

    def possible_codes(self) -> set[str]:
        """Codes that a stretch may mean in which none was named for certain."""
        return {one.code for one in self._of_stretches() if one.share >= _POSSIBLE and not _is_likely(one)}

    def _in_grid(self) -> set[str]:
        stretches = [grid.Stretch(frozenset(_codes(match)), match.start, match.end) for match in self._all_named]

        affirmed_at = {match.start for match in self._named}
        return grid.read_stretches(self._field, stretches, self._joins, lambda stretch: stretch.start not in affirmed_at)

    def alike(self) -> tuple[bool, list[list[str]]]:
        """Whether it is clear what the text looks like, and the codes of the phrases that it looks like, best first."""
        if self._denied or not self._words.words or len(self._words) > _LONGEST_FUZZY_TEXT:
            return False, []
        ranked = sorted(self._scores().items(), key=lambda scored: -scored[1][0])
        if not ranked or ranked[0][1][0] < _FUZZY_POSSIBLE:
            return False, []
        best, places = ranked[0][1]
        rival = next((score for codes, (score, _) in ranked[1:] if not set(codes) <= set(ranked[0][0])), 0.0)
        if best >= _FUZZY_CERTAIN and best - rival >= _FUZZY_MARGIN:
            self.covered = self._vocabulary.covered(self._words.words, places)
            return True, [list(ranked[0][0])]
        possible = [list(codes) for codes, (score, _) in ranked if score >= _FUZZY_POSSIBLE]
        return False, possible if len(possible) > 1 else [list(codes) for codes, _ in ranked[:2]]

    def _scores(self) -> dict[tuple[str, ...], tuple[float, set[int]]]:
        """Codes of a phrase -> how alike it is, and to which words."""
        scores: dict[tuple[str, ...], tuple[float, set[int]]] = {}
        for start, end in self._stretches():
            words = self._words.words[start:end]
            said = " ".join(words)
            if len(said) < _FUZZY_FROM:
                continue
            for spelled, score, _ in process.extract(said, self._phrases, scorer=fuzz.ratio, score_cutoff=50, limit=12):
                codes = tuple(sign.value for sign in self._phrases.of(spelled) if sign.kind == "code")
                same_kind = self._is_denial(spelled.split()) == self._is_denial(words)
                comparable = len(spelled) >= _FUZZY_FROM and _digits(spelled) == _digits(said) and same_kind
                if codes and comparable and score > scores.get(codes, (0.0,))[0]:
                    scores[codes] = (score, set(range(start, end)))
        return scores

    def _stretches(self) -> set[tuple[int, int]]:
        """What may be a misspelt phrase: up to three words, what stands between pauses, the whole text."""
        ends = [0, *sorted(self._words.pauses), len(self._words)]
        few = windows(self._words.words, min(3, len(self._words)))
        after_not = {match.end for match in self._matches if _has(match, NOT) and match.end not in self._words.pauses}
        return {stretch for stretch in few if stretch[0] not in after_not} | {*pairwise(ends), (0, len(self._words))}

    def _is_denial(self, words: Sequence[str]) -> bool:
        return any(sign.kind in (NOT, NOT_AFTER, "plain") for word in words for sign in self._phrases.get(word))

    def _joins(self, end: int, start: int) -> str | None:
        """What stands between words `end` and `start`: nothing '', 'and', 'until', or None for anything else."""
        between = [match for match in self._matches if end <= match.start < start]
        if any(_has(match, "until") for match in between):
            return "until"
        joining = {place for match in between if _has(match, "and") for place in range(match.start, match.end)}
        others = [place for place in range(end, start) if place not in joining and self._words.words[place] not in self._vocabulary.fillers]
        if others:
            return None
        return "and" if joining or start in self._words.pauses else ""


def _is_likely(one: Likely) -> bool:
    return one.share >= _LIKELY and one.known >= _KNOWN and one.evidence >= _EVIDENCE


def _stretches(length: int, pauses: frozenset[int], breaks: Collection[int]) -> Iterator[list[int]]:
    """The places between pauses and breaks."""
    places: list[int] = []
    for place in range(length):
        if places and (place in pauses or place in breaks):
            yield places
            places = []
        if place not in breaks:
            places.append(place)
    if places:
        yield places


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
    for code in field.codes:
        listed = layer.lexicon[f"{field.id}.{code}"] + layer.lexicon[f"{field.topic}.*.{code}"]
        title = layer.titles.get(f"option.{field.id}.{code}")
        for phrase in (*listed, *([title] if title else ()), *([code] if _digits(code) else ())):
            phrases.add(phrase, Sign("code", code))
    if grid.is_grid(field):
        grid.add_grid(phrases, field, layer)
    return phrases


def _add_plain(phrases: Phrases[Sign], listed: Sequence[str], code: str | None) -> None:
    for phrase in listed:
        if code is not None:
            phrases.add(phrase, Sign("plain", code))


def _yes_no_phrases(field: Field, layer: Layer) -> Phrases[Sign]:
    phrases: Phrases[Sign] = Phrases()
    for kind in ("yes", "no"):
        title = layer.titles.get(f"option.{field.id}.{kind}") or layer.titles.get(f"option.{kind}")
        for phrase in (*([title] if title else ()), *layer.phrases(kind)):
            phrases.add(phrase, Sign(kind))
        for phrase in layer.lexicon[f"{field.id}.{kind}"]:
            phrases.add(phrase, Sign(kind))
            phrases.add(phrase, Sign("code", kind))
    for name in ("nothing", NOT, NOT_AFTER):
        for phrase in layer.phrases(name):
            phrases.add(phrase, Sign(name))
    return phrases


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
