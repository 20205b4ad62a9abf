import pytest

from intake.answers import Field
from tests.intake.answers.readers import arabic, english, of

BORN = Field("family.children.born", "month")
PERIOD = Field("work.jobs.period", "period")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3-2015", "2015-03"),
        ("2015-03-12", "2015-03"),
        ("12/31/2019", "2019-12"),
        ("5/19", "2019-05"),
        ("12-5-'19", "2019-05"),
        ("5 2019", "2019-05"),
        ("march 5 2019", "2019-03"),
        ("march 5th, 2019", "2019-03"),
        ("12 march 2019", "2019-03"),
        ("12 march 19", "2019-03"),
        ("in march of 2015", "2015-03"),
        ("mrt 2015", "2015-03"),
        ("two thousand fifteen", "2015"),
    ],
)
def test_months_are_read_as_people_write_them(text: str, value: str) -> None:
    assert english().read(BORN, text).value == value


def test_an_age_gives_the_two_years_of_birth_the_likelier_first() -> None:
    reading = english().read(BORN, "she is 4 years old")
    assert (reading.value, reading.candidates, reading.derived) == (None, ("2021", "2020"), True)


def test_a_month_without_a_year_is_asked_back() -> None:
    assert english().read(BORN, "december").candidates == ("2024-12", "2023-12")


@pytest.mark.parametrize("text", ["1-2026", "2031", "march 1920"])
def test_a_birth_in_the_future_or_beyond_memory_is_out_of_bounds(text: str) -> None:
    assert english().read(BORN, text).problem == "out_of_bounds"


def test_levantine_and_other_arabic_months_are_the_same_month() -> None:
    assert {arabic().read(BORN, f"{month} ٢٠١٥").value for month in ("آذار", "مارس")} == {"2015-03"}


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [("fa", "۱۳۹۵", "2016"), ("fa-AF", "1395/5/12", "2016-08"), ("th", "2560", "2017"), ("ar", "1440", "2019"), ("en", "1440", None)],
)
def test_years_of_other_calendars_are_converted_for_who_uses_them(language: str, text: str, value: str | None) -> None:
    reading = of(language).read(BORN, text)
    assert (reading.value, reading.derived) == (value, value is not None)


def test_a_month_of_another_calendar_comes_from_the_lookups() -> None:
    reading = of("am", month__ethiopic__1=["መስከረም"]).read(BORN, "መስከረም 2010")
    assert (reading.value, reading.derived) == ("2017-09", True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2015 - 2010", [2010, 2015]),
        ("from 98 to 05", [1998, 2005]),
        ("2010-15", [2010, 2015]),
        ("03/2015 - 06/2018", [2015, 2018]),
        ("2012", [2012, 2012]),
        ("since 2018", [2018, None]),
        ("2010 until now", [2010, None]),
        ("for 3 years from 2010", [2010, 2013]),
        ("for 5 years until 2015", [2010, 2015]),
    ],
)
def test_periods_are_read_as_two_years(text: str, value: list[int | None]) -> None:
    assert english().read(PERIOD, text).value == value


def test_a_period_that_was_worked_out_is_derived() -> None:
    assert english().read(PERIOD, "for 5 years until 2015").derived is True
    assert english().read(PERIOD, "2010 to 2015").derived is False


@pytest.mark.parametrize("text", ["2035-2040", "1900 - 1910", "2020-2035"])
def test_a_period_in_the_future_or_before_1930_is_out_of_bounds(text: str) -> None:
    assert english().read(PERIOD, text).problem == "out_of_bounds"


def test_only_an_end_or_only_a_duration_is_no_period() -> None:
    assert english().read(PERIOD, "until 2015").value is None
    assert english().read(PERIOD, "5 years").candidates == ([2020, None], [2020, 2020])


MONTHS_OF_BOTH = {"month__9": ["መስከረም"], "month__ethiopic__1": ["መስከረም"], "calendar__ethiopic": ["ብግእዝ"], "calendar__gregorian": ["ፈረንጂ"]}


def test_a_month_that_two_calendars_share_is_asked_back_with_both() -> None:
    assert of("ti", **MONTHS_OF_BOTH).read(BORN, "መስከረም 2010").candidates == ("2010-09", "2017-09")


def test_a_calendar_that_is_named_decides() -> None:
    reader = of("ti", **MONTHS_OF_BOTH)
    assert reader.read(BORN, "መስከረም 2010 ብግእዝ").value == "2017-09"
    assert reader.read(BORN, "መስከረም 2010 ፈረንጂ").value == "2010-09"


def test_a_month_in_a_year_that_the_other_calendar_has_not_reached_is_clear() -> None:
    assert of("ti", **MONTHS_OF_BOTH).read(BORN, "መስከረም 2022").value == "2022-09"


def test_a_bare_year_that_may_be_of_another_calendar_is_repeated() -> None:
    assert of("am").read(PERIOD, "2010 - 2014").derived is True
    assert of("en").read(PERIOD, "2010 - 2014").derived is False


@pytest.mark.parametrize(("text", "value"), [("از سال ۹۰ تا ۹۵", [2011, 2016]), ("98 - 1400", [2019, 2021])])
def test_years_of_two_digits_are_of_the_calendar_that_the_language_counts_in(text: str, value: list[int]) -> None:
    assert of("fa").read(PERIOD, text).value == value


def test_a_short_year_beside_a_month_is_of_the_months_calendar() -> None:
    reader = of("fa", month__persian__3=["خرداد"], month__6=["ژوئن"])
    assert reader.read(BORN, "خرداد ۹۸").value == "2019-06"
    assert reader.read(BORN, "ژوئن ۹۸").value == "1998-06"
