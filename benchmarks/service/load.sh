#!/usr/bin/env bash
# Loads the packaged service with wrk: classifications and explanations, at 1, 8 and 64 connections. Services of several
# settings run side by side and take turns in every round. Prints a line for each measurement, and medians at the end. The
# processor's time for an answer hardly changes when the machine has other work; the rest does.
#
#     benchmarks/service/load.sh MODEL SLICE [SECONDS [ROUNDS [SETTINGS...]]]
#
# A setting is THREADS/WORKERS/MAX_SIZE: threads of one forward pass, forward passes at a time, slices in one of them;
# - is the service's own default.
set -euo pipefail

model=$(realpath "$1")
export SLICE
SLICE=$(realpath "$2")
seconds=${3-10}
rounds=${4-3}
settings=("${@:5}")
[[ ${#settings[@]} -gt 0 ]] || settings=(-/-/- 1/0/8 1/0/1)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=${JAR-$here/../../server/target/quarkus-app/quarkus-run.jar}
results=$(mktemp)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -f "$results"' EXIT

start() { # PORT SETTING
    local threads workers size
    IFS=/ read -r threads workers size <<<"$2"
    local chosen=()
    [[ $threads == - ]] || chosen+=("QUARKUS_CT_ATTENTION_THREADS=$threads")
    [[ $workers == - ]] || chosen+=("CT_ATTENTION_SERVER_BATCHING_WORKERS=$workers")
    [[ $size == - ]] || chosen+=("CT_ATTENTION_SERVER_BATCHING_MAX_SIZE=$size")
    env "${chosen[@]}" QUARKUS_CT_ATTENTION_MODEL="$model" QUARKUS_HTTP_PORT="$1" QUARKUS_MANAGEMENT_PORT=$(($1 + 1)) \
        MALLOC_ARENA_MAX=1 GOMP_SPINCOUNT=10000 QUARKUS_LOG_LEVEL=WARN \
        java -XX:+UseSerialGC -Xms32m -Xmx512m -jar "$jar" >&2 &
    pids+=($!)
    until curl -sf "127.0.0.1:$(($1 + 1))/q/health/ready" >/dev/null; do
        kill -0 "${pids[-1]}" # it has ended: so does this script
        sleep 0.2
    done
}

cpu_ms() { # PID: user and system time in milliseconds
    awk -v hz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print int(1000 * ($12 + $13) / hz) }' "/proc/$1/stat"
}

measure() { # PORT PATH CONNECTIONS SECONDS
    wrk -t1 -c"$3" -d"$4s" --timeout 60s -s "$here/load.lua" "http://127.0.0.1:$1/v1/$2" | grep RESULT
}

port() { # INDEX
    echo $((18400 + 10 * $1))
}

for ((i = 0; i < ${#settings[@]}; i++)); do
    start "$(port $i)" "${settings[i]}"
    for path in classifications explanations; do # warms up
        measure "$(port $i)" $path 8 "$seconds" >/dev/null
    done
done

echo "path connections threads/workers/max-size answers/s p50/ms p99/ms refused failed cpu-ms/answer"
for ((round = 1; round <= rounds; round++)); do
    for path in classifications explanations; do
        for connections in 1 8 64; do
            for ((i = 0; i < ${#settings[@]}; i++)); do
                before=$(cpu_ms "${pids[i]}")
                read -r _ line < <(measure "$(port $i)" $path $connections "$seconds")
                cpu=$(($(cpu_ms "${pids[i]}") - before))
                echo "$path $connections ${settings[i]} $line $(awk -v cpu=$cpu -v s="$seconds" '{ printf "%.1f", cpu / ($1 * s) }' <<<"$line")" |
                    tee -a "$results"
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
    for column in 4 5 6 9; do
        printf ' %s' "$(grep -F "$key " "$results" | cut -d ' ' -f $column | median)"
    done
    echo
done
