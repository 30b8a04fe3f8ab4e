"""A repository that is told commit by commit and written at once: the same ids every time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Files = dict[str, str]
Edits = Mapping[str, str | None]
"""The new text of each file that changes; none where it goes."""
FORGE = "noreply@github.com"


@dataclass
class Chronicle:
    """Commits in the order in which they are told, each by its label; files as they are now."""

    files: Files = field(default_factory=dict)
    """What the last commit on the main line holds."""
    labels: list[str] = field(default_factory=list)
    pulls: dict[str, str] = field(default_factory=dict)
    """The merges of pull requests by their label, with the day of each."""
    _stream: list[bytes] = field(default_factory=list)
    _tip: str = ""

    @property
    def stream(self) -> bytes:
        """What `git fast-import --done` reads."""
        return b"".join((*self._stream, b"done\n"))

    def mark(self, label: str) -> int:
        """The number under which fast-import knows a commit."""
        return self.labels.index(label) + 1

    def commit(  # noqa: PLR0913 - a commit has as many parts
        self,
        label: str,
        at: str,
        who: str,
        edits: Edits,
        *,
        parents: tuple[str, ...] | None = None,
        committer: str = "",
        aside: bool = False,
        message: str = "",
    ) -> None:
        """Tell a commit of `who` on the tip of the main line, or on the parents that are named.

        The edits are those against the first parent. One aside is not on the main line.
        """
        on = (self._tip,) if parents is None and self._tip else parents or ()
        branch = "aside" if aside else "main"
        self.labels.append(label)
        self._stream.append(
            f"commit refs/heads/{branch}\nmark :{len(self.labels)}\n"
            f"author {signature(who, at)}\ncommitter {signature(committer or who, at)}\n".encode()
        )
        self._stream.append(data(message or label))
        self._stream += [
            f"{word} :{self.mark(parent)}\n".encode()
            for word, parent in zip(("from", "merge"), on, strict=False)
        ]
        self._stream += [change(path, text) for path, text in edits.items()]
        if not aside:
            self._tip = label
            merge(self.files, edits)

    def pull(self, label: str, at: str, who: str, edits: Edits) -> None:
        """Tell a pull request of one commit, and its merge by the forge an hour later."""
        number = len(self.pulls) + 1
        self.pulls[f"{label}-merge"] = at[:10]
        self.commit(label, at, who, edits, aside=True)
        self.commit(
            f"{label}-merge", later(at), who, edits,
            parents=(self._tip, label), committer=FORGE,
            message=f"Merge pull request #{number} from acme/{label}",
        )  # fmt: skip

    def edited(self, path: str, old: str, new: str) -> Files:
        """A file of the main line with a text, which stands in it once, in place of another."""
        text = self.files[path]
        assert text.count(old) == 1, f"{old!r} in {path}: {text}"
        return {path: text.replace(old, new)}


def merge(files: Files, edits: Edits) -> None:
    """Make edits."""
    for path, text in edits.items():
        if text is None:
            del files[path]
        else:
            files[path] = text


def signature(who: str, at: str) -> str:
    """A person, or an address as it is, at an instant in UTC."""
    email = who if "@" in who else f"{who}@acme.example"
    return f"{who.title()} <{email}> {int(datetime.fromisoformat(f'{at}Z').timestamp())} +0000"


def data(text: str) -> bytes:
    """A text as fast-import reads it."""
    raw = text.encode()
    return b"data %d\n%s\n" % (len(raw), raw)


def change(path: str, text: str | None) -> bytes:
    """A file that is written, or deleted."""
    return (
        f"D {path}\n".encode()
        if text is None
        else f"M 100644 inline {path}\n".encode() + data(text)
    )


def later(at: str) -> str:
    """The end of the same hour."""
    return f"{at[:14]}59"
