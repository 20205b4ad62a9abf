"""Values written out for a reader in their language."""

import json
import re
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_skeleton
from babel.lists import format_list

from intake.answers import Field
from intake.record import StepKey
from intake.wording import Wording

NONE = "none"  # the value with which a person says that there is nothing to tell
NOTHING = {NONE, "nobody"}  # codes that say that there is nothing to tell

# What people say about the talk; as the questions about inburgering (faq/...) it can be offered as a button.
TALK = {"skip", "dont_know", "repeat", "explain", "go_back", "change_language", "ask_human", "ask_interpreter", "pause", "distress"}

# The two-digit groups of ISCO-08.
_ISCO = re.compile(r"0[1-3]|1[1-4]|2[1-6]|3[1-5]|4[1-4]|5[1-4]|6[1-3]|7[1-5]|8[1-3]|9[1-6]")


def language_name(code: str, locale: Locale) -> str:
    """The name of a language, by our code (`fa-AF` is Dari), in the language of `locale`."""
    return str(locale.languages.get(code.replace("-", "_"), code))


def describe(field: Field, value: Any, wording: Wording) -> str:
    """A value in words: `9 years`, `maart 2015`, `Syrië`, `care, cooking`. Text stays as the person wrote it."""
    locale = wording.locale
    match field.type:
        case "choice":
            return wording.text(f"option.{field.id}.{value}")
        case "choices":
            return format_list([wording.text(f"option.{field.id}.{code}") for code in value], locale=locale)
        case "yes_no":
            return wording.text(f"option.{'yes' if value else 'no'}")
        case "number":
            return wording.plural(f"unit.{field.unit}", value)
        case "month" if len(value) > 4:
            return format_skeleton("yMMMM", date.fromisoformat(f"{value}-01"), locale=locale)
        case "period":
            return "–".join(str(year or "…") for year in value)
        case "language":
            return language_name(value, locale)
        case "languages":
            return format_list([language_name(code, locale) for code in value], locale=locale) if value else wording.text("button.none")
        case "country":
            return str(locale.territories.get(value, value))  # not every language has a name for each
        case "occupation":
            return str(value["words"])
        case _:
            return str(value)


def is_valid(field: Field, value: Any) -> bool:
    """Whether a value is of the field's type, known and within bounds: what a button sends is checked like anything from outside."""
    match field.type:
        case "choice":
            return value in field.codes
        case "choices":
            return (
                isinstance(value, list) and bool(value) and set(value) <= set(field.codes) and (len(value) == 1 or not NOTHING & set(value))
            )
        case "yes_no":
            return isinstance(value, bool)
        case "number":
            low, high = field.bounds or (0, 0)
            return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        case "month":
            return isinstance(value, str) and re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?", value) is not None
        case "period":
            return (
                isinstance(value, list)
                and len(value) == 2
                and _is_year(value[0])
                and (value[1] is None or (_is_year(value[1]) and value[0] <= value[1]))
            )
        case "language":
            return isinstance(value, str) and value.replace("-", "_") in Locale("en").languages
        case "languages":
            return isinstance(value, list) and all(is_valid(Field(field.id, "language"), code) for code in value)
        case "country":
            return isinstance(value, str) and len(value) == 2 and value in Locale("en").territories
        case "occupation":
            return (
                isinstance(value, dict)
                and set(value) == {"isco", "words"}
                and (value["isco"] is None or (isinstance(value["isco"], str) and _ISCO.fullmatch(value["isco"]) is not None))
                and isinstance(value["words"], str)
                and bool(value["words"].strip())
            )
        case _:
            return isinstance(value, str) and bool(value.strip())


def _is_year(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1900 <= value < 2100


def payload(intent: str, **entities: Any) -> str:
    """A button's message in Rasa's own notation: `/inform{"question": "family.partner", "answer": "abroad"}`."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False) if entities else ''}"


def meaning_key(intent: str) -> str:
    """The key of the title of a button with which a person says what they meant: `faq/pip` -> `button.faq.pip`."""
    return f"button.{intent.replace('/', '.')}"


def answer_payload(key: StepKey, value: Any) -> str:
    """The payload of a button that answers a step; a roster's says of which record."""
    entry = {} if key.entry is None else {"entry": key.entry}
    return payload("inform", question=key.question, **entry, answer=value)
