"""Writes the model repository: python configure.py REPOSITORY. start.sh runs it; settings come from the environment.

TAILFORGE_WEIGHTS    folder with general/ and controlnet/<control>/ (README.md says how to get them)
TAILFORGE_CONTROL    depth (default) or seg: the style of control video that is asked for
TAILFORGE_TORCH      cuda (default) or cpu
TAILFORGE_MAX_FRAMES longest clip, default 921: ten chunks
"""

import importlib.metadata
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "lib"))
from tailforge_repository import NO_WEIGHTS, weights_sha256, write_model  # noqa: E402

CONTROLS = ("depth", "seg")
# What the model was trained on: 93 frames at 1280 x 704 (720p).
FRAMES_PER_CHUNK = 93


def configure(repository, weights, control, torch, max_frames, files, engine="cosmos-transfer2.5-diffusers", home=None):
    """files: the model's, model.py among them. Weights that are not there are told at load, by the model."""
    if control not in CONTROLS:
        sys.exit("configure.py: TAILFORGE_CONTROL is %s; Tailforge draws %s" % (control, " and ".join(CONTROLS)))
    caps = {
        "kinds": ["rgb"],
        "max_views": 64,
        "max_frames": max_frames,
        "max_width": 1280,
        "max_height": 720,
        "deterministic": "seeded",
        "controls": [control],
    }
    cache = None if home is None else home / "weights-sha256.json"
    parameters = {
        "engine": engine,
        "engine_version": "diffusers-%s+torch-%s" % (version("diffusers"), version("torch")),
        "weights_sha256": weights_sha256(weights, cache) if weights.is_dir() else NO_WEIGHTS,
        "device": device_name(torch),
        "caps": caps,
        "weights": str(weights),
        "control": control,
        "torch": torch,
        "frames_per_chunk": str(FRAMES_PER_CHUNK),
    }
    kind = "KIND_CPU" if torch == "cpu" else "KIND_GPU"
    write_model(repository, "multiview_video", [*files, HERE.parent / "lib" / "tailforge_video.py"], parameters, kind)


def version(package):
    return importlib.metadata.version(package)


def device_name(torch):
    """What bits may depend on: the kind of GPU."""
    if torch == "cpu":
        return "cpu"
    query = ["nvidia-smi", "--query-gpu=name", "--format=csv,noheader"]
    names = subprocess.run(query, capture_output=True, text=True, check=True).stdout.splitlines()
    return "cuda/" + "+".join(sorted({name.strip() for name in names}))


if __name__ == "__main__":
    environment = os.environ
    if "TAILFORGE_WEIGHTS" not in environment:
        sys.exit("configure.py: TAILFORGE_WEIGHTS must name the folder of the weights; see README.md")
    home = environment.get("TRITON_HOME")
    configure(
        pathlib.Path(sys.argv[1]),
        pathlib.Path(environment["TAILFORGE_WEIGHTS"]).resolve(),
        environment.get("TAILFORGE_CONTROL", "depth"),
        environment.get("TAILFORGE_TORCH", "cuda"),
        int(environment.get("TAILFORGE_MAX_FRAMES", "921")),
        [HERE / "model.py", HERE / "engine.py"],
        home=None if home is None else pathlib.Path(home),
    )
