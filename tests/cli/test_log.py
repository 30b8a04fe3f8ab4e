from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from cli.console import Console
from cli.history import ENTRIES, FILE, FULL, GOAL, SETTINGS, History, quarter
from cli.running import Here

KR = "critical-bugs"


@pytest.fixture
def past(console: Console) -> History:
    """A key result with the history of a quarter."""
    return quarter(Here(console.folder, console.home))


def events(past: History, *words: str) -> list[dict[str, object]]:
    """The events that a log prints as JSON."""
    ended = past.console.okrctl("log", *words, "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    found: list[dict[str, object]] = json.loads(ended.out)["events"]
    return found


def brief(found: Sequence[dict[str, object]], *names: str) -> list[tuple[object, ...]]:
    """Some fields of each event."""
    return [tuple(event[name] for name in names) for event in found]


def unseen(past: History, *words: str) -> str:
    """What a log says that it could not see."""
    ended = past.console.okrctl("log", *words, "--format", "json")
    assert ended.status == 0, ended.err
    return str(json.loads(ended.out)["unseen"])


def test_the_trail_of_a_key_result_is_a_screen(past: History) -> None:
    """Newest first, each event with its commit; capitals mark what an auditor looks for."""
    shown = past.console.terminal("log", KR).out
    for sha in past.console.git("log", "--format=%h").split():
        shown = shown.replace(sha, "COMMIT")
    assert shown.splitlines() == [
        "2026-Q4/engineering/trusted-releases#critical-bugs · 10 → 0 bugs · 10 events",
        "21 Nov  COMMIT  mira  check-in    7 → 8   conf 5 › 3   ⚑ No staging data for b…",
        "13 Nov  COMMIT  mira  check-in    6 → 7   conf 6 › 5   “Billing again”",
        " 6 Nov  COMMIT  mira  check-in    6 → 6   conf 7 › 6   “No release”",
        "30 Oct  COMMIT  mira  check-in    8 → 6   conf 7 › 7   “Triage rota works”",
        "23 Oct  COMMIT  mira  check-in    8 → 8   conf 7 › 7",
        "19 Oct  COMMIT  mira  AMENDED     to 2 → 0   “August already had two”",
        "16 Oct  COMMIT  mira  CORRECTED   7 → 8   supersedes the entry below: a typo",
        "16 Oct  COMMIT  mira  superseded  9 → 7   conf 7 › 7",
        " 9 Oct  COMMIT  mira  check-in   10 → 9   conf 7",
        "24 Sep  COMMIT  mira  CREATED    10 → 2   2026-Q4 was still planned",
        "value █▆▆▁▁▃▆ · target raised 1× · corrected 1×",
        "Next  okrctl show critical-bugs --at COMMIT · okrctl explain critical-bugs",
    ]


def test_every_event_names_the_commit_that_made_it(past: History) -> None:
    """Entries by the commit that added their line, changes by the commit that made them."""
    made = past.console.git("log", "--format=%H").split()
    assert [event["commit"] for event in events(past, KR)] == made
    past.entry("2026-11-22", "k", {"value": 9, "confidence": 2})
    now = events(past, KR)
    assert brief(now, "entry", "commit")[0] == ("k".ljust(13, "0"), None)
    assert "1 event of this is not committed yet" in past.console.terminal("log", KR).out


def test_a_change_without_an_amendment_stands_for_itself(past: History) -> None:
    """A target that is eased in silence is one event; a title is reworded; numbers stay numbers."""
    past.console.write(FILE, GOAL.replace("to: 2", "to: 5").replace("Critical bugs", "Grave bugs"))
    sha = past.commit("2026-11-22", who="tomas")
    newest = events(past, KR)[:2]
    assert {event["kind"] for event in newest} == {"target", "wording"}
    (target,) = (event for event in newest if event["kind"] == "target")
    assert (target["old"], target["new"], target["who"]) == (0, 5, "tomas")
    screen = past.console.okrctl("log", KR, "--format", "table").out
    assert f"22 Nov  {sha}  tomas  CHANGED     to 0 → 5\n" in screen
    assert "target eased 1× · target raised 1×" in screen
    past.console.write(FILE, "# a comment\n" + GOAL.replace("to: 2", "to: 5.0"))
    past.commit("2026-11-23")
    assert [one["field"] for one in events(past, KR)[:1]] == ["title"]


def test_renames_are_followed(past: History) -> None:
    """An objective that moved to another team and a key result with another id keep their past."""
    console = past.console
    before = len(events(past, KR))
    assert console.okrctl("mv", "trusted-releases", "company/calm-releases").status == 0
    assert console.okrctl("mv", f"calm-releases#{KR}", "grave-bugs").status == 0
    now = events(past, "grave-bugs")
    assert len(now) == before + 2
    assert brief(now[:2], "kind", "old", "new") == [
        ("moved", KR, "grave-bugs"),
        ("moved", "2026-Q4/engineering/trusted-releases", "2026-Q4/company/calm-releases"),
    ]
    assert now[-1]["kind"] == "created"
    assert {str(one["address"]) for one in now[2:]} == {"2026-Q4/company/calm-releases#grave-bugs"}
    assert events(past, KR) == now


def test_a_move_with_edits_and_without_an_alias_is_still_one(past: History) -> None:
    """What git sees go and come in one commit is one file where most of its lines are the same."""
    console = past.console
    new = FILE.replace("trusted", "calm")
    console.write(new, GOAL.replace("to: 2", "to: 1"))
    (console.folder / FILE).unlink()
    past.commit("2026-11-22")
    found = events(past, "calm-releases")
    assert brief(found, "kind", "field", "new") == [
        ("moved", None, "2026-Q4/engineering/calm-releases"),
        ("target", "to", 1),
        ("target", "to", 0),
        ("created", None, None),
        ("created", None, None),
    ]


def test_a_key_result_that_went_is_in_the_trail_of_its_objective(past: History) -> None:
    """What came, what went, and what it had wanted."""
    text = f"{past.console.read(FILE)}  soc2: The report is published\n"
    past.console.write(FILE, text)
    past.commit("2026-11-22")
    past.console.write(FILE, text.replace("  soc2: The report is published\n", ""))
    past.commit("2026-11-23")
    newest = events(past, "trusted-releases")[:2]
    assert brief(newest, "kind", "address", "said") == [
        ("removed", "2026-Q4/engineering/trusted-releases#soc2", "The report is published"),
        ("created", "2026-Q4/engineering/trusted-releases#soc2", "The report is published"),
    ]


def test_what_is_gone_has_a_trail_under_its_full_address(past: History) -> None:
    """An objective, a key result and a KPI that were deleted; what never was is unknown."""
    console, address = past.console, "2026-Q4/engineering/extra"
    console.write(f"goals/{address}.yaml", GOAL)
    console.write("kpis/extra.yaml", "title: Extra\n")
    past.commit("2026-11-20")
    for path in (f"goals/{address}.yaml", "kpis/extra.yaml"):
        (console.folder / path).unlink()
    past.commit("2026-11-22", who="tomas")
    for gone in (address, f"{address}#critical-bugs", "kpi:extra"):
        found = events(past, gone)
        assert found[0]["kind"] == "removed"
        assert found[0]["who"] == "tomas"
        assert found[-1]["kind"] == "created"
    for never in ("2026-Q4/engineering/never", f"{address}#never", "kpi:never"):
        ended = console.okrctl("log", never)
        assert (ended.status, ended.out) == (2, "")
        assert "there is no" in ended.err


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("Merge pull request #17 from acme/eased", 17),
        ("Merge branch 'eased' into 'main'\n\nSee merge request acme/goals!23", 23),
        ("Merged in eased (pull request #5)", 5),
        ("Merged PR 99: eased", 99),
        ("Merge branch 'eased' #12", None),
    ],
)
def test_the_pull_request_is_named_where_the_merge_names_it(
    past: History, message: str, number: int | None
) -> None:
    """GitHub, GitLab, Bitbucket and Azure; only what the merge brought belongs to it."""
    console = past.console
    console.git("switch", "-q", "-c", "eased")
    console.write(FILE, GOAL.replace("to: 2", "to: 5"))
    sha = past.commit("2026-11-22", who="tomas")
    console.git("switch", "-q", "main")
    past.entry("2026-11-22", "m", {"value": 9})
    past.commit("2026-11-22")
    console.git("merge", "-q", "--no-ff", "-m", message, "eased")
    found = {str(one["commit"])[:7]: one["pull_request"] for one in events(past, KR)}
    assert {sha: n for sha, n in found.items() if n is not None} == (
        {sha: number} if number else {}
    )
    assert sha in found
    table = console.okrctl("log", KR, "--format", "table").out
    assert (f"{sha} #{number}  tomas" in table) == (number is not None)


