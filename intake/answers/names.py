"""Answers of type `language`, `languages` and `country`: names from CLDR and the lookups."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from babel.core import get_global
from rapidfuzz import fuzz, process

from intake.answers.negation import NOT, NOT_AFTER, affirmed
from intake.answers.phrases import Match, Phrases, windows
from intake.answers.reading import Field, Reading, alike, certain, offer
from intake.answers.vocabulary import Layer, Sign, Vocabulary, cldr

# Languages (CLDR) whose own name for itself, and for the countries where it is official, is understood from anyone.
_OWN_NAMES: Final = (
    "am", "ar", "az", "bg", "bn", "ckb", "de", "el", "en", "es", "fa", "fa-AF", "fr", "he", "hi", "hu", "hy", "id", "it", "ka", "ku", "my",
    "ne", "nl", "pl", "ps", "pt", "ro", "ru", "si", "so", "sq", "sr", "sr-Latn", "sw", "ta", "th", "ti", "tr", "uk", "ur", "uz", "vi", "zh",
)  # fmt: skip
# In CLDR, but no officially assigned codes of countries (XK, Kosovo, is in general use).
_NO_COUNTRY: Final = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
_NO_LANGUAGE: Final = frozenset({"mul", "root", "und", "zxx"})
_OUR_CODES: Final = {"fa_AF": "fa-AF", "prs": "fa-AF", "pes": "fa", "kmr": "ku"}
_KURDISH: Final = ("ku", "ckb")
# Names that CLDR does not give; which Kurdish is meant by the bare name has to be asked.
_LANGUAGE_ALIASES: Final = {
    "farsi": "fa", "فارسی": "fa", "dari": "fa-AF", "دری": "fa-AF", "kurmanji": "ku", "kurmanci": "ku", "badini": "ku", "bahdini": "ku",
    "sorani": "ckb", "mandarin": "zh",
}  # fmt: skip
_BARE_KURDISH: Final = ("kurdish", "koerdisch", "kurdi", "kurdî", "كردي", "الكردي", "کوردی", "كوردي", "kurdo", "курдский", "курдська")
_DIALECT_MARKS: Final = ("kurman", "soran")

_FUZZY_FROM: Final = 5
_FUZZY_CERTAIN: Final = 83.0
_FUZZY_POSSIBLE: Final = 72.0
_FUZZY_MARGIN: Final = 5.0
_LONGEST_FUZZY_TEXT: Final = 8


def read_language(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads one language; two that were named, or 'Kurdish', become candidates."""
    return _one(_Named(text, vocabulary, _languages(field, vocabulary)))


