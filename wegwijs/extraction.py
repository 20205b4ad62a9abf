"""Which keys the catalogues must hold: from the questionnaire, and from where code and templates name them."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import yaml
from babel.messages.extract import extract_python
from jinja2.ext import babel_extract

from casestore.models import AttentionKind, Group
from intake.law.components import COMPONENTS
from intake.questionnaire import TYPES, UNITS, Question, questionnaire
from intake.record import Means, Source, Status
from intake.settings import ROOT, TRAINING
from intake.summary import ComponentStatus
from intake.values import NOTHING, TALK, meaning_key

# In code and templates: which function takes a key of which catalogue, with what before it. `n` and `plural` take counted keys.
_PERSON = {"text": "", "plural": "", "t": "", "n": "", "say": "say.", "reply": "say.", "person_key": ""}
_STAFF = {"s": "", "staff": "", "staff_key": ""}
_COUNTED = {"plural", "n"}
_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)+")
_FORM_FIELDS = ("given_name", "language", "group", "notice_date")  # of a new case
_SPOKEN = {"explain", "repeat", "faq", "say.repeat"}  # made from the question that is asked, or from the faq
_PACKAGES = ("actions", "api", "bot", "intake")

Keys = dict[str, bool]  # key -> whether it is counted


def person_keys() -> Keys:
    """The keys of messages.po, in reading order."""
    keys: Keys = {}
    keys |= dict.fromkeys((f"topic.{topic}" for topic in questionnaire().topics), False)
    for question in questionnaire().questions:
        keys |= dict.fromkeys(_of_question(question), False)
    keys |= {"option.yes": False, "option.no": False}
    keys |= dict.fromkeys((f"status.{status}" for status in get_args(Status) if status != "answered"), False)
    keys |= dict.fromkeys((f"hint.{type_}" for type_ in sorted(TYPES - {"roster", "ladder"})), False)
    keys |= dict.fromkeys((f"unit.{unit}" for unit in sorted(UNITS)), True)
    keys |= dict.fromkeys(_of_rules(), False)
    keys |= dict.fromkeys((meaning_key(name) for name in sorted(TALK)), False)
    keys |= dict.fromkeys((meaning_key(name) for name in _training_names("intent") if name.startswith("faq/")), False)
    keys |= _named_in_code(_PERSON)
    return keys


def staff_keys() -> Keys:
    """The keys of staff.po."""
    keys: Keys = {}
    keys |= dict.fromkeys((f"topic.{topic}" for topic in questionnaire().topics), False)
    for question in questionnaire().questions:
        keys |= dict.fromkeys([f"label.{question.id}", *_sentences_of(question)], False)
    keys |= dict.fromkeys((f"component.{component.key}" for component in COMPONENTS), False)
    keys |= dict.fromkeys((f"status.{status}" for status in get_args(ComponentStatus)), False)
    keys |= dict.fromkeys((name for name in _training_names("lookup") if name.startswith("isco.")), False)
    keys |= dict.fromkeys((f"group.{group}" for group in get_args(Group)), False)
    keys |= dict.fromkeys((f"attention.{kind}" for kind in get_args(AttentionKind)), False)
    keys |= dict.fromkeys((f"staff.error.{field}" for field in _FORM_FIELDS), False)
    keys |= dict.fromkeys((f"source.{source}" for source in get_args(Source)), False)
    keys |= dict.fromkeys((f"means.{means}" for means in get_args(Means)), False)
    groups = dict.fromkeys(questionnaire().group_of(key) for key in person_keys())
    keys |= dict.fromkeys((f"staff.text_group.{group}" for group in groups if group not in questionnaire().topics), False)
    keys |= dict.fromkeys((f"summary.{status}" for status in get_args(Status) if status != "answered"), False)
    keys |= _named_in_code(_STAFF)
    return keys


def _of_question(question: Question) -> Iterator[str]:
    for step in question.steps():
        yield f"ask.{step.id}"
        yield f"easy.{step.id}"
    if question.tell:
        yield f"tell.{question.id}"
    yield f"why.{question.id}"
    yield f"label.{question.id}"
    if question.type in {"choice", "choices"}:
        yield from (f"option.{question.id}.{code}" for code in question.codes)
    for field in question.fields:
        yield f"label.{field.id}"
        yield from (f"option.{field.id}.{code}" for code in field.codes)


def _sentences_of(question: Question) -> Iterator[str]:
    key = f"summary.{question.id}"
    match question.type:
        case "choice":
            yield from (f"{key}.{code}" for code in question.codes)
        case "yes_no":
            yield from (f"{key}.yes", f"{key}.no")
        case "choices":
            yield key
            for code in question.codes:
                yield f"{key}.{code}" if code in NOTHING else f"label.{question.id}.{code}"
        case "languages":
            yield from (key, f"{key}.none")
        case "number" if question.bounds and question.bounds[0] == 0:
            yield from (key, f"{key}.none")
        case "roster":
            yield key
            if question.may_be_empty:
                yield f"{key}.empty"
            for field in question.fields:
                codes = ("yes", "no") if field.type == "yes_no" else field.codes
                yield from (f"label.{field.id}.{code}" for code in codes)
        case _:
            yield key


def _of_rules() -> Iterator[str]:
    """`utter_...` in the conversation rules, and the answers to the faq intents of the training files."""
    rules = yaml.safe_load((ROOT / "data" / "rules" / "rules.yml").read_text(encoding="utf-8"))["rules"]
    for rule in rules:
        names = (step["action"].removeprefix("utter_") for step in rule["steps"] if str(step.get("action", "")).startswith("utter_"))
        yield from (f"say.{name}" for name in names if name not in _SPOKEN)
    yield from (name.replace("/", ".") for name in _training_names("intent") if name.startswith("faq/"))


def _training_names(kind: str) -> Iterator[str]:
    """The names of the intents or lookups of the Dutch training file."""
    blocks = yaml.load((TRAINING / "nl.yml").read_bytes(), Loader=yaml.CBaseLoader)["nlu"]  # noqa: S506 (makes strings only)
    yield from (block[kind] for block in blocks if kind in block)


def _named_in_code(functions: dict[str, str]) -> Keys:
    keys: Keys = {}
    for package in _PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            extract: Any = {".py": extract_python, ".html": babel_extract}.get(path.suffix)
            if extract is None:
                continue
            with path.open("rb") as file:
                options = {"encoding": "utf-8", "silent": "false"}
                for _, function, message, _ in extract(file, list(functions), (), options):
                    text = message[0] if isinstance(message, tuple) else message
                    key = f"{functions.get(function, '')}{text}"
                    if function in functions and text and _KEY.fullmatch(key) and key not in _SPOKEN:
                        keys[key] = function in _COUNTED
    return keys
