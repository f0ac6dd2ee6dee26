#!/usr/bin/env bash
# Ends with 1 if a library of a folder needs one that is neither there nor on this system, and names both. The driver's
# libraries come from the node.
#
#     require-libraries.sh FOLDER
set -euo pipefail

missing=$(
    for file in "$1"/*.so*; do
        LD_LIBRARY_PATH=$1 ldd "$file" 2>/dev/null |
            awk -v file="${file##*/}" '/not found/ && !/libcuda\.so|libnvidia-/ { print "  " $1 ", for " file }'
    done | sort -u
)
[[ -z $missing ]] || {
    echo "Libraries are missing, neither in $1 nor in the base image; PyTorch would not start:" >&2
    echo "$missing" >&2
    exit 1
}
