"""Words, as the rules of the message's language divide them."""

from functools import cache
from typing import Any, Self

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language

from bot.components.language import language_of

# spaCy's name where it differs from ours; languages without rules of their own are divided at spaces and punctuation ('xx').
_SPACY_NAMES = {"fa-AF": "fa", "ku": "kmr"}
_ANY = "xx"


@cache
def blank(language: str) -> Language:
    """spaCy's tokenizer for a language, without a model."""
    name = _SPACY_NAMES.get(language, language)
    return spacy.blank(name if spacy.util.lang_class_is_loaded(name) or _has_rules(name) else _ANY)


def _has_rules(name: str) -> bool:
    try:
        spacy.util.get_lang_class(name)
    except ImportError:
        return False
    return True


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SpacyTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's blank tokenizer of the language that the example, the talk, or else the text itself is in."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None, "prefix_separator_symbol": None}

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> Self:
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        language = language_of(message) or _ANY
        return [Token(token.text, token.idx) for token in blank(language).make_doc(message.get(attribute)) if not token.is_space]
