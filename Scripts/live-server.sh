#!/usr/bin/env bash
# Real Apache IoTDB servers on loopback, to test against and to play with. Needs Java 17 and, the first time, Maven.
#
#   start NAME [OFFSET] [prop=value …]   starts a node on port BASE + OFFSET; for a node that exists, only what is down
#   stop NAME | reset NAME               stops it; wipes its data and starts it again
#   stop-data NAME | kill-data NAME      ends only its data node: politely, or at once (start NAME brings it back)
#   cluster                              starts c1, c2, c3: three data nodes, two replicas of the data
#   stop-all                             stops every node of this directory
#   env                                  prints IOTDB_LIVE_… variables for what is running, as shell exports
#   fetch                                downloads the server and starts nothing
#   obstacle                             prints why no server can be started here, or nothing
#
# Known names need neither offset nor properties: single, compact (compact protocol), tls, us and ns (micro- and nanoseconds).
# Variables: IOTDB_LIVE_HOME, where everything lies; IOTDB_LIVE_NODES, the directory of the nodes; IOTDB_LIVE_BASE_PORT (16667);
# IOTDB_LIVE_HEAP of a data node (1g); IOTDB_LIVE_JAVA_OPTIONS, more options for Java.
set -euo pipefail

readonly version=2.0.1-beta
readonly home=${IOTDB_LIVE_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/iotdb-shell-live}
readonly nodes=${IOTDB_LIVE_NODES:-$home/nodes}
readonly base_port=${IOTDB_LIVE_BASE_PORT:-16667}
readonly library=$home/lib-$version
readonly java=${JAVA_HOME:+$JAVA_HOME/bin/}java
readonly start_limit=120 # seconds until a node must answer
readonly store_password=loopback-only

say() { printf 'live-server: %s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

# --- What is needed ----------------------------------------------------------------------------------------------

java_version() { "$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1; }

obstacle() {
    local found
    found=$(java_version || true)
    if [ -z "$found" ]; then
        echo "no Java here (17 or newer is needed: apt-get install openjdk-17-jre-headless)"
    elif [ "$found" -lt 17 ]; then
        echo "Java $found is too old (17 or newer is needed)"
    elif [ ! -d "$library" ] && ! command -v mvn >/dev/null; then
        echo "no Maven here to fetch Apache IoTDB with (apt-get install maven)"
    fi
}

require() {
    local reason
    reason=$(obstacle)
    [ -z "$reason" ] || fail "$reason"
}

# Fetches the server once, from Maven Central: 111 MB.
fetch() {
    [ -d "$library" ] && return
    say "fetching Apache IoTDB $version from Maven Central into $library (about 110 MB, once)"
    local work=$home/fetch
    rm -rf "$work"
    mkdir -p "$work"
    cat >"$work/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId>
  <artifactId>iotdb-live</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.iotdb</groupId><artifactId>iotdb-server</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.apache.iotdb</groupId><artifactId>iotdb-confignode</artifactId><version>$version</version></dependency>
  </dependencies>
</project>
POM
    mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$work/lib" \
        </dev/null >"$work/log" 2>&1 || {
        tail -n 15 "$work/log" >&2
        fail "Maven could not fetch it; is Maven Central reachable from here? The whole log: $work/log"
    }
    mv "$work/lib" "$library"
    rm -rf "$work"
}

# --- A node's files ----------------------------------------------------------------------------------------------

# Prints OFFSET and properties of a name this script knows.
known() {
    case $1 in
        single) echo "0" ;;
        compact) echo "10 dn_rpc_thrift_compression_enable=true" ;;
        tls) echo "20 enable_thrift_ssl=true key_store_path=$home/tls/server.p12 key_store_pwd=$store_password" ;;
        us) echo "30 timestamp_precision=us" ;;
        ns) echo "40 timestamp_precision=ns" ;;
        *) fail "$1 is not known: give an offset (a multiple of 10)" ;;
    esac
}

# A certificate for localhost that is its own authority: the server's store, and the same as PEM for the client.
make_certificate() {
    [ -e "$home/tls/ca.pem" ] && return
    local keytool=${JAVA_HOME:+$JAVA_HOME/bin/}keytool
    mkdir -p "$home/tls"
    rm -f "$home/tls/server.p12"
    "$keytool" -genkeypair -alias server -keyalg RSA -keysize 2048 -validity 3650 -dname CN=localhost \
        -ext SAN=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -keystore "$home/tls/server.p12" -storepass "$store_password"
    "$keytool" -exportcert -rfc -alias server -keystore "$home/tls/server.p12" -storepass "$store_password" \
        -file "$home/tls/ca.pem" 2>/dev/null
}

