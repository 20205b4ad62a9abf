"""Compares ways to tell what a message is about: learned from the same sample of the training data, measured on data/evaluation.

uv run python -m benchmarks.pipelines

The sample is there for the sake of the slow ones: Rasa's default pipeline would need a day for all of it on two cores.
"""

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

import numpy as np
import spacy
import yaml
from babel import Locale
from rasa.core.agent import load_agent
from rasa.model_training import train_nlu
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC
from spacy.training import Example

from bot.components.concepts import Concepts
from bot.components.intents import lookups_by_language
from bot.importer import training_data
from intake.answers import fold
from intake.answers.phrases import words_of
from intake.settings import settings
from wegwijs.evaluate import HARMLESS, sentences

ONE_OF: Final = 12  # of the examples is learned from
EPOCHS, BATCH = 10, 64  # of spaCy's categoriser


class Said(NamedTuple):
    """A message in a language, and what it is about."""

    text: str
    language: str
    name: str


Guess = Callable[[Sequence[Said]], Sequence[str]]
Learn = Callable[[Sequence[Said]], Guess]


def sample() -> list[Said]:
    """The same share of every intent in every language."""
    chance = Random(0)  # noqa: S311
    chosen = []
    for language in settings().languages:
        by_name = defaultdict(list)
        for example in training_data(language).intent_examples:
            name = example.get(INTENT_RESPONSE_KEY) or example.get(INTENT)
            by_name[name].append(Said(example.get(TEXT), language, name))
        for said in by_name.values():
            chosen += chance.sample(said, max(3, len(said) // ONE_OF))
    return chosen


def characters() -> Any:
    return TfidfVectorizer(preprocessor=lambda said: fold(said.text), analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True)


def listed(analyzer: Callable[[Said], list[str]]) -> Any:
    return TfidfVectorizer(analyzer=analyzer, sublinear_tf=True)


def words(said: Said) -> list[str]:
    return list(words_of(said.text))


def concepts() -> Callable[[Said], list[str]]:
    found = {language: Concepts(language, lookups_by_language(training_data(language))[language]) for language in settings().languages}
    return lambda said: list(found[said.language].in_text(said.text))


def linear(machine: Any, *features: Any) -> Learn:
    def learn(said: Sequence[Said]) -> Guess:
        model = make_pipeline(make_union(*features), machine).fit(said, [one.name for one in said])
        return lambda asked: list(model.predict(asked))

    return learn


def one_for_each(kind: Callable[[Said], str], learn: Callable[[], Learn]) -> Learn:
    """A machine of its own for each language, or for each script."""

    def learn_each(said: Sequence[Said]) -> Guess:
        of_kind = defaultdict(list)
        for one in said:
            of_kind[kind(one)].append(one)
        guesses = {name: learn()(some) for name, some in of_kind.items()}
        return lambda asked: [guesses[kind(one)]([one])[0] for one in asked]

    return learn_each


def together(said: Sequence[Said]) -> Guess:
    """The probabilities of logistic regression on letters and on words, averaged."""
    names = [one.name for one in said]
    models = [make_pipeline(features, logistic()).fit(said, names) for features in (characters(), listed(words))]
    return lambda asked: list(models[0].classes_[np.mean([model.predict_proba(asked) for model in models], axis=0).argmax(axis=1)])


def logistic() -> Any:
    return OneVsRestClassifier(LogisticRegression(solver="liblinear", C=10), n_jobs=2)


def script(said: Said) -> str:
    locale = Locale.parse(said.language, sep="-", resolve_likely_subtags=True)
    return str(locale.script)


def spacy_categoriser(said: Sequence[Said]) -> Guess:
    model = spacy.blank("xx")
    model.add_pipe("textcat")
    names = sorted({one.name for one in said})
    cats = {name: {other: float(other == name) for other in names} for name in names}
    examples = [Example.from_dict(model.make_doc(one.text), {"cats": cats[one.name]}) for one in said]
    optimizer = model.initialize(lambda: examples)
    chance = Random(0)  # noqa: S311
    for _ in range(EPOCHS):
        chance.shuffle(examples)
        for start in range(0, len(examples), BATCH):
            model.update(examples[start : start + BATCH], sgd=optimizer)
    return lambda asked: [max(doc.cats, key=doc.cats.__getitem__) for doc in model.pipe(one.text for one in asked)]


def rasa_default(said: Sequence[Said]) -> Guess:
    """What `rasa init` writes: with no pipeline named, Rasa takes its default one (DIET)."""
    folder = Path(tempfile.mkdtemp(prefix="wegwijs-pipelines-"))
    by_name = defaultdict(list)
    for one in said:
        by_name[one.name.replace("/", "__")].append(one.text)
    nlu = [{"intent": name, "examples": "".join(f"- {text}\n" for text in texts)} for name, texts in by_name.items()]
    (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True), encoding="utf-8")
    (folder / "config.yml").write_text("recipe: default.v1\nassistant_id: yardstick\nlanguage: xx\npipeline: null\n")
    model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
    agent = asyncio.run(load_agent(model_path=model))

    async def parse(asked: Sequence[Said]) -> list[str]:
        parsed = [await agent.parse_message(one.text) for one in asked]
        rankings = [[intent["name"] for intent in one["intent_ranking"] if intent["name"] != "nlu_fallback"] for one in parsed]
        return [ranking[0].replace("__", "/") if ranking else "" for ranking in rankings]

    return lambda asked: asyncio.run(parse(asked))


def measured(guess: Guess) -> tuple[float, float, float]:
    """Intents right and cries for help found (averages of the languages), and harmless sentences taken for one."""
    right, found, alarms = [], [], []
    for language in settings().languages:
        said = [Said(one.text, language, one.intent) for one in sentences(language, "test") if one.intent]
        pairs = list(zip((one.name for one in said), guess(said), strict=True))
        right.append(_share(name == guessed for name, guessed in pairs if name != HARMLESS))
        found.append(_share(guessed == "distress" for name, guessed in pairs if name == "distress"))
        alarms.append(_share(guessed == "distress" for name, guessed in pairs if name != "distress"))
    return float(np.mean(right)), float(np.mean(found)), float(np.mean(alarms))


def _share(holds: Iterable[bool]) -> float:
    return float(np.mean(list(holds)))


def main() -> None:
    def of_words_and_letters() -> Learn:
        return linear(LinearSVC(), characters(), listed(words))

    pipelines: dict[str, Learn] = {
        "characters, logistic regression": linear(logistic(), characters()),
        "characters, support vectors": linear(LinearSVC(), characters()),
        "words and characters, support vectors": of_words_and_letters(),
        "the same, one for each language": one_for_each(lambda said: said.language, of_words_and_letters),
        "the same, one for each script": one_for_each(script, of_words_and_letters),
        "characters and words averaged, logistic regression": together,
        "words, characters and concepts, support vectors (ours)": linear(LinearSVC(), characters(), listed(words), listed(concepts())),
        "spaCy's text categoriser": spacy_categoriser,
        "Rasa's default pipeline (DIET)": rasa_default,
    }
    said = sample()
    print(
        f"{len(said)} examples, one of {ONE_OF}\n\n| pipeline | intents | distress found | false alarms |\n| --- | --- | --- | --- |",
        flush=True,
    )
    for name, learn in pipelines.items():
        print(f"| {name} | {' | '.join(f'{share:.3f}' for share in measured(learn(said)))} |", flush=True)


if __name__ == "__main__":
    main()
