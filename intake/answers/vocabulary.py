"""All phrases that one reading works with, compiled from lexicons, CLDR and num2words."""

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from babel import Locale, UnknownLocaleError

from intake.answers.fold import soften
from intake.answers.lexicon import Lexicon, function_words
from intake.answers.numbers import decompose, number_words
from intake.answers.phrases import Phrases, Words, is_number, split, words_of
from intake.answers.reading import Field

if TYPE_CHECKING:
    from intake.answers.likeness import Likeness, Said  # scikit-learn, which only those need who read

# A grade is a class of a school; an occasion what hours are said of ('three mornings of four hours', 'twice a week').
UNITS: Final = ("year", "month", "week", "day", "hour", "minute", "grade", "occasion")
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SMALL_WORDS: Final = (
    "and", "or", "not", "not_after", "since", "until", "ago", "now", "this_year", "last_year", "no", "nothing", "less", "stage",
    "other_children", "each",
)  # fmt: skip
_SURELY_NONE: Final = 0.7  # from this share on a text that is like the ways to say none says none
# Countries whose month names differ from those CLDR gives for the language as a whole.
_REGIONS: Final = {"ar": ("SY", "DZ", "MA")}
# Arabic duals of the units, by the ending of the singular.
_DUALS: Final = {"ه": ("تين", "تان"), "": ("ين", "ان")}


class Sign(NamedTuple):
    """What a word or phrase does: kind 'number', 'unit', 'child', 'month', 'code', 'yes', 'and', ..., and its value."""

    kind: str
    value: Any = None


Make = Callable[[Field, "Layer"], Phrases[Sign]]  # makes the phrases of a question in one language


class Layer:
    """One language that is understood: its phrases, its button titles, and what was made of them, once for all who read with it.

    `titles`: by 'option.<id>.<code>', 'option.yes', 'option.no'.
    """

    def __init__(self, language: str, lexicon: Lexicon, titles: Mapping[str, str]) -> None:
        self.language, self.lexicon, self.titles = language, lexicon, titles
        self.small = function_words(language)
        self._fields: dict[str, Phrases[Sign]] = {}

    def phrases(self, name: str) -> tuple[str, ...]:
        return self.lexicon[name] + self.small[name]

    @cached_property
    def quantities(self) -> Phrases[Sign]:
        phrases: Phrases[Sign] = Phrases()
        self._add_quantities(phrases)
        return phrases.packed()

    @cached_property
    def moments(self) -> Phrases[Sign]:
        phrases: Phrases[Sign] = Phrases()
        for number, name in _cldr_months(self.language):
            phrases.add(name, Sign("month", (None, number)))
        for rest, phrase in self.lexicon.under("month."):
            calendar, _, number_written = rest.rpartition(".")
            phrases.add(phrase, Sign("month", (calendar or None, int(number_written))))
        for calendar, phrase in self.lexicon.under("calendar."):
            phrases.add(phrase, Sign("calendar", calendar))
        self._add_quantities(phrases)
        return phrases.packed()

    def field(self, field: Field, make: Make) -> Phrases[Sign]:
        """The phrases of a question, made once."""
        if field.id not in self._fields:
            self._fields[field.id] = make(field, self).packed()
        return self._fields[field.id]

    def none_said(self, field: Field) -> Iterator["Said"]:
        """The ways to say none at a question for a number or for languages, to learn from."""
        return ((words_of(phrase), ("0",)) for phrase in self.lexicon[f"{field.id}.0"])

    def _add_quantities(self, phrases: Phrases[Sign]) -> None:
        for written, phrase in self.lexicon.under("number."):
            number = float(written)
            if not phrase.replace("/", "").isdecimal():
                phrases.add(phrase, Sign("number", int(number) if number.is_integer() else number))
        for word, value in number_words(self.language).items():
            if not any(sign.kind == "number" for sign in phrases.get(*words_of(word))):
                phrases.add(word, Sign("number", value))
        for phrase, sign in self._counted():
            phrases.add(phrase, sign)
        for kind in _SMALL_WORDS:
            for phrase in self.phrases(kind):
                phrases.add(phrase, Sign(kind))

    def _counted(self) -> Iterator[tuple[str, Sign]]:
        """What numbers count, and what says a place in a row."""
        for unit in UNITS:
            for phrase in self.lexicon[f"unit.{unit}"]:
                yield phrase, Sign("unit", unit)
            duals = (dual for phrase in self.lexicon[f"unit.{unit}"] for dual in _duals(phrase, self.language))
            for dual in (*self.lexicon[f"unit.{unit}.2"], *duals):
                yield from ((dual, Sign("unit", unit)), (dual, Sign("number", 2)))
        for kind in ("child", "ordinal"):
            listed = self.lexicon.under(f"{kind}.")
            # '5º' is written like the number 5.
            yield from ((phrase, Sign(kind, int(written))) for written, phrase in listed if not "".join(words_of(phrase)).isdecimal())
        for day, name in enumerate(DAYS):
            yield from ((phrase, Sign("day", day)) for phrase in self.lexicon[f"day.{name}"])


