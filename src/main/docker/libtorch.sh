#!/usr/bin/env bash
# Lays out libtorch for CUDA, from where it is told to take it, while an image is built; run where Maven has built.
#
#     libtorch.sh maven FOLDER      from jars on Maven Central, whose hashes Maven checks
#     libtorch.sh pytorch FOLDER    from PyTorch's archive LIBTORCH_URL of the hash LIBTORCH_SHA256; the archive is kept in
#                                   LIBTORCH_CACHE, if that is set
set -euo pipefail

source=$1
folder=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() {
    echo "libtorch.sh: $*" >&2
    exit 1
}

fits() {
    echo "$LIBTORCH_SHA256  $1" | sha256sum --check --status 2>/dev/null
}

from_pytorch() {
    [[ -n ${LIBTORCH_SHA256-} ]] || fail "LIBTORCH_SHA256 is empty: give the SHA-256 of $LIBTORCH_URL"
    local work
    work=$(mktemp -d)
    # shellcheck disable=SC2064 # now, for it is local
    trap "rm -rf '$work'" EXIT
    local archive=${LIBTORCH_CACHE-$work}/$LIBTORCH_SHA256.zip
    if ! fits "$archive"; then
        curl -fsSL --retry 3 -o "$archive" "$LIBTORCH_URL"
        fits "$archive" || {
            rm "$archive"
            fail "$LIBTORCH_URL has not the SHA-256 $LIBTORCH_SHA256"
        }
    fi
    (cd "$work" && jar xf "$archive" libtorch/lib)
    bash "$here/keep-libtorch.sh" "$work/libtorch/lib" "$folder"
}

case $source in
    maven)
        java -Dct-attention.command=ct-attention -jar cli/target/quarkus-app/quarkus-run.jar cuda install --folder "$folder"
        ;;
    pytorch) from_pytorch ;;
    *) fail "LIBTORCH_SOURCE is $source: maven or pytorch is needed" ;;
esac
