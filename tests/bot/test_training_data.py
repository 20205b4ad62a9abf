"""What must hold of the training files of all languages."""

import pytest
from rasa.shared.nlu.training_data.formats import RasaYAMLReader

from bot.importer import training_data
from intake.answers import fold
from intake.questionnaire import questionnaire
from intake.settings import TRAINING, settings

INTENTS = {example.get_full_intent() for example in training_data("en").intent_examples}


@pytest.mark.parametrize("language", settings().languages)
def test_each_file_has_the_form_that_rasa_asks_for(language: str) -> None:
    RasaYAMLReader().validate((TRAINING / f"{language}.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", settings().languages)
def test_each_intent_has_examples(language: str) -> None:
    assert {example.get_full_intent() for example in training_data(language).intent_examples} == INTENTS


@pytest.mark.parametrize("language", settings().languages)
def test_no_sentence_stands_under_two_intents(language: str) -> None:
    intents: dict[str, set[str]] = {}
    for example in training_data(language).intent_examples:
        text = fold(example.get("text"))
        intents.setdefault(text or example.get("text").strip(), set()).add(example.get_full_intent())
    assert {text: found for text, found in intents.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", settings().languages)
def test_each_option_can_be_said_in_other_words(language: str) -> None:
    known = {table["name"].split(":", 1)[1] for table in training_data(language).lookup_tables}
    ways = {
        f"{field.id}.{code}": {f"{field.id}.{code}", f"{field.topic}.*.{code}", f"day.{code.partition('_')[0]}"}
        for field in questionnaire().steps.values()
        for code in field.codes
    }
    assert [option for option, names in ways.items() if known.isdisjoint(names)] == []
