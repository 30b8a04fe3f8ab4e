"""AUD004, AUD005, AUD006 and AUD012: times, authors, committers, signers."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from audit.clone import FOLDER, SETTINGS, Clone, line

FORGE = {"GIT_COMMITTER_EMAIL": "noreply@github.com", "GIT_COMMITTER_NAME": "GitHub"}


def test_a09_an_entry_that_is_dated_back(clone: Clone) -> None:
    """`at` lies longer before the commit than the policy lets pass."""
    clone.entry("c", "2026-10-20", value=7)
    commit = clone.commit("2026-11-20")
    (told,) = clone.found()
    assert told == (
        "AUD004 check-in c000000000000 of mira about"
        " 2026-Q4/engineering/trusted-releases#critical-bugs says that it was recorded on"
        f" 2026-10-20 and was committed on 2026-11-20, in commit {commit[:7]}"
        " by Mira Öz <mira@acme.example>"
    )
    assert clone.okrctl().status == 0
    assert clone.okrctl("--fail-on", "warning").status == 1


def test_several_entries_of_one_commit_are_one_finding(clone: Clone) -> None:
    """The first is named and the others are counted."""
    for name in "cde":
        clone.entry(name, "2026-10-20", value=7)
    clone.commit("2026-11-20")
    (told,) = clone.found()
    assert "(and 2 more like it)" in told


def test_the_tolerance_counts_days(clone: Clone) -> None:
    """Seven days late is a late push; a late report with its day is no back-dating at all."""
    clone.entry("c", "2026-11-13", value=7)
    clone.commit("2026-11-20")
    late = line("d", "2026-11-20", value=7).replace('"who"', '"day": "2026-10-20", "who"')
    clone.write(f"{FOLDER}/d.jsonl", late)
    clone.commit("2026-11-20")
    assert clone.codes() == []


def test_the_authors_date_counts_and_not_that_of_a_rebase(clone: Clone) -> None:
    """A rebase moves the committer's date."""
    clone.entry("c", "2026-10-20", value=7)
    clone.commit("2026-10-20", GIT_COMMITTER_DATE="2026-11-20T10:00:00+01:00")
    assert clone.codes() == []


def test_an_entry_from_the_future(clone: Clone) -> None:
    """It was recorded after it was committed."""
    clone.entry("c", "2026-11-23", value=7)
    clone.commit("2026-11-10")
    (told,) = clone.found()
    assert "says that it was recorded on 2026-11-23, after its commit of 2026-11-10" in told


def test_a_commit_that_is_older_than_its_parent(clone: Clone) -> None:
    """Clocks may differ by minutes and not by weeks."""
    clone.checkin("c", "2026-11-20", value=7)
    clone.checkin("d", "2026-11-02", value=6)
    (told,) = clone.found()
    assert "a commit of 2026-11-02 09:00 UTC follows one of 2026-11-20 09:00 UTC" in told


def test_a_commit_that_is_still_to_come(clone: Clone) -> None:
    """By the clock of whoever audits."""
    clone.checkin("c", "2026-12-20", value=7)
    assert clone.codes() == ["AUD004"]


def test_a11_somebody_else_committed_it(clone: Clone) -> None:
    """An e-mail that no person of okrctl.yaml has."""
    clone.entry("c", "2026-11-20", "mira", value=7)
    clone.commit("2026-11-20", "ceo")
    (one,) = clone.audit()["findings"]
    assert (one["code"], one["severity"]) == ("AUD005", "warning")
    assert "was committed by somebody unknown, in commit" in one["message"]
    assert one["help"] == "if it is the same person, add ceo@acme.example to people"


def test_another_person_committed_it(clone: Clone) -> None:
    """Both are named."""
    clone.entry("c", "2026-11-20", "mira", value=7)
    clone.commit("2026-11-20", "tomas")
    (told,) = clone.found()
    assert "check-in c000000000000 of mira" in told
    assert "was committed by tomas, in commit" in told


