"""What is wrong with suppressions themselves: they silence nothing, no rule, or without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from okrctl.findings import Edit, Finding, Fix, Span
from okrctl.lint.catalog import near_rule
from okrctl.lint.rules.linting import UNKNOWN, UNUSED, WITHOUT_REASON
from okrctl.lint.suppress import FILE, LINE, Selector, Silenced, Suppression
from okrctl.load.loading import Loaded
from okrctl.text.lines import line_end, line_start
from okrctl.text.ruler import LINE_END, Ruler
from okrctl.text.tree import Source


@dataclass(frozen=True)
class Unused:
    """Judges the suppressions of a workspace, once it is known what they silenced."""

    loaded: Loaded
    silenced: Silenced
    judged: Callable[[Selector], bool]
    """Whether all that a selector means was looked for, so that its silence says something."""

    def findings(self, suppressions: tuple[Suppression, ...]) -> Iterator[Finding]:
        """What is wrong with each of them, in their order."""
        require_reason = self.loaded.workspace.settings.lint.require_reason
        entities = {file: address for address, file in self.loaded.places.files.items()}
        broken = {one.span.file for one in self.silenced.kept if one.weight == "error"}
        for one in suppressions:
            entity = entities.get(one.span.file, "")
            yield from unknown(one, entity)
            yield from self._refused(one, entity)
            if one.span.file not in broken:
                yield from self._unused(one, entity)
            if require_reason and one.selectors and not one.reason:
                yield Finding(
                    WITHOUT_REASON, one.span, "this suppression gives no reason", {}, entity,
                    help="write the reason behind the ]",
                )  # fmt: skip

    def _refused(self, one: Suppression, entity: str) -> Iterator[Finding]:
        for selector in one.selectors:
            if (one, selector) in self.silenced.refused:
                yield Finding(
                    UNUSED,
                    selector.span,
                    "{rule} is mandatory here, the change that is judged cannot silence it",
                    {"rule": selector.text},
                    entity,
                    help="mend what it says",
                )

    def _unused(self, one: Suppression, entity: str) -> Iterator[Finding]:
        done = self.silenced.used | self.silenced.refused
        useless = [
            selector
            for selector in one.selectors
            if selector.code and (one, selector) not in done and self.judged(selector)
        ]
        if useless:
            yield Finding(
                UNUSED,
                one.span if useless == list(one.selectors) else useless[0].span,
                "nothing to silence here for {rules}",
                {"rules": ", ".join(selector.text for selector in useless)},
                entity,
                help="remove it",
                fixes=(without(one, useless, self.loaded.sources),),
            )


def unknown(one: Suppression, entity: str) -> Iterator[Finding]:
    """What means no rule in a suppression, with what was probably meant."""
    if not one.selectors:
        yield Finding(
            UNKNOWN, one.span, "this suppression names no rule", {}, entity,
            help=f"write {LINE}[RULE] or {FILE}[RULE], and the reason",
        )  # fmt: skip
    for selector in one.selectors:
        if selector.code:
            continue
        near = near_rule(selector.text)
        yield Finding(
            UNKNOWN,
            selector.span,
            "there is no rule {rule}",
            {"rule": selector.text},
            entity,
            help=f"did you mean {near}?" if near else "okrctl rules lists every code and name",
            fixes=(Fix((Edit(selector.span, near),), f"writes {near} there"),) if near else (),
        )


def without(one: Suppression, useless: list[Selector], sources: Mapping[str, Source]) -> Fix:
    """The fix that takes selectors out of a suppression, or the whole of it where none is left.

    It is safe where no word of a person goes with it.
    """
    left = [selector for selector in one.selectors if selector not in useless]
    if left:
        first, last = one.selectors[0].span, one.selectors[-1].span
        listed = Span(first.file, first.line, first.column, last.end_line, last.end_column)
        text = ", ".join(selector.text for selector in left)
        return Fix((Edit(listed, text),), f"leaves {text}", safe=True)
    source = sources[one.span.file]
    edit = Edit(_comment(source, one.span), "")
    return Fix((edit,), "removes the suppression", safe=not one.reason)


def _comment(source: Source, span: Span) -> Span:
    """All that goes with a comment: the blanks before it, and its line where it is alone."""
    ruler, text = Ruler(source.file, source.text), source.text
    start, end = ruler.bounds(span)
    begin = line_start(text, start)
    if text[begin:start].strip("\ufeff \t"):
        return ruler.span(begin + len(text[begin:start].rstrip(" \t")), line_end(text, start))
    ending = LINE_END.match(text, end)
    return ruler.span(max(begin, ruler.starts[0]), ending.end() if ending else end)
