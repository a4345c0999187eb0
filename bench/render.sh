#!/usr/bin/env bash
# What control frames and videos cost: 6 cameras x 121 frames of the RDS-HQ example clip, drawn at 1280x720, resized to 704.
#   bench/render.sh [STYLE] [LAYOUT]      default: hdmap-v1, the shared RDS-HQ clip (TAILFORGE_SHARED, ../shared)
# Prints CPU per stage, the warm job and the one-shot process against ffmpeg -> libx264 on the same frames in the same run,
# memory with -Xmx512m for the whole 300-frame recording, and whether two runs give the same bytes.
# Needs ffmpeg with libx264 and GNU time. TAILFORGE_CLASSPATH runs other classes than the built product's.
set -euo pipefail
cd "$(dirname "$0")/.."
style=${1:-hdmap-v1}
layout=${2:-${TAILFORGE_SHARED:-../shared}/data/maps/rds-hq-clip}
frames=121
work=$(mktemp -d "${TMPDIR:-/tmp}/tailforge-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
. .mvn/jdk25.sh
java="$JAVA_HOME/bin/java"
options="--add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
classpath=${TAILFORGE_CLASSPATH:-}
if [ -z "$classpath" ]; then
  ./tailforge info >/dev/null
  classpath="service/target/tailforge.jar:service/target/lib/*"
fi
bench() { "$java" $options -cp "$classpath" bench/RenderBench.java "$@" 2>"$work/err" || { cat "$work/err" >&2; exit 1; }; }
tailforge() { "$java" $options $1 -cp "$classpath" io.tailforge.service.cli.Tailforge "${@:2}" 2>>"$work/err"; }
cpu() { awk '{ sum += $1 + $2 } END { printf "%.2f", sum }' "$1"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg)"
echo "ffmpeg   $(ffmpeg -version | sed -n '1s/ Copyright.*//p'); style $style"

echo; echo "== stages, one thread, fourth round"
bench stages "$style" "$layout" $frames

echo; echo "== ffmpeg, fed the same RGB24 frames: -preset slow -crf 18"
cameras=$(tailforge "" render --layout "$layout" --raw "$work/one" --count 1 --size 160x96 --json | sed 's/.*"cameras":\[\([^]]*\)\].*/\1/; s/[",]/ /g')
for camera in $cameras; do
  bench rgb "$camera" "$style" "$layout" $frames >"$work/rgb"
  for kind in same toolkit; do
    settings=""
    [ $kind = toolkit ] || settings="-bf 0 -g 250 -threads 1"
    /usr/bin/time -a -o "$work/$kind" -f "%U %S" ffmpeg -v error -y -f rawvideo -pix_fmt rgb24 -s 1280x704 -r 30 -i - \
      -c:v libx264 -preset slow -crf 18 $settings -pix_fmt yuv420p "$work/$kind.mp4" <"$work/rgb"
  done
done
rm -f "$work/rgb"
same=$(cpu "$work/same"); toolkit=$(cpu "$work/toolkit")
echo "  same settings (no B-frames, one thread): CPU $same s; the toolkit's (x264's own number of B-frames and threads): CPU $toolkit s"

echo; echo "== warm job, third round in one JVM"
bench warm "$style" "$layout" $frames | tee "$work/warm" | grep -v ^warm_cpu
warm=$(sed -n 's/^warm_cpu=//p' "$work/warm")
echo "  against ffmpeg: $(ratio "$warm" "$same") with the same settings, $(ratio "$warm" "$toolkit") with the toolkit's"

echo; echo "== one process from start to end, JVM included"
/usr/bin/time -o "$work/shot" -f "%U %S %e %M" "$java" $options -cp "$classpath" io.tailforge.service.cli.Tailforge \
  render --style "$style" --layout "$layout" --count $frames --size 1280x704 --video "$work/shot-video" 2>>"$work/err"
shot=$(cpu "$work/shot")
echo "  CPU $shot s, wall $(cut -d' ' -f3 "$work/shot") s, resident $(($(cut -d' ' -f4 "$work/shot") / 1024)) MB"
echo "  against ffmpeg: $(ratio "$shot" "$same") with the same settings, $(ratio "$shot" "$toolkit") with the toolkit's"

echo; echo "== the whole recording with -Xmx512m; the first $frames frames again must not need more"
for count in $frames ""; do
  tailforge -Xmx512m render --style "$style" --layout "$layout" ${count:+--count $count} --size 1280x704 \
    --video "$work/whole${count}" --json | sed 's/.*"frames_a_camera":\([0-9]*\).*"peak_heap_mb":\([0-9.]*\).*/  \1 frames a camera: peak heap \2 MB/'
done

echo; echo "== equal bytes"
(cd "$work/shot-video" && sha256sum ./*.mp4) >"$work/sums"
(cd "$work/whole$frames" && sha256sum --quiet -c "$work/sums") && echo "  two processes made the same $(wc -l <"$work/sums") files"
