#!/usr/bin/env bash
# Our client beside tritonclient[grpc] on one identity model of one real tritonserver on loopback, in alternating rounds.
#   bench/loopback.sh [PAIRS]      default 7
# Latency, throughput and client CPU at 64 B, 1 MiB and 12 x 4 MiB under way: unary calls on both sides (infer, async_infer),
# and streams (ours: one a request, as the product does; tritonclient's: one for all). Ratios are medians over the pairs.
# TRITON_HOME and TRITON_PORT as in triton-models/start.sh. TAILFORGE_CLASSPATH runs other classes than the built product's.
set -euo pipefail
cd "$(dirname "$0")/.."
. .mvn/jdk25.sh
classpath=${TAILFORGE_CLASSPATH:-}
if [ -z "$classpath" ]; then
  ./tailforge info >/dev/null
  classpath="service/target/tailforge.jar:service/target/lib/*"
fi
export TRITON_HOME="${TRITON_HOME:-$PWD/triton-models/.triton}" TRITON_PORT="${TRITON_PORT:-18000}"
work=$(mktemp -d "${TMPDIR:-/tmp}/tailforge-bench.XXXXXX")
server=
stop() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

for model in identity identity_stream; do
  mkdir -p "$work/models/$model/1"
  decoupled=false
  [ "$model" = identity ] || decoupled=true
  cat >"$work/models/$model/config.pbtxt" <<CONFIG
name: "$model"
backend: "python"
max_batch_size: 0
model_transaction_policy { decoupled: $decoupled }
input [ { name: "IN", data_type: TYPE_STRING, dims: [ -1 ] } ]
output [ { name: "OUT", data_type: TYPE_STRING, dims: [ -1 ] } ]
CONFIG
  cat >"$work/models/$model/1/model.py" <<'MODEL'
import triton_python_backend_utils as pb_utils


class TritonPythonModel:
    def initialize(self, args):
        self.decoupled = args["model_name"] == "identity_stream"

    def execute(self, requests):
        if not self.decoupled:
            return [answer(request) for request in requests]
        for request in requests:
            final = pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL
            request.get_response_sender().send(answer(request), flags=final)


def answer(request):
    same = pb_utils.Tensor("OUT", pb_utils.get_input_tensor_by_name(request, "IN").as_numpy())
    return pb_utils.InferenceResponse([same])
MODEL
done

triton-models/start.sh "$work/models" >"$work/log" 2>&1 &
server=$!
until (exec 3<>"/dev/tcp/127.0.0.1/$((TRITON_PORT + 2))") 2>/dev/null; do # metrics come last
  kill -0 "$server" || { cat "$work/log" >&2; exit 1; }
  sleep 0.2
done

version() { "$TRITON_HOME/bin/python" -c "import importlib.metadata as m; print('$1', m.version('$1'))"; }
echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg)"
echo "peer     $(version tritonclient), $(version grpcio)"
echo
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$classpath" \
  bench/LoopbackBench.java "127.0.0.1:$((TRITON_PORT + 1))" "${1:-7}" \
  "$TRITON_HOME/bin/python" bench/peer/loopback.py "127.0.0.1:$((TRITON_PORT + 1))"
