#!/usr/bin/env bash
# Builds a package outside of this one from the README: its `.package` and `.product` lines, and its example as the program, which runs against
# a demo server. Shows that the library needs no libedit, also on a machine that has it: its header is hidden, and its library is not asked for.
# Needs a finished debug build of iotdb-shell, for the demo server.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly root=$PWD place=.build/outside-package shell=.build/debug/iotdb-shell
[ -x "$shell" ] || { echo "outside-package.sh: build iotdb-shell first: make build" >&2 && exit 1; }

# readme_block FIRST-LINE: the lines of the README's Swift code that begins so.
readme_block() { awk -v first="$1" '/^```/ { inside = 0 } index($0, first) == 1 && previous == "```swift" { inside = 1 } inside { print } { previous = $0 }' README.md; }

lines=$(readme_block '.package(' | sed 's|[[:space:]]//.*||')
package=$(sed -n '/^\.package(/p' <<<"$lines") product=$(sed -n '/^\.product(/p' <<<"$lines")
# The address of the repository stands for the folder that it was checked out into.
package=$(sed "s|url: \"[^\"]*\", branch: \"[^\"]*\"|name: \"iotdb-shell\", path: \"$root\"|" <<<"$package")
mkdir -p "$place/Sources/outside" "$place/hidden"
cat >"$place/Package.swift" <<MANIFEST
// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "outside",
    dependencies: [$package],
    targets: [.executableTarget(name: "outside", dependencies: [$product])],
    swiftLanguageModes: [.v6]
)
MANIFEST

# A header in front of libedit's, so that whoever includes it fails; the shell does, which shows that the trap works.
echo '#error "libedit is hidden here"' >"$place/hidden/histedit.h"
if echo 'import CLibEdit' | swiftc -typecheck -I Sources/CLibEdit -Xcc "-I$root/$place/hidden" - 2>/dev/null; then
    echo 'outside-package.sh: libedit is not hidden, so this shows nothing' >&2
    exit 1
fi

# A port that nobody holds; a server that finds it taken after all ends the script.
for port in {21667..21767}; do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break; done
"$shell" --serve --demo-port "$port" 2>"$place/server" &
server=$!
trap 'kill $server' EXIT
until grep -q listens "$place/server"; do kill -0 "$server" || { cat "$place/server" && exit 1; } && sleep 0.1; done
readme_block 'import IoTDBWire' | sed "s|127\.0\.0\.1:6667|127.0.0.1:$port|" >"$place/main.swift"
cmp -s "$place/main.swift" "$place/Sources/outside/main.swift" || cp "$place/main.swift" "$place/Sources/outside/main.swift"

swift build --package-path "$place" --scratch-path "$place/.build" -Xcc "-I$root/$place/hidden"
output=$("$place/.build/debug/outside")
printf '%s\n' "$output"
grep -q '^1 readings$' <<<"$output" && grep -q 'root.factory.line1' <<<"$output" || { echo 'the README promises something else' && exit 1; }

if ldd "$place/.build/debug/outside" | grep -i libedit; then
    echo "the library asks for libedit"
    exit 1
fi
if find "$place/.build" \( -path '*ShellKit*' -name '*.o' -o -name 'CLibEdit*.pcm' \) | grep .; then
    echo "the library builds parts of the shell"
    exit 1
fi
