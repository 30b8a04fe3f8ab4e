"""Review, diff and changelog in real repositories: bases, forms, exit statuses, hostile text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from markdown_it import MarkdownIt

from cli.console import OKRCTL, TRUST, WORKSPACE, Console
from cli.running import Here

GOAL = "goals/2026-Q4/engineering/trusted-releases.yaml"
BUGS = "2026-Q4/engineering/trusted-releases#critical-bugs"
ENTRY = (
    '{"id": "aaaaaaaaaaaa1", "at": "2026-11-20T10:00:00Z", "who": "mira",'
    ' "kr": "engineering/trusted-releases#critical-bugs", "value": 6}\n'
)
MARKER = "<!-- okrctl-review:goals -->"


@pytest.fixture
def change(space: Console) -> Console:
    """A branch that eases a target on the files of main, with six bugs left of ten."""
    space.write("checkins/2026-Q4/engineering/one.jsonl", ENTRY)
    space.commit()
    space.git("switch", "-q", "-c", "work")
    edit(space, "to: 0", "to: 4")
    return space


def edit(console: Console, old: str, new: str) -> None:
    """Put a text in place of another in the goal."""
    text = console.read(GOAL)
    assert old in text
    console.write(GOAL, text.replace(old, new))


def facts(console: Console, *words: str, **extra: str) -> Any:
    """What a command says as JSON."""
    ended = console.okrctl(*words, "--format", "json", **extra)
    assert ended.status in (0, 1), ended.err
    return json.loads(ended.out)


def names(console: Console, *words: str, **extra: str) -> list[str]:
    """The classes of the changes that a command shows."""
    return [one["name"] for one in facts(console, *words, **extra)["changes"]]


def test_a_review_gates(change: Console) -> None:
    """Status 1 from the fail level on; the first line names both commits."""
    main = change.git("rev-parse", "--short=7", "main").strip()
    ended = change.okrctl("review", "--format", "table")
    first, headline, rises, *_ = ended.out.splitlines()
    expected = f"Base {main} (merge base with main), head {main} and 1 uncommitted file"
    assert (ended.status, first) == (1, expected)
    assert headline.startswith("1 error: the goalpost moved")
    assert "trusted-releases rises 0.40 → 0.66 without new progress" in rises
    assert "on day 55 of 92" in headline
    assert change.okrctl("review", "--fail-on", "never").status == 0
    edit(change, "to: 4", "to: 0")
    ended = change.okrctl("review", "--format", "table")
    assert (ended.status, "no goal changed" in ended.out) == (0, True)


def test_an_amendment_lets_it_pass(space: Console) -> None:
    """`okrctl amend` writes goal and reason, and its commit is a warning."""
    space.git("switch", "-q", "-c", "work")
    address = "trusted-releases#critical-bugs"
    amended = space.okrctl("amend", address, "to=2", "--why", "August had two", "--yes",
                           OKRCTL_PERSON="mira")  # fmt: skip
    assert amended.status == 0, amended.err
    found = facts(space, "review", "main...work")
    assert found["counts"] == {"error": 0, "warning": 1, "info": 1}
    assert found["changes"][0]["reason"] == "August had two"
    assert space.okrctl("review").status == 0
    assert space.okrctl("review", "--fail-on", "warning").status == 1


def test_which_revisions_are_meant(change: Console) -> None:
    """Ranges take commits, a merge base where there are three dots; else the files on disk."""
    change.commit()
    change.git("switch", "-q", "main")
    edit(change, "owner: mira", "owner: tomas")
    change.commit()
    assert names(change, "diff", "main...work") == ["target-eased"]
    assert sorted(names(change, "diff", "main..work")) == ["owner-changed", "target-eased"]
    change.git("switch", "-q", "work")
    assert names(change, "diff") == ["target-eased"]
    assert names(change, "diff", "--base", "main") == names(change, "diff", "main")
    assert names(change, "diff", "HEAD") == []
    assert names(change, "diff", OKRCTL_BASE="HEAD") == []
    assert names(change, "review", GITHUB_BASE_REF="main") == ["target-eased"]
    assert change.okrctl("review", "main...work", "--base", "main").status == 2


def test_files_that_git_does_not_know_count(change: Console) -> None:
    """A new objective on disk is one that reviewers must see."""
    change.write("goals/2026-Q4/engineering/calm.yaml", "title: Calm\n")
    assert names(change, "diff") == ["target-eased", "objective-added"]
    (change.folder / GOAL).unlink()
    found = facts(change, "diff")
    assert [one["name"] for one in found["changes"]] == ["objective-removed", "objective-added"]
    assert found["uncommitted"] == 2


@pytest.mark.parametrize("command", ["review", "diff"])
def test_without_a_shared_commit_nothing_is_verified(change: Console, command: str) -> None:
    """Status 3 with the exact command that fetches; a wrong name, or an option, is status 2."""
    change.commit()
    change.git("switch", "-q", "--orphan", "alone")
    change.git("commit", "-q", "--allow-empty", "-m", "nothing in common")
    change.git("checkout", "-q", "main", "--", ".")
    for words in (("main...alone",), ("--base", "main")):
        ended = change.okrctl(command, *words)
        assert (ended.status, "next: git fetch origin" in ended.err) == (3, True), ended.err
    assert change.okrctl(command, "nowhere").status == 2
    assert change.okrctl(command, "--", "--output=pwn").status == 2
    assert change.okrctl(command, "--", "--output=pwn..HEAD").status == 2
    assert not (change.folder / "pwn").exists()


def test_a_shallow_clone_is_told_how_to_deepen(change: Console) -> None:
    """And after that it reviews."""
    change.commit()
    clone = Console(change.folder.parent / "clone", change.home)
    source = f"file://{change.folder}"
    change.git("clone", "-q", "--depth=1", "--branch=work", source, str(clone.folder))
    ended = clone.okrctl("review", GITHUB_BASE_REF="main")
    assert ended.status == 3
    clone.git(*ended.err.partition("next: ")[2].split()[1:])
    assert names(clone, "review", GITHUB_BASE_REF="main") == ["target-eased"]


def test_without_git_there_is_nothing_to_compare(console: Console) -> None:
    """Status 3 says why."""
    console.write("okrctl.yaml", "okrctl: 1\n")
    assert console.okrctl("review").status == 3
    assert console.okrctl("changelog", "--since", "HEAD").status == 3


def test_a_base_that_does_not_parse_is_one_warning(change: Console) -> None:
    """It is mended without an error, and the rest is compared."""
    change.git("switch", "-q", "main")
    change.write(GOAL, "title: [\n")
    change.commit()
    change.git("switch", "-q", "-c", "mend")
    change.write(GOAL, "title: Customers trust every release\nowner: mira\n")
    found = facts(change, "review")
    assert [(one["name"], one["severity"]) for one in found["changes"]] == [
        ("not-compared", "warning")
    ]


def test_the_comment_is_safe_and_has_its_marker(change: Console) -> None:
    """No link, image or HTML comes from what users wrote, and nobody is mentioned."""
    evil = "![x](http://evil.example/a) <script>x</script> [a](http://evil.example) `@mira` | b"
    edit(change, "Customers trust every release", f"'{evil}'")
    edit(change, "Critical bugs found after release", f"'{evil}'")
    text = change.okrctl("review", "--format", "md").out
    assert text.endswith(f"\n{MARKER}\n")
    own = ("<details><summary>", "</details>", MARKER)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    parts = [part for token in tokens for part in (token, *(token.children or ()))]
    assert not [part for part in parts if part.type in ("link_open", "image")]
    html = [part.content.strip() for part in parts if part.type.startswith("html")]
    assert all(one.startswith(own) for one in html), html
    said = [part for part in parts if part.type == "text" and "@mira" in part.content]
    assert said == []
    assert "### 1 error, 2 warnings" in text


def test_a_comment_is_cut_with_the_worst_kept(space: Console) -> None:
    """A forge takes no more than so much; what is left out is counted."""
    for number in range(300):
        goal = f"title: {'Releases are calm ' * 15}{number}\nowner: mira\nkey_results:\n"
        goal += f"  a: {{title: {'Pages at night ' * 15}, from: 9, to: 1}}\n"
        space.write(f"goals/2026-Q4/engineering/calm-{number}.yaml", goal)
    space.commit()
    for number in range(300):
        path = f"goals/2026-Q4/engineering/calm-{number}.yaml"
        text = space.read(path).replace("Releases", "Nights").replace("Pages", "All calls")
        space.write(path, text)
    edit(space, "to: 0", "to: 4")
    text = space.okrctl("review", "--format", "md").out
    assert len(text.encode()) <= 60_000
    assert text.index("| error | target-eased") < text.index("| warning |")
    assert "more: run `okrctl review`" in text
    assert text.endswith(f"{MARKER}\n")


def test_nothing_changed_has_a_comment_too(space: Console) -> None:
    """So that the one of yesterday is updated."""
    text = space.okrctl("review", "--format", "md").out
    assert "### no goal changed" in text
    assert text.endswith(f"{MARKER}\n")


def test_github_gets_annotations_and_a_summary(change: Console) -> None:
    """By themselves under Actions, and the page beside them."""
    summary = change.folder.parent / "summary.md"
    ended = change.okrctl("review", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    (annotation,) = [one for one in ended.out.splitlines() if one.startswith("::")]
    assert annotation.startswith(f"::error file={GOAL},line=9,")
    assert "title=CHG101 target-eased::" in annotation
    assert summary.read_text().endswith(f"{MARKER}\n")


@pytest.mark.parametrize(
    "form", ["gitlab", "junit", "sarif", "rdjson", "azure", "concise", "jsonl"]
)
def test_every_form_of_findings_is_one_of_changes(change: Console, form: str) -> None:
    """With code, place and severity; several at once, each into its file."""
    ended = change.okrctl("review", "--format", "table", "--format", f"{form}:out.txt")
    assert ended.status == 1, ended.err
    text = change.read("out.txt")
    assert "CHG101" in text
    assert GOAL in text
    assert change.okrctl("review", "--format", "json", "--format", form).status == 2


def test_the_forms_of_every_command(change: Console) -> None:
    """TSV in a pipe, strict JSON with its schema, CSV, Markdown."""
    assert change.okrctl("review").out.startswith(f"error\ttarget-eased\t{BUGS}\tto\t0\t4\t")
    assert facts(change, "review")["schema"] == "okrctl.review/1"
    assert facts(change, "diff")["changes"][0]["before"] == 0
    assert change.okrctl("diff", "--format", "csv").out.startswith("change,address,field")
    assert change.okrctl("review", "--format", "nope").status == 2


def test_a_changelog_tells_a_period(change: Console) -> None:
    """Since a tag, a commit or a day; nothing older than all there is."""
    change.git("tag", "v1")
    change.commit()
    assert names(change, "changelog", "--since", "v1") == ["target-eased"]
    text = change.okrctl("changelog", "--since", "v1", "--format", "md").out
    assert "Goalposts" in text
    change.git("commit", "-q", "--amend", "--no-edit", "--date=2026-11-20T10:00:00Z")
    assert change.okrctl("changelog", "--since", "2001-01-01").status == 2
    assert change.okrctl("changelog", "--since", "no such day").status == 2
    assert names(change, "changelog", "--since", "2099-01-01") == []


def test_what_entries_say_is_held_against_their_commits(change: Console) -> None:
    """An entry committed today that says it is of October was not recorded then."""
    late = (
        ENTRY.replace("aaaaaaaaaaaa1", "aaaaaaaaaaaa2")
        .replace("2026-11-20", "2026-10-20")
        .replace("6}", "9}")
    )
    change.write("checkins/2026-Q4/engineering/two.jsonl", late)
    found = names(change, "diff")
    assert sorted(found) == ["entry-backdated", "target-eased"]
    change.git("add", "-A")
    change.git("commit", "-q", "-m", "late", "--date=2026-10-21T10:00:00Z")
    assert sorted(names(change, "diff")) == ["entry-added", "target-eased"]


def test_p4_nothing_runs_that_the_repository_names(change: Console) -> None:
    """Canaries in configuration, attributes and hooks stay where they are."""
    canary = change.folder.parent / "canary"
    touch = f"touch {canary}"
    for key in ("core.fsmonitor", "diff.external", "diff.evil.textconv", "diff.evil.command",
                "filter.evil.smudge", "filter.evil.clean", "core.pager", "core.editor",
                "core.sshCommand", "merge.evil.driver"):  # fmt: skip
        change.git("config", key, touch)
    change.write(".gitattributes", "* diff=evil filter=evil merge=evil\n")
    for words in (("review",), ("diff", "main...work"), ("changelog", "--since", "main")):
        assert change.okrctl(*words).status in (0, 1)
    assert not canary.exists()


def test_p5_a_branch_cannot_lie_in_the_first_line(change: Console) -> None:
    """What the name of a revision holds is no markup."""
    change.git("branch", "a`|<b>@mira</b>")
    text = change.okrctl("review", "--base", "a`|<b>@mira</b>", "--format", "md").out
    first = MarkdownIt("commonmark").parse(text.partition("\n")[0])
    parts = [part for token in first for part in token.children or ()]
    assert {part.type for part in parts} == {"text", "code_inline"}
    assert not [part for part in parts if part.type == "text" and "@mira" in part.content]


def test_git_itself_can_show_meanings(change: Console) -> None:
    """As its external diff: one page a file, whichever side is missing, from any folder."""
    change.write("goals/2026-Q4/engineering/calm.yaml", "title: Calm\n")
    change.git("add", "-A")
    change.git("rm", "-q", "--cached", "checkins/2026-Q4/engineering/one.jsonl")
    change.git("config", "diff.external", f"{OKRCTL} diff")
    shown = change.git("-C", "goals", "diff", "--cached")
    for name in ("target-eased", "objective-added", "entry-deleted"):
        assert shown.count(f"{name} ") == 1, shown
    assert change.okrctl("diff", "one", "two").status == 2


def test_git_shows_a_workspace_below_its_top(console: Console) -> None:
    """A file that is in no workspace is passed over, and git goes on."""
    console.repository()
    console.write("acme/okrctl.yaml", WORKSPACE)
    console.write(f"acme/{GOAL}", TRUST)
    console.write("README", "one\n")
    console.commit()
    console.write(f"acme/{GOAL}", TRUST.replace("to: 0", "to: 4"))
    console.write("README", "two\n")
    console.git("config", "diff.external", f"{OKRCTL} diff")
    assert console.git("diff").count("target-eased ") == 1


@pytest.mark.parametrize(
    ("folder", "key"),
    [("okrs", "okrs"), ("teams/a-b", "teams-a-b-d67a9755"), ("teams-a/b", "teams-a-b-9d8201b1"),
     ("x --> y", "x-y-d5375db9")],
)  # fmt: skip
def test_each_workspace_of_a_repository_has_a_comment_of_its_own(
    console: Console, folder: str, key: str
) -> None:
    """Its folder is in the marker; two folders that look alike stay two, and none ends it."""
    console.repository()
    console.write(f"{folder}/okrctl.yaml", WORKSPACE)
    console.commit()
    here = Here(console.folder / folder, console.home)
    text = here.okrctl("review", "HEAD", "--format", "md").out
    assert text.endswith(f"\n<!-- okrctl-review:{key} -->\n")
