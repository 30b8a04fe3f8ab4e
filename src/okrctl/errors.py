"""What stops a command: one message, the next step, and the exit status.

Bad *data* is never an error but a finding (`okrctl.findings`); these are for a wrong command or an
environment that does not allow it. Only `okrctl.cli.errors` catches them.
"""

from __future__ import annotations

from typing import ClassVar


class OkrctlError(Exception):
    """A command cannot go on; `message` says why and `next_step` what to type."""

    status: ClassVar[int] = 2

    def __init__(self, message: str, next_step: str | None = None, *, output: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step
        self.output = output
        """What another program printed when it refused, such as a git hook."""


class UsageError(OkrctlError):
    """The command line asks for something that cannot be: exit status 2."""

    status = 2


class EnvironmentFault(OkrctlError):
    """The environment does not allow it, or it cannot be verified: exit status 3."""

    status = 3


class Interrupted(OkrctlError):
    """A person stopped the command: exit status 130, and nothing was written."""

    status = 130
