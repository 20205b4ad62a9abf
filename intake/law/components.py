"""The mandatory components of the brede intake, and the least that must be asked for each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Component:
    """One mandatory component. `questions` are the ids that a questionnaire may not leave out (none: it is not asked in the chat)."""

    key: str
    article: str
    questions: tuple[str, ...]


# Wet inburgering 2021 article 14(3), Besluit inburgering 2021 article 5.2, in force since 2022-01-01.
COMPONENTS = (
    Component("right_to_talk_alone", "B5.2-2", ("start.alone",)),
    Component(
        "language_level",
        "B5.2-1a",
        (
            "language.mother_tongue",
            "language.other_languages",
            "language.first_script",
            "language.reading",
            "language.writing",
            "language.dutch_listening",
            "language.dutch_speaking",
            "language.dutch_reading",
            "language.dutch_writing",
            "language.dutch_lesson_hours",
            "language.dutch_certificate",
        ),
    ),
    Component("leerbaarheidstoets", "W14-3a", ()),
    Component(
        "education_and_work",
        "W14-3b",
        ("education.school_years", "education.highest_level", "education.programmes", "work.experience", "work.jobs"),
    ),
    Component(
        "personal_circumstances",
        "W14-3c",
        (
            "family.partner",
            "family.children_at_home",
            "family.care_hours",
            "health.limits",
            "health.effects",
            "health.hours_per_week",
            "health.adjustments",
            "health.support",
            "health.absence_expected",
            "health.absence_period",
        ),
    ),
    Component("vve", "W14-3d", ("family.children", "vve.explained", "vve.wish")),
    Component(
        "possibilities_for_work",
        "B5.2-1b",
        ("work.now", "work.now_hours", "work.skills", "work.desired", "work.form", "work.obstacles"),
    ),
    Component(
        "self_reliance",
        "B5.2-1c",
        (
            "self_reliance.letter",
            "self_reliance.bank",
            "self_reliance.doctor",
            "self_reliance.transport",
            "self_reliance.digid",
            "self_reliance.school",
            "living.making_ends_meet",
            "living.housing",
        ),
    ),
    # The study wish has legal effect (Wet, article 8(1)); the other wishes come from the national training material.
    Component(
        "wishes",
        "W8-1",
        ("education.study_wish", "education.study_field", "wishes.one_year", "wishes.three_years", "wishes.availability"),
    ),
)
BY_ARTICLE = {component.article: component for component in COMPONENTS}
