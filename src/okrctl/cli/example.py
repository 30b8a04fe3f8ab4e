"""The example company that `okrctl init --example` copies: a quarter of a software company."""

from __future__ import annotations

from pathlib import Path

import okrctl
from okrctl.cli.context import Context
from okrctl.cli.output import say
from okrctl.cli.starting import refuse_a_second
from okrctl.cli.telling import tick
from okrctl.errors import EnvironmentFault

DAY = "2026-11-21"
"""The day of the example's last check-ins."""


def example_folder() -> Path:
    """Where the example lies: inside an installed package, or beside the source."""
    package = Path(okrctl.__file__).parent
    for folder in (package / "example", package.parents[1] / "examples" / "acme"):
        if (folder / "okrctl.yaml").is_file():
            return folder
    raise EnvironmentFault("this installation has no example", "okrctl init makes a workspace")


def copy_example(here: Context, *, dry_run: bool) -> None:
    """Write the example's files into the folder, all or none; nothing is replaced."""
    from okrctl.store.git import open_repository
    from okrctl.store.plan import NewFile
    from okrctl.store.record import record

    refuse_a_second(here.folder)
    source = example_folder()
    files = [
        NewFile(path.relative_to(source).as_posix(), path.read_bytes())
        for path in sorted(source.rglob("*"))
        if path.is_file()
    ]
    if dry_run:
        say(*(f"+ {file.path}" for file in files))
        return
    record(open_repository(here.folder, here.environ), files, "an example", commit=False)
    say(f"{tick(here.terminal)} Written, not committed: {len(files)} files of the example company")
    say(f"Next    okrctl status --as-of {DAY} · okrctl show trusted-releases --as-of {DAY}")
