"""The way in: `okrctl`, or `python -m okrctl`."""

import sys

from okrctl import __version__

MANY_OBJECTS = 300_000
"""How many new objects call for a look for cycles among them."""


def main() -> None:
    """Run okrctl. `--version` answers before anything heavy is imported."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"okrctl {__version__}\n")
        return
    import gc

    # A command makes much that stays to its end: looking for cycles in it finds next to nothing.
    gc.set_threshold(MANY_OBJECTS)
    from okrctl.cli.app import run

    status = run(sys.argv[1:])
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    main()
