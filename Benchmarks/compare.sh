#!/usr/bin/env bash
# Measures IoTDBWire against the official Go client, and the shell against its peers (shell.sh), in turn, on one server.
#
#   Benchmarks/compare.sh [--server HOST:PORT] [--rounds N] [--rows N] [OPTION OF shell.sh]...
#
# Without --server a real server is started (Scripts/live-server.sh) and stopped at the end. On the server it writes the databases root.perf
# (kept; made when it is missing), root.bench_swift, root.bench_go and root.bench_shell (dropped). Needs Go.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/local/go/bin

server='' rounds=3 rows=1000000 shell_options=()
while [ $# -gt 0 ]; do
    case $1 in
        --server) server=$2 ;;
        --rounds) rounds=$2 ;;
        --rows) rows=$2 ;;
        --large)
            shell_options+=("$1")
            shift
            continue
            ;;
        --runs | --without) shell_options+=("$1" "$2") ;;
        *)
            sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
            exit 2
            ;;
    esac
    shift 2
done

fail() {
    echo "compare.sh: $1" >&2
    exit 1
}
command -v swift >/dev/null || fail 'no swift: Scripts/bootstrap.sh installs it'
command -v go >/dev/null || fail 'no go: the Go client is built from Benchmarks/go and needs Go 1.25 or newer (https://go.dev/dl)'

work=$(mktemp -d)
finish() {
    rm -rf "$work"
    [ -z "${started:-}" ] || Scripts/live-server.sh stop single
}
trap finish EXIT

# --- Programs and server -----------------------------------------------------------------------------------------

make release >&2
make bench ARGS=--help >/dev/null
(cd Benchmarks/go && go build -o "$work/bench-go" .) || fail 'the Go program does not build; it downloads the modules of Benchmarks/go/go.mod'
bench=.build/release/iotdb-bench
shell=.build/release/iotdb-shell

if [ -z "$server" ]; then
    Scripts/live-server.sh start single
    started=yes
    eval "$(Scripts/live-server.sh env)"
    server=$IOTDB_LIVE_BINARY
fi
host=${server%:*} port=${server##*:}
"$shell" -h "$host" -p "$port" -e 'SHOW VERSION' >/dev/null || fail "no IoTDB at $server"
# A short read tells whether the rows are there.
"$bench" read --server "$server" --runs 1 >/dev/null 2>&1 || "$bench" seed --server "$server" --rows 1000000

# --- The library beside the Go client ------------------------------------------------------------------------------

# median NAME FILE: the median of a measure in a file of JSON lines, and its unit.
median() {
    sed -n "s/.*\"name\":\"$1\".*/&/p" "$2" | sed 's/.*"value":\([0-9.e+]*\).*/\1/' | sort -g |
        awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

for ((round = 1; round <= rounds; round++)); do
    for measure in insert read latency; do
        "$bench" "$measure" --server "$server" --rows "$rows" --runs 3 --json >>"$work/swift"
        "$work/bench-go" -server "$server" -rows "$rows" -runs 3 "$measure" >>"$work/go"
    done
done

printf '%-22s %14s %14s %10s   medians of %s rounds\n' measure IoTDBWire 'Go client' ratio "$rounds"
compare() { # NAME-OURS NAME-THEIRS HIGHER-IS-BETTER
    awk -v name="$1" -v ours="$(median "$1" "$work/swift")" -v theirs="$(median "$2" "$work/go")" -v rate="$3" \
        'BEGIN { printf "%-22s %14.0f %14.0f %10.2f\n", name, ours, theirs, rate ? ours / theirs : theirs / ours }'
}
compare insert insert 1      # rows a second
compare read read 1          # rows a second, columns
compare read-rows read 1     # rows a second, one row after the other
compare read-structs read 1     # rows a second, each decoded as a struct of five properties
compare read-tuples read 1      # rows a second, each decoded as a tuple
compare insert-cpu insert-cpu 0 # nanoseconds of processor time a row
compare read-cpu read-cpu 0
compare read-rows-cpu read-cpu 0
compare read-structs-cpu read-cpu 0
compare read-tuples-cpu read-cpu 0
compare latency latency 0    # microseconds
compare latency-p99 latency-p99 0
compare latency-own-thread latency 0
compare latency-own-thread-p99 latency-p99 0

# --- The shell -------------------------------------------------------------------------------------------------------

echo
Benchmarks/shell.sh --server "$server" "${shell_options[@]}"
