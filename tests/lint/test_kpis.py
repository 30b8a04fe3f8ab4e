"""Rules of KPIs: what their files say, what they read, and what they drive."""

from __future__ import annotations

from datetime import date

import pytest

from lint.entries import entry, id_of, read
from lint.linted import codes, linted
from okrctl.findings import Finding

SETTINGS = """\
# okrctl.yaml
okrctl: 1
strategy: {quality: Releases are boring}
people: {mira: {name: Mira}}
bots: {ci: {name: CI}}
teams: {company: {lead: mira}, ops: {lead: mira}}
"""
WHOLE = """\
title: Code that a test runs
owner: mira
better: higher
cadence: weekly
healthy: {at_least: 75}
warning: {at_least: 70}
pillar: quality
playbook: The next sprint starts with the least covered module.
"""
GOAL = """\
# goals/2026-Q4/ops/calm.yaml
title: Releases are calm
key_results:
  covered: {title: The code base is covered, kpi: coverage, from: 63, to: 80}
"""
READINGS = "# readings/2026/one.jsonl\n"


def kpi(name: str = "coverage", *more: str, without: str = "", **other: str) -> str:
    """A KPI's file: all that is asked for, less one field, with some lines more or other."""
    lines = [line for line in WHOLE.splitlines() if line.partition(":")[0] not in {without, *other}]
    lines += [f"{field}: {value}" for field, value in other.items()]
    return "\n".join([f"# kpis/{name}.yaml", *lines, *more]) + "\n"


def judged(*texts: str, today: date = date(2026, 11, 21)) -> tuple[Finding, ...]:
    """What the rules of KPIs say of some files."""
    return linted(SETTINGS + "".join(texts), today, select=["OKR0", "OKR1", "OKR4"])


def messages(found: tuple[Finding, ...]) -> list[str]:
    """Findings as `file:line CODE message`."""
    return [f"{one.span.file}:{one.span.line} {one.rule.code} {one.message}" for one in found]


def test_a_whole_kpi_is_right() -> None:
    """Nothing is asked for that it does not say."""
    assert judged(kpi()) == ()


@pytest.mark.parametrize(
    ("field", "code", "severity"),
    [
        ("cadence", "OKR401", "error"),
        ("healthy", "OKR402", "warning"),
        ("owner", "OKR403", "error"),
        ("pillar", "OKR404", "warning"),
        ("playbook", "OKR405", "info"),
    ],
)
def test_what_a_kpi_lacks_is_one_finding(field: str, code: str, severity: str) -> None:
    """Each field has its rule, and the next step names the field to write."""
    (found,) = judged(kpi(without=field))
    assert (found.rule.code, found.weight, found.entity) == (code, severity, "kpi:coverage")
    assert field in found.help


def test_a_calculated_kpi_is_as_frequent_as_its_inputs() -> None:
    """A formula has no cadence of its own to write."""
    found = judged(kpi(), kpi("twice", "formula: coverage * 2", without="cadence"))
    assert codes(found) == []


@pytest.mark.parametrize("draft", [False, True])
def test_a_kpi_under_a_key_result_is_tracked_for_it(*, draft: bool) -> None:
    """Unless the objective is a draft, which counts nowhere."""
    goal = GOAL + ("draft: true\n" if draft else "")
    assert codes(judged(kpi(without="pillar"), goal)) == (["OKR404"] if draft else [])


def test_supports_is_a_reason_too() -> None:
    """A KPI without a pillar that indicates an objective."""
    assert judged(kpi(without="pillar", supports="[ops/calm]"), GOAL) == ()


def test_a_page_is_counted_by_its_limits() -> None:
    """Five to ten, or what the settings say; a KPI named twice is one, no page is not judged."""
    names = ["coverage", *(f"more-{number}" for number in range(10))]
    files = "".join(map(kpi, names))

    def page(*wanted: str, limits: str = "") -> list[str]:
        settings = SETTINGS.replace(
            "{lead: mira}", f"{{lead: mira, kpi_page: [{', '.join(wanted)}]}}", 1
        )
        more = f"lint: {{limits: {{kpi_page: {limits}}}}}\n" if limits else ""
        return [one.message for one in linted(settings + more + files, select=["OKR0", "OKR4"])]

    assert page(*names[:5]) == page(*names[:10]) == []
    assert page(*names) == ["the page of company has 11 KPIs, not 5 to 10"]
    assert page(*names[:4]) == ["the page of company has 4 KPIs, not 5 to 10"]
    assert page(*names[:4], limits="[1, 4]") == []


