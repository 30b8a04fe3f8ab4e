"""Fuzz one target with coverage: `python fuzz/run.py formulas --minutes 8`.

Needs atheris, which has wheels for Python 3.11 to 3.13 on Linux and is therefore not in the lock
file: `pip install atheris`. Inputs that reached new code are kept in `--corpus` and used again. The
first input that breaks a promise is written to a file, and the run ends with its traceback.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["okrctl"]):
    from targets import TARGETS, vocabulary

SECONDS_PER_INPUT = 2
MEGABYTES = 1_024
LARGEST = {"files": 4_096, "formulas": 600, "words": 80}
"""Bytes: small inputs find more in the same time; sizes are what docs/limits.md is about."""


def main() -> None:
    """Fuzz until the minutes of processor time are used up."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=8.0, help="of processor time")
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what was found")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    check, seeds = TARGETS[asked.target]
    corpus = asked.corpus or Path(tempfile.mkdtemp(prefix=f"okrctl-{asked.target}-"))
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds():
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)

    known = corpus.with_name(f"{corpus.name}.dict")
    known.write_text("".join(f'"{word.decode()}"\n' for word in vocabulary()))

    def run(data: bytes) -> None:
        check(data)
        if time.process_time() > 60 * asked.minutes:
            os.kill(os.getpid(), signal.SIGINT)

    options = [
        f"-max_len={LARGEST[asked.target]}",
        f"-timeout={SECONDS_PER_INPUT * 5}",  # instrumented code is several times slower
        f"-rss_limit_mb={MEGABYTES}",
        f"-seed={asked.seed}",
        f"-dict={known}",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
