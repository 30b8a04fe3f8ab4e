"""Messages to people: the one place that sends, and only where a command was told to."""

from __future__ import annotations

import logging
import warnings
from dataclasses import dataclass
from typing import Literal

from okrctl.errors import EnvironmentFault

Medium = Literal["text", "markdown"]
INSTALL = "pip install 'okrctl[notify]'"


@dataclass(frozen=True, slots=True)
class Message:
    """A title and a body, as the medium has them."""

    title: str
    body: str
    medium: Medium


def send(url: str, name: str, message: Message) -> None:
    """Send a message to the address of the connection `name`; nothing of the address is printed.

    Raises:
        EnvironmentFault: what sends is not installed, the address means nothing to it, or whoever
            is there did not take the message.
    """
    try:
        import apprise
    except ImportError:
        raise EnvironmentFault("sending needs apprise, and it is not installed", INSTALL) from None
    asset = apprise.AppriseAsset(
        app_id="okrctl", app_desc="okrctl", image_url_mask="", image_url_logo="", async_mode=False
    )
    outbox = apprise.Apprise(asset=asset)
    with apprise.LogCapture(level=logging.WARNING) as log:  # type: ignore[no-untyped-call]
        with warnings.catch_warnings():
            # Looking for the service loads all of them, and some use what Python will drop.
            warnings.simplefilter("ignore", DeprecationWarning)
            known = outbox.add(url)
        sent = known and outbox.notify(
            body=message.body, title=message.title, body_format=message.medium
        )
        said = log.getvalue().replace(url, name)
    if not known:
        raise EnvironmentFault(
            f"the url of the connection {name} means nothing to apprise",
            "its form depends on the service, such as json://host/path",
        )
    if not sent:
        raise EnvironmentFault(
            f"{name} did not take the message", "try again, or look at its url", output=said.strip()
        )