def test_a_kpi_is_stale_once_its_grace_is_over() -> None:
    """Weekly with three days of grace: read in the week that ends on the 8th, due on the 15th."""
    text = kpi() + READINGS + read("2026-11-06", 76)
    assert judged(text, today=date(2026, 11, 18)) == ()
    assert messages(judged(text, today=date(2026, 11, 19))) == [
        (
            "kpis/coverage.yaml:4 OKR406 coverage had its last reading 13 days ago:"
            " a reading was due on 2026-11-15"
        )
    ]


def test_what_was_never_read_or_is_calculated_is_not_stale() -> None:
    """Nobody knows since when a KPI without readings is there; a formula's inputs are judged."""
    twice = kpi("twice", "formula: coverage * 2", without="cadence")
    assert judged(kpi()) == ()
    assert codes(judged(kpi(), twice, READINGS, read("2026-10-02", 76))) == ["OKR406"]


SUM = {"aggregate": "sum", "segments": "{region: [emea, amer]}", "healthy": "{at_least: 0}"}


def by_region(day: str, whole: float, emea: float, amer: float | None = None) -> str:
    """A week's readings of a KPI and of its regions."""
    parts = {"emea": emea, "amer": amer}
    return read(day, whole) + "".join(
        read(day, value, segment={"region": name})
        for name, value in parts.items()
        if value is not None
    )


def test_segments_of_a_sum_come_to_the_whole() -> None:
    """Said at the reading of the whole, of the newest week that is wrong."""
    text = kpi(without="warning", **SUM) + READINGS
    right = by_region("2026-11-13", 50, 30, 20)
    assert judged(text, right, by_region("2026-11-20", 50, 30)) == ()
    assert messages(judged(text, right, by_region("2026-11-20", 50, 30, 15.5))) == [
        (
            "readings/2026/one.jsonl:4 OKR408 coverage by region comes to 45.5 in 2026-W47,"
            " the whole to 50"
        )
    ]


def test_an_old_sum_that_was_wrong_is_history() -> None:
    """What lies before the quarter, or the cycles that run, is not asked about any more."""
    text = kpi(without="warning", **SUM) + READINGS + by_region("2026-09-18", 50, 30, 15)
    assert codes(judged(text, read("2026-11-20", 50))) == []
    assert "OKR408" in codes(judged(text, today=date(2026, 9, 21)))


def test_a_leading_kpi_drives_something() -> None:
    """Declared, or because another one is calculated from it."""
    assert codes(judged(kpi(role="leading"))) == ["OKR409"]
    twice = kpi("twice", "formula: coverage * 2", without="cadence")
    assert judged(kpi(role="leading"), twice) == ()
    assert judged(kpi(role="leading", drives="{calm: {lag: 3 weeks}}"), kpi("calm")) == ()


def test_a_lagging_kpi_under_a_key_result_has_a_driver() -> None:
    """Nobody asks what drives a KPI that no key result wants to move."""
    lagging = kpi(role="lagging")
    assert judged(lagging) == ()
    (found,) = judged(lagging, GOAL)
    assert (
        found.message == "nothing is said to drive coverage, which ops/calm#covered wants to move"
    )
    assert [words for _, words in found.related] == ["the key result"]
    assert judged(lagging, GOAL, kpi("reviews", drives="{coverage: {}}")) == ()


CRITICAL = READINGS + read("2026-11-13", 66) + read("2026-11-20", 65)


def test_two_critical_periods_are_a_question_for_planning() -> None:
    """One is noise, and a warning is not critical."""
    (found,) = judged(kpi(), CRITICAL)
    assert found.message == (
        "coverage is critical for two periods (66, 65), and no key result is about it"
    )
    assert judged(kpi(), READINGS, read("2026-11-13", 72), read("2026-11-20", 65)) == ()
    assert judged(kpi(), READINGS, read("2026-11-13", 65), read("2026-11-20", 72)) == ()
    assert judged(kpi(), READINGS, read("2026-11-06", 65), read("2026-11-20", 65)) == ()


