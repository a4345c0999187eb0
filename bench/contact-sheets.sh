#!/usr/bin/env bash
# One picture a control style, with every map under a folder as one row: the map from above, then the front camera at the
# start and 2 s later. Look at them; nothing is judged here.
#   bench/contact-sheets.sh OUT [MAPS]        MAPS: default $TAILFORGE_SHARED/data/maps and examples/layouts
# Needs python3 with Pillow. What it draws of other people's maps stays out of the repository.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(realpath -m "${1:?where to write the sheets}")
maps=${2:-${TAILFORGE_SHARED:-../shared}/data/maps}
python=${PYTHON:-python3}
mkdir -p "$out/frames"
styles="hdmap-v1 world-scenario-v3 depth semantic lidar-range"

list() {
  find examples/layouts "$maps" \( -name '*.xodr' -o -name '*.osm' -o -name 'log_map_archive*.json' -o -path '*commonroad*' -name '*.xml' \) | sort
  find "$maps" -maxdepth 1 -type d -name 'rds-hq*' | sort
}

list | while read -r map; do
  name=$(basename "$map"); name=${name%.*}; name=${name:0:40}
  ./tailforge layout view "$map" -o "$out/frames/$name.view.png" --size 640x360 >/dev/null 2>"$out/frames/$name.log" \
    || { echo "refused: $map: $(tail -1 "$out/frames/$name.log")"; continue; }
  echo "$name" >>"$out/frames/names.txt"
  for style in $styles; do
    what=(--cameras camera_front_wide_120fov --size 640x360 --frames 0,60)
    [ "$style" = lidar-range ] && what=(--frames 0,57)
    ./tailforge render --layout "$map" --style "$style" "${what[@]}" --count 61 --raw "$out/frames/$name/$style" \
      >>"$out/frames/$name.log" 2>&1 || echo "not drawn: $name in $style: $(tail -1 "$out/frames/$name.log")"
  done
  echo "drawn: $name"
done

"$python" - "$out" $styles <<'P'
import sys
from pathlib import Path
from PIL import Image, ImageDraw

out, styles = Path(sys.argv[1]), sys.argv[2:]
names = (out / "frames/names.txt").read_text().split("\n")[:-1]
W, H = 480, 270
for style in styles:
    sheet = Image.new("RGB", (3 * W, H * len(names)), "grey")
    pen = ImageDraw.Draw(sheet)
    for row, name in enumerate(names):
        pictures = [out / f"frames/{name}.view.png", *sorted((out / "frames" / name / style).glob("*/*.png"))[:2]]
        for column, picture in enumerate(pictures):
            with Image.open(picture) as image:
                sheet.paste(image.convert("RGB").resize((W, H)), (column * W, row * H))
        pen.text((4, row * H + 4), name, fill="red")
    sheet.save(out / f"{style}.png")
    print(out / f"{style}.png", len(names), "maps")
P
