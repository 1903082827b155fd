#!/usr/bin/env bash
# Measures import and export beside IoTDB's own tools, in turn, on one server, with their peak memory.
#
#   Benchmarks/transfer.sh [--server HOST:PORT] [--rounds N] [--rows N]
#
# Without --server a real server is started (Scripts/live-server.sh) and stopped at the end. On the server it writes the
# database root.bench_copy (dropped). Needs Java 17, GNU time and, the first time, Maven for the tools; IOTDB_TOOLS_LIB names a folder that
# has their jars already.
set -euo pipefail
cd "$(dirname "$0")/.."

server='' rounds=3 rows=1000000
while [ $# -gt 0 ]; do
    case $1 in
        --server) server=$2 ;;
        --rounds) rounds=$2 ;;
        --rows) rows=$2 ;;
        *)
            sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
            exit 2
            ;;
    esac
    shift 2
done

fail() {
    echo "transfer.sh: $1" >&2
    exit 1
}
[ -x /usr/bin/time ] || fail 'no GNU time: apt-get install time'
command -v java >/dev/null || fail 'no java: apt-get install openjdk-17-jre-headless'

work=$(mktemp -d)
finish() {
    rm -rf "$work"
    [ -z "${started:-}" ] || Scripts/live-server.sh stop single
}
trap finish EXIT

# --- Programs, server and files ------------------------------------------------------------------------------------

make release >/dev/null
swift build -c release --product iotdb-bench -Xswiftc -Xfrontend -Xswiftc -disable-implicit-string-processing-module-import >&2
shell=.build/release/iotdb-shell
bench=.build/release/iotdb-bench

tools=${IOTDB_TOOLS_LIB:-${XDG_CACHE_HOME:-$HOME/.cache}/iotdb-shell-tools}
if [ ! -d "$tools" ]; then
    command -v mvn >/dev/null || fail 'no Maven to fetch the tools with; IOTDB_TOOLS_LIB names a folder that has them'
    cat >"$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId>
  <artifactId>tools</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.iotdb</groupId><artifactId>iotdb-cli</artifactId><version>2.0.1-beta</version></dependency>
  </dependencies>
</project>
POM
    mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$work/tools" >&2
    mkdir -p "$(dirname "$tools")"
    mv "$work/tools" "$tools"
fi

if [ -z "$server" ]; then
    Scripts/live-server.sh start single
    started=yes
    eval "$(Scripts/live-server.sh env)"
    server=$IOTDB_LIVE_BINARY
fi
host=${server%:*} port=${server##*:}

ours() { "$shell" -X -q -h "$host" -p "$port" --timezone UTC -e "$@"; }
drop() { ours 'DELETE DATABASE root.bench_copy' 2>/dev/null || true; }
# An empty place whose region is there: a server that has just dropped a database needs two seconds for the first row of the next one,
# which says nothing about an import.
fresh() {
    drop
    ours 'INSERT INTO root.bench_copy.d1(time, warm) VALUES (1, 1)' -e 'INSERT INTO root.bench_copy.d2(time, warm) VALUES (1, 1)' \
        -e 'DELETE TIMESERIES root.bench_copy.*.warm'
}

# One file of four columns, one of a hundred of which a tenth of the cells is null: as many cells in a row of ten.
narrow=$work/narrow.csv wide=$work/wide.csv
{
    echo 'Time,root.bench_copy.d1.b(BOOLEAN),root.bench_copy.d1.d(DOUBLE),root.bench_copy.d1.f(FLOAT),root.bench_copy.d1.i(INT64)'
    awk -v rows="$rows" 'BEGIN {
        for (i = 0; i < rows; i++)
            printf "%.0f,%s,%.13g,%.6g,%.0f\n", 1700000000000 + i * 1000, i % 2 ? "true" : "false", sin(i / 100) * 1000, i / 3, i * 7919
    }'
} >"$narrow"
wide_rows=$((rows / 10))
{
    awk 'BEGIN { printf "Time"; for (c = 0; c < 100; c++) printf ",root.bench_copy.d2.s%02d(DOUBLE)", c; print "" }'
    awk -v rows="$wide_rows" 'BEGIN {
        for (i = 0; i < rows; i++) {
            printf "%.0f", 1700000000000 + i * 1000
            for (c = 0; c < 100; c++) if ((i * 7 + c * 3) % 10 == 0) printf ","; else printf ",%.7g", (i * 31 + c) / 7
            print ""
        }
    }'
} >"$wide"
gzip -k -1 "$narrow"

