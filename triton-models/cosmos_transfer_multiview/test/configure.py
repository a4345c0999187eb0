"""Writes the model repository over the stand-in for the public package, two processes: python configure.py REPOSITORY. Test only."""

import importlib.util
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent


def production():
    spec = importlib.util.spec_from_file_location("production_configure", HERE.parent / "configure.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    module = production()
    settings = module.Settings(max_views=2)
    module.configure(pathlib.Path(sys.argv[1]), HERE / "engine", sys.executable, None, settings, device="stand-in")
