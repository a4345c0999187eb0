#!/usr/bin/env python3
"""Loads a published Tailforge dataset with other people's loaders and says whether they get what the manifest states.

    pip install webdataset==1.0.2 mlcroissant==1.1.1 numpy
    python3 load_dataset.py DATASET [--version N] [--no-video]

DATASET is the folder that holds v000001/ and shards/. Needs ffprobe on the PATH unless --no-video. Exit 0: everything was
read and agreed; 1: something did not.
"""

import argparse
import csv
import io
import json
import logging
import os
import pathlib
import subprocess
import sys
import tempfile

RANGE_CONTROL = "conditioning.lidar-range."
problems = []


def check(holds, text):
    if not holds:
        problems.append(text)
        print(f"WRONG: {text}")


class Collect(logging.Handler):
    """Whatever a loader warns about is a problem."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


def load_webdataset(root, manifest, video):
    import numpy
    import webdataset

    clips = {clip["id"]: clip for clip in manifest["clips"]}
    seen = set()
    members = 0
    for split in ("train", "val", "test"):
        shards = [shard for shard in manifest["shards"] if shard["split"] == split]
        if not shards:
            continue
        urls = [str(root / shard["tar"]["key"]) for shard in shards]
        samples = webdataset.WebDataset(urls, shardshuffle=False, empty_check=False)
        for sample in samples:
            key = sample["__key__"]
            check(key in clips, f"the sample {key} is not in the manifest")
            check(key not in seen, f"the sample {key} comes twice")
            check(clips.get(key, {}).get("split") == split, f"the sample {key} is in {split}")
            seen.add(key)
            for name, content in sample.items():
                if not name.startswith("__"):
                    members += 1
                    decode(key, name, content, clips.get(key, {}), video, numpy)
    check(seen == set(clips), f"webdataset gave {len(seen)} of {len(clips)} clips")
    print(f"webdataset: {len(seen)} samples, {members} members decoded")


def decode(key, name, content, clip, video, numpy):
    try:
        if name.endswith(".json"):
            json.loads(content)
        elif name.startswith(RANGE_CONTROL) and name.endswith(".npz"):
            arrays = numpy.load(io.BytesIO(content), allow_pickle=False)
            check(arrays["range"].shape == (128, 3600), f"{key}.{name}: range has the shape {arrays['range'].shape}")
            check(arrays["range"].dtype == numpy.float32, f"{key}.{name}: range is {arrays['range'].dtype}")
            check(bool((arrays["range"] >= 0).all() and (arrays["range"] > 0).any()), f"{key}.{name}: no ranges")
            check(arrays["elevation"].shape == (128,), f"{key}.{name}: elevation has the shape {arrays['elevation'].shape}")
            check(arrays["lidar_to_world"].shape == (4, 4), f"{key}.{name}: no lidar_to_world of 4x4")
        elif name.endswith(".npz"):
            arrays = numpy.load(io.BytesIO(content), allow_pickle=False)
            shapes = {array: arrays[array].shape for array in arrays.files}
            points = shapes.get("xyz", (0, 3))[0]
            for array in ("intensity", "ring", "column", "time_us", "instance", "return_index"):
                check(shapes.get(array) == (points,), f"{key}.{name}: {array} has the shape {shapes.get(array)}")
            check(shapes.get("lidar_to_world") == (4, 4), f"{key}.{name}: no lidar_to_world of 4x4")
        elif name.endswith((".mp4", ".mkv")) and video:
            frames = count_frames(content, name)
            stated = sweeps(clip) if name.startswith(RANGE_CONTROL) else clip.get("frames")
            check(frames == stated, f"{key}.{name} has {frames} frames, the manifest states {stated}")
    except Exception as error:  # whatever a decoder throws is a finding
        check(False, f"{key}.{name} does not decode: {error!r}")


def sweeps(clip):
    """Sweeps at 10 Hz that end within the clip: the frames of a LiDAR range control."""
    return clip["frames"] * 10 // clip["fps"]


def count_frames(content, name):
    """Decodes every frame."""
    with tempfile.NamedTemporaryFile(suffix=pathlib.Path(name).suffix) as file:
        file.write(content)
        file.flush()
        command = ["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v:0", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0", file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        if done.stderr.strip():
            raise ValueError(done.stderr.strip())
        return int(done.stdout.strip().strip(","))


def load_croissant(folder, manifest):
    with tempfile.TemporaryDirectory() as cache:
        os.environ["CROISSANT_CACHE"] = cache  # read when the module loads
        import mlcroissant

        collect = Collect()
        for logger in (logging.getLogger(), logging.getLogger("absl")):
            logger.addHandler(collect)
        dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
        issues = dataset.metadata.ctx.issues
        for error in issues.errors:
            check(False, f"croissant error: {error}")
        for warning in issues.warnings:
            check(False, f"croissant warning: {warning}")
        rows = list(dataset.records("clips"))
        check(len(rows) == len(manifest["clips"]), f"mlcroissant gave {len(rows)} of {len(manifest['clips'])} clips")
        stated = {clip["id"]: clip for clip in manifest["clips"]}
        for row in rows:
            clip = stated.get(text(row["clips/clip_id"]))
            check(clip is not None, f"the record {row['clips/clip_id']} is not in the manifest")
            if clip:
                check(text(row["clips/split"]) == clip["split"], f"{clip['id']}: another split")
                check(row["clips/frames"] == clip["frames"], f"{clip['id']}: other frames")
                check(abs(row["clips/rain_mm_h"] - clip["variation"]["weather"]["rain_mm_h"]) < 1e-6, f"{clip['id']}: other rain")
        prompts = [] if not manifest["shards"] else list(dataset.records("prompts"))
        for prompt in prompts:
            document = json.loads(text(prompt["prompts/document"]))
            check("text" in document, f"{prompt['prompts/file']} has no text")
        check(len(prompts) == len(manifest["clips"]), f"mlcroissant gave {len(prompts)} prompts for {len(manifest['clips'])} clips")
        for message in collect.messages:
            check(False, f"mlcroissant warns: {message}")
        print(f"mlcroissant: {len(rows)} clips, {len(prompts)} prompts, {len(issues.errors)} errors, {len(issues.warnings)} warnings")


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def check_table(folder, manifest):
    with open(folder / "clips.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    check([row["clip_id"] for row in rows] == [clip["id"] for clip in manifest["clips"]], "clips.csv lists other clips")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", type=pathlib.Path)
    parser.add_argument("--version", type=int, help="the newest where it is not given")
    parser.add_argument("--no-video", action="store_true", help="do not decode videos")
    arguments = parser.parse_args()
    root = arguments.dataset.resolve()
    versions = sorted(path.parent.name for path in root.glob("v*/manifest.json"))
    if not versions:
        sys.exit(f"{root} holds no published version")
    folder = root / (f"v{arguments.version:06d}" if arguments.version else versions[-1])
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    print(f"{manifest['name']} version {manifest['version']}: {manifest['counts']}")
    check(manifest["counts"]["clips"] == len(manifest["clips"]), "counts.clips is not the number of clips")
    check_table(folder, manifest)
    for load in (lambda: load_croissant(folder, manifest), lambda: load_webdataset(root, manifest, not arguments.no_video)):
        try:
            load()
        except Exception as error:  # a loader that gives up is a finding
            check(False, f"{type(error).__module__}.{type(error).__name__}: {error}")
    print("fine" if not problems else f"{len(problems)} wrong")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
