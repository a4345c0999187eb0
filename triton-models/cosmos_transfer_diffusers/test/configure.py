"""Writes the model repository over a tiny random checkpoint, which it makes: python configure.py REPOSITORY. Test only.

TAILFORGE_FAMILY, TAILFORGE_CONTROL  as in production
TAILFORGE_LAYERS                     layers of the random transformer, default 2; many make a step long
"""

import importlib.util
import os
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from tiny_checkpoint import write_cosmos3, write_transfer  # noqa: E402

WRITERS = {"transfer2.5": write_transfer, "cosmos3": write_cosmos3}


def production():
    spec = importlib.util.spec_from_file_location("production_configure", HERE.parent / "configure.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    repository = pathlib.Path(sys.argv[1])
    work = repository.with_name(repository.name + "-tiny")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    family = os.environ.get("TAILFORGE_FAMILY", "transfer2.5")
    WRITERS[family](work / "weights", int(os.environ.get("TAILFORGE_LAYERS", "2")))
    shutil.copy(HERE.parent / "model.py", work / "production.py")
    module = production()
    control = os.environ.get("TAILFORGE_CONTROL", module.CONTROLS[family][0])
    files = [HERE / "model.py", work / "production.py", HERE.parent / "engine.py"]
    module.configure(repository, work / "weights", family, control, "cpu", 921, files, family + "-tiny-random")
