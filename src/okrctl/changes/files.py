"""Files that changed although their meaning did not: moved, reordered, or laid out otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from okrctl.changes.change import Change
from okrctl.changes.settings import WORKSPACE
from okrctl.load.loading import Loaded

MEANINGLESS = frozenset({"moved", "reordered", "format-only"})
SETTINGS_FILE = "okrctl.yaml"


def file_changes(
    before: Loaded, after: Loaded, renamed: Mapping[str, str], told: Iterable[Change]
) -> Iterator[Change]:
    """One change for each file whose text differs while nothing else tells of it."""
    known = {
        name.partition("#")[0]
        for change in told
        if not change.entry  # which lies in a file of its own
        for name in (change.address, change.before_address)
    }
    for address, file in before.places.files.items():
        now = renamed.get(address, address)
        new_file = after.places.files.get(now)
        if new_file is None or {address, now} & known:
            continue
        old, new = (_text(side, path) for side, path in ((before, file), (after, new_file)))
        if file != new_file:
            yield Change("moved", now, before=file, after=new_file)
        elif old != new and now not in after.workspace.broken | before.workspace.broken:
            yield Change(_how(old, new), now, after=new_file)


def _text(side: Loaded, file: str) -> str:
    source = side.sources.get(file)
    return source.text if source else ""


def _how(old: str, new: str) -> str:
    same_lines = sorted(map(str.strip, old.splitlines())) == sorted(
        map(str.strip, new.splitlines())
    )
    return "reordered" if same_lines else "format-only"


def unreadable(before: Loaded, after: Loaded) -> Iterator[Change]:
    """One change for each file that one side cannot read, and that the other has otherwise."""
    seen = set()
    for side, loaded, other in (("base", before, after), ("head", after, before)):
        for address, file in loaded.places.files.items():
            twin = other.places.files.get(address, "")
            differs = _text(loaded, file) != _text(other, twin)
            if address not in seen and differs and is_broken(address, loaded):
                seen.add(address)
                yield Change("not-compared", address, after=f"{file} of the {side}")


def is_broken(address: str, loaded: Loaded) -> bool:
    """Whether the file at an address cannot be read as a whole."""
    if address != WORKSPACE:
        return address in loaded.workspace.broken
    return any(
        finding.span.file == SETTINGS_FILE
        and finding.weight == "error"
        and finding.rule.code < "OKR2"
        for finding in loaded.findings
    )
