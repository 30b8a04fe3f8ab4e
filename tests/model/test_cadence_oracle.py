"""Due days against recurrence rules of another library, which shares no code with ours."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import DAILY, FR, MO, MONTHLY, SU, WEEKLY, rrule
from hypothesis import given
from hypothesis import strategies as st

from okrctl.model.cadence import due_days, parse

RULES = {
    "daily": {"freq": DAILY},
    "weekly": {"freq": WEEKLY, "byweekday": SU},
    "weekly on friday": {"freq": WEEKLY, "byweekday": FR},
    "monthly": {"freq": MONTHLY, "bymonthday": -1},
    "monthly on the 1st": {"freq": MONTHLY, "bymonthday": 1},
    "monthly on the 15th": {"freq": MONTHLY, "bymonthday": 15},
    "monthly on the last friday": {"freq": MONTHLY, "byweekday": FR(-1)},
    "monthly on the second monday": {"freq": MONTHLY, "byweekday": MO(2)},
    "quarterly": {"freq": MONTHLY, "bymonth": (3, 6, 9, 12), "bymonthday": -1},
}


@pytest.mark.parametrize("words", RULES)
@given(first=st.dates(date(2020, 1, 1), date(2030, 1, 1)), length=st.integers(0, 400))
def test_due_days_are_those_of_the_rule(words: str, first: date, length: int) -> None:
    """Between any two days a cadence is due when the recurrence rule is."""
    last = first + timedelta(length)
    start, until = (datetime.combine(day, datetime.min.time()) for day in (first, last))
    rule = rrule(dtstart=start, until=until, **RULES[words])
    assert due_days(parse(words), first, last) == tuple(moment.date() for moment in rule)
