#!/usr/bin/env bash
# What a quarter of an hour on one GPU can show: the check, trainings and predictions beside PyTorch in turn, the service's
# throughput and the memory. It needs Java and what Maven has built, and nothing from a network; a part that fails or takes
# too long is said to have, and the next one begins.
#
#     JAVA_HOME=... benchmarks/gpu.sh
#     DEVICE=cpu EPOCHS=1 SIZE=36 SLICES=60 benchmarks/gpu.sh      # does it all work?
#
# Its settings are variables of the environment:
#
#     DEVICE    cuda:0      or cpu, cuda:1, ...
#     NETWORKS  "baseline cbam"     or other attentions' words, for which there is no PyTorch program
#     EPOCHS    30          epochs timed of each network and program, beside one a round that warms up
#     ROUNDS    3           processes that they are shared among, in turn
#     SLICES    425         phantoms to train on
#     SIZE      180         their side
#     REPEAT    30          repetitions of a prediction
#     LOAD      6           seconds of each load of the service
#     PARTS     "check train predict service"
#     LIMIT     870         seconds for all of it
#     OUT       benchmarks/results/gpu-TIME       folder for gpu.json, gpu.md, check.json and gpu.log
#     CLI, SERVER           where Quarkus packaged the command line and the service (cli/target/quarkus-app, ...)
# shellcheck disable=SC2317 # the parts are called by their names
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(dirname "$here")

device=${DEVICE:-cuda:0}
networks=${NETWORKS:-baseline cbam}
epochs=${EPOCHS:-30}
rounds=${ROUNDS:-3}
slices=${SLICES:-425}
size=${SIZE:-180}
repeat=${REPEAT:-30}
load=${LOAD:-6}
parts=${PARTS:-check train predict service}
limit=${LIMIT:-870}
out=${OUT:-$here/results/gpu-$(date -u +%Y-%m-%dT%H%M%SZ)}
cli=${CLI:-$home/cli/target/quarkus-app}
server=${SERVER:-$home/server/target/quarkus-app}
classes=$here/target/classes
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
port=18400
((rounds <= epochs)) || rounds=$epochs

say() { echo "gpu.sh: $*" >&2; }

command -v "$java" >/dev/null || {
    say "there is no $java; set JAVA_HOME to a JDK 17 or later"
    exit 2
}
for built in "$classes/io/ctattention/benchmark/Ours.class" "$cli/quarkus-run.jar" "$server/quarkus-run.jar"; do
    [[ -e $built ]] || {
        say "there is no $built; build it where Maven is: mvn -B package -DskipTests -pl benchmarks,cli,server -am"
        exit 2
    }
done

mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
lines=$work/lines.jsonl
log=$out/gpu.log
: >"$lines"
: >"$log"
echo null >"$out/check.json"
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; rm -rf "$work"' EXIT

# "As installed" means without what a shell may have exported; ours has the launcher's settings.
unset MALLOC_ARENA_MAX MALLOC_MMAP_MAX_ MALLOC_TRIM_THRESHOLD_ MALLOC_TOP_PAD_ OMP_WAIT_POLICY GOMP_SPINCOUNT
mapfile -t settings < <(
    eval "$(grep '^export ' "$home/ct-attention")"
    env | grep -E '^(MALLOC_|GOMP_)'
)
ours=(env "${settings[@]}" "$java" -DOPT_OUT_TRACKING=true -Dai.djl.offline=true -cp "$classes:$cli/lib/main/*:$cli/lib/boot/*")

quoted() { # as a string of JSON
    printf '"%s"' "$(tr -d '\000-\037' <<<"$1" | sed 's/[\\"]/\\&/g')"
}

line() { # NAME WHAT TEXT [SECONDS]
    printf '{"name":"%s","what":"%s","text":%s%s}\n' "$1" "$2" "$(quoted "$3")" "${4:+,\"seconds\":$4}" >>"$lines"
}

note() { # WHAT TEXT
    say "$1: $2"
    line note "$1" "$2"
}

gpu() { # QUERY: what nvidia-smi says of the device
    [[ $device == cuda* ]] || return 0
    local index=${device#cuda}
    nvidia-smi -i "${index#:}" --query-gpu="$1" --format=csv,noheader,nounits 2>/dev/null
}

begin() { # TEXT: of what the log tells from here on
    echo "--- $*" >>"$log"
}

reason() { # what the log says since then: Python ends with its error, other programs begin with it
    local said
    said=$(tac "$log" | sed '/^--- /,$d' | tac)
    case $said in
        *Traceback*) tail -n 1 <<<"$said" ;;
        *) head -n 1 <<<"$said" ;;
    esac
}

# within COMMAND...: until the part's time is over.
within() {
    local left=$((deadline - SECONDS))
    ((left > 0)) || return 124
    timeout -k 5 "$left" "$@"
}

# measured NAME WHAT COMMAND...: keeps its lines, and says so if it fails.
measured() {
    local name=$1 what=$2 status
    shift 2
    say "$what: $name"
    begin "$what: $*"
    within "$@" >>"$lines" 2>>"$log"
    status=$?
    case $status in
        0) ;;
        124 | 137) note "$what" "$name was stopped: the part's time was over" && failed=1 ;;
        *) note "$what" "$name failed with exit code $status: $(reason)" && failed=1 ;;
    esac
    return $status
}

