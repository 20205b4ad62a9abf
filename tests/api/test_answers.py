"""The API for staff: answers and summary."""

import re
from typing import Any

import pytest

from intake.law.articles import citation
from intake.law.components import COMPONENTS
from tests.product import Person, Product
from tests.walk import skip_to


@pytest.fixture
def person(product: Product) -> Person:
    return product.new_case()


def history(person: Person) -> list[dict[str, Any]]:
    """All answers, also those that were corrected."""
    listed: list[dict[str, Any]] = person.product.staff("GET", f"/v1/cases/{person.case_id}/answers").json()
    return listed


def test_an_answer_tells_what_was_said_how_by_whom_and_when(person: Person) -> None:
    skip_to(person, "education.school_years")
    person.type("negen jaar")
    [answer] = [one for one in history(person) if one["question"] == "education.school_years"]
    assert re.fullmatch(r"[0-9a-f-]{36}", answer.pop("id"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.\d+\+00:00", answer.pop("recordedAt"))
    assert answer == {
        "question": "education.school_years",
        "value": 9,
        "status": "answered",
        "originalText": "negen jaar",
        "language": "nl",
        "source": "inburgeraar",
        "means": "typed",
        "certainty": 1.0,
        "questionnaireVersion": "2026.1",
    }


def test_what_was_skipped_has_a_status_and_no_value(person: Person) -> None:
    person.type("")
    person.help("skip")
    [answer] = history(person)
    assert (answer["question"], answer["status"], answer["value"]) == ("start.language", "skipped", None)


def test_a_button_is_recorded_with_its_title(person: Person) -> None:
    person.type("")
    person.press("nl")
    person.press(False)
    [answer] = [one for one in history(person) if one["question"] == "start.read_aloud"]
    assert (answer["value"], answer["means"], answer["originalText"]) == (False, "button", "Nee")


def test_a_corrected_answer_stays_and_names_the_one_that_supersedes_it(person: Person) -> None:
    skip_to(person, "education.school_years")
    person.type("9")
    person.help("go_back")
    person.type("10")
    old, new = [one for one in history(person) if one["question"] == "education.school_years"]
    assert (old["value"], new["value"]) == (9, 10)
    assert old["supersededBy"] == new["id"]
    assert "supersededBy" not in new


def test_a_roster_is_one_answer_with_a_list_of_records_and_the_parts_it_consists_of(person: Person) -> None:
    skip_to(person, "family.children_at_home")
    for said in ("1", "2015", "naar school", "nee"):
        person.type(said)
    [roster] = [one for one in history(person) if one["question"] == "family.children"]
    assert roster["value"] == [{"born": "2015", "care": "school"}]
    assert roster["complete"]
    assert [(part["question"], part["entry"], part["originalText"]) for part in roster["parts"]] == [
        ("family.children.born", 0, "2015"),
        ("family.children.care", 0, "naar school"),
        ("family.children.more", 0, "nee"),
    ]


def test_a_roster_in_the_middle_shows_what_is_known_and_is_not_complete(person: Person) -> None:
    skip_to(person, "family.children_at_home")
    person.type("1")
    person.type("2015")
    [roster] = [one for one in history(person) if one["question"] == "family.children"]
    assert roster["value"] == [{"born": "2015", "care": None}]
    assert not roster["complete"]


def test_a_ladder_is_one_answer_with_the_level_reached(person: Person) -> None:
    skip_to(person, "language.dutch_listening.A2")
    person.press(True)
    person.press(False)
    [ladder] = [one for one in history(person) if one["question"] == "language.dutch_listening"]
    assert ladder["value"] == "A2"
    assert [part["question"] for part in ladder["parts"]] == ["language.dutch_listening.A2", "language.dutch_listening.B1"]


def test_answers_stand_in_the_order_of_the_questionnaire(person: Person) -> None:
    skip_to(person, "language.reading")
    person.help("go_back", question="start.read_aloud")
    person.press(True)
    standing = [one["question"] for one in person.answers()]
    assert standing[:4] == ["start.language", "start.read_aloud", "start.alone", "start.privacy"]


def test_each_sentence_of_the_summary_names_answers_that_stand(person: Person) -> None:
    skip_to(person, "family.children_at_home")
    for said in ("1", "2015", "naar school", "nee"):
        person.type(said)
    standing = {one["id"] for answer in person.answers() for one in answer.get("parts", [answer])}
    sentences = [sentence for topic in person.summary()["topics"] for sentence in topic["sentences"]]
    assert len(sentences) > 20
    for sentence in sentences:
        assert sentence["answers"]
        assert set(sentence["answers"]) <= standing


def test_the_summary_is_dutch_whatever_the_language_of_the_talk(product: Product) -> None:
    person = product.new_case(language="es")
    skip_to(person, "education.school_years")
    person.type("nueve años")
    summary = person.summary()
    assert summary["language"] == "nl"
    assert "Heeft 9 jaar onderwijs gevolgd." in [one["text"] for topic in summary["topics"] for one in topic["sentences"]]


def test_the_summary_follows_a_correction(person: Person) -> None:
    skip_to(person, "education.school_years")
    person.type("9")
    person.help("go_back")
    person.type("10")
    told = [one["text"] for topic in person.summary()["topics"] for one in topic["sentences"]]
    assert "Heeft 10 jaar onderwijs gevolgd." in told
    assert "Heeft 9 jaar onderwijs gevolgd." not in told


def test_each_mandatory_component_is_listed_with_its_article(person: Person) -> None:
    listed = [(one["component"], one["article"]) for one in person.summary()["components"]]
    assert listed == [(component.key, citation(component.article)) for component in COMPONENTS]


def test_a_component_of_which_everything_was_skipped_was_declined(person: Person) -> None:
    skip_to(person, "language.mother_tongue")
    [alone] = [one for one in person.summary()["components"] if one["component"] == "right_to_talk_alone"]
    assert alone["status"] == "declined"


def test_vve_does_not_apply_to_somebody_without_children(person: Person) -> None:
    skip_to(person, "family.children_at_home")
    person.type("0")
    [vve] = [one for one in person.summary()["components"] if one["component"] == "vve"]
    assert vve["status"] == "not_applicable"
