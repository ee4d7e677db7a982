#!/usr/bin/env bash
# Makes .venv with what requirements.lock says and Turgor itself, editable; does nothing the second time.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=.ci/debian.sh
. .ci/debian.sh

stamp=.venv/set-up-from

# Whatever of these changes, the environment is brought up to date. The folder counts because
# the scripts in .venv/bin and the editable install name it.
sources() {
    pwd
    cat requirements.lock pyproject.toml .ci/setup.sh .ci/venv.sh .ci/libraries.sh
}

if [ -f "$stamp" ] && sources | cmp -s - "$stamp" && .venv/bin/python -c ''; then
    exit 0
fi

.ci/venv.sh

say "installing the locked packages into .venv"
pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check "$@"; }
# Wheels only: building from source would fetch build tools that the lock does not name.
pip install --require-hashes --only-binary :all: -r requirements.lock
pip install --no-deps --no-build-isolation --no-index --editable .
.venv/bin/python -m compileall -q core plugins templates

.ci/libraries.sh

sources > "$stamp"
say "done"
