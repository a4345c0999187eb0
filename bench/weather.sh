#!/usr/bin/env bash
# Shots per CPU second of the LiDAR's weather, one phenomenon a line: from a target's range and reflectance to what is reported.
#   bench/weather.sh
# The published simulators, measured for our notes on another machine: rain 9,400 and fog 110,000 points per CPU second.
# TAILFORGE_CLASSPATH runs other classes than the built product's.
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
"$JAVA_HOME/bin/javac" -d "$work" -cp "$classpath" lidar-gen/src/test/java/io/tailforge/lidargen/WeatherBench.java
"$JAVA_HOME/bin/java" -cp "$work:$classpath" io.tailforge.lidargen.WeatherBench