def test_every_email_of_a_person_and_a_bot_counts(clone: Clone) -> None:
    """Lists, bots, and upper case."""
    clone.entry("c", "2026-11-20", "tomas", value=7)
    clone.commit("2026-11-20", "tv")
    clone.entry("d", "2026-11-20", "ci", kpi="code-coverage", value=7)
    clone.commit("2026-11-20", "CI")
    assert clone.codes() == []


def test_an_email_that_a_person_had_once_counts(clone: Clone) -> None:
    """People change employers, and their old entries stay theirs."""
    clone.write("okrctl.yaml", SETTINGS.replace("mira@acme.example", "mira@elsewhere.example"))
    clone.commit("2026-11-20")
    assert clone.codes() == []


def test_a_mailmap_changes_nothing(clone: Clone) -> None:
    """It says who an author is to be shown as; the commit says who it is."""
    clone.write(".mailmap", "Mira Öz <mira@acme.example> <ceo@acme.example>\n")
    clone.checkin("c", "2026-11-20", "mira", value=7)
    clone.entry("d", "2026-11-20", "mira", value=7)
    clone.commit("2026-11-20", "ceo")
    (one,) = clone.audit()["findings"]
    assert one["author"] == "The Boss <ceo@acme.example>"


def test_who_has_no_email_cannot_be_compared(clone: Clone) -> None:
    """The report says so, since nothing was verified."""
    settings = SETTINGS.replace("people:\n", "people:\n  ana: {name: Ana}\n")
    clone.write("okrctl.yaml", settings)
    clone.entry("c", "2026-11-20", "ana", value=7)
    clone.commit("2026-11-20", "ana")
    said = clone.audit()
    assert said["findings"] == []
    assert "no e-mail is known of ana" in [one["why"] for one in said["not_verified"]]


def test_a_committer_who_is_not_the_author(clone: Clone) -> None:
    """Forges merge for others, and nobody else does."""
    clone.entry("c", "2026-11-20", value=7)
    clone.commit("2026-11-20", **FORGE)
    assert clone.codes() == []
    clone.entry("d", "2026-11-20", value=7)
    clone.commit("2026-11-20", GIT_COMMITTER_EMAIL="tomas@acme.example")
    (told,) = clone.found()
    assert told.startswith("AUD005 its author is not its committer, Mira Öz <tomas@acme.example>")


def test_a17_a_squash_brings_entries_of_several_people(clone: Clone) -> None:
    """Information: `who` is the author of record."""
    clone.git("switch", "-q", "-c", "work")
    clone.checkin("w", "2026-11-18", "tomas", value=7)
    clone.checkin("v", "2026-11-18", "mira", value=7)
    clone.git("switch", "-q", "main")
    clone.git("merge", "-q", "--squash", "work")
    clone.commit("2026-11-20")
    (one,) = clone.audit()["findings"]
    assert (one["code"], one["severity"]) == ("AUD012", "info")
    assert "2 entries of mira, tomas came in one commit" in one["message"]


def test_a_pack_has_no_new_entries(clone: Clone) -> None:
    """Whoever packs is not the author of what was there."""
    files = [f"{FOLDER}/20261009-a.jsonl", f"{FOLDER}/20261016-b.jsonl"]
    clone.write("checkins/2026-Q4/packed.jsonl", "".join(map(clone.console.read, files)))
    clone.git("rm", "-q", *files)
    clone.commit("2026-11-18", "tomas")
    assert clone.codes() == []


def test_severities_can_be_set(clone: Clone) -> None:
    """By code, by name, or by the beginning of a code."""
    clone.write("okrctl.yaml", f"{SETTINGS}review:\n  severity: {{AUD005: error}}\n")
    clone.commit("2026-11-19")
    clone.entry("c", "2026-11-20", "mira", value=7)
    clone.commit("2026-11-20", "tomas")
    assert clone.okrctl().status == 1


def keyed(clone: Clone, who: str, name: str = "") -> Path:
    """An SSH key of somebody."""
    path = clone.console.home / (name or who)
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", str(path)]
    subprocess.run(command, check=True)
    return path


