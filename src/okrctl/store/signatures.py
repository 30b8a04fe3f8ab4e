"""Signatures of commits and tags, verified by the standard programs and trusted signers alone.

The repository has no say in it: not in which program verifies, and not in who may sign.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from okrctl.audit.identity import Grade, Verified
from okrctl.store.git import Git

_GRADES: Mapping[str, Grade] = {
    "G": "good", "B": "bad", "X": "expired", "Y": "expired", "R": "revoked",
}  # fmt: skip
_FORMAT = "format:%H%x00%G?%x00%GS"
_UNSIGNED = "N"


def verified(git: Git, head: str, since: str, signers: bytes | None) -> Mapping[str, Verified]:
    """What the signature of each signed commit is worth; commits without one are left out."""
    span = (head, *((f"^{since}",) if since else ()))
    with _file(signers) as path:
        result = git.verify("log", "--no-color", f"--format={_FORMAT}", *span, "--", signers=path)
    found: dict[str, Verified] = {}
    for row in os.fsdecode(result.out).split("\n"):
        sha, _, rest = row.partition("\0")
        letter, _, signer = rest.partition("\0")
        if sha and letter and letter != _UNSIGNED:
            found[sha] = Verified(_GRADES.get(letter, "unknown"), _email(signer))
    return found


def tag_holds(git: Git, tag: str, signers: bytes | None) -> bool | None:
    """Whether the signature of a tag is good; none where it is no tag, or has none."""
    with _file(signers) as path:
        result = git.verify("verify-tag", "--raw", f"refs/tags/{tag}", signers=path)
    if result.status == 0:
        return True
    unsigned = ("no signature found", "non-tag object", "not found")
    return None if any(words in result.said for words in unsigned) else False


@contextmanager
def _file(signers: bytes | None) -> Iterator[str]:
    """The signers as a file outside of the repository; nobody where there are none."""
    if signers is None:
        yield os.devnull
        return
    with tempfile.TemporaryDirectory(prefix="okrctl-") as folder:
        path = Path(folder, "signers")
        path.write_bytes(signers)
        yield str(path)


def _email(signer: str) -> str:
    """The e-mail of a signer, who is one alone or `Name <e-mail>`."""
    _, bracket, rest = signer.rpartition("<")
    return rest.removesuffix(">") if bracket else signer
