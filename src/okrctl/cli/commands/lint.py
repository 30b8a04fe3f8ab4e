"""`okrctl lint`: checks the files of a workspace. Needs git only for a base, and what is staged."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, At, FailOn, Level

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATHS]", help="Only files at or below these; - is standard input."),
]
Forms = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="NAME[:FILE]",
        help="full, concise, grouped, json, jsonl, github, gitlab, junit, sarif, rdjson, azure,"
        " md, tsv or csv; repeatable.",
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE,…", help="Only these codes, names or prefixes."),
]
ExtendSelect = Annotated[
    list[str] | None,
    typer.Option("--extend-select", metavar="RULE,…", help="These too, beside what counts."),
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="RULE,…", help="All but these.")
]
PerFileIgnores = Annotated[
    list[str] | None,
    typer.Option(
        "--per-file-ignores",
        metavar="GLOB:RULE,…",
        help="In these files all but these: 'goals/2025-*/**:OKR3'; instead of the settings.",
    ),
]
Fails = Annotated[
    FailOn | None, typer.Option("--fail-on", help="From which severity on the exit status is 1.")
]
Shows = Annotated[
    Level, typer.Option("--min-severity", help="From which severity on findings are shown.")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")]
Statistics = Annotated[bool, typer.Option("--statistics", help="Count findings by rule instead.")]
NoIgnores = Annotated[
    bool,
    typer.Option(
        "--no-ignores", help="Count what comments, settings and the baseline leave out, too."
    ),
]
Fix = Annotated[bool, typer.Option("--fix", help="Write the fixes that keep the meaning.")]
UnsafeFixes = Annotated[
    bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: also those that guess.")
]
Diff = Annotated[
    bool, typer.Option("--diff", help="Show what --fix would write, and write it not.")
]
Base = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar="REV",
        help="What a change is judged against: its policy holds for mandatory rules.",
    ),
]
NewOnly = Annotated[
    bool, typer.Option("--new-only", help="Only what was not found at the base already.")
]
Baseline = Annotated[
    str | None,
    typer.Option("--baseline", metavar="FILE", help="Leave out the findings that this file knows."),
]
WriteBaseline = Annotated[
    bool,
    typer.Option(
        "--write-baseline", help="Write the baseline; one that is there only loses findings."
    ),
]
StdinFilename = Annotated[
    str | None,
    typer.Option("--stdin-filename", metavar="FILE", help="Which file standard input is."),
]
Staged = Annotated[
    bool, typer.Option("--staged", help="Check what is staged, not the files on disk.")
]
Watch = Annotated[
    bool, typer.Option("--watch", help="Again whenever a file changes, until Ctrl-C.")
]
Included = Annotated[
    bool, typer.Option("--included", help="Check the workspaces that include finds, too.")
]
ShowSettings = Annotated[
    bool, typer.Option("--show-settings", help="Print what counts and where that is set.")
]
ShowFiles = Annotated[bool, typer.Option("--show-files", help="Print which files are checked.")]


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    paths: Paths = None,
    *,
    formats: Forms = None,
    select: Select = None,
    extend_select: ExtendSelect = None,
    ignore: Ignore = None,
    per_file_ignores: PerFileIgnores = None,
    fail_on: Fails = None,
    min_severity: Shows = "info",
    exit_zero: ExitZero = False,
    statistics: Statistics = False,
    no_ignores: NoIgnores = False,
    fix: Fix = False,
    unsafe_fixes: UnsafeFixes = False,
    diff: Diff = False,
    base: Base = None,
    new_only: NewOnly = False,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = False,
    stdin_filename: StdinFilename = None,
    staged: Staged = False,
    watch: Watch = False,
    included: Included = False,
    show_settings: ShowSettings = False,
    show_files: ShowFiles = False,
    as_of: AsOf = None,
    at: At = None,
) -> None:
    """Check the files of a workspace.

    The workspace is that of the first path, else of the current folder. Exit status 1 means
    findings at or above --fail-on, which is error unless okrctl.yaml says otherwise.
    """
    from okrctl.cli.linting.run import Shown, run
    from okrctl.cli.linting.wanted import Wanted, per_file, selectors

    wanted = Wanted(
        paths=tuple(paths or ()),
        select=selectors(select),
        extend_select=selectors(extend_select),
        ignore=selectors(ignore),
        per_file_ignores=per_file(per_file_ignores or ()),
        fail_on=fail_on,
        min_severity=min_severity,
        exit_zero=exit_zero,
        no_ignores=no_ignores,
        base=base,
        new_only=new_only,
        baseline=baseline,
        write_baseline=write_baseline,
        stdin_filename=stdin_filename,
        staged=staged,
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        watch=watch,
        included=included,
    )
    shown = Shown(
        formats=tuple(formats or ()),
        statistics=statistics,
        settings=show_settings,
        files=show_files,
        as_of=as_of,
        at=at,
    )
    raise typer.Exit(run(ctx.obj, wanted, shown))