Learned = Callable[[Field], "Likeness | None"]


class Vocabulary:
    """The phrases of one or more languages, the person's own first; its words go before those of the others.

    `likeness`: what texts are like the phrases of a question; None for a question of which nothing was learned.
    """

    def __init__(self, layers: Sequence[Layer], likeness: Learned, today: Callable[[], date]) -> None:
        self.layers = tuple(layers)
        self.language = layers[0].language
        self.likeness = likeness
        self._today = today
        self._prefixes, self._suffixes = (
            sorted({soften(p) for layer in layers for p in layer.small[name]}, key=len, reverse=True) for name in ("prefix", "suffix")
        )

    @property
    def today(self) -> date:
        return self._today()

    @cached_property
    def fillers(self) -> frozenset[str]:
        """Words that say nothing by themselves."""
        listed = (phrase for layer in self.layers for phrase in layer.phrases("filler"))
        return frozenset(word for phrase in listed for word in words_of(phrase)) | {*self._prefixes, *self._suffixes}

    @cached_property
    def quantities(self) -> Phrases[Sign]:
        """Signs of kind number, ordinal, unit (`UNITS`), child (1 to 3), day (0 for monday), and the small words."""
        return Phrases(*(layer.quantities for layer in self.layers))

    @cached_property
    def moments(self) -> Phrases[Sign]:
        """As `quantities`, with signs of kind month: (calendar or None, 1 to 13), and calendar: its name."""
        return Phrases(*(layer.moments for layer in self.layers))

    def field(self, field: Field, make: Make) -> Phrases[Sign]:
        """The phrases of a question."""
        return Phrases(*(layer.field(field, make) for layer in self.layers))

    def like_none(self, field: Field, words: Sequence[str]) -> float:
        """By which share the words are like the ways to say none at a question (`Layer.none_said`); 0 where that is not sure."""
        likeness = self.likeness(field)
        ranked = likeness.ranked(words) if likeness and words else []
        return ranked[0].share if ranked and ranked[0].share >= _SURELY_NONE else 0.0

    def split(self, text: str, known: Container[str], *, softened: bool = False) -> Words:
        """The text as words, with prefixes and suffixes taken off words that are `known`."""
        return split(text, known, self._prefixes, self._suffixes, softened=softened)

    def split_numbers(self, softened: str, phrases: Phrases[Sign]) -> Words:
        """As `split`, with numbers that are written as one word ('vierhonderdvijftig') taken apart."""
        whole = self.split(softened, phrases, softened=True)
        words: list[str] = []
        pauses: set[int] = set()
        for index, word in enumerate(whole.words):
            if index in whole.pauses:
                pauses.add(len(words))
            words.extend(self._number_parts(word, phrases))
        return Words(tuple(words), frozenset(pauses))

    def covered(self, words: Sequence[str], explained: Collection[int]) -> float:
        """The share of the meaningful words that is at the places `explained`."""
        meaningful = sum(word not in self.fillers or index in explained for index, word in enumerate(words))
        return round(len(explained) / meaningful, 3) if meaningful else 0.0

    def _number_parts(self, word: str, phrases: Phrases[Sign]) -> list[str]:
        if len(word) < 5 or len(word) > 60 or word in phrases or is_number(word):
            return [word]

        def means(kind: str) -> Callable[[str], bool]:
            return lambda part: any(sign.kind == kind for sign in phrases.get(part))

        return decompose(word, means("number"), means("and")) or [word]


def cldr(language: str) -> Locale | None:
    """CLDR's data of one of our language codes, None where it has none."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def _cldr_months(language: str) -> tuple[tuple[int, str], ...]:
    codes = (language, *(f"{language}-{region}" for region in _REGIONS.get(language, ())))
    return tuple(
        (number, name)
        for locale in map(cldr, codes)
        if locale is not None
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
    )


def _duals(unit: str, language: str) -> Iterator[str]:
    if language != "ar" or not unit.isalpha() or unit.isascii():
        return
    ending = "ه" if unit[-1] in "هة" else ""
    for dual in _DUALS[ending]:
        yield unit.removesuffix(unit[-1] if ending else "") + dual
