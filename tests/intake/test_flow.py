from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from intake.flow import Flow, Progress
from intake.questionnaire import load
from intake.record import StepKey
from intake.settings import QUESTIONNAIRE
from tests.intake.people import Told

QUESTIONS = load(QUESTIONNAIRE)
TODAY = date(2026, 11, 23)


def flow(told: Told, today: date = TODAY) -> Flow:
    return Flow(QUESTIONS, told.record, today)


def applies(told: Told, question: str, today: date = TODAY) -> bool:
    return flow(told, today).applies(QUESTIONS.by_id[question])


def asked(told: Told, question: str) -> list[tuple[str, int | None]]:
    """The steps of a question, as far as the answers lead."""
    return [tuple(step.key) for step in flow(told).steps() if step.question.id == question]


def test_the_first_question_is_the_language() -> None:
    step = flow(Told()).next_step()
    assert step is not None
    assert step.key == StepKey("start.language")


def test_an_answered_question_is_not_asked_again() -> None:
    step = flow(Told().tell("start.language", "nl")).next_step()
    assert step is not None
    assert step.key.question == "start.read_aloud"


def test_a_skipped_question_is_not_asked_again() -> None:
    step = flow(Told().tell("start.language", None, status="skipped")).next_step()
    assert step is not None
    assert step.key.question == "start.read_aloud"


def test_programmes_are_not_asked_of_somebody_without_school() -> None:
    assert not applies(Told().tell("education.school_years", 0), "education.programmes")
    assert applies(Told().tell("education.school_years", 9), "education.programmes")


def test_a_ladder_starts_in_the_middle() -> None:
    assert asked(Told(), "language.dutch_speaking") == [("language.dutch_speaking.A2", None)]


def test_a_ladder_goes_up_after_yes_and_down_after_no() -> None:
    assert asked(Told().tell("language.dutch_speaking.A2", True), "language.dutch_speaking")[-1][0] == "language.dutch_speaking.B1"
    assert asked(Told().tell("language.dutch_speaking.A2", False), "language.dutch_speaking")[-1][0] == "language.dutch_speaking.A1"


@given(st.lists(st.booleans(), min_size=4, max_size=4))
def test_a_ladder_takes_at_most_three_steps_and_ends_at_a_level(replies: list[bool]) -> None:
    told = Told()
    question = QUESTIONS.by_id["language.dutch_reading"]
    steps = 0
    for reply in replies:
        if flow(told).outcome(question).status is not None:
            break
        told.tell(asked(told, question.id)[-1][0], reply)
        steps += 1
    assert steps <= 3
    outcome = flow(told).outcome(question)
    assert outcome.status == "answered"
    assert outcome.value in question.codes


def test_the_level_is_the_highest_that_was_said_yes_to() -> None:
    question = QUESTIONS.by_id["language.dutch_speaking"]
    up = Told().tell("language.dutch_speaking.A2", True).tell("language.dutch_speaking.B1", True).tell("language.dutch_speaking.B2", False)
    assert flow(up).outcome(question).value == "B1"
    none = Told().tell("language.dutch_speaking.A2", False).tell("language.dutch_speaking.A1", False)
    assert flow(none).outcome(question).value == "A0"


def test_skipping_a_level_ends_the_ladder() -> None:
    outcome = flow(Told().tell("language.dutch_speaking.A2", None, status="skipped")).outcome(QUESTIONS.by_id["language.dutch_speaking"])
    assert (outcome.value, outcome.status) == (None, "skipped")


def job(told: Told, entry: int) -> Told:
    for field, value in (
        ("occupation", {"isco": "75", "words": "bakker"}),
        ("country", "SY"),
        ("period", [2010, 2015]),
        ("kind", "employed"),
        ("tasks", "brood"),
    ):
        told.tell(f"work.jobs.{field}", value, entry)
    return told


