#!/usr/bin/env bash
# What pictures of the camera engine cost: the junction of examples/ with traffic, in the eight looks of our study.
#   bench/camera.sh [quick]      quick: the tables alone, without whole clips
# Prints CPU ms a frame and stage (one thread, warm), allocation, two threads against one, whole clips of 6 cameras x 121
# frames, and the heap that a clip needs. Stages come from a stack sample for every millisecond of CPU time.
# TAILFORGE_CLASSPATH runs other classes than the built product's.
set -euo pipefail
cd "$(dirname "$0")/.."
. .mvn/jdk25.sh
java="$JAVA_HOME/bin/java"
options="--add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
classpath=${TAILFORGE_CLASSPATH:-}
if [ -z "$classpath" ]; then
  ./tailforge info >/dev/null
  classpath="service/target/tailforge.jar:service/target/lib/*"
fi
errors=$(mktemp "${TMPDIR:-/tmp}/tailforge-bench.XXXXXX")
trap 'rm -f "$errors"' EXIT
bench() { "$java" $options ${heap:-} -cp "$classpath" bench/CameraBench.java "$@" 2>"$errors" || { cat "$errors" >&2; exit 1; }; }

echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg)"

for size in 640x352 1280x704; do
  echo; echo "== stages, one thread: CPU ms a frame"
  bench stages $size
  bench rays $size
done
for size in 640x352 1280x704; do
  echo; echo "== two threads against one, $size"
  bench threads $size noon rain
done
[ "${1:-}" != quick ] || exit 0
echo; echo "== clips: 6 cameras x 121 frames on two threads"
heap=-Xmx512m bench clip 640x352 noon
heap=-Xmx512m bench clip 640x352 night+rain
heap=-Xmx768m bench clip 1280x704 noon
heap=-Xmx768m bench clip 1280x704 night+rain
