"""Files from a stranger: bounded in time and memory, in a process of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# What getrusage says would do, were it not that a process begins with the peak of its parent.
READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))
from okrctl.text.nodes import read
data = sys.stdin.buffer.read()
source = read(data, "f", parser=sys.argv[1])
first = [f"{x.rule.code} {x.span.line}:{x.span.column}" for x in source.findings[:1]]
print(source.root is None, *first)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
assert int(peak.split()[1]) < 200 << 10, peak
"""

LAUGHS = "a: &a [lol]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)

CASES = {
    "y01_billion_laughs": (LAUGHS, "False OKR004"),
    "y02_5_000_brackets": ("[" * 5_000, "True OKR007 1:33"),
    "y02_100_000_brackets": ("[" * 100_000, "True OKR007 1:33"),
    "y02_100_000_braces": ("{" * 100_000, "True OKR007 1:33"),
    "y02_braces_with_keys": ("{a: " * 100_000, "True OKR007 1:129"),
    "y02_brackets_on_lines": ("[\n" * 100_000, "True OKR007 33:1"),
    "y02_brackets_as_value": ("a: " + "[" * 100_000, "True OKR007 1:35"),
    "y02_closed_brackets": ("[[]," * 100_000, "True OKR007"),
    "y02_20_000_dashes": ("- " * 20_000, "True OKR007 1:65"),
    "y02_20_000_question_marks": ("? " * 20_000, "True OKR007 1:65"),
    "y02_deep_map": ("".join(" " * n + "a:\n" for n in range(1_400)), "True OKR007 33:33"),
    "y02_deep_map_in_one_line": ("a: {" * 50_000, "True OKR007"),
    "y03_scalar_of_5_mb": ("a: " + "x" * 5_000_000, "True OKR007 1:1"),
    "y03_file_of_2_mib": ("a: 1\n" * 400_000, "True OKR007 1:1"),
    "y03_20_000_keys": ("".join(f"k{n}: 1\n" for n in range(20_000)), "True OKR007 10000:8"),
    "y03_one_plain_mib": ("a: " + "word " * 200_000, "False"),
    "y03_one_quoted_mib": ('a: "' + "x " * 500_000 + '"', "False"),
    "y03_one_block_mib": ("a: |\n" + " word\n" * 170_000, "False"),
    "y03_one_mib_of_comments": ("a: 1\n" + "# x\n" * 250_000, "False OKR007 20002:1"),
    "y03_one_mib_of_hashes": ("a: " + "#" * 1_000_000, "False"),
    "y03_one_mib_of_hash_words": ("a: 1" + " #a" * 300_000, "False"),
    "y03_one_mib_of_quotes": ("'" * 1_000_000, "False"),
    "y03_one_mib_of_open_quotes": ("a: '" + "x'' " * 250_000, "True OKR000 1:4"),
    "y03_one_mib_of_double_quotes": ('"' * 999_999, "True OKR000"),
    "y03_one_mib_of_colons": ("a: " + "b: " * 300_000, "True OKR000"),
    "y03_one_mib_of_line_ends": ("a:" + "\n" * 1_000_000 + "- b", "False"),
    "y03_one_mib_of_spaces": ("a:" + " " * 1_000_000, "False"),
    "y03_one_mib_of_tabs": ("a:" + "\t" * 1_000_000, "True OKR000"),
    "y03_one_mib_of_percents": ("a: %\n" * 200_000, "True"),
    "y03_one_mib_of_anchors": ("&a " * 300_000, "True"),
    "y03_one_mib_of_tags": ("a: " + "!" * 1_000_000, "True OKR007 1:4"),
    "y03_one_mib_of_escapes": ('a: "' + "\\0" * 500_000 + '"', "False OKR006"),
    "y03_one_mib_of_zero_widths": ("a: " + "\u200b" * 340_000, "False OKR006"),
    "y03_one_mib_of_commas": ("{a: b" + ", c" * 9_000 + "}", "False OKR012 1:8"),
    "y03_many_empty_items": ("- # - \n" * 19_000, "False"),
    "y03_digits_and_underscores": ("a: 1" + "1_" * 500_000, "False OKR005"),
    "y03_digits_and_colons": ("a: 1" + ":59" * 300_000 + "x", "False"),
    "y04_5_000_digits": ("a: " + "7" * 5_000, "False OKR007 1:4"),
    "y04_one_mb_of_hex": ("a: 0x" + "f" * 1_000_000, "False OKR005 1:4"),
}


@pytest.mark.parametrize("parser", ["any", "pure"])
@pytest.mark.parametrize("name", CASES)
def test_hostile_files_end_soon_with_a_finding(name: str, parser: str) -> None:
    """No crash and no hang with either parser, and under 200 MB."""
    text, expected = CASES[name]
    done = subprocess.run(
        [sys.executable, "-c", READ, parser],
        input=text.encode(),
        capture_output=True,
        check=False,
        timeout=20,
        cwd=ROOT / "src",
    )
    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert done.stdout.decode().startswith(expected)
