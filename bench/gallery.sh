#!/usr/bin/env bash
# The pictures of the README: streets of examples/ by the procedural engine, and LiDAR sweeps of the same scenes.
#   bench/gallery.sh OUT      writes OUT/<look>.jpg, OUT/<look>-lidar.jpg and OUT/gallery.jpg, all of them on one sheet
# Scenes: examples/specs/gallery. TAILFORGE runs another build than ./tailforge. Needs python3 with numpy and Pillow.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(realpath -m "${1:?where to write the pictures}")
tailforge=${TAILFORGE:-./tailforge}
python=${PYTHON:-python3}
work=$(mktemp -d "${TMPDIR:-/tmp}/tailforge-gallery.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

# spec, layout, ordinal in the spec, frame, look, sensor of a sweep beside it
table="
junction     urban-junction    0 30 noon          hdl-64e
main-street  urban-junction    0 20 golden-hour   -
junction     urban-junction    1 30 overcast      -
main-street  urban-junction    2 20 night         -
junction     urban-junction    2 30 fog           hdl-64e
main-street  urban-junction    1 20 heavy-rain    hdl-64e
junction     urban-junction    3 30 snow          hdl-64e
main-street  urban-junction    3 20 night-rain    -
motorway     motorway          0 40 motorway      hdl-64e
motorway     motorway          1 5  motorway-dusk -
left-hand    left-hand-street  0 0  keeps-left    hdl-64e
left-hand    left-hand-street  1 0  wet-dusk      -
"

made=""
while read -r spec layout ordinal frame look sensor; do
  [ -n "$spec" ] || continue
  scenes="$work/$spec"
  [ -d "$scenes" ] || $tailforge generate --dry-run --layout "examples/layouts/$layout.xodr" \
    --spec "examples/specs/gallery/$spec.yaml" --scenes "$scenes" >/dev/null
  scene=$(echo "$scenes/$ordinal"-*.json)
  $tailforge camera shoot "$scene" --camera front --frames "$frame" -o "$work/$look" >/dev/null
  "$python" bench/peer/gallery.py picture "$work/$look/front" "$out/$look.jpg"
  if [ "$sensor" != - ]; then
    $tailforge lidar sweep "$scene" --sensor "$sensor" --sweep "$frame" -o "$work/$look.npz" >/dev/null
    "$python" bench/peer/gallery.py sweep "$work/$look.npz" "$out/$look-lidar.jpg"
  fi
  made="$made $look"
  echo "made: $look"
done <<<"$table"
"$python" bench/peer/gallery.py sheet "$out" $made
