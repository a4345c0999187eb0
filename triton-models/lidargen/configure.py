"""Writes the model repository: python configure.py REPOSITORY. start.sh runs it; settings come from the environment.

LIDARGEN_HOME      checkout of cosmos-transfer-lidargen (of nv-tlabs/Cosmos-Drive-Dreams)
LIDARGEN_PYTHON    Python of its environment, default LIDARGEN_HOME/.venv/bin/python
TAILFORGE_WEIGHTS  its checkpoints folder
"""

import json
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
SENSORS = HERE.parents[1] / "lidar-gen/src/main/resources/io/tailforge/lidargen"
sys.path.insert(0, str(HERE.parent / "lib"))
from tailforge_repository import NO_WEIGHTS, weights_sha256, write_model  # noqa: E402

# Frames: 300 at 30 fps are the 100 sweeps for which we should be waiting 4.5 hours on an A100.
CAPS = {
    "kinds": ["points"],
    "max_views": 64,
    "max_frames": 300,
    "max_width": 8192,
    "max_height": 8192,
    "deterministic": "seeded",
    "controls": [],
}


def configure(repository, home, python, weights, cache=None):
    """Weights or source that are not there are told at load, by the model, with what is missing."""
    parameters = {
        "engine": "cosmos-transfer-lidargen",
        "engine_version": "2025-11+never-run",
        "weights_sha256": weights_sha256(weights, cache) if weights.is_dir() else NO_WEIGHTS,
        "device": "cuda",
        "caps": CAPS,
        "lidargen_home": str(home),
        "lidargen_python": str(python),
        "weights": str(weights),
    }
    write_model(repository, "lidar_sweep", [HERE / name for name in ("model.py", "engine.py", "rebin.py", "driver.py")], parameters)
    documents = (json.loads((SENSORS / name).read_text()) for name in json.loads((SENSORS / "lidars.json").read_text()))
    sensors = {document["id"]: document for document in documents}
    (repository / "lidar_sweep/1/sensors.json").write_text(json.dumps(sensors))


if __name__ == "__main__":
    environment = os.environ
    home = pathlib.Path(environment.get("LIDARGEN_HOME", "cosmos-transfer-lidargen")).resolve()
    triton = environment.get("TRITON_HOME")
    configure(
        pathlib.Path(sys.argv[1]),
        home,
        environment.get("LIDARGEN_PYTHON", home / ".venv/bin/python"),
        pathlib.Path(environment.get("TAILFORGE_WEIGHTS", home / "checkpoints")).resolve(),
        None if triton is None else pathlib.Path(triton) / "weights-sha256.json",
    )
