#!/usr/bin/env bash
# What a sweep of 128 beams x 1800 columns at 10 Hz costs: CPU seconds, allocation and peak heap, 1 and 2 threads, with five
# rays at edges only and beside every axis. On the tests' street, warm. Prints to stdout; keep it in bench/logs/.
#   bench/lidar.sh
set -euo pipefail
cd "$(dirname "$0")/.."
echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors"
./mvnw -o -q -pl lidar-gen -am test-compile -DskipTests
classes=scene/target/classes:world/target/classes:lidar-gen/target/classes:lidar-gen/target/test-classes
for threads in 1 2; do
  java --add-modules jdk.incubator.vector -Djava.util.concurrent.ForkJoinPool.common.parallelism="$threads" \
    -cp "$classes:$(./mvnw -o -q -pl lidar-gen dependency:build-classpath -Dmdep.outputFile=/dev/stdout)" \
    io.tailforge.lidargen.SweepBench "$threads" 2>/dev/null
done
