#!/usr/bin/env bash
# Measures IoTDBWire and the shell against the official Go client and against a bare process, in turn, on one server.
#
#   Benchmarks/compare.sh [--server HOST:PORT] [--rounds N] [--rows N]
#
# Without --server a real server is started (Scripts/live-server.sh) and stopped at the end. On the server it writes the databases root.perf
# (kept; made when it is missing), root.bench_swift and root.bench_go (dropped). Needs Go; GNU time tells the memory of the shell.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/local/go/bin

server='' rounds=3 rows=1000000
while [ $# -gt 0 ]; do
    case $1 in
        --server) server=$2 ;;
        --rounds) rounds=$2 ;;
        --rows) rows=$2 ;;
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

swift build -c release --product iotdb-bench >&2
swift build -c release --product iotdb-shell >&2
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

# best_of COMMAND…: shortest seconds and largest memory of five runs.
best_of() {
    local run
    for run in 1 2 3 4 5; do
        if [ -x /usr/bin/time ]; then
            /usr/bin/time -a -o "$work/time" -f '%e %M' "$@" >"$work/out"
        else
            TIMEFORMAT='%R 0'
            { time "$@" >"$work/out" 2>/dev/null; } 2>>"$work/time"
        fi
    done
    sort -g "$work/time" | awk 'NR == 1 { best = $1 } $2 > peak { peak = $2 } END { print best, peak / 1024 }'
    rm -f "$work/time"
}

for format in table csv; do
    read -r seconds peak < <(best_of "$shell" -h "$host" -p "$port" --format "$format" -e 'SELECT * FROM root.perf.d1')
    printf 'shell %-8s %14.2f s %12.1f MiB   SELECT * FROM root.perf.d1 to a file, %s lines\n' \
        "$format" "$seconds" "$peak" "$(wc -l <"$work/out")"
done

# each COMMAND…: milliseconds of one of a hundred runs.
each() {
    local run TIMEFORMAT=%R
    { time for run in {1..100}; do "$@" >/dev/null; done; } 2>&1 | awk '{ print $1 * 10 }'
}
awk -v ours="$(each "$shell" --version)" -v bare="$(each /bin/true)" \
    'BEGIN { printf "--version      %14.1f ms %11.1f ms of /bin/true\n", ours, bare }'
