"""What git knows: where HEAD is, which files differ from it, and the commits as data."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from okrctl.errors import UsageError
from okrctl.store.git import Git
from okrctl.store.objects import Staged, blob_id, head_blobs, staged

TRAILER = "Okrctl"
"""The trailer that commits of okrctl carry, with the action: `Okrctl: checkin`."""

_OBJECT_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_TRAILER_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]*):[ \t]+(.*)")
_FORMAT = "format:%H%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B%x00"
_FIELDS = 9
_NONE: Mapping[str, str] = MappingProxyType({})
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Head:
    """Where HEAD is. No commit: nothing is committed yet. No branch: it is detached."""

    commit: str | None
    branch: str | None
    upstream: str | None
    """The full name of the ref that the branch follows, when it follows one."""


@dataclass(frozen=True, slots=True)
class FileChanged:
    """A path below the root that a commit added, modified or deleted (`A`, `M`, `D`, `T`)."""

    path: str
    status: str
    before: str | None
    """The id of the blob before, to read with `read_blobs`; None when the commit added the path."""
    after: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as its author wrote it: raw names, never those of a mailmap."""

    sha: str
    parents: tuple[str, ...]
    author_name: str
    author_email: str
    authored: str
    """The author's date, ISO 8601 with offset."""
    committer_name: str
    committer_email: str
    committed: str
    message: str
    files: tuple[FileChanged, ...]
    """Changes below the root against the only parent; empty for a merge."""

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.partition("\n")[0]

    @property
    def trailers(self) -> Mapping[str, str]:
        """The `Key: value` lines of the last paragraph, when it is not the only one."""
        paragraphs = self.message.strip().split("\n\n")
        lines = paragraphs[-1].split("\n") if len(paragraphs) > 1 else []
        return {
            found[1]: found[2].strip() for line in lines if (found := _TRAILER_LINE.match(line))
        }


def head(git: Git) -> Head:
    """Where HEAD is now."""
    printed = git.read(
        "rev-parse", "HEAD", "--symbolic-full-name", "HEAD", "@{upstream}", fine=(0, 128)
    )
    lines = os.fsdecode(printed).split("\n")
    if not _OBJECT_ID.fullmatch(lines[0]):
        return Head(None, _unborn_branch(git), None)
    branch = lines[1].removeprefix("refs/heads/") if lines[1] != "HEAD" else None
    upstream = lines[2] if lines[2].startswith("refs/") else None
    return Head(lines[0], branch, upstream)


def resolve(git: Git, revision: str) -> str:
    """The commit that a person's `revision` names; `UsageError` when it names none."""
    printed = git.read(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}",
        fine=(0, 1, 128),
    )  # fmt: skip
    found = os.fsdecode(printed).strip()
    if not _OBJECT_ID.fullmatch(found):
        raise UsageError(f"{revision!r} names no commit here", _where_it_may_be(git))
    return found


def _where_it_may_be(git: Git) -> str:
    if head(git).commit is None:
        return "nothing is committed yet"
    if git.shallow:
        return "this clone is shallow, and more may be there after: git fetch --unshallow"
    return "git log shows those there are"


def behind(git: Git) -> int | None:
    """How many commits the upstream, as last fetched, has that HEAD lacks; None without one."""
    printed = git.read("rev-list", "--count", "HEAD..@{upstream}", "--", fine=(0, 128))
    return int(printed) if printed.strip() else None


def dirty(git: Git, paths: Iterable[str], noted: Mapping[str, str] = _NONE) -> frozenset[str]:
    """Those of `paths` whose bytes on disk are not what HEAD holds, untracked ones included.

    Line ends count as git would count them. A path under a content filter counts as dirty unless
    its bytes are HEAD's own, since judging it would mean running the filter. What was `noted` of
    files that were read before, by path the id of the blob, saves reading those that HEAD holds.
    """
    wanted = list(paths)
    committed = head_blobs(git, wanted, with_links=True) if head(git).commit else {}
    wanted = [path for path in wanted if path not in noted or noted[path] != committed.get(path)]
    on_disk = {path: _on_disk(f"{git.root}/{path}") for path in wanted}
    differing = [path for path in wanted if _id(git, on_disk[path]) != committed.get(path)]
    with_crlf = [path for path in differing if b"\r\n" in (on_disk[path] or b"")]
    if not with_crlf:
        return frozenset(differing)
    attributes = staged(git, with_crlf)
    converting = _converts_line_ends(git, attributes.values())
    same = {
        path
        for path in with_crlf
        if path in attributes
        and (converting if attributes[path].is_text is None else attributes[path].is_text)
        and _id(git, _as_committed(on_disk[path])) == committed.get(path)
    }
    return frozenset(differing) - same


