"""The way in: `okrctl`, or `python -m okrctl`."""

import sys

from okrctl import __version__


def main() -> None:
    """Run okrctl. `--version` answers before anything heavy is imported."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"okrctl {__version__}\n")
        return
    from okrctl.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
