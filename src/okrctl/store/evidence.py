"""What an audit is given of a repository: every commit as it is, and its objects on request.

History is read whole, with both sides of every merge, since a walk that stops or simplifies is
where a change can hide: back-dated commits, edits that a merge takes back, edits within a merge.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from okrctl.audit.history import Commit, FileChange, History, Identity, Parentage
from okrctl.errors import EnvironmentFault
from okrctl.store.git import Git
from okrctl.store.worktree import FOLDERS, WORKSPACE_FILE

_SHOWN = re.compile(r"commit (\w+)(?: \(from (\w+)\))?\n")
_SIGNED = ("gpgsig", "gpgsig-sha256")
_EARLIEST, _LATEST = -2_000_000_000, 250_000_000_000
_EPOCH = datetime.fromtimestamp(0, UTC)


def read_history(git: Git, head: str, since: str, boundary: frozenset[str]) -> History:
    """The history up to a commit, or of what came since another one, oldest first."""
    span = (head, *((f"^{since}",) if since else ()))
    printed = git.read(
        "log", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-color", "--no-ext-diff",
        "--full-history", "--diff-merges=separate", "--topo-order", "--relative", "--pretty=raw",
        "--encoding=UTF-8", *span, "--", WORKSPACE_FILE, *FOLDERS,
    )  # fmt: skip
    shown: dict[str, Commit] = {}
    for commit in _commits(os.fsdecode(printed).split("\0")):
        known = shown.get(commit.sha)
        shown[commit.sha] = commit if known is None else _joined(known, commit)
    graph = _graph(git, head)
    return History(head, tuple(reversed(shown.values())), graph, since, boundary)


def _graph(git: Git, head: str) -> dict[str, Parentage]:
    rows = (row.split() for row in git.read("rev-list", "--timestamp", "--parents", head, "--")
            .decode().splitlines())  # fmt: skip
    return {sha: Parentage(tuple(parents), _clamped(stamp)) for stamp, sha, *parents in rows}


def _joined(one: Commit, other: Commit) -> Commit:
    """A merge, which is shown once against each parent from which it differs."""
    return Commit(
        one.sha, one.parents, one.author, one.authored, one.committer, one.committed, one.subject,
        one.is_signed, {**one.against, **other.against},
    )  # fmt: skip


def _commits(tokens: Sequence[str]) -> Iterator[Commit]:
    """A commit is its header and message, then `:modes ids status` and a path in turn."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if not token.startswith("commit "):
            continue
        header, colon, raw = token.partition("\n:")
        files = []
        while colon:
            files.append(_file_changed(raw, tokens[at]))
            at += 1
            colon = tokens[at][:1] if at < len(tokens) else ""
            if colon == ":":
                raw = tokens[at][1:]
                at += 1
            else:
                break
        yield _commit(header, tuple(files))


def _commit(header: str, files: tuple[FileChange, ...]) -> Commit:
    fields: dict[str, str] = {}
    parents = []
    top, _, message = header.partition("\n\n")
    found = _SHOWN.match(top + "\n")
    if found is None:
        raise EnvironmentFault("git log prints commits in a form that is not known")
    for line in top.split("\n")[1:]:
        name, _, value = line.partition(" ")
        if name == "parent":
            parents.append(value)
        elif name:  # a signature goes on in lines that begin with a space
            fields.setdefault(name, value)
    author, authored = _person(fields.get("author", ""))
    committer, committed = _person(fields.get("committer", ""))
    against = found[2] or (parents[0] if parents else "")
    return Commit(
        found[1], tuple(parents), author, authored, committer, committed,
        message.partition("\n")[0].strip(), any(name in fields for name in _SIGNED),
        {against: files},
    )  # fmt: skip


def _person(text: str) -> tuple[Identity, datetime]:
    """Who, and when; the beginning of time where git holds no time that can be."""
    who, bracket, when = text.rpartition("> ")
    stamp, _, zone = when.partition(" ")
    try:
        return _identity(who if bracket else text), datetime.fromtimestamp(
            _clamped(stamp), _zone(zone)
        )
    except (ValueError, OverflowError, OSError):
        return _identity(who if bracket else text), _EPOCH


def _clamped(stamp: str) -> int:
    """Seconds that every time zone has a day for: git takes any number."""
    return max(_EARLIEST, min(int(stamp), _LATEST))


@lru_cache(maxsize=1 << 12)
def _identity(text: str) -> Identity:
    name, _, email = text.removesuffix(">").rpartition("<")
    return Identity(name.removesuffix(" "), email)


@lru_cache(maxsize=1 << 10)
def _zone(text: str) -> timezone:
    """The zone of `+0200`; ValueError for what is none."""
    offset = timedelta(hours=int(text[-4:-2] or 0), minutes=int(text[-2:] or 0))
    return timezone(-offset if text.startswith("-") else offset)


def _file_changed(raw: str, path: str) -> FileChange:
    _, _, before, after, _ = raw.split()
    return FileChange(path, _existing(before), _existing(after))


def _existing(blob: str) -> str | None:
    return blob if blob.strip("0") else None


@dataclass
class GitArchive:
    """Objects by their ids, each read once. What this clone lacks is left out, never fetched."""

    git: Git
    _read: dict[str, bytes] = field(default_factory=dict)
    _missing: set[str] = field(default_factory=set)

    def blobs(self, ids: Iterable[str]) -> Mapping[str, bytes]:
        """The bytes of blobs by their ids."""
        wanted = list(dict.fromkeys(ids))
        new = [one for one in wanted if one not in self._read and one not in self._missing]
        got = self._batch(new)
        self._read |= got
        self._missing |= set(new) - got.keys()
        return {one: self._read[one] for one in wanted if one in self._read}

    def at(self, places: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], bytes]:
        """The bytes of files by commit and path below the root."""
        named = {f"{commit}:{self.git.prefix}{path}": (commit, path)
                 for commit, path in places if "\n" not in path}  # fmt: skip
        return {named[name]: data for name, data in self._batch(list(named)).items()}

    def listed(self, commit: str, folder: str) -> Mapping[str, str]:
        """The blobs of all plain files in a folder at a commit, by path below the root."""
        printed = self.git.read("ls-tree", "-r", "-z", commit, "--", folder)
        found = {}
        for record in os.fsdecode(printed).split("\0"):
            facts, _, path = record.partition("\t")
            if path and facts.startswith("100"):
                found[path] = facts.split()[2]
        return found

    def _batch(self, names: Sequence[str]) -> dict[str, bytes]:
        if not names:
            return {}
        asked = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
        answer = self.git.read("cat-file", "--batch", stdin=asked)
        found, start = {}, 0
        for name in names:
            end = answer.index(b"\n", start)
            facts = answer[start:end].rsplit(b" ", 2)
            start = end + 1
            if facts[-1] in (b"missing", b"ambiguous"):
                continue
            size = int(facts[-1])
            if facts[-2] == b"blob":
                found[name] = answer[start : start + size]
            start += size + 1
        return found
