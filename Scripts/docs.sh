#!/usr/bin/env bash
# Builds the library's documentation from its doc comments into .build/documentation; warnings are errors.
# Needs a finished debug build. With --find it only prints where docc is and fails where there is none.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly out=.build/documentation

# Prints the path of a tool of the Swift toolchain: on the path, or beside the compiler.
find_tool() {
    local beside
    beside=$(dirname "$(readlink -f "$(command -v swift)")")
    for place in "$beside" /usr/libexec/swift/bin; do
        [ -x "$place/$1" ] && echo "$place/$1" && return
    done
    command -v "$1"
}

docc=$(find_tool docc) || exit 1
[ "${1:-}" != --find ] || { echo "$docc" && exit; }

[ -d .build/debug/Modules ] || { echo 'docs.sh: there is no finished debug build: make build' >&2 && exit 1; }
triple=$(swift -print-target-info | sed -n 's/^ *"triple": "\(.*\)",*$/\1/p' | head -n 1)
rm -rf "$out"
mkdir -p "$out/symbols"
"$(find_tool swift-symbolgraph-extract)" -module-name IoTDBWire -target "$triple" -minimum-access-level public \
    -I .build/debug/Modules -I Sources/COpenSSL -output-dir "$out/symbols"
catalog=Sources/IoTDBWire/Documentation.docc
[ -d "$catalog" ] || catalog=
"$docc" convert ${catalog:+"$catalog"} --additional-symbol-graph-dir "$out/symbols" --output-path "$out/IoTDBWire.doccarchive" \
    --fallback-display-name IoTDBWire --fallback-bundle-identifier iotdb.wire --warnings-as-errors
