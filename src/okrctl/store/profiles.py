"""The two ways of calling git: READ runs nothing that a repository names, WRITE is the user's own.

A checkout may come from a stranger, and its config and attributes can name programs: monitors,
hooks, pagers, converters, signers. READ therefore has a list of sub-commands, flags that switch off
what those sub-commands could start, and an environment without `GIT_*`. WRITE commits in the
user's own repository, where hooks, filters and signing are wanted. SHARE is WRITE with a network:
only for who asked for it with `--push`, and it never asks for a password.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

READ_FLAGS = (
    "--no-pager",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.untrackedCache=false"),
    *("-c", "core.quotePath=false"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.showRoot=true"),
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "protocol.allow=never"),
    *("-c", "submodule.recurse=false"),
)
# What verifies, whatever a repository's config says: the standard programs, by their full path.
VERIFIERS: Mapping[str, str] = {
    "gpg.program": "gpg",
    "gpg.openpgp.program": "gpg",
    "gpg.x509.program": "gpgsm",
    "gpg.ssh.program": "ssh-keygen",
}
# Not more: git hands its flags on to hooks, and those are to find git as the user has it.
WRITE_FLAGS = ("--no-pager",)

READ_COMMANDS: Mapping[str, frozenset[str]] = {
    "cat-file": frozenset({"--batch"}),
    "check-ignore": frozenset(),
    "check-ref-format": frozenset(),
    "config": frozenset({"--list"}),
    "for-each-ref": frozenset(),
    "fsck": frozenset(),
    "log": frozenset(),
    "ls-files": frozenset({"-s"}),
    "ls-tree": frozenset({"-r"}),
    "merge-base": frozenset(),
    "rev-list": frozenset(),
    "rev-parse": frozenset(),
    "var": frozenset(),
    "version": frozenset(),
}
"""Each sub-command that READ may run, with the options it may not run without."""

WRITE_COMMANDS = frozenset({"add", "commit", "config", "init", "reset", "var"})
BESIDE_COMMANDS = frozenset(
    {"commit-tree", "hash-object", "read-tree", "update-index", "update-ref", "write-tree"}
)
"""What makes a commit beside the work tree, or puts one on top of another."""

SHARE_COMMANDS = frozenset({"fetch", "push"})

# These make `log` compare contents, merge again, verify, or write elsewhere than to us.
_STARTING = ("-p", "-u", "-L", "-G", "-S", "-c", "--cc", "--patch", "--stat", "--numstat",
             "--shortstat", "--dirstat", "--remerge-diff", "--diff-merges=remerge", "--ext-diff",
             "--textconv", "--show-signature", "--filters", "--submodule", "--output")  # fmt: skip


def reading(args: Sequence[str]) -> tuple[str, ...]:
    """The arguments of git that read `args`, safely; ValueError when `args` are not for reading."""
    _refuse_unlisted(args)
    if args[0] == "check-ignore":  # which takes paths as they are, and refuses the flag
        return (*READ_FLAGS, *args)
    return (*READ_FLAGS, "--literal-pathspecs", *args)


def verifying(args: Sequence[str], programs: Mapping[str, str], signers: str) -> tuple[str, ...]:
    """The arguments of git that verify signatures, by no program that the repository names.

    `programs` are full paths by name, and `signers` is the file that names who may sign.
    """
    if args[0] not in ("log", "verify-tag"):
        raise ValueError(f"git {args[0]} verifies nothing")
    settings = {key: programs.get(name, os.devnull) for key, name in VERIFIERS.items()}
    settings |= {
        "gpg.ssh.allowedSignersFile": signers,
        "gpg.ssh.revocationFile": "",
        "gpg.minTrustLevel": "undefined",
    }
    flags = (word for key, value in settings.items() for word in ("-c", f"{key}={value}"))
    return (*READ_FLAGS, *flags, "--literal-pathspecs", *args)


def writing(args: Sequence[str]) -> tuple[str, ...]:
    """The arguments of git that run `args` as the user would; ValueError for an unlisted one."""
    if args[0] not in WRITE_COMMANDS | BESIDE_COMMANDS:
        raise ValueError(f"git {args[0]} is not for writing")
    return (*WRITE_FLAGS, *args)


def sharing(args: Sequence[str]) -> tuple[str, ...]:
    """The arguments of git that fetch or push; ValueError for anything else."""
    if args[0] not in SHARE_COMMANDS:
        raise ValueError(f"git {args[0]} is not for sharing")
    return (*WRITE_FLAGS, *args)


def _refuse_unlisted(args: Sequence[str]) -> None:
    command, *options = args
    options = options[: options.index("--")] if "--" in options else options
    if command not in READ_COMMANDS or not READ_COMMANDS[command] <= set(options):
        raise ValueError(f"git {command} is not for reading")
    for option in options:
        if option.startswith(_STARTING) and command in {"log", "cat-file", "rev-list"}:
            raise ValueError(f"git {command} {option} can start a program or write a file")
        if "%G" in option:
            raise ValueError("%G asks the signing program that the repository names")


_KEPT = ("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "XDG_CONFIG_HOME", "SUDO_UID",
         "SYSTEMROOT", "USERPROFILE", "APPDATA", "PROGRAMDATA", "TEMP", "TMP")  # fmt: skip
_KEPT_FOR_HOOKS = ("EMAIL", "SHELL", "TERM", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "TZ",
                   "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME",
                   "XDG_DATA_HOME", "SSH_AUTH_SOCK", "GNUPGHOME", "GPG_TTY", "VIRTUAL_ENV",
                   "PRE_COMMIT_HOME", "SKIP", "CI", "COMSPEC", "PATHEXT",
                   "LOCALAPPDATA")  # fmt: skip
_KEPT_FOR_SHARING = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "SSH_ASKPASS", "GIT_SSL_CAINFO",
                     "GIT_PROXY_COMMAND", "SSL_CERT_FILE", "SSL_CERT_DIR", "http_proxy",
                     "https_proxy", "no_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY",
                     "NO_PROXY", "ALL_PROXY")  # fmt: skip
_IDENTITY = ("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_")
_PLACES = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
_ALWAYS = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
}


def read_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of a READ call. Inside a hook it keeps where git says that it works."""
    kept = {name: environ[name] for name in _KEPT if name in environ}
    return {
        **kept, **_hook_places(environ), **_ALWAYS,
        "PATH": absolute_path(environ), "GIT_GRAFT_FILE": os.devnull,
    }  # fmt: skip


