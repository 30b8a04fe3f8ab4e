"""Questions to a person. Ask `Terminal.can_prompt` first; off a terminal a flag is named instead.

Enter keeps what is proposed; Ctrl-C and the end of input stop the command with nothing written.
With OKRCTL_ACCESSIBLE=1 every question is a plain line with numbered answers, and nothing is
redrawn.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from okrctl.errors import Interrupted, UsageError

if TYPE_CHECKING:
    from questionary import Question, Style

    from okrctl.cli.terminal import Terminal

Check = Callable[[str], str]
"""Why an answer will not do, empty when it will."""

LABEL_WIDTH = 36
BACK = "<"
"""What is typed to go back one question where nothing is redrawn; elsewhere it is Esc."""
EDIT = ">"
"""What is typed to write in the editor where nothing is redrawn; elsewhere it is ^O."""
STOPPED = "stopped; nothing was written"


class WentBack(Exception):
    """A person wants to answer the question before this one again."""


def anything(_: str) -> str:
    """Every answer will do."""
    return ""


def wanted(answer: str) -> str:
    """An answer is wanted."""
    return "" if answer.strip() else "an answer is needed here"


@dataclass(frozen=True, slots=True)
class Prompts:
    """Ways of asking, on one terminal."""

    terminal: Terminal

    def needs(self, flag: str, what: str) -> None:
        """UsageError that names the flag to pass, where nobody can be asked for `what`."""
        if not self.terminal.can_prompt:
            raise UsageError(f"{what} is missing, and nobody can be asked here", f"pass {flag}")

    def text(self, label: str, default: str = "", *, check: Check = anything) -> str:
        """A line of text, asked again until it passes `check`.

        `default` stands there in pale letters: Enter keeps it, typing takes its place.
        """
        if self.terminal.accessible:
            return self._plain_text(label, default, check)
        import questionary

        answer = self._ask(
            questionary.text(
                padded(label),
                validate=lambda answer: check(answer or default) or True,
                placeholder=[("class:proposed", default)],
                **self._look(),
            )
        )
        return str(answer).strip() or default

    def choice(self, label: str, options: Mapping[str, str], default: str | None = None) -> str:
        """One of the keys of `options`, whose values describe them; typing filters a long list."""
        if self.terminal.accessible:
            return self._numbered(label, options, default)
        import questionary

        return str(
            self._ask(
                questionary.select(
                    label,
                    [questionary.Choice(words, value=key) for key, words in options.items()],
                    default=default,
                    use_jk_keys=False,
                    use_search_filter=True,
                    **self._look(),
                )
            )
        )

    def confirm(self, label: str, *, default: bool = True) -> bool:
        """Yes or no."""
        answers = "(Y/n)" if default else "(y/N)"
        answer = self.text(f"{label}  {answers}", check=yes_or_no).lower()
        return default if not answer else answer.startswith("y")

    def _look(self) -> dict[str, Any]:
        return {"qmark": "?", "style": plain_style()}

    def _ask(self, question: Question) -> object:
        try:
            answer: object = question.unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            raise Interrupted(STOPPED) from None
        return answer

    def _plain_text(self, label: str, default: str, check: Check) -> str:
        shown = f" [{default}]" if default else ""
        while True:
            answer = read_line(f"{label}{shown}: ") or default
            problem = check(answer)
            if not problem:
                return answer
            say(problem)

    def _numbered(
        self, label: str, options: Mapping[str, str], default: str | None, *, back: bool = False
    ) -> str:
        keys = list(options)
        for number, key in enumerate(keys, 1):
            say(f"{number}) {options[key]}{' (default)' if key == default else ''}")
        while True:
            answer = read_line(f"{label}, 1 to {len(keys)}: ")
            if back and answer == BACK:
                raise WentBack
            if not answer and default is not None:
                return default
            if answer in keys:
                return answer
            if answer.isdigit() and 1 <= int(answer) <= len(keys):
                return keys[int(answer) - 1]
            say(f"type a number from 1 to {len(keys)}")


def yes_or_no(answer: str) -> str:
    """Only yes, no, or Enter for what is proposed."""
    return "" if answer.lower() in ("", "y", "n", "yes", "no") else "type y or n"


def padded(label: str) -> str:
    """The label, padded so that answers stand below each other."""
    return label.ljust(LABEL_WIDTH)


def plain_style() -> Style:
    """Answers in the terminal's own colours: bold labels, nothing else."""
    from questionary import Style

    return Style([("qmark", "bold"), ("question", ""), ("answer", "bold"), ("pointer", "bold"),
                  ("proposed", "fg:ansibrightblack")])  # fmt: skip


def read_line(label: str) -> str:
    """A line from standard input; Ctrl-C and its end stop the command."""
    sys.stdout.write(label)
    sys.stdout.flush()
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        raise Interrupted(STOPPED) from None
    if not line:
        raise Interrupted(STOPPED)
    return line.strip()


def say(text: str) -> None:
    """A line to the person who is asked."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
