#!/usr/bin/env bash
# Makes the pictures of the README and the guides again, from phantoms: no real slice is shown.
# Needs Chromium (CHROMIUM names its executable) beside Java and Maven, and takes some minutes.
#
#     docs/pictures/make.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
if [[ ! -x $CHROMIUM ]]; then
    echo "Chromium is needed: install it, or set CHROMIUM to its executable" >&2
    exit 1
fi
export CHROMIUM
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./ct-attention demo -o "$work/demo"
cp "$work/demo/explanations/cbam/phantom-00170-COVID-conv.png" docs/pictures/overlay.png
cp "$work/demo/cbam/history.png" docs/pictures/learning-curve.png

(cd "$work" && "$root/ct-attention" compare demo/slices -o comparison --protocol split --seeds 3 \
    --size 64 --epochs 24 --batch-size 8 --learning-rate 0.0005)

picture() {  # module, class
    mvn -B -q -pl "$1" -am package -Dtest="$2" -Dsurefire.failIfNoSpecifiedTests=false \
        -Dquarkus.ct-attention.model="$work/demo/cbam/best" \
        -Dpictures.slice="$work/demo/slices/COVID/phantom-00170.png" \
        -Dpictures.comparison="file://$work/comparison/comparison.html"
}
picture server DocsPictures
picture deployment DevUiPicture
