#!/usr/bin/env bash
# Our filter with all installed checks beside the same kinds of checks in Python with OpenCV (bench/peer/filter.py), one thread
# each, by turns over the same clips in one run: CPU seconds for a clip of 7 cameras x 121 frames (by the frame, of the clips
# given), camera frames a second and core, and how far the values are apart that both make of each frame.
#   bench/filter-peer.sh CLIP ...      folders that `tailforge evaluate` reads
# ROUNDS (default 3); WORK (default build/filter-peer) holds a Python environment; TAILFORGE_CLASSPATH runs other classes than
# the built product's. Prints to stdout; keep it in bench/logs/filter-peer.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n 2,7p "$0"; exit 2; }
. .mvn/jdk25.sh
work=${WORK:-build/filter-peer}
mkdir -p "$work"
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/python" -c 'import av, cv2, numpy' 2>/dev/null || "$work/venv/bin/pip" -q install numpy opencv-python-headless av
classpath=${TAILFORGE_CLASSPATH:-}
if [ -z "$classpath" ]; then
  ./tailforge info >/dev/null
  classpath="service/target/tailforge.jar:service/target/lib/*"
fi
echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors"
echo "load     $(cut -d' ' -f1-3 /proc/loadavg)"
echo "peers    $("$work/venv/bin/pip" list 2>/dev/null | grep -Ei '^(av|opencv-python-headless|numpy) ' | tr -s ' ' | paste -sd' ')"
exec "$work/venv/bin/python" bench/peer/filter.py "${ROUNDS:-3}" \
  "$JAVA_HOME/bin/java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC -Xmx1g -cp "$classpath" bench/FilterBench.java -- "$@"
