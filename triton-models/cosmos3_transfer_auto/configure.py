"""Writes the model repository: python configure.py REPOSITORY. start.sh runs it."""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "lib")]
from compiler import caps_of  # noqa: E402
from tailforge_repository import NO_WEIGHTS, write_model  # noqa: E402

if __name__ == "__main__":
    for model in ("multiview_video", "lidar_sweep"):
        parameters = {
            "engine": "cosmos3-nano-transfer-auto",
            "engine_version": "never run",
            "weights_sha256": NO_WEIGHTS,
            "device": "never run",
            "caps": caps_of(model),
        }
        write_model(pathlib.Path(sys.argv[1]), model, [HERE / "model.py", HERE / "compiler.py"], parameters)
