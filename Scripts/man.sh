#!/usr/bin/env bash
# Writes man/iotdb-shell.1 as the program prints it; with --check it fails when the committed page is another.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly program=.build/debug/iotdb-shell page=man/iotdb-shell.1

case ${1:-} in
    --check)
        "$program" --man | diff -u "$page" - || {
            echo "$page is stale: run make man" >&2
            exit 1
        }
        ;;
    '')
        text=$("$program" --man)
        mkdir -p man
        printf '%s\n' "$text" >"$page"
        ;;
    *) echo "usage: $0 [--check]" >&2 && exit 64 ;;
esac
