"""Keeping the catalogues complete: the template, its merge into each language, and the gate."""

from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from intake.settings import TRANSLATIONS, settings
from intake.wording import catalogue_path, review_of, wording
from wegwijs.extraction import Keys, person_keys, staff_keys

MODEL_LANGUAGE = "en"  # whose placeholders the other languages must have too
STAFF_LANGUAGE = "nl"


def catalogues() -> list[tuple[str, str, Keys]]:
    """Every catalogue that is offered: language, domain, the keys that it must hold."""
    person, staff = person_keys(), staff_keys()
    return [*((language, "messages", person) for language in settings().languages), (STAFF_LANGUAGE, "staff", staff)]


def extract() -> None:
    """Writes the templates (.pot), and brings each catalogue in line: new keys added empty, unused ones set aside as obsolete."""
    for domain, keys in (("messages", person_keys()), ("staff", staff_keys())):
        _write(_template(keys), TRANSLATIONS / f"{domain}.pot")
    for language, domain, keys in catalogues():
        catalogue = _read(language, domain)
        catalogue.update(_template(keys), no_fuzzy_matching=True, update_header_comment=False)
        _write(catalogue, catalogue_path(language, domain))


def check() -> list[str]:
    """What is wrong in the catalogues, a line each.

    A key missing, empty, fuzzy or used nowhere; placeholders or plural forms that differ; no word on its review.
    """
    problems: list[str] = []
    model = {message.id: message for message in _read(MODEL_LANGUAGE, "messages") if message.id}
    for language, domain, keys in catalogues():
        catalogue = _read(language, domain)
        told = [
            *_missing(catalogue, keys),
            *(problem for message in catalogue if message.id for problem in _wrong(message, keys, model, domain)),
        ]
        if catalogue.num_plurals != get_plural(language.replace("-", "_")).num_plurals:
            told.append(f"has {catalogue.num_plurals} plural forms in its header, CLDR knows another number")
        if not review_of(catalogue):
            told.append("has no line '# Review: ...' at its head: 'not reviewed by a native speaker', or who reviewed it and when")
        problems += [f"{catalogue_path(language, domain)}: {problem}" for problem in told]
    return problems


def _missing(catalogue: Catalog, keys: Keys) -> list[str]:
    return [f"'{key}' is missing" for key, counted in keys.items() if catalogue.get((key, key) if counted else key) is None]


def _wrong(message: Message, keys: Keys, model: dict[Any, Message], domain: str) -> list[str]:
    key = message.id[0] if isinstance(message.id, tuple) else message.id
    if key not in keys:
        return [f"'{key}' is used nowhere"]
    if not all(form and form.strip() for form in _forms(message.string)):
        return [f"'{key}' is empty"]
    if message.fuzzy:
        return [f"'{key}' is fuzzy: check it and take the mark away"]
    expected = _placeholders(model[message.id].string) if domain == "messages" and message.id in model else None
    if expected is not None and _placeholders(message.string) != expected:
        return [f"'{key}' has the placeholders {sorted(_placeholders(message.string))}, {MODEL_LANGUAGE} has {sorted(expected)}"]
    return []


def _forms(text: Any) -> tuple[str, ...]:
    """A text, or the plural forms of a counted one."""
    return text if isinstance(text, tuple) else (text,)


def _placeholders(text: Any) -> set[str]:
    """The placeholders of a text; of a counted one those of all forms together, since a form may say the number in words."""
    return {name for form in _forms(text) for _, name, _, _ in Formatter().parse(form) if name}


def _template(keys: Keys) -> Catalog:
    template = Catalog(project="Wegwijs", charset="utf-8", fuzzy=False)
    for key, counted in keys.items():
        template.add((key, key) if counted else key)
    return template


def _read(language: str, domain: str) -> Catalog:
    wording(language, domain)  # tells of a broken catalogue with its line
    with catalogue_path(language, domain).open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"))


def _write(catalogue: Catalog, path: Path) -> None:
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, ignore_obsolete=False)
