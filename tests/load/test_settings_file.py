"""okrctl.yaml: people, teams, calendar and policy, and how little a mistake in it takes down."""

from __future__ import annotations

from datetime import date

import pytest

from support import Space, workspace


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("peple: {}", ["1:1 OKR001 unknown key peple"]),
        ("okrctl: one", ["1:9 OKR002 okrctl: expected a whole number, found the text “one”"]),
        ("people: {mira: {nam: x}}", ["1:17 OKR001 unknown key nam"]),
        (
            "people: {Mira: {name: x}}",
            ["1:10 OKR008 Mira is no id: lower-case letters, digits and single hyphens make one"],
        ),
        (
            "people: {mira: {}}\nteams: {ops: {lead: mirra}}",
            ["2:21 OKR111 teams.ops.lead: there is no person mirra"],
        ),
        (
            "people: {mira: {}}\nteams: {ops: {members: [mira, mimi]}}",
            ["2:31 OKR111 teams.ops.members[2]: there is no person mimi"],
        ),
        (
            "teams: {ops: {parent: compny}, company: {}}",
            ["1:23 OKR111 teams.ops.parent: there is no team compny"],
        ),
        (
            "teams: {a: {parent: b}, b: {parent: a}}",
            ["1:21 OKR202 a -> b -> a is a loop of teams"],
        ),
        ("teams: {ops: {kpi_page: [mrr]}}", ["1:26 OKR105 there is no KPI mrr"]),
        (
            "people: {mira: {aliases: [tom]}, tom: {}}",
            ["1:27 OKR003 the alias tom is a name of tom"],
        ),
        ("people: {ci: {}}\nbots: {ci: {}}", ["2:8 OKR003 ci is a person too"]),
        (
            "calendar: {timezone: Europe/Berln}",
            ["1:22 OKR002 there is no time zone Europe/Berln"],
        ),
        (
            "calendar: {fiscal_year_start: april}",
            ["1:31 OKR110 the fiscal year starts in april, and nothing says which year names it"],
        ),
        (
            "calendar: {fiscal_year_start: 4}",
            [
                (
                    "1:31 OKR002 calendar[1].fiscal_year_start: expected january, february, march,"
                    " april, may, june, july, august, september, october, november or december,"
                    " found the number 4"
                )
            ],
        ),
        (
            "calendar: {cycles: {a: {from: 2026-05-01, to: 2026-04-01}}}",
            ["1:47 OKR110 the cycle a ends on 2026-04-01, before it starts on 2026-05-01"],
        ),
        (
            (
                "calendar: {cycles: {a: {from: 2026-01-01, to: 2026-03-01},"
                " b: {from: 2026-02-01, to: 2026-04-01}}}"
            ),
            ["1:60 OKR110 the cycles a and b overlap, and neither contains the other"],
        ),
        (
            "calendar: {cycles: {2026-Q1: {from: 2026-01-01, to: 2026-02-02}}}",
            ["1:21 OKR110 2026-Q1 is 2026-01-01 to 2026-03-31 by the calendar"],
        ),
        (
            'calendar: {cycles: {"a/b": {from: 2026-01-01, to: 2026-02-02}}}',
            ["1:21 OKR008 a/b cannot be the name of a folder of goals"],
        ),
        ("calendar: {default: 2026-Q9}", ["1:21 OKR110 there is no cycle 2026-Q9"]),
        (
            "calendar: [{timezone: UTC}, {timezone: UTC}]",
            ["1:29 OKR110 it is not said from when this calendar is in force"],
        ),
        (
            "cadence: {checkin: weeekly, grace: 3 dayss}",
            [
                "1:20 OKR002 cadence.checkin: “weeekly” is no cadence",
                "1:36 OKR002 cadence.grace: “3 dayss” is no duration",
            ],
        ),
        (
            "review: {edit_window: a while}",
            ["1:23 OKR002 review.edit_window: “a while” is no duration"],
        ),
        (
            "lint: {limits: {key_results: [2]}}",
            ["1:30 OKR002 lint.limits.key_results: expected two values, found a list"],
        ),
        (
            "lint: {severity: {OKR304: loud}}",
            [
                (
                    "1:27 OKR002 lint.severity.OKR304: expected error, warning or info,"
                    " found the text “loud”"
                )
            ],
        ),
        ("- a", ["1:1 OKR002 expected keys with values, found a list"]),
    ],
)
def test_every_mistake_points_at_its_place(text: str, lines: list[str]) -> None:
    """Line, column, and what is wrong."""
    assert workspace(f"# okrctl.yaml\n{text}\n").lines == lines


