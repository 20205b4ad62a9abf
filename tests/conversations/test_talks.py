"""The talks of talks.yml, in every language that is offered."""

import pytest

from intake.settings import settings
from tests.api.browser import Browser
from tests.conversations.talk import Conversation, Talk, phrases, talks
from tests.product import Product

LANGUAGES = settings().languages


@pytest.mark.parametrize("talk", talks(), ids=lambda talk: f"{talk.name}-{talk.at}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_talk(product: Product, klantmanager: Browser, language: str, talk: Talk) -> None:
    Conversation(product, klantmanager, language).hold(talk)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_phrases(language: str) -> None:
    assert set(phrases(language)) == set(phrases(LANGUAGES[0]))
