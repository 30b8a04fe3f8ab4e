"""Any order of what people do in a goal repository: no entry is lost, doubled or changed unseen.

A real repository, the real commands, and git beside them: check-ins, edits, staging, merges, a
stopped rebase, a detached head, kills at any step. After each action the entries at HEAD are
exactly those that were recorded, and the audit names exactly the tampering that was planted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cli.console import Console
from cli.running import Here
from okrctl.store.git import Git, open_repository
from okrctl.store.revision import revision_tree
from trust.test_every_failure import FILES, GOAL, ROOT, SABOTEUR

LONG = bool(os.environ.get("OKRCTL_TRUST"))  # noqa: TID251 - how long the test may take
VALUES = st.integers(0, 10)
STEPS = st.integers(1, 45)
MERGE = ("merge", "-q", "--no-edit")


class Repository(RuleBasedStateMachine):
    """What is expected: the values recorded on each branch, and the entries tampered with."""

    def __init__(self) -> None:
        super().__init__()
        self.place = TemporaryDirectory()
        folder, home = Path(self.place.name) / "acme", Path(self.place.name) / "home"
        folder.mkdir()
        home.mkdir()
        self.space = Console(folder, home, {"OKRCTL_PERSON": "mira"})
        self.here = Here(folder, home, {"OKRCTL_PERSON": "mira"})
        self.recorded: list[int] = []
        self.aside: list[int] = []
        self.tampered: set[str] = set()
        self.branches = 0

    def teardown(self) -> None:
        """The repository goes."""
        self.place.cleanup()

    @initialize()
    def begin(self) -> None:
        """A committed workspace."""
        for path, text in FILES.items():
            self.space.write(path, text)
        self.space.repository()
        self.space.write("notes.txt", "a\n")
        self.space.commit()

    # What people do.

    def check_in(self, value: int) -> int:
        """The exit status of a check-in."""
        words = ("checkin", "bugs", "--value", str(value), "--confidence", "5", "--note", "So",
                 "--yes")  # fmt: skip
        return self.here.okrctl(*words).status

    @rule(value=VALUES)
    def record(self, value: int) -> None:
        """A check-in: exit 0, and one entry more."""
        assert self.check_in(value) == 0
        self.recorded.append(value)

    @rule(value=VALUES, text=st.sampled_from(["b\n", "c\n", "d\n"]), stages=st.booleans())
    def record_beside_other_work(self, value: int, text: str, stages: bool) -> None:  # noqa: FBT001
        """Somebody's change, staged or not, is untouched by a check-in."""
        self.space.write("notes.txt", text)
        if stages:
            self.space.git("add", "notes.txt")
        before = self.space.git("diff", "--cached"), self.space.git("diff")
        assert self.check_in(value) == 0
        self.recorded.append(value)
        assert (self.space.git("diff", "--cached"), self.space.git("diff")) == before
        self.space.git("commit", "-q", "-a", "--allow-empty", "-m", "notes")

    @rule(value=VALUES, title=st.integers(0, 10**6))
    def record_beside_an_edited_goal(self, value: int, title: int) -> None:
        """A goal file that is being edited does not keep anybody from checking in."""
        text = self.space.read(GOAL)
        head, _, rest = text.partition("\n")
        assert head.startswith("title: ")
        self.space.write(GOAL, f"title: Releases are calm {title}\n{rest}")
        assert self.check_in(value) == 0
        self.recorded.append(value)
        assert self.space.git("diff", "--name-only").split() == [GOAL]
        self.space.git("commit", "-q", "-a", "-m", "title")

    @rule(here=VALUES, there=VALUES)
    def two_branches_merge(self, here: int, there: int) -> None:
        """Both check in on the same key result; the merge is clean, and both count."""
        self.branches += 1
        name = f"other-{self.branches}"
        self.space.git("switch", "-q", "-c", name)
        assert self.check_in(there) == 0
        self.space.git("switch", "-q", "main")
        assert self.check_in(here) == 0
        self.space.git(*MERGE, name)
        self.recorded += [here, there]

    @rule(value=VALUES)
    def nothing_is_recorded_in_a_stopped_rebase(self, value: int) -> None:
        """It would be dropped by --abort: refused, and nothing is written."""
        self.branches += 1
        self.space.git("switch", "-q", "-c", f"stopped-{self.branches}")
        self.space.write("notes.txt", f"theirs {self.branches}\n")
        self.space.git("commit", "-q", "-a", "-m", "theirs")
        self.space.git("switch", "-q", "main")
        self.space.write("notes.txt", f"ours {self.branches}\n")
        self.space.git("commit", "-q", "-a", "-m", "ours")
        self.space.git("switch", "-q", f"stopped-{self.branches}")
        subprocess.run(["git", "rebase", "-q", "main"], cwd=self.space.folder, check=False,
                       env=self.space.environ, capture_output=True)  # fmt: skip
        before = self.space.git("status", "--porcelain", "-uall")
        assert self.check_in(value) == 3
        assert self.space.git("status", "--porcelain", "-uall") == before
        self.space.git("rebase", "--abort")
        self.space.git("switch", "-q", "main")

    @rule(value=VALUES)
    def nothing_is_recorded_on_a_detached_head(self, value: int) -> None:
        """It would belong to no branch."""
        self.space.git("checkout", "-q", "--detach")
        assert self.check_in(value) == 3
        self.space.git("switch", "-q", "main")

    @rule(value=VALUES, step=STEPS, resumes=st.booleans())
    def a_run_is_killed(self, value: int, step: int, resumes: bool) -> None:  # noqa: FBT001
        """Before any of its steps; then it is finished, or taken back."""
        before = self.space.git("rev-parse", "HEAD")
        words = ["checkin", "bugs", "--value", str(value), "--confidence", "5", "--note", "So",
                 "--yes"]  # fmt: skip
        run = {"folder": str(self.space.folder), "words": words, "harm": "killed", "step": step}
        paths = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
        subprocess.run(
            [sys.executable, str(SABOTEUR)], input=json.dumps([run]), text=True, check=True,
            env={**self.here.environ, "PYTHONPATH": paths}, capture_output=True,
        )  # fmt: skip
        if (self.space.folder / ".git/okrctl.unfinished").exists():
            wish = "--resume" if resumes else "--discard"
            self.here.okrctl("checkin", wish, "--yes")
        if self.space.git("rev-parse", "HEAD") != before:
            self.recorded.append(value)
        assert self.space.git("status", "--porcelain", "-uall") == ""

    @rule()
    def the_last_is_undone_and_said_again(self) -> None:
        """Undo adds an entry and takes none away."""
        if self.recorded:
            assert self.check_in(3) == 0
            assert self.here.okrctl("undo", "--yes").status == 0
            self.recorded.append(3)

    # What an auditor looks for.

    @precondition(lambda self: len(self.recorded) > len(self.tampered))
    @rule(reverts=st.booleans())
    def somebody_tampers(self, reverts: bool) -> None:  # noqa: FBT001
        """A past value is edited; put back or not, the audit has to say so."""
        files = sorted((self.space.folder / "checkins").rglob("*.jsonl"))
        file = next(
            (
                one
                for one in files
                if one.name not in self.tampered and '"value"' in one.read_text()
            ),
            None,
        )
        if file is None:
            return
        text = file.read_text("utf-8")
        file.write_text(text.replace('"note": "So"', '"note": "No"'), "utf-8")
        self.space.git("commit", "-q", "-a", "-m", "a small correction")
        if reverts:
            file.write_text(text, "utf-8")
            self.space.git("commit", "-q", "-a", "-m", "back")
        self.tampered.add(file.name)

    # What always holds.

    @invariant()
    def what_was_recorded_is_there(self) -> None:
        """Every value, as often as it was recorded, in what HEAD holds."""
        git = open_repository(self.space.folder, self.space.environ)
        if not isinstance(git, Git):
            return
        tree = revision_tree(git, self.space.git("rev-parse", "HEAD").strip())
        lines = [
            json.loads(line)
            for path, file in tree.files().items()
            if path.endswith(".jsonl")
            for line in file.read().decode().splitlines()
        ]
        assert sorted(one["value"] for one in lines if "value" in one) == sorted(self.recorded)
        assert len({one["id"] for one in lines}) == len(lines)

    @invariant()
    def the_audit_names_the_tampering_and_nothing_else(self) -> None:
        """Each edited file once or twice, by its commit; no other file."""
        if not self.recorded:
            return
        ended = self.here.okrctl("audit", "--format", "json", "--fail-on", "never")
        findings = json.loads(ended.out)["findings"]
        edited = {Path(one["file"]).name for one in findings if one["code"] == "AUD001"}
        assert edited == self.tampered
        assert {one["code"] for one in findings} <= {"AUD001"}, findings


TestRepository = Repository.TestCase
TestRepository.settings = settings(
    max_examples=200 if LONG else 6,
    stateful_step_count=40 if LONG else 10,
    deadline=None,
    suppress_health_check=[*HealthCheck],
)
