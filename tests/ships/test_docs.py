"""The page on CI: its examples are valid, and it leaves nothing out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from okrctl.render.findings.formats import FORMS
from ships.shipped import ACTION, ROOT, program, read

PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)
CHECKS = {
    ".github/workflows/audit.yml": ["--builtin-schema", "vendor.github-workflows"],
    ".github/workflows/goals.yml": ["--builtin-schema", "vendor.github-workflows"],
    ".gitlab-ci.yml": ["--builtin-schema", "vendor.gitlab-ci"],
}


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_an_example_is_valid(tmp_path: Path, name: str, text: str) -> None:
    """By the schema of its host, or pre-commit's own check."""
    path = tmp_path / Path(name).name
    path.write_text(text, "utf-8")
    if name in CHECKS:
        ended = program("check-jsonschema", *CHECKS[name], str(path))
    else:
        ended = program("pre-commit", "validate-config", str(path))
    assert ended.returncode == 0, ended.stdout


def test_every_host_has_an_example() -> None:
    """None of the checks above is skipped for want of one."""
    assert {name for name, _ in EXAMPLES} == {*CHECKS, ".pre-commit-config.yaml"}


def test_every_form_is_on_the_page() -> None:
    """In the table of forms."""
    named = re.findall(r"^\| (`[^|]+`) \|", PAGE.partition("## GitHub")[0], re.MULTILINE)
    assert {*FORMS} <= {name for cell in named for name in re.findall(r"`(\w+)`", cell)}


def test_every_input_is_on_the_page() -> None:
    """In the order of the action."""
    table = PAGE.partition("| input | meaning |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE) == list(read(ACTION)["inputs"])
