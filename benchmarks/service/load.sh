#!/usr/bin/env bash
# Loads the packaged service with wrk: classifications and explanations, at 1, 8 and 64 connections, with shared forward
# passes and without, one after the other in every round. Prints a line for each measurement, and medians at the end.
#
#     benchmarks/service/load.sh MODEL SLICE [SECONDS [ROUNDS]]
set -euo pipefail

model=$(realpath "$1")
export SLICE
SLICE=$(realpath "$2")
seconds=${3-10}
rounds=${4-3}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=$here/../../server/target/quarkus-app/quarkus-run.jar
results=$(mktemp)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -f "$results"' EXIT

start() { # PORT MAX_SIZE
    QUARKUS_CT_ATTENTION_MODEL=$model QUARKUS_HTTP_PORT=$1 QUARKUS_MANAGEMENT_PORT=$(($1 + 1)) \
        CT_ATTENTION_SERVER_BATCHING_MAX_SIZE=$2 MALLOC_ARENA_MAX=1 GOMP_SPINCOUNT=10000 \
        QUARKUS_LOG_LEVEL=WARN java -XX:+UseSerialGC -Xms32m -Xmx768m -jar "$jar" >&2 &
    pids+=($!)
    until curl -sf "127.0.0.1:$(($1 + 1))/q/health/ready" >/dev/null; do
        kill -0 "${pids[-1]}" # it has ended: so does this script
        sleep 0.2
    done
}

measure() { # PORT PATH CONNECTIONS SECONDS
    wrk -t1 -c"$3" -d"$4s" --timeout 60s -s "$here/load.lua" "http://127.0.0.1:$1/v1/$2" | grep RESULT
}

start 18400 8
start 18500 1
for path in classifications explanations; do # warms up
    for port in 18400 18500; do
        measure $port $path 8 "$seconds" >/dev/null
    done
done

echo "path connections batching answers/s p50/ms p99/ms refused failed"
for ((round = 1; round <= rounds; round++)); do
    for path in classifications explanations; do
        for connections in 1 8 64; do
            for port in 18400 18500; do
                batching=$([[ $port == 18400 ]] && echo on || echo off)
                read -r _ line < <(measure $port $path $connections "$seconds")
                echo "$path $connections $batching $line" | tee -a "$results"
            done
        done
    done
done

echo
echo "medians of $rounds rounds"
median() {
    sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

cut -d ' ' -f 1-3 "$results" | sort -u | while read -r key; do
    printf '%s' "$key"
    for column in 4 5 6; do
        printf ' %s' "$(grep -F "$key " "$results" | cut -d ' ' -f $column | median)"
    done
    echo
done
