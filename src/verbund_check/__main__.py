"""`python -m verbund_check` is the same as `verbund-check`: locked-down Windows may refuse the .exe."""

from verbund_check.cli import main

if __name__ == "__main__":
    main()
