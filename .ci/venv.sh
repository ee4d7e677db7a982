#!/usr/bin/env bash
# Makes .venv, with pip in it, from the first Python 3.11 or later; PYTHON=... chooses another.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=.ci/debian.sh
. .ci/debian.sh

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    say "Turgor needs Python 3.11 or later: install it, or name it with PYTHON=/path/to/python."
    return 1
}

# An environment made by another tool, or left half made, may lack pip.
usable() {
    .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' &&
        { .venv/bin/python -m pip --version || .venv/bin/python -m ensurepip; }
}

usable >/dev/null 2>&1 && exit 0

python=$(find_python)
# Debian cuts venv and ensurepip out of its Python and ships them as a package of their own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    install_debian "$package" || {
        say "Python lacks its venv module: install it with 'apt-get install $package', then run this again."
        exit 1
    }
fi
say "making .venv with $("$python" --version)"
"$python" -m venv --clear .venv
