# Shared by the set-up scripts: installing Debian packages where we may.

say() { printf 'turgor set-up: %s\n' "$*" >&2; }

# as_root COMMAND...: runs it as root, or fails silently where that would need a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@" 2>/dev/null
    fi
}

# install_debian PACKAGE...: fails where there is no apt-get, no right to use it, or no such package.
install_debian() {
    command -v apt-get >/dev/null || return 1
    say "installing $*"
    if ! apt_get install "$@"; then
        # A fresh machine has no package lists yet.
        apt_get update && apt_get install "$@"
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends "$@" >/dev/null 2>&1
}
