"""Writes the model repository: python configure.py REPOSITORY. start.sh runs it; settings come from the environment.

TAILFORGE_WEIGHTS    folder of the weights (README.md says how to get them)
TAILFORGE_FAMILY     transfer2.5 (default) or cosmos3
TAILFORGE_CONTROL    the kind of control video: depth (default) or seg; cosmos3 also takes wsm, its default
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

# The first is the default. What else the models take (edge, blur) Tailforge does not draw.
CONTROLS = {"transfer2.5": ("depth", "seg"), "cosmos3": ("wsm", "depth", "seg")}
# Frames made at a time, as in training: 93, with a world-scenario map 101.
CHUNKS = {"depth": 93, "seg": 93, "wsm": 101}


def configure(repository, weights, family, control, torch, max_frames, files, engine, home=None):
    """files: the model's, model.py among them. Weights that are not there are told at load, by the model."""
    if control not in CONTROLS[family]:
        sys.exit("configure.py: TAILFORGE_CONTROL is %s, not one of %s" % (control, ", ".join(CONTROLS[family])))
    caps = {
        "kinds": ["rgb"],
        "view_subsets": True,
        "max_frames": max_frames,
        "max_width": 1280,
        "max_height": 720,
        "multiple_of": 16,
        "deterministic": "seeded",
        "controls": [control],
        "needed_controls": [control],
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
        "family": family,
        "frames_per_chunk": str(CHUNKS[control]),
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
    family = environment.get("TAILFORGE_FAMILY", "transfer2.5")
    if family not in CONTROLS:
        sys.exit("configure.py: TAILFORGE_FAMILY is %s, not one of %s" % (family, ", ".join(CONTROLS)))
    configure(
        pathlib.Path(sys.argv[1]),
        pathlib.Path(environment["TAILFORGE_WEIGHTS"]).resolve(),
        family,
        environment.get("TAILFORGE_CONTROL", CONTROLS[family][0]),
        environment.get("TAILFORGE_TORCH", "cuda"),
        int(environment.get("TAILFORGE_MAX_FRAMES", "921")),
        [HERE / "model.py", HERE / "engine.py"],
        "%s-diffusers" % {"transfer2.5": "cosmos-transfer2.5", "cosmos3": "cosmos3"}[family],
        None if home is None else pathlib.Path(home),
    )
