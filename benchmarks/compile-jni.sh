#!/usr/bin/env bash
# Compiles DJL's native code against the headers of another PyTorch than it is published for, so that the engine runs on
# the libraries of a Python that is there already.
#
#     benchmarks/compile-jni.sh TORCH SOURCE TO
#
#     TORCH   the folder with include/ and lib/: python3 -c 'import torch; print(torch.__path__[0])', or an unpacked libtorch
#     SOURCE  DJL's sources of the version in pom.xml: git clone --branch v0.35.1 --depth 1 (deepjavalibrary/djl on GitHub)
#     TO      a folder for the library and for `environment`, the variables that make DJL take it
#
# Then: . TO/environment; benchmarks/gpu.sh
#
# It needs g++, a JDK 17 (JAVA_HOME) and, for PyTorch's cache of CUDA memory, CUDA's headers (CUDA_HOME, or those of pip's
# packages beside TORCH). It may run on another machine with the same processor and no newer glibc: TORCH on the machine that runs
# the engine is then given as TORCH_THERE. JOBS compilers run at a time.
set -euo pipefail

torch=$(cd "$1" && pwd)
source=$(cd "$2" && pwd)
mkdir -p "$3"
to=$(cd "$3" && pwd)
there=${TORCH_THERE:-$torch}
djl=0.35.1
made_for=2.7.1 # the PyTorch that DJL takes it for
flavor=cpu
[[ ! -e $torch/lib/libtorch_cuda.so ]] || flavor=cu128

fail() {
    echo "compile-jni.sh: $*" >&2
    exit 1
}

native=$source/engines/pytorch/pytorch-native/src/main/native
jni=$source/engines/pytorch/pytorch-engine/src/main/java/ai/djl/pytorch/jni/PyTorchLibrary.java
[[ -e $torch/include/torch/csrc/api/include/torch/torch.h ]] || fail "there is no PyTorch with headers in $torch"
[[ -e $jni && -d $native ]] || fail "$source holds no sources of DJL: there is no $jni"
javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac
java_home=$(dirname "$(dirname "$(readlink -f "$(command -v "$javac")")")")
[[ -e $java_home/include/jni.h ]] || fail "there is no JDK with headers; set JAVA_HOME"

work=$to/objects
mkdir -p "$work"
"$javac" -nowarn -sourcepath "${jni%/ai/djl/*}" -implicit:none -h "$work/include" -d "$work/classes" "$jni"

options=(-std=c++17 -O2 -fPIC -w -D_GLIBCXX_USE_CXX11_ABI=1)
includes=(
    -I"$work/include" -I"$java_home/include" -I"$java_home/include/linux" -I"$source/api/src/main/native"
    -isystem "$torch/include" -isystem "$torch/include/torch/csrc/api/include"
)
libraries=(-ltorch -ltorch_cpu -lc10)
if [[ $flavor != cpu ]]; then
    libraries+=(-lc10_cuda)
    for cuda in "${CUDA_HOME-}/include" /usr/local/cuda/include "$torch"/../nvidia/*/include; do
        if [[ -e $cuda/cuda_runtime_api.h ]]; then
            options+=(-DUSE_CUDA)
            includes+=(-isystem "$cuda")
            break
        fi
    done
    [[ ${options[*]} == *USE_CUDA* ]] ||
        echo "compile-jni.sh: no CUDA headers (CUDA_HOME): the engine will not empty PyTorch's cache of CUDA memory" >&2
fi

compile() { # FILE: unless that is done
    local object=$work/${1##*/}.o
    [[ -e $object ]] || { g++ "${options[@]}" "${includes[@]}" -c "$1" -o "$object.part" && mv "$object.part" "$object"; }
}

failed=0
running=0
for file in "$native"/*.cc; do
    if ((running >= ${JOBS:-$(nproc)})); then
        wait -n || failed=1
        running=$((running - 1))
    fi
    compile "$file" &
    running=$((running + 1))
done
while ((running-- > 0)); do
    wait -n || failed=1
done
((!failed)) || fail "DJL $djl cannot be compiled against this PyTorch; see above"

# Where DJL looks for it, if the folder of libtorch has none.
folder=$to/pytorch/$made_for-$flavor-linux-x86_64
mkdir -p "$folder"
g++ -shared -o "$folder/$djl-libdjl_torch.so" "$work"/*.o -L"$torch/lib" -Wl,--no-as-needed "${libraries[@]}" \
    -Wl,--allow-shlib-undefined

# DJL loads every library of the folder but these: what needs Python or a driver, and what only tests need.
excluded=()
for file in "$torch"/lib/*.so*; do
    case ${file##*/} in
        libtorch_python* | *_test.so | libcaffe2_nvrtc* | libcufile_rdma*) excluded+=("${file##*/}") ;;
        libc10* | libtorch* | libgomp* | libcu* | libnccl* | libnv*) ;;
        *) excluded+=("${file##*/}") ;;
    esac
done
{
    echo "export DJL_CACHE_DIR='$to'"
    echo "export PYTORCH_LIBRARY_PATH='$there/lib'"
    echo "export PYTORCH_FLAVOR=$flavor"
    echo "export PYTORCH_VERSION=$made_for" # part of the folder's name; with the jar's own DJL would take what it is published with
    echo "export PYTORCH_LIBRARY_EXCLUSION='$(IFS=, && echo "${excluded[*]}")'"
    # DJL counts GPUs with libcudart, which pip's packages have beside PyTorch.
    [[ $flavor == cpu ]] || echo "export LD_LIBRARY_PATH=\"\$(printf '%s:' '$there'/../nvidia/*/lib)\${LD_LIBRARY_PATH-}\""
} >"$to/environment"
echo "$folder/$djl-libdjl_torch.so; before the engine starts: . '$to/environment'"
