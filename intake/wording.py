"""Wording: the gettext catalogues, by key and language."""

import hashlib
import re
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from intake.settings import TRANSLATIONS


class CatalogueError(Exception):
    """A catalogue can't be used. The text names file, line and what to do."""


# U+2068 and U+2069 keep the order of what stands between them, whatever the direction of the text around it.
ISOLATED = "\u2068{}\u2069"


class Wording:
    """The texts of one language. Values are put in by name; a key that is missing is an error, never shown as it is."""

    def __init__(self, language: str, translations: GNUTranslations, catalogue: Catalog) -> None:
        self.language = language
        self.review = review_of(catalogue)
        messages = {_key(message): message for message in catalogue if message.id}
        # Every text as it stands in the catalogue, by key; of a counted one the last plural form.
        self.texts = {key: _text(message) for key, message in messages.items()}
        # The catalogue's own word on texts whose Dutch has changed since they were translated.
        self.outdated = frozenset(key for key, message in messages.items() if message.fuzzy)
        self.locale = Locale.parse(language, sep="-")
        self._translations = translations

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as CLDR says."""
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"

    @property
    def name(self) -> str:
        """The language's name in the language itself."""
        return self.locale.languages.get(self.language.replace("-", "_")) or self.language

    def keys(self, prefix: str) -> list[str]:
        """The keys that start with `prefix`, in the catalogue's order."""
        return [key for key in self.texts if key.startswith(prefix)]

    def has(self, key: str) -> bool:
        return self._translations.gettext(key) != key

    def text(self, key: str, /, **values: object) -> str:
        """The text of a key. In a text that runs from right to left the values are isolated: '14 000' would be shown as '000 14'.

        Raises:
            KeyError: the catalogue has no such key, or the text asks for a value that was not given.
        """
        text = self._translations.gettext(key)
        if text == key:
            raise KeyError(f"{key} ({self.language})")
        if self.direction == "rtl":
            values = {name: ISOLATED.format(value) for name, value in values.items()}
        return text.format_map(values) if values else text

    def plural(self, key: str, count: int) -> str:
        """The text of a counted key in the plural form that the number takes; `{count}` is put in.

        Raises:
            KeyError: the catalogue has no such key.
        """
        text = self._translations.ngettext(key, key, count)
        if text == key:
            raise KeyError(f"{key} ({self.language})")
        return text.format(count=count)


def digest(text: str) -> str:
    """A short name for exactly this text: what was said of it (reviewed, read aloud) holds only as long as it stays the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def person_key(key: str) -> str:
    """Marks a key of messages.po that is looked up elsewhere, for the extraction of keys (gettext's N_)."""
    return key


def staff_key(key: str) -> str:
    """The same for staff.po."""
    return key


def catalogue_path(language: str, domain: str = "messages") -> Path:
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po"


def review_of(catalogue: Catalog) -> str:
    """What the head of a catalogue says of its review by a native speaker (`# Review: ...`)."""
    found = re.search(r"^# Review: (.+)$", catalogue.header_comment, re.MULTILINE)
    return found[1] if found else ""


@cache
def wording(language: str, domain: str = "messages") -> Wording:
    """The catalogue of one language: `messages` is what a person reads, `staff` what employees read.

    Raises:
        CatalogueError: it is missing or broken.
    """
    path = catalogue_path(language, domain)
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language.replace("-", "_"), abort_invalid=True)
    except OSError as error:
        raise CatalogueError(
            f"{path}: can't be read ({error.strerror}). Put the catalogue there, or take '{language}' out of settings.yml."
        ) from error
    except PoFileError as error:
        problem = str(error).removesuffix(f" on {error.lineno}")  # Babel counts lines from 0
        raise CatalogueError(f"{path}, line {error.lineno + 1}: {problem}. Mend that line.") from error
    compiled = BytesIO()
    write_mo(compiled, catalogue, use_fuzzy=True)  # an outdated text is better than none
    compiled.seek(0)
    return Wording(language, GNUTranslations(compiled), catalogue)


def _text(message: Message) -> str:
    return message.string if isinstance(message.string, str) else (message.string or ("",))[-1]


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])
