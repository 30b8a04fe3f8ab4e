"""Who wrote an entry, who committed it, who signed it: AUD005, AUD006 and AUD012."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from okrctl.audit.entries import Entries
from okrctl.audit.found import NOWHERE, Args, Spot, found, spot_of
from okrctl.audit.history import Commit, History, Identity
from okrctl.audit.lines import Line
from okrctl.audit.terms import Terms
from okrctl.changes.audit_rules import SIGNATURE, SQUASHED, WHO_IS_WHO
from okrctl.findings import Finding, Span

Grade = Literal["good", "bad", "expired", "revoked", "unknown"]
WORDS: Mapping[Grade, str] = {
    "bad": "its signature is bad: commit or signature was changed",
    "expired": "its signature, or the key, has expired",
    "revoked": "its key was revoked",
    "unknown": "it is signed by nobody whom the signers name",
}


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying a commit's signature gave: a grade, and the signer's e-mail if it is good."""

    grade: Grade
    signer: str = ""


def identity_findings(
    history: History,
    entries: Entries,
    terms: Terms,
    signatures: Mapping[str, Verified] | None,
) -> Iterator[Finding]:
    """Every commit whose people contradict each other. Without signatures none is asked for."""
    for commit in history.judged:
        if terms.day(commit.entered) < terms.adopted:
            continue
        lines = entries.added.get(commit.sha, ())
        if lines:
            yield from _writers(commit, lines, terms)
        yield from _committer(commit, terms)
        if signatures is not None:
            yield from _signature(commit, signatures.get(commit.sha), terms)


def _writers(commit: Commit, lines: Sequence[Line], terms: Terms) -> Iterator[Finding]:
    """Entries whose `who` is not the author; those of several people came by a squash."""
    author = terms.who(commit.author)
    writers = {line.id: terms.writers.get(line.who, line.who) for line in lines}
    named = sorted(set(writers.values()))
    others = [line for line in lines if writers[line.id] != author]
    wrong = [line for line in others if writers[line.id] in terms.reachable]
    wrong += [line for line in others if writers[line.id] not in terms.reachable
              and author in terms.reachable]  # fmt: skip
    if not wrong:
        return
    first = wrong[0]
    if len(named) > 1:
        args: Args = {"count": len(lines), "names": ", ".join(named)}
        template = "{count} entries of {names} came in one commit; their `who` is the author"
        yield found(SQUASHED, commit, template, args, spot_of(first))
        return
    known = author in terms.reachable
    template = "{what} was committed by " + ("{committed_by}" if known else "somebody unknown")
    args = {"what": first.words, "committed_by": author, "id": first.id, "entries": len(wrong)}
    template += f" (and {len(wrong) - 1} more like it)" if len(wrong) > 1 else ""
    help_ = "" if known else f"if it is the same person, add {commit.author.email} to people"
    yield found(WHO_IS_WHO, commit, template, args, spot_of(first), help=help_)


def _committer(commit: Commit, terms: Terms) -> Iterator[Finding]:
    """A committer who is not the author and no forge."""
    committer = commit.committer
    if committer.email.casefold() in terms.forges or _same(commit.author, committer, terms):
        return
    yield found(
        WHO_IS_WHO,
        commit,
        "its author is not its committer, {committer}",
        {"committer": str(committer)},
        _place(commit),
        help="review.forges lists who may merge for others",
    )


def _signature(commit: Commit, verified: Verified | None, terms: Terms) -> Iterator[Finding]:
    """A signature that is not there or does not hold, and one of somebody else."""
    if verified is None:
        words = "its signature could not be checked" if commit.is_signed else "it is not signed"
    elif verified.grade != "good":
        words = WORDS[verified.grade]
    else:
        if not _same(commit.author, Identity("", verified.signer), terms):
            args = {"signer": verified.signer}
            template = "it is signed by {signer}, who is not its author"
            yield found(WHO_IS_WHO, commit, template, args, _place(commit))
        return
    yield found(SIGNATURE, commit, "{words}", {"words": words}, _place(commit),
                help=f"git log --show-signature -1 {commit.short}")  # fmt: skip


def _same(one: Identity, other: Identity, terms: Terms) -> bool:
    return terms.who(one) == terms.who(other)


def _place(commit: Commit) -> Spot:
    """The first file that a commit touched, for forms that need one."""
    paths = (one.path for changes in commit.against.values() for one in changes)
    path = next(paths, None)
    return NOWHERE if path is None else Spot(Span(path))
