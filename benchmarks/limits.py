"""The worst files within the limits: how long each takes to load, and how much memory.

Each is built to be the worst of its sort and as large as a limit allows, and is loaded by a process
of its own. The promise is 2 seconds of processor time and 200 MB. Prints Markdown.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable

SECONDS, MEGABYTES = 2, 200
MIB = 1 << 20
GOAL, ENTRIES, KPI = "goals/2026-Q4/ops/calm.yaml", "checkins/2026-Q4/ops/one.jsonl", "kpis/k.yaml"
LOAD = """
import sys
from okrctl.load.loading import load
from okrctl.load.tree import DictTree
path = sys.argv[1]
files = {"okrctl.yaml": b"okrctl: 1\\npeople: {mira: {}}\\nteams: {ops: {}}\\n"}
files[path] = sys.stdin.buffer.read()
found = [one.rule.code for one in load(DictTree(files)).findings if one.span.file == path]
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(len(found), peak.split()[1])
"""
ROW = '{"id": "%013d", "at": "2026-11-21T14:00:00Z", "who": "mira", "kr": "ops/calm#%s"}\n'


def filled(start: str, unit: str, end: str = "") -> Callable[[], str]:
    """A text of 1 MiB: a start, one thing again and again, and an end."""
    return lambda: start + unit * ((MIB - len(start) - len(end)) // len(unit)) + end


def rows(of: str) -> Callable[[], str]:
    """An entry file of 1 MiB of numbered lines."""
    return lambda: "".join(ROW % (n, of) for n in range(MIB // len(ROW % (0, of))))


WORST: dict[str, tuple[str, Callable[[], str]]] = {
    "20,000 values in a list": (GOAL, lambda: "title:\n" + "- a\n" * 19_990),
    "5,000 key results, each a text": (
        GOAL,
        lambda: "title: a\nkey_results:\n" + "".join(f"  k{n}: Text\n" for n in range(9_900)),
    ),
    "4,900 key results with a mistake": (
        GOAL,
        lambda: (
            "title: a\nkey_results:\n" + "".join(f"  k{n}: {{form: 1}}\n" for n in range(4_900))
        ),
    ),
    "9,900 unknown fields": (GOAL, lambda: "".join(f"field{n}: 1\n" for n in range(9_900))),
    "1 MiB of nested lists": (GOAL, filled("a: [", "[[[[[[[]]]]]]],")),
    "1 MiB of one word": (GOAL, filled("title: ", "word ")),
    "1 MiB of quotes": (GOAL, filled("title: '", "''", "'")),
    "1 MiB of comments": (GOAL, filled("title: a\n", "# x\n")),
    "1 MiB of words after a hash": (GOAL, filled("title: a", " #a")),
    "1 MiB of invisible characters": (
        GOAL,
        lambda: "title: " + chr(0x200B) * ((MIB - 7) // 3),
    ),
    "1 MiB of ambiguous values": (GOAL, lambda: "a:\n" + "- 0x" + "f" * (MIB - 10) + "\n"),
    "9,900 segments of a KPI": (
        KPI,
        lambda: "title: a\nsegments:\n" + "".join(f"  s{n}: [a]\n" for n in range(6_600)),
    ),
    "1 MiB of entries about what is not there": (ENTRIES, rows("nothing")),
    "1 MiB of entries with a mistake": (ENTRIES, filled("", '{"id": 1}\n')),
    "1 MiB of empty objects": (ENTRIES, filled("", "{}\n")),
    "1 MiB of broken lines": (ENTRIES, filled("", "{\n")),
    "1 MiB of lines as long as can be": (
        ENTRIES,
        filled("", '{"id": "' + "x" * 65_500 + '"}\n'),
    ),
}


def measured(path: str, text: str) -> tuple[int, float, float]:
    """How many findings a file has, and the processor seconds and megabytes of loading it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", LOAD, path], input=text.encode(), capture_output=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    findings, kilobytes = map(int, done.stdout.split())
    return findings, seconds, kilobytes / 1024


def main() -> int:
    """Measure each; 1 where one breaks the promise."""
    broken = False
    print("| file | KiB | findings | seconds | MB | |")
    print("| --- | --: | --: | --: | --: | --- |")
    for name, (path, build) in WORST.items():
        text = build()
        size = len(text.encode())
        if size > MIB:
            raise ValueError(f"{name}: {size} bytes")
        findings, seconds, megabytes = measured(path, text)
        kept = seconds < SECONDS and megabytes < MEGABYTES
        broken |= not kept
        cells = f"{size >> 10:,} | {findings} | {seconds:.2f} | {megabytes:.0f}"
        print(f"| {name} | {cells} | {'' if kept else 'broken'} |", flush=True)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
