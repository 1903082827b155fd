#!/usr/bin/env bash
# All that must hold before a change lands, in the order CI runs it. The first failure ends the run with its status.
# With names of steps as arguments, such as 'man page', only those.
set -euo pipefail
cd "$(dirname "$0")/.."
readonly only=("$@")
done=0

# step NAME COMMAND…: runs the command and prints how long it took; after a failure once more what failed, because the end of
# a long output is what people are shown.
step() {
    local name=$1 began=$SECONDS log=.build/check.log
    shift
    wanted "$name" || return 0
    done=$((done + 1))
    mkdir -p .build
    printf '\n== %s\n' "$name"
    set +e # for the pipeline only: the step itself still ends at its first failure
    (set -e && "$@") 2>&1 | tee "$log"
    local status=${PIPESTATUS[0]}
    set -e
    if [ "$status" -ne 0 ]; then
        printf '\n== %s: FAILED with %d after %d s\n' "$name" "$status" $((SECONDS - began))
        what_failed "$log"
        exit "$status"
    fi
    printf '== %s: ok, %d s\n' "$name" $((SECONDS - began))
}

# Compiler errors, failed expectations with their details and failed scenarios: a screenful of them.
what_failed() {
    grep -aE 'recorded an issue|^↳ [^/]|error:|^FAIL|WARNING: ThreadSanitizer|^SUMMARY' "$1" | cut -c 1-400 | head -n 18
}

# Without names every step.
wanted() { [ ${#only[@]} -eq 0 ] || named "$1"; }

named() {
    [[ "|$(IFS='|' && echo "${only[*]}")|" == *"|$1|"* ]]
}

skip() { ! wanted "$1" || printf '\n== %s: skipped, %s\n' "$1" "$2"; }

# A second bootstrap must neither speak nor reach for a package manager.
bootstrap_is_idle() {
    local trap_directory said
    trap_directory=$(mktemp -d)
    for tool in apt-get dpkg sudo; do
        printf '#!/bin/sh\necho "called %s $*"; exit 1\n' "$tool" >"$trap_directory/$tool"
        chmod +x "$trap_directory/$tool"
    done
    said=$(PATH=$trap_directory:$PATH Scripts/bootstrap.sh 2>&1) || said="$said (failed)"
    rm -r "$trap_directory"
    [ -z "$said" ] || {
        echo "the second bootstrap was not idle: $said"
        return 1
    }
}

# What the compiler does not check: layers, no Foundation in the product, and the system's C library under one name.
sources_keep_the_rules() {
    local broken=0
    ! grep -rnE '^ *(public |package |internal |private )?import +(Foundation|FoundationEssentials|Dispatch)\b' Sources --exclude-dir=IoTDBWireFoundation || broken=1
    ! grep -rnE '^ *(public |package |internal |private )?import +(ShellKit|IoTDBDemo|CLibEdit)\b' Sources/IoTDBWire || broken=1
    ! grep -rnE '^ *(public |package |internal |private )?import +(Glibc|Musl|Darwin)\b' Sources Benchmarks Examples --include=*.swift || broken=1
    ! grep -rnE '\b_?exit\(' Sources/IoTDBWire Sources/ShellKit Sources/IoTDBDemo --include=*.swift || broken=1
    Scripts/layers.sh || broken=1
    ! writes_through_pointers || broken=1
    ! comments_wider_than 120 || broken=1
    for script in Scripts/*.sh .ci/run; do bash -n "$script" || broken=1; done
    return $broken
}

# Writes through pointers belong to the wire's codecs, the sockets, the libedit wrapper and the writer of rows, which check their
# bounds. Succeeds when it finds others.
writes_through_pointers() {
    grep -rnE '\.(storeBytes|copyMemory|copyBytes|moveInitialize)\(|\.update\((from|repeating):|\b(memcpy|memmove|strcpy)\(' \
        Sources/{CivilTime,SQLText,Platform,IoTDBWire,ShellKit,iotdb-shell} --include=*.swift |
        grep -vE 'IoTDBWire/(Thrift|TsBlock|Transport)/|ShellKit/(Editor/LibEdit|Text/TextWriter)'
}

# Comments wider than so many columns, but for tables and what stands in code marks. Succeeds when it finds one.
comments_wider_than() {
    git ls-files '*.swift' | LC_ALL=C.UTF-8 xargs grep -nHE '^ *//' | LC_ALL=C.UTF-8 grep -E "^[^:]+:[0-9]+:.{$(($1 + 1))}" |
        grep -vE '`|: *//+ *\|'
}

# Succeeds, and prints the reason, where no real server can be had.
why_no_server() {
    local reason
    reason=$(Scripts/live-server.sh obstacle)
    [ -n "$reason" ] || Scripts/live-server.sh fetch >&2 || reason="Apache IoTDB could not be fetched (see above)"
    [ -n "$reason" ] && echo "$reason"
}

# The parts where threads meet, built apart because the sanitizer changes every object file. Tests that measure memory would
# measure the sanitizer's.
thread_sanitizer() {
    local log=.build-thread/last-run.log
    swift build --build-tests --sanitize=thread --scratch-path .build-thread
    swift test --skip-build --sanitize=thread --scratch-path .build-thread --disable-xctest --no-parallel \
        --filter "${SANITIZED_TESTS:-(SessionPool|SessionThread|Fault|Transport|SocketThread|DemoServer|Interrupt|OutputCancellation|ShellSessions)[A-Za-z]*Tests/}" \
        --skip 'LiveTests|EndToEndTests|StreamingTests|HostileLength' 2>&1 | tee "$log"
    ! grep -q 'Test run with 0 tests' "$log" # a filter that fits nothing proves nothing
}

step 'bootstrap' Scripts/bootstrap.sh
step 'bootstrap again' bootstrap_is_idle
step 'format' Scripts/format.sh --check
step 'rules' sources_keep_the_rules
step 'build' make build IMPORT_CHECK='--explicit-target-dependency-import-check error'
step 'public API' Scripts/api.sh --check
step 'outside package' Scripts/outside-package.sh
step 'tests' make test
if wanted 'live tests' && no_server=$(why_no_server); then skip 'live tests' "$no_server"; else step 'live tests' make live; fi
# By name only: a build of its own, which takes as long as all others together may take beside the rest.
[ ${#only[@]} -eq 0 ] || step 'release' make release
step 'thread sanitizer' thread_sanitizer
if docc=$(Scripts/docs.sh --find); then step 'documentation' Scripts/docs.sh; else skip 'documentation' 'no docc here'; fi
if [ -e man/iotdb-shell.1 ]; then step 'man page' Scripts/man.sh --check; fi
[ "$done" -gt 0 ] || { echo "no such step: ${only[*]}" >&2 && exit 64; }
printf '\n== %d checks passed in %d s\n' "$done" "$SECONDS"
