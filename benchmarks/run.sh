#!/usr/bin/env bash
# Times ours, a plain DJL loop, PyTorch and Bytedeco's PyTorch in turn, each in a process of its own,
# and prints Markdown tables for docs/performance.md. The JSON goes to benchmarks/results.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(dirname "$here")

usage() {
    cat <<EOF
benchmarks/run.sh [OPTIONS]
  --data DIR          slices to time on (default: ../shared/covid-ct; phantoms where it is missing)
  --rounds N          how often each program is started, in turn (default: 4)
  --epochs N          epochs timed each time, after one that warms up (default: 2)
  --quick             one round of one epoch, and short JMH runs: for checking, not for figures
  --only PARTS        some of train,predict,floor,jmh (default: all)
  --network NAMES     some of baseline,cbam (default: both)
  --peers NAMES       some of pytorch,djl,bytedeco,ours (default: all)
  --without-bytedeco  the same as --peers pytorch,djl,ours: no download of 105 MB
EOF
}

data=$home/../shared/covid-ct
rounds=4
epochs=2
repetitions=30
forks=2
parts=train,predict,floor,jmh
networks=baseline,cbam
peers=pytorch,djl,bytedeco,ours
while (($#)); do
    case $1 in
        --data) data=$2 && shift ;;
        --rounds) rounds=$2 && shift ;;
        --epochs) epochs=$2 && shift ;;
        --quick) rounds=1 epochs=1 repetitions=5 forks=1 ;;
        --only) parts=$2 && shift ;;
        --network) networks=$2 && shift ;;
        --peers) peers=$2 && shift ;;
        --without-bytedeco) peers=pytorch,djl,ours ;;
        -h | --help) usage && exit ;;
        *) echo "run.sh: unknown option $1" >&2 && usage >&2 && exit 2 ;;
    esac
    shift
done

has() { [[ ,$1, == *,$2,* ]]; }

# "As installed" means without what a shell may have exported.
unset MALLOC_ARENA_MAX MALLOC_MMAP_MAX_ MALLOC_TRIM_THRESHOLD_ MALLOC_TOP_PAD_ OMP_WAIT_POLICY GOMP_SPINCOUNT
# The settings are those of the launcher, so that they cannot differ.
allocator=$(grep '^export MALLOC_' "$home/ct-attention")
launcher=$(grep '^export ' "$home/ct-attention")

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
target=$here/target
lines=$target/lines.jsonl
log=$target/benchmark.log
slices=$target/slices

say() { echo "run.sh: $*" >&2; }
line() { printf '{"name":"%s","what":"%s",%s}\n' "$1" "$2" "$3" >>"$lines"; }

say "building ..."
(cd "$home" && mvn -B -q -pl benchmarks -am process-classes -Dspotless.check.skip) >&2
: >"$lines"
: >"$log"
classpath=$target/classes:$(<"$target/classpath")
djl=("$java" -DOPT_OUT_TRACKING=true -Dai.djl.offline=true -cp "$classpath")
"${djl[@]}" io.ctattention.benchmark.TimingSlices "$slices" "$data" >>"$lines" 2>>"$log"

python=
if has "$peers" pytorch; then
    for candidate in python3 /usr/bin/python3; do
        if "$candidate" -c 'import torch' 2>/dev/null; then
            python=$candidate
            break
        fi
    done
    if [[ -z $python ]]; then
        line pytorch missing '"text":"no python3 here can import torch"'
        say "PyTorch is missing: no python3 here can import torch (Debian: apt install python3-torch)"
    fi
fi

bytedeco=()
if has "$peers" bytedeco; then
    pom=$here/peers/bytedeco
    if [[ $(uname -sm) == "Linux x86_64" ]] && mvn -B -q -f "$pom/pom.xml" process-classes >>"$log" 2>&1; then
        bytedeco=("$java" -cp "$pom/target/classes:$(<"$pom/target/classpath")")
    else
        line bytedeco missing '"text":"Maven could not get or build it"'
        say "Bytedeco's PyTorch is missing: Maven could not get or build it, see $log"
    fi
fi

# timed NAME SETTINGS COMMAND...: one process, whose lines are kept.
timed() {
    local name=$1 settings=$2
    shift 2
    say "$name${network:+, $network}${what:+, $what}"
    (
        eval "$settings"
        exec "$@"
    ) >>"$lines" 2>>"$log" || {
        line "$name" failed '"text":"see benchmark.log"'
        say "$name failed, see $log"
    }
}

# round NETWORK WHAT COUNT: every program once.
round() {
    local network=$1 what=$2
    local to=("$network" "$what" "$slices" "$3")
    if [[ -n $python ]]; then
        timed pytorch "" "$python" "$here/peers/pytorch_train.py" pytorch "${to[@]}"
        timed pytorch+allocator "$allocator" "$python" "$here/peers/pytorch_train.py" \
            pytorch+allocator "${to[@]}"
    fi
    if has "$peers" djl; then
        timed djl "" "${djl[@]}" io.ctattention.benchmark.PlainDjl djl "${to[@]}"
        timed djl+allocator "$allocator" "${djl[@]}" io.ctattention.benchmark.PlainDjl \
            djl+allocator "${to[@]}"
        timed djl+launcher "$launcher" "${djl[@]}" io.ctattention.benchmark.PlainDjl \
            djl+launcher "${to[@]}"
    fi
    if ((${#bytedeco[@]})); then
        local main=io.ctattention.benchmark.bytedeco.BytedecoTrain
        timed bytedeco "" "${bytedeco[@]}" "$main" bytedeco "${to[@]}"
        timed bytedeco+allocator "$allocator" "${bytedeco[@]}" "$main" bytedeco+allocator "${to[@]}"
    fi
    if has "$peers" ours; then
        timed ours "$launcher" "${djl[@]}" io.ctattention.benchmark.Ours ours "${to[@]}"
    fi
}

line settings rounds "\"value\":$rounds"
line settings epochs "\"value\":$epochs"
for ((r = 1; r <= rounds; r++)); do
    if [[ -r /proc/loadavg ]]; then
        line machine load "\"value\":$(cut -d ' ' -f 1 /proc/loadavg)"
    fi
    if has "$parts" floor; then
        timed floor "$launcher" "${djl[@]}" io.ctattention.benchmark.Floor
    fi
    for kind in baseline cbam; do
        has "$networks" "$kind" || continue
        if has "$parts" train; then
            round "$kind" train "$epochs"
        fi
        if has "$parts" predict; then
            round "$kind" predict "$repetitions"
        fi
    done
done
if has "$parts" jmh; then
    timed jmh "$launcher" "${djl[@]}" io.ctattention.benchmark.Jmh "$target/jmh.log" "$forks" 1
fi

cd "$home"
"${djl[@]}" io.ctattention.benchmark.Report "$lines" \
    "benchmarks/results/$(date -u +%Y-%m-%dT%H%M%SZ).json"
