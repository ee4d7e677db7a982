# Shared by the set-up scripts: installing Debian packages where we may.
# shellcheck shell=bash

say() { printf 'turgor set-up: %s\n' "$*" >&2; }

# install_debian PACKAGE...: fails where there is no apt-get, no right to use it, or no such package.
install_debian() {
    may_install || return 1
    say "installing $*"
    # A fresh machine has no package lists yet.
    apt_get install "$@" || { apt_get update && apt_get install "$@"; }
}

may_install() { command -v apt-get >/dev/null && as_root true; }

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends "$@" >/dev/null 2>&1
}

# as_root COMMAND...: fails where that would need a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@" 2>/dev/null
    fi
}
