#!/bin/sh
# Opens the menu of verbund-check, and leaves a window in which its commands run. On macOS a double click is enough.
cd "$(dirname "$0")" || exit 1
if [ ! -x .venv/bin/verbund-check ]; then
    echo "verbund-check wird einmal eingerichtet. Dafür lädt Python einige Bausteine aus dem Internet."
    if ! { python3 -m venv .venv && .venv/bin/python -m pip install --quiet '.[docx,xlsx]'; }; then
        echo "Das hat nicht geklappt. Es braucht Python 3.11 oder neuer (python.org) und beim ersten Mal das Internet."
        exit 1
    fi
fi
PATH="$PWD/.venv/bin:$PATH"
export PATH
cd "$HOME" || exit 1
trap : INT # Ctrl-C is for the program, and the window stays
verbund-check
echo
echo "In diesem Fenster laufen alle Befehle, die das Programm nennt. Noch einmal von vorn: verbund-check"
exec "${SHELL:-/bin/sh}" -i
