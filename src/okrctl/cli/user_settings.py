"""Files of the person's own settings, beside no repository: what a goal file must never name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    from okrctl.text.places import Data


def user_file(root: Path, name: str) -> Path:
    """Where a file of the user's settings is; EnvironmentFault where that is in the repository."""
    from platformdirs import user_config_path

    file = user_config_path("okrctl", appauthor=False) / name
    if file.resolve().is_relative_to(root.resolve()):
        raise EnvironmentFault(
            f"{file} lies in the repository, which others write",
            f"keep {name} in your own settings: unset XDG_CONFIG_HOME",
        )
    return file


def bindings(file: Path, example: str) -> Mapping[str, Data]:
    """What the file binds by name; nothing where there is no such file."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise EnvironmentFault(f"{file} cannot be read: {error.strerror}") from error
    if not data.strip():
        return {}

    from okrctl.text.nodes import read
    from okrctl.text.places import plain

    source = read(data, str(file))
    wrong = next((one for one in source.findings if one.weight == "error"), None)
    bound = plain(source.root) if source.root is not None else {}
    if wrong is not None or not isinstance(bound, dict):
        raise UsageError(wrong.message if wrong else f"{file} is no mapping", f"such as {example}")
    return bound
