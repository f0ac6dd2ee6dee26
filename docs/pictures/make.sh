#!/usr/bin/env bash
# Makes the pictures of the README and the guides again, with the demo: from phantoms, no real slice is shown.
#
#     docs/pictures/make.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./ct-attention demo -o "$work/demo"
cp "$work/demo/explanations/cbam/phantom-00170-COVID-conv.png" docs/pictures/overlay.png
cp "$work/demo/cbam/history.png" docs/pictures/learning-curve.png
