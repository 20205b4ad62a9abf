from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from intake.law.terms import pip_deadline


def test_the_pip_is_due_ten_weeks_after_the_notice() -> None:
    assert pip_deadline(date(2026, 10, 1)) == date(2026, 12, 10)


@given(st.dates(date(2022, 1, 1), date(2100, 1, 1)))
def test_the_deadline_falls_on_the_same_day_of_the_week(notice: date) -> None:
    assert pip_deadline(notice).weekday() == notice.weekday()
    assert (pip_deadline(notice) - notice).days == 70
