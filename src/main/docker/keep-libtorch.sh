#!/usr/bin/env bash
# Moves of PyTorch's CUDA libraries those that DJL and libtorch load, and no others: DJL loads nearly every library of a
# folder, and one that needs Python, or a network card's software as libcufile_rdma does, would stop it.
#
#     keep-libtorch.sh FROM TO      FROM: the folder lib of PyTorch's archive
set -euo pipefail

from=$1
to=$2
mkdir -p "$to"

# In the archive most names carry a hash: libcudart-218eec4c.so.12.
allowed=(
    c10 c10_cuda torch torch_cpu torch_cuda torch_cuda_linalg gomp
    cudart cublas cublasLt 'cudnn*' cufft curand cusolver cusparse cusparseLt
    cupti cufile nccl nvJitLink nvrtc nvToolsExt nvshmem_host
)

shopt -s nullglob
for name in "${allowed[@]}"; do
    # shellcheck disable=SC2231 # names may be patterns
    for file in "$from"/lib$name.so* "$from"/lib$name-*.so*; do
        if [[ -e $file ]]; then # both patterns may fit it
            mv "$file" "$to/"
        fi
    done
done

for needed in libc10.so libc10_cuda.so libtorch.so libtorch_cpu.so libtorch_cuda.so; do
    [[ -e $to/$needed ]] || {
        echo "keep-libtorch.sh: $from is no CUDA build of libtorch: there is no $needed" >&2
        exit 1
    }
done

# DJL counts GPUs with the library "cudart", which JNA finds under this name only.
if [[ ! -e $to/libcudart.so ]]; then
    cudart=("$to"/libcudart-*.so.* "$to"/libcudart.so.*)
    [[ ${#cudart[@]} == 1 ]] || {
        echo "keep-libtorch.sh: one libcudart was expected in $from, found: ${cudart[*]:-none}" >&2
        exit 1
    }
    ln -s "${cudart[0]##*/}" "$to/libcudart.so"
fi

left=("$from"/*.so*)
echo "Left out: ${left[*]##*/}"
