#!/usr/bin/env bash
# Our ray caster beside Open3D, embreex and (where libembree-dev and g++ are installed) Embree 3 in C++: streets of 100,000 and
# 1,000,000 triangles, 128x1800 and 128x3600 rays, one thread each, alternating in one run; hits compared. Makes a Python
# environment in WORK (default: build/raycast). Prints to stdout; keep it in bench/logs/raycast.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${1:-build/raycast}
rounds=${ROUNDS:-3}
tailforge=${TAILFORGE:-$PWD/tailforge}
mkdir -p "$work"
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/python" -c 'import numpy, open3d, embreex' 2>/dev/null || "$work/venv/bin/pip" -q install numpy open3d embreex
embree=()
if g++ -O3 -march=native -o "$work/embree" bench/peer/embree.cpp -lembree3 2>/dev/null; then
  embree=("$work/embree")
else
  echo "Embree 3 in C++ left out: g++ and libembree-dev are needed"
fi
echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors"
echo "load     $(cut -d' ' -f1-3 /proc/loadavg)"
echo "peers    $("$work/venv/bin/pip" list 2>/dev/null | grep -Ei '^(open3d|embreex|numpy) ' | tr -s ' ' | paste -sd' ')"
for triangles in 100000 1000000; do
  mesh=$work/street-$triangles.ply
  [ -f "$mesh" ] || "$work/venv/bin/python" bench/peer/street.py "$triangles" "$mesh" >/dev/null
  for pattern in 128x1800 128x3600; do
    "$work/venv/bin/python" bench/peer/raycast.py "$mesh" "$pattern" "$rounds" "$work" "$tailforge" "${embree[@]}"
  done
done
