"""Questions of a walk: what Enter keeps stands beside them, and Esc goes back to the one before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from okrctl.cli.prompts import BACK, Check, Prompts, WentBack, anything, read_line, say

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from questionary import Question

ANSWER_AT = 45
"""Where answers stand in a walk, whose labels say what Enter keeps."""
ESCAPE_SECONDS = 0.05
"""How long a lone Esc is waited for, since arrow keys begin with it."""
PICKED_AROUND, SHORTEST_CHOICE = 8, 24
"""Cells around a choice that was picked, and how short the words of one may become."""


def shortened(words: str, room: int) -> str:
    """The words, cut where there is no room for all of them."""
    return words if len(words) <= room else f"{words[: room - 1]}…"


class WalkingPrompts(Prompts):
    """Ways of asking that let a person go back."""

    def answer(self, label: str, keeps: str = "", *, check: Check = anything) -> str:
        """A line of text in a walk; Enter keeps `keeps`, Esc raises `WentBack`."""
        if self.terminal.accessible:
            return self._plain_answer(label, keeps, check)
        import questionary

        question = questionary.text(
            label.ljust(ANSWER_AT),
            validate=lambda text: check(text or keeps) or True,
            **self._look(),
        )
        return str(self._walked(question, keeps)).strip()

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

    def _walked(self, question: Question, keeps: str = "") -> object:
        """The answer to a question of a walk, with Esc as the way back."""
        from prompt_toolkit.key_binding import merge_key_bindings

        application = question.application
        keys = [application.key_bindings] if application.key_bindings else []
        application.key_bindings = merge_key_bindings([*keys, walking_keys(keeps)])
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


def walking_keys(keeps: str = "") -> KeyBindings:
    """Esc goes back; Enter on an empty line puts what it keeps there, so that it can be seen."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("escape", eager=True)
    def _back(event: KeyPressEvent) -> None:
        event.app.exit(result=WentBack)

    if keeps:

        @keys.add("enter")
        def _keep(event: KeyPressEvent) -> None:
            buffer = event.current_buffer
            if not buffer.text:
                buffer.text = keeps
            buffer.validate_and_handle()

    return keys
