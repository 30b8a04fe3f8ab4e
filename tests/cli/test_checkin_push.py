"""Check-ins on their way to a bare remote, with another clone that pushes at the same time."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from cli.console import OKRCTL, Console, Ended
from cli.running import BUGS, Here, added, bugs, commits, running

SAY = ("checkin", BUGS, "--yes")
KEY = "7f3kq2ab9mwx4"


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle, its main branch pushed to a bare repository."""
    acme = running(Here(console.folder, console.home))
    remote = forge(acme)
    acme.git("clone", "-q", "--bare", str(acme.folder), str(remote.folder))
    acme.git("remote", "add", "origin", str(remote.folder))
    acme.git("fetch", "-q")
    acme.git("branch", "-q", "-u", "origin/main", "main")
    return acme


def forge(acme: Console) -> Console:
    """The bare repository that it pushes to."""
    return Here(acme.folder.parent / "forge.git", acme.home)


def clone(acme: Console, name: str = "other") -> Console:
    """Tomas' clone of the same repository."""
    other = Here(acme.folder.parent / name, acme.home)
    acme.git("clone", "-q", str(forge(acme).folder), str(other.folder))
    other.git("config", "user.name", "Tomas Vega")
    other.git("config", "user.email", "tomas@acme.example")
    return other


def others_push(other: Console, path: str = "theirs.txt") -> None:
    """Somebody commits a file and pushes it."""
    other.write(path, "theirs\n")
    other.commit()
    other.git("push", "-q")


def hook(acme: Console, name: str, script: str) -> None:
    """A hook of a repository."""
    folder = acme.folder / ".git" if (acme.folder / ".git").exists() else acme.folder
    place = folder / "hooks" / name
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)


def last(repository: Console, revision: str = "main") -> str:
    """The whole id of a branch's last commit."""
    return repository.git("rev-parse", revision).strip()


def finished_by(acme: Console, ended: Ended) -> None:
    """Run the one command that an error names."""
    command = ended.err.rpartition("next: ")[2].strip()
    subprocess.run(["/bin/sh", "-ec", command], cwd=acme.folder, env=acme.environ, check=True,
                   capture_output=True)  # fmt: skip


def test_a_check_in_is_pushed(acme: Console) -> None:
    """One commit of one file arrives, and is told of for programs too."""
    ended = acme.okrctl(*SAY, "--value", "6", "--push", "--format", "json")
    assert ended.status == 0, ended.err
    told = json.loads(ended.out)
    assert told["pushed"] == {
        "remote": "origin", "branch": "main", "commit": told["commit"], "passed": 0, "along": 0,
        "pull_request": None,
    }  # fmt: skip
    assert told["commit"] == last(acme) == last(forge(acme)) == last(acme, "origin/main")
    assert list(added(acme)) == told["files"]


def test_it_is_put_on_top_of_what_others_pushed(acme: Console) -> None:
    """Their files arrive here; what was changed and staged stays so; words and author are kept."""
    others_push(clone(acme))
    acme.write("okrctl.yaml", acme.read("okrctl.yaml") + "# mine\n")
    acme.write("staged.txt", "staged\n")
    acme.git("add", "staged.txt")
    ended = acme.okrctl(*SAY, "--value", "6", "--push", "--format", "table")
    assert ended.status == 0, ended.err
    assert "Pushed to origin/main, on top of 1 commit of others" in ended.out
    assert acme.read("theirs.txt") == "theirs\n"
    assert acme.git("status", "--porcelain").splitlines() == [" M okrctl.yaml", "A  staged.txt"]
    authors = acme.git("log", "--format=%an", "-2").splitlines()
    assert authors == ["Mira Öz", "Tomas Vega"]
    assert acme.git("log", "-1", "--format=%B").rstrip().endswith("Okrctl: checkin")
    assert len(added(acme)) == 1
    assert last(acme) == last(forge(acme))
    assert commits(acme) == 3


