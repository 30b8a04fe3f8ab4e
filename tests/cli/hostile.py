"""A checkout of a stranger's: wherever git can start a program, it names one that leaves a mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cli.console import Console

HOOKS = ("applypatch-msg", "commit-msg", "fsmonitor-watchman", "post-applypatch", "post-checkout",
         "post-commit", "post-index-change", "post-merge", "post-rewrite", "pre-applypatch",
         "pre-auto-gc", "pre-commit", "pre-merge-commit", "pre-push", "pre-rebase",
         "prepare-commit-msg", "proc-receive", "push-to-checkout", "reference-transaction",
         "sendemail-validate", "update")  # fmt: skip
PROGRAMS = (
    "core.fsmonitor", "core.pager", "core.editor", "sequence.editor", "core.askPass",
    "core.sshCommand", "core.gitProxy", "core.alternateRefsCommand", "credential.helper",
    "diff.external", "diff.evil.textconv", "diff.evil.command", "difftool.evil.cmd",
    "mergetool.evil.cmd", "merge.evil.driver", "filter.evil.smudge", "filter.evil.clean",
    "filter.living.process", "gpg.program", "gpg.openpgp.program", "gpg.ssh.program",
    "gpg.x509.program", "gpg.ssh.defaultKeyCommand", "interactive.diffFilter",
    "uploadpack.packObjectsHook", "gc.recentObjectsHook", "trailer.evil.command",
    "trailer.evil.cmd", "tar.evil.command", "remote.origin.uploadpack", "remote.origin.receivepack",
    "remote.origin.vcs", "submodule.part.update", "instaweb.httpd", "sendemail.smtpServer",
    "man.evil.cmd", "browser.evil.cmd", "guitool.evil.cmd",
)  # fmt: skip
"""Keys of git's configuration whose value git starts."""
PAGED = ("log", "diff", "show", "status", "config", "cat-file", "rev-list", "ls-files", "ls-tree",
         "for-each-ref", "rev-parse", "fsck", "var", "merge-base")  # fmt: skip
ALIASED = ("cat-file", "log", "ls-tree", "rev-parse", "st")
SHADOWED = ("git", "sh", "gpg", "ssh-keygen", "ssh", "less", "git-remote-evil", "git-remote-ext")
"""Programs that lie in the checkout under the names of others."""
SIGNATURE = "gpgsig -----BEGIN {}-----\n \n aGVsbG8=\n -----END {}-----\n"


@dataclass(frozen=True)
class Canaries:
    """Where the programs lie, and the marks that they leave when they run."""

    cages: Path
    marks: Path

    def program(self, name: str) -> str:
        """A program that leaves a mark with its name; a filter passes its input on."""
        path = self.cages / name.replace("/", "-")
        passes = "/bin/cat" if name.endswith((".clean", ".smudge")) else ""
        path.write_text(f"#!/bin/sh\n/bin/touch '{self.marks}/{path.name}'\n{passes}\n")
        path.chmod(0o755)
        return str(path)

    @property
    def ran(self) -> set[str]:
        """The names of those that ran."""
        return {path.name for path in self.marks.iterdir()}


def planted(console: Console) -> Canaries:
    """The repository of a console with canaries everywhere."""
    canaries = Canaries(console.folder.parent / "cages", console.folder.parent / "marks")
    canaries.cages.mkdir()
    canaries.marks.mkdir()
    configured(console, canaries)
    hooked(console, canaries)
    attributed(console)
    shadowed(console, canaries)
    signed(console)
    return canaries


def settings(canaries: Canaries) -> Iterator[tuple[str, str]]:
    """Every setting: what starts a program, and what leads git to it."""
    for key in PROGRAMS:
        shell = "!" if key.startswith(("credential", "submodule")) else ""
        yield key, shell + canaries.program(key)
    yield from ((f"pager.{name}", canaries.program(f"pager.{name}")) for name in PAGED)
    yield from ((f"alias.{name}", f"!{canaries.program(f'alias.{name}')}") for name in ALIASED)
    yield "filter.evil.required", "true"
    yield "log.showSignature", "true"
    yield "diff.tool", "evil"
    yield "protocol.allow", "always"
    yield "protocol.ext.allow", "always"
    yield "remote.origin.url", f"ext::{canaries.program('ext')} %S"
    yield "remote.origin.promisor", "true"
    yield "remote.origin.partialclonefilter", "blob:none"
    yield "fetch.recurseSubmodules", "true"
    yield "submodule.recurse", "true"
    yield "status.submoduleSummary", "true"
    yield "core.untrackedCache", "true"


def configured(console: Console, canaries: Canaries) -> None:
    """Plant the settings; a part of them in a file that is included on a condition."""
    text = "".join(
        f"[{section}]\n\t{name} = {quoted(value)}\n"
        for key, value in settings(canaries)
        for section, name in (split(key),)
    )
    included = console.folder / ".git/included"
    included.write_text(f'[core]\n\tsshCommand = "{canaries.program("included")}"\n')
    text += f'[includeIf "gitdir:{console.folder}/**"]\n\tpath = included\n'
    with (console.folder / ".git/config").open("a") as file:
        file.write(text)


def split(key: str) -> tuple[str, str]:
    """`a.b.c` as `a "b"` and `c`."""
    section, *middle, name = key.split(".")
    return (f'{section} "{".".join(middle)}"' if middle else section), name


def quoted(value: str) -> str:
    """A value as a configuration file has it."""
    return f'"{value}"'


def hooked(console: Console, canaries: Canaries) -> None:
    """Every hook, in git's own folder and in one that the configuration names."""
    hooks = canaries.cages / "hooks"
    hooks.mkdir()
    for name in HOOKS:
        for folder in (hooks, console.folder / ".git/hooks"):
            folder.mkdir(exist_ok=True)
            Path(canaries.program(f"hook.{folder.name}.{name}")).rename(folder / name)
    with (console.folder / ".git/config").open("a") as file:
        file.write(f"[core]\n\thooksPath = {hooks}\n")


def attributed(console: Console) -> None:
    """Attributes that send every file through all of that, and a submodule that updates itself."""
    lines = "* diff=evil filter=evil merge=evil\nokrctl.yaml filter=living\n"
    console.write(".gitattributes", lines)
    console.write(".git/info/attributes", lines)
    module = '[submodule "part"]\n\tpath = part\n\turl = ext::sh -c true\n\tupdate = !false\n'
    console.write(".gitmodules", module)


def shadowed(console: Console, canaries: Canaries) -> None:
    """Programs in the checkout itself, for a search path that looks there."""
    for name in SHADOWED:
        program = Path(canaries.program(f"shadow.{name}"))
        program.rename(console.folder / name)


def signed(console: Console) -> None:
    """A commit whose signatures want to be verified, on top of the branch."""
    raw = console.git("-c", "core.fsmonitor=false", "cat-file", "commit", "HEAD")
    head, _, message = raw.partition("\n\n")
    parent = console.git("rev-parse", "HEAD").strip()
    lines = [line for line in head.splitlines() if not line.startswith("parent")]
    kinds = "".join(SIGNATURE.format(kind, kind) for kind in ("PGP SIGNATURE",))
    body = "\n".join([lines[0], f"parent {parent}", *lines[1:]]) + f"\n{kinds}\n{message}"
    console.write(".git/commit", body)
    commit = console.git("hash-object", "-t", "commit", "-w", ".git/commit").strip()
    (console.folder / ".git/refs/heads/work").write_text(f"{commit}\n")
