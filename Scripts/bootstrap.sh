#!/usr/bin/env bash
# Puts in place what `make` needs: Swift 6.0 or newer, libedit, OpenSSL, zlib, the time zones and a linker's files.
# Where all is there it prints nothing and changes nothing. Everything it says goes to stderr.
set -euo pipefail

readonly minimum_swift=6.0
readonly donor=trixie # the Debian release whose Swift a Debian 12 takes

say() { printf 'bootstrap: %s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

# --- What is missing ---------------------------------------------------------------------------------------------

# Prints the version of the Swift on the path, or nothing.
swift_version() {
    swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1
}

swift_is_new_enough() {
    local version
    version=$(swift_version || true)
    [ -n "$version" ] && [ "$(printf '%s\n' "$minimum_swift" "$version" | sort -V | head -n 1)" = "$minimum_swift" ]
}

has_header() { [ -e "/usr/include/$1" ] || [ -e "/usr/local/include/$1" ]; }

has_file_like() { compgen -G "$1" >/dev/null; }

# Fills `missing` with Debian's package names; the list is empty on a machine that is ready.
find_missing() {
    missing=()
    has_header histedit.h || missing+=(libedit-dev)
    has_header openssl/ssl.h || missing+=(libssl-dev)
    has_header zlib.h || missing+=(zlib1g-dev)
    [ -e /usr/share/zoneinfo/Asia/Tokyo ] || missing+=(tzdata)
    if command -v apt-get >/dev/null; then
        has_file_like '/usr/lib/*/crt1.o' || missing+=(libc6-dev)
        has_file_like '/usr/lib/gcc/*/*/libstdc++.so' || missing+=(g++)
    fi
    swift_is_new_enough || missing+=(swiftlang)
}

lacks() { [[ " ${missing[*]} " == *" $1 "* ]]; }

# --- Installing with apt -----------------------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@" </dev/null >&2
}

# Prints the version of a package that apt would install, or nothing.
candidate() {
    LC_ALL=C apt-cache policy "$1" | sed -n 's/^ *Candidate: *\([^(].*\)$/\1/p'
}

archive_has_swift() {
    local version
    version=$(candidate swiftlang)
    [ -n "$version" ] && dpkg --compare-versions "$version" ge "$minimum_swift"
}

is_debian_12() {
    (. /etc/os-release && [ "${ID:-}" = debian ] && [ "${VERSION_ID:-}" = 12 ])
}

# The mirror this machine already uses for its own release.
mirror() {
    { cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null || true; } |
        sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' |
        { grep -v security || true; } | head -n 1
}

explain_donor() {
    say "Debian 12 has no Swift. Debian 13's package (swiftlang) will be taken from the same mirror:"
    say "  adds /etc/apt/sources.list.d/$donor-for-swift.sources, and a preference so that nothing else follows it;"
    say "  Swift needs Debian 13's C library, OpenSSL and some more: these are upgraded (about 20 packages on a bare system)."
    say "  To take no more from there, remove both files of that name. Another way: https://swift.org/install, then make again."
    if [ -t 0 ] && [ -t 2 ]; then
        local answer
        read -r -p 'bootstrap: go on? [Y/n] ' answer
        case $answer in [nN]*) fail "nothing was changed" ;; esac
    fi
}

add_donor() {
    explain_donor
    local source preference address
    source=/etc/apt/sources.list.d/$donor-for-swift.sources
    preference=/etc/apt/preferences.d/$donor-for-swift
    address=$(mirror)
    [ -n "$address" ] || address=http://deb.debian.org/debian
    printf '%s\n' 'Types: deb' "URIs: $address" "Suites: $donor" 'Components: main' \
        'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg' | as_root tee "$source" >/dev/null
    printf '%s\n' 'Package: *' "Pin: release n=$donor" 'Pin-Priority: 100' | as_root tee "$preference" >/dev/null
    apt_get update
}

install_with_apt() {
    say "installing: ${missing[*]}"
    apt_get update
    local from=()
    if lacks swiftlang && ! archive_has_swift; then
        is_debian_12 || fail "this release has no Swift $minimum_swift; install it from https://swift.org/install, then run make again"
        add_donor
        from=(-t "$donor")
    fi
    apt_get install --no-install-recommends "${from[@]}" "${missing[@]}"
    hash -r
}

# --- Elsewhere ---------------------------------------------------------------------------------------------------

explain_by_hand() {
    say "this machine lacks: ${missing[*]} (Debian's names)"
    say "  Swift $minimum_swift or newer: https://swift.org/install"
    say "  libedit, OpenSSL and zlib with headers: dnf install libedit-devel openssl-devel zlib-devel, or the like"
    say "  time zones: tzdata"
    [ "${1:-}" != privileges ] || say "or run Scripts/bootstrap.sh once as root: it installs them with apt"
    exit 1
}

find_missing
[ ${#missing[@]} -eq 0 ] && exit 0
command -v apt-get >/dev/null || explain_by_hand
[ "$(id -u)" = 0 ] || command -v sudo >/dev/null || explain_by_hand privileges
install_with_apt
find_missing
[ ${#missing[@]} -eq 0 ] || fail "still missing after the installation: ${missing[*]}; an older Swift may come first on the path"
say "ready: Swift $(swift_version)"
