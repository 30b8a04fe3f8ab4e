"""Mutation testing: small faults are put into the code one at a time, and the tests must notice.

`python benchmarks/mutants.py --each 60` draws so many mutants of every package, the same for the
same seed, and runs those tests that execute the changed line, the package's own first, until one
fails. It prints the score of each package and every mutant that survived. The tests that a line
needs are learned from one run under coverage, which `--coverage FILE` keeps.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import json
import os
import random  # noqa: TID251  # seeded, to draw the same mutants again
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Literal

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
PACKAGES = ("measure", "lint", "load")
TESTS = ("tests/measure", "tests/lint", "tests/load", "tests/laws")
PROCESSOR_SECONDS = 150
HEAVY = ("pydantic", "lark", "ruamel.yaml", "jiter", "dateutil.rrule", "jsonschema")
BROKEN = 100
FAILED = (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)
"""A test failed, or was not even imported."""

Outcome = Literal["killed", "timed out", "survived"]
Part = ast.expr | ast.stmt
Change = tuple[str, Part, Part]

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change of one line, and what became of it. The line counts from 1, the column from 0."""

    package: str
    file: str
    line: int
    column: int
    sort: str
    was: str
    becomes: str
    outcome: Outcome | None = None

    def __str__(self) -> str:
        """Where it is and what it changes."""
        return f"{self.file}:{self.line} {self.sort}: {self.was} -> {self.becomes}"


def mutants_of(path: Path) -> Iterator[tuple[Mutant, str]]:
    """Every mutant of a module, with the whole text of the mutated module."""
    text = path.read_text("utf-8")
    starts = [0]
    for row in text.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(row))
    data = text.encode()
    for sort, node, other in changes(ast.parse(text)):
        first = starts[node.lineno - 1] + node.col_offset
        last = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        new = ast.unparse(other)
        if isinstance(node, ast.expr) and not isinstance(node, ast.Constant):
            new = f"({new})"
        became = data[:first] + new.encode() + data[last:]
        was = " ".join(data[first:last].decode().split())
        file = str(path.relative_to(SOURCE))
        package = path.relative_to(SOURCE / "okrctl").parts[0]
        place = Mutant(package, file, node.lineno, node.col_offset, sort, was, new)
        yield place, became.decode()


def changes(tree: ast.Module) -> Iterator[Change]:
    """What can be changed: the sort of change, a node, and what takes its place."""
    left_out = {id(part) for node in untested(tree) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) not in left_out:
            yield from changes_of(node)


