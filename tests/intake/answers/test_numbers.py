import pytest
from num2words import num2words

from intake.answers import Field
from tests.intake.answers.readers import arabic, english, of

HOURS = Field("language.dutch_lesson_hours", "number", bounds=(0, 3000), unit="hours")
YEARS = Field("education.school_years", "number", bounds=(0, 30), unit="years")
MINUTES = Field("living.max_travel", "number", bounds=(5, 180), unit="minutes")
CHILDREN = Field("family.children_at_home", "number", bounds=(0, 20), unit="children")
WEEKLY = Field("health.hours_per_week", "number", bounds=(0, 60), unit="hours_per_week")


@pytest.mark.parametrize("language", ["nl", "en", "ar", "es", "fr", "pt", "tr", "fa", "uk", "ru", "th"])
def test_every_number_that_num2words_writes_is_read(language: str) -> None:
    reader = of(language)

    misread = {number: words for number in range(3001) if reader.read(HOURS, words := num2words(number, lang=language)).value != number}

    assert misread == {}


def test_a_language_without_num2words_composes_its_lookups() -> None:
    somali = of("so", number__20=["labaatan"], number__5=["shan"], number__100=["boqol"], number__2=["laba"])
    assert somali.read(HOURS, "shan iyo labaatan").value == 25
    assert somali.read(HOURS, "laba boqol iyo shan").value == 205


def test_chinese_numbers_are_found_without_spaces() -> None:
    chinese = of("zh", number__2=["二"], number__5=["五"], number__10=["十"], number__100=["百"], unit__year=["年"])
    assert chinese.read(YEARS, "我上了五年学").value == 5
    assert chinese.read(YEARS, "二十五年").value == 25
    assert chinese.read(HOURS, "二百五十").value == 250


@pytest.mark.parametrize(("text", "value"), [("1.000", 1000), ("1,000", 1000), ("1 000", 1000), ("a dozen", 12), ("2 thousand", 2000)])
def test_digits_may_be_grouped(text: str, value: int) -> None:
    assert english().read(HOURS, text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("2 hours", 120), ("half an hour", 30), ("an hour and a half", 90), ("1.5 h", 90), ("1 hour and 15 minutes", 75), ("an hour", 60)],
)
def test_another_unit_is_converted_and_marked_as_derived(text: str, value: int) -> None:
    reading = english().read(MINUTES, text)
    assert (reading.value, reading.derived) == (value, True)


def test_the_unit_of_the_field_is_not_derived() -> None:
    assert english().read(MINUTES, "45 minutes").derived is False


def test_an_arabic_dual_of_a_unit_is_two_of_it() -> None:
    assert arabic().read(MINUTES, "ساعتين").value == 120
    assert arabic().read(YEARS, "سنتين").value == 2


def test_an_arabic_and_may_be_written_onto_the_number() -> None:
    assert arabic().read(HOURS, "مئة وخمسون").value == 150
    assert arabic().read(CHILDREN, "بنتين وولد").value == 3


def test_words_of_other_languages_are_understood_beside_the_own() -> None:
    assert arabic().read(YEARS, "nine years").value == 9
    assert arabic().read(YEARS, "negen").value == 9


def test_a_number_out_of_bounds_is_no_value() -> None:
    reading = english().read(YEARS, "31")
    assert (reading.value, reading.problem) == (None, "out_of_bounds")


def test_a_number_of_thousands_of_digits_is_out_of_bounds() -> None:
    assert english().read(YEARS, "9" * 10_000).problem == "out_of_bounds"


@pytest.mark.parametrize("text", ["no", "none", "nope", "nothing"])
def test_none_is_zero_where_zero_is_possible(text: str) -> None:
    assert english().read(CHILDREN, text).value == 0
    assert english().read(MINUTES, text).problem == "not_read"


@pytest.mark.parametrize(
    ("text", "candidates"), [("between 5 and 7", (5, 6, 7)), ("5 or 6 years", (5, 6)), ("5-6", (5, 6)), ("6.5", (6, 7))]
)
def test_alternatives_are_offered(text: str, candidates: tuple[int, ...]) -> None:
    reading = english().read(YEARS, text)
    assert (reading.value, reading.candidates, reading.problem) == (None, candidates, "ambiguous")


def test_the_first_number_of_children_may_be_the_sum_of_the_others() -> None:
    assert english().read(CHILDREN, "3 children: two girls and a boy").value == 3
    assert english().read(CHILDREN, "two girls and a boy").value == 3


def test_ages_are_not_children() -> None:
    assert english().read(CHILDREN, "a boy of 4 years and a girl of 7 years").value == 2


def test_children_without_a_number_are_not_counted_in_a_longer_sentence() -> None:
    assert english().read(CHILDREN, "my children go to school already").problem == "not_read"


def test_hours_on_days_are_multiplied() -> None:
    assert english().read(WEEKLY, "4 days of 6 hours").value == 24
    assert english().read(WEEKLY, "8 hours a day").candidates == (40, 8)


def test_what_else_was_said_lowers_what_is_covered() -> None:
    assert english().read(YEARS, "nine years").covered == 1.0
    assert english().read(YEARS, "nine years because my village had no teacher").covered < 0.5


def test_a_word_that_stands_for_two_numbers_is_asked_back() -> None:
    reader = of("ckb", number__3=["سێ"], number__30=["سی"], unit__year=["ساڵ"])
    assert reader.read(Field("education.school_years", "number", (), (0, 30), "years"), "سی ساڵ").candidates == (3, 30)