def test_a_roster_asks_its_fields_and_then_whether_there_is_more() -> None:
    told = job(Told().tell("work.experience", True), 0)
    assert asked(told, "work.jobs")[-1] == ("work.jobs.more", 0)
    told.tell("work.jobs.more", True, 0)
    assert asked(told, "work.jobs")[6] == ("work.jobs.occupation", 1)


def test_a_roster_is_a_list_of_records() -> None:
    told = job(Told().tell("work.experience", True), 0).tell("work.jobs.more", True, 0)
    told = job(told, 1).tell("work.jobs.more", False, 1)
    outcome = flow(told).outcome(QUESTIONS.by_id["work.jobs"])
    assert outcome.status == "answered"
    assert [entry["country"] for entry in outcome.value] == ["SY", "SY"]
    assert len(outcome.answers) == 12


def test_a_roster_that_may_be_empty_can_be_answered_with_none() -> None:
    told = Told().tell("education.school_years", 6).tell("education.programmes.field", None, 0)
    outcome = flow(told).outcome(QUESTIONS.by_id["education.programmes"])
    assert (outcome.value, outcome.status) == ([], "answered")


def test_skipping_the_first_field_skips_the_roster() -> None:
    told = Told().tell("work.experience", True).tell("work.jobs.occupation", None, 0, status="skipped")
    assert flow(told).outcome(QUESTIONS.by_id["work.jobs"]).status == "skipped"


def children(born: str | None, care: str | None) -> Told:
    told = Told().tell("family.children_at_home", 1)
    told.tell("family.children.born", born, 0, "answered" if born else "skipped")
    if born:
        told.tell("family.children.care", care, 0).tell("family.children.more", False, 0)
    return told


def test_vve_is_asked_where_a_child_is_under_six_and_not_at_school() -> None:
    assert applies(children("2023-03", "none"), "vve.explained")
    assert not applies(children("2023-03", "school"), "vve.explained")
    assert not applies(children("2018-03", "none"), "vve.explained")


def test_vve_is_asked_up_to_the_month_of_the_sixth_birthday() -> None:
    child = children("2020-11", "none")
    assert applies(child, "vve.explained", date(2026, 11, 30))
    assert not applies(child, "vve.explained", date(2026, 12, 1))


def test_vve_is_asked_where_the_age_is_not_known() -> None:
    assert applies(children(None, None), "vve.explained")


def test_vve_is_not_asked_without_children() -> None:
    assert not applies(Told().tell("family.children_at_home", 0), "vve.explained")


def test_children_who_were_taken_back_no_longer_count() -> None:
    told = children("2023-03", "none").tell("family.children_at_home", 0)
    assert not applies(told, "vve.explained")


def test_the_previous_step_is_the_last_answered_one_before() -> None:
    told = Told().tell("start.language", "nl").tell("start.read_aloud", True)
    step = flow(told).previous_step(StepKey("start.alone"))
    assert step is not None
    assert step.key.question == "start.read_aloud"
    before = flow(told).previous_step(step.key)
    assert before is not None
    assert before.key.question == "start.language"
    assert flow(told).previous_step(before.key) is None


def test_progress_counts_questions_that_apply() -> None:
    nothing = flow(Told()).progress()
    assert nothing.answered == 0
    with_job = flow(Told().tell("work.experience", True)).progress()
    assert with_job == Progress(1, nothing.total + 1)


def test_a_confirmation_waits_again_after_a_change() -> None:
    told = Told().tell("start.language", "nl").tell("close.confirmed", "correct")
    [step] = [step for step in flow(told).steps() if step.key.question == "close.confirmed"]
    assert not flow(told).is_open(step)
    told.tell("start.language", "es")
    assert flow(told).is_open(step)


def test_a_confirmation_that_wants_a_change_waits() -> None:
    told = Told().tell("close.confirmed", "change")
    [step] = [step for step in flow(told).steps() if step.key.question == "close.confirmed"]
    assert flow(told).is_open(step)
