"""The questionnaire as data: `questionnaire.yml` read, checked, and refused with file, line and remedy where it is broken."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from intake.answers import Field
from intake.law import articles
from intake.law.components import BY_ARTICLE, COMPONENTS
from intake.settings import QUESTIONNAIRE

TYPES = {
    "choice",
    "choices",
    "yes_no",
    "number",
    "month",
    "period",
    "language",
    "languages",
    "country",
    "occupation",
    "text",
    "roster",
    "ladder",
}
UNITS = {"years", "hours", "hours_per_week", "minutes", "children"}
MORE = "more"
_KEYS = {"id", "type", "codes", "unit", "bounds", "basis", "when", "tell", "readback", "fields", "may_be_empty", "offered"}
_ID = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


class QuestionnaireError(Exception):
    """The questionnaire can't be used. The text names file, line and what to do."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        place = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{place}: {problem}")


@dataclass(frozen=True, slots=True)
class When:
    """A question is asked only if `question` has (or has not) one of `values`."""

    question: str
    values: tuple[Any, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class WhenYoung:
    """A question is asked only if `roster` holds someone who may be younger than `years` and for whom no `excluded` value was given."""

    roster: str
    years: int
    born: str
    excluded: tuple[tuple[str, tuple[Any, ...]], ...]


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    type: str
    codes: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None
    unit: str | None = None
    basis: str | None = None
    when: When | WhenYoung | None = None
    tell: bool = False
    readback: str | None = None
    offered: bool = False
    may_be_empty: bool = False
    fields: tuple["Question", ...] = ()

    @property
    def topic(self) -> str:
        return self.id.split(".", 1)[0]

    def as_field(self) -> Field:
        """What the answer reader needs to know of this question."""
        return Field(self.id, self.type, self.codes, self.bounds, self.unit)

    def steps(self) -> Iterator[Field]:
        """The names under which this question is asked: its own, a ladder's levels, a roster's fields and `more`."""
        match self.type:
            case "ladder":
                yield from (Field(f"{self.id}.{code}", "yes_no") for code in self.codes[1:])
            case "roster":
                yield from (field.as_field() for field in self.fields)
                yield Field(f"{self.id}.{MORE}", "yes_no")
            case _:
                yield self.as_field()


@dataclass(frozen=True)
class Questionnaire:
    version: str
    questions: tuple[Question, ...]

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def steps(self) -> dict[str, Field]:
        """Everything that can be asked, by the name under which it is asked."""
        return {field.id: field for question in self.questions for field in question.steps()}

    def group_of(self, key: str) -> str:
        """The topic that a catalogue's text belongs to (`ask.work.now`), otherwise what kind of text it is (`say.welcome`)."""
        kind, _, rest = key.partition(".")
        topic = rest.partition(".")[0]
        return topic if topic in self.topics else kind

    @cached_property
    def topics(self) -> dict[str, list[Question]]:
        topics: dict[str, list[Question]] = {}
        for question in self.questions:
            topics.setdefault(question.topic, []).append(question)
        return topics


def load(path: Path) -> Questionnaire:
    """Reads and checks a questionnaire.

    Raises:
        QuestionnaireError: it is not there, not YAML, not of the described form, or lacks a mandatory component.
    """
    try:
        document = YAML().load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise QuestionnaireError(path, None, f"can't be read ({error.strerror}). Put the questionnaire there.") from error
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise QuestionnaireError(path, line, f"is not YAML: {error.problem}. Mend that line.") from error
    if not isinstance(document, dict) or not isinstance(document.get("topics"), list) or not document.get("version"):
        raise QuestionnaireError(path, 1, "needs a 'version' and a list of 'topics'.")
    questions = tuple(_Reader(path).topics(document["topics"]))
    _check_components(path, questions)
    return Questionnaire(str(document["version"]), questions)


@cache
def questionnaire() -> Questionnaire:
    """The questionnaire of this installation, read once.

    Raises:
        QuestionnaireError: as `load`.
    """
    return load(QUESTIONNAIRE)


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, Question] = {}

    def topics(self, topics: Iterable[Any]) -> Iterator[Question]:
        for topic in topics:
            self._require(isinstance(topic, dict) and "id" in topic and "questions" in topic, topic, "a topic needs 'id' and 'questions'.")
            for raw in topic["questions"]:
                question = self._question(raw)
                self._require(
                    question.topic == topic["id"],
                    raw,
                    f"'{question.id}' stands under topic '{topic['id']}': give it an id '{topic['id']}.name'.",
                )
                self._require(question.id not in self._known, raw, f"'{question.id}' stands here twice: remove one.")
                self._known[question.id] = question
                yield question

    def _question(self, raw: Any) -> Question:
        self._require(isinstance(raw, dict) and "id" in raw and "type" in raw, raw, "a question needs 'id' and 'type'.")
        name = str(raw["id"])
        self._require(_ID.fullmatch(name) is not None, raw, f"'{name}' is no id: write 'topic.name' in small letters.")
        unknown = set(raw) - _KEYS
        self._require(not unknown, raw, f"'{name}' has unknown keys {sorted(unknown)}: the head of the file lists the known ones.")
        question = Question(
            id=name,
            type=str(raw["type"]),
            codes=tuple(str(code) for code in raw.get("codes", ())),
            bounds=tuple(raw["bounds"]) if "bounds" in raw else None,
            unit=raw.get("unit"),
            basis=raw.get("basis"),
            when=self._when(raw["when"], raw, name) if "when" in raw else None,
            tell=bool(raw.get("tell", False)),
            readback=raw.get("readback"),
            offered=bool(raw.get("offered", False)),
            may_be_empty=bool(raw.get("may_be_empty", False)),
            fields=self._fields(raw, name),
        )
        self._check(question, raw)
        return question

    def _fields(self, raw: Any, roster: str) -> tuple[Question, ...]:
        fields = []
        for field in raw.get("fields", ()):
            question = Question(
                id=f"{roster}.{field['id']}",
                type=str(field["type"]),
                codes=tuple(str(code) for code in field.get("codes", ())),
                bounds=tuple(field["bounds"]) if "bounds" in field else None,
                unit=field.get("unit"),
            )
            self._require(question.type not in {"roster", "ladder"}, field, f"'{question.id}' can't be a {question.type} inside a roster.")
            self._check(question, field)
            fields.append(question)
        return tuple(fields)

    def _check(self, question: Question, raw: Any) -> None:
        name, type_ = question.id, question.type
        self._require(type_ in TYPES, raw, f"'{name}' has the unknown type '{type_}': use one of {', '.join(sorted(TYPES))}.")
        needs_codes = type_ in {"choice", "choices", "ladder"}
        self._require(bool(question.codes) == needs_codes, raw, f"'{name}' ({type_}) {'needs' if needs_codes else 'takes no'} 'codes'.")
        self._require(len(set(question.codes)) == len(question.codes), raw, f"'{name}' has a code twice.")
        if type_ == "number":
            self._require(question.unit in UNITS, raw, f"'{name}' needs a 'unit': one of {', '.join(sorted(UNITS))}.")
            ordered = question.bounds is not None and len(question.bounds) == 2 and question.bounds[0] < question.bounds[1]
            self._require(ordered, raw, f"'{name}' needs 'bounds: [lowest, highest]'.")
        self._require(bool(question.fields) == (type_ == "roster"), raw, f"'{name}': 'fields' go with a roster, and a roster needs them.")
        self._require(
            question.readback is None or question.readback in question.codes, raw, f"'{name}': 'readback' names one of its codes."
        )
        if question.basis:
            self._require(
                question.basis in BY_ARTICLE,
                raw,
                f"'{name}': no mandatory component rests on '{question.basis}'; known are {', '.join(BY_ARTICLE)}.",
            )

    def _when(self, when: Any, raw: Any, name: str) -> When | WhenYoung:
        source = when.get("question") or when.get("roster")
        self._require(source in self._known, raw, f"'{name}' depends on '{source}', which must be asked before it.")
        if "question" in when:
            values = when.get("is") or when.get("not")
            self._require(
                isinstance(values, list) and ("is" in when) != ("not" in when), raw, f"'{name}': write 'is: [...]' or 'not: [...]'."
            )
            return When(source, tuple(values), negated="not" in when)
        names = {field.id.rsplit(".", 1)[1] for field in self._known[source].fields}
        excluded = when.get("except", {})
        self._require({when.get("born"), *excluded} <= names, raw, f"'{name}': 'born' and 'except' name fields of '{source}'.")
        return WhenYoung(
            source, int(when["younger_than"]), when["born"], tuple((field, tuple(values)) for field, values in excluded.items())
        )

    def _require(self, condition: bool, node: Any, problem: str) -> None:
        if not condition:
            line = node.lc.line + 1 if hasattr(node, "lc") else None
            raise QuestionnaireError(self._path, line, problem)


def _check_components(path: Path, questions: Iterable[Question]) -> None:
    basis = {question.id: question.basis for question in questions}
    for component in COMPONENTS:
        for question in component.questions:
            where = f"{articles.citation(component.article)} ({articles.url(component.article)})"
            if question not in basis:
                raise QuestionnaireError(path, None, f"'{question}' is missing, and may not be left out: {where}. Put it back.")
            if basis[question] != component.article:
                raise QuestionnaireError(path, None, f"'{question}' must have 'basis: {component.article}': {where}.")