def test_a_squash_names_its_own(past: History) -> None:
    """The number behind the subject of a commit."""
    past.console.write(FILE, GOAL.replace("to: 2", "to: 5"))
    past.commit("2026-11-22", "Ease the target (#31)\n\nas agreed (#30)")
    assert events(past, KR)[0]["pull_request"] == 31


def test_kinds_and_days_choose(past: History) -> None:
    """Words for one kind and for families; a day is when it was recorded."""
    kinds = [one["kind"] for one in events(past, KR)]
    assert [one["kind"] for one in events(past, KR, "--kind", "correction")] == [
        "corrected", "superseded",
    ]  # fmt: skip
    two = events(past, KR, "--kind", "created", "--kind", "amended")
    assert [one["kind"] for one in two] == ["amended", "created"]
    assert [one["kind"] for one in events(past, KR, "--since", "2026-11-06")] == kinds[:3]
    assert [one["kind"] for one in events(past, KR, "--as-of", "2026-10-18")] == kinds[-4:]
    ended = past.console.okrctl("log", "--kind", "nothing")
    assert ended.status == 2
    assert "there is no kind 'nothing'" in ended.err


def test_the_trail_of_a_revision(past: History) -> None:
    """With --at only what had happened by then."""
    assert events(past, KR, "--at", "HEAD~3") == events(past, KR)[3:]


