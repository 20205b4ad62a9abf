"""`wegwijs evaluate`: how well the bot understands, on sentences that are kept apart from training (data/evaluation)."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from intake.questionnaire import questionnaire
from intake.settings import ROOT
from wegwijs.understand import Understanding

SETS = ROOT / "data" / "evaluation"
FIGURES = SETS / "figures.json"
HARMLESS = "harmless"  # frightening words that are no cry for help: measured for false alarms only
FROM_WORDS = 4  # the language of shorter messages is not measured
# How far a figure may drop before the check fails: one sentence of a small set.
TOLERANCE = 0.01
NAMES = ("intents", "asked back", "distress found", "false alarms", "language", "values", "values wrong")
LOWER_IS_BETTER = {"asked back", "false alarms", "values wrong"}


@dataclass
class Report:
    """What was right of what was measured in one language, and what was taken for what."""

    language: str
    right: Counter[str] = field(default_factory=Counter)
    measured: Counter[str] = field(default_factory=Counter)
    confusions: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def count(self, name: str, right: bool) -> None:
        self.measured[name] += 1
        self.right[name] += right

    def share(self, name: str) -> float | None:
        return round(self.right[name] / self.measured[name], 4) if self.measured[name] else None


@dataclass(frozen=True)
class Sentence:
    """One line of a set: a sentence with its intent, or an answer with the value that must be read."""

    text: str
    language: str
    intent: str | None = None
    question: str | None = None
    value: Any = None

    @property
    def line(self) -> dict[str, Any]:
        return {"language": self.language, "text": self.text, "question": self.question}


def sentences(language: str, part: str) -> Iterator[Sentence]:
    """The sentences of `part` ('dev' or 'test') of a language's set; none where it has no set.

    Raises:
        OSError, yaml.YAMLError: the file can't be read.
    """
    path = SETS / f"{language}.yml"
    if not path.exists():
        return
    found = _load(path)[part]
    for intent, listing in found["intents"].items():
        yield from (Sentence(text.strip(), language, intent) for text in listing.splitlines() if text.strip())
    for question, answers in found.get("values", {}).items():
        yield from (Sentence(str(text), language, None, question, value) for text, value in answers.items())


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return loaded


def evaluate(understanding: Understanding, languages: Iterable[str], part: str) -> list[Report]:
    """Measures the sets of these languages."""
    return [_evaluate(understanding, language, list(sentences(language, part))) for language in languages]


def _evaluate(understanding: Understanding, language: str, said: list[Sentence]) -> Report:
    report = Report(language)
    for sentence, understood in zip(said, understanding.understand(sentence.line for sentence in said), strict=True):
        if sentence.question:
            _count_value(report, sentence, understood)
        else:
            _count_intent(report, sentence, understood)
        if len(sentence.text.split()) >= FROM_WORDS:
            detected = understood["detectedLanguage"]
            report.count("language", detected == language)
            if detected != language:
                report.confusions[f"language {language} > {detected}"].append(sentence.text)
    return report


def _count_intent(report: Report, sentence: Sentence, understood: dict[str, Any]) -> None:
    found = understood["intent"]["name"]
    is_distress = found == "distress"
    if sentence.intent == "distress":
        report.count("distress found", is_distress)
    else:
        report.count("false alarms", is_distress)
    if sentence.intent == HARMLESS:
        if is_distress:
            report.confusions["harmless > distress"].append(sentence.text)
        return
    right = sentence.intent in (found, *understood["options"])
    report.count("intents", right)
    report.count("asked back", bool(understood["options"]))
    if not right:
        report.confusions[f"{sentence.intent} > {found}"].append(sentence.text)


def _count_value(report: Report, sentence: Sentence, understood: dict[str, Any]) -> None:
    assert sentence.question is not None
    type_ = questionnaire().steps[sentence.question].type
    found = understood["value"] if understood["intent"]["name"] == "inform" else None
    right = _comparable(type_, found) == _comparable(type_, sentence.value)
    for name in ("values", f"values: {type_}"):
        report.count(name, right)
    report.count("values wrong", found is not None and not right)
    if not right:
        shown = json.dumps(found, ensure_ascii=False) if found is not None else understood["intent"]["name"]
        report.confusions[f"{sentence.question} {sentence.value} > {shown}"].append(sentence.text)


def _comparable(type_: str, value: Any) -> Any:
    """Occupations by their group; sets without their order."""
    if type_ == "occupation" and isinstance(value, dict):
        return value["isco"]
    if type_ in {"choices", "languages"} and isinstance(value, list):
        return sorted(value)
    return value


def table(reports: list[Report]) -> str:
    """A Markdown table: a row for each language, and their average."""
    types = sorted({name for report in reports for name in report.measured if name.startswith("values: ")})
    columns = [*NAMES, *types]
    rows = [["language", *(column.removeprefix("values: ") for column in columns)]]
    rows += [[report.language, *(_shown(report.share(column)) for column in columns)] for report in reports]
    shares = [[share for report in reports if (share := report.share(column)) is not None] for column in columns]
    rows.append(["average", *(_shown(sum(column) / len(column) if column else None) for column in shares)])
    return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]])


def _shown(share: float | None) -> str:
    return "" if share is None else f"{share:.3f}"


def confusions(reports: list[Report]) -> str:
    """What was taken for what, the most frequent first, with the sentences."""
    return "\n".join(
        f"{report.language}  {name}: {'; '.join(texts)}"
        for report in reports
        for name, texts in sorted(report.confusions.items(), key=lambda found: (-len(found[1]), found[0]))
    )


def figures(reports: list[Report]) -> dict[str, dict[str, float]]:
    """By language and name."""
    return {report.language: {name: share for name in NAMES if (share := report.share(name)) is not None} for report in reports}


def drops(now: dict[str, dict[str, float]], before: dict[str, dict[str, float]]) -> list[str]:
    """The figures that are worse than those written down before."""
    return [
        f"{language}: {name} was {was:.3f} and is {now[language][name]:.3f}"
        for language, named in before.items()
        for name, was in named.items()
        if language in now and (now[language][name] - was) * (-1 if name in LOWER_IS_BETTER else 1) < -TOLERANCE
    ]
