"""The template for GitLab: valid, and its scripts run as a runner runs them."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from cli.console import WORKSPACE, Console
from ships.forge import forge
from ships.shipped import ROOT, TEMPLATE, bash, program, read

BAD = "goals/2026-Q4/company/bad.yaml"
ENTRY = (
    '{"id": "aaaaaaaaaaaa1", "at": "2026-11-20T10:00:00Z", "who": "mira",'
    ' "kr": "engineering/trusted-releases#critical-bugs", "value": VALUE}\n'
)


def lines(job: str, key: str) -> list[str]:
    """The commands of a job, those it refers to left to their own job."""
    return [line for line in read(TEMPLATE)[job][key] if isinstance(line, str)]


def test_it_fits_the_schema_of_gitlab() -> None:
    """As GitLab reads it."""
    words = ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    ended = program("check-jsonschema", *words, str(TEMPLATE))
    assert ended.returncode == 0, ended.stdout


def test_lint_writes_the_reports_that_the_job_names(console: Console) -> None:
    """Both reports are there when it fails, with paths of the repository."""
    console.write("okrs/okrctl.yaml", WORKSPACE)
    console.write(f"okrs/{BAD}", "titel: A typing error\n")
    environ = {"OKRCTL_FOLDER": "okrs", "CI_PROJECT_DIR": str(console.folder)}
    ended = bash("\n".join(lines("okrctl-lint", "script")), console.folder, environ)
    assert ended.returncode == 1, ended.stderr
    reports = read(TEMPLATE)["okrctl-lint"]["artifacts"]["reports"]
    issues = json.loads(console.read(reports["codequality"]))
    assert {issue["location"]["path"] for issue in issues} == {f"okrs/{BAD}"}
    assert console.read(reports["junit"]).startswith("<?xml")


def test_a_review_is_a_note_and_a_report(space: Console) -> None:
    """The job ends as the review does, after the note is made; without a token there is none."""
    space.git("switch", "-q", "-c", "work")
    goal = "goals/2026-Q4/engineering/trusted-releases.yaml"
    space.write(goal, space.read(goal).replace("to: 0", "to: 4"))
    script = "\n".join(lines("okrctl-review", "script"))
    script = re.sub(r"comment=.*", f"comment={ROOT}/templates/comment.py", script)
    environ = {**space.environ, "OKRCTL_FOLDER": ".", "OKRCTL_BASE": "main",
               "CI_PROJECT_DIR": str(space.folder)}  # fmt: skip
    del environ["PATH"]
    with forge() as there:
        job = {"CI_API_V4_URL": there.url, "CI_PROJECT_ID": "5", "CI_MERGE_REQUEST_IID": "7"}
        without = bash(script, space.folder, environ | job)
        assert (without.returncode, there.log) == (1, []), without.stderr
        ended = bash(script, space.folder, environ | job | {"OKRCTL_TOKEN": "secret"})
    assert (ended.returncode, len(there.bodies())) == (1, 1), ended.stderr
    assert "target-eased" in there.bodies()[0]
    reports = read(TEMPLATE)["okrctl-review"]["artifacts"]["reports"]
    (issue,) = json.loads(space.read(reports["codequality"]))
    assert issue["location"]["path"] == goal


def test_an_audit_leaves_a_report(space: Console) -> None:
    """A history in order passes; a rewritten entry fails the job, and the report says so."""
    script = "\n".join(lines("okrctl-audit", "script"))
    environ = {**space.environ, "OKRCTL_FOLDER": ".", "CI_PROJECT_DIR": str(space.folder)}
    del environ["PATH"]
    path = "checkins/2026-Q4/engineering/one.jsonl"
    for value, status in ((8, 0), (2, 1)):
        space.write(path, ENTRY.replace("VALUE", str(value)))
        space.commit()
        ended = bash(script, space.folder, environ)
        assert ended.returncode == status, ended.stdout + ended.stderr
    for report in read(TEMPLATE)["okrctl-audit"]["artifacts"]["paths"]:
        assert "entry-changed" in space.read(report)


def test_the_script_that_comments_is_where_the_job_looks() -> None:
    """The wheel puts it below the data folder of the environment."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    place = wheel["targets"]["wheel"]["shared-data"]["templates/comment.py"]
    (line,) = [line for line in lines("okrctl-review", "script") if line.startswith("comment=")]
    assert line.endswith(f'/{place}"')


def test_what_is_recorded_is_committed_to_the_branch(space: Console, tmp_path: Path) -> None:
    """GitLab checks out no branch; the job switches to it first, so that a push carries it."""
    detached = cloned(space, tmp_path / "builds")
    assert detached.git("branch", "--show-current") == ""
    script = [
        *lines(".okrctl-recording", "before_script"),
        "okrctl checkin trusted-releases#critical-bugs --value 8 --confidence 6 --yes",
        'git push --quiet origin "HEAD:$CI_COMMIT_BRANCH"',
    ]
    environ = {
        **detached.environ,
        "CI_COMMIT_BRANCH": "main",
        "CI_COMMIT_SHA": detached.git("rev-parse", "HEAD").strip(),
        "GITLAB_USER_NAME": "Mira Öz",
        "GITLAB_USER_EMAIL": "mira@acme.example",
        "OKRCTL_NOW": "2026-11-21T12:00:00Z",
    }
    del environ["PATH"]
    ended = bash("\n".join(script), detached.folder, environ)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert detached.git("branch", "--show-current") == "main\n"
    assert int(detached.git("rev-list", "--count", "origin/main")) == 2


def cloned(space: Console, folder: Path) -> Console:
    """A clone of a bare repository as a runner has it: a commit is checked out, and no branch."""
    bare = folder.parent / "origin.git"
    space.git("clone", "-q", "--bare", ".", str(bare))
    space.git("clone", "-q", str(bare), str(folder))
    detached = Console(folder, space.home)
    detached.git("checkout", "-q", "--detach")
    detached.git("branch", "-q", "-D", "main")
    return detached
