#!/usr/bin/env bash
# Where the time of the main job goes, and whether memory grows with the batch. Prints to stdout; keep it in bench/logs/.
#   bench/generate.sh [clip|memory]
# clip: one clip of 3 cameras x 121 frames at 640x352 with a 32-beam LiDAR at 10 Hz, in three weathers.
# memory: 1 and 20 clips of 3 cameras x 6 frames at the same size with a heap of 2 GB.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-clip}
work=$(mktemp -d "${TMPDIR:-/tmp}/tailforge-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors"
./tailforge info 2>/dev/null | head -n 6

run() { # name, spec, jvm options
  echo
  echo "== $1"
  TAILFORGE_JAVA_OPTS="$3" /usr/bin/time -v ./tailforge generate --layout examples/layouts/urban-junction.xodr \
    --spec "$2" --out "$work/$1" --home "$work/home-$1" 2>"$work/err" | grep -v ' left$' || true
  sed -n 's/^\t\(User time\|System time\|Elapsed\|Maximum resident\)/  \1/p' "$work/err"
}

if [ "$what" = clip ]; then
  run three-weathers examples/specs/urban-three-weathers.yaml ""
else
  for clips in 1 20; do
    cat >"$work/$clips.yaml" <<Y
name: memory-$clips
clip: {frames: 6, fps: 30, width: 640, height: 352}
rig: {name: default, cameras: [camera_front_wide_120fov, camera_cross_left_120fov, camera_cross_right_120fov], lidar: hdl-32e}
scenes:
  - name: street
    actors: [{role: oncoming, class: car, count: 4}, {role: walkway, class: pedestrian, count: 4}]
variations:
  list: [{weather: Sunny}]
seeds: $clips
Y
    run "clips-$clips" "$work/$clips.yaml" "-Xmx2g"
  done
fi
