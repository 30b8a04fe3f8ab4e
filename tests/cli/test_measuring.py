"""The screens of measurement as commands: kpis, explain, tree, calibration, show --chart."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli.console import Console
from cli.running import Here

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "acme"
ON = ("--as-of", "2026-11-21")
TABLE = (*ON, "--format", "table")


@pytest.fixture
def acme(tmp_path: Path) -> Console:
    """A copy of the example company, in no repository."""
    folder, home = tmp_path / "acme", tmp_path / "home"
    shutil.copytree(EXAMPLE, folder)
    home.mkdir()
    return Here(folder, home)


def lines(console: Console, *words: str) -> list[str]:
    """The lines that a command prints; it must succeed."""
    ended = console.okrctl(*words)
    assert (ended.status, ended.err) == (0, "")
    return ended.out.splitlines()


def test_kpis_shows_the_company_page_leading_first(acme: Console) -> None:
    """The eight KPIs of the page, leading before lagging, and a missing input by name."""
    shown = lines(acme, "kpis", *TABLE)
    assert shown[0].startswith("Acme, company page · 8 KPIs")
    leading = shown.index("LEADING: act on these")
    lagging = shown.index("LAGGING: what follows from them")
    assert [row[11:27].strip() for row in shown[leading + 1 : lagging]] == [
        "failed-deploys", "code-coverage", "trial-activation", "first-response",
    ]  # fmt: skip
    assert "  = mrr * 12 / headcount · headcount has no reading for 2026-11" in shown


def test_kpis_all_and_a_team_without_a_page(acme: Console) -> None:
    """All KPIs are ten; a team without a page is told to name its own."""
    assert "all KPIs · 10 KPIs" in lines(acme, "kpis", "--all", *TABLE)[0]
    assert "hr has no kpi_page" in "\n".join(lines(acme, "kpis", "--team", "hr", *TABLE))


def test_kpis_of_a_segment(acme: Console) -> None:
    """Only KPIs that have the segment, each read of that segment alone."""
    file = acme.folder / "kpis/deploys.yaml"
    file.write_text(file.read_text() + "segments: {service: [billing, search]}\n")
    acme.write(
        "readings/2026/parts.jsonl",
        '{"id": "00000000000p1", "at": "2026-11-19T12:00:00Z", "who": "ci", "kpi": "deploys", '
        '"value": 7, "segment": {"service": "billing"}}\n',
    )
    found = json.loads("\n".join(lines(acme, "kpis", "--all", "--segment", "service=billing", *ON,
                                       "--format", "json")))  # fmt: skip
    assert [(kpi["address"], kpi["value"]) for kpi in found["kpis"]] == [("kpi:deploys", 7)]
    card = "\n".join(lines(acme, "show", "kpi:deploys", *TABLE))
    assert "service, 2026-W47: billing 7, search –" in card


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("kpis", "--segment", "region"), "expected a name and a part"),
        (("kpis", "--segment", "region=emea"), "no KPI of this page has the segment"),
        (("kpis", "--team", "enginering"), "did you mean engineering?"),
        (("kpis", "--all", "--team", "hr"), "different pages"),
        (("kpis", "--format", "mermaid"), "there is no format 'mermaid'"),
        (("explain", "enginering"), "there is no objective"),
        (("explain", "hr", "--cycle", "2026-Q3"), "hr has no objectives in 2026-Q3"),
        (("tree", "--cycle", "2026-Q7"), "no cycle"),
    ],
)
def test_what_cannot_be_is_refused(acme: Console, words: tuple[str, ...], message: str) -> None:
    """Exit 2, with what to write instead."""
    ended = acme.okrctl(*words)
    assert (ended.status, ended.out, message in ended.err) == (2, "", True), ended


def test_kpis_influence_gives_the_evidence(acme: Console) -> None:
    """Each declared link with changes, correlation and chance; the supported one first."""
    rows = lines(acme, "kpis", "--influence", *TABLE)
    start = next(n for n, row in enumerate(rows) if row.startswith("DRIVER"))
    assert rows[start + 1].split() == [
        "first-response", "─▸", "csat", "3", "weeks", "30", "-0.97", "0.03", "supported",
    ]  # fmt: skip
    assert any(row.startswith("Alike is the rank correlation") for row in rows)


def test_explain_names_formula_entry_file_and_line(acme: Console) -> None:
    """The number of a key result, its arithmetic, and where each input stands."""
    shown = "\n".join(lines(acme, "explain", "critical-bugs", *TABLE))
    assert "PROGRESS  (8 − 10) / (0 − 10) = 0.2" in shown
    assert "value 8 · mira, 21 Nov" in shown
    assert "checkins/2026-Q4/engineering/20261121T140322Z-mira-7f3kq2.jsonl:1" in shown
    assert "from 10 · goals/2026-Q4/engineering/trusted-releases.yaml:18" in shown
    assert "ratio 0.2 / 0.565 = 0.35" in shown


@pytest.mark.parametrize("name", ["trusted-releases", "kpi:mrr", "revenue-per-head", "support"])
def test_explain_an_objective_a_kpi_and_a_team(acme: Console, name: str) -> None:
    """All that has numbers can be explained, by any of its names."""
    found = json.loads("\n".join(lines(acme, "explain", name, *ON, "--format", "json")))
    assert found["schema"] == "okrctl.explain/1"
    assert found["steps"]


def test_explain_refuses_a_draft(acme: Console) -> None:
    """A draft is counted nowhere, so there is nothing to explain."""
    file = acme.folder / "goals/2026-Q4/support/one-voice.yaml"
    file.write_text(file.read_text() + "draft: true\n")
    ended = acme.okrctl("explain", "one-voice", *ON)
    assert (ended.status, "counted nowhere" in ended.err) == (2, True)


def test_tree_names_the_gaps_in_place(acme: Console) -> None:
    """What supports nothing and what nobody supports, with their rules; a rule can be ignored."""
    shown = "\n".join(lines(acme, "tree", *TABLE))
    assert "Mission  Software nobody has to be brave to ship" in shown
    assert "supports nothing (OKR204)\n   └─ ○ support/one-voice" in shown
    assert "#payback  14 → 9 months" in shown
    assert "no team supports it (OKR206)" in shown
    assert "work:" not in shown
    assert "work: Pay by card" in "\n".join(lines(acme, "tree", "--all", *TABLE))


@pytest.mark.parametrize("form", ["md", "mermaid", "dot", "json", "csv", "tsv"])
@pytest.mark.parametrize("more", [(), ("--kpis",)])
def test_tree_in_every_form(acme: Console, form: str, more: tuple[str, ...]) -> None:
    """For other eyes, to a file too."""
    shown = lines(acme, "tree", *more, *ON, "--format", form)
    assert len(shown) > 5
    lines(acme, "tree", *more, *ON, "--format", f"{form}:out.txt")
    assert (acme.folder / "out.txt").read_text().count("\n") >= len(shown) - 2


def test_calibration_is_by_team_and_a_persons_calls_are_their_own(acme: Console) -> None:
    """By team no single call is shown; --mine shows mine, and no more."""
    everybody = json.loads("\n".join(lines(acme, "calibration", *ON, "--format", "json")))
    assert [team["team"] for team in everybody["teams"]] == ["engineering", "support"]
    assert everybody["calls"] == []
    mine = json.loads("\n".join(lines(acme, "calibration", "--mine", "--who", "mira", *ON,
                                      "--format", "json")))  # fmt: skip
    assert mine["person"] == "mira"
    assert {call["team"] for call in mine["calls"]} == {"engineering"}
    early = "\n".join(lines(acme, "calibration", "--as-of", "2026-07-01", "--format", "table"))
    assert "No closed cycle yet" in early


def test_show_draws_a_chart_where_asked(acme: Console) -> None:
    """A key result with the line to its target, an objective with those of its key results."""
    plain = lines(acme, "show", "critical-bugs", *TABLE)
    drawn = lines(acme, "show", "critical-bugs", "--chart", *TABLE)
    assert not any("═" in row for row in plain)
    assert sum("═" in row for row in drawn) == 9
    assert any(row.endswith("═ to 0") for row in drawn)
    assert sum(row.endswith("to 80 %") for row in
               lines(acme, "show", "trusted-releases", "--chart", *TABLE)) == 1  # fmt: skip
    words = lines(acme, "show", "handover", "--chart", *TABLE)
    assert "no numbers to draw yet" in words


def test_show_says_where_it_leads(acme: Console) -> None:
    """The forecast beside the owner's word; too few points say so."""
    shown = "\n".join(lines(acme, "show", "critical-bugs", *TABLE))
    assert "31 Dec: 7 (1 to 13) · you say 3, the trend says 1 · mira, today" in shown
    assert "-0.17/wk, needs -1.4" in shown
    early = "\n".join(lines(acme, "show", "critical-bugs", "--as-of", "2026-10-17", "--format",
                            "table"))  # fmt: skip
    assert "too few points" in early
    assert "the trend says" not in early


