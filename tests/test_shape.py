"""The shape of the code: files and functions stay small; every exception has its reason here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "okrctl"
LONG_FILE, LONG_FUNCTION, MANY_PARAMETERS = 300, 45, 7

LARGER: dict[str, str] = {}
"""What is larger than that, as `file` or `file:function`, and why."""


def functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function of a file with its name in the table."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield f"{path.relative_to(SOURCE)}:{node.name}", node


def length(node: ast.FunctionDef) -> int:
    """Lines of a function without its docstring and signature."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    if not body:
        return 0
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def too_large() -> set[str]:
    """Everything over the sizes above."""
    found = set()
    for path in sorted(SOURCE.rglob("*.py")):
        if len(path.read_text("utf-8").splitlines()) > LONG_FILE:
            found.add(str(path.relative_to(SOURCE)))
        for name, node in functions(path):
            parameters = len(node.args.args) + len(node.args.kwonlyargs)
            is_command = "commands" in path.parts
            if length(node) > LONG_FUNCTION or (parameters > MANY_PARAMETERS and not is_command):
                found.add(name)
    return found


def test_nothing_is_large_without_a_reason() -> None:
    """A file over 300 lines, a function over 45, or over 7 parameters is a row in LARGER."""
    assert too_large() - set(LARGER) == set()


def test_every_reason_is_still_needed() -> None:
    """A row in LARGER names something that is still large."""
    assert set(LARGER) - too_large() == set()