def verify_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment in which signatures are verified: READ's, and where the user's keys are."""
    keys = {name: environ[name] for name in ("GNUPGHOME",) if name in environ}
    return {**read_environment(environ), **keys}


def write_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of a WRITE call: what hooks and signing need, and git's own identity."""
    names = (*_KEPT, *_KEPT_FOR_HOOKS)
    kept = {name: environ[name] for name in names if name in environ}
    identity = {name: text for name, text in environ.items() if name.startswith(_IDENTITY)}
    return {**kept, **identity, **_ALWAYS, "PATH": absolute_path(environ)}


def share_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of a SHARE call: that of WRITE, and how this person reaches a server."""
    kept = {name: environ[name] for name in _KEPT_FOR_SHARING if name in environ}
    return {**kept, **write_environment(environ)}


def absolute_path(environ: Mapping[str, str]) -> str:
    """The search path without relative folders, which would find programs of the checkout."""
    folders = environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(folder for folder in folders if Path(folder).is_absolute())


def _hook_places(environ: Mapping[str, str]) -> dict[str, str]:
    if "GIT_EXEC_PATH" not in environ:  # git sets it for what it starts; shells rarely do
        return {}
    # git starts a hook at the top of the work tree and means relative places from there.
    places = {name: str(Path(environ[name]).absolute()) for name in _PLACES if environ.get(name)}
    if "GIT_DIR" in places and "GIT_WORK_TREE" not in places:
        places["GIT_WORK_TREE"] = _work_tree_of(places["GIT_DIR"])
    return places


def _work_tree_of(git_dir: str) -> str:
    """The top that belongs to `git_dir`, which git leaves unsaid in a linked work tree's hook."""
    try:
        link = Path(git_dir, "gitdir").read_text(encoding="utf-8")
    except OSError:
        return str(Path.cwd())
    return str(Path(link.strip()).parent)
