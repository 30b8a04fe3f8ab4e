"""Laws of loading, over generated and mangled workspaces."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from okrctl.load.loading import Loaded, load
from okrctl.load.tree import Blob, DictTree, Held
from support import Space, workspace

WHOLE = workspace("""
    # okrctl.yaml
    okrctl: 1
    calendar: {timezone: Europe/Berlin, cycles: {launch: {from: 2026-09-15, to: 2026-11-30}}}
    people: {mira: {name: Mira, aliases: [mimi]}, tomas: {left: 2026-12-31}}
    teams: {company: {lead: mira}, ops: {parent: company, members: [mira, tomas], kpi_page: [cov]}}
    strategy: {quality: Releases are boring}
    # goals/2026-Q4/company/trust.yaml
    title: Customers trust us
    pillar: quality
    key_results:
      nps: {title: NPS, from: 10, to: 30, stretch: 40, plan: {2026-11-01: 20}}
      teams: {title: Teams follow, measured_by: supporting}
    # goals/2026-Q4/ops/calm.yaml
    title: Releases are calm
    owner: tomas
    supports: [company/trust#teams]
    key_results:
      bugs: {title: Bugs, unit: bugs, from: 10, to: 0}
      cov: {title: Tests, kpi: cov, to: 80, segment: {service: web}}
      up: {title: It stays up, unit: "%", at_least: 99.5, every: week, guardrail: true}
      steps: {title: Steps, milestones: {one: The first, two: {title: The second, weight: 2}}}
      soc: The report is published
      words: {title: Words, zones: {target: Three say so}}
    # kpis/cov.yaml
    title: Coverage
    better: higher
    unit: "%"
    healthy: {at_least: 75}
    warning: {at_least: 70}
    segments: {service: [web]}
    drives: {half: {lag: 3 weeks}}
    # kpis/half.yaml
    title: Half of it
    better: higher
    formula: cov / 2
    # checkins/2026-Q4/ops/one.jsonl
    {"id": "0000000000000", "at": "2026-11-21T14:00:00Z", "who": "mimi", "kr": "ops/calm#bugs", "value": 4, "confidence": 6}
    {"id": "0000000000001", "at": "2026-11-22T14:00:00Z", "who": "mira", "kr": "ops/calm#bugs", "value": 3.5, "blocked": "No data"}
    {"id": "0000000000002", "at": "2026-11-23T23:30:00Z", "who": "mira", "kr": "ops/calm#bugs", "unblocked": "0000000000001"}
    {"id": "0000000000003", "at": "2026-11-23T23:30:00Z", "who": "mira", "re": "0000000000001", "note": "Why?"}
    {"id": "0000000000004", "at": "2026-11-24T08:00:00Z", "who": "mira", "kr": "ops/calm#bugs", "value": 2, "supersedes": "0000000000001"}
    {"id": "0000000000005", "at": "2026-11-24T08:00:00Z", "who": "mira", "team": "ops", "cycle": "2026-Q4", "learned": "Small is fast"}
    # readings/2026/one.jsonl
    {"id": "0000000000006", "at": "2026-11-24T08:00:00Z", "who": "mira", "kpi": "cov", "value": 71, "segment": {"service": "web"}}
""")  # noqa: E501
PATHS = sorted(WHOLE.contents)

NASTY = st.sampled_from(
    [b"\x00", b"\xff", b"\xef\xbb\xbf", b"&a ", b"*a", b"!x ", b"[", b"{", b"}", b"]", b": ", b"#",
     b"-", b"\n", b"\r", b"\t", b"'", b'"', b"null", b"true", b"1e9", b"~", b"<<: ", b"---\n", b"|",
     b"TODO", b"  ", b"\\u0000", b"9" * 50, b"\xe2\x80\xae", b"#x", b"0", b"- ", b"?"]
)  # fmt: skip


@dataclass(frozen=True)
class Shuffled:
    """A tree that lists its files in any order."""

    paths: list[str]

    def files(self) -> Mapping[str, Blob]:
        """The files of the whole workspace."""
        return {path: Held(WHOLE.contents[path]) for path in self.paths}


def test_the_workspace_of_these_laws_is_whole() -> None:
    """What is mangled below was right before."""
    assert WHOLE.lines == []
    assert len(WHOLE.workspace.journal.entries) == 7


def well_formed(loaded: Loaded) -> None:
    """Findings that can be shown: in order, with a place that exists and a message that is full."""
    findings = loaded.findings
    assert list(findings) == sorted(findings, key=lambda finding: finding.order)
    for finding in findings:
        assert finding.span.line >= 1
        assert finding.span.column >= 1
        assert finding.message
        assert "{" not in finding.template or finding.message != finding.template


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.one_of(st.sampled_from(PATHS), st.text(min_size=1, max_size=30)),
        st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)),
        max_size=4,
    )
)
def test_no_bytes_make_loading_raise(contents: dict[str, bytes]) -> None:
    """Whatever lies wherever."""
    well_formed(load(DictTree(contents)))


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_no_mangled_file_makes_loading_raise(data: st.DataObject) -> None:
    """A valid workspace with some bytes cut, put in or doubled."""
    contents = dict(WHOLE.contents)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(PATHS))
        content = contents[path]
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(start + 20, len(content))))
        contents[path] = content[:start] + data.draw(NASTY) + content[end:]
    well_formed(load(DictTree(contents)))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
FIELDS = sorted(
    {"id", "at", "who", "kr", "objective", "kpi", "team", "re", "void", "cycle", "value", "of",
     "zone", "milestone", "done", "progress", "confidence", "expects", "blocked", "unblocked",
     "support", "supported", "evidence", "grade", "outcome", "field", "old", "new", "why",
     "segment", "event", "learned", "closed", "meeting", "actions", "action", "day", "note",
     "links", "supersedes"}
)  # fmt: skip
LIKELY = st.sampled_from(
    ["0000000000001", "2026-11-21T14:00:00Z", "2026-11-21", "mira", "ops", "ops/calm",
     "ops/calm#bugs", "2026-Q4", "cov", "target", "one", 1, 0.5, True, None,
     [{"team": "ops", "need": "x"}], {"service": "web"}]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), LIKELY | JSON), max_size=3))
def test_no_entry_makes_loading_raise(entries: list[dict[str, object]]) -> None:
    """Any fields with any values, some of them nearly right."""
    lead: dict[str, object] = {"id": "aaaaaaaaaaaaa", "at": "2026-11-21T14:00:00Z", "who": "mira"}
    lines = [json.dumps({**lead, **entry}) for entry in entries]
    contents = {**WHOLE.contents, "checkins/2026-Q4/ops/two.jsonl": "\n".join(lines).encode()}
    well_formed(load(DictTree(contents)))


HEAD = '{"id": "aaaaaaaaaaaa%x", "at": "2026-11-21T14:00:00Z", "who": "%s", "kr": "%s"'
RESTS = st.sampled_from(
    [
        ', "value": 4', ', "value": 4.50', ', "value": -0', ', "value": 1e3', ', "value": "4"',
        ', "value": 4, "value": 5', ', "value": 4, "confidence": 6', ', "confidence": 11',
        ', "value": 4, "who": "tomas"', ', "value": 4, "kpi": "cov"', ', "valeu": 4', "",
        ', "value": 4, "day": "2026-11-20"', ', "value": 4, "day": "2026-02-30"',
        ', "day": "2020-01-01"', ', "note": "Zwei Fehler"', ', "note": "gr\u00fc\u00dfe"',
        ', "note": "\u202ehidden"', ', "note": "\\u202e"', ', "note": "\x7f"', ', "note": ""',
        ', "grade": null', ', "grade": null, "note": "why"', ', "grade": 0.755',
        ', "support": [{"team": "ops", "need": "x"}]', ', "milestone": "one", "done": true',
        ', "value": 1' + "0" * 50, ', "value": 4}, {"a": 1', ', "value": 4 ', ',"value":4', ", ",
        ', "supersedes": "aaaaaaaaaaaa0"', ', "value": 4}\r', ', "outcome": "dropped"',
    ]
)  # fmt: skip
"""What may follow: lawful and not, plain and odd."""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["mira", "mimi", "nobody", "Mira"]),
            st.sampled_from(["ops/calm#bugs", "ops/calm#steps", "ops/calm#cov", "ops/none#x"]),
            RESTS,
        ),
        max_size=8,
    )
)
def test_a_blank_before_a_line_means_nothing(lines: list[tuple[str, str, str]]) -> None:
    """Usual lines are taken apart quickly, and others are not: all mean the same."""
    written = [
        HEAD % (number, who, subject) + (rest if rest.endswith("\r") else rest + "}")
        for number, (who, subject, rest) in enumerate(lines)
    ]
    quick, careful = (
        load(DictTree({**WHOLE.contents, "checkins/2026-Q4/ops/two.jsonl": text.encode()}))
        for text in ("\n".join(written), "".join(f" {line}\n" for line in written))
    )
    assert quick.workspace.journal == careful.workspace.journal
    assert [(f.rule.code, f.span.line, f.message) for f in quick.findings] == [
        (f.rule.code, f.span.line, f.message) for f in careful.findings
    ]
    assert quick.left_out == careful.left_out


VALUES = st.one_of(LIKELY, JSON)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(
    ["title", "owner", "supports", "key_results", "needs", "initiatives", "aliases", "due",
     "starts", "with", "weight", "cadence", "pillar", "continues", "draft", "links"]
), VALUES))  # fmt: skip
def test_no_goal_makes_loading_raise(goal: dict[str, object]) -> None:
    """Any keys with any values; JSON is YAML."""
    contents = {**WHOLE.contents, "goals/2026-Q4/ops/calm.yaml": json.dumps(goal).encode()}
    well_formed(load(DictTree(contents)))


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "title",
                "from",
                "to",
                "count",
                "change_by",
                "at_least",
                "between",
                "milestones",
                "zones",
                "done_when",
                "kpi",
                "segment",
                "plan",
                "every",
                "unit",
                "better",
                "commit",
                "stretch",
                "due",
            ]
        ),
        VALUES
        | st.sampled_from(["+25%", "3x", "unknown", "TODO", {"target": "x"}, [1, 2], "week"]),
    )
)
def test_no_key_result_makes_loading_raise(key_result: dict[str, object]) -> None:
    """Any shape with any values."""
    goal = {"title": "x", "key_results": {"bugs": key_result}}
    contents = {**WHOLE.contents, "goals/2026-Q4/ops/calm.yaml": json.dumps(goal).encode()}
    well_formed(load(DictTree(contents)))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "title",
                "better",
                "healthy",
                "warning",
                "target",
                "stretch",
                "formula",
                "source",
                "drives",
                "segments",
                "expect",
                "benchmarks",
                "cadence",
                "unit",
                "aliases",
                "supports",
            ]
        ),
        VALUES | st.sampled_from(["higher", "inside", {"at_least": 3}, {"between": [1, 2]}, "cov"]),
    )
)
def test_no_kpi_makes_loading_raise(kpi: dict[str, object]) -> None:
    """Any keys with any values."""
    contents = {**WHOLE.contents, "kpis/half.yaml": json.dumps(kpi).encode()}
    well_formed(load(DictTree(contents)))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(
    ["okrctl", "people", "teams", "bots", "calendar", "cadence", "strategy", "lint", "review",
     "scoring", "glossary", "include", "adopted"]
), VALUES | st.dictionaries(st.sampled_from(["mira", "ops", "timezone", "cycles", "checkin"]),
                            VALUES)))  # fmt: skip
def test_no_settings_make_loading_raise(written: dict[str, object]) -> None:
    """What is refused is left out, and the rest is loaded."""
    contents = {**WHOLE.contents, "okrctl.yaml": json.dumps(written).encode()}
    well_formed(load(DictTree(contents)))


@settings(max_examples=20, deadline=None)
@given(st.permutations(PATHS))
def test_the_order_of_files_means_nothing(paths: list[str]) -> None:
    """Workspace and findings are the same."""
    loaded = load(Shuffled(paths))
    assert loaded.findings == ()
    assert loaded.workspace.journal == WHOLE.workspace.journal
    assert sorted(loaded.workspace.objectives, key=str) == sorted(
        WHOLE.workspace.objectives, key=str
    )


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(6)), st.integers(0, 6))
def test_entries_mean_the_same_packed_or_not(order: list[int], packed: int) -> None:
    """In any file and any order of lines."""
    loose = "checkins/2026-Q4/ops/one.jsonl"
    lines = WHOLE.contents[loose].splitlines(keepends=True)
    shuffled = [lines[number] for number in order]
    space = Space(
        {
            **WHOLE.contents,
            loose: b"".join(shuffled[packed:]),
            "checkins/2026-Q4/packed.jsonl": b"".join(shuffled[:packed]),
        }
    )
    assert space.lines == []
    assert space.workspace.journal == WHOLE.workspace.journal
