#!/usr/bin/env bash
# The rewriting of prompts and the judging of clips, whole, against real servers on this machine: llama.cpp's OpenAI-compatible
# server on checkpoints made here (bench/peer/tiny_llm.py), directly and behind a real tritonserver. Needs no GPU and no weights.
#   bench/text-models.sh        exits non-zero where anything does not hold; bench/logs/text-models.txt is a kept run
# TEXT_MODELS_HOME keeps the Python environment (240 MB), TRITON_HOME that of tritonserver, TAILFORGE is the command.
set -euo pipefail
cd "$(dirname "$0")/.."
tailforge="${TAILFORGE:-./tailforge}"
home="${TEXT_MODELS_HOME:-bench/.text-models}"
port="${TRITON_PORT:-18000}"
work="$(mktemp -d "${TMPDIR:-/tmp}/text-models.XXXXXX")"
pids=()
stop() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true; done
  pids=()
}
trap 'stop; rm -rf "$work"' EXIT

if [ ! -f "$home/.ready" ]; then
  python3 -m venv "$home"
  "$home/bin/pip" install -q --disable-pip-version-check 'xllamacpp==2026.10.11549' 'gguf==0.19.0' 'numpy<2'
  touch "$home/.ready"
fi

cat >"$work/spec.yaml" <<'Y'
name: text-models
clip: {frames: 8, fps: 10, width: 160, height: 96}
rig: {name: default, camera_model: ftheta, cameras: [camera_front_wide_120fov]}
region: eu
scenes:
  - {name: s, ego_speed_mps: 9, actors: [{role: lane_follower, class: car, count: 3}]}
variations: {list: [{name: rainy, weather: Rainy}]}
seeds: [22]
Y
description="Around midday in Central Europe, a driving car films an urban road with two lanes on its side, at a junction with traffic \
lights and a pedestrian crossing. The sky is overcast and leaden. Strong rain falls in curtains, the wet asphalt reflects the pale \
daylight, and the distance fades into a hazy grey."
said="{\"description\": \"$description\"}"

# serve NAME OPTIONS...: starts a model and puts its address into $address
serve() {
  local name=$1
  shift
  mkfifo "$work/$name.in"
  "$home/bin/python" bench/peer/tiny_llm.py serve "$@" <"$work/$name.in" >"$work/$name.out" 2>"$work/$name.log" &
  pids+=($!)
  exec {hold}>"$work/$name.in"
  until address=$(grep -m1 '^http://' "$work/$name.out"); do sleep 0.2; kill -0 "${pids[-1]}" || { tail -5 "$work/$name.log"; exit 1; }; done
}

# triton MODEL: serves it from a real tritonserver
triton() {
  TRITON_PORT="$port" triton-models/start.sh "$1" >"$work/triton-$1.log" 2>&1 &
  pids+=($!)
  until curl -fsS "http://127.0.0.1:$port/v2/health/ready" >/dev/null 2>&1; do sleep 0.5; kill -0 "${pids[-1]}"; done
}

# generate NAME: one clip in a home of its own, with the settings in the environment
generate() {
  mkdir -p "$work/$1"
  $tailforge generate --home "$work/$1" --layout examples/layouts/urban-junction.xodr --spec "$work/spec.yaml" \
    --out "$work/$1-data" >"$work/$1.txt" 2>&1 || { cat "$work/$1.txt"; exit 1; }
}

# hold NAME PYTHON: a statement about prompt (its document), judged (findings of the model), key, that must hold
hold() {
  "$home/bin/python" - "$work/$1" "$2" "$description" <<'P'
import glob, json, sys

home, statement, description = sys.argv[1:]
(folder,) = glob.glob(home + "/results/*")
prompt = json.load(open(folder + "/prompt.json"))
verdict = json.load(open(folder + "/verdict.json"))["verdict"]
judged = [f for f in verdict["findings"] if f["check"] == "vlm-judge"]
key = folder.rsplit("/", 1)[1]
for f in judged:
    print("    %-22s %-10s %.1f  %s" % (f["code"], f["severity"], f["value"], f["detail"][:80]))
print("    writer %s%s" % (prompt["writer"], "; " + prompt["warning"] if "warning" in prompt else ""))
print("  %s: %s" % ("holds" if eval(statement) else "DOES NOT HOLD", statement))
sys.exit(0 if eval(statement) else 1)
P
}

echo "llama.cpp by xllamacpp $("$home/bin/pip" show xllamacpp | sed -n 's/^Version: //p'), $(date -u +%F)"
serve parrot parrot --say "$said"
parrot=$address
serve random random --vision
random=$address

echo "1 a rewrite that keeps the facts; a judge with random weights sees the frames"
export TAILFORGE_PROMPTS_KIND=openai TAILFORGE_PROMPTS_ENDPOINT=$parrot TAILFORGE_PROMPTS_MODEL=parrot
export TAILFORGE_JUDGE_KIND=openai TAILFORGE_JUDGE_ENDPOINT=$random TAILFORGE_JUDGE_MODEL=random TAILFORGE_JUDGE_VOTES=1
generate first
hold first 'prompt["writer"] == "rewriting:openai/parrot" and prompt["text"].startswith(description) and len(judged) == 4'

echo "2 random words are not taken: the template's prompt, with a warning"
TAILFORGE_PROMPTS_ENDPOINT=$random TAILFORGE_PROMPTS_MODEL=random TAILFORGE_JUDGE_KIND=off generate garbage
hold garbage 'prompt["writer"] == "template" and prompt["warning"].startswith("PROMPT-RULES") and not judged'

echo "3 the same behind a real tritonserver: prompt_rewriter, then vlm_judge"
PROMPT_REWRITER_ENDPOINT=$parrot PROMPT_REWRITER_MODEL=parrot triton prompt_rewriter
TAILFORGE_PROMPTS_KIND=triton TAILFORGE_PROMPTS_ENDPOINT=http://127.0.0.1:$port TAILFORGE_PROMPTS_MODEL= \
  TAILFORGE_JUDGE_KIND=off generate rewriter
hold rewriter 'prompt["writer"] == "rewriting:triton/prompt_rewriter" and prompt["text"].startswith(description)'
kill "${pids[-1]}" && wait "${pids[-1]}" || true
unset 'pids[-1]'
VLM_JUDGE_ENDPOINT=$random VLM_JUDGE_MODEL=random triton vlm_judge
TAILFORGE_PROMPTS_KIND=template TAILFORGE_JUDGE_KIND=triton TAILFORGE_JUDGE_ENDPOINT=http://127.0.0.1:$port \
  TAILFORGE_JUDGE_MODEL= generate judge
hold judge 'prompt["writer"] == "template" and len(judged) == 4'

echo "4 all servers gone, answers kept: the same prompt, the same generation key"
stop
mkdir -p "$work/again"
cp -r "$work/first/answers" "$work/again/"
generate again
first=$(basename "$work"/first/results/*)
hold again "prompt['writer'] == 'rewriting:openai/parrot' and len(judged) == 4 and key == '$first'"

echo "5 all servers gone, nothing kept: the template's prompt, not judged, and the clip is there"
generate gone
hold gone 'prompt["warning"].startswith("PROMPT-UNREACHABLE") and [f["code"] for f in judged] == ["VLM-UNREACHABLE"]'