def read_languages(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads languages in the order in which they were named; 'none' is the empty list, also 'nothing but' one that is named."""
    named = _Named(text, vocabulary, _languages(field, vocabulary))
    if len(named.codes) <= 1 and (share := vocabulary.like_none(field, named.words)):
        return alike([], share, named.covered)
    if any(len(codes) > 1 for codes in named.codes):
        known = [codes[0] for codes in named.codes if len(codes) == 1]
        unclear = next(codes for codes in named.codes if len(codes) > 1)
        return offer([_distinct([*known, code]) for code in unclear], named.covered)
    if named.codes:
        return certain(_distinct(codes[0] for codes in named.codes), named.covered)
    if named.says_none:
        return certain([], named.covered)
    return offer([[code] for code in named.possible], 0.0)


def read_country(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """Reads one country, as ISO 3166-1 alpha-2."""
    return _one(_Named(text, vocabulary, _countries(field, vocabulary)))


def _one(named: "_Named") -> Reading:
    codes = _distinct(code for match_codes in named.codes for code in match_codes)
    if len(codes) == 1:
        return certain(codes[0], named.covered)
    return offer(codes or named.possible, named.covered)


class _Named:
    """What a text names: `codes` of each name in order, and `possible` codes where only something like a name was found."""

    def __init__(self, text: str, vocabulary: Vocabulary, phrases: Phrases[Sign]) -> None:
        self._words = vocabulary.split(text, phrases)
        self.words = self._words.words
        self._vocabulary = vocabulary
        self._phrases = phrases
        matches = phrases.find(self._words.words)
        named = [match for match in matches if self._is_name(match)]
        said = affirmed(named, matches, self._words)
        found = [(match.start, match.end, self._own_first(_codes(match.payloads))) for match in said]
        self.possible: list[str] = []
        if len(self._words) <= _LONGEST_FUZZY_TEXT:
            taken = {place for match in matches for place in range(match.start, match.end)}
            found += self._alike(taken, keep_possible=not named)
        clear = {codes[0] for _, _, codes in found if len(codes) == 1}
        # 'Kurdish Sorani': the one name says which the other means.
        self.codes = [codes for _, _, codes in sorted(found) if len(codes) == 1 or clear.isdisjoint(codes)]
        none = [match for match in matches if not named and any(sign.kind in ("no", "nothing") for sign in match.payloads)]
        self.says_none = bool(none) and not self.codes and not self.possible
        joiners = [match for match in matches if self.codes and any(sign.kind == "and" for sign in match.payloads)]
        explained = {place for start, end, _ in found for place in range(start, end)}
        explained |= {place for match in (*joiners, *(none if self.says_none else ())) for place in range(match.start, match.end)}
        self.covered = vocabulary.covered(self._words.words, explained)

    def _is_name(self, match: Match[Sign]) -> bool:
        """A very short CLDR name ('Ga') counts only if nothing else was said."""
        if not _codes(match.payloads):
            return False
        name = "".join(self._words.words[match.start : match.end])
        short = len(name) <= (3 if name.isascii() else 1) and not any(sign.kind == "listed" for sign in match.payloads)
        return not short or len(self._words) == match.end - match.start

    def _own_first(self, codes: list[str]) -> list[str]:
        return sorted(codes, key=lambda code: code != self._vocabulary.language)

    def _alike(self, taken: set[int], *, keep_possible: bool) -> list[tuple[int, int, list[str]]]:
        """Misspelt names among the words that are not `taken`: (start, end, codes)."""
        found: list[tuple[int, int, list[str]]] = []
        for start, end in windows(self._words.words, 2):
            words = self._words.words[start:end]
            if not taken.isdisjoint(range(start, end)) or any(word in self._vocabulary.fillers for word in words):
                continue
            spelled = " ".join(words)
            scores = self._scores(spelled)
            if not scores:
                continue
            ranked = list(scores)
            clear = len(ranked) == 1 or scores[ranked[0]][0] - scores[ranked[1]][0] >= _FUZZY_MARGIN
            best, name = scores[ranked[0]]
            # Beside the usual names CLDR has hundreds that look like other words ('Kenyang').
            usual = not all(sign.kind == "rare" for sign in self._phrases.of(name))
            if best >= _FUZZY_CERTAIN and clear and name[0] == spelled[0] and usual:
                found.append((start, end, ranked[:1]))
                taken = taken | set(range(start, end))
            elif keep_possible:
                self.possible.extend(ranked[:3])
        return found

    def _scores(self, spelled: str) -> dict[str, tuple[float, str]]:
        """Code -> how alike its nearest name is, and that name; best first."""
        scores: dict[str, tuple[float, str]] = {}
        if len(spelled) < _FUZZY_FROM:
            return scores
        for name, score, _ in process.extract(spelled, self._phrases, scorer=fuzz.ratio, score_cutoff=_FUZZY_POSSIBLE, limit=8):
            for code in _codes(self._phrases.of(name)):
                scores.setdefault(code, (score, name))
        return scores


def _codes(signs: Iterable[Sign]) -> list[str]:
    return _distinct(sign.value for sign in signs if sign.kind in ("name", "rare", "listed"))


def _distinct(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))


def _languages(field: Field, vocabulary: Vocabulary) -> Phrases[Sign]:
    return Phrases(vocabulary.field(Field("language", field.type), _language_phrases), _languages_known_by_all())


def _countries(field: Field, vocabulary: Vocabulary) -> Phrases[Sign]:
    return Phrases(vocabulary.field(Field("country", field.type), _country_phrases), _countries_known_by_all())


def _language_phrases(_: Field, layer: Layer) -> Phrases[Sign]:
    named = _cldr_languages(layer.language)
    bare_kurdish = [name for code, name in named if code == "ku" and not any(mark in name.casefold() for mark in _DIALECT_MARKS)]
    listed = [(code, phrase) for code, phrase in layer.lexicon.under("language.") if "." not in code]
    return Phrases(
        _table("listed", ((code, name) for name in (*_BARE_KURDISH, *bare_kurdish) for code in _KURDISH)),
        _table("listed", listed),
        _table("name", ((code, name) for code, name in named if code in _OWN_NAMES)),
        _table("rare", ((code, name) for code, name in named if code not in _OWN_NAMES)),
        _small_words(layer),
    )


def _country_phrases(_: Field, layer: Layer) -> Phrases[Sign]:
    phrases = _table("listed", ((code.upper(), phrase) for code, phrase in layer.lexicon.under("country.")), _small_words(layer))
    for code, name in _cldr_countries(layer.language):
        phrases.add(name, Sign("name", code))
    return phrases


def _table(kind: str, names: Iterable[tuple[str, str]], *beneath: Phrases[Sign]) -> Phrases[Sign]:
    phrases = Phrases(*beneath)
    for code, name in names:
        phrases.add(name, Sign(kind, code))
    return phrases


def _small_words(layer: Layer) -> Phrases[Sign]:
    phrases: Phrases[Sign] = Phrases()
    for name in (NOT, NOT_AFTER, "but", "no", "nothing", "and", "or"):
        for phrase in layer.phrases(name):
            phrases.add(phrase, Sign(name))
    return phrases


def _cldr_languages(language: str) -> tuple[tuple[str, str], ...]:
    locale = cldr(language)
    if locale is None:
        return ()
    return tuple((_our_code(code), form) for code, name in locale.languages.items() if code not in _NO_LANGUAGE for form in _forms(name))


def _our_code(code: str) -> str:
    return _OUR_CODES.get(code) or code.partition("_")[0]


def _cldr_countries(language: str) -> tuple[tuple[str, str], ...]:
    locale = cldr(language)
    if locale is None:
        return ()
    names = {code: name for code, name in locale.territories.items() if len(code) == 2 and code not in _NO_COUNTRY}
    whole = set(names.values())
    return tuple((code, form) for code, name in names.items() for form in _forms(name) if form == name or form not in whole)


def _forms(name: str) -> Iterator[str]:
    """'Myanmar (Burma)' -> also 'Myanmar'; 'Congo - Kinshasa', 'Bosnia & Herzegovina' -> also the first part."""
    yield name
    for separator in (" (", "（", " - ", " – ", " & "):
        first, found, rest = name.partition(separator)
        if found:
            yield first
            if separator == " (" and len(rest) > 4:
                yield rest.rstrip(")")


@cache
def _languages_known_by_all() -> Phrases[Sign]:
    own_names = (
        (code, form)
        for language in _OWN_NAMES
        for code, form in _cldr_languages(language)
        if code in (language, language.partition("-")[0])
    )
    return Phrases(_table("listed", ((code, name) for name, code in _LANGUAGE_ALIASES.items())), _table("name", own_names))


@cache
def _countries_known_by_all() -> Phrases[Sign]:
    spoken = get_global("territory_languages")
    own_names = (
        (code, form)
        for language in _OWN_NAMES
        for code, form in _cldr_countries(language)
        if spoken.get(code, {}).get(language.replace("-", "_"), {}).get("official_status")
    )
    return _table("name", own_names)
