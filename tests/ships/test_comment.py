"""The script that comments: a process of its own, and a forge that listens on this machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ships.forge import PERSON, Forge, forge
from ships.shipped import ROOT, program

SCRIPT = ROOT / "templates" / "comment.py"
KEY = "17-42"
MARKER = f"<!-- okrctl-review:{KEY} -->"
OWN = "<!-- okrctl-review:okrs -->"
ISSUES = "/repos/acme/goals/issues"
NOTES = "/projects/5/merge_requests/7/notes"


@pytest.fixture
def there() -> Iterator[Forge]:
    """A forge with nothing said yet."""
    with forge() as found:
        yield found


def comment(there: Forge, tmp_path: Path, body: str, *, on: str = "github") -> str:
    """Comment with a text; what the script printed. It never fails."""
    file = tmp_path / "comment.md"
    file.write_text(body, "utf-8")
    github = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": there.url,
        "GITHUB_REPOSITORY": "acme/goals",
        "PULL_REQUEST": "7",
        "GH_TOKEN": "secret",
    }
    gitlab = {
        "CI_API_V4_URL": there.url,
        "CI_PROJECT_ID": "5",
        "CI_MERGE_REQUEST_IID": "7",
        "OKRCTL_TOKEN": "secret",
    }
    ended = program(
        Path(sys.executable).name, str(SCRIPT), str(file), KEY,
        env=github if on == "github" else gitlab,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def test_the_first_comment_is_made_and_the_next_one_changes_it(
    there: Forge, tmp_path: Path
) -> None:
    """A text without a marker gets one on top; from then on the same comment is edited."""
    assert comment(there, tmp_path, "one\n") == ""
    assert there.bodies() == [f"{MARKER}\none\n"]
    assert comment(there, tmp_path, "two\n") == ""
    assert there.bodies() == [f"{MARKER}\ntwo\n"]
    assert there.log == [
        ("GET", f"{ISSUES}/7/comments"), ("POST", f"{ISSUES}/7/comments"),
        ("GET", f"{ISSUES}/7/comments"), ("PATCH", f"{ISSUES}/comments/41"),
    ]  # fmt: skip
    assert there.tokens == {"Bearer secret"}


def test_a_marker_is_found_anywhere_and_on_any_page(there: Forge, tmp_path: Path) -> None:
    """A review has its own at its end, and so has the comment that is there."""
    for body in ("hello", "about something else", f"{MARKER}\nlint", f"a review\n{OWN}\n"):
        there.says(body)
    comment(there, tmp_path, f"another review\n\n{OWN}\n")
    assert there.bodies()[2:] == [f"{MARKER}\nlint", f"another review\n\n{OWN}\n"]
    assert there.log[1:] == [("GET", f"{ISSUES}/7/comments"), ("PATCH", f"{ISSUES}/comments/44")]


def test_a_persons_comment_is_never_changed(there: Forge, tmp_path: Path) -> None:
    """Whoever copies a marker gets no say in what stands below it."""
    there.says(f"trust me\n{OWN}", PERSON)
    comment(there, tmp_path, f"a review\n{OWN}\n")
    assert there.bodies() == [f"trust me\n{OWN}", f"a review\n{OWN}\n"]


def test_gitlab_has_notes(there: Forge, tmp_path: Path) -> None:
    """Ours are those of whoever owns the token."""
    there.says(f"trust me\n{OWN}", PERSON)
    for text in ("one", "two"):
        assert comment(there, tmp_path, f"{text}\n{OWN}\n", on="gitlab") == ""
    assert there.bodies() == [f"trust me\n{OWN}", f"two\n{OWN}\n"]
    assert there.log[-1] == ("PUT", f"{NOTES}/42")
    assert there.tokens == {"secret"}


@pytest.mark.parametrize(("method", "status"), [("POST", 403), ("GET", 404), ("GET", 500)])
def test_what_is_refused_is_a_warning(
    there: Forge, tmp_path: Path, method: str, status: int
) -> None:
    """A fork's token may only read; the job goes on, and the warning is one line."""
    there.refuses[method] = status
    printed = comment(there, tmp_path, "one\n")
    assert printed.startswith(
        f"::warning::okrctl could not comment on this request: HTTP Error {status}"
    )
    assert printed.count("\n") == 1
    assert there.bodies() == []


def test_the_token_goes_nowhere_else(there: Forge, tmp_path: Path) -> None:
    """Neither a redirect nor a link to another host is followed."""
    with forge() as other:
        there.elsewhere = other.url
        assert "HTTP Error 302" in comment(there, tmp_path, "one\n")
        assert other.log == []


def test_a_forge_that_is_not_there_is_a_warning(there: Forge, tmp_path: Path) -> None:
    """As is a variable that is missing."""
    there.url = "http://127.0.0.1:9"
    assert "warning: okrctl could not comment" in comment(there, tmp_path, "one\n", on="gitlab")


def test_nothing_to_say_is_not_said(there: Forge, tmp_path: Path) -> None:
    """An empty file asks the forge nothing."""
    assert comment(there, tmp_path, "\n") == ""
    assert there.log == []
