"""Files that are either as they were or whole: exclusive create, atomic replace, and back again.

Every write goes to a temporary name beside the file, reaches the disk, and then takes the name in
one step. The temporary name follows from the file's, so what a killed run left is found again.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from okrctl.errors import EnvironmentFault
from okrctl.store.plan import Change

TEMPORARY = ".okrctl-tmp"
State = Literal["before", "after", "other"]
AtStep = Callable[[str], None]

_NO_HARD_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK}
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_BITS = 0o777


def make(root: Path, change: Change, at_step: AtStep) -> None:
    """Make one change below `root`; it is on the disk when this returns."""
    place = root / change.path
    with as_fault(change.path):
        if change.after is None:
            _expect(place, change)
            place.unlink()
            _sync_folder(place.parent)
            _remove_empty_folders(root, place.parent)
        elif change.before is None:
            place.parent.mkdir(parents=True, exist_ok=True)
            _create(place, change.after, change.mode, at_step)
        else:
            with _written(place, change.after, change.mode) as temporary:
                at_step(f"written {place.name}")
                _expect(place, change)
                temporary.replace(place)
    at_step(f"made {change.path}")


def take_back(root: Path, change: Change, *, is_ours: bool = False) -> bool:
    """Bring back what was before `change`; False when somebody else's bytes are there: they stay.

    A new file of ours goes whatever it holds: a hook may have formatted it.
    """
    place = root / change.path
    with as_fault(change.path):
        forget_temporary(place)
        if change.before is None and (is_ours or is_torn(root, change)):
            place.unlink(missing_ok=True)
            return True
        state = state_of(root, change)
        if state == "after":
            _bring_back(place, change)
        return state != "other"


def is_torn(root: Path, change: Change) -> bool:
    """Whether the new file holds only its beginning: a kill leaves that without hard links."""
    found = content(root / change.path)
    if change.before is not None or change.after is None or found is None:
        return False
    return found != change.after and change.after.startswith(found)


def state_of(root: Path, change: Change) -> State:
    """Whether the file is as before the change, as after it, or neither."""
    found = content(root / change.path)
    if found == change.before:
        return "before"
    return "after" if found == change.after else "other"


def content(place: Path) -> bytes | None:
    """The bytes of a file; None when there is nothing. A link or a folder is refused."""
    with as_fault(place, "read"):
        try:
            kind = os.lstat(place).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        if stat.S_ISREG(kind):
            return place.read_bytes()
    raise EnvironmentFault(f"{place} is not a plain file", "put a plain file in its place")


def mode_of(place: Path) -> int:
    """The permission bits of a file."""
    with as_fault(place):
        return stat.S_IMODE(os.lstat(place).st_mode) & _BITS


def write_whole(place: Path, data: bytes) -> None:
    """Write `data` to `place` in one step, whatever was there."""
    with as_fault(place):
        _replace(place, data, None)


def forget_temporary(place: Path) -> None:
    """Remove what a killed run left beside `place`."""
    forget(_temporary(place))


def forget(place: Path) -> None:
    """Remove a file, if it is there."""
    with as_fault(place):
        place.unlink(missing_ok=True)


def _bring_back(place: Path, change: Change) -> None:
    if change.before is None:
        place.unlink()
        _sync_folder(place.parent)
    elif change.after is None:
        place.parent.mkdir(parents=True, exist_ok=True)
        _create(place, change.before, change.mode, _no_step)
    else:
        _replace(place, change.before, change.mode)


def _create(place: Path, data: bytes, mode: int | None, at_step: AtStep) -> None:
    with _written(place, data, mode) as temporary:
        at_step(f"written {place.name}")
        try:
            os.link(temporary, place)
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            _write(place, data, mode)
        at_step(f"linked {place.name}")


def _replace(place: Path, data: bytes, mode: int | None) -> None:
    with _written(place, data, mode) as temporary:
        temporary.replace(place)


@contextlib.contextmanager
def _written(place: Path, data: bytes, mode: int | None) -> Iterator[Path]:
    """A temporary file with `data` beside `place`, gone afterwards, when the folder is on disk."""
    temporary = _temporary(place)
    temporary.unlink(missing_ok=True)
    _write(temporary, data, mode)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(place.parent)


def _write(place: Path, data: bytes, mode: int | None) -> None:
    """Create `place` with `data`, on the disk; nothing is left of it when that fails."""
    descriptor = os.open(place, _CREATE, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if mode is not None:
                place.chmod(mode)
            os.fsync(file.fileno())
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def _temporary(place: Path) -> Path:
    return place.with_name(f".{place.name}{TEMPORARY}")


def _expect(place: Path, change: Change) -> None:
    if content(place) != change.before:
        raise EnvironmentFault(
            f"{change.path} changed since it was read", "look at it and run the command again"
        )


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # where a folder cannot be opened
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def missing_folders(root: Path, places: Iterable[Path]) -> tuple[Path, ...]:
    """The folders between `root` and `places` that do not exist yet, the deepest first."""
    above = {folder for place in places for folder in place.parents if root in folder.parents}
    missing = [folder for folder in above if not folder.exists()]
    return tuple(sorted(missing, key=lambda folder: len(folder.parts), reverse=True))


def remove_folders(folders: Iterable[Path]) -> None:
    """Remove those of `folders` that are there and empty, in the order given."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def _remove_empty_folders(root: Path, folder: Path) -> None:
    """Remove `folder` and those above it as far as they are empty, as git does: it keeps none."""
    with contextlib.suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent


def _no_step(_step: str) -> None:
    pass


@contextlib.contextmanager
def as_fault(path: Path | str, verb: str = "written") -> Iterator[None]:
    """Turn what the system says about `path` into a fault that a person can read."""
    try:
        yield
    except FileExistsError as error:
        raise EnvironmentFault(f"{path} exists already", "nothing was written over it") from error
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be {verb}: {error.strerror}") from error