def signing(clone: Clone, path: str, who: str, key: Path) -> str:
    """Commit a signed entry; the commit."""
    clone.entry(path, "2026-11-20", who, value=7)
    clone.git("add", "-A")
    clone.git("-c", "gpg.format=ssh", "-c", f"user.signingKey={key}", "commit", "-q", "-S", "-m",
              "signed", who=who)  # fmt: skip
    return clone.head()


@pytest.fixture
def signed(clone: Clone) -> tuple[Clone, str]:
    """A policy that asks for signatures, with Mira's and Tomas's keys; and the commit with it."""
    keys = {who: keyed(clone, who).with_suffix(".pub").read_text() for who in ("mira", "tomas")}
    signers = "".join(f"{who}@acme.example {key}" for who, key in keys.items())
    clone.write(".okrctl/signers", signers)
    clone.write(
        "okrctl.yaml",
        f"{SETTINGS}review: {{signatures: required, signers: .okrctl/signers}}\n",
    )
    return clone, clone.commit("2026-11-19")


def test_a_signature_of_the_author_holds(signed: tuple[Clone, str]) -> None:
    """Verified with the signers of the anchor."""
    clone, policy = signed
    signing(clone, "c", "mira", clone.console.home / "mira")
    said = clone.audit("--since-commit", policy)
    assert (said["findings"], said["verdict"]) == ([], "ok")
    assert {"what": "signatures", "seen": "1 of 1 commit signed by whom the signers name"} in said[
        "verified"
    ]


def test_a11_what_is_not_signed_is_an_error_where_policy_asks(signed: tuple[Clone, str]) -> None:
    """Whatever else is right about it."""
    clone, policy = signed
    clone.checkin("c", "2026-11-20", value=7)
    (told,) = clone.found("--since-commit", policy)
    assert told.startswith("AUD006 it is not signed, in commit ")


def test_a_signer_who_is_not_the_author(signed: tuple[Clone, str]) -> None:
    """A good signature says who signed, and not that it was the author."""
    clone, policy = signed
    signing(clone, "c", "mira", clone.console.home / "tomas")
    (told,) = clone.found("--since-commit", policy)
    assert told.startswith("AUD005 it is signed by tomas@acme.example, who is not its author")


def test_a_change_cannot_name_its_own_signers(signed: tuple[Clone, str]) -> None:
    """Signers come from the anchor, or from outside."""
    clone, policy = signed
    key = keyed(clone, "mira", "other")
    public = key.with_suffix(".pub").read_text()
    clone.write(".okrctl/signers", f"mira@acme.example {public}")
    signing(clone, "c", "mira", key)
    assert clone.codes("--since-commit", policy) == ["AUD006"]
    outside = clone.console.home / "signers"
    outside.write_text(f"mira@acme.example {public}")
    assert clone.codes("--since-commit", policy, "--signers", str(outside)) == []


def test_missing_signers_are_not_unsigned_commits(signed: tuple[Clone, str]) -> None:
    """Nothing can be verified then, and nothing is."""
    clone, _ = signed
    clone.git("rm", "-q", ".okrctl/signers")
    clone.commit("2026-11-19")
    said = clone.audit()
    assert (said["verdict"], said["status"]) == ("unverified", 3)
    assert any(".okrctl/signers is not there" in one["why"] for one in said["not_verified"])


def test_a_bad_signature(signed: tuple[Clone, str]) -> None:
    """The commit was changed after it was signed."""
    clone, policy = signed
    signing(clone, "c", "mira", clone.console.home / "mira")
    text = clone.console.git("cat-file", "commit", "HEAD").replace("signed\n", "forged\n")
    place = clone.console.folder / ".git" / "forged"
    place.write_text(text)
    forged = clone.git("hash-object", "-t", "commit", "-w", str(place)).strip()
    place.unlink()
    clone.git("update-ref", "refs/heads/main", forged)
    (told,) = clone.found("--since-commit", policy)
    assert told.startswith("AUD006 its signature is bad")


