"""Legal terms: dates that follow from other dates."""

from datetime import date, timedelta

PIP_TERM = timedelta(weeks=10)


def pip_deadline(notice_date: date) -> date:
    """The last day for the PIP: ten weeks after the day on which DUO gave written notice (Besluit, article 5.3(1))."""
    return notice_date + PIP_TERM
