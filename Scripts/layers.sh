#!/usr/bin/env bash
# Checks that arrows between the folders of a module go down only: what a folder declares may be used by itself and by the folders above it.
# With --list, prints every arrow that there is, with the number of its uses, instead of only those that go up.
#
# An arrow is a use of a type (struct, class, enum, actor, protocol, typealias at the left margin) that another folder declares. Comments and
# texts in quotes do not count. Files beside the folders belong to the folder that is named like the module.
set -euo pipefail
cd "$(dirname "$0")/.."

# "Folder: folders it may use"; it may use what those may use as well. A folder that is not named here fails the check.
wire='
System:
Errors: System
Schema: Errors System
Transport: Errors System
Thrift: Errors System
Messages: Thrift Errors
TsBlock: Schema Thrift
Tablet: Statements TsBlock
Statements: Schema Connection
Connection: Messages Transport
Nodes: Connection
Results: TsBlock Nodes
Session: Results Statements Tablet Nodes
SessionPool: Session
'
shell='
Text:
System: Text
Errors: Text System
Output: Errors
Rendering: Output
Charts: Rendering
Statements: Errors
Grammar: Statements
Settings: Rendering Statements
Editor: Settings
Execution: Settings Editor
MetaCommands: Execution Grammar
Transfer: MetaCommands
TimeSeries: MetaCommands Charts
Help: Transfer TimeSeries
Completion: Help
ShellKit: Completion
'

# arrows MODULE: "FROM TO FILE:LINE NAME" for each use of another folder's type.
arrows() {
    find "Sources/$1" -name '*.swift' | LC_ALL=C sort | awk -v module="$1" '
        function folder(file, parts, count) {
            count = split(file, parts, "/")
            return count > 3 ? parts[3] : module
        }
        # Without comments and texts; what stands between the quotes of a text of several lines is left out as a whole.
        function code(line, quotes) {
            quotes = gsub(/"""/, "\001", line)
            if (inText) {
                if (quotes == 0) return ""
                inText = 0
                sub(/^[^\001]*\001/, "", line)
            } else if (quotes % 2) {
                inText = 1
                sub(/\001.*$/, "", line)
            }
            gsub(/\\"/, "", line)
            gsub(/"[^"]*"/, "", line)
            sub(/\/\/.*$/, "", line)
            return line
        }
        function declared(line, words, count, i) {
            if (line !~ /^[a-z@]/ || line ~ /^(private|fileprivate) /) return ""
            count = split(line, words, /[ <:({]+/)
            for (i = 1; i < count; i++) {
                if (words[i] ~ /^(struct|class|enum|actor|protocol|typealias)$/ && words[i + 1] ~ /^[A-Z]/) return words[i + 1]
                if (words[i] ~ /^(extension|func|let|var|import)$/) return ""
            }
            return ""
        }
        # Names of type parameters mean nothing outside of their file.
        function parameters(line, file, list, names, count, i) {
            while (match(line, /(func|struct|class|enum|actor|typealias) +[A-Za-z_]+<[^>(]*>?|init<[^>(]*>?/)) {
                list = substr(line, RSTART, RLENGTH)
                line = substr(line, RSTART + RLENGTH)
                sub(/^[^<]*</, "", list)
                count = split(list, names, ",")
                for (i = 1; i <= count; i++) if (match(names[i], /[A-Za-z_]+/)) own[file, substr(names[i], RSTART, RLENGTH)] = 1
            }
        }
        { files[++count] = $0 }
        END {
            for (i = 1; i <= count; i++) {
                inText = 0
                while ((getline line < files[i]) > 0) {
                    line = code(line)
                    parameters(line, files[i])
                    name = declared(line)
                    if (name != "") home[name] = folder(files[i])
                }
                close(files[i])
            }
            for (i = 1; i <= count; i++) {
                inText = 0
                number = 0
                from = folder(files[i])
                while ((getline line < files[i]) > 0) {
                    number++
                    line = code(line)
                    gsub(/\.[A-Za-z_0-9]+/, " ", line)
                    gsub(/[^A-Za-z_0-9]+/, " ", line)
                    uses = split(line, words, " ")
                    for (j = 1; j <= uses; j++)
                        if (words[j] in home && home[words[j]] != from && !((files[i], words[j]) in own))
                            print from, home[words[j]], files[i] ":" number, words[j]
                }
                close(files[i])
            }
        }'
}

# upward TABLE: of the arrows on standard input those that the table does not allow.
upward() {
    awk -v table="$1" '
        BEGIN {
            count = split(table, rows, "\n")
            for (i = 1; i <= count; i++) {
                split(rows[i], row, ":")
                if (row[1] == "") continue
                known[row[1]] = 1
                uses = split(row[2], below, " ")
                for (j = 1; j <= uses; j++) allowed[row[1], below[j]] = 1
            }
            # What may be used by what may be used.
            for (k in known) for (a in known) for (b in known)
                if (((a, k) in allowed) && ((k, b) in allowed)) allowed[a, b] = 1
        }
        !(($1, $2) in allowed) { print }'
}

# check MODULE TABLE: prints the arrows that go up; fails where there are any.
check() {
    local found
    found=$(arrows "$1" | upward "$2")
    [ -z "$found" ] && return
    awk -v module="$1" '
        { seen[$1 " → " $2]++; place[$1 " → " $2] = place[$1 " → " $2] "\n    " $3 " " $4 }
        END { for (arrow in seen) printf "%s: %s goes up (%d)%s\n", module, arrow, seen[arrow], place[arrow] }' <<<"$found"
    return 1
}

if [ "${1:-}" = --list ]; then
    for module in IoTDBWire ShellKit; do
        arrows "$module" | awk -v module="$module" '{ seen[$1 " → " $2]++ } END { for (arrow in seen) print module ": " arrow, seen[arrow] }' | sort
    done
    exit
fi
broken=0
check IoTDBWire "$wire" || broken=1
check ShellKit "$shell" || broken=1
exit $broken
