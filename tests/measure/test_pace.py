"""The state of a key result: the first that holds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from measure.goals import WEEKLY, key_result, measured, text_of

TEN = "from: 0, to: 100"


@pytest.mark.parametrize(
    ("value", "settings", "commitment", "state"),
    [
        (35, "", "aspirational", "on pace"),
        (34.9, "", "aspirational", "at risk"),
        (20, "", "aspirational", "at risk"),
        (19.9, "", "aspirational", "off pace"),
        (47.5, "", "committed", "on pace"),
        (47.4, "", "committed", "at risk"),
        (37.5, "", "committed", "at risk"),
        (37.4, "", "committed", "off pace"),
        (47.4, "scoring: {preset: strict}", "aspirational", "at risk"),
        (35, "scoring: {preset: lenient}", "committed", "on pace"),
        (30, "scoring: {on_pace: 0.6, at_risk: 0.5}", "aspirational", "on pace"),
        (29.9, "scoring: {on_pace: 0.6, at_risk: 0.5}", "committed", "at risk"),
        (24.9, "scoring: {on_pace: 0.6, at_risk: 0.5}", "committed", "off pace"),
    ],
)
def test_the_ratio_against_the_thresholds(
    value: float,
    settings: str,
    commitment: str,
    state: str,
) -> None:
    """On day 46 of 92 one half is expected; a threshold itself is reached."""
    text = text_of(TEN, f"2026-11-13 value={value}", more=f"{WEEKLY}{settings}\n")
    text = text.replace("owner: mira\nkey", f"owner: mira\ncommitment: {commitment}\nkey")
    found = measured(text, "2026-11-15").key_result("#it")
    assert (found.judgement.expected, found.state) == (Decimal("0.5"), state)


@pytest.mark.parametrize(("day", "state"), [("09", "too early"), ("10", "off pace")])
def test_below_a_tenth_of_its_time_it_is_too_early(day: str, state: str) -> None:
    """Nine of 92 days are less than a tenth, ten are more."""
    assert key_result(TEN, "2026-10-08 value=1", as_of=f"2026-10-{day}").state == state


def test_its_own_time_counts() -> None:
    """Of a key result that runs from 16 to 25 November, on the 20th one half is expected."""
    shape = f"{TEN}, starts: 2026-11-16, due: 2026-11-25"
    assert key_result(shape, "2026-11-20 value=50", as_of="2026-11-20").judgement.ratio == 1


def test_too_early_holds_for_confidence_too() -> None:
    """In the first days nobody's confidence is a verdict."""
    assert key_result("It is so", "2026-10-02 confidence=2", as_of="2026-10-03").state == (
        "too early"
    )


def test_the_order_of_the_states() -> None:
    """Closed before done, done before no data, that before stale, that before too early."""
    closed = (
        "# checkins/2026-Q4/ops/two.jsonl\n"
        '{"at": "2026-12-31", "team": "ops", "cycle": "2026-Q4", "closed": true}\n'
    )
    done = text_of(TEN, "2026-10-02 value=100")
    assert measured(done + closed, "2026-12-31").key_result("#it").state == "closed"
    assert measured(done, "2026-12-30").key_result("#it").state == "done"
    assert key_result(TEN, as_of="2026-12-30").state == "no data"
    daily = WEEKLY.replace("weekly on friday", "daily").replace("3 days", "1 day")
    early = key_result(TEN, "2026-10-01 value=1", as_of="2026-10-04", more=daily)
    assert early.state == "stale"


def test_dropped_comes_before_closed() -> None:
    """What was given up was not closed with the rest."""
    text = text_of(TEN, "2026-11-20 outcome=dropped note=Enough") + (
        '{"at": "2026-12-31", "team": "ops", "cycle": "2026-Q4", "closed": true}\n'
    )
    found = measured(text, "2026-12-31")
    assert found.key_result("#it").state == "dropped"
    assert found.objective("calm").state == "closed"


def test_confidence_is_the_last_one_said() -> None:
    """A number without one leaves the older standing."""
    said = ("2026-11-13 value=1 confidence=8", "2026-11-20 value=2")
    assert key_result(TEN, *said).confidence == 8


def test_an_entry_that_was_withdrawn_says_nothing() -> None:
    """Voided, the number before it stands; corrected, the new one."""
    lines = (
        '{"id": "0000000000001", "at": "2026-11-13", "kr": "ops/calm#it", "value": 30}\n'
        '{"id": "0000000000002", "at": "2026-11-20", "kr": "ops/calm#it", "value": 90}\n'
    )
    void = '{"at": "2026-11-21", "void": "0000000000002"}\n'
    corrected = (
        '{"at": "2026-11-21", "day": "2026-11-20", "kr": "ops/calm#it", "value": 40,'
        ' "supersedes": "0000000000002"}\n'
    )
    for more, share in (("", "0.9"), (void, "0.3"), (corrected, "0.4")):
        found = measured(text_of(TEN) + lines + more, "2026-11-21").key_result("#it")
        assert found.progress.share == Decimal(share)
    assert measured(text_of(TEN) + lines + void, "2026-11-20").key_result("#it").progress.share == (
        Decimal("0.9")
    )


def test_without_a_word_there_is_no_data_even_past_the_date() -> None:
    """A sentence of which nobody ever spoke is not off pace, it is unknown."""
    shape = "title: Published, done_when: It is, due: 2026-11-18"
    found = key_result(shape)
    assert (found.judgement.verdict, found.state) == ("off pace", "no data")


@pytest.mark.parametrize(
    ("shape", "said"), [(TEN, "value=1"), ("done_when: It is", "confidence=2")]
)
def test_a_tenth_of_its_time_is_enough(shape: str, said: str) -> None:
    """The first of ten days is exactly a tenth."""
    span = f"title: It, {shape}, starts: 2026-11-16, due: 2026-11-25"
    assert key_result(span, f"2026-11-16 {said}", as_of="2026-11-16").state == "off pace"