def test_status_has_said_and_trend(acme: Console) -> None:
    """CONF is `said·trend`; TSV has both, the chance behind the confidence."""
    shown = "\n".join(lines(acme, "status", *TABLE))
    assert "critical-bugs 0.35   3·1  1d" in shown
    row = next(row for row in lines(acme, "status", *ON) if "/trusted-releases\t" in row)
    assert row.split("\t")[8:10] == ["3", "1"]


@pytest.mark.parametrize("command", ["kpis", "tree", "explain payback"])
def test_the_terminal_decides_the_look(acme: Console, command: str) -> None:
    """ASCII by flag, colour by flag, none by NO_COLOR; on a terminal the next commands are said."""
    words = (*command.split(), *TABLE)
    assert acme.okrctl(*words, "--ascii").out.isascii()
    assert "\x1b" not in acme.okrctl(*words, FORCE_COLOR="1", NO_COLOR="1").out
    assert "\x1b[" in acme.okrctl(*words, "--color", "always").out
    assert "Next" not in acme.okrctl(*words).out
    screen = acme.terminal(*command.split(), *ON, PAGER="cat").out
    assert "Next" in screen
    assert max(map(len, screen.splitlines())) <= 80


def test_a_hostile_title_stays_text(acme: Console) -> None:
    """No title draws on the terminal, ends a label, or is markup of a graph."""
    acme.write("kpis/mrr.yaml", 'title: "\\"] --> x[\\"<b>`a`"\nbetter: higher\nunit: EUR\n')
    for words in (("kpis", "--all"), ("tree", "--kpis"), ("explain", "kpi:mrr")):
        assert "\x1b" not in acme.okrctl(*words, *TABLE).out
    drawn = acme.okrctl("tree", "--kpis", *ON, "--format", "mermaid").out
    label = next(row for row in drawn.splitlines() if "mrr: " in row)
    assert label.count('"') == 2
    assert not set("<>`[]") & set(label.partition('"')[2])
    quoted = acme.okrctl("tree", "--kpis", *ON, "--format", "dot").out
    assert '\\"] --> x[\\"' in quoted
