#!/usr/bin/env bash
# Runs LiveTests against real servers: those of the IOTDB_LIVE_… variables where any is set, else its own, which it fetches,
# starts with empty data and stops. Needs a finished build (make live makes it). Arguments go to `swift test`
# in place of --filter LiveTests.
#
#   IOTDB_LIVE_BINARY, _COMPACT                  host:port of a server with binary Thrift, compact Thrift
#   IOTDB_LIVE_MICROSECONDS, _NANOSECONDS        host:port of servers with times in microseconds and nanoseconds
#   IOTDB_LIVE_TLS, IOTDB_LIVE_TLS_CA            host:port behind TLS, and the PEM file that vouches for it
#   IOTDB_LIVE_CLUSTER                           h:p,h:p,h:p of three data nodes with two replicas
#   IOTDB_LIVE_CONTROL                           path of live-server.sh where tests may stop and start c1, c2, c3 of that cluster
#   IOTDB_LIVE_KEEP                              set: the servers may hold data; the corpora, which need empty ones, are left out
#   IOTDB_LIVE_LONG                              set: also tests that take minutes each
#   IOTDB_LIVE_KINDS                             which of "single compact tls us ns cluster" to start; all but ns by default
set -euo pipefail
cd "$(dirname "$0")/.."

run_tests() {
    [ $# -gt 0 ] || set -- --filter LiveTests
    swift test --skip-build --disable-xctest "$@"
}

# Prints the first thousand whose client ports nobody holds.
free_base_port() {
    local base offset
    for base in 17667 18667 19667 20667; do
        for offset in 0 10 20 30 40 100 110 120; do
            if (: <"/dev/tcp/127.0.0.1/$((base + offset))") 2>/dev/null; then continue 2; fi
        done
        echo "$base" && return
    done
    echo "live: ports 17667, 18667, 19667 and 20667 are taken" >&2
    return 1
}

if [ -n "${IOTDB_LIVE_BINARY:-}${IOTDB_LIVE_COMPACT:-}${IOTDB_LIVE_TLS:-}${IOTDB_LIVE_CLUSTER:-}${IOTDB_LIVE_MICROSECONDS:-}${IOTDB_LIVE_NANOSECONDS:-}" ]; then
    run_tests "$@"
    exit
fi

reason=$(Scripts/live-server.sh obstacle)
if [ -n "$reason" ]; then
    echo "live: cannot start a server: $reason" >&2
    exit 1
fi

# Nodes of their own, so that a server left running by make live-server keeps its ports and its data.
port=${IOTDB_LIVE_BASE_PORT:-$(free_base_port)}
nodes=$(mktemp -d "${TMPDIR:-/tmp}/iotdb-live.XXXXXX")
export IOTDB_LIVE_NODES=$nodes IOTDB_LIVE_BASE_PORT=$port

starting=()
finish() {
    [ ${#starting[@]} -eq 0 ] || kill "${starting[@]}" 2>/dev/null || true
    Scripts/live-server.sh stop-all || true
    rm -rf "$nodes"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Short-lived servers: start quickly rather than run fast.
export IOTDB_LIVE_JAVA_OPTIONS=${IOTDB_LIVE_JAVA_OPTIONS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC}

began=$SECONDS
Scripts/live-server.sh fetch
for kind in ${IOTDB_LIVE_KINDS:-single compact tls us cluster}; do
    case $kind in
        cluster) Scripts/live-server.sh cluster & ;;
        *) Scripts/live-server.sh start "$kind" & ;;
    esac
    starting+=($!)
done
for process in "${starting[@]}"; do wait "$process"; done
echo "live: servers ready after $((SECONDS - began)) s" >&2

eval "$(Scripts/live-server.sh env)"
export IOTDB_LIVE_CONTROL=$PWD/Scripts/live-server.sh
run_tests "$@"
