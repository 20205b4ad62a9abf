"""Answers of type `occupation`: the person's own words, with the ISCO-08 two-digit group where the lookups tell it."""

from typing import Final

from intake.answers.fold import clean
from intake.answers.phrases import Phrases
from intake.answers.reading import Field, Reading
from intake.answers.vocabulary import Layer, Sign, Vocabulary

_LONGEST_READ: Final = 300
_LIKELY: Final = 0.8


def read_occupation(field: Field, text: str, vocabulary: Vocabulary) -> Reading:
    """{'isco': group or None, 'words': the text}. The longest phrase decides; no group when two groups tie."""
    phrases = vocabulary.field(Field("isco", field.type), _occupation_phrases)
    words = vocabulary.split(text[:_LONGEST_READ], phrases).words
    matches = phrases.find(words)
    longest = max((match.end - match.start for match in matches), default=0)
    groups = {sign.value for match in matches if match.end - match.start == longest for sign in match.payloads}
    isco = groups.pop() if len(groups) == 1 else None
    if not groups and isco is None:
        ranked = vocabulary.likeness(Field("isco", field.type), _occupation_phrases, "isco").ranked(words)
        isco = ranked[0].code if ranked and ranked[0].share >= _LIKELY else None
    return Reading({"isco": isco, "words": clean(text)}, 1.0, covered=1.0)


def _occupation_phrases(_: Field, layer: Layer) -> Phrases[Sign]:
    phrases: Phrases[Sign] = Phrases()
    for group, phrase in layer.lexicon.under("isco."):
        phrases.add(phrase, Sign("isco", group))
    return phrases
