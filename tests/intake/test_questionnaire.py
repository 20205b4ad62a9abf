import re
from pathlib import Path

import pytest

from intake.law.components import COMPONENTS
from intake.questionnaire import QuestionnaireError, load
from intake.settings import QUESTIONNAIRE

TEXT = QUESTIONNAIRE.read_text(encoding="utf-8")


def broken(tmp_path: Path, old: str, new: str) -> str:
    """What is said of a questionnaire in which `old` was replaced by `new`."""
    assert old in TEXT
    path = tmp_path / "questionnaire.yml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(QuestionnaireError) as refused:
        load(path)
    return str(refused.value)


def test_the_questionnaire_of_the_repository_is_read_in_its_order() -> None:
    questionnaire = load(QUESTIONNAIRE)
    assert list(questionnaire.topics) == [
        "start",
        "language",
        "education",
        "work",
        "family",
        "vve",
        "health",
        "self_reliance",
        "living",
        "wishes",
        "close",
    ]
    assert questionnaire.by_id["education.school_years"].bounds == (0, 30)


def test_rosters_and_ladders_are_asked_under_the_names_of_their_steps() -> None:
    steps = load(QUESTIONNAIRE).steps
    assert {"work.jobs.country", "work.jobs.more", "language.dutch_speaking.A2"} <= set(steps)
    assert not {"work.jobs", "language.dutch_speaking", "language.dutch_speaking.A0"} & set(steps)


@pytest.mark.parametrize("question", [question for component in COMPONENTS for question in component.questions])
def test_leaving_out_a_mandatory_question_is_refused_with_its_article(tmp_path: Path, question: str) -> None:
    message = broken(
        tmp_path,
        f"id: {question}\n" if f"id: {question}\n" in TEXT else f"id: {question},",
        f"id: {question}_x\n" if f"id: {question}\n" in TEXT else f"id: {question}_x,",
    )
    assert question in message
    assert "artikel" in message or "must be asked before" in message


def test_the_article_is_cited_with_its_address(tmp_path: Path) -> None:
    [alone] = [line for line in TEXT.splitlines(keepends=True) if "id: start.alone" in line]
    message = broken(tmp_path, alone, "")
    assert "artikel 5.2, tweede lid, Besluit inburgering 2021" in message
    assert "https://wetten.overheid.nl/jci1.3:c:BWBR0045555&artikel=5.2" in message


def test_what_is_no_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    assert re.search(
        r"line \d+: is not YAML", broken(tmp_path, "{id: start.read_aloud, type: yes_no}", "{id: start.read_aloud, type: yes_no")
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{id: start.read_aloud, type: yes_no}", "{id: start.read_aloud, type: maybe}", "unknown type 'maybe'"),
        ("{id: start.read_aloud, type: yes_no}", "{id: start.alone, type: yes_no}", "stands here twice"),
        ("{id: start.read_aloud, type: yes_no}", "{id: read_aloud, type: yes_no}", "is no id"),
        ("{id: start.read_aloud, type: yes_no}", "{id: work.read_aloud, type: yes_no}", "under topic 'start'"),
        ("{id: start.read_aloud, type: yes_no}", "{id: start.read_aloud, type: yes_no, colour: red}", "unknown keys ['colour']"),
        ("{id: start.read_aloud, type: yes_no}", "{id: start.read_aloud, type: choice}", "needs 'codes'"),
        ("unit: years, bounds: [0, 30]", "unit: years, bounds: [30, 0]", "needs 'bounds: [lowest, highest]'"),
        ("unit: years, bounds: [0, 30]", "unit: metres, bounds: [0, 30]", "needs a 'unit'"),
        ("when: {question: work.experience, is: [true]}", "when: {question: work.later, is: [true]}", "must be asked before it"),
        ("readback: correct", "readback: right", "'readback' names one of its codes"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_to_do(tmp_path: Path, old: str, new: str, told: str) -> None:
    message = broken(tmp_path, old, new)
    assert told in message
    assert re.search(r"line \d+: ", message)


def test_a_municipality_may_add_a_question(tmp_path: Path) -> None:
    path = tmp_path / "questionnaire.yml"
    path.write_text(
        TEXT.replace("      - {id: start.read_aloud", "      - {id: start.own_question, type: yes_no}\n      - {id: start.read_aloud"),
        encoding="utf-8",
    )
    assert "start.own_question" in load(path).by_id


def test_a_questionnaire_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireError, match="can't be read"):
        load(tmp_path / "nowhere.yml")
