#!/usr/bin/env bash
# Measures the release build of the shell on one server, each figure beside a peer of the same run, and prints the ratios.
#
#   Benchmarks/shell.sh --server HOST:PORT [--runs N] [--large] [--without PEER]...
#
# The server needs root.perf.d1 (iotdb-bench seed; compare.sh sees to it). Peers, each left out where it is not there, or by --without:
#   discard    the shell itself with --none, which fetches and decodes the same pages and discards them
#   official   Apache IoTDB's own shell: needs Java and, the first time, Maven
#   psql       PostgreSQL's, on a server of its own that is started here and stopped again: needs Debian's postgresql
# --large writes 10 000 000 rows into root.perf10.d1 and tells the peak memory of every format with them.
set -euo pipefail
cd "$(dirname "$0")/.."

server='' runs=5 large='' without=' '
while [ $# -gt 0 ]; do
    case $1 in
        --server) server=$2 && shift ;;
        --runs) runs=$2 && shift ;;
        --large) large=yes ;;
        --without) without+="$2 " && shift ;;
        *) server='' && break ;;
    esac
    shift
done
[ -n "$server" ] || {
    sed -n '2,10s/^# \{0,1\}//p' "$0" >&2
    exit 2
}
shell=$PWD/.build/release/iotdb-shell
[ -x "$shell" ] || {
    echo "shell.sh: no $shell; make release" >&2
    exit 1
}
host=${server%:*} port=${server##*:}
ours=("$shell" -X -h "$host" -p "$port")
work=$(mktemp -d)
query='SELECT * FROM root.perf.d1'

finish() {
    [ ! -d "$work/pg" ] || as_postgres "$pg/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT

# best FILE COMMAND…: shortest seconds of the runs; the output goes to FILE.
best() {
    local file=$1 run start best=''
    shift
    for ((run = 0; run < runs; run++)); do
        # To give back the pages of the file before would be measured with the rest.
        [ ! -f "$file" ] || rm "$file"
        start=$EPOCHREALTIME
        "$@" >"$file" 2>"$work/error" || {
            cat "$work/error" >&2
            return 1
        }
        best=$(awk -v a="$start" -v b="$EPOCHREALTIME" -v best="$best" \
            'BEGIN { t = b - a; print (best == "" || t < best) ? t : best }')
    done
    echo "$best"
}

# row NAME SECONDS PEER-NAME PEER-SECONDS BAR: the bar is on ours / theirs when it starts with <, else on theirs / ours.
row() {
    awk -v name="$1" -v ours="$2" -v peer="$3" -v theirs="$4" -v bar="$5" 'BEGIN {
        limit = substr(bar, 2) + 0
        ratio = substr(bar, 1, 1) == "<" ? ours / theirs : theirs / ours
        good = substr(bar, 1, 1) == "<" ? ratio <= limit : ratio >= limit
        printf "%-26s %10.1f ms  %-12s %10.1f ms  %8.2f  %s %s  %s\n", name, ours * 1000, peer, theirs * 1000, ratio,
            substr(bar, 1, 1) == "<" ? "at most" : "at least", limit, good ? "" : "MISSED"
    }'
}

limit() { # NAME VALUE UNIT BAR
    awk -v name="$1" -v value="$2" -v unit="$3" -v bar="$4" \
        'BEGIN { printf "%-26s %10.1f %s  at most %s  %s\n", name, value, unit, bar, value <= bar ? "" : "MISSED" }'
}

is_wanted() { [[ $without != *" $1 "* ]]; }

# --- Formats beside a client that discards -----------------------------------------------------------------------

rows=$("${ours[@]}" --csv --no-header -e 'SELECT count(i) FROM root.perf.d1')
echo "best of $runs, $rows rows x 4 of root.perf.d1 to a file"
discarded=$(best /dev/null "${ours[@]}" --none -e "$query")
for format in csv tsv table ndjson insert json box vertical markdown html; do
    case $format in
        csv | tsv) bar='<1.25' ;;
        table) bar='<1.5' ;;
        *) bar='<2' ;;
    esac
    seconds=$(best "$work/out" "${ours[@]}" --format "$format" -e "$query")
    row "$format" "$seconds" discard "$discarded" "$bar"
    eval "seconds_$format=$seconds"
done
first=''
for ((run = 0; run < runs; run++)); do
    start=$EPOCHREALTIME
    end=$("${ours[@]}" --csv -e "$query" 2>/dev/null | {
        read -r _
        read -r _
        echo "$EPOCHREALTIME"
    }) || true
    first=$(awk -v a="$start" -v b="$end" -v best="$first" 'BEGIN { t = (b - a) * 1000; print (best == "" || t < best) ? t : best }')
done
limit 'first row' "$first" ms 50

# each COUNT COMMAND…: milliseconds of one of so many runs.
each() {
    local count=$1 run start=$EPOCHREALTIME
    shift
    for ((run = 0; run < count; run++)); do "$@" >/dev/null; done
    awk -v a="$start" -v b="$EPOCHREALTIME" -v count="$count" 'BEGIN { print (b - a) * 1000 / count }'
}
limit '--version' "$(each 100 "$shell" --version)" ms 8
ours_one=$(each 20 "${ours[@]}" -e 'SHOW VERSION')
printf "%-26s %10.1f ms\n" "-e 'SHOW VERSION'" "$ours_one"

