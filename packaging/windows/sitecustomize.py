"""Where .cmd files are refused, a double click on python.exe opens the menu: Python calls this before it would take commands."""

import sys


def _menu():
    import os

    code = 0
    try:
        from verbund_check.__main__ import main

        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    sys.stdout.flush()
    os._exit(code)  # else Python would report, in English, that something ended it here


sys.__interactivehook__ = _menu
