"""Whether a message is an answer or about the talk."""

from typing import Any

import pytest

from bot.components.decision import agreed, decide, meanings
from intake.answers import Field, Reading

YEARS = Field("education.school_years", "number", bounds=(0, 30), unit="years")
WORRIES = Field("wishes.worries", "text")
LANGUAGES = Field("language.other_languages", "languages")

WHOLE = Reading(9, 1.0, covered=1.0)  # 'nine years'
PART = Reading(9, 0.9, covered=0.5)  # a nine among other words
NOTHING = Reading(problem="not_read")
DOUBTFUL = Reading(None, 0.5, (8, 9), "ambiguous", 1.0)
TOO_MUCH = Reading(problem="out_of_bounds", covered=1.0)
WORDS = Reading("in own words", 1.0, covered=1.0)


def ranked(name: str, confidence: float, distress: float = 0.0) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": confidence}, {"name": "distress", "confidence": distress}, {"name": "greet", "confidence": 0.0}]


@pytest.mark.parametrize(
    ("ranking", "field", "reading", "intent"),
    [
        # a value that is the whole message is an answer, whatever it looks like
        (ranked("out_of_scope", 0.9), YEARS, WHOLE, "inform"),
        (ranked("skip", 0.99), YEARS, WHOLE, "inform"),
        (ranked("out_of_scope", 0.5, distress=0.9), YEARS, WHOLE, "inform"),
        # danger goes before everything else, also where it is not the likeliest
        (ranked("inform", 0.25, distress=0.71), YEARS, PART, "distress"),
        (ranked("inform", 0.55, distress=0.41), YEARS, DOUBTFUL, "distress"),
        (ranked("inform", 0.55, distress=0.41), WORRIES, WORDS, "distress"),
        (ranked("inform", 0.55, distress=0.41), None, NOTHING, "distress"),
        (ranked("inform", 0.6, distress=0.39), WORRIES, WORDS, "inform"),
        # what is said about the talk is no answer
        (ranked("explain", 0.9), YEARS, NOTHING, "explain"),
        (ranked("explain", 0.9), WORRIES, WORDS, "explain"),
        (ranked("faq/pip", 0.999), WORRIES, WORDS, "faq/pip"),
        (ranked("skip", 0.9), YEARS, PART, "skip"),
        (ranked("greet", 0.9), YEARS, NOTHING, "greet"),
        (ranked("greet", 0.9), YEARS, DOUBTFUL, "greet"),
        # beside an answer that is certain danger must be more than possible
        (ranked("inform", 0.55, distress=0.41), YEARS, PART, "inform"),
        # who asks for a person, or says that they do not know, is not taken for an answer that names a person, or for a no
        (ranked("ask_interpreter", 0.9), YEARS, WHOLE, "ask_interpreter"),
        (ranked("dont_know", 0.9), YEARS, Reading(0, 1.0, covered=1.0), "dont_know"),
        # a value that is certain goes before what the message is hardly about
        (ranked("explain", 0.6), YEARS, PART, "inform"),
        (ranked("inform", 0.9), YEARS, PART, "inform"),
        (ranked("change_language", 0.7), LANGUAGES, Reading(["en", "fr"], 0.95, covered=0.75), "inform"),
        # own words take what is left
        (ranked("out_of_scope", 0.9), WORRIES, WORDS, "inform"),
        (ranked("affirm", 0.9), WORRIES, WORDS, "inform"),
        (ranked("faq/exam", 0.9), WORRIES, WORDS, "inform"),
        (ranked("thank", 0.999), WORRIES, WORDS, "inform"),
        # thanks beside a value are politeness
        (ranked("thank", 0.999), YEARS, PART, "inform"),
        # without a value there is no answer
        (ranked("inform", 0.9), YEARS, NOTHING, "out_of_scope"),
        (ranked("inform", 0.9), YEARS, DOUBTFUL, "out_of_scope"),
        (ranked("affirm", 0.9), YEARS, DOUBTFUL, "out_of_scope"),
        (ranked("inform", 0.9), YEARS, TOO_MUCH, "out_of_scope"),
        (ranked("faq/duration", 0.95), YEARS, TOO_MUCH, "out_of_scope"),
        (ranked("affirm", 0.9), YEARS, NOTHING, "affirm"),
        # what no intent fits is out of scope
        (ranked("explain", 0.1), YEARS, NOTHING, "out_of_scope"),
        (ranked("inform", 0.1), None, NOTHING, "out_of_scope"),
        # outside a question a message is what it is most likely about
        (ranked("faq/pip", 0.6), None, NOTHING, "faq/pip"),
    ],
)
def test_the_intent_of_a_message(ranking: list[dict[str, Any]], field: Field | None, reading: Reading, intent: str) -> None:
    assert decide(ranking, field, reading)[0] == intent


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("affirm", Field("work.experience", "yes_no"), True),
        ("deny", Field("work.experience", "yes_no"), False),
        ("affirm", Field("start.privacy", "choice", ("understood", "question")), "understood"),
        ("affirm", Field("close.confirmed", "choice", ("correct", "change")), "correct"),
        ("deny", Field("living.debts", "choice", ("no", "yes", "wants_help")), "no"),
        ("deny", Field("work.obstacles", "choices", ("none", "language")), ["none"]),
    ],
)
def test_a_yes_or_no_that_no_phrase_lists_is_understood(name: str, field: Field, value: Any) -> None:
    reading = agreed(ranked(name, 0.95), field)
    assert reading is not None
    assert reading.value == value


