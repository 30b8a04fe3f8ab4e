"""KPI files: thresholds, sources, formulas, and the KPIs that others name."""

from __future__ import annotations

import pytest

from support import workspace

KPI = "# kpis/coverage.yaml\ntitle: Coverage\nbetter: higher\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "healthy: {at_most: 5}",
            "3:10 OKR108 healthy does not bound the side that is worse, and higher is better",
        ),
        (
            "healthy: {at_least: 75}\nwarning: {at_least: 80}",
            "4:10 OKR108 warning lies inside healthy, so no value is ever in between",
        ),
        (
            "healthy: {at_least: 75}\nwarning: {at_least: 75}",
            "4:10 OKR108 warning lies inside healthy, so no value is ever in between",
        ),
        (
            "healthy: {at_least: 75}\nwarning: {between: [70, 90]}",
            "4:10 OKR108 warning lies inside healthy, so no value is ever in between",
        ),
        ("healthy: {at_least: 75}\ntarget: 70", "4:9 OKR108 target 70 is not healthy"),
        (
            "healthy: {at_least: 75}\ntarget: 80\nstretch: 80",
            "5:10 OKR108 stretch 80 does not lie beyond target 80",
        ),
        ("healthy: {between: [9, 5]}", "3:20 OKR108 the lower bound 9 is above the upper 5"),
        (
            "healthy: {at_least: 5, at_most: 9}",
            "3:10 OKR002 expected one of at_least, at_most or between",
        ),
        ("healthy: {}", "3:10 OKR002 expected one of at_least, at_most or between"),
        (
            "drives: {coverage: {lag: 3 weks}}",
            "3:26 OKR002 drives.coverage.lag: “3 weks” is no duration",
        ),
        ("drives: {coverag: {}}", "3:10 OKR105 there is no KPI coverag"),
        ("owner: tomaz", "3:8 OKR111 owner: there is no person tomaz"),
        ("supports: [ops/calm]", "3:12 OKR201 there is no ops/calm"),
        ("pillar: quality", "3:9 OKR201 there is no pillar quality"),
        ("aliases: [coverage]", "3:11 OKR003 the alias kpi:coverage is a name of kpi:coverage"),
        ("cadence: often", "3:10 OKR002 cadence: “often” is no cadence"),
    ],
)
def test_a_mistake_is_one_finding_at_its_place(text: str, line: str) -> None:
    """One mistake, one finding."""
    assert workspace(f"{KPI}{text}\n").lines == [line]


@pytest.mark.parametrize(
    "text",
    [
        "better: lower\nhealthy: {at_most: 5}\nwarning: {at_most: 7}\ntarget: 2\nstretch: 1",
        "better: inside\nhealthy: {between: [48, 56]}\nwarning: {between: [44, 60]}\ntarget: 54",
        "better: inside\nhealthy: {between: [48, 56]}\nwarning: {between: [44, 56]}",
        "better: higher\nhealthy: {between: [75, 100]}\nwarning: {at_least: 70}",
    ],
)
def test_thresholds_that_fit_are_fine(text: str) -> None:
    """Healthy lies inside warning, target inside healthy, stretch beyond target."""
    assert workspace(f"# kpis/a.yaml\ntitle: x\n{text}\n").lines == []


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (
            "{type: exec, command: rm -rf}",
            "3:22 OKR013 a source names a connection, and no command",
        ),
        (
            '{type: http, connection: ci, url: "https://x"}',
            "3:38 OKR013 a source names a connection, and no url",
        ),
        (
            "{type: file, connection: ci, file: /etc/passwd}",
            "3:38 OKR013 a source names a connection, and no file",
        ),
        (
            "{type: file, connection: ci, file: ../x}",
            "3:38 OKR013 a source names a connection, and no file",
        ),
        (
            "{type: csv, connection: ci, path: /etc/passwd}",
            "3:43 OKR013 source.path leads out of the connection",
        ),
        (
            "{type: csv, connection: ci, path: a/../../x}",
            "3:43 OKR013 source.path leads out of the connection",
        ),
        (
            '{type: http, connection: "https://x"}',
            "3:34 OKR013 source.connection leads out of the connection",
        ),
        (
            "{type: http, connection: My CI}",
            "3:34 OKR013 source.connection is no name of a connection",
        ),
        (
            "{type: http, connection: ci, params: {token: abc}}",
            "3:47 OKR013 a source names a connection, and no token",
        ),
        (
            "{type: http, connection: ci, params: {q: ghp_0123456789abcdef}}",
            "3:50 OKR013 source.params.q looks like a secret or a command",
        ),
        (
            "{type: http, connection: ci, select: $(curl x)}",
            "3:46 OKR013 source.select looks like a secret or a command",
        ),
        (
            "{type: http, connection: ci, params: {a: {b: c}}}",
            "3:50 OKR002 source.params.a: expected a plain value, found keys with values",
        ),
        (
            "{type: http, connection: ci, more: [a]}",
            "3:44 OKR002 source.more: expected a plain value, found a list",
        ),
        ("{connection: ci}", "3:1 OKR002 source.type is missing"),
        ("ci", "3:9 OKR002 source: expected keys with values, found the text “ci”"),
    ],
)
def test_e05_a_source_names_a_connection_and_nothing_else(source: str, line: str) -> None:
    """Whoever opens a pull request cannot send a secret elsewhere."""
    space = workspace(f"{KPI}source: {source}\n")
    assert space.lines == [line]
    assert space.workspace.kpis == ()


