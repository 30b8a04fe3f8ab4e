"""Which addresses and names begin with what is typed, each with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrctl.store.glances import Glance

Offer = tuple[str, str]
"""What may be typed, and what it stands for."""

MOST = 200
"""More offers than this help nobody, and cost the shell its time."""


def goals(seen: Mapping[str, Glance], typed: str) -> list[Offer]:
    """Objectives and key results, in as long a form as the one that was begun.

    A slash more asks for the team, two for the cycle; after a # come the key results of what
    stands before it. The latest cycle comes first, and a short form is offered once.
    """
    found: dict[str, str] = {}
    for path, one in sorted(seen.items(), reverse=True):
        address = _objective(path)
        if address is None:
            continue
        name = "/".join(address.split("/")[-1 - typed.count("/") :])
        found.setdefault(name, one.title)
        for kr, words in one.names("key_results"):
            if "#" in typed:
                found.setdefault(f"{name}#{kr}", words)
            elif "/" not in typed:
                found.setdefault(kr, words)
    return _beginning(found.items(), typed)


def kpis(seen: Mapping[str, Glance], typed: str) -> list[Offer]:
    """KPIs, with kpi: before them where that was begun."""
    lead = "kpi:" if typed.startswith("kpi:") else ""
    ids = ((_file_name(path), one.title) for path, one in seen.items() if path.startswith("kpis/"))
    return _beginning(((lead + name, words) for name, words in ids), typed)


def teams(seen: Mapping[str, Glance], typed: str) -> list[Offer]:
    """The teams of the workspace."""
    return _beginning(_declared(seen, "teams"), typed)


def people(seen: Mapping[str, Glance], typed: str) -> list[Offer]:
    """The people of the workspace."""
    return _beginning(_declared(seen, "people"), typed)


def cycles(seen: Mapping[str, Glance], typed: str) -> list[Offer]:
    """The cycles that hold goals, the latest first."""
    names = {path.split("/")[1] for path in seen if _objective(path)}
    return _beginning(((name, "") for name in sorted(names, reverse=True)), typed)


def _objective(path: str) -> str | None:
    """The address of the objective that a path names; none for another file."""
    parts = path.split("/")
    if len(parts) != 4 or parts[0] != "goals":
        return None
    return "/".join((*parts[1:3], _file_name(path)))


def _file_name(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _declared(seen: Mapping[str, Glance], section: str) -> Iterator[Offer]:
    for path, one in seen.items():
        if "/" not in path:
            yield from one.names(section)


def _beginning(offers: Iterable[Offer], typed: str) -> list[Offer]:
    return [(name, words) for name, words in offers if name.startswith(typed)][:MOST]
