"""As many records for other tools: the transactions of a ledger, for bean-check and hledger."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from workspaces import SIZES, TODAY

LEDGERS = {"bean-check": ("bean-check", "{}"), "hledger": ("hledger", "check", "-f", "{}")}
"""How each tool is asked whether a ledger is right."""


def installed(name: str, size: str, folder: Path) -> Sequence[str]:
    """The command that checks a ledger of a workspace's size; empty where the tool is missing."""
    program = shutil.which(name)
    if program is None:
        return ()
    file = folder / f"{size}.{'beancount' if name == 'bean-check' else 'journal'}"
    if not file.exists():
        writer = beancount if name == "bean-check" else journal
        file.write_text("".join(writer(records(size))), encoding="utf-8")
    return [program, *(word.replace("{}", str(file)) for word in LEDGERS[name][1:])]


def records(size: str) -> int:
    """How many check-ins and readings a workspace has."""
    return SIZES[size].goals * 4 * SIZES[size].checkins + SIZES[size].kpis * 156


def beancount(count: int) -> Iterator[str]:
    """Postings between two accounts, as beancount writes them."""
    yield "2020-01-01 open Assets:A\n2020-01-01 open Assets:B\n"
    for number in range(count):
        day = TODAY - timedelta(days=count // 100 - number // 100)
        yield f'{day} * "entry {number}"\n  Assets:A  {number % 100}.5 EUR\n  Assets:B\n'


def journal(count: int) -> Iterator[str]:
    """The same, as hledger reads it."""
    for number in range(count):
        day = TODAY - timedelta(days=count // 100 - number // 100)
        yield f"{day} entry {number}\n    assets:a  {number % 100}.5 EUR\n    assets:b\n\n"
