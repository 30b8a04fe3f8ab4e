"""The one place that turns what stops a command into a message and an exit status.

0 fine, 1 findings at the fail level, 2 wrong usage, 3 the environment does not allow it or it could
not be verified, 130 interrupted. A bug says so once and leaves its traceback in a file.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from types import TracebackType
from typing import NoReturn

import typer

from okrctl.errors import EnvironmentFault, Interrupted, OkrctlError

ISSUES = "https://github.com/okrctl/okrctl/issues"


def guarded(command: Callable[[], object]) -> int:
    """The exit status of a command: its own, or that of what stopped it."""
    sys.excepthook = report_bug
    try:
        status = command()
    except OkrctlError as error:
        complain(error.message, error.next_step, error.output)
        return error.status
    except typer.TyperException as error:
        complain(error.format_message().rstrip("."), usage_hint(error))
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return interrupted()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return out_of_room(error)
    if status == Interrupted.status:
        return interrupted()
    return status if isinstance(status, int) else 0


def interrupted() -> int:
    """Say that a person stopped it, on a line of its own; 130."""
    complain("stopped; nothing was written")
    return Interrupted.status


def out_of_room(error: OSError) -> int:
    """Say that standard output has no room, and let what is still buffered go; 3."""
    from okrctl.cli.output import forget

    forget(sys.stdout.fileno())
    complain(f"cannot write to standard output: {error.strerror}", "make room and try again")
    return EnvironmentFault.status


def usage_hint(error: typer.TyperException) -> str:
    """Where the help is of the command that was typed wrongly."""
    ctx = getattr(error, "ctx", None)
    return f"{ctx.command_path if ctx else 'okrctl'} --help"


def complain(message: str, next_step: str | None = None, output: str = "") -> None:
    """Print on stderr what is wrong, what another program said, and what to type next."""
    from okrctl.render.escape import for_terminal

    lines = [f"okrctl: {message}"]
    lines += [f"  {line}" for line in output.splitlines()]
    lines += [f"  next: {next_step}"] if next_step else []
    if sys.stderr is not None:
        sys.stderr.write("\n".join(for_terminal(line) for line in lines) + "\n")


def report_bug(
    kind: type[BaseException], bug: BaseException, trace: TracebackType | None
) -> NoReturn:
    """Say that okrctl has a bug and where its traceback is; exit status 3, nothing is verified."""
    import tempfile
    import traceback

    if issubclass(kind, KeyboardInterrupt):
        raise SystemExit(interrupted())
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="okrctl-bug-", suffix=".txt", delete=False
    ) as file:
        file.write(f"okrctl {' '.join(sys.argv[1:])}\n\n")
        file.writelines(traceback.format_exception(kind, bug, trace))
    complain(
        f"this is a bug in okrctl, not in your goals: {kind.__name__}",
        f"report it with {file.name} at {ISSUES}",
    )
    raise SystemExit(3)
