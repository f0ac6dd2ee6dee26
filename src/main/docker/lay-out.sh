#!/usr/bin/env bash
# Lays out the files of an image, from what Maven built in the current folder: FOLDER/pytorch, FOLDER/dependencies and
# FOLDER/application, from what changes least to what changes most, each to be copied over /opt/ct-attention.
#
#     lay-out.sh FLAVOR FOLDER      FLAVOR: cpu, or cu128 for an image that brings its own libtorch
#
# Native libraries lie there as files, so that nothing is unpacked or downloaded when a container starts: its root can
# be read-only and its /tmp may forbid execution.
set -euo pipefail

flavor=$1
mkdir -p "$2"
to=$(cd "$2" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

only() { # the one file that fits
    [[ $# == 1 && -f $1 ]] || {
        echo "lay-out.sh: one file was expected, found: $*" >&2
        exit 1
    }
    echo "$1"
}

mkdir -p "$to"/pytorch/{libtorch,jna} "$to"/application/bin
cp LICENSE "$to/application/"
install -m 755 src/main/docker/{ct-attention,ready} "$to/application/bin/"
for app in server cli; do
    mkdir -p "$to/dependencies/$app"
    cp -R "$app/target/quarkus-app" "$to/application/$app"
    mv "$to/application/$app/lib" "$to/dependencies/$app/"
    mkdir -p "$to/application/$app/lib/main"
    mv "$to/dependencies/$app/lib/main/"io.ctattention.*.jar "$to/application/$app/lib/main/"
done

lib=$to/dependencies/server/lib/main
native=$(only "$lib"/ai.djl.pytorch.pytorch-native-cpu-*-linux-x86_64.jar)
jni=$(only "$lib"/ai.djl.pytorch.pytorch-jni-*.jar)
jna=$(only "$lib"/net.java.dev.jna.jna-[0-9]*.jar)

cd "$work"
jar xf "$jna" com/sun/jna/linux-x86-64/libjnidispatch.so
mv com/sun/jna/linux-x86-64/libjnidispatch.so "$to/pytorch/jna/"
jar xf "$jni" "jnilib/linux-x86_64/$flavor/libdjl_torch.so"
mv "jnilib/linux-x86_64/$flavor/libdjl_torch.so" "$to/pytorch/libtorch/"

# The jar says which version of PyTorch this is, and stays for that without its libraries (112 MB).
mkdir native
cd native
jar xf "$native"
if [[ $flavor == cpu ]]; then
    mv pytorch/cpu/linux-x86_64/* "$to/pytorch/libtorch/"
fi
rm -rf pytorch
jar cfM "$work/small.jar" .
for app in server cli; do
    cp "$work/small.jar" "$to/dependencies/$app/lib/main/${native##*/}"
done
chmod -R a+rX "$to"
