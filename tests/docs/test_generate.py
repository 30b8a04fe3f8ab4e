"""Generated pages follow from the code: none is stale, and a new rule brings its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from okrctl.cli.app import NAMES
from okrctl.lint.catalog import catalog

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

NEW_RULE = '''

@rule("OKR199", severity="info")
def one_word(objective: Objective, _: View) -> Iterator[Problem]:
    """A title of one word.

    One word is a topic and no goal.

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Calm

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm
    """
    if " " not in objective.title:
        yield Problem("title", "{title} is one word", title=objective.title)
'''
IMPORT = "from okrctl.model.kinds import KeyResult\n"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A Python program of a copy, with the copy's package."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={
            "PATH": os.defpath,
            "PYTHONPATH": f"{folder / 'src'}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "COLUMNS": "100",
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package, its pages and the tests of its rules, elsewhere."""
    leave = shutil.ignore_patterns("__pycache__")
    for name in ("src", "docs", "tests/lint", "tests/cases"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=leave)
    for name in ("pyproject.toml", "tests/support.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_every_rule_has_its_page() -> None:
    """A finding's code leads to a page, and no page is left of a rule that is gone."""
    pages = {path.stem for path in (DOCS / "rules").glob("*.md")}
    assert pages == set(catalog())
    linked = re.findall(
        r"\(rules/((?:OKR|CHG|AUD)\d{3})\.md\)", (DOCS / "rules.md").read_text("utf-8")
    )
    assert linked == list(catalog())


def test_every_command_is_on_the_page_of_commands() -> None:
    """In the order of the help."""
    page = (DOCS / "cli.md").read_text("utf-8")
    headings = re.findall(r"^### okrctl (\w+)$", page, re.MULTILINE)
    assert headings == list(NAMES)


def test_pages_show_every_character() -> None:
    """An example with a sign that nobody sees is written with its escape."""
    texts = [path.read_text("utf-8") for path in DOCS.glob("rules/*.md")]
    assert all(char.isprintable() or char == "\n" for text in texts for char in text)
    assert "\\u202e" in (DOCS / "rules" / "OKR006.md").read_text("utf-8")


def test_a_stale_page_fails_the_check_by_name(copy: Path) -> None:
    """Changed, missing, and left over: each is named; writing mends all three."""
    assert run(copy, "docs/generate.py").returncode == 0
    (copy / "docs/rules.md").write_text("changed", "utf-8")
    (copy / "docs/rules/OKR204.md").unlink()
    (copy / "docs/rules/OKR777.md").write_text("left over", "utf-8")
    checked = run(copy, "docs/generate.py", "--check")
    assert checked.returncode == 1
    named = re.findall(r"docs/(\S+) is stale", checked.stderr)
    assert sorted(named) == ["rules.md", "rules/OKR204.md", "rules/OKR777.md"]
    assert run(copy, "docs/generate.py").returncode == 0
    assert run(copy, "docs/generate.py", "--check").stderr == ""
    assert not (copy / "docs/rules/OKR777.md").exists()


def test_a_new_rule_is_one_function(copy: Path) -> None:
    """Pages, `okrctl rule` and `rules`, lint, SARIF and the tests of its examples follow."""
    family = copy / "src/okrctl/lint/rules/data.py"
    text = family.read_text("utf-8")
    assert IMPORT in text
    more = IMPORT + "from okrctl.model.objective import Objective\n"
    family.write_text(text.replace(IMPORT, more) + NEW_RULE, "utf-8")

    assert run(copy, "docs/generate.py").returncode == 0
    assert "# OKR199 one-word" in (copy / "docs/rules/OKR199.md").read_text("utf-8")
    assert "One word is a topic" in run(copy, "-m", "okrctl", "rule", "one-word", "--format",
                                        "md").stdout  # fmt: skip

    ran = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/lint/test_catalog.py",
              "-k", "OKR199")  # fmt: skip
    assert "3 passed" in ran.stdout, ran.stdout

    goal = copy / "space/goals/2026-Q4/ops/calm.yaml"
    goal.parent.mkdir(parents=True)
    goal.write_text("title: Calm\n", "utf-8")
    (copy / "space/okrctl.yaml").write_text("okrctl: 1\nteams: {ops: {}}\n", "utf-8")
    linted = run(copy, "-m", "okrctl", "lint", "space", "--format", "concise",
                 "--as-of", "2026-11-21")  # fmt: skip
    assert "goals/2026-Q4/ops/calm.yaml:1:8: OKR199 one-word Calm is one word" in linted.stdout
    assert "OKR199\tone-word\t" in run(copy, "-m", "okrctl", "rules", "--format", "tsv").stdout
    scanned = run(copy, "-m", "okrctl", "lint", "space", "--format", "sarif")
    (log,) = json.loads(scanned.stdout)["runs"]
    (page,) = (rule for rule in log["tool"]["driver"]["rules"] if rule["id"] == "OKR199")
    assert "One word is a topic" in page["help"]["markdown"]


def test_the_manual_page_is_good_troff() -> None:
    """Groff reads it without a warning, and every command stands in it."""
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff is not installed")
    done = subprocess.run(
        [groff, "-man", "-Tutf8", "-ww", str(DOCS / "okrctl.1")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    headed = re.findall(
        r'^\.SS "okrctl (\w+)', (DOCS / "okrctl.1").read_text("ascii"), re.MULTILINE
    )
    assert list(dict.fromkeys(headed)) == list(NAMES)


def test_every_case_has_a_test() -> None:
    """The page of cases is made from the tests, and is the one that is there."""
    done = subprocess.run(
        [sys.executable, str(DOCS / "cases.py"), "--check"], capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
