from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, TestSuite

from okrctl.findings import Finding
from okrctl.render.findings.formats import render
from render.findings.found import FILES, finding, found, lines


def suites(place: Path, findings: tuple[Finding, ...], **options: Any) -> list[TestSuite]:
    """The suites of a report as another program reads them."""
    text = render(findings, lines(), "junit", **options)
    path = place / "junit.xml"
    path.write_bytes(text.encode())
    return list(JUnitXml.fromfile(str(path)))


def test_a_clean_file_is_a_test_that_passed(tmp_path: Path) -> None:
    """Each file is a suite; what was found in it has failed."""
    read = suites(tmp_path, found(), files=FILES, prefix="okrs/")
    assert [suite.name for suite in read] == [f"okrs/{file}" for file in FILES]
    for suite, file in zip(read, FILES, strict=True):
        of_file = [one for one in found() if one.span.file == file]
        cases = list(suite)
        assert len(cases) == suite.tests == max(len(of_file), 1)
        assert suite.failures == len(of_file)
        assert sum(case.is_passed for case in cases) == (not of_file)


def test_nothing_found_is_no_empty_report(tmp_path: Path) -> None:
    """As many tests as files, all passed."""
    read = suites(tmp_path, (), files=FILES)
    assert sum(suite.tests for suite in read) == len(FILES)
    assert all(case.is_passed for suite in read for case in suite)


def test_a_failure_says_what_where_and_how_bad(tmp_path: Path) -> None:
    """The message with its help, the place, the rule's page; the test's name holds no line."""
    one = finding(7, 3, help="a key result moves", severity="warning")
    (suite,) = suites(tmp_path, (one,), files=["goals/x.yaml"])
    (case,) = suite
    assert case.name == "OKR103 from-equals-to: from and to are both 3"
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert failure.type == "warning"
    assert failure.message == "from and to are both 3: a key result moves"
    assert failure.text is not None
    assert failure.text.startswith("goals/x.yaml:7:3: from and to")
    assert failure.text.endswith("/docs/rules/OKR103.md")


@given(
    st.text(max_size=20),
    st.text(st.sampled_from("\x00\x1b\ufffe\uffff\ud800]]><&\"' \n"), max_size=9),
)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_xml(tmp_path: Path, message: str, hint: str) -> None:
    """What XML cannot hold is shown by its number."""
    (suite,) = suites(tmp_path, (finding(message=message, help=hint),), files=["goals/x.yaml"])
    assert suite.failures == 1
