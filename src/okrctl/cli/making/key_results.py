"""A new key result, spliced into its objective's file: by the shape that is said, or guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from okrctl.cli.addresses import objective_of
from okrctl.cli.context import Context
from okrctl.cli.guess import guess, without_due
from okrctl.cli.making.names import new_id
from okrctl.cli.making.splicing import spliced
from okrctl.cli.making.values import UNSAID, number, pair
from okrctl.cli.output import say
from okrctl.cli.prompts import Prompts
from okrctl.cli.telling import written
from okrctl.cli.writing import record_files, tried
from okrctl.errors import Interrupted, UsageError
from okrctl.text.scaffold import Value, block, value

if TYPE_CHECKING:
    from okrctl.model.objective import Objective

ORDER = ("title", "why", "owner", "kpi", "unit", "from", "to", "count", "change_by", "better",
         "baseline_by", "commit", "stretch", "at_least", "at_most", "between", "every", "guardrail",
         "milestones", "done_when", "zones", "measured_by", "weight", "due")  # fmt: skip
SHAPES = ("to", "count", "change_by", "at_least", "at_most", "between", "milestones", "done_when",
          "zones", "measured_by")  # fmt: skip
OPTIONS = "--from and --to, --count, --at-least, --milestone, --zone, --done-when or --supporting"
ZONES = ("commit", "target", "stretch")
PLACEHOLDER = "OKR010"


@dataclass(frozen=True, slots=True)
class Shape:
    """What the options said about a new key result."""

    numbers: Mapping[str, str | None] = field(default_factory=dict)
    words: Mapping[str, str | None] = field(default_factory=dict)
    days: Mapping[str, date | None] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)
    between: str | None = None
    milestones: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()

    def fields(self, today: date) -> dict[str, Value]:
        """The fields that the options said, as the format writes them."""
        said: dict[str, Value | None] = {**self.words, **self.days}
        for name, text in self.numbers.items():
            option = f"--{name.replace('_', '-')}"
            said[name] = number(option, text, unsaid=name in ("from", "to"))
        said["between"] = pair("--between", self.between)
        said["milestones"] = milestones(self.milestones, today) or None
        said["zones"] = zones(self.zones) or None
        said["measured_by"] = "supporting" if self.flags.get("supporting") else None
        said["guardrail"] = self.flags.get("guardrail") or None
        return {name: told for name, told in said.items() if told is not None}


def make_key_result(  # noqa: PLR0913 - what was said, and how to go on
    here: Context,
    words: tuple[str, str | None],
    identifier: str | None,
    shape: Shape,
    *,
    sure: bool,
    dry_run: bool,
) -> None:
    """Splice a new key result into its objective's file."""
    prompts = Prompts(here.terminal)
    objective, sentence = objective_and_sentence(here, words, shape, prompts)
    fields = shape.fields(here.today)
    guessed = not any(key in fields for key in SHAPES) and not shape.flags.get("done_when")
    if guessed:
        fields = {**guess(sentence, here.today, here.loaded.workspace.calendars.cycle), **fields}
    elif shape.flags.get("done_when"):
        fields["done_when"] = sentence
    else:
        fields.setdefault("title", sentence)
    title = str(fields.get("title", sentence))
    name = new_id(identifier, title, {kr.id for kr in objective.key_results}, "a key result")
    if guessed and not (sure or dry_run):
        confirm(prompts, name, fields)
    file = here.loaded.places.files[str(objective.address)]
    files = [spliced(here, file, ("key_results", name), written_as(fields))]
    meant = [told for told in fields.values() if told == UNSAID[-1]]
    tried(here, files, fine=frozenset({PLACEHOLDER} if meant else ()))
    address = f"{objective.id}#{name}"
    if record_files(here, files, f"new key result {address}", commit=False, dry_run=dry_run):
        written(here, file, f"okrctl show {address}", f"okrctl checkin {address}", "okrctl lint")


def objective_and_sentence(
    here: Context, words: tuple[str, str | None], shape: Shape, prompts: Prompts
) -> tuple[Objective, str]:
    """The objective that is meant and the new key result's title; one is asked where it misses."""
    first, second = words
    title = second or shape.words.get("title")
    if title:
        return objective_of(here, first), title
    objectives = here.loaded.workspace.objectives
    if " " in first:
        prompts.needs(f"the objective first: okrctl new kr OBJECTIVE {first!r}", "the objective")
        here_now = [
            one for one in objectives if here.cycle and one.address.cycle == here.cycle.name
        ]
        if not here_now:
            raise UsageError("there is no objective in this cycle yet", "okrctl new objective")
        options = {str(one.address): one.title for one in here_now}
        return objective_of(here, prompts.choice("Of which objective?", options)), first
    objective = objective_of(here, first)
    prompts.needs(f"the title: okrctl new kr {first} 'What shows it'", "the title")
    return objective, prompts.text("What shows that it is reached?")


def confirm(prompts: Prompts, name: str, fields: Mapping[str, Value]) -> None:
    """Show what was guessed; go on when a person says yes, Interrupted when not."""
    say(f"{name}:", *block(in_order(fields), "  "))
    if not prompts.terminal.can_prompt:
        raise UsageError(
            "the shape above is a guess, and nobody can confirm it here",
            f"pass --yes to take it, or say the shape with {OPTIONS}",
        )
    if not prompts.confirm("Add it like this"):
        raise Interrupted(f"nothing was written; the shape can be said with {OPTIONS}")


def written_as(fields: Mapping[str, Value]) -> str:
    """A key result as YAML: a lone sentence in short, anything else as a block."""
    if set(fields) == {"done_when"}:
        return value(fields["done_when"])
    return "\n".join(["", *block(in_order(fields), "  ")])


def in_order(fields: Mapping[str, Value]) -> dict[str, Value]:
    """The fields in the order of the format."""
    return {name: fields[name] for name in ORDER if name in fields}


def milestones(texts: tuple[str, ...], today: date) -> dict[str, Value]:
    """Steps by id, each in plain words or with its due day: `pilot: One service, by 31 Oct`."""
    found: dict[str, Value] = {}
    for text in texts:
        name, title = split_name(text)
        due, words = without_due(title, today)
        step = new_id(name, words, found, "a milestone")
        found[step] = {"title": words, "due": due} if due else words
    return found


def split_name(text: str) -> tuple[str | None, str]:
    """The id before a colon, where there is one, and the words."""
    from okrctl.model.values import is_slug

    name, colon, words = text.partition(":")
    return (name, words.strip()) if colon and is_slug(name) and words.strip() else (None, text)


def zones(texts: tuple[str, ...]) -> dict[str, Value]:
    """Words for commit, target and stretch."""
    said = dict(split_name(text) for text in texts)
    if unknown := [name for name in said if name not in ZONES]:
        raise UsageError(f"--zone {unknown[0] or texts[0]}: no such zone", "--zone 'target: words'")
    return {name: said[name] for name in ZONES if name in said}