def test_it_goes_again_when_the_race_is_lost(acme: Console) -> None:
    """Others push between its fetch and its push, twice."""
    other = clone(acme)
    hook(
        acme,
        "pre-push",
        f"""unset $(git rev-parse --local-env-vars); cd '{other.folder}'
[ $(git rev-list --count HEAD) -lt 3 ] || exit 0
git commit -q --allow-empty -m meanwhile && git push -q""",
    )
    ended = acme.okrctl(*SAY, "--value", "6", "--push", "--format", "table")
    assert ended.status == 0, ended.err
    assert "on top of 2 commits of others" in ended.out
    assert commits(acme) == 4
    assert last(acme) == last(forge(acme))


def test_d02_two_clones_push_at_once(acme: Console) -> None:
    """Real processes, four check-ins each: eight commits of one file in one line, none lost."""
    acme = Console(acme.folder, acme.home)
    loop = 'for value in 1 2 3 4; do "$0" checkin "$1" --value $value --yes --push || exit 9; done'
    runs = [
        subprocess.Popen(["/bin/sh", "-c", loop, OKRCTL, BUGS], cwd=one.folder, env=one.environ,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for one in (acme, clone(acme))
    ]  # fmt: skip
    ended = [(run.communicate(timeout=120), run.returncode) for run in runs]
    assert [status for _, status in ended] == [0, 0], ended
    remote = forge(acme)
    assert commits(remote) == 9
    assert remote.git("rev-list", "--min-parents=2", "main") == ""
    ids = [one["id"] for n in range(8) for (one,) in added(remote, f"main~{n}").values()]
    assert len(set(ids)) == 8
    authors = remote.git("log", "-8", "--format=%ae", "main").split()
    assert sorted(authors) == ["mira@acme.example"] * 4 + ["tomas@acme.example"] * 4


def test_without_a_network_it_is_committed_and_one_command_finishes(acme: Console) -> None:
    """Exit 3; the commit is here, whole; the printed command sends it."""
    forge(acme).folder.rename(acme.folder.parent / "away")
    ended = acme.okrctl(*SAY, "--value", "6", "--push", "--format", "table")
    assert ended.status == 3
    assert "it is committed on main, and not pushed" in ended.err
    assert "1 entry, commit" in ended.out
    assert len(added(acme)) == 1
    assert acme.git("status", "--porcelain") == ""
    (acme.folder.parent / "away").rename(forge(acme).folder)
    others_push(clone(acme))
    finished_by(acme, ended)
    assert last(acme) == last(forge(acme))
    assert commits(acme) == 3


def test_d18_the_same_command_again_sends_what_was_left(acme: Console) -> None:
    """With an id: recorded once, pushed in the end."""
    words = (*SAY, "--value", "6", "--id", KEY, "--push")
    forge(acme).folder.rename(acme.folder.parent / "away")
    assert acme.okrctl(*words).status == 3
    (acme.folder.parent / "away").rename(forge(acme).folder)
    again = acme.okrctl(*words)
    assert again.status == 0, again.err
    assert "already recorded" in again.err
    assert commits(acme) == 2
    assert last(acme) == last(forge(acme))


def test_the_work_of_others_is_not_rebased_without_a_word(acme: Console) -> None:
    """Another commit that is not pushed: exit 3 names it, and it stays below the check-in."""
    others_push(clone(acme))
    acme.write("mine.txt", "mine\n")
    acme.commit()
    mine = last(acme)
    ended = acme.okrctl(*SAY, "--value", "6", "--push")
    assert ended.status == 3
    assert "this branch has 1 more commit to rebase than this one" in ended.err
    assert last(acme, "main~1") == mine
    finished_by(acme, ended)
    assert last(acme) == last(forge(acme))
    assert commits(acme) == 4


def test_earlier_commits_go_along_and_that_is_said(acme: Console) -> None:
    """Nothing is rebased, since nobody pushed meanwhile."""
    acme.write("mine.txt", "mine\n")
    acme.commit()
    ended = acme.okrctl(*SAY, "--value", "6", "--push", "--format", "table")
    assert ended.status == 0, ended.err
    assert "Pushed to origin/main, with 1 earlier commit of this branch" in ended.out


def test_what_is_not_committed_is_never_overwritten(acme: Console) -> None:
    """Others changed a file that is changed here too: nothing is moved, exit 3 says so."""
    others_push(clone(acme), "okrctl.yaml.txt")
    acme.write("okrctl.yaml.txt", "mine\n")
    ended = acme.okrctl(*SAY, "--value", "6", "--push")
    assert ended.status == 3
    assert "what is not committed here is in the way" in ended.err
    assert acme.read("okrctl.yaml.txt") == "mine\n"
    assert commits(acme) == 2
    assert acme.git("diff", "--cached", "--name-only") == ""


def test_a_protected_branch_is_said_in_the_words_of_its_server(acme: Console) -> None:
    """The commit stays here."""
    hook(forge(acme), "pre-receive", "echo 'main takes pull requests only'; exit 1")
    ended = acme.okrctl(*SAY, "--value", "6", "--push")
    assert ended.status == 3
    assert "main takes pull requests only" in ended.err
    assert commits(acme) == 2


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--push", "--no-commit"), 2, "--no-commit makes none"),
        (("--branch", "aside", "--no-commit"), 2, "--no-commit makes none"),
        (("--branch", "main"), 2, "the branch you are on"),
        (("--branch", "a..b"), 2, "no branch can be called that"),
        (("--branch=-q",), 2, "no branch can be called that"),
        (("--branch", "linked"), 2, "is checked out in"),
        (("--push",), 3, "it is not known where main is pushed to"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_anything_is_written(
    acme: Console, words: tuple[str, ...], status: int, said: str
) -> None:
    """Tree, index and refs are as they were."""
    acme.git("remote", "rename", "origin", "upstream")
    acme.git("branch", "--unset-upstream")
    acme.git("remote", "add", "second", "nowhere")
    acme.git("worktree", "add", "-q", "-b", "linked", str(acme.folder.parent / "linked"))
    before = acme.all_files(), acme.git("ls-files", "-s"), acme.git("for-each-ref")
    ended = acme.okrctl(*SAY, "--value", "6", *words)
    assert (ended.status, ended.out) == (status, "")
    assert said in ended.err
    assert (acme.all_files(), acme.git("ls-files", "-s"), acme.git("for-each-ref")) == before


def test_a_walk_that_cannot_be_sent_asks_nothing(acme: Console) -> None:
    """Exit 3 before the first question."""
    acme.git("remote", "remove", "origin")
    ended = acme.terminal("checkin", "--push")
    assert ended.status == 3
    assert "it is not known where main is pushed to" in ended.out
    assert "Value" not in ended.out


def test_a_dry_run_sends_nothing(acme: Console) -> None:
    """It shows the new file, and no server is asked."""
    forge(acme).folder.rename(acme.folder.parent / "away")
    ended = acme.okrctl(*SAY, "--value", "6", "--push", "--branch", "aside", "--dry-run")
    assert ended.status == 0, ended.err
    assert "+++ b/checkins/now/engineering/" in ended.out
    assert acme.git("for-each-ref", "refs/heads/aside") == ""


def test_a_branch_takes_it_while_this_one_stays(acme: Console) -> None:
    """Not a byte of files, index and HEAD moves; a second check-in goes on top of the first."""
    acme.write("staged.txt", "staged\n")
    acme.git("add", "staged.txt")
    index = (acme.folder / ".git/index").read_bytes()
    before = acme.all_files(), last(acme), acme.git("symbolic-ref", "HEAD")
    for value in ("6", "5"):
        ended = acme.okrctl(*SAY, "--value", value, "--branch", "goals/mira", "--format", "table",
                            OKRCTL_NOW=f"2026-11-24T15:00:0{7 - int(value)}Z")  # fmt: skip
        assert ended.status == 0, ended.err
        assert "on goals/mira" in ended.out
    assert (acme.all_files(), last(acme), acme.git("symbolic-ref", "HEAD")) == before
    assert (acme.folder / ".git/index").read_bytes() == index
    values = [one["value"] for n in (0, 1) for (one,) in added(acme, f"goals/mira~{n}").values()]
    assert values == [5, 6]
    assert last(acme, "goals/mira~2") == last(acme)
    assert bugs(acme) == 7
    assert (
        "git push origin goals/mira"
        in acme.terminal(*SAY, "--value", "5", "--branch", "goals/mira", "--id", KEY).out
    )
    acme.git("merge", "-q", "--ff-only", "goals/mira")
    assert bugs(acme) == 5


def test_a_branch_is_pushed_and_its_pull_request_is_named(acme: Console) -> None:
    """The remote's URL says where; git is told elsewhere where that is for this test."""
    url = "https://mira:secret@github.com/acme/okrs.git"
    acme.git("remote", "set-url", "origin", url)
    acme.git("config", f"url.{forge(acme).folder}.insteadOf", url)
    ended = acme.okrctl(*SAY, "--value", "6", "--branch", "goals/mira", "--push",
                        "--format", "table")  # fmt: skip
    assert ended.status == 0, ended.err
    assert (
        "Pull request  https://github.com/acme/okrs/compare/main...goals/mira?expand=1" in ended.out
    )
    assert "secret" not in ended.out
    assert last(forge(acme), "goals/mira") == last(acme, "goals/mira")
    assert last(forge(acme)) == last(acme)


def test_a_branch_that_others_moved_is_gone_on_with(acme: Console) -> None:
    """Tomas checks in on the same branch from his clone; both entries are on it."""
    other = clone(acme)
    aside = ("--branch", "weekly", "--push")
    assert acme.okrctl(*SAY, "--value", "6", *aside).status == 0
    theirs = other.okrctl(*SAY, "--value", "5", *aside, "--who", "tomas")
    assert theirs.status == 0, theirs.err
    ended = acme.okrctl(*SAY, "--value", "4", *aside)
    assert ended.status == 0, ended.err
    remote = forge(acme)
    assert last(remote, "weekly") == last(acme, "weekly")
    said = [one["value"] for n in (0, 1, 2) for (one,) in added(remote, f"weekly~{n}").values()]
    assert said == [4, 5, 6]
    assert commits(remote) == 1


def test_d18_the_same_id_on_a_branch_is_recorded_once(acme: Console) -> None:
    """Although no file here tells of it."""
    words = (*SAY, "--value", "6", "--branch", "aside", "--id", KEY)
    assert acme.okrctl(*words).status == 0
    again = acme.okrctl(*words)
    assert again.status == 0
    assert "already recorded" in again.err
    assert acme.git("rev-list", "--count", "main..aside").strip() == "1"


def test_a_commit_on_a_branch_is_signed_where_commits_are(acme: Console) -> None:
    """As `commit.gpgsign` wants it, also when it is put on top of others."""
    signer = acme.home / "sign"
    signer.write_text(
        "#!/bin/sh\ncat >/dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\necho '-----BEGIN PGP'\n"
    )
    signer.chmod(0o755)
    acme.git("config", "commit.gpgsign", "true")
    acme.git("config", "gpg.program", str(signer))
    assert acme.okrctl(*SAY, "--value", "6", "--branch", "aside").status == 0
    assert "gpgsig -----BEGIN PGP" in acme.git("cat-file", "commit", "aside")
    others_push(clone(acme))
    assert acme.okrctl(*SAY, "--value", "6", "--push").status == 0
    assert "gpgsig -----BEGIN PGP" in acme.git("cat-file", "commit", "main")


STOP = "kill -{signal} $(ps -o ppid= -p $PPID); sleep 1; exit 1"


def started(acme: Console, *words: str) -> subprocess.CompletedProcess[str]:
    """Run okrctl in a process that can be killed."""
    return subprocess.run(
        [OKRCTL, *SAY, *words], cwd=acme.folder, env={**acme.environ, "PATH": os.defpath},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_d01_killed_while_it_pushes_it_is_committed_and_sent_by_the_next(acme: Console) -> None:
    """Nothing is lost or doubled, and nothing waits to be resumed."""
    hook(acme, "pre-push", STOP.format(signal="KILL"))
    assert started(acme, "--value", "6", "--push").returncode == -9
    (acme.folder / ".git/hooks/pre-push").unlink()
    assert commits(acme) == 2
    assert acme.git("status", "--porcelain") == ""
    ended = acme.okrctl(*SAY, "--value", "5", "--push", "--format", "table")
    assert ended.status == 0, ended.err
    assert "with 1 earlier commit" in ended.out
    assert last(acme) == last(forge(acme))
    assert commits(forge(acme)) == 3


def test_d01_resume_pushes_what_was_killed_while_it_pushed(acme: Console) -> None:
    """Nothing is recorded again; once it is pushed there is nothing more to go on with."""
    hook(acme, "pre-push", STOP.format(signal="KILL"))
    assert started(acme, "--value", "6", "--push").returncode == -9
    (acme.folder / ".git/hooks/pre-push").unlink()
    ended = acme.okrctl("checkin", "--resume", "--push")
    assert (ended.status, ended.out) == (0, "Pushed to origin/main\n"), ended.err
    assert last(acme) == last(forge(acme))
    assert commits(forge(acme)) == 2
    assert acme.okrctl("checkin", "--resume", "--push").status == 2


@pytest.mark.parametrize("push", [True, False])
def test_d01_resume_finishes_and_pushes_or_says_how(acme: Console, push: bool) -> None:  # noqa: FBT001 - a case
    """Killed before its commit, it does not know any more that it was to be pushed."""
    hook(acme, "pre-commit", STOP.format(signal="KILL"))
    assert started(acme, "--value", "6", "--push").returncode == -9
    (acme.folder / ".git/hooks/pre-commit").unlink()
    ended = acme.okrctl("checkin", "--resume", *(["--push"] if push else []))
    assert ended.status == 0, ended.err
    assert ended.out.endswith("Pushed to origin/main\n" if push else "Next  git push\n")
    assert commits(forge(acme)) == (2 if push else 1)
    assert commits(acme) == 2


def test_d01_killed_while_a_branch_is_moved_it_is_old_or_new(acme: Console) -> None:
    """The command again records it, once."""
    hook(acme, "reference-transaction", STOP.format(signal="KILL"))
    assert started(acme, "--value", "6", "--branch", "aside", "--id", KEY).returncode == -9
    (acme.folder / ".git/hooks/reference-transaction").unlink()
    assert acme.git("status", "--porcelain") == ""
    for lock in Path(acme.folder / ".git/refs").rglob("*.lock"):
        lock.unlink()
    assert acme.okrctl(*SAY, "--value", "6", "--branch", "aside", "--id", KEY).status == 0
    assert acme.git("rev-list", "--count", "main..aside").strip() == "1"


def test_d15_ctrl_c_while_it_pushes_keeps_the_commit(acme: Console) -> None:
    """Exit 130 with the command that finishes."""
    hook(acme, "pre-push", STOP.format(signal="INT"))
    ended = started(acme, "--value", "6", "--push")
    assert ended.returncode == 130
    assert "it is committed on main" in ended.stderr
    assert re.search(r"next: git pull --rebase origin main && git push origin", ended.stderr)
    assert commits(acme) == 2
    assert acme.git("status", "--porcelain") == ""


def test_d03_a_held_index_keeps_others_work_away_and_the_commit_here(acme: Console) -> None:
    """The index is locked just when the branch is to be moved: exit 3, nothing is half done."""
    others_push(clone(acme))
    hook(acme, "post-commit", "touch .git/index.lock")
    ended = acme.okrctl(*SAY, "--value", "6", "--push")
    assert ended.status == 3
    assert "index.lock" in ended.err
    (acme.folder / ".git/index.lock").unlink()
    assert acme.git("status", "--porcelain") == ""
    assert commits(acme) == 2
    finished_by(acme, ended)
    assert last(acme) == last(forge(acme))
