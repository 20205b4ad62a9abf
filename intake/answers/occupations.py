"""Answers of type `occupation`: the person's own words, with the ISCO-08 two-digit group where the lookups tell it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from intake.answers.fold import clean
from intake.answers.phrases import Phrases, words_of
from intake.answers.reading import Field, Reading
from intake.answers.vocabulary import Layer, Sign, Vocabulary

if TYPE_CHECKING:
    from intake.answers.likeness import Said  # scikit-learn, which only those need who read

ISCO: Final = Field("isco", "occupation")  # what all questions about occupations have in common
_LONGEST_READ: Final = 300
_LIKELY: Final = 0.9


def read_occupation(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """{'isco': group or None, 'words': the text}: the group that the longest phrases name, or that the text is like."""
    phrases = vocabulary.field(ISCO, _occupation_phrases)
    words = vocabulary.split(text[:_LONGEST_READ], phrases).words
    matches = phrases.find(words)
    longest = max((match.end - match.start for match in matches), default=0)
    groups = {sign.value for match in matches if match.end - match.start == longest for sign in match.payloads}
    likeness = vocabulary.likeness(ISCO)
    ranked = likeness.ranked(words) if likeness and words else []
    if ranked and ranked[0].share >= _LIKELY:
        groups = {ranked[0].code}
    return Reading({"isco": groups.pop() if len(groups) == 1 else None, "words": clean(text)}, 1.0, covered=1.0)


def _occupation_phrases(_: Field, layer: Layer) -> Phrases[Sign]:
    phrases: Phrases[Sign] = Phrases()
    for group, phrase in layer.lexicon.under("isco."):
        phrases.add(phrase, Sign("isco", group))
    return phrases


def said_for(layer: Layer) -> Iterator["Said"]:
    """The phrases of all groups, to learn from."""
    return ((words_of(phrase), (group,)) for group, phrase in layer.lexicon.under("isco."))