# --- Measuring -------------------------------------------------------------------------------------------------------

# measure NAME COMMAND…: adds seconds and mebibytes of one run to the measure's file.
measure() {
    local name=$1
    shift
    /usr/bin/time -o "$work/time" -f '%e %M' "$@" >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        fail "$name failed"
    }
    awk '{ print $1, $2 / 1024 }' "$work/time" >>"$work/$name"
}
# The tools end well when they fail.
tool() {
    local name=$1 class=$2
    shift 2
    measure "$name" java -cp "$tools/*" "org.apache.iotdb.tool.data.$class" -ft csv -h "$host" -p "$port" -u root -pw root "$@"
    grep -q 'completely' "$work/log" || {
        cat "$work/log" >&2
        fail "$name failed"
    }
}
shell_run() {
    local name=$1
    shift
    measure "$name" "$shell" -X -h "$host" -p "$port" --timezone UTC -e "$@"
}

for ((round = 1; round <= rounds; round++)); do
    fresh
    "$bench" seed --server "$server" --rows "$rows" --device root.bench_copy.d1 --json | sed 's/.*"value":\([0-9.e+]*\).*/\1/' |
        awk -v rows="$rows" '{ print rows / $1, 0 }' >>"$work/tablets"
    fresh
    tool tool-in ImportData -s "$narrow"
    fresh
    shell_run gzip-in "\\copy root.bench_copy from '$narrow.gz'"
    fresh
    shell_run in "\\copy root.bench_copy from '$narrow'"
    ours FLUSH
    shell_run out "\\copy root.bench_copy.d1 to '$work/out.csv'"
    measure discard "$shell" -X -h "$host" -p "$port" --none -e 'SELECT * FROM root.bench_copy.d1'
    shell_run gzip-out "\\copy root.bench_copy.d1 to '$work/out.csv.gz'"
    mkdir -p "$work/export"
    tool tool-out ExportData -t "$work/export" -lpf $((rows * 2)) -q 'SELECT * FROM root.bench_copy.d1'
    [ "$(wc -l <"$work/out.csv")" -eq $((rows + 1)) ] || fail 'the exported file does not have all rows'
    fresh
    tool tool-wide-in ImportData -s "$wide"
    fresh
    shell_run wide-in "\\copy root.bench_copy from '$wide'"
    ours FLUSH
    shell_run wide-out "\\copy root.bench_copy.d2 to '$work/out.csv'"
    measure wide-discard "$shell" -X -h "$host" -p "$port" --none -e 'SELECT * FROM root.bench_copy.d2'
    tool tool-wide-out ExportData -t "$work/export" -lpf $((rows * 2)) -q 'SELECT * FROM root.bench_copy.d2'
    drop
    rm -rf "$work/export" "$work"/out.csv*
done

median() { sort -g "$work/$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
peak() { awk '$2 > peak { peak = $2 } END { printf "%.0f", peak }' "$work/$1"; }

printf '%-34s %9s %9s %7s %6s   %s\n' measure ours 'the tool' ratio bar 'peak memory, MiB'
# row TITLE NAME PEER BAR: how many times faster a measure is than its peer.
row() {
    awk -v title="$1" -v ours="$(median "$2")" -v theirs="$(median "$3")" -v bar="$4" -v memory="$(peak "$2") ($(peak "$3"))" \
        'BEGIN { printf "%-34s %7.2f s %7.2f s %7.2f %6s   %s\n", title, ours, theirs, theirs / ours, bar, memory }'
}
row "in, $rows x 4" in tool-in 8
row "out, $rows x 4" out tool-out 9
row "in, $wide_rows x 100, a tenth null" wide-in tool-wide-in 5
row "out, $wide_rows x 100, a tenth null" wide-out tool-wide-out 5
row 'in, beside tablets without csv' in tablets 0.6
row 'in, gzip beside plain' gzip-in in 0.5
row 'out, gzip beside plain' gzip-out out 0.5
# What the server takes for the same pages when nothing is done with them: no client can be faster.
row 'out, beside discarding' out discard -
row 'out, wide, beside discarding' wide-out wide-discard -
echo
"$bench" parse
python3 Benchmarks/parse-csv.py 2>/dev/null || echo 'no Python to measure its csv module with'
