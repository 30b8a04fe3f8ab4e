"""Questions of a walk: what Enter keeps stands beside them, and Esc goes back to the one before."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.prompts import BACK, EDIT, Check, Prompts, WentBack, anything, read_line, say
from okrctl.errors import EnvironmentFault

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from questionary import Question

ANSWER_AT = 45
"""Where answers stand in a walk, whose labels say what Enter keeps."""
ESCAPE_SECONDS = 0.05
"""How long a lone Esc is waited for, since arrow keys begin with it."""
PICKED_AROUND, SHORTEST_CHOICE = 8, 24
"""Cells around a choice that was picked, and how short the words of one may become."""


def from_editor(environ: Mapping[str, str], text: str) -> str:
    """The words as they are when the editor is closed; several lines stay several."""
    from okrctl.cli.editor import open_editor

    with tempfile.TemporaryDirectory(prefix="okrctl-") as folder:
        file = Path(folder) / "words.txt"
        file.write_text(f"{text}\n" if text else "", "utf-8")
        open_editor(environ, file)
        words = file.read_text("utf-8", errors="replace")
        return "\n".join(line.rstrip() for line in words.splitlines()).strip()


def shortened(words: str, room: int) -> str:
    """The words, cut where there is no room for all of them."""
    return words if len(words) <= room else f"{words[: room - 1]}…"


@dataclass(frozen=True, slots=True)
class Writing:
    """A person wants to go on with these words in the editor."""

    text: str


@dataclass(frozen=True, slots=True)
class WalkingPrompts(Prompts):
    """Ways of asking that let a person go back, or write in the editor."""

    environ: Mapping[str, str] = field(default_factory=dict)

    def answer(self, label: str, keeps: str = "", *, check: Check = anything) -> str:
        """A line of text in a walk; Enter keeps `keeps`, Esc raises `WentBack`."""
        if self.terminal.accessible:
            return self._plain_answer(label, keeps, check)
        import questionary

        typed = ""
        while True:
            question = questionary.text(
                label.ljust(ANSWER_AT),
                default=typed,
                validate=lambda text: check(text or keeps) or True,
                **self._look(),
            )
            answer = self._walked(question, keeps, writes=True)
            if not isinstance(answer, Writing):
                return str(answer).strip()
            typed, problem = self._written(answer.text, check)
            if not problem:
                return typed

    def _written(self, text: str, check: Check) -> tuple[str, str]:
        """The words as they come from the editor, and why they cannot be taken; both are shown."""
        try:
            words = from_editor(self.environ, text)
        except EnvironmentFault as fault:
            say(fault.message)
            return text, fault.message
        problem = check(words)
        say(problem or words)
        return words, problem

    def pick(self, label: str, options: Mapping[str, str], keeps: str | None = None) -> str:
        """One of the keys of `options` in a walk; typing filters, Esc raises `WentBack`."""
        if self.terminal.accessible:
            say(label)
            return self._numbered("which", options, keeps, back=True)
        import questionary

        room = max(self.terminal.width - len(label) - PICKED_AROUND, SHORTEST_CHOICE)
        choices = [
            questionary.Choice(shortened(words, room), value=key) for key, words in options.items()
        ]
        return str(
            self._walked(
                questionary.select(
                    label,
                    choices,
                    default=keeps,
                    instruction=" ",
                    use_jk_keys=False,
                    use_search_filter=True,
                    **self._look(),
                )
            )
        )

    def picks(self, label: str, options: Mapping[str, str]) -> list[str]:
        """Those keys of `options` that are ticked, none for Enter; Esc raises `WentBack`."""
        if self.terminal.accessible:
            return self._plain_picks(label, options)
        import questionary

        choices = [questionary.Choice(words, value=key) for key, words in options.items()]
        ticked = self._walked(
            questionary.checkbox(
                label.ljust(ANSWER_AT),
                choices,
                instruction="(space ticks, Enter goes on)",
                use_jk_keys=False,
                **self._look(),
            )
        )
        return [str(key) for key in ticked] if isinstance(ticked, list) else []

    def _walked(self, question: Question, keeps: str = "", *, writes: bool = False) -> object:
        """The answer to a question of a walk, with Esc as the way back."""
        from prompt_toolkit.key_binding import merge_key_bindings

        application = question.application
        keys = [application.key_bindings] if application.key_bindings else []
        application.key_bindings = merge_key_bindings([*keys, walking_keys(keeps, writes=writes)])
        application.ttimeoutlen = ESCAPE_SECONDS
        answer = self._ask(question)
        if answer is WentBack:
            raise WentBack
        return answer

    def _plain_answer(self, label: str, keeps: str, check: Check) -> str:
        shown = f" [{keeps}]" if keeps else ""
        while True:
            answer = read_line(f"{label}{shown}: ")
            if answer == BACK:
                raise WentBack
            if answer == EDIT:
                words, problem = self._written("", check)
                if not problem:
                    return words
                continue
            problem = check(answer or keeps)
            if not problem:
                return answer or keeps
            say(problem)

    def _plain_picks(self, label: str, options: Mapping[str, str]) -> list[str]:
        keys = list(options)
        for number, key in enumerate(keys, 1):
            say(f"{number}) {options[key]}")
        while True:
            typed = read_line(f"{label}, numbers with spaces, Enter for none: ").split()
            if typed == [BACK]:
                raise WentBack
            if all(word.isdigit() and 1 <= int(word) <= len(keys) for word in typed):
                return [keys[int(word) - 1] for word in typed]
            say(f"type numbers from 1 to {len(keys)}")


def walking_keys(keeps: str = "", *, writes: bool = False) -> KeyBindings:
    """Esc goes back, ^O writes in the editor; Enter on an empty line shows what it keeps."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("escape", eager=True)
    def _back(event: KeyPressEvent) -> None:
        event.app.exit(result=WentBack)

    if writes:

        @keys.add("c-o")
        def _write(event: KeyPressEvent) -> None:
            event.app.exit(result=Writing(event.current_buffer.text))

    if keeps:

        @keys.add("enter")
        def _keep(event: KeyPressEvent) -> None:
            buffer = event.current_buffer
            if not buffer.text:
                buffer.text = keeps
            buffer.validate_and_handle()

    return keys
