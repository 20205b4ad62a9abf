"""What a message is: an answer, or something about the talk; given the likeliest intents and what was read in it."""

from typing import Any

from intake.answers import Field, Reading
from intake.values import TALK

CERTAIN = 0.8  # a reading from here on is recorded without asking back
MEANT = 0.5  # an intent from here on outweighs what was read uncertainly
AGREED = 0.6  # a yes or no from here on answers a question that has such an answer
SURELY_MEANT = 0.8  # and from here on what was read for certain, but leaves words unexplained
ASKED = 0.995  # a question about inburgering where own words are expected: a wish or a worry may be about the same thing
DISTRESS = 0.4  # help is offered from here on: once too often is better than once too few
DISTRESS_BESIDE = 0.7  # and from here on beside an answer that was read for certain
SURELY_ANSWERED = 0.9  # from this certainty on a message that is as a whole like an answer to what was asked is one
SURELY_BESIDE = 0.9  # unless it is as surely about something else altogether
KEY_PHRASE = 1.0  # unless a key phrase says so
NOT_MEANT = 0.2  # below this no intent is believed
CLEAR = 0.7  # below this what a message says about the talk is asked back
POSSIBLE = 0.05  # what is offered then, has at least this
MOST_OFFERED = 3
# These may as well be part of an answer; the others say something about the talk.
PART_OF_AN_ANSWER = {"inform", "affirm", "deny", "out_of_scope"}
POLITE = {"thank"}  # beside an answer: 'yes, thank you'
WANTS_SOMEBODY = {"ask_human", "ask_interpreter"}  # also where such a person is one of the options
DECLINES = {"dont_know", "skip"}
SMALL_TALK = {"greet", "thank", "goodbye"}
# What people name in an answer to such a question, without wanting to talk about it.
PART_OF_TYPE = {"language": {"change_language"}, "languages": {"change_language"}}
PART_OF_QUESTION = {
    "language.first_script": {"change_language"},
    "education.study_wish": {"dont_know"},
    "work.obstacles": {"faq/work", "faq/childcare"},
    "family.children.care": {"faq/childcare"},
    "vve.wish": {"faq/childcare", "dont_know"},
}
FREE = {"text", "occupation"}
# The codes that a mere yes and a mere no stand for, also as an emoji.
AGREEING = {"affirm": ("yes", "understood", "correct"), "deny": ("no", "none", "nobody", "0"), "dont_know": ("unsure",)}


def decide(ranking: list[dict[str, Any]], field: Field | None, reading: Reading) -> tuple[str, float]:
    """The intent of a message, given what it may be about and what was read in it as an answer to `field`.

    A message that is surely like an answer is one, and so is one that a value explains. Otherwise a message about the talk goes first,
    then a value that is certain; text and occupations take what is left. A message that fits nothing is out_of_scope.
    """
    distress = next((intent["confidence"] for intent in ranking if intent["name"] == "distress"), 0.0)
    beside = ranking[0]["name"] == "out_of_scope" and ranking[0]["confidence"] >= SURELY_BESIDE
    if beside and reading.learned and not reading.covered:
        return "out_of_scope", ranking[0]["confidence"]
    # What is like a yes or no is like too many other things.
    surely = field and field.type != "yes_no" and reading.learned and reading.certainty >= SURELY_ANSWERED
    if field and surely and distress < KEY_PHRASE and not _is_short_talk(ranking[0], field, reading):
        return "inform", reading.certainty
    certain = reading.value is not None and reading.certainty >= CERTAIN
    whole = certain and field is not None and field.type not in FREE and reading.covered == 1
    if whole and not (_is_rather(ranking[0]["name"], reading.value) and ranking[0]["confidence"] >= SURELY_MEANT):
        return "inform", reading.certainty
    if distress >= (DISTRESS_BESIDE if certain and field is not None and field.type not in FREE else DISTRESS):
        return "distress", distress
    if reading.problem == "out_of_bounds" and reading.covered == 1:
        return "out_of_scope", 1.0  # a value, though one that can't be
    name, confidence = next((intent["name"], intent["confidence"]) for intent in ranking if intent["name"] != "distress")
    if field is None:
        return (name, confidence) if confidence >= NOT_MEANT else ("out_of_scope", 1 - confidence)
    if field.type == "text" and (name in SMALL_TALK or (name.startswith("faq/") and confidence < ASKED)):
        return "inform", reading.certainty  # 'thanks for all', 'I worry about who looks after my child': kept word for word
    part = PART_OF_AN_ANSWER | PART_OF_TYPE.get(field.type, set()) | PART_OF_QUESTION.get(field.id, set())
    if certain and (name in part or (name in POLITE and reading.covered)):
        return "inform", reading.certainty
    if name not in PART_OF_AN_ANSWER and confidence >= (SURELY_MEANT if certain or reading.candidates else MEANT):
        return name, confidence
    if certain:
        return "inform", reading.certainty
    if name == "inform" or confidence < NOT_MEANT or reading.candidates or reading.problem == "out_of_bounds":
        return "out_of_scope", confidence
    return name, confidence


def meanings(ranking: list[dict[str, Any]], name: str) -> list[str]:
    """What a message that was taken for `name` may mean besides, the likeliest first: to offer instead of acting on a guess.

    None where the message is clear, or is small talk, a yes or a no.
    """
    likeliest = next(intent for intent in ranking if intent["name"] != "distress")
    unclear = name not in {"inform", "distress", *SMALL_TALK, "affirm", "deny"} and likeliest["confidence"] < CLEAR
    return [intent["name"] for intent in ranking if unclear and _may_be_offered(intent)][:MOST_OFFERED]


def _may_be_offered(intent: dict[str, Any]) -> bool:
    about_the_talk = intent["name"] in TALK or intent["name"].startswith("faq/")
    return bool(about_the_talk and intent["confidence"] >= POSSIBLE)


def _is_short_talk(likeliest: dict[str, Any], field: Field, reading: Reading) -> bool:
    """Whether a message is surely one of the short ones that may also look like an answer: 'an employee, please', 'no idea', 'thanks'."""
    part = PART_OF_QUESTION.get(field.id, set()) | (SMALL_TALK if reading.covered == 1 else set())
    return likeliest["name"] in (WANTS_SOMEBODY | DECLINES | SMALL_TALK) - part and likeliest["confidence"] >= SURELY_MEANT


def _is_rather(name: str, value: Any) -> bool:
    """Whether an intent may look like this value: someone asked for who is an option too; 'no sé'."""
    said_no = value in (0, False, "no", "none", "nobody", ["none"], ["nobody"], [])
    return name in WANTS_SOMEBODY or (name in DECLINES and said_no)


def agreed(ranking: list[dict[str, Any]], field: Field) -> Reading | None:
    """What a yes or no that no phrase lists ('👍') answers; None where it is neither, or the field has no such answer."""
    name, confidence = ranking[0]["name"], ranking[0]["confidence"]
    if name not in AGREEING or confidence < AGREED:
        return None
    if field.type == "yes_no" and name != "dont_know":
        return Reading(name == "affirm", max(confidence, CERTAIN))
    code = next((code for code in AGREEING[name] if code in field.codes), None)
    if code is None:
        return None
    return Reading([code] if field.type == "choices" else code, max(confidence, CERTAIN))
