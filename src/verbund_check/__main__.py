"""The program's first lines. `python -m verbund_check` is the same as `verbund-check`: locked-down Windows may refuse the .exe."""

from verbund_check import interrupts

interrupts.install()  # the imports below take time in which one may press Ctrl-C


def main() -> None:
    """Entry point: run and end the process with the exit code."""
    try:
        from verbund_check import cli

        cli.main()
    except KeyboardInterrupt:
        interrupts.leave()


if __name__ == "__main__":
    main()
