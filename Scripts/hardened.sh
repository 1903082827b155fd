#!/usr/bin/env bash
# Fails when a program would load libraries from beside itself, or leaves tables of pointers writable.
set -euo pipefail
program=$1
dynamic=$(readelf --dynamic --wide "$program")
headers=$(readelf --program-headers --wide "$program")
broken=0

# expect WHAT CONDITION…
expect() {
    local what=$1
    shift
    "$@" || {
        echo "$program: $what" >&2
        broken=1
    }
}

has() { grep -qE "$2" <<<"$1"; }
lacks() { ! has "$1" "$2"; }

expect 'has a RUNPATH or RPATH' lacks "$dynamic" '\((RUNPATH|RPATH)\)'
expect 'does not bind at the start (BIND_NOW)' has "$dynamic" 'BIND_NOW|FLAGS_1.*NOW'
expect 'has no GNU_RELRO' has "$headers" 'GNU_RELRO'
expect 'is not position-independent' has "$dynamic" 'FLAGS_1.*PIE'
expect 'has an executable stack' lacks "$headers" 'GNU_STACK.*RWE'
exit $broken
