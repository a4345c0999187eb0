#!/usr/bin/env bash
# Fuzzes every map reader with Jazzer (libFuzzer's coverage guidance), one format after the other.
#   bench/fuzz.sh [SECONDS [FORMAT ...]]      default: 30 s each, every installed format
# Starts from the good layouts of each reader's contract test. What it finds lies in target/fuzz/FORMAT/found: mend it, and
# keep the input in hdmap-conditioning/src/test/resources/fuzz/FORMAT, where ReaderFuzzerTest reads it from then on.
set -euo pipefail
cd "$(dirname "$0")/.."
. .mvn/jdk25.sh
java=$JAVA_HOME/bin/java
seconds=${1:-30}
shift || true
work=$PWD/target/fuzz
mkdir -p "$work"
if [ -z "${FUZZ_CLASSPATH:-}" ]; then
  ./mvnw -q -pl hdmap-conditioning -am -DskipTests -Dspotless.check.skip test-compile
  ./mvnw -q -pl hdmap-conditioning org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
    -Dmdep.includeScope=test -Dmdep.outputFile="$work/classpath"
  for artifact in jazzer jazzer-api; do
    ./mvnw -q org.apache.maven.plugins:maven-dependency-plugin:copy -N \
      -Dartifact="com.code-intelligence:$artifact:0.30.0" -DoutputDirectory="$work/jars"
  done
  FUZZ_CLASSPATH="$PWD/hdmap-conditioning/target/test-classes:$PWD/hdmap-conditioning/target/classes:$PWD/scene/target/classes"
  FUZZ_CLASSPATH+=":$PWD/video/target/classes:$(cat "$work/classpath"):$work/jars/jazzer-0.30.0.jar:$work/jars/jazzer-api-0.30.0.jar"
fi
cd hdmap-conditioning
fuzzer=io.tailforge.conditioning.ReaderFuzzer
formats=("$@")
[ ${#formats[@]} -gt 0 ] || mapfile -t formats < <("$java" -cp "$FUZZ_CLASSPATH" $fuzzer)
status=0
for format in "${formats[@]}"; do
  folder=$work/$format
  mkdir -p "$folder/found"
  "$java" -cp "$FUZZ_CLASSPATH" $fuzzer "$format" "$folder/corpus"
  result=survived
  "$java" -cp "$FUZZ_CLASSPATH" -Dtailforge.fuzz.reader="$format" com.code_intelligence.jazzer.Jazzer \
    --target_class=$fuzzer --instrumentation_includes='io.tailforge.**' --reproducer_path="$folder/found" \
    "$folder/corpus" -artifact_prefix="$folder/found/" -max_total_time="$seconds" -max_len=30000 -timeout=60 -rss_limit_mb=4096 \
    >"$folder/log" 2>&1 || { result="FAILED, see target/fuzz/$format/log"; status=1; }
  printf '%-14s %s; %s; %s inputs kept\n' "$format" "$(grep -a '^Done' "$folder/log" || echo 'not done')" "$result" \
    "$(find "$folder/corpus" -type f | wc -l)"
done
exit $status
