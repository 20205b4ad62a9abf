"""Values in words, and what a value may be."""

from typing import Any

import pytest

from intake.answers import Field
from intake.questionnaire import load
from intake.settings import QUESTIONNAIRE
from intake.values import describe, is_valid, language_name, payload
from intake.wording import wording

FIELDS = load(QUESTIONNAIRE).steps


@pytest.mark.parametrize(
    ("question", "value", "language", "words"),
    [
        ("work.now", "looking", "nl", wording("nl").text("option.work.now.looking")),
        ("work.experience", True, "nl", "Ja"),
        ("work.experience", False, "es", "No"),
        ("education.school_years", 9, "nl", "9 jaar"),
        ("education.school_years", 1, "es", "1 año"),
        ("education.school_years", 9, "es", "9 años"),
        ("family.children.born", "2015-03", "nl", "maart 2015"),
        ("family.children.born", "2015-03", "es", "marzo de 2015"),
        ("family.children.born", "2015", "nl", "2015"),
        ("work.jobs.period", [2010, 2015], "nl", "2010–2015"),
        ("work.jobs.period", [2010, None], "nl", "2010–…"),
        ("language.mother_tongue", "fa-AF", "nl", "Dari"),
        ("language.mother_tongue", "ckb", "en", "Central Kurdish"),
        ("language.other_languages", ["en", "fr"], "nl", "Engels en Frans"),
        ("language.other_languages", [], "nl", wording("nl").text("button.none")),
        ("work.jobs.country", "SY", "nl", "Syrië"),
        ("work.jobs.country", "SY", "ar", "سوريا"),
        ("work.jobs.country", "CQ", "ar", "CQ"),
        ("work.jobs.occupation", {"isco": "75", "words": "bakker"}, "nl", "bakker"),
        ("wishes.worries", "geen <b>idee</b>", "nl", "geen <b>idee</b>"),
    ],
)
def test_a_value_is_told_in_the_readers_words(question: str, value: Any, language: str, words: str) -> None:
    assert describe(FIELDS[question], value, wording(language)) == words


def test_several_boxes_are_told_as_a_list() -> None:
    told = describe(FIELDS["work.skills"], ["care", "sales"], wording("en"))
    assert told == f"{wording('en').text('option.work.skills.care')} and {wording('en').text('option.work.skills.sales')}"


def test_a_language_that_cldr_does_not_know_is_told_by_its_code() -> None:
    assert language_name("xyz", wording("nl").locale) == "xyz"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("work.now", "yes"),
        ("work.skills", ["care"]),
        ("work.obstacles", ["none"]),
        ("work.experience", False),
        ("education.school_years", 0),
        ("education.school_years", 30),
        ("family.children.born", "2015"),
        ("family.children.born", "2015-12"),
        ("work.jobs.period", [2010, 2012]),
        ("work.jobs.period", [2010, None]),
        ("language.mother_tongue", "fa-AF"),
        ("language.other_languages", []),
        ("language.other_languages", ["ti", "am"]),
        ("work.jobs.country", "ER"),
        ("work.jobs.occupation", {"isco": None, "words": "van alles"}),
        ("wishes.worries", "ja"),
    ],
)
def test_a_value_of_the_right_kind_is_valid(question: str, value: Any) -> None:
    assert is_valid(FIELDS[question], value)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("work.now", "maybe"),
        ("work.now", None),
        ("work.skills", []),
        ("work.skills", ["care", "flying"]),
        ("work.skills", "care"),
        ("work.obstacles", ["none", "health"]),
        ("work.experience", "yes"),
        ("work.experience", 1),
        ("education.school_years", -1),
        ("education.school_years", 31),
        ("education.school_years", 9.5),
        ("education.school_years", "9"),
        ("education.school_years", True),
        ("family.children.born", "2015-13"),
        ("family.children.born", "1815"),
        ("family.children.born", 2015),
        ("work.jobs.period", [2010]),
        ("work.jobs.period", [None, 2010]),
        ("work.jobs.period", ["2010", "2012"]),
        ("work.jobs.period", [True, None]),
        ("work.jobs.period", [2015, 2010]),
        ("language.mother_tongue", "klingon"),
        ("language.mother_tongue", ["ar"]),
        ("language.other_languages", "ar"),
        ("language.other_languages", ["ar", 1]),
        ("work.jobs.country", "Syria"),
        ("work.jobs.country", "001"),
        ("work.jobs.occupation", "baker"),
        ("work.jobs.occupation", {"isco": "75"}),
        ("work.jobs.occupation", {"isco": "75", "words": ""}),
        ("work.jobs.occupation", {"isco": "99", "words": "bakker"}),
        ("work.jobs.occupation", {"isco": 75, "words": "bakker"}),
        ("work.jobs.occupation", {"isco": "75", "words": "bakker", "more": 1}),
        ("wishes.worries", " "),
        ("wishes.worries", 1),
    ],
)
def test_a_value_of_another_kind_is_not_valid(question: str, value: Any) -> None:
    assert not is_valid(FIELDS[question], value)


def test_a_button_sends_its_values_as_json() -> None:
    assert payload("inform", question="work.now", answer="yes") == '/inform{"question": "work.now", "answer": "yes"}'
    assert payload("skip") == "/skip"


def test_a_field_without_bounds_takes_any_whole_number() -> None:
    assert is_valid(Field("x", "number", (), (0, 10)), 10)
