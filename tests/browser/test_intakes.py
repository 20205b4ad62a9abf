"""Whole intakes on a phone, from the link to the confirmed summary: what is recorded and what the klantmanager reads, in full."""

import pytest
from playwright.sync_api import expect

from intake.wording import wording
from tests.browser.conftest import NewPhone
from tests.speaking import in_language
from tests.walk import walk


@pytest.mark.parametrize("language", ["es", "ar", "ti", "fa-AF", "so", "th"])
@pytest.mark.parametrize("name", ["pablo", "hasan"])
def test_an_intake_on_a_phone_ends_in_the_expected_record_and_dutch_summary(new_phone: NewPhone, name: str, language: str) -> None:
    someone, expected = in_language(name, language)
    phone = new_phone(someone["language"], someone["name"], someone["group"], someone["noticeDate"])
    phone.enter()

    walk(phone, someone)

    expect(phone.page.locator("html")).to_have_attribute("dir", wording(language).direction)
    expect(phone.page.locator("#finished")).to_be_visible()
    assert phone.record() == expected["record"]
    topics = phone.summary()["topics"]
    assert {topic["topic"]: [sentence["text"] for sentence in topic["sentences"]] for topic in topics} == expected["summary"]
