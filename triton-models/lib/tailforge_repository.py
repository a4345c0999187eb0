"""Writes a folder of a model repository for contract v1: config.pbtxt with the contract's parameters, and the model's files.

A model's folder brings a configure.py, which start.sh runs with the repository to be made. Standard library only.
"""

import hashlib
import json
import pathlib
import shutil

from tailforge_contract import INPUTS, OUTPUTS, VERSION

LIBRARY = pathlib.Path(__file__).resolve().parent
NO_WEIGHTS = hashlib.sha256(b"").hexdigest()
READ_BYTES = 1 << 20


def write_model(repository, model, files, parameters, kind="KIND_CPU"):
    """One model. files: what lies beside model.py; parameters: engine, engine_version, weights_sha256, device, caps and own."""
    folder = repository / model
    version = folder / "1"
    version.mkdir(parents=True)
    shared = [LIBRARY / ("tailforge_%s.py" % part) for part in ("contract", "caps", "triton")]
    for file in [*files, *shared]:
        shutil.copy(file, version / file.name)
    (folder / "config.pbtxt").write_text(config_of(model, parameters, kind))


def config_of(model, parameters, kind):
    spoken = dict(parameters, contract="tailforge.%s/%d" % (model, VERSION))
    lines = [
        "name: %s" % quoted(model),
        'backend: "python"',
        "max_batch_size: 0",
        "model_transaction_policy { decoupled: true }",
        *(tensor("input", name, name != "REQUEST_JSON") for name in INPUTS),
        *(tensor("output", name, False) for name in OUTPUTS),
        "instance_group [ { count: 1, kind: %s } ]" % kind,
        *(parameter(key, value) for key, value in sorted(spoken.items())),
    ]
    return "\n".join(lines) + "\n"


def tensor(side, name, optional):
    may = ", optional: true" if optional else ""
    return "%s [ { name: %s, data_type: TYPE_STRING, dims: [ -1 ]%s } ]" % (side, quoted(name), may)


def parameter(key, value):
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), sort_keys=True)
    return "parameters { key: %s value { string_value: %s } }" % (quoted(key), quoted(text))


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def weights_sha256(folder, cache=None):
    """A hash over the names and hashes of all files of a folder. cache: a JSON file that keeps hashes by size and time."""
    known = json.loads(cache.read_text()) if cache is not None and cache.exists() else {}
    tree = hashlib.sha256()
    kept = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        key = "%s %d %d" % (file, file.stat().st_size, file.stat().st_mtime_ns)
        kept[key] = known.get(key) or file_sha256(file)
        tree.update(("%s  %s\n" % (kept[key], name)).encode())
    if cache is not None:
        cache.write_text(json.dumps(kept, indent=0))
    return tree.hexdigest()


def file_sha256(file):
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while block := content.read(READ_BYTES):
            digest.update(block)
    return digest.hexdigest()
