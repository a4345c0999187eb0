"""Runs under torchrun beside the public package (nvidia-cosmos/cosmos-transfer2.5) and keeps its weights loaded.

    torchrun --nproc_per_node=N worker.py CHECKPOINT ROOT

Each process reads the same job folders in the same order; process 0 answers. See process.py.
"""

import ctypes
import json
import os
import pathlib
import signal
import sys
import time

POLL_SECONDS = 0.1
PR_SET_PDEATHSIG = 1


def end_with_parent():
    """torchrun gives each process a session of its own, where killing its group does not reach."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def load(checkpoint, root):
    from cosmos_transfer2.multiview import MultiviewInference
    from cosmos_transfer2.multiview_config import MultiviewSetupArguments

    setup = {"model": "auto/multiview", "output_dir": root / "setup", "keep_going": True}
    if checkpoint:
        setup["checkpoint_path"] = checkpoint
    return MultiviewInference(MultiviewSetupArguments.model_validate(setup))


def make(inference, folder):
    """What failed, or nothing. Paths of the specification are relative to the job's folder."""
    from cosmos_transfer2.multiview_config import MultiviewInferenceArguments

    os.chdir(folder)
    try:
        sample = MultiviewInferenceArguments.model_validate(json.loads((folder / "spec.json").read_text()))
    except ValueError as problem:
        return {"kind": "spec", "text": "the package refuses its specification: %s" % problem}
    made = inference.generate([sample], output_dir=folder / "out")
    return None if made else {"kind": "guardrail", "text": "the model's guardrail refused the prompt or its video"}


def answer(folder, failure, rank):
    """Process 0 alone, except where one breaks: the first that does is heard."""
    name = "failed.json" if failure else "done.json"
    if rank == 0 or (failure and failure["kind"] in ("memory", "engine")):
        part = folder / (".%s-%d" % (name, rank))
        part.write_text(json.dumps(failure or {}))
        part.rename(folder / name)


def broken(problem):
    kind = "memory" if type(problem).__name__ == "OutOfMemoryError" else "engine"
    return {"kind": kind, "text": "%s: %s" % (type(problem).__name__, problem)}


def serve(inference, root, rank):
    job = 0
    while True:
        folder = root / ("job-%d" % job)
        while not (folder / "go").exists():
            time.sleep(POLL_SECONDS)
        try:
            answer(folder, make(inference, folder), rank)
        except Exception as problem:
            # The other processes wait for this one in their collectives: only ending all of them helps.
            answer(folder, broken(problem), rank)
            raise
        job += 1


if __name__ == "__main__":
    from cosmos_oss.init import init_environment

    end_with_parent()
    init_environment()
    checkpoint, root = sys.argv[1], pathlib.Path(sys.argv[2])
    rank = int(os.environ.get("RANK", "0"))
    engine = load(checkpoint, root)
    if rank == 0:
        (root / "ready").touch()
    serve(engine, root, rank)
