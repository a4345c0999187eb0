#!/usr/bin/env bash
# The filter against planted faults: clips of our engines in every look, calibration and test disjoint by map and seed.
#   bench/filter.sh [WORK] [SCENES] [WINDOWS] [CALIBRATION_SCENES] [HOURS]     Prints to stdout; keep it in bench/logs/filter.txt.
# The whole is 150 scenes of 4 windows and takes days on two cores; killed, the same command goes on where it was. After HOURS of
# planting it stops with every fault in clips of many scenes.
set -euo pipefail
cd "$(dirname "$0")/.."
WORK=${1:-target/filter-bench} SCENES=${2:-150} WINDOWS=${3:-4} CALIBRATION=${4:-24} HOURS=${5:-1000}
mkdir -p "$WORK"
echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors"
echo "load     $(cut -d' ' -f1-3 /proc/loadavg)"
began=$(date +%s)
./tailforge bench filter --clips-only --scenes "$CALIBRATION" --windows "$WINDOWS" --seed 700001 \
  --layout examples/layouts/motorway.xodr --work "$WORK/calibration"
./tailforge calibrate "$WORK"/calibration/clips/* --out "$WORK/calibration.json"
./tailforge bench filter --scenes "$SCENES" --windows "$WINDOWS" --seed 1 \
  --layout examples/layouts/urban-junction.xodr examples/layouts/left-hand-street.xodr \
  --calibration "$WORK/calibration.json" --hours "$HOURS" --work "$WORK/test" --json "$WORK/report.json" --roc "$WORK/roc.svg"
echo "hours    $(awk -v s=$(($(date +%s) - began)) 'BEGIN {printf "%.1f", s / 3600}')"
