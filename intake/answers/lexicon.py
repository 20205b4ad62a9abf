"""The phrases of a language: what the training file's lookups list, and the small words that give an answer its shape."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_FUNCTION_WORDS: Final = Path(__file__).with_name("function_words.yml")


class Lexicon:
    """Phrases by name: {'unit.year': ['year', 'years'], 'family.partner.abroad': ['in my country', ...]}."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._listed = {name: "\n".join(listed) for name, listed in phrases.items()}  # one string takes a third of the room

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """The phrases under a name; none where the name is not listed."""
        return tuple(self._listed[name].split("\n")) if self._listed.get(name) else ()

    def under(self, prefix: str) -> Iterator[tuple[str, str]]:
        """(rest of the name, phrase) for each name that starts with `prefix`."""
        for name in self._listed:
            if name.startswith(prefix):
                yield from ((name.removeprefix(prefix), phrase) for phrase in self[name])


def load(path: Path) -> Lexicon:
    """Reads the `lookup` blocks of a Rasa training file.

    Raises:
        OSError: the file can't be read.
        yaml.YAMLError: it is not YAML.
    """
    phrases: dict[str, list[str]] = {}
    for block in _read(path)["nlu"]:
        if "lookup" in block:
            phrases.setdefault(block["lookup"], []).extend(_examples(block["examples"]))
    return Lexicon(phrases)


@cache
def function_words(language: str) -> Lexicon:
    """The words for 'or', 'not', 'since' and so on of a language; none for a language that is not listed."""
    return Lexicon(_all_function_words().get(language, {}))


@cache
def _all_function_words() -> dict[str, dict[str, list[str]]]:
    words: dict[str, dict[str, list[str]]] = _read(_FUNCTION_WORDS)
    return words


def _read(path: Path) -> Any:
    # The base loader leaves every scalar a string: 'no' is a word here, and '1' a name.
    return yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 - the base loader makes no objects


def _examples(listing: str) -> Iterator[str]:
    for line in listing.splitlines():
        phrase = line.strip().removeprefix("-").strip()
        if phrase:
            yield phrase
