"""An objective: an aspirational sentence, its key results, and what the team does about them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from okrctl.model.address import ObjectiveAddress
from okrctl.model.kinds import KeyResult
from okrctl.model.values import (
    Day,
    Problem,
    Record,
    Slug,
    Slugs,
    Text,
    TextOrTexts,
    Texts,
    Weight,
    listed,
    problem,
)


class Initiative(Record):
    """Work that the team does about an objective. Work, not a result."""

    title: Text
    owner: Slug | None = None
    key_results: Slugs = ()
    status: Literal["todo", "doing", "done", "dropped"] = "todo"
    due: Day | None = None
    link: Text | None = None


class Need(Record):
    """What an objective needs from another team, and the objective that answers it."""

    team: Slug
    what: Text
    objective: Text | None = None


class Objective(Record):
    """What gets better for whom, in words; its key results say how everybody will know."""

    identity: ClassVar[frozenset[str]] = frozenset({"address"})

    address: ObjectiveAddress
    title: Text
    why: Text | None = None
    owner: Slug | None = None
    commitment: Literal["aspirational", "committed"] = "aspirational"
    supports: Texts = ()
    pillar: Slug | None = None
    starts: Day | None = None
    due: Day | None = None
    weight: Weight = Decimal(1)
    shared_with: Slugs = Field((), alias="with")
    cadence: Text | None = None
    draft: bool = False
    continues: Text | None = None
    key_results: tuple[KeyResult, ...] = ()
    initiatives: dict[Slug, Initiative] = Field(default_factory=dict)
    needs: Annotated[tuple[Need, ...], BeforeValidator(listed)] = ()
    links: TextOrTexts = ()
    tags: Texts = ()
    glossary: dict[Text, Text] = Field(default_factory=dict)
    aliases: TextOrTexts = ()

    @property
    def id(self) -> str:
        """Its id: the file's name."""
        return self.address.id

    @property
    def committed(self) -> bool:
        """Whether it is promised rather than aspired to."""
        return self.commitment == "committed"

    def key_result(self, key: str) -> KeyResult | None:
        """The key result of that id, or of which it is an alias."""
        return next((kr for kr in self.key_results if key == kr.id or key in kr.aliases), None)

    def problems(self) -> Iterator[Problem]:
        """OKR107 where weights are declared and total 0."""
        declared = [kr.weight for kr in self.key_results if kr.weight is not None]
        total = sum((kr.counted_weight for kr in self.key_results), Decimal(0))
        if declared and total == 0:
            yield problem(
                "OKR107",
                "key_results",
                "the weights of the key results total 0",
                help="give at least one of them a weight",
            )