def test_a_source_of_plain_values_and_one_flat_map_is_kept() -> None:
    """What they mean is the connector's to judge."""
    space = workspace(
        KPI
        + 'source: {type: http, connection: billing, path: ndr, params: {month: "{period}"},'
        + ' select: "data[-1].value", date: "data[-1].month"}\n'
    )
    assert space.lines == []
    assert space.workspace.kpis[0].source == {
        "type": "http",
        "connection": "billing",
        "path": "ndr",
        "params": {"month": "{period}"},
        "select": "data[-1].value",
        "date": "data[-1].month",
    }


@pytest.mark.parametrize(
    ("formula", "lines"),
    [
        (
            "revenue / headcount",
            ["3:10 OKR109 there is no KPI revenue", "3:20 OKR109 there is no KPI headcount"],
        ),
        ("coverage + 1", ["3:10 OKR109 coverage -> coverage is a loop"]),
        ('"eur + "', ["3:17 OKR109 a number or a KPI is missing here"]),
        ("eur + hours", ["3:14 OKR109 cannot add EUR and h"]),
        ("'eur + hours'", ["3:15 OKR109 cannot add EUR and h"]),
        ('"eur \\x2b hours"', ["3:10 OKR109 cannot add EUR and h"]),
        (">-\n  eur + hours", ["3:10 OKR109 cannot add EUR and h"]),
    ],
)
def test_a_formula_is_judged_at_its_column(formula: str, lines: list[str]) -> None:
    """The place lies inside the text."""
    space = workspace(
        "# kpis/eur.yaml\ntitle: E\nbetter: higher\nunit: EUR\n"
        "# kpis/hours.yaml\ntitle: H\nbetter: higher\nunit: h\n"
        f"{KPI}formula: {formula}\n"
    )
    assert space.lines == lines


def test_a_loop_of_formulas_is_printed_as_a_path() -> None:
    """Once for the loop, not once for each member."""
    space = workspace("""
        # kpis/a.yaml
        title: A
        better: higher
        formula: b
        # kpis/b.yaml
        title: B
        better: higher
        formula: a + 1
    """)
    assert space.lines == ["3:10 OKR109 a -> b -> a is a loop"]


def test_a_lawful_formula_is_parsed_once_for_all() -> None:
    """It names its inputs."""
    space = workspace(
        "# kpis/eur.yaml\ntitle: E\nbetter: higher\nunit: EUR\n" + KPI + "formula: eur / 2\n"
    )
    assert space.lines == []
    assert space.workspace.formulas["coverage"].ids == ("eur",)


def test_two_files_of_one_kpi_name_each_other() -> None:
    """Folders are no part of the id, and nobody can say which one counts."""
    space = workspace("# kpis/a/x.yaml\ntitle: x\nbetter: higher\n# kpis/b/x.yaml\ntitle: x\n"
                      "better: higher\n")  # fmt: skip
    finding = space.only_finding()
    assert (finding.rule.code, finding.span.file) == ("OKR003", "kpis/b/x.yaml")
    assert [span.file for span, _ in finding.related] == ["kpis/a/x.yaml"]
    assert space.workspace.kpis == ()
    assert space.workspace.broken == {"kpi:x"}


@pytest.mark.parametrize(
    ("key_result", "line"),
    [
        ("{title: x, kpi: cov, from: 1, to: 5}", "3:22 OKR105 there is no KPI cov"),
        (
            "{title: x, kpi: coverage, from: 5, to: 3}",
            "3:45 OKR105 it goes down, and of coverage higher is better",
        ),
        (
            "{title: x, kpi: coverage, at_most: 3}",
            "3:41 OKR105 it goes down, and of coverage higher is better",
        ),
        (
            "{title: x, kpi: coverage, from: 9, change_by: -5}",
            "3:52 OKR105 it goes down, and of coverage higher is better",
        ),
        (
            "{title: x, kpi: coverage, to: 9, better: lower}",
            "3:47 OKR105 it goes down, and of coverage higher is better",
        ),
        (
            '{title: x, kpi: coverage, to: 9, unit: "%"}',
            "3:45 OKR105 the unit is %, and that of coverage is none",
        ),
        (
            "{title: x, kpi: coverage, done_when: z}",
            "3:22 OKR105 a key result of the kind done when has no number that coverage could give",
        ),
        (
            "{title: x, kpi: coverage, to: 9, segment: {region: apac}}",
            "3:57 OKR105 coverage has no segment region: apac",
        ),
        (
            "{title: x, kpi: coverage, to: 9, segment: {regio: emea}}",
            "3:56 OKR105 coverage has no segment regio: emea",
        ),
        ("{title: x, count: 9, segment: {region: emea}}", "3:27 OKR105 a segment without a KPI"),
    ],
)
def test_a_key_result_does_not_contradict_its_kpi(key_result: str, line: str) -> None:
    """Unit and direction come from the KPI."""
    space = workspace(
        f"title: x\nkey_results:\n  b: {key_result}\n{KPI}segments: {{region: [emea, amer]}}\n"
    )
    assert space.lines == [line]


def test_a_kpi_that_is_broken_is_not_unknown() -> None:
    """One typo is one finding."""
    space = workspace("""
        title: x
        key_results:
          b: {title: x, kpi: coverage, from: 1, to: 5}
          c: {title: x, kpi: cover, from: 1, to: 5}
        # kpis/coverage.yaml
        titel: Coverage
        better: higher
        aliases: [cover]
        # kpis/other.yaml
        title: Other
        better: higher
        formula: coverage * 2
        drives: {cover: {}}
    """)
    assert space.lines == ["1:1 OKR001 unknown key titel"]
