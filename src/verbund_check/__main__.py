"""The program's first lines. `python -m verbund_check` is the same as `verbund-check`: locked-down Windows may refuse the .exe."""

import sys

from verbund_check import interrupts

interrupts.install()  # the imports below take time in which one may press Ctrl-C


def main() -> None:
    """Entry point: run and end the process with the exit code."""
    try:
        from verbund_check import cli
    except KeyboardInterrupt:
        interrupts.leave()
    except ImportError as error:  # before there is anything that could tell it better
        from verbund_check.errors import ExitCode, cannot_load
        from verbund_check.terminal import streams

        streams.prepare()
        streams.tell(cannot_load(error))
        sys.exit(ExitCode.FAULT)
    try:
        cli.main()
    except KeyboardInterrupt:
        interrupts.leave()


if __name__ == "__main__":
    main()
