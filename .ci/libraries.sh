#!/usr/bin/env bash
# Sees to it that WeasyPrint finds Pango and HarfBuzz.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=.ci/debian.sh
. .ci/debian.sh

packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0"

weasyprint_works() { .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; }

# Only quicker, not needed: without it fonts are subset by uharfbuzz.
has_subsetter() {
    .venv/bin/python - <<'PYTHON'
from ctypes.util import find_library
raise SystemExit(find_library("harfbuzz-subset") is None)
PYTHON
}

if weasyprint_works && has_subsetter; then
    exit 0
fi
# shellcheck disable=SC2086  # a list of words
install_debian $packages || true
weasyprint_works || {
    say "PDF printing needs Pango and HarfBuzz: install them with 'apt-get install $packages' (macOS: 'brew install pango'), then run this again."
    exit 1
}
