#!/usr/bin/env bash
# What a sweep of 128 beams x 1800 columns at 10 Hz costs: CPU seconds, allocation, peak heap, with 1 and 2 threads, five rays
# at edges only and beside every axis. On the tests' street, warm. Prints to stdout; keep it in bench/logs/lidar.txt.
#   bench/lidar.sh
# TAILFORGE_CLASSPATH: compiled classes to use instead of the packaged ones.
set -euo pipefail
cd "$(dirname "$0")/.."
. .mvn/jdk25.sh
classpath=${TAILFORGE_CLASSPATH:-}
if [ -z "$classpath" ]; then
  ./tailforge info >/dev/null
  classpath="service/target/tailforge.jar:service/target/lib/*"
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/tailforge-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg)"
echo
tests=lidar-gen/src/test/java/io/tailforge/lidargen
"$JAVA_HOME/bin/javac" -nowarn -d "$work" -cp "$classpath" "$tests/SweepBench.java" "$tests/Street.java"
for threads in 1 2; do
  "$JAVA_HOME/bin/java" --add-modules jdk.incubator.vector -cp "$work:$classpath" \
    io.tailforge.lidargen.SweepBench "$threads" 2>/dev/null
done
