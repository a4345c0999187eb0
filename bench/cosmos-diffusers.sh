#!/usr/bin/env bash
# Runs triton-models/cosmos_transfer_diffusers for real on a CPU, over tiny random checkpoints of the real pipelines' classes:
# every rule of triton check, a clip by `tailforge generate`, progress, seeds, refusals, cancelling within a long step. Then what
# a server says that lacks its weights or its engine. Prints to stdout; keep it in bench/logs/cosmos-diffusers.txt. About 10 min.
#   bench/cosmos-diffusers.sh
# TRITON_HOME: environment of the server (5.7 GB with torch; made on first use). TAILFORGE: the command, default ./tailforge.
set -euo pipefail
cd "$(dirname "$0")/.."
export TRITON_HOME="${TRITON_HOME:-$PWD/triton-models/.triton}" TRITON_PORT="${TRITON_PORT:-18700}" OMP_NUM_THREADS=1
tailforge=${TAILFORGE:-./tailforge}
endpoint=127.0.0.1:$((TRITON_PORT + 1))
work=$(mktemp -d "${TMPDIR:-/tmp}/tailforge-cosmos.XXXXXX")
server=
stop() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
  server=
}
trap 'stop; rm -rf "$work"' EXIT

start() { # REPOSITORY, PATH of Triton's HTTP API that tells that it has started
  triton-models/start.sh "$1" >"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    curl -sf -o "$work/answer" "http://127.0.0.1:$TRITON_PORT/$2" && return
    kill -0 "$server" || break
    sleep 1
  done
  cat "$work/server.log" >&2
  exit 1
}

generate() { # NAME FRAMES WIDTH HEIGHT FPS STYLE
  cat >"$work/$1.yaml" <<Y
name: clip
clip: {frames: $2, fps: $5, width: $3, height: $4}
rig: {name: default, camera_model: pinhole, cameras: [camera_front_wide_120fov, camera_rear_tele_30fov]}
region: eu
scenes:
  - {name: probe, ego_speed_mps: 8, actors: [{role: oncoming, class: car, count: 1}]}
variations:
  list: [{name: clear, weather: Sunny, time: Noon}]
seeds: [1]
styles: [$6]
generation: {steps: 4, want: [rgb]}
filter: {max_attempts: 1}
Y
  $tailforge generate --triton "grpc://$endpoint" --layout examples/layouts/urban-junction.xodr --spec "$work/$1.yaml" \
    --home "$work/$1" --out "$work/$1-dataset" >"$work/$1.log" 2>&1 || true
  grep -E "^request|generate  |rejected|TF-" "$work/$1.log" || { cat "$work/$1.log" >&2; exit 1; }
}

drive() { "$TRITON_HOME/bin/python" triton-models/cosmos_transfer_diffusers/test/drive.py "$@" "$endpoint" "$work"/"$clip"/results/gk1-*/; }

echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc --all) processors, load $(cut -d' ' -f1-3 /proc/loadavg)"
for family in transfer2.5 cosmos3; do
  if [ $family = cosmos3 ]; then control=wsm style=world-scenario-v3; else control=depth style=depth; fi
  echo
  echo "== $family, $control, 2 random layers"
  TAILFORGE_FAMILY=$family start cosmos_transfer_diffusers/test v2/health/ready
  grep -m1 -c "$family-tiny-random" "$TRITON_HOME/repository-$TRITON_PORT/multiview_video/config.pbtxt" >/dev/null
  [ $family = cosmos3 ] || "$TRITON_HOME/bin/pip" list 2>/dev/null | grep -E "^(torch|torchvision|diffusers|transformers|av|numpy|nvidia-pytriton) "
  $tailforge triton check "grpc://$endpoint" 2>/dev/null
  clip=$family
  generate "$family" 5 160 96 10 $style
  drive --control $control
  stop
done
echo
echo "== transfer2.5, 200 random layers: cancelling"
clip=transfer2.5
TAILFORGE_LAYERS=200 start cosmos_transfer_diffusers/test v2/health/ready
drive --cancel
stop
echo
echo "== without weights"
TAILFORGE_WEIGHTS="$work/none" TAILFORGE_TORCH=cpu start cosmos_transfer_diffusers v2/health/live
for _ in $(seq 60); do
  curl -s -X POST "http://127.0.0.1:$TRITON_PORT/v2/repository/index" | tee "$work/index" | grep -q reason && break
  sleep 1
done
sed "s#$work#WORK#g" "$work/index"; echo
stop
TAILFORGE_COSMOS_TRANSFER="$work/none" start cosmos_transfer_multiview v2/health/live
for _ in $(seq 60); do
  curl -s -X POST "http://127.0.0.1:$TRITON_PORT/v2/repository/index" | tee "$work/index" | grep -q reason && break
  sleep 1
done
sed "s#$work#WORK#g" "$work/index"; echo
stop
echo
echo "== auto/multiview with a stand-in for its engine, which copies the controls: two torchrun processes, 29 frames of 1280 x 720"
start cosmos_transfer_multiview/test v2/health/ready
generate multiview 29 1280 720 10 world-scenario-v3
for camera in camera_front_wide_120fov camera_rear_tele_30fov; do
  cmp "$work"/multiview/results/gk1-*/{conditioning,rgb}/$camera.mp4 && echo "the video of $camera is its own control"
done
generate misfit 29 160 96 10 world-scenario-v3
stop
echo
echo "== never run"
start cosmos3_transfer_auto v2/health/ready
generate auto 5 832 480 30 world-scenario-v3
stop