@pytest.mark.parametrize(
    ("text", "count", "sort"),
    [(None, 12, "everything"), ("engineering", 11, "a team"), ("mira", 12, "a person"),
     ("team:engineering", 11, "a team"), ("tomas", 0, "a person"), ("company", 0, "a team"),
     ("trusted-releases", 11, "an objective"), ("2026-Q4/engineering/trusted-releases", 11, "it")],
)  # fmt: skip
def test_anything_has_a_trail(past: History, text: str | None, count: int, sort: str) -> None:
    """The workspace, teams, people, objectives."""
    assert len(events(past, *([text] if text else []))) == count, sort


def test_what_okrctl_yaml_says_of_people_and_teams_is_theirs(past: History) -> None:
    """A new lead, a person who left: in the trails of those, and in that of the workspace."""
    text = SETTINGS.replace("parent: company, lead: mira", "parent: company, lead: tomas")
    past.console.write("okrctl.yaml", text)
    past.commit("2026-11-22", who="mira")
    (first, *_) = events(past, "engineering")
    assert (first["field"], first["old"], first["new"]) == (
        "teams.engineering.lead",
        "mira",
        "tomas",
    )
    assert events(past)[0] == first
    assert events(past, "company") == []


def test_a_kpi_has_readings_and_thresholds(past: History) -> None:
    """Its readings with the value before, its outside events, and what was changed of it."""
    kpi = 'title: Coverage\nunit: "%"\nbetter: higher\nhealthy: {at_least: 75}\n'
    past.console.write("kpis/coverage.yaml", kpi)
    past.commit("2026-11-20")
    for day, value in (("20", 70), ("21", 72)):
        row = {"id": f"v{day}".ljust(13, "0"), "at": f"2026-11-{day}T12:00:00Z", "who": "tomas",
               "kpi": "coverage", "value": value}  # fmt: skip
        past.console.write(f"readings/2026/{day}.jsonl", f"{json.dumps(row)}\n")
        past.commit(f"2026-11-{day}", hour=15)
    past.console.write("kpis/quality/coverage.yaml", kpi.replace("75", "70"))
    (past.console.folder / "kpis/coverage.yaml").unlink()
    past.commit("2026-11-22")
    assert brief(events(past, "kpi:coverage"), "kind", "field", "old", "new") == [
        ("target", "healthy.at_least", 75, 70),
        ("reading", None, 70, 72),
        ("reading", None, None, 70),
        ("created", None, None, None),
    ]


def test_withdrawn_and_commented(past: History) -> None:
    """A void names what it withdraws, which stays in the trail; a comment stands below it."""
    last = "j".ljust(13, "0")
    for name, fields in (
        ("p", {"void": last, "note": "wrong goal"}),
        ("q", {"re": last, "note": "Who?"}),
    ):
        row = {"id": name.ljust(13, "0"), "at": "2026-11-22T07:00:00Z", "who": "tomas", **fields}
        past.console.write(f"{ENTRIES}/{name}.jsonl", f"{json.dumps(row)}\n")
    past.commit("2026-11-22")
    assert brief(events(past, KR)[:3], "kind", "about", "note") == [
        ("void", last, "wrong goal"),
        ("withdrawn", None, "Two billing regressions"),
        ("comment", last, "Who?"),
    ]