@pytest.mark.parametrize(
    "drivers",
    [
        "",
        kpi("reviews", drives="{coverage: {lag: 1 week}}"),
        kpi("pairs", drives="{reviews: {lag: 1 week}}")
        + kpi("reviews", drives="{coverage: {lag: 1 week}}"),
    ],
)
def test_a_key_result_on_what_drives_it_answers(drivers: str) -> None:
    """On the KPI itself, or on any that leads to it; one that was dropped answers nothing."""
    root = "pairs" if "pairs" in drivers else "reviews" if drivers else "coverage"
    goal = GOAL.replace("kpi: coverage", f"kpi: {root}")
    dropped = "# checkins/2026-Q4/ops/one.jsonl\n" + entry(
        "2026-11-20", kr="ops/calm#covered", outcome="dropped", note="No time"
    )
    assert codes(judged(kpi(), drivers, CRITICAL, goal)) == []
    assert codes(judged(kpi(), drivers, CRITICAL, goal, dropped)) == ["OKR410"]


@pytest.mark.parametrize(
    ("one", "two", "loop"),
    [
        ("{calm: {}}", "{coverage: {}}", "calm → coverage → calm"),
        ("{calm: {}}", "{coverage: {lag: 1 week}}", ""),
        ("{calm: {}}", "{calm: {}}", "calm → calm"),
        ("{calm: {lag: 0 days}}", "{coverage: {lag: 0 days}}", "calm → coverage → calm"),
    ],
)
def test_a_loop_of_drivers_takes_time(one: str, two: str, loop: str) -> None:
    """A loop without any lag is one finding, printed as a path."""
    found = [f for f in judged(kpi(drives=one), kpi("calm", drives=two)) if f.rule.code == "OKR411"]
    assert [f.message for f in found] == (
        [f"a KPI drives itself without a lag: {loop}"] if loop else []
    )


EXPECTS = kpi(expect="{min: 0, max: 100, max_jump: 15}")


@pytest.mark.parametrize(
    ("readings", "messages_"),
    [
        ([76, 80], []),
        ([76, 760], ["760 is above 100, which is expected at most",
                     "760 after 76 is a jump of more than 15"]),
        ([-1], ["-1 is below 0, which is expected at least"]),
        ([76, 91], []),
        ([76, 91.5], ["91.5 after 76 is a jump of more than 15"]),
    ],
)  # fmt: skip
def test_a_reading_is_what_is_expected(readings: list[float], messages_: list[str]) -> None:
    """Within its bounds, and no further from the last one than it can jump; a bound itself is."""
    lines = [read(f"2026-11-{18 + number}", value) for number, value in enumerate(readings)]
    found = [one for one in judged(EXPECTS, READINGS, *lines) if one.rule.code == "OKR412"]
    assert [one.message for one in found] == messages_
    assert {one.span.line for one in found} <= {len(readings)}


def test_a_surprise_that_somebody_explains_is_news() -> None:
    """By a note, a comment, or an event of that day; a correction takes it back."""
    odd = read("2026-11-20", 760)
    assert codes(judged(EXPECTS, READINGS, odd)) == ["OKR412"]
    comment = entry("2026-11-20", re=id_of(odd), note="The tool counts twice")
    event = entry("2026-11-20", kpi="coverage", event="The tool was replaced")
    right = read("2026-11-20", 76, supersedes=id_of(odd))
    for more in (comment, event, right):
        assert codes(judged(EXPECTS, READINGS, odd, more)) == []
    assert judged(EXPECTS, READINGS, read("2026-11-20", 760, note="Twice")) == ()


def test_a_jump_is_one_of_the_same_segment() -> None:
    """The regions of a KPI differ as they like; what lies before the quarter is history."""
    text = kpi(expect="{max_jump: 15}", segments="{region: [emea, amer]}") + READINGS
    emea = read("2026-11-13", 76, segment={"region": "emea"})
    assert judged(text, emea, read("2026-11-20", 20, segment={"region": "amer"}),
                  read("2026-11-20", 75)) == ()  # fmt: skip
    assert codes(judged(text, emea, read("2026-11-20", 20, segment={"region": "emea"}),
                        read("2026-11-20", 75))) == ["OKR412"]  # fmt: skip
    old = read("2026-09-18", 76) + read("2026-09-25", 92) + read("2026-11-20", 92)
    assert codes(judged(EXPECTS, READINGS, old)) == []
