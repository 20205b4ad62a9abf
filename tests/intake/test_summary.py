"""What was told, read back to the person and summarised in Dutch."""

from datetime import date

import pytest

from intake.flow import Flow
from intake.law.components import COMPONENTS
from intake.questionnaire import load
from intake.settings import QUESTIONNAIRE
from intake.summary import component_statuses, readback, readback_text, sentences
from intake.wording import wording
from tests.intake.people import Told

QUESTIONS = load(QUESTIONNAIRE)
TODAY = date(2026, 11, 23)
NL = wording("nl")


def flow(told: Told) -> Flow:
    return Flow(QUESTIONS, told.record, TODAY)


def dutch(told: Told) -> list[str]:
    return [sentence.text for topic in sentences(flow(told)).values() for sentence in topic]


def status(told: Told, component: str) -> str:
    return next(status for one, status in component_statuses(QUESTIONS, flow(told)) if one.key == component)


def job(told: Told) -> Told:
    told.tell("work.experience", True)
    told.tell("work.jobs.occupation", {"isco": "75", "words": "خباز"}, 0)
    told.tell("work.jobs.country", "SY", 0).tell("work.jobs.period", [2010, None], 0).tell("work.jobs.kind", "family", 0)
    return told.tell("work.jobs.tasks", None, 0, "skipped").tell("work.jobs.more", False, 0)


# Sentences


def test_nothing_told_gives_no_sentence() -> None:
    assert sentences(flow(Told())) == {}


def test_a_number_is_told_with_its_unit() -> None:
    assert dutch(Told().tell("education.school_years", 9)) == ["Heeft 9 jaar onderwijs gevolgd."]


def test_each_choice_has_a_sentence_of_its_own() -> None:
    assert dutch(Told().tell("family.partner", "abroad")) == ["Heeft een partner in het buitenland."]


def test_yes_and_no_have_a_sentence_each() -> None:
    assert dutch(Told().tell("work.experience", False)) == ["Heeft geen werkervaring."]


def test_several_choices_are_put_together() -> None:
    assert dutch(Told().tell("work.skills", ["care", "sales"])) == ["Is naar eigen zeggen goed in: zorg voor mensen en verkopen."]


def test_none_of_the_choices_has_a_sentence_of_its_own() -> None:
    assert dutch(Told().tell("work.obstacles", ["none"])) == ["Ervaart geen belemmeringen om te werken."]


def test_no_other_language_has_a_sentence_of_its_own() -> None:
    assert dutch(Told().tell("language.other_languages", [])) == ["Spreekt naast de moedertaal geen andere talen."]


def test_own_words_are_quoted_as_they_were_said() -> None:
    assert dutch(Told().tell("wishes.worries", "خايف من الامتحان")) == ["Zorgen over de inburgering, in eigen woorden: „خايف من الامتحان”."]


def test_a_ladder_is_told_as_the_level_it_reached() -> None:
    told = Told().tell("language.dutch_speaking.A2", True).tell("language.dutch_speaking.B1", False)
    assert dutch(told)[0].startswith("Spreken in het Nederlands is op niveau A2:")


def test_a_ladder_in_the_middle_is_not_told() -> None:
    assert dutch(Told().tell("language.dutch_speaking.A2", True)) == []


def test_each_record_of_a_roster_is_a_sentence_with_what_is_not_known_said_so() -> None:
    [_, sentence] = sentences(flow(job(Told())))["work"]
    assert "„خباز”" in sentence.text
    assert "Syrië" in sentence.text
    assert "2010–…" in sentence.text
    assert "niet bekend" in sentence.text


def test_a_roster_without_records_has_a_sentence_of_its_own() -> None:
    told = Told().tell("education.school_years", 6).tell("education.programmes.field", None, 0)
    assert "Heeft na de basisschool geen opleiding of cursus gevolgd." in dutch(told)


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        ("skipped", "Schulden: wilde dit niet zeggen."),
        ("unknown", "Schulden: weet het niet."),
        ("discuss", "Schulden: wil dit met een medewerker bespreken."),
    ],
)
def test_what_was_left_is_told_too(left: str, sentence: str) -> None:
    assert dutch(Told().tell("living.debts", None, status=left)) == [sentence]


def test_what_no_longer_applies_is_not_told() -> None:
    told = job(Told()).tell("work.experience", False)
    assert dutch(told) == ["Heeft geen werkervaring."]


def test_a_sentence_rests_on_the_answer_that_stands() -> None:
    told = Told().tell("education.school_years", 9).tell("education.school_years", 10)
    [sentence] = sentences(flow(told))["education"]
    assert [answer.id for answer in sentence.answers] == ["answer-1"]


def test_a_record_rests_on_its_own_answers() -> None:
    [_, sentence] = sentences(flow(job(Told())))["work"]
    assert {answer.key.question for answer in sentence.answers} >= {"work.jobs.occupation", "work.jobs.country", "work.jobs.period"}
    assert {answer.key.entry for answer in sentence.answers} == {0}


def test_topics_stand_in_the_order_of_the_questionnaire() -> None:
    told = Told().tell("wishes.worries", "geen").tell("start.language", "nl")
    assert list(sentences(flow(told))) == ["start", "wishes"]


# Reading back


def test_the_read_back_tells_label_and_value_in_the_persons_language() -> None:
    [line] = readback(flow(Told().tell("education.school_years", 9)), wording("es"))["education"]
    assert (line.label, line.text) == (wording("es").text("label.education.school_years"), "9 años")


def test_the_read_back_tells_what_was_skipped() -> None:
    [line] = readback(flow(Told().tell("living.debts", None, status="skipped")), NL)["living"]
    assert line.text == NL.text("status.skipped")


def test_the_read_back_tells_each_record() -> None:
    [_, line] = readback(flow(job(Told())), NL)["work"]
    assert line.records == (("خباز", "Syrië", "2010–…", NL.text("option.work.jobs.kind.family")),)


def test_the_read_back_does_not_read_back_itself() -> None:
    assert readback(flow(Told().tell("close.confirmed", "correct")), NL) == {}


def test_the_read_back_as_a_message_has_a_line_for_each_answer() -> None:
    told = Told().tell("start.language", "nl").tell("start.read_aloud", True)
    assert readback_text(flow(told), NL).splitlines() == [
        NL.text("topic.start"),
        f"• {NL.text('label.start.language')}: Nederlands",
        f"• {NL.text('label.start.read_aloud')}: Ja",
    ]


# Components


def test_components_are_open_until_their_last_question_was_dealt_with() -> None:
    assert status(Told(), "right_to_talk_alone") == "open"
    assert status(Told().tell("start.alone", "alone"), "right_to_talk_alone") == "discussed"


def test_a_component_of_which_everything_was_skipped_was_declined() -> None:
    assert status(Told().tell("start.alone", None, status="skipped"), "right_to_talk_alone") == "declined"


def test_what_is_not_known_was_discussed() -> None:
    assert status(Told().tell("start.alone", None, status="unknown"), "right_to_talk_alone") == "discussed"


def test_vve_does_not_apply_without_children() -> None:
    assert status(Told().tell("family.children_at_home", 0), "vve") == "not_applicable"


def test_the_leerbaarheidstoets_stays_open_in_the_chat() -> None:
    assert status(Told(), "leerbaarheidstoets") == "open"


def test_each_component_has_a_status() -> None:
    assert [component for component, _ in component_statuses(QUESTIONS, flow(Told()))] == list(COMPONENTS)