# --- Beside the official shell -----------------------------------------------------------------------------------

# Prints the folder of the official shell's library, fetched once; fails where that cannot be.
official_library() {
    local home=${IOTDB_LIVE_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/iotdb-shell-live} version=2.0.1-beta
    local library=$home/cli-$version
    [ -d "$library" ] && echo "$library" && return
    command -v java >/dev/null && command -v mvn >/dev/null || return 1
    mkdir -p "$home/fetch-cli"
    cat >"$home/fetch-cli/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId>
  <artifactId>iotdb-cli-fetch</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.iotdb</groupId><artifactId>iotdb-cli</artifactId><version>$version</version></dependency>
  </dependencies>
</project>
POM
    mvn -B -q -f "$home/fetch-cli/pom.xml" dependency:copy-dependencies -DincludeScope=runtime \
        -DoutputDirectory="$home/fetch-cli/lib" </dev/null >"$home/fetch-cli/log" 2>&1 || return 1
    mv "$home/fetch-cli/lib" "$library"
    echo "$library"
}

if is_wanted official && library=${IOTDB_OFFICIAL_LIBRARY:-$(official_library)}; then
    official=(java -cp "$library/*" org.apache.iotdb.cli.Cli -h "$host" -p "$port" -u root -pw root)
    theirs=$(each 3 "${official[@]}" -e 'SHOW VERSION')
    row "-e 'SHOW VERSION'" "$(awk -v t="$ours_one" 'BEGIN { print t / 1000 }')" official \
        "$(awk -v t="$theirs" 'BEGIN { print t / 1000 }')" '>60'
    for ((number = 1; number <= 5000; number++)); do
        echo "INSERT INTO root.bench_shell.d1(time, s) VALUES ($number, $number);"
    done >"$work/inserts.sql"
    saved=$runs
    runs=3
    ours_inserts=$(best /dev/null bash -c '"${@:2}" <"$1"' - "$work/inserts.sql" "${ours[@]}")
    runs=1
    their_inserts=$(best /dev/null bash -c '"${@:2}" <"$1"' - "$work/inserts.sql" "${official[@]}")
    runs=$saved
    row '5000 INSERTs piped' "$ours_inserts" official "$their_inserts" '>8'
    "${ours[@]}" -q -e 'DELETE DATABASE root.bench_shell'
else
    echo 'official shell: left out (needs Java and Maven)'
fi

# --- Beside psql -------------------------------------------------------------------------------------------------

# PostgreSQL's server does not run as root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups "$@"; else "$@"; fi
}

pg=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
if is_wanted psql && [ -n "$pg" ] && command -v psql >/dev/null; then
    mkdir "$work/pg"
    [ "$(id -u)" != 0 ] || chown postgres "$work/pg"
    chmod 711 "$work"
    (
        cd /
        as_postgres "$pg/initdb" -D "$work/pg" -A trust -E UTF8 --locale=C >"$work/initdb.log"
        as_postgres "$pg/pg_ctl" -D "$work/pg" -w -l "$work/pg/log" \
            -o "-c listen_addresses= -c unix_socket_directories=$work/pg -c shared_buffers=256MB" start >/dev/null
    )
    theirs=(psql -X -q -h "$work/pg" -U "$(as_postgres id -un)" -d postgres)
    "${theirs[@]}" -c "CREATE TABLE d1 AS SELECT to_timestamp(1700000000 + n) AS time, n::bigint * 7919 AS i,
        sin(n / 100.0::double precision) * 1000 AS d, (n / 3.0)::real AS f, n % 2 = 0 AS b
        FROM generate_series(0, $rows - 1) AS n" -c 'VACUUM ANALYZE d1'
    row csv "$seconds_csv" psql "$(best "$work/out" "${theirs[@]}" -c 'COPY (SELECT * FROM d1) TO STDOUT (FORMAT csv)')" '>2'
    row table "$seconds_table" psql "$(best "$work/out" "${theirs[@]}" -v FETCH_COUNT=5000 -c 'SELECT * FROM d1')" '>4'
else
    echo 'psql: left out (needs postgresql)'
fi

# --- Memory ------------------------------------------------------------------------------------------------------

[ -n "$large" ] || exit 0
[ -x /usr/bin/time ] || {
    echo 'memory: left out (needs GNU time)'
    exit 0
}
if [ "$("${ours[@]}" --csv --no-header -e 'SELECT count(i) FROM root.perf10.d1' 2>/dev/null)" != 10000000 ]; then
    .build/release/iotdb-bench seed --server "$server" --rows 10000000 --device root.perf10.d1
fi
for format in csv tsv table box vertical ndjson json markdown html insert none; do
    /usr/bin/time -o "$work/time" -f '%M' "${ours[@]}" --format "$format" -e 'SELECT * FROM root.perf10.d1' >/dev/null
    limit "10 000 000 rows, $format" "$(awk '{ print $1 / 1024 }' "$work/time")" MiB 48
done
