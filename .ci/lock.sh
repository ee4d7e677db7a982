#!/usr/bin/env bash
# Writes requirements.lock anew from pyproject.toml: names, versions, markers and hashes, no addresses.
# Versions already in the lock stay unless pyproject.toml rules them out; `make lock UPGRADE=1` takes the newest.
set -euo pipefail
cd "$(dirname "$0")/.."

# uv resolves for every platform and Python at once, which pip cannot. It is needed here only,
# so it has an environment of its own and is not in the lock.
tool=.venv/lock-tool
[ -x "$tool/bin/uv" ] || {
    .venv/bin/python -m venv "$tool"
    "$tool/bin/python" -m pip --quiet --disable-pip-version-check install uv
}

"$tool/bin/uv" pip compile pyproject.toml --group dev \
    --universal --python-version 3.11 \
    --only-binary :all: --generate-hashes \
    --no-header \
    ${UPGRADE:+--upgrade} --quiet --output-file requirements.lock