# trained NAME NETWORK COMMAND...: the same, and the most memory of the device while it runs.
trained() {
    local name=$1 network=$2 before sampler
    shift 2
    before=$(gpu memory.used)
    if [[ $before =~ ^[0-9]+$ ]]; then
        while gpu memory.used; do sleep 0.2; done >"$work/memory" &
        sampler=$!
        pids+=("$sampler")
    fi
    measured "$name" "train $network" "$@" || true
    if [[ -n ${sampler-} ]]; then
        kill "$sampler"
        wait "$sampler" 2>/dev/null
        sort -n "$work/memory" | tail -n 1 | while read -r peak; do
            printf '{"name":"%s","network":"%s","what":"device-peak","value":%d}\n' "$name" "$network" $((peak - before))
        done >>"$lines"
    fi
}

has_peer() { # NETWORK: whether there is a program of PyTorch's to compare with
    [[ -n $python && " baseline cbam " == *" $1 "* ]]
}

# Each part is a function of its name; "$data" holds the slices.

check() {
    local status
    begin check
    within env "${settings[@]}" "$java" -Dct-attention.command=ct-attention -jar "$cli/quarkus-run.jar" \
        devices --check --device "$device" --json >"$out/check.json" 2>>"$log"
    status=$?
    ((status)) || return
    failed=1
    if ((status == 124 || status == 137)); then
        note check "devices --check was stopped: the part's time was over"
    elif ((status == 1)) && [[ -s $out/check.json ]]; then
        note check "devices --check found something wrong, and check.json says what"
    else
        note check "devices --check failed with exit code $status: $(reason)"
    fi
}

train() {
    local network round each=$(((epochs + rounds - 1) / rounds))
    for ((round = 1; round <= rounds; round++)); do
        for network in $networks; do
            local to=("$network" train "$data" "$each")
            if has_peer "$network"; then
                trained pytorch "$network" "$python" "$peer" pytorch "${to[@]}" --device "$device"
                if [[ $device == cuda* ]]; then
                    trained pytorch+float32 "$network" env NVIDIA_TF32_OVERRIDE=0 \
                        "$python" "$peer" pytorch+float32 "${to[@]}" --device "$device"
                fi
            fi
            trained ours "$network" "${ours[@]}" io.ctattention.benchmark.Ours ours "${to[@]}" "$device"
        done
    done
}

predict() {
    local network
    for network in $networks; do
        local to=("$network" predict "$data" "$repeat")
        if has_peer "$network"; then
            measured pytorch "predict $network" \
                "$python" "$peer" pytorch "${to[@]}" --device "$device" --batches 1,8,64
        fi
        measured ours "predict $network" \
            "${ours[@]}" io.ctattention.benchmark.Ours ours "${to[@]}" "$device" 1,8,64
    done
}

service() {
    local network=${networks##* } slice pid
    slice=$(find "$data" -name '*.png' | sort | head -n 1)
    measured model service "${ours[@]}" io.ctattention.benchmark.Networks "$network" "$size" "$work/model" || return
    begin service
    QUARKUS_CT_ATTENTION_MODEL=$work/model QUARKUS_CT_ATTENTION_DEVICE=$device QUARKUS_LOG_LEVEL=WARN \
        QUARKUS_HTTP_PORT=$port QUARKUS_MANAGEMENT_PORT=$((port + 1)) MALLOC_ARENA_MAX=1 GOMP_SPINCOUNT=10000 \
        "$java" -XX:+UseSerialGC -Xms32m -Xmx1g -jar "$server/quarkus-run.jar" >>"$log" 2>&1 &
    pid=$!
    pids+=("$pid")
    until QUARKUS_MANAGEMENT_PORT=$((port + 1)) bash "$home/src/main/docker/ready" 2>/dev/null; do
        if ! kill -0 "$pid" 2>/dev/null || ((SECONDS >= deadline)); then
            kill "$pid" 2>/dev/null
            note service "the service did not get ready: $(reason)"
            failed=1
            return
        fi
        sleep 0.2
    done
    measured load service "${ours[@]}" io.ctattention.benchmark.gpu.ServiceLoad \
        "$network" "$slice" "http://127.0.0.1:$port" "$load" 1 8 64
    kill "$pid"
    wait "$pid" 2>/dev/null
}

SECONDS=0
deadline=$limit
failures=0
data=$work/slices
peer=$here/peers/pytorch_train.py
line machine Device "$device$(gpu name,driver_version,memory.total | sed 's/^/, /')"
line machine Settings "networks $networks, $epochs epochs in $rounds rounds, size $size"
measured slices prepare "${ours[@]}" io.ctattention.benchmark.TimingSlices "$data" - "$slices" "$size" || {
    say "there are no slices to measure with; see $log"
    exit 1
}

python=
for candidate in python3 /usr/bin/python3; do
    if "$candidate" -c 'import torch' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[[ -n $python ]] || note pytorch "not measured: there is no PyTorch for Python (python3 cannot import torch)"

for network in $networks; do
    [[ -z $python ]] || has_peer "$network" ||
        note "$network" "not compared: benchmarks/peers/pytorch_train.py has baseline and cbam only"
done

# The seconds that each part may take, as far as they are left.
declare -A most=([check]=190 [train]=330 [predict]=130 [service]=150)
for part in $parts; do
    [[ -n ${most[$part]-} ]] || {
        say "unknown part $part; there are check, train, predict and service"
        exit 2
    }
done
for part in $parts; do
    started=$SECONDS
    failed=0
    deadline=$((started + most[$part]))
    ((deadline <= limit)) || deadline=$limit
    "$part"
    outcome=measured
    if ((failed)); then
        outcome="failed, at least in part"
        failures=1
    fi
    line part "$part" "$outcome" $((SECONDS - started))
done

(cd "$home" && "${ours[@]}" io.ctattention.benchmark.gpu.GpuReport "$lines" "$out/check.json" "$out/gpu.json") |
    tee "$out/gpu.md"
((PIPESTATUS[0] == 0)) || exit 1
say "after $SECONDS s: $out/gpu.json, $out/gpu.md"
exit "$failures"
