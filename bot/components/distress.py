"""Key phrases of distress: words that are never passed over, however the rest of a message is put."""

from collections.abc import Mapping

from intake.answers import Lexicon
from intake.answers.lexicon import function_words
from intake.answers.phrases import Phrases, split

DISTRESS, HARMLESS = "distress", "harmless"  # names of lookups


class KeyPhrases:
    """Finds the phrases under the lookup `distress`.

    A phrase does not count within a longer one of the lookup `harmless` ('never think about suicide'). Several languages are looked for
    at once, since people in fear type what they know.
    """

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._phrases: Phrases[str] = Phrases()
        self._prefixes: list[str] = []
        for language, lexicon in lexicons.items():
            for name in (DISTRESS, HARMLESS):
                for phrase in lexicon[name]:
                    self._phrases.add(phrase, name)
            self._prefixes += function_words(language)["prefix"]

    def in_text(self, text: str) -> bool:
        words = split(text, self._phrases, self._prefixes)
        return any(DISTRESS in match.payloads for match in self._phrases.find(words.words))
