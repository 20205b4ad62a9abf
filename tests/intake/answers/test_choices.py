import pytest

from intake.answers import Field
from tests.intake.answers.readers import english, of

PARTNER = Field("family.partner", "choice", ("none", "in_netherlands", "abroad"))
CERTIFICATE = Field("language.dutch_certificate", "choice", ("none", "A1", "A2", "B1", "B2"))
STUDY = Field("education.study_wish", "choice", ("none", "mbo", "hbo", "wo", "unsure"))
NOW = Field("work.now", "choice", ("no", "yes", "looking"))
CARE = Field("family.care_hours", "choice", ("0", "1_8", "9_16", "17_24", "more"))
OBSTACLES = Field("work.obstacles", "choices", ("none", "language", "childcare", "health", "transport"))
AVAILABILITY = Field(
    "wishes.availability",
    "choices",
    tuple(f"{day}_{part}" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun") for part in ("morning", "afternoon", "evening")),
)
READ_ALOUD = Field("start.read_aloud", "yes_no")

READER = english(
    titles={"option.family.partner.abroad": "Yes, my partner is in another country", "option.yes": "Yes", "option.no": "No"},
    family__partner__none=["single", "i have no partner"],
    family__partner__in_netherlands=["with me here", "lives with me"],
    family__partner__abroad=["abroad", "in my country", "lives abroad"],
    work__now__looking=["looking", "no but i am looking"],
    work__obstacles__language=["language", "dutch", "my dutch is not good"],
    work__obstacles__childcare=["childcare", "my children"],
    work__obstacles__health=["health", "i am ill"],
    part_of_day__morning=["morning", "mornings", "in the morning"],
    part_of_day__evening=["evening"],
    isco__83=["driver", "taxi driver"],
    isco__51=["cook"],
)


@pytest.mark.parametrize("text", ["abroad", "ABROAD!", "She lives abroad", "yes my partner is in another country"])
def test_a_title_or_a_lookup_within_the_text_is_certain(text: str) -> None:
    reading = READER.read(PARTNER, text)
    assert reading.value == "abroad"
    assert reading.certainty >= 0.8


def test_two_codes_in_one_text_are_candidates() -> None:
    assert READER.read(PARTNER, "single, abroad").candidates == ("none", "abroad")


@pytest.mark.parametrize("text", ["2", "the second one", "yes", "purple"])
def test_a_position_a_bare_yes_or_anything_else_is_not_read(text: str) -> None:
    assert READER.read(PARTNER, text).problem == "not_read"


def test_a_bare_no_is_the_code_for_none() -> None:
    assert READER.read(PARTNER, "nope").value == "none"
    assert READER.read(NOW, "no").value == "no"
    assert READER.read(CARE, "none").value == "0"


def test_a_bare_yes_is_the_code_yes_where_there_is_one() -> None:
    assert READER.read(NOW, "yeah").value == "yes"


@pytest.mark.parametrize(("field", "text", "code"), [(CERTIFICATE, "a2", "A2"), (CERTIFICATE, "i have B1", "B1"), (STUDY, "MBO", "mbo")])
def test_a_code_counts_as_its_title(field: Field, text: str, code: str) -> None:
    assert READER.read(field, text).value == code


def test_one_level_is_not_taken_for_another_that_looks_like_it() -> None:
    assert READER.read(CERTIFICATE, "A3").problem == "not_read"


@pytest.mark.parametrize(("text", "code"), [("10", "9_16"), ("17 hours", "17_24"), ("40", "more"), ("1-8", "1_8")])
def test_a_number_falls_in_the_range_of_a_code(text: str, code: str) -> None:
    assert READER.read(CARE, text).value == code


def test_choices_come_in_the_order_of_the_codes_without_doubles() -> None:
    assert READER.read(OBSTACLES, "my children, the language and my Dutch").value == ["language", "childcare"]


@pytest.mark.parametrize("text", ["not health", "no health or language", "not my health"])
def test_what_is_denied_is_not_chosen(text: str) -> None:
    assert READER.read(OBSTACLES, text).problem == "not_read"


def test_what_follows_a_denial_is_still_chosen() -> None:
    assert READER.read(OBSTACLES, "no health problem, but language").value == ["language"]


def test_none_excludes_the_others() -> None:
    assert READER.read(OBSTACLES, "nothing").value == ["none"]


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def cells(*days: str, part: str = "") -> list[str]:
    return [code for code in AVAILABILITY.codes if code.partition("_")[0] in days and code.endswith(part)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("tuesday", cells("tue")),
        ("mornings", cells(*DAYS, part="morning")),
        ("monday morning", ["mon_morning"]),
        ("morning on monday", ["mon_morning"]),
        ("mondaymorning", ["mon_morning"]),
        ("monday and friday evening", cells("mon", "fri", part="evening")),
        ("monday to wednesday morning", cells("mon", "tue", "wed", part="morning")),
        ("every day in the morning from monday until friday", cells(*DAYS[:5], part="morning")),
        ("monday - friday evening", cells(*DAYS[:5], part="evening")),
        ("mon-fri", cells(*DAYS[:5])),
        ("saturday to wednesday", cells(*DAYS[:3], *DAYS[5:])),
        ("weekdays", cells(*DAYS[:5])),
        ("every day except sunday", cells(*DAYS[:6])),
        ("monday to friday but not wednesday", cells("mon", "tue", "thu", "fri")),
        ("not on friday evening", [code for code in AVAILABILITY.codes if code != "fri_evening"]),
    ],
)
def test_days_and_parts_of_days_make_a_grid(text: str, codes: list[str]) -> None:
    assert READER.read(AVAILABILITY, text).value == codes


def test_a_part_of_the_day_beside_a_word_that_may_be_a_day_is_asked_back() -> None:
    reading = READER.read(AVAILABILITY, "moonday evening")
    assert reading.value is None
    assert reading.candidates == (cells(*DAYS, part="evening"),)


def test_a_phrase_for_a_whole_topic_counts_for_each_of_its_questions() -> None:
    reader = english(**{"self_reliance__*__cannot": ["too difficult"]})
    for question in ("self_reliance.bank", "self_reliance.letter"):
        assert reader.read(Field(question, "choice", ("self", "cannot")), "it is too difficult").value == "cannot"


def test_chinese_phrases_are_found_without_spaces() -> None:
    chinese = of("zh", family__partner__abroad=["在国外"], no=["不"])
    assert chinese.read(PARTNER, "我太太现在在国外生活").value == "abroad"


@pytest.mark.parametrize(("text", "value"), [("Yes", True), ("noooo", False), ("yes please", True), ("nothing", False)])
def test_yes_and_no_are_read(text: str, value: bool) -> None:
    assert READER.read(READ_ALOUD, text).value is value


def test_a_yes_that_leads_a_sentence_explains_only_a_part() -> None:
    reading = READER.read(READ_ALOUD, "yes I worked in a bakery")
    assert reading.value is True
    assert reading.covered < 1


def test_yes_and_no_together_are_asked_back() -> None:
    assert READER.read(READ_ALOUD, "yes no").candidates == (True, False)


def test_an_occupation_keeps_the_words_and_gets_the_group_of_the_longest_phrase() -> None:
    reading = READER.read(Field("work.desired", "occupation"), " I was a Taxi driver and cook\x00 ")
    assert reading.value == {"isco": "83", "words": "I was a Taxi driver and cook"}
    assert reading.certainty == 1.0


def test_an_occupation_in_two_groups_alike_has_none() -> None:
    assert READER.read(Field("work.desired", "occupation"), "driver or cook").value["isco"] is None
