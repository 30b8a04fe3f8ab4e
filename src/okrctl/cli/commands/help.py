"""`okrctl help`: what the words of the field mean, or how a command is used."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import Formats


def command(
    ctx: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(
            metavar="[TOPIC]",
            help="A topic such as okr-or-kpi, or a command.",
            autocompletion=completing.topic,
        ),
    ] = None,
    *,
    formats: Formats = None,
) -> None:
    """What an OKR, a KPI, a state or an exit code is, and when to use which.

    Without a topic it lists them; the name of a command prints that command's help.
    """
    from okrctl.cli.app import NAMES, run
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.errors import UsageError
    from okrctl.load.near import did_you_mean
    from okrctl.pages import topics
    from okrctl.pages.topic import topic_page, topics_page

    if topic in NAMES:
        raise typer.Exit(run([topic, "--help"]))
    if topic is None:
        page = topics_page(map(topics.topic, topics.NAMES))
    elif topic in topics.NAMES:
        page = topic_page(topics.topic(topic))
    else:
        known = (*topics.NAMES, *NAMES)
        raise UsageError(
            f"there is no topic and no command {topic!r}",
            did_you_mean(topic, known, "okrctl help lists the topics"),
        )
    emit(context(ctx.obj), page, formats)
