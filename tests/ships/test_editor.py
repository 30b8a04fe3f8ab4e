"""Editors: the schemas that `okrctl init` writes, in the server that editors run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cli.console import Console
from okrctl.model.kinds import KINDS
from ships.language_server import LanguageServer, installed

pytestmark = pytest.mark.skipif(
    installed() is None, reason="no yaml-language-server: npm install --prefix .node"
)
OBJECTIVE = "goals/2026-Q4/company/calm.yaml"
MODELINE = "# yaml-language-server: $schema=../../../.okrctl/objective.schema.json\n"


@pytest.fixture
def workspace(console: Console) -> Console:
    """What `okrctl init` makes."""
    console.repository()
    ended = console.okrctl("init", "--organization", "Acme", "--team", "Operations", "--yes")
    assert ended.status == 0, ended.err
    return console


@pytest.fixture
def server(workspace: Console) -> Iterator[LanguageServer]:
    """A server with that workspace open."""
    program = installed()
    assert program is not None
    with LanguageServer(program, workspace.folder) as running:
        yield running


def test_an_unknown_key_is_reported(workspace: Console, server: LanguageServer) -> None:
    """While it is typed, and by its name."""
    path = workspace.write(OBJECTIVE, f"{MODELINE}title: Calm\nownr: mira\nkey_results: {{}}\n")
    assert server.opened(path) == ["Property ownr is not allowed."]


def test_a_file_that_lints_clean_is_clean_there(workspace: Console, server: LanguageServer) -> None:
    """Every kind of key result; both readers say that nothing is wrong."""
    path = workspace.write(
        OBJECTIVE,
        f"""{MODELINE}title: Calm
why: Nobody should be woken.
key_results:
  bugs: {{title: Critical bugs, unit: bugs, from: 10, to: 0}}
  calls: {{title: Calls at night, unit: calls, count: 12}}
  up: {{title: The API stays up, unit: "%", at_least: 99.5, every: day}}
  canary: {{title: Canaries, milestones: {{pilot: One, all: {{title: All, weight: 2}}}}}}
  calm: {{title: Calm, zones: {{commit: One says so, target: Three, stretch: A talk}}}}
  report: The report is published
  follow: {{title: The teams follow, measured_by: supporting}}
""",
    )
    assert workspace.okrctl("lint", "--select", "OKR0", "--select", "OKR1").out.startswith("✓")
    assert server.opened(path) == []


def test_the_fields_of_a_key_result_are_offered(workspace: Console, server: LanguageServer) -> None:
    """Those that tell the kinds apart, and those that all have."""
    path = workspace.write(OBJECTIVE, f"{MODELINE}title: Calm\nkey_results:\n  bugs:\n    \n")
    server.opened(path)
    offered = server.completions(path, 4, 4)
    assert {key for kind in KINDS for key in kind.shape} <= offered
    assert {"title", "owner", "from", "unit", "guardrail"} <= offered


def test_a_kpi_and_the_workspace_have_their_schemas(
    workspace: Console, server: LanguageServer
) -> None:
    """The file that init wrote is clean; a typing error in either is reported."""
    settings = workspace.folder / "okrctl.yaml"
    assert server.opened(settings) == []
    line = "# yaml-language-server: $schema=../.okrctl/kpi.schema.json\n"
    path = workspace.write("kpis/mrr.yaml", f"{line}title: MRR\nbetter: higher\ncadense: daily\n")
    assert server.opened(path) == ["Property cadense is not allowed."]