def test_the_repository_does_not_choose_what_verifies(signed: tuple[Clone, str]) -> None:
    """Programs of its config are never started."""
    clone, policy = signed
    signing(clone, "c", "mira", clone.console.home / "mira")
    canary = clone.console.home / "canary"
    evil = clone.console.write("evil.sh", f"#!/bin/sh\ntouch {canary}\nexit 0\n")
    evil.chmod(0o755)
    for name in ("gpg.program", "gpg.ssh.program", "gpg.x509.program", "gpg.openpgp.program",
                 "core.fsmonitor", "core.pager", "diff.external"):  # fmt: skip
        clone.git("config", name, str(evil))
    clone.git("config", "gpg.ssh.allowedSignersFile", str(evil))
    assert clone.codes("--since-commit", policy) == []
    assert not canary.exists()


def test_a_signed_tag_as_an_anchor(signed: tuple[Clone, str]) -> None:
    """Its signature is verified by signers from outside of the repository."""
    clone, _ = signed
    key = clone.console.home / "mira"
    clone.git("-c", "gpg.format=ssh", "-c", f"user.signingKey={key}", "tag", "-s", "-m", "q", "q3")
    clone.git("tag", "-a", "-m", "unsigned", "plain")
    outside = clone.console.home / "signers"
    outside.write_text(f"mira@acme.example {key.with_suffix('.pub').read_text()}")
    said = clone.audit("--anchor", "q3", "--signers", str(outside))
    assert "its signature holds" in next(
        one["seen"] for one in said["verified"] if one["what"] == "history"
    )
    named = [one["what"] for one in clone.audit("--anchor", "q3")["not_verified"]]
    assert "the signature of q3" in named
    named = [one["what"] for one in clone.audit("--anchor", "plain")["not_verified"]]
    assert not any("signature of" in one for one in named)


def test_an_event_of_no_push_names_no_anchor(clone: Clone, tmp_path: Path) -> None:
    """A file that is no event, and a new branch, are let pass."""
    event = tmp_path / "event.json"
    for text in ("[", json.dumps({"before": "0" * 40}), json.dumps([1]), json.dumps({})):
        event.write_text(text)
        assert clone.codes(GITHUB_EVENT_PATH=str(event)) == []


def test_a_line_of_its_own_words(clone: Clone) -> None:
    """Nothing of an entry or an author reaches the terminal as it is."""
    clone.write(f"{FOLDER}/x.jsonl", line("x", "2026-11-20", "mi\x1b]52;c;ra", value=7))
    clone.commit("2026-11-20", "tomas", GIT_AUTHOR_NAME="\x1b[31mEvil")
    out = clone.okrctl().out
    assert "\x1b" not in out
    assert "AUD005" in out


def test_nothing_that_is_written_stops_an_audit(clone: Clone) -> None:
    """Odd values of entries are lint's matter, and a date that cannot be is a finding."""
    odd = [{"outcome": ["dropped"], "note": 1}, {"field": {}, "new": [1], "why": 2}, {"kr": 5},
           {"void": {}}, {"value": 1, "at": 7}, {"who": [], "value": 2}]  # fmt: skip
    for number, fields in enumerate(odd):
        entry = {"id": f"odd{number}", "at": "2026-11-20T08:00:00Z", "who": "mira",
                 "kr": "engineering/trusted-releases#uptime", **fields}  # fmt: skip
        clone.write(f"{FOLDER}/odd{number}.jsonl", f"{json.dumps(entry)}\n")
    clone.write("checkins/stray.jsonl", line("s", "2026-11-20", value=1))
    clone.write("goals/2026-Q4/engineering/trusted-releases.yaml", "title: Nothing\n")
    clone.commit("2026-11-20")
    far = {
        "GIT_AUTHOR_DATE": "@99999999999999 +1400",
        "GIT_COMMITTER_DATE": "@99999999999999 -1200",
    }
    clone.checkin("z", "2026-11-20", value=1)
    clone.git("commit", "-q", "--amend", "--no-edit", **far)
    ended = clone.okrctl("--format", "json", "--no-objects")
    assert ended.status == 1, ended.err
    codes = {one["code"] for one in json.loads(ended.out)["findings"]}
    assert codes >= {"AUD004", "AUD009"}
