"""The evidence and the terms of an audit, gathered from the repository without running it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from okrctl.audit.history import History
from okrctl.audit.identity import Verified
from okrctl.audit.report import Evidence, Unchecked
from okrctl.audit.terms import Side, Terms
from okrctl.cli.auditing.anchors import anchored, named
from okrctl.cli.context import Context
from okrctl.errors import EnvironmentFault
from okrctl.load.settings.settings_file import no_settings, read_settings
from okrctl.store.altered import boundary, view
from okrctl.store.evidence import GitArchive, read_history
from okrctl.store.worktree import WORKSPACE_FILE


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    since: str | None = None
    anchors: tuple[str, ...] = ()
    signers: str | None = None
    objects: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a history before its signatures are looked at."""

    history: History
    archive: GitArchive
    terms: Terms
    base: str
    """The commit whose policy judges."""
    is_anchored: bool


Signed = tuple[Mapping[str, Verified] | None, tuple[Unchecked, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """An audit before it is judged."""

    evidence: Evidence
    terms: Terms


def gather(here: Context, asked: Asked) -> Case:
    """Everything that the audit rests on; EnvironmentFault where there is no history."""
    from okrctl.store.history import head

    git = here.git
    tip = head(git).commit
    if tip is None:
        raise EnvironmentFault("nothing is committed yet", "git add, git commit, and ask again")
    seen = view(git, uncommitted(here, tip), objects=asked.objects)
    if seen.damaged:
        terms = Terms(_side(None), _side(None), here.now)
        return Case(Evidence(History(tip, (), {}), GitArchive(git), seen), terms)
    wanted = named(here.environ, asked.since, list(asked.anchors))
    trusted = _outside(asked)
    anchors = tuple(anchored(git, one, tip, trusted) for one in wanted)
    since = anchors[0].commit if asked.since else ""
    history = read_history(git.without_caches(), tip, since, boundary(git))
    archive = GitArchive(git)
    base = next((one.commit for one in anchors if one.is_ancestor), "")
    terms = terms_of(history, archive, base or tip, here)
    known = Known(history, archive, terms, base or tip, is_anchored=bool(base))
    signatures, why = signed(here, asked, known)
    unable = (*unreadable_policy(archive, {base or tip, tip}), *why)
    return Case(Evidence(history, archive, seen, anchors, signatures, unable), terms)


def uncommitted(here: Context, tip: str) -> tuple[str, ...]:
    """The files of the workspace that are not as HEAD has them."""
    from okrctl.cli.reviewing.compared import on_disk
    from okrctl.store.history import dirty

    return tuple(sorted(dirty(here.git, on_disk(here, tip))))


def terms_of(history: History, archive: GitArchive, base: str, here: Context) -> Terms:
    """The policy of a commit, the anchor's where one holds, and everybody's names."""
    both = archive.at((commit, WORKSPACE_FILE) for commit in {base, history.head})
    blobs = dict.fromkeys(
        blob for commit in history.commits for changes in commit.against.values()
        for one in changes if one.path == WORKSPACE_FILE for blob in (one.before, one.after) if blob
    )  # fmt: skip
    texts = dict.fromkeys(archive.blobs(blobs).values())
    versions = tuple(read_settings(text).settings for text in texts if text not in both.values())
    policy, newest = (both.get((commit, WORKSPACE_FILE)) for commit in (base, history.head))
    return Terms(_side(policy), _side(newest), here.now, versions)


def unreadable_policy(archive: GitArchive, commits: set[str]) -> Iterator[Unchecked]:
    """The settings of these commits that are not whole: what they ask for may be lost."""
    for (commit, path), data in archive.at((one, WORKSPACE_FILE) for one in commits).items():
        if read_settings(data).broken:
            why = f"it has errors at {commit[:7]}, so that its policy cannot be relied on"
            yield Unchecked(path, why, f"okrctl lint {path}", impossible=True)


def _side(data: bytes | None) -> Side:
    read = no_settings() if data is None else read_settings(data)
    return Side(read.settings, read.calendars)


def signed(here: Context, asked: Asked, known: Known) -> Signed:
    """The signatures, where the policy asks for them, and why they could not be trusted."""
    from okrctl.store.signatures import verified

    if known.terms.policy.signatures == "none":
        return None, ()
    signers, why = signers_of(asked, known)
    found = verified(here.git, known.history.head, known.history.since, signers)
    return found, (why,) if why else ()


def signers_of(asked: Asked, known: Known) -> tuple[bytes | None, Unchecked | None]:
    """The file that says who may sign: from outside, else from the anchor, else from the head."""
    if (outside := _outside(asked)) is not None:
        return outside, None
    path = known.terms.policy.signers
    if path is None:
        return None, None
    place = (known.base, path)
    found = known.archive.at([place]).get(place)
    if found is None:
        why = f"{path} is not there at {known.base[:7]}"
        step = "--signers FILE, or commit the file"
        return None, Unchecked("signers", why, step, impossible=True)
    if known.is_anchored:
        return found, None
    why = "without an anchor the signers are the head's own"
    return found, Unchecked("who may sign", why, "--anchor TAG, or --signers FILE")


def _outside(asked: Asked) -> bytes | None:
    """The signers that the command line names, from outside of the repository."""
    if asked.signers is None:
        return None
    try:
        return Path(asked.signers).read_bytes()
    except OSError as error:
        raise EnvironmentFault(f"{asked.signers} cannot be read: {error.strerror}") from error