# configure NAME OFFSET JOIN [prop=value …]: one block of ten ports per node, the first is for clients.
configure() {
    local directory=$nodes/$1 port=$((base_port + $2)) seed=$((base_port + $3 + 1))
    local properties=("${@:4}")
    mkdir -p "$directory/conf" "$directory/data" "$directory/logs"
    printf 'port=%s\nconfig_port=%s\nhas_config_node=%s\n' "$port" $((port + 1)) "$([ "$2" = "$3" ] && echo yes || echo no)" \
        >"$directory/node"
    {
        printf '%s=127.0.0.1\n' cn_internal_address dn_rpc_address dn_internal_address
        printf '%s=127.0.0.1:%s\n' cn_seed_config_node "$seed" dn_seed_config_node "$seed"
        printf '%s=%s\n' cluster_name "live" dn_rpc_port "$port" \
            cn_internal_port $((port + 1)) cn_consensus_port $((port + 2)) dn_internal_port $((port + 3)) \
            dn_mpp_data_exchange_port $((port + 4)) dn_schema_region_consensus_port $((port + 5)) \
            dn_data_region_consensus_port $((port + 6)) schema_replication_factor 1 data_replication_factor 1
        [ ${#properties[@]} -eq 0 ] || printf '%s\n' "${properties[@]}"
    } >"$directory/conf/iotdb-system.properties"
    cat >"$directory/conf/logback.xml" <<'XML'
<configuration>
  <appender name="file" class="ch.qos.logback.core.FileAppender">
    <file>${live.log}</file>
    <encoder><pattern>%d %-5p [%t] %c{20} %m%n</pattern></encoder>
  </appender>
  <root level="warn"><appender-ref ref="file"/></root>
</configuration>
XML
}

# --- Processes ---------------------------------------------------------------------------------------------------

is_running() { [ -e "$1" ] && kill -0 "$(cat "$1")" 2>/dev/null; }

answers() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# launch DIRECTORY ROLE CLASS HEAP PORT: starts one Java process, unless it runs, and waits until its port answers.
launch() {
    is_running "$1/$2.pid" || run_java "$@"
    await_answer "$1" "$2" "$5"
}

run_java() {
    local directory=$1 role=$2 class=$3 heap=$4 port=$5 opens=()
    ! answers "$port" || fail "port $port is taken by another program; set IOTDB_LIVE_BASE_PORT"
    for package in lang util util.concurrent nio io net; do
        opens+=("--add-opens=java.base/java.$package=ALL-UNNAMED")
    done
    ( # Java names files in the encoding of the locale: in the C locale a database with another alphabet cannot be made.
        cd "$directory"
        export LC_ALL=C.UTF-8
        exec setsid "$java" "${opens[@]}" "-Xmx$heap" -XX:MaxDirectMemorySize="$heap" -Dfile.encoding=UTF-8 \
            -Dlogback.configurationFile=conf/logback.xml "-Dlive.log=logs/$role.log" \
            -DCONFIGNODE_HOME="$directory" -DCONFIGNODE_CONF="$directory/conf" -DCONFIGNODE_DATA_HOME="$directory" \
            -DIOTDB_HOME="$directory" -DIOTDB_CONF="$directory/conf" -DIOTDB_DATA_HOME="$directory" \
            -DIOTDB_LOG_DIR="$directory/logs" -DTSFILE_HOME="$directory" -DTSFILE_CONF="$directory/conf" \
            ${IOTDB_LIVE_JAVA_OPTIONS:-} -cp "$library/*" "$class" -s
    ) </dev/null >"$directory/logs/$role.out" 2>&1 &
    echo $! >"$directory/$role.pid"
}

# await_answer DIRECTORY ROLE PORT: a process that does not answer in time is killed, so that the next start begins anew.
await_answer() {
    local directory=$1 role=$2 port=$3 deadline=$((SECONDS + start_limit))
    until answers "$port"; do
        if ! is_running "$directory/$role.pid" || [ $SECONDS -ge $deadline ]; then
            tail -n 20 "$directory/logs/$role.out" "$directory/logs/$role.log" >&2 || true
            end_process KILL "$directory/$role.pid"
            fail "$role of ${directory##*/} did not answer on port $port; logs: $directory/logs"
        fi
        sleep 0.2
    done
}

launch_node() {
    local directory=$nodes/$1 port config_port has_config_node
    [ -e "$directory/node" ] || fail "there is no node $1"
    # shellcheck disable=SC1091
    . "$directory/node"
    [ "$has_config_node" = no ] ||
        launch "$directory" config org.apache.iotdb.confignode.service.ConfigNode 512m "$config_port"
    launch "$directory" data org.apache.iotdb.db.service.DataNode "${IOTDB_LIVE_HEAP:-1g}" "$port"
    say "$1 answers on 127.0.0.1:$port"
}

# end_process SIGNAL PIDFILE: signals and waits; what has not ended after 30 s is killed.
end_process() {
    is_running "$2" || return 0
    local pid deadline=$((SECONDS + 30))
    pid=$(cat "$2")
    kill "-$1" "$pid" 2>/dev/null || true
    while kill -0 "$pid" 2>/dev/null; do
        [ $SECONDS -lt $deadline ] || kill -KILL "$pid" 2>/dev/null || true
        sleep 0.1
    done
    rm -f "$2"
}

# --- Commands ----------------------------------------------------------------------------------------------------

start() {
    local name=$1 words join
    shift
    require
    fetch
    if [ $# -eq 0 ] && [ ! -e "$nodes/$name/node" ]; then
        words=$(known "$name")
        # shellcheck disable=SC2086
        set -- $words
    fi
    if [ $# -gt 0 ] && ! is_running "$nodes/$name/data.pid"; then
        join=$1
        case ${2:-} in join=*) join=${2#join=} && set -- "$1" "${@:3}" ;; esac
        configure "$name" "$1" "$join" "${@:2}"
    fi
    [ "$name" != tls ] || make_certificate
    launch_node "$name"
}

stop() {
    end_process TERM "$nodes/$1/data.pid"
    end_process TERM "$nodes/$1/config.pid"
}

reset() {
    stop "$1"
    rm -rf "${nodes:?}/$1/data" "${nodes:?}/$1/logs"
    mkdir -p "$nodes/$1/data" "$nodes/$1/logs"
    start "$1"
}

cluster() {
    # Replicas get writes after the client has its answer, and by default the log on disk does too: a node that is killed could lose
    # acknowledged writes for good.
    local replicas=(data_replication_factor=2 schema_replication_factor=3 wal_mode=SYNC)
    start c1 100 "${replicas[@]}"
    start c2 110 join=100 "${replicas[@]}" &
    start c3 120 join=100 "${replicas[@]}" &
    wait -n
    wait -n
}

stop_all() {
    local directory
    for directory in "$nodes"/*/; do
        [ -e "$directory/node" ] || continue
        stop "$(basename "$directory")" &
    done
    wait
}

# Prints host and port of a node, running or not.
address() { echo "127.0.0.1:$(sed -n 's/^port=//p' "$nodes/$1/node")"; }

environment() {
    local name at
    for name in single compact us ns tls c1; do
        is_running "$nodes/$name/data.pid" || continue
        case $name in
            single) echo "export IOTDB_LIVE_BINARY=$(address single)" ;;
            compact) echo "export IOTDB_LIVE_COMPACT=$(address compact)" ;;
            us) echo "export IOTDB_LIVE_MICROSECONDS=$(address us)" ;;
            ns) echo "export IOTDB_LIVE_NANOSECONDS=$(address ns)" ;;
            tls)
                at=$(address tls)
                echo "export IOTDB_LIVE_TLS=localhost:${at##*:}"
                echo "export IOTDB_LIVE_TLS_CA=$home/tls/ca.pem"
                ;;
            c1) echo "export IOTDB_LIVE_CLUSTER=$(address c1),$(address c2),$(address c3)" ;;
        esac
    done
}

usage() {
    sed -n '2,/^set /{/^#/s/^# \{0,1\}//p;}' "$0" >&2
    exit 64
}

command=${1:-}
[ $# -gt 0 ] && shift
case $command in
    start | stop | reset | stop-data | kill-data) [ $# -ge 1 ] || usage ;;
esac
case $command in
    start) start "$@" ;;
    stop) stop "$1" ;;
    reset) reset "$1" ;;
    stop-data) end_process TERM "$nodes/$1/data.pid" ;;
    kill-data) end_process KILL "$nodes/$1/data.pid" ;;
    cluster) cluster ;;
    stop-all) stop_all ;;
    env) environment ;;
    obstacle) obstacle ;;
    fetch) require && fetch ;;
    *) usage ;;
esac
