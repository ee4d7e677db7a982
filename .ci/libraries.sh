#!/usr/bin/env bash
# Sees to it that WeasyPrint finds Pango and HarfBuzz.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=.ci/debian.sh
. .ci/debian.sh

# Not libharfbuzz-subset: fonts are subset by uharfbuzz, the same on every machine.
packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b"

weasyprint_works() { .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; }

weasyprint_works && exit 0
# shellcheck disable=SC2086  # a list of words
install_debian $packages || true
weasyprint_works || {
    say "PDF printing needs Pango and HarfBuzz: install them with 'apt-get install $packages' (macOS: 'brew install pango'), then run this again."
    exit 1
}