def test_cycles_that_contain_each_other_are_fine() -> None:
    """Overlapping wrongly is crossing."""
    text = (
        "# okrctl.yaml\ncalendar: {cycles: {a: {from: 2026-01-01, to: 2026-03-01},"
        " b: {from: 2026-02-01, to: 2026-02-09}, c: {from: 2026-03-02, to: 2026-04-01}}}\n"
    )
    assert workspace(text).lines == []


def test_an_older_okrctl_refuses_a_newer_file_with_one_clear_line() -> None:
    """Nothing else of the workspace is judged by rules that may have changed."""
    space = workspace("# okrctl.yaml\nokrctl: 2\nfoo: bar\n# goals/2026-Q4/ops/a.yaml\ntitel: x\n")
    assert space.lines == ["1:9 OKR002 the format 2 is newer than this okrctl reads (1)"]
    assert space.only_finding().help == "upgrade okrctl"
    assert space.workspace.objectives == ()


def test_without_the_file_there_are_defaults_and_one_finding() -> None:
    """Unknown people are the consequence, and not complained of."""
    space = Space({"goals/2026-Q4/ops/calm.yaml": b"title: x\nowner: anybody\n"})
    finding = space.only_finding()
    assert (finding.span.file, finding.message) == ("okrctl.yaml", "there is no okrctl.yaml")
    assert finding.help == "okrctl init writes one"
    assert len(space.workspace.objectives) == 1


@pytest.mark.parametrize(
    "mistake",
    ["people: {mira: {nam: x}}", "teams: {ops: {leed: mira}}", "people: [", "calendar: {a: b}"],
)
def test_a_mistake_in_it_has_no_consequences_elsewhere(mistake: str) -> None:
    """Names that it may have meant are not unknown, nor are cycles and teams."""
    space = workspace(f"""
        # okrctl.yaml
        {mistake}
        # goals/launch/ops/calm.yaml
        title: Calm
        owner: tomas
        key_results: {{a: A sentence}}
        # checkins/2026-Q4/web/one.jsonl
        {{"id": "0000000000000", "at": "2026-11-21T14:00:00Z", "who": "ana", "team": "web", "cycle": "2026-Q4", "learned": "x"}}
    """)  # noqa: E501
    assert space.only_finding().span.file == "okrctl.yaml"


def test_what_is_refused_is_left_out_and_the_rest_counts() -> None:
    """The valid people stay."""
    space = workspace("""
        # okrctl.yaml
        organization: Acme
        people: {mira: {name: Mira}, tom: {left: never}}
        cadence: {checkin: sometimes, grace: 5 days}
    """)
    settings = space.workspace.settings
    assert space.codes == ["OKR002", "OKR002"]
    assert settings.organization == "Acme"
    assert settings.people["mira"].name == "Mira"
    assert (settings.cadence.checkin, settings.cadence.grace) == ("weekly", "5 days")


def test_the_calendar_is_what_the_file_says() -> None:
    """Eras, their fiscal years, and cycles of their own."""
    space = workspace("""
        # okrctl.yaml
        calendar:
          - {timezone: Europe/Berlin, cycles: {launch: {from: 2026-09-15, to: 2026-11-30}}}
          - {since: 2027-04-01, fiscal_year_start: april, fiscal_year_named: by end}
    """)
    calendars = space.workspace.calendars
    assert space.lines == []
    assert calendars.cycle("launch") is not None
    quarter = calendars.cycle("2028-Q1")
    assert quarter is not None
    assert (quarter.first, quarter.last) == (date(2027, 4, 1), date(2027, 6, 30))
