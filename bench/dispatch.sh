#!/usr/bin/env bash
# What the dispatcher costs and wastes.
#   bench/dispatch.sh [CLIPS]      default 2000
# Eight embedded servers in a process of their own, one device each, which a clip holds for 50 to 500 ms; a pool over gRPC on
# loopback sends them clips with real documents. Prints the share of the servers' capacity that was used from the first
# dispatch to the last result, the client's CPU and the time added to a clip; then CPU and heap of 1,000 to 100,000 waiting
# clips before endpoints that answer at once.
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
work=$(mktemp -d "${TMPDIR:-/tmp}/tailforge-dispatch.XXXXXX")
export TMPDIR="$work"
bench() { "$java" $options -Djava.io.tmpdir="$work" -Xmx512m -cp "$classpath" bench/DispatchBench.java "$@" 2>>"$work/errors"; }
server=
stop() { [ -z "$server" ] || { exec 9>&-; wait "$server" || true; server=; }; }
trap 'stop; rm -rf "$work"' EXIT
failed() { cat "$work/errors" >&2; exit 1; }
start() {
  rm -f "$work/stop" "$work/endpoints"
  mkfifo "$work/stop"
  bench serve "$work" "$1" <"$work/stop" >"$work/endpoints" &
  server=$!
  exec 9>"$work/stop"
  until [ -s "$work/endpoints" ]; do kill -0 "$server" || failed; sleep 0.2; done
}

echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg)"
for workers in 2 1; do
  echo; echo "== clips over gRPC, servers with one device and $workers workers: $([ $workers = 2 ] && echo "one reads and answers while the other has the device" || echo "the device waits while a clip is read and answered")"
  start $workers
  bench jobs "${1:-2000}" $(cat "$work/endpoints") || failed
  stop
done
echo; echo "== waiting clips"
bench queued 1000 10000 100000 || failed
