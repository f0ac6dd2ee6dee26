#!/usr/bin/env bash
# Makes the pictures of the README and the guides again, from phantoms: no real slice is shown.
#
#     docs/pictures/make.sh        # some minutes; needs Chromium for the comparison's page
set -euo pipefail
cd "$(dirname "$0")/../.."
images=docs/pictures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./ct-attention dataset phantom -n 120 -o "$work/slices"
./ct-attention train "$work/slices" --network cbam --size 90 --epochs 12 -o "$work/run"
cp "$work/run/history.png" "$images/learning-curve.png"

slice=$(find "$work/slices/COVID" -name '*.png' | sort | head -n 1)
./ct-attention explain "$work/run/best" "$slice" --class COVID -o "$work/maps"
cp "$(find "$work/maps" -name '*.png' ! -name '*-raw.png' | sort | head -n 1)" "$images/overlay.png"

./ct-attention compare "$work/slices" --attention none,cbam --seeds 2 --size 60 --epochs 4 -o "$work/comparison"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
"$browser" --headless --no-sandbox --hide-scrollbars --window-size=1100,1400 \
    --screenshot="$images/comparison.png" "file://$work/comparison/comparison.html"
