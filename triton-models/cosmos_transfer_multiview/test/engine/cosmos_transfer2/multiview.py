"""Stands in for the public package in tests: its videos are the controls, unless the prompt tells it to break."""

import os
import pathlib
import shutil
import time

VIEWS = ("front_wide", "cross_right", "rear_right", "rear", "rear_left", "cross_left", "front_tele")


class OutOfMemoryError(RuntimeError):
    pass


class MultiviewInference:
    def __init__(self, setup):
        if getattr(setup, "checkpoint_path", "") == "broken":
            raise OutOfMemoryError("the weights do not fit")

    def generate(self, samples, output_dir):
        (sample,) = samples
        if sample.prompt == "memory":
            raise OutOfMemoryError("CUDA out of memory")
        if sample.prompt == "die":
            os._exit(3)
        if sample.prompt == "hang":
            time.sleep(600)
        if sample.prompt == "guardrail":
            return []
        if os.environ.get("RANK", "0") != "0":
            return [str(output_dir)]
        pathlib.Path(output_dir).mkdir()
        for view in VIEWS:
            if hasattr(sample, view):
                shutil.copy(getattr(sample, view)["control_path"], "%s/%s_%s.mp4" % (output_dir, sample.name, view))
        return [str(output_dir)]
