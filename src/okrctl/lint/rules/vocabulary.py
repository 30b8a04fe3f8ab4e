"""Rules of single words: acronyms, the words that a workspace forbids, and those it replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from okrctl.findings import Edit, Fix, Span
from okrctl.lint.language import languages
from okrctl.lint.phrases import acronyms
from okrctl.lint.rule import Entity, Problem, rule
from okrctl.lint.view import View
from okrctl.load.near import listing
from okrctl.model.workspace import Workspace

_DASHBOARD = '"OKRs vs KPIs: Stop Confusing the Steering Wheel with the Dashboard"'
_READ = ("title", "why")
"""The fields whose words are judged."""
_PLAIN = re.compile(r"[\w -]+")
"""What stands in any YAML text without another quote."""


@rule("OKR317", severity="info", rests_on=f"{_DASHBOARD}: would a new hire understand it?")
def acronym_without_glossary(workspace: Workspace, view: View) -> Iterator[Problem]:
    """An acronym that stands in no glossary.

    Whoever starts on Monday reads goals before anything else. Said once for each acronym, where it
    is first read. A `glossary:` in okrctl.yaml or in the objective explains it, as do a KPI of that
    id and the words before it: net promoter score (NPS).

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          mttr: {title: MTTR of the ten largest services, from: 90, to: 30}

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        glossary: {MTTR: mean time to recovery}
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          mttr: {title: MTTR of the ten largest services, from: 90, to: 30}
    """
    known = {term.casefold() for term in workspace.settings.glossary}
    known |= {kpi.id for kpi in workspace.kpis if kpi.title.casefold() != kpi.id}
    for entity, glossary in _entities(workspace, view):
        own = {term.casefold() for term in glossary}
        for field, text in _texts(entity):
            for acronym, at in acronyms(text, view.language):
                low = acronym.casefold()
                if low in known | own or _is_spelled_out(text, acronym, at):
                    continue
                known.add(low)
                yield Problem(
                    field,
                    "{acronym} stands in no glossary",
                    about=entity,
                    help=f"add {acronym}: to glossary: in okrctl.yaml, with what it means",
                    acronym=acronym,
                )


@rule("OKR390", severity="warning", rests_on="the workspace's own words")
def forbidden_word(workspace: Workspace, view: View) -> Iterator[Problem]:
    """A title or a why holds a word that the workspace forbids.

    `forbid` under `lint: words:` names words, or several in a row, and says for each why. Case does
    not count, and a part of a longer word is another word.

    Bad:
        # okrctl.yaml
        people: {mira: {name: Mira}}
        teams: {ops: {lead: mira}}
        lint: {words: {forbid: {resources: say people}}}
        # goals/2026-Q4/ops/calm.yaml
        title: Resources sleep through the night
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}

    Good:
        # okrctl.yaml
        people: {mira: {name: Mira}}
        teams: {ops: {lead: mira}}
        lint: {words: {forbid: {resources: say people}}}
        # goals/2026-Q4/ops/calm.yaml
        title: People sleep through the night
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
    """
    forbidden = view.policy.words.forbid
    for entity, field, match in _matches(forbidden, workspace, view):
        yield Problem(
            field,
            "“{word}” is a word that this workspace forbids",
            about=entity,
            help=_said_of(match[0], forbidden),
            word=match[0],
        )


@rule("OKR391", severity="warning", rests_on="the workspace's own words")
def word_to_replace(workspace: Workspace, view: View) -> Iterator[Problem]:
    """A title or a why holds a word for which the workspace has another.

    `replace` under `lint: words:` names words and what to write instead. The fix writes it; read
    the sentence again, for the words around it stay.

    Bad:
        # okrctl.yaml
        people: {mira: {name: Mira}}
        teams: {ops: {lead: mira}}
        lint: {words: {replace: {clients: customers}}}
        # goals/2026-Q4/ops/calm.yaml
        title: Clients sleep through the night
        why: Two of six asked for their money back in September.
        key_results:
          calls: {title: Calls at night, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}

    Good:
        # okrctl.yaml
        people: {mira: {name: Mira}}
        teams: {ops: {lead: mira}}
        lint: {words: {replace: {clients: customers}}}
        # goals/2026-Q4/ops/calm.yaml
        title: Customers sleep through the night
        why: Two of six asked for their money back in September.
        key_results:
          calls: {title: Calls at night, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
    """
    better = view.policy.words.replace
    for entity, field, match in _matches(better, workspace, view):
        new = _in_case_of(match[0], _said_of(match[0], better))
        yield Problem(
            field,
            "“{word}” is “{new}” in this workspace",
            about=entity,
            help=f"write {new}",
            fixes=_written(entity, field, match, new, view),
            word=match[0],
            new=new,
        )


@rule("OKR392", severity="warning", rests_on="the workspace's own words")
def no_words_of_the_language(workspace: Workspace, _: View) -> Iterator[Problem]:
    """The language of the settings has no lists of words, so that no wording is judged.

    `language` under `lint: words:` is a code such as en or de. Rules that do not read words work in
    any language.

    Bad:
        # okrctl.yaml
        people: {mira: {name: Mira}}
        teams: {ops: {lead: mira}}
        lint: {words: {language: german}}

    Good:
        # okrctl.yaml
        people: {mira: {name: Mira}}
        teams: {ops: {lead: mira}}
        lint: {words: {language: de}}
    """
    code = workspace.settings.lint.words.language
    if code not in languages():
        yield Problem(
            ("lint", "words", "language"),
            "there are no words of the language {code}, so no wording is judged",
            help=f"write one of {listing(languages())}",
            code=code,
        )


def _entities(workspace: Workspace, view: View) -> Iterator[tuple[Entity, Mapping[str, str]]]:
    """What is still judged, with the glossary of its objective."""
    for objective in workspace.objectives:
        if view.phases.judges("OKR317", str(objective.address)):
            yield objective, objective.glossary
            for key_result in objective.key_results:
                yield key_result, objective.glossary
    for kpi in workspace.kpis:
        yield kpi, {}


def _texts(entity: Entity) -> Iterator[tuple[str, str]]:
    """The texts of an entity that are read, each with its field."""
    for field in _READ:
        text = getattr(entity, field)
        if text:
            yield field, text


def _is_spelled_out(text: str, acronym: str, at: int) -> bool:
    """Whether the words before an acronym in brackets begin with its letters."""
    before = re.findall(r"[^\W\d_]+", text[:at])[-len(acronym) :]
    return text[at - 1 : at] == "(" and "".join(word[0] for word in before).upper() == acronym


def _matches(
    words: Mapping[str, str], workspace: Workspace, view: View
) -> Iterator[tuple[Entity, str, re.Match[str]]]:
    """Every place where one of the words stands: entity, field, and match."""
    if words:
        pattern = _pattern(tuple(words))
        for entity, _ in _entities(workspace, view):
            for field, text in _texts(entity):
                for match in pattern.finditer(text):
                    yield entity, field, match


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, the longest first, where it is no part of another."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def _said_of(found: str, words: Mapping[str, str]) -> str:
    """What the settings say of a word that was found."""
    return next(said for word, said in words.items() if _pattern((word,)).fullmatch(found))


def _in_case_of(old: str, new: str) -> str:
    """A word that begins as the one it replaces begins."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _written(
    entity: Entity, field: str, match: re.Match[str], new: str, view: View
) -> tuple[Fix, ...]:
    """The fix that writes a word over another; none where the file writes the text otherwise.

    A text whose length in the file is its own, but for two quotes, is written as it is read.
    """
    span = view.places.span(str(entity.address), field)
    quotes = span.end_column - span.column - len(match.string)
    if span.line != span.end_line or quotes not in (0, 2) or not _PLAIN.fullmatch(new):
        return ()
    start = span.column + quotes // 2 + match.start()
    place = Span(span.file, span.line, start, span.line, start + len(match[0]))
    return (Fix((Edit(place, new),), f"writes {new} there"),)