@pytest.mark.parametrize(
    ("name", "confidence", "field"),
    [
        ("affirm", 0.5, Field("work.experience", "yes_no")),
        ("greet", 0.95, Field("work.experience", "yes_no")),
        ("affirm", 0.95, YEARS),
        ("affirm", 0.95, Field("family.partner", "choice", ("in_netherlands", "abroad"))),
    ],
)
def test_what_is_no_yes_or_no_to_a_question_is_not_taken_for_one(name: str, confidence: float, field: Field) -> None:
    assert agreed(ranked(name, confidence), field) is None


def test_what_is_surely_like_an_answer_to_the_question_is_one_also_with_frightening_words() -> None:
    letters = Field("self_reliance.letter", "choice", ("self", "with_help"))
    sure = Reading("with_help", 0.95, learned=True)
    assert decide(ranked("distress", 0.95, distress=0.95), letters, sure)[0] == "inform"
    assert decide(ranked("faq/work", 0.99), letters, sure)[0] == "inform"


def test_a_key_phrase_of_distress_goes_before_any_answer() -> None:
    letters = Field("self_reliance.letter", "choice", ("self", "with_help"))
    assert decide(ranked("distress", 1.0, distress=1.0), letters, Reading("with_help", 0.95, learned=True))[0] == "distress"


def test_what_is_less_surely_an_answer_is_no_answer_in_danger() -> None:
    letters = Field("self_reliance.letter", "choice", ("self", "with_help"))
    assert decide(ranked("distress", 0.95, distress=0.95), letters, Reading("with_help", 0.8, learned=True))[0] == "distress"


UNCLEAR = [
    {"name": "explain", "confidence": 0.5},
    {"name": "repeat", "confidence": 0.3},
    {"name": "inform", "confidence": 0.15},
    {"name": "faq/intake", "confidence": 0.06},
    {"name": "skip", "confidence": 0.01},
]


def test_what_may_mean_several_things_is_offered_the_likeliest_first() -> None:
    assert meanings(UNCLEAR, "explain") == ["explain", "repeat", "faq/intake"]


def test_a_cry_for_help_that_is_possible_is_offered_too() -> None:
    ranking = [{"name": "pause", "confidence": 0.5}, {"name": "distress", "confidence": 0.3}]
    assert meanings(ranking, "pause") == ["pause", "distress"]


@pytest.mark.parametrize("name", ["inform", "distress", "greet", "affirm"])
def test_an_answer_a_cry_for_help_and_small_talk_are_not_asked_back(name: str) -> None:
    assert meanings([{"name": "greet", "confidence": 0.5}, *UNCLEAR], name) == []


def test_what_is_clear_is_not_asked_back() -> None:
    assert meanings(ranked("explain", 0.9), "explain") == []


@pytest.mark.parametrize("name", ["ask_human", "dont_know", "skip", "greet", "thank"])
def test_short_talk_that_looks_like_an_answer_is_none(name: str) -> None:
    alone = Field("start.alone", "choice", ("alone", "with_employee"))
    assert decide(ranked(name, 0.95), alone, Reading("with_employee", 0.95, learned=True))[0] == name


def test_not_knowing_is_an_answer_where_that_is_an_option() -> None:
    wish = Field("education.study_wish", "choice", ("none", "unsure"))
    assert decide(ranked("dont_know", 0.95), wish, Reading("unsure", 0.95, learned=True))[0] == "inform"


def test_what_is_like_a_yes_or_no_is_no_answer_where_the_message_is_about_the_talk() -> None:
    aloud = Field("start.read_aloud", "yes_no")
    assert decide(ranked("faq/privacy", 0.95), aloud, Reading(False, 0.99, learned=True))[0] == "faq/privacy"


def test_what_is_surely_about_something_else_is_no_answer_that_it_is_like() -> None:
    level = Field("education.highest_level", "choice", ("none", "primary"))
    assert decide(ranked("out_of_scope", 0.95), level, Reading("none", 0.94, learned=True))[0] == "out_of_scope"
    assert decide(ranked("out_of_scope", 0.8), level, Reading("none", 0.94, learned=True))[0] == "inform"


def test_a_listed_answer_is_one_also_where_it_looks_like_a_greeting() -> None:
    reading = Field("language.reading", "choice", ("well", "no"))
    assert decide(ranked("greet", 0.95), reading, Reading("well", 0.95, covered=1.0, learned=True))[0] == "inform"
