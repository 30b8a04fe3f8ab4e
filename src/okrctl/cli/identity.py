"""Who runs okrctl: a person of the workspace, said or found by git's e-mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.load.loading import Loaded
    from okrctl.model.settings import Settings
    from okrctl.store.git import Git, NoHistory

FILE = "okrctl.yaml"
IDENTITY = re.compile(r"([^<>]*)<([^<>]*)>")


def person(settings: Settings, said: str, email: Callable[[], str]) -> str:
    """The id of the person: the one `said`, else the one with git's e-mail.

    UsageError with the line to add to okrctl.yaml where the workspace does not know them.
    """
    if said:
        return named(settings, said)
    address = email()
    wanted = address.casefold()
    emails = {name: one.email for name, one in settings.people.items()}
    emails |= {name: one.email for name, one in settings.bots.items()}
    for name, known in emails.items():
        if wanted and wanted in map(str.casefold, known):
            return name
    if not address:
        raise UsageError(
            "nobody said who you are: git has no e-mail here",
            "pass --who, set OKRCTL_PERSON, or: git config user.email you@example.org",
        )
    line = f"{suggested_id(address)}: {{email: {address}}}"
    raise UsageError(
        f"okrctl.yaml knows nobody with git's e-mail {address}",
        f"add below people: in okrctl.yaml the line  {line}  or pass --who",
    )


def refuse_broken_settings(loaded: Loaded, unknown: UsageError) -> None:
    """UsageError where okrctl.yaml has errors, so that a name may be unknown for that alone."""
    from okrctl.load.reading.settled import is_error

    if any(is_error(one) and one.span.file == FILE for one in loaded.findings):
        raise UsageError(f"{unknown.message}; {FILE} has errors", f"okrctl lint {FILE}") from None


def named(settings: Settings, said: str) -> str:
    """The id of the person or bot who goes by `said`; UsageError with who is close."""
    aliases = {alias: name for name, one in settings.people.items() for alias in one.aliases}
    known = aliases | {name: name for name in (*settings.people, *settings.bots)}
    if said in known:
        return known[said]
    close = get_close_matches(said, known, n=1)
    guess = f"; did you mean {close[0]}?" if close else ""
    raise UsageError(
        f"okrctl.yaml knows no {said!r}{guess}",
        f"add below people: in okrctl.yaml the line  {suggested_id(said)}: {{name: …, email: …}}",
    )


def suggested_id(text: str) -> str:
    """The id that a name or an e-mail suggests."""
    from okrctl.model.values import slug_of

    return slug_of(text.partition("@")[0]) or "me"


def git_identity(repository: Git | NoHistory) -> tuple[str, str]:
    """The name and the e-mail that git would write into a commit; empty where it has none."""
    from okrctl.store.git import NoHistory

    if isinstance(repository, NoHistory):
        return "", ""
    printed = repository.write("var", "GIT_AUTHOR_IDENT")
    found = IDENTITY.match(printed.out.decode(errors="replace"))
    return (found[1].strip(), found[2]) if found and printed.status == 0 else ("", "")