def test_packed_and_appended_entries_keep_their_first_commit(past: History) -> None:
    """A pack came later than what it holds; a line that a person appended came by that commit."""
    console = past.console
    before = {str(one["entry"]): one["commit"] for one in events(past, KR)}
    folder = console.folder / ENTRIES
    rows = [path.read_text() for path in sorted(folder.glob("*.jsonl"))]
    for path in folder.glob("*.jsonl"):
        path.unlink()
    console.write("checkins/2026-Q4/packed.jsonl", "".join(rows))
    past.commit("2026-11-22", "pack")
    assert {str(one["entry"]): one["commit"] for one in events(past, KR)} == before
    path = past.entry("2026-11-22", "r", {"value": 5})
    past.commit("2026-11-22")
    added = console.read(path).replace("r0000", "s0000").replace('"value": 5', '"value": 4')
    console.write(path, console.read(path) + added)
    sha = past.commit("2026-11-23")
    found = {str(one["entry"]): str(one["commit"])[:7] for one in events(past, KR)}
    assert found["s".ljust(13, "0")] == sha
    assert found["r".ljust(13, "0")] != sha


def test_a_shallow_clone_says_what_it_cannot_see(past: History) -> None:
    """The commit where it begins made nothing: that would blame its author for everything."""
    console = past.console
    there = console.home / "clone"
    console.git("clone", "-q", "--depth", "2", f"file://{console.folder}", str(there))
    clone = History(Here(there, console.home))
    assert "This clone is shallow: nothing up to" in unseen(clone, KR)
    found = events(clone, KR)
    assert [one["commit"] is not None for one in found] == [True] + [False] * 8
    assert "git fetch --unshallow" in clone.console.okrctl("log", KR, "--format", "table").out


def test_without_commits_and_without_git_entries_are_left(console: Console) -> None:
    """Both say what is not there, and exit with 0."""
    past = History(Here(console.folder, console.home))
    console.write("okrctl.yaml", SETTINGS)
    console.write(FILE, GOAL)
    past.entry("2026-11-20", "a", {"value": 9})
    assert "There is no history (this is not a git repository)" in unseen(past, KR)
    assert len(events(past, KR)) == 1
    console.repository()
    assert unseen(past, KR) == "Nothing is committed yet: only entries are shown"
    assert brief(events(past, KR), "kind", "commit") == [("check-in", None)]


def test_names_that_mean_several_things_are_refused(past: History) -> None:
    """The candidates are listed, in a form that can be typed."""
    past.console.write(FILE.replace("trusted-releases", "mira"), GOAL)
    ended = past.console.okrctl("log", "mira")
    assert ended.status == 2
    assert "'mira' may mean person:mira or 2026-Q4/engineering/mira" in ended.err
    assert past.console.okrctl("log", "person:mira").status == 0
    assert "there is no" in past.console.okrctl("log", "nobody").err


def test_authors_and_notes_cannot_lie(past: History) -> None:
    """Escapes and markup of a git author or a note are text like any other."""
    past.console.write(FILE, GOAL.replace("to: 2", "to: 3"))
    past.console.git("add", "-A")
    past.console.git(
        "-c", "user.email=x@x", "-c", "user.name=\x1b[31mE[red]ve", "commit", "-qm", "x"
    )
    for form in ("table", "tsv", "csv", "md", "json"):
        ended = past.console.okrctl("log", KR, "--format", form)
        assert ended.status == 0
        assert "\x1b" not in ended.out
    assert "E[red]ve" in past.console.okrctl("log", KR, "--format", "table").out
    past.console.write(FILE, "title: [")
    past.commit("2026-11-22")
    assert past.console.okrctl("log", "trusted-releases").status == 0


def test_everything_fits_ascii(past: History) -> None:
    """Arrows, quotes and the flag have plain forms."""
    out = past.console.okrctl("log", KR, "--format", "table", "--ascii").out
    assert out.isascii()
    assert "conf 5 > 3" in out
    assert FULL in out