def read_commits(git: Git, limit: int | None = None, revision: str = "HEAD") -> tuple[Commit, ...]:
    """The commits reachable from `revision`, newest first; none when there is no commit yet."""
    if revision == "HEAD" and head(git).commit is None:
        return ()
    most = () if limit is None else (f"--max-count={limit}",)
    printed = git.read(
        "log", *most, "-z", "--raw", "--no-renames", "--no-abbrev", "--no-color", "--no-mailmap",
        "--no-ext-diff", "--diff-merges=off", "--relative", "--encoding=UTF-8",
        f"--format={_FORMAT}", resolve(git, revision), "--",
    )  # fmt: skip
    return tuple(_commits(os.fsdecode(printed).split("\0")))


def last_commit_by(git: Git, author_email: str, *, limit: int = 1000) -> Commit | None:
    """The newest commit of okrctl by this author that touches this workspace, if any."""
    for commit in read_commits(git, limit):
        mine = commit.author_email.casefold() == author_email.casefold()
        if mine and TRAILER in commit.trailers and commit.files:
            return commit
    return None


def _commits(tokens: Sequence[str]) -> Iterator[Commit]:
    """A commit is its fields, then `:modes ids status` and a path in turn, then an empty token."""
    at = 0
    while at + _FIELDS <= len(tokens):
        sha, parents, *texts = tokens[at : at + _FIELDS]
        at += _FIELDS
        files = []
        while at < len(tokens) and tokens[at].lstrip("\n").startswith(":"):
            files.append(_file_changed(tokens[at].lstrip("\n"), tokens[at + 1]))
            at += 2
        while at < len(tokens) and not tokens[at].strip("\n"):
            at += 1
        author_name, author_email, authored, name, email, committed, message = texts
        yield Commit(
            sha, tuple(parents.split()), author_name, author_email, authored,
            name, email, committed, message.rstrip("\n"), tuple(files),
        )  # fmt: skip


def _file_changed(raw: str, path: str) -> FileChanged:
    _, _, before, after, status = raw.split()
    return FileChanged(path, status, _existing(before), _existing(after))


def _existing(blob: str) -> str | None:
    return blob if blob.strip("0") else None


def _unborn_branch(git: Git) -> str | None:
    try:
        text = (git.git_dir / "HEAD").read_text(encoding="utf-8")
    except OSError:
        return None
    name = text.strip().removeprefix("ref: refs/heads/")
    return name if name != text.strip() else None


def _on_disk(place: str) -> bytes | None:
    """What git would take of `place`; None where that is nothing, or cannot be read.

    In as few calls as that takes: there may be very many files.
    """
    with contextlib.suppress(OSError):
        mode = os.lstat(place).st_mode
        if stat.S_ISLNK(mode):
            return os.fsencode(Path(place).readlink())
        if stat.S_ISREG(mode):
            with os.fdopen(os.open(place, _OPEN), "rb", buffering=0) as file:
                return file.readall()
    return None


def _id(git: Git, data: bytes | None) -> str | None:
    return None if data is None else blob_id(data, git.object_format)


def _as_committed(data: bytes | None) -> bytes | None:
    return None if data is None else data.replace(b"\r\n", b"\n")


def _converts_line_ends(git: Git, found: Iterable[Staged]) -> bool:
    """Whether git converts line ends where no attribute says so: `core.autocrlf`."""
    if all(one.is_text is not None for one in found):
        return False
    settings = os.fsdecode(git.read("config", "--list", "-z")).split("\0")
    said = [
        setting.partition("\n")[2] for setting in settings if setting.startswith("core.autocrlf\n")
    ]
    return bool(said) and said[-1] in {"true", "input"}
