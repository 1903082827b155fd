#!/usr/bin/env bash
# Writes the public API of the libraries into Sources/MODULE/API.txt: one declaration a line, behind the type that it belongs to, sorted.
# With --check, fails where that differs from what is committed, and prints the difference: who changes the API on purpose runs this script
# and commits the files. Needs a finished debug build of the modules that they import.
set -euo pipefail
cd "$(dirname "$0")/.."

# The package's name as the package manager makes it of the folder's: modules of a package see each other only under the same one.
package_name() { basename "$PWD" | tr 'A-Z' 'a-z' | sed 's/[^a-z0-9_]/_/g; s/^[0-9]/_&/'; }

# interface MODULE: the module's interface as the compiler writes it. Function bodies are not read, which makes it a matter of seconds; files
# are sorted by their names, so that moving one changes nothing.
interface() {
    local file=.build/$1.swiftinterface sources
    mapfile -t sources < <(find "Sources/$1" -name '*.swift' | awk -F/ '{ print $NF "\t" $0 }' | LC_ALL=C sort | cut -f 2)
    mkdir -p .build
    swiftc -typecheck -wmo -experimental-skip-non-inlinable-function-bodies -swift-version 6 -suppress-warnings \
        -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault \
        -enable-upcoming-feature MemberImportVisibility -package-name "$(package_name)" -module-name "$1" \
        -I Sources/COpenSSL -I .build/debug/Modules -emit-module-interface-path "$file" "${sources[@]}" >&2
    cat "$file"
}

# declarations MODULE: one line a declaration, of the interface on standard input. Bodies, accessors and what every value type has are left out.
declarations() {
    awk -v module="$1" '
        function opened(line, copy) { copy = line; return gsub(/\{/, "", copy) }
        function closed(line, copy) { copy = line; return gsub(/\}/, "", copy) }
        /^(\/\/|(public )?import )/ || /^ *#/ { next }
        {
            line = $0
            gsub(/Swift\./, "", line)
            gsub("_Concurrency\\.|" module "\\.", "", line)
            gsub(/@_hasInitialValue |@inlinable |@_hasStorage |@_hasMissingDesignatedInitializers |convenience /, "", line)
            gsub(/^ +| +$/, "", line)
        }
        # Inside of a body or of accessors.
        skipped > 0 { skipped += opened(line) - closed(line); next }
        line == "}" { depth--; next }
        line ~ /func hash\(into|var hashValue|static func == |@objc deinit|^deinit$|@usableFromInline|typealias RawValue|__derived_|@_implements|@_semantics|(^| )(internal|private|fileprivate|package) |^$/ {
            skipped += opened(line) - closed(line)
            next
        }
        line ~ /^@/ && line !~ /(struct|class|enum|actor|protocol|extension|func|var|let|init|case|subscript|typealias)[ (<]/ {
            attribute = attribute line " "
            next
        }
        line ~ /(^|[ )])(struct|class|enum|actor|protocol|extension) [^(]*\{$/ {
            name = line
            sub(/ *\{$/, "", name)
            print scope[depth] name
            short = name
            sub(/^.*(struct|class|enum|actor|protocol|extension) /, "", short)
            sub(/[ :].*$/, "", short)
            scope[depth + 1] = scope[depth] short ": "
            depth++
            attribute = ""
            next
        }
        {
            skipped += opened(line) - closed(line)
            sub(/ *\{.*$/, "", line)
            print scope[depth] attribute line
            attribute = ""
        }'
}

status=0
for module in ${MODULES:-IoTDBWire IoTDBWireFoundation}; do
    interface "$module" | declarations "$module" | LC_ALL=C sort -u >".build/$module.api"
    committed=Sources/$module/API.txt
    if [ "${1:-}" != --check ]; then
        cp ".build/$module.api" "$committed"
    elif ! diff -u "$committed" ".build/$module.api"; then
        echo "the public API of $module is not what is committed: if that is on purpose, run Scripts/api.sh"
        status=1
    fi
done
exit $status
