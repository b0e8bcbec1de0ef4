# What .ci/run and .ci/full share; to be sourced. Works on a copy of the checkout (what git knows or would add), so that
# no virtual environment, build folder or saved answer of yours is touched.

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
copy=$work/checkout
outside=$work/outside
mkdir "$copy" "$outside"

export CI=true LC_ALL=C.UTF-8 PYTHONUTF8=1
export PIP_QUIET=2 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore # errors only
export VERBUND_CHECK_DATA=$work/data
unset VERBUND_CHECK_CONTENT ACCESSIBLE NO_COLOR PYTHONPATH PYTHONHOME VIRTUAL_ENV PYTEST_ADDOPTS

say() { printf '\n== %s (%ss)\n' "$*" "$SECONDS"; }

fail() {
    printf '\nFAILED: %s\n' "$*" >&2
    exit 1
}

copy_checkout() {
    if git -C "$checkout" rev-parse --git-dir >/dev/null 2>&1; then
        git -C "$checkout" ls-files -z --cached --others --exclude-standard |
            while IFS= read -r -d '' name; do [ ! -e "$checkout/$name" ] || printf '%s\0' "$name"; done |
            tar -C "$checkout" --null --files-from=- -c | tar -x -C "$copy"
    else # an unpacked archive
        tar -C "$checkout" --exclude=./.git --exclude=./.venv --exclude=__pycache__ -c . | tar -x -C "$copy"
    fi
}

# The one set-up command of README.md that holds this word.
from_readme() {
    local found
    found=$(grep -E '^python3 -m venv .*'"$1" "$copy/README.md") || fail "README.md has no set-up command with „$1“"
    [ "$(wc -l <<<"$found")" = 1 ] || fail "README.md has more than one set-up command with „$1“"
    printf '%s\n' "$found"
}

# A fresh virtual environment by its name, with everything after the name installed into it.
fresh() {
    python3 -m venv "$work/$1"
    "$work/$1/bin/python" -m pip install "${@:2}"
}