def untested(tree: ast.Module) -> Iterator[ast.AST]:
    """Parts without behaviour: annotations, and what only the type checker reads."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield node.annotation
        if isinstance(node, ast.FunctionDef):
            yield from filter(None, [node.returns, *node.decorator_list])
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield node
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0])[:1].isupper():
            names = ast.unparse(node.value)
            if "Literal[" in names or " | " in names:
                yield node.value


def changes_of(  # noqa: C901  # a row for each sort
    node: ast.AST,
) -> Iterator[Change]:
    """The changes of one node itself."""
    match node:
        case ast.Compare(ops=ops):
            for position, op in enumerate(ops):
                if type(op) in COMPARISONS:
                    other = copy.deepcopy(node)
                    other.ops[position] = COMPARISONS[type(op)]()
                    yield "comparison", node, other
        case ast.BinOp(op=op) if type(op) in ARITHMETIC:
            other = copy.deepcopy(node)
            other.op = ARITHMETIC[type(op)]()
            yield "arithmetic", node, other
        case ast.BoolOp(op=op):
            swapped: ast.boolop = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield "boolean", node, ast.BoolOp(swapped, node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield "boolean", node, node.operand
        case ast.IfExp(test=test):
            yield "boolean", test, ast.UnaryOp(ast.Not(), test)
        case ast.Constant(value=bool(value)):
            yield "constant", node, ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield "constant", node, ast.Constant(value + 1)
        case ast.Return(value=value) if value and ast.unparse(value) != "None":
            yield "return", node, ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call()):
            yield "call removed", node, ast.Pass()


def drawn(each: int, seed: int, only: Sequence[str]) -> Iterator[tuple[Mutant, str]]:
    """So many mutants of each package, drawn without repetition, the packages in turn."""
    samples = []
    for package in only:
        folder = SOURCE / "okrctl" / package
        everything = [one for path in sorted(folder.rglob("*.py")) for one in mutants_of(path)]
        chance = random.Random(f"{seed} {package}")  # noqa: S311
        samples.append(chance.sample(everything, min(each, len(everything))))
    for one_of_each in zip_longest(*samples):
        yield from filter(None, one_of_each)


def covered(data: Path) -> dict[tuple[str, int], frozenset[str]]:
    """The tests that execute each line, by file below src and line; runs them all once."""
    if not data.exists():
        wanted = [f"--cov={SOURCE / 'okrctl' / package}" for package in PACKAGES]
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS]
        command += ["--hypothesis-seed=0", *wanted, "--cov-context=test", "--cov-report="]
        subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"COVERAGE_FILE": str(data)})  # noqa: TID251
    from coverage.numbits import numbits_to_nums

    tests: dict[tuple[str, int], set[str]] = {}
    rows = sqlite3.connect(data).execute(
        "select file.path, context.context, numbits from line_bits"
        " join file on file.id = file_id join context on context.id = context_id"
    )
    for path, context, numbits in rows:
        file = str(Path(path).relative_to(SOURCE))
        for line in numbits_to_nums(numbits):
            tests.setdefault((file, line), set()).add(context.rpartition("|")[0])
    return {place: frozenset(found - {""}) for place, found in tests.items()}


class Chosen:
    """A plugin that keeps the tests which were chosen, in their order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.place = {test: number for number, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the others out. pytest calls this."""
        known = (item for item in items if item.nodeid in self.place)
        items[:] = sorted(known, key=lambda item: self.place[item.nodeid])


class Laboratory:
    """A copy of the package, in which one file at a time is changed and tested."""

    def __init__(self, folder: Path, tests: dict[tuple[str, int], frozenset[str]]) -> None:
        self.copy, self.tests = folder / "src", tests
        shutil.copytree(SOURCE, self.copy, ignore=shutil.ignore_patterns("__pycache__"))

    def judged(self, mutant: Mutant, text: str) -> Mutant:
        """The mutant with its outcome. What no test executes survives without being run."""
        tests = self.tests_of(mutant)
        if not tests:
            return replace(mutant, outcome="survived")
        (self.copy / mutant.file).write_text(text, "utf-8")
        own = f"tests/{mutant.package}/"
        files = sorted({test.partition("::")[0] for test in tests})
        near = [file for file in files if file.startswith(own)]
        far = [file for file in files if not file.startswith(own)]
        outcome: Outcome = "survived"
        for some in filter(None, (near, far)):
            if outcome == "survived":
                outcome = self.outcome(some, tests)
        shutil.copy2(SOURCE / mutant.file, self.copy / mutant.file)
        return replace(mutant, outcome=outcome)

    def check(self, mutant: Mutant) -> None:
        """See that the tests pass where nothing is changed: else every mutant would be killed."""
        untouched = self.judged(mutant, (SOURCE / mutant.file).read_text("utf-8"))
        if untouched.outcome != "survived":
            raise RuntimeError(f"the tests fail without a mutant in {mutant.file}")

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests of its line, those of its package first; all of those where it is read once."""
        own = f"tests/{mutant.package}/"
        found = self.tests.get((mutant.file, mutant.line))
        if found is None or not found:
            every = frozenset[str]().union(*self.tests.values())
            found = frozenset(test for test in every if test.startswith(own))
        return sorted(found, key=lambda test: (not test.startswith(own), "laws" in test, test))

    def outcome(self, files: Sequence[str], tests: Sequence[str]) -> Outcome:
        """What the chosen tests of these files say of the copy as it is, in a process of its own.

        The process is forked, so that what never changes is imported once.
        """
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
            status = BROKEN
            try:
                status = self._tested(files, tests)
            finally:  # whatever happens, the child has nothing to clean up
                os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status < 0:
            return "timed out"
        if status not in (pytest.ExitCode.OK, *FAILED):
            raise RuntimeError(f"pytest ended with {status} on {files}")
        return "killed" if status in FAILED else "survived"

    def _tested(self, files: Sequence[str], tests: Sequence[str]) -> int:
        """The exit status of pytest, without a word."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        os.chdir(ROOT)
        os.environ["PYTHONPATH"] = str(self.copy)  # noqa: TID251  # of programs that tests start
        sys.path.insert(0, str(self.copy))
        options = ["-q", "-x", "-p", "no:cacheprovider", "--hypothesis-seed=0", "--tb=no"]
        return int(pytest.main([*options, *files], plugins=[Chosen(tests)]))


def told(judged: Sequence[Mutant]) -> Iterator[str]:
    """The score of each package and the survivors, as Markdown."""
    yield "| package | mutants | killed | timed out | survived | score |"
    yield "| --- | --: | --: | --: | --: | --: |"
    for package in PACKAGES:
        count = Counter(one.outcome for one in judged if one.package == package)
        if total := count.total():
            dead = count["killed"] + count["timed out"]
            cells = (total, count["killed"], count["timed out"], count["survived"])
            yield f"| {package} | {' | '.join(map(str, cells))} | {100 * dead / total:.0f} % |"
    yield ""
    yield from (f"- `{one}`" for one in judged if one.outcome == "survived")


def main() -> None:
    """Judge the mutants, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", type=int, default=60, help="mutants of each package")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=PACKAGES, default=PACKAGES)
    parser.add_argument("--coverage", type=Path, help="a file that keeps which test needs a line")
    parser.add_argument(
        "--log", type=Path, help="a JSON Lines file; what it holds is not run again"
    )
    asked = parser.parse_args()
    sys.dont_write_bytecode = True
    for name in HEAVY:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        laboratory = Laboratory(Path(folder), covered(asked.coverage or Path(folder) / "coverage"))
        laboratory.check(next(drawn(1, asked.seed, asked.only))[0])
        known = _known(asked.log)
        judged = []
        for mutant, text in drawn(asked.each, asked.seed, asked.only):
            one = known.get(str(mutant)) or laboratory.judged(mutant, text)
            judged.append(one)
            print(one.outcome, one, file=sys.stderr, flush=True)
            if asked.log and str(mutant) not in known:
                with asked.log.open("a", encoding="utf-8") as log:
                    log.write(json.dumps(asdict(one)) + "\n")
    print("\n".join(told(judged)))


def _known(log: Path | None) -> dict[str, Mutant]:
    if log is None or not log.exists():
        return {}
    found = (Mutant(**json.loads(line)) for line in log.read_text("utf-8").splitlines())
    return {str(one): one for one in found}


if __name__ == "__main__":
    main()
