"""Writes the model repository: python configure.py REPOSITORY. start.sh runs it; settings come from the environment.

TAILFORGE_COSMOS_TRANSFER  checkout of nvidia-cosmos/cosmos-transfer2.5
TAILFORGE_COSMOS_PYTHON    Python of its environment; default .venv/bin/python of the checkout
TAILFORGE_WEIGHTS          the auto/multiview checkpoint; default: where the package keeps what it downloads
TAILFORGE_GPUS             processes, one GPU each, and so the most views at a time; default 7
TAILFORGE_MAX_CHUNKS       of the longest clip; default 10: 281 frames
TAILFORGE_CONTROL_WEIGHT   0 to 1, default 1: how closely the control is followed
"""

import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "lib")]
from compiler import Settings, caps_of  # noqa: E402
from tailforge_repository import NO_WEIGHTS, weights_sha256, write_model  # noqa: E402

FILES = ("model.py", "compiler.py", "process.py", "worker.py")


def configure(repository, package, python, checkpoint, settings, cache=None, device="cuda, never run"):
    found = checkpoint is not None and checkpoint.is_dir()
    parameters = {
        "engine": "cosmos-transfer2.5-multiview",
        "engine_version": revision(package),
        "weights_sha256": weights_sha256(checkpoint, cache) if found else NO_WEIGHTS,
        "device": device,
        "caps": caps_of(settings),
        "package": str(package),
        "python": str(python),
        "checkpoint": "" if checkpoint is None else str(checkpoint),
        **{key: str(value) for key, value in vars(settings).items()},
    }
    files = [*(HERE / name for name in FILES), HERE.parent / "lib" / "tailforge_video.py"]
    write_model(repository, "multiview_video", files, parameters)


def revision(package):
    """The commit of the checkout."""
    head = package / ".git" / "HEAD"
    if not head.is_file():
        return "unknown"
    text = head.read_text().strip()
    branch = package / ".git" / text.removeprefix("ref: ")
    return branch.read_text().strip() if text.startswith("ref: ") and branch.is_file() else text


if __name__ == "__main__":
    environment = os.environ
    package = pathlib.Path(environment.get("TAILFORGE_COSMOS_TRANSFER", "cosmos-transfer2.5")).resolve()
    settings = Settings(
        control_weight=float(environment.get("TAILFORGE_CONTROL_WEIGHT", "1")),
        max_chunks=int(environment.get("TAILFORGE_MAX_CHUNKS", "10")),
        max_views=int(environment.get("TAILFORGE_GPUS", "7")),
    )
    weights = environment.get("TAILFORGE_WEIGHTS")
    home = environment.get("TRITON_HOME")
    configure(
        pathlib.Path(sys.argv[1]),
        package,
        environment.get("TAILFORGE_COSMOS_PYTHON", package / ".venv" / "bin" / "python"),
        None if weights is None else pathlib.Path(weights).resolve(),
        settings,
        None if home is None else pathlib.Path(home) / "weights-sha256.json",
    )
