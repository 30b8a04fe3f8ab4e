"""The example workspaces: every number of a screen is explained, and every explanation holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from okrctl.load.loading import Loaded, load
from okrctl.measure.gauges import Gauges
from okrctl.model.address import KpiAddress
from okrctl.pages.card import card
from okrctl.pages.document import Document
from okrctl.pages.explain.key_result import Case
from okrctl.pages.gauges import Selection, kpis_page
from okrctl.pages.scorecard import scorecard
from okrctl.render.formats import render
from okrctl.store.worktree import WorkTree
from pages.explained import Json, addresses, case_of, check, explained, steps_of

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
NAMES = ("acme", "seedbank", "social")
DAYS = (date(2026, 10, 9), date(2026, 11, 21), date(2027, 1, 8))
PLACES = [(name, day) for name in NAMES for day in DAYS]
COUNTED = {"counts", "cycle", "errors", "warnings", "uncommitted_files", "points", "as_of"}
"""Keys of what anybody can count on the page itself, or in the calendar."""
SERIES = {"periods", "chart", "readings", "entries", "segments", "benchmarks", "drives"}
"""Keys of lists whose numbers are among those of an explanation under names of their own."""


@cache
def loaded(name: str) -> Loaded:
    """An example workspace."""
    return load(WorkTree(EXAMPLES / name))


@cache
def case(name: str, day: date) -> Case:
    """What explanations of an example are made from."""
    return case_of(loaded(name), day)


@cache
def explanation_of(name: str, day: date, address: str) -> Json:
    """The explanation of an address, or of a team."""
    found = {
        getattr(one, "team", "") if hasattr(one, "objectives") else str(one): one
        for one in addresses(case(name, day))
    }
    return explained(case(name, day), found[address])


def exact(document: Document) -> Json:
    """A document as JSON, its numbers exact."""
    found: Json = json.loads(render(document, "json"), parse_float=Decimal, parse_int=Decimal)
    return found


@pytest.mark.parametrize(("name", "day"), PLACES)
def test_every_explanation_recomputes(name: str, day: date) -> None:
    """Each step's formula comes to its number, and what is taken stands in its source."""
    found = [explained(case(name, day), address) for address in addresses(case(name, day))]
    steps = [step for one in found for step in steps_of(one)]
    assert len(steps) > 100
    for step in steps:
        check(step)


@pytest.mark.parametrize(("name", "day"), PLACES)
def test_every_source_is_a_line_of_a_file_or_an_address(name: str, day: date) -> None:
    """What a number rests on can be opened: the line is there, and an entry's line holds its id."""
    for address in addresses(case(name, day)):
        for step in steps_of(explained(case(name, day), address)):
            for source in step["sources"]:
                if "line" in source:
                    text = (EXAMPLES / name / source["file"]).read_text("utf-8").splitlines()
                    line = text[int(source["line"]) - 1]
                    assert source.get("entry", "") in line
                    assert line.strip()
                else:
                    of_the_cycle = source["name"].startswith(("starts", "due"))
                    assert of_the_cycle or "address" in source or "file" in source, source


def numbers(fact: object, address: str, path: str = "") -> Iterator[tuple[str, str, Decimal]]:
    """Each number of a page with the address that it is about and the keys that lead to it."""
    if isinstance(fact, dict):
        address = fact.get("address") or fact.get("team") or fact.get("driver") or address
        for key, value in fact.items():
            if key not in COUNTED:
                yield from numbers(value, address, f"{path}.{key}")
    elif isinstance(fact, list):
        for value in fact:
            yield from numbers(value, address, path)
    elif isinstance(fact, Decimal):
        yield address, path, fact


def known(found: Json) -> set[Decimal]:
    """Every number that an explanation gives: results, and what sources say."""
    told = [step["result"] for step in steps_of(found)]
    told += [source.get("value") for step in steps_of(found) for source in step["sources"]]
    return {number for number in told if isinstance(number, Decimal)}


def named(found: Json) -> dict[str, Decimal]:
    """The numbers of an explanation by name."""
    return {step["name"]: step["result"] for step in found["steps"]}


@pytest.mark.parametrize(("name", "day"), PLACES)
def test_no_screen_shows_a_number_without_its_source(name: str, day: date) -> None:
    """Every number of status, kpis and show is one that explain gives for the same address."""
    case_, workspace = case(name, day), loaded(name).workspace
    gauges = Gauges(workspace, day)
    goals = [found.address for found in case_.state.by_address.values()]
    pages = {
        "status": scorecard(case_.state, workspace),
        "kpis": kpis_page(Selection("all", workspace.kpis), gauges),
    } | {
        str(address): card(case_.state, workspace, address, loaded(name).places)
        for address in (*goals, *(kpi.address for kpi in workspace.kpis))
    }
    shown = [each for about, page in pages.items() for each in numbers(exact(page), about)]
    assert len(shown) > 200
    for address, path, number in shown:
        found = explanation_of(name, day, address)
        key = path.rpartition(".")[2]
        told = named(found)
        series = SERIES.intersection(path.split("."))
        if not series and isinstance(told.get(key), Decimal):
            assert told[key] == number, (address, path)
        else:
            assert number in known(found), (address, path, number)


def test_a_kpi_address_is_told_from_a_team() -> None:
    """The examples have both."""
    assert any(isinstance(one, KpiAddress) for one in addresses(case("acme", DAYS[1])))
