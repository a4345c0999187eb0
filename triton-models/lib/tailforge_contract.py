"""Generation contract v1 (docs/contract-v1.md) for models written in Python: requests read strictly, events, pieces, errors.

Standard library only, so that everything but the model itself is tested without a Triton. start.sh copies this folder beside
each model.py. The part that speaks to Triton is tailforge_triton.py.
"""

import hashlib
import json
import threading
import time
from dataclasses import dataclass

VERSION = 1
VIDEO, LIDAR = "multiview_video", "lidar_sweep"
KINDS = {VIDEO: ("rgb", "depth", "instance", "semantic", "flow"), LIDAR: ("range_image", "points")}
INPUTS = ("REQUEST_JSON", "SCENE", "CONTROL_VIDEO", "CONTROL_KIND", "RANGE_CONTROL", "CAMERA_VIDEO", "INIT_IMAGE")
OUTPUTS = ("EVENT_JSON", "DATA")
MP4, NPZ = "video/mp4", "application/x-npz"
PIECE_BYTES = 4 << 20
# A client gives a server up that says nothing for longer than 15 s.
HEARTBEAT_SECONDS = 10.0
DOCUMENT_BYTES = 64 << 20

REQUIRED = {
    "contract": str,
    "clip_id": str,
    "attempt": int,
    "generation_key": str,
    "seed": str,
    "scene_sha256": str,
    "layout_sha256": str,
    "fps": int,
    "num_frames": int,
    "width": int,
    "height": int,
    "rig": dict,
    "variation": dict,
    "want": list,
    "views": list,
    "lidars": list,
    "prompt": str,
    "negative_prompt": str,
    "guidance": (int, float),
    "steps": int,
    "max_piece_bytes": int,
}
OPTIONAL = {"part": dict}
RANGES = {
    "attempt": (1, 1_000_000),
    "fps": (1, 60),
    "num_frames": (1, 100_000),
    "width": (16, 8192),
    "height": (16, 8192),
    "guidance": (0, 1e6),
    "steps": (0, 10_000),
    "max_piece_bytes": (1024, PIECE_BYTES),
}


class Failure(Exception):
    """Ends a request with a token of the contract and a sentence that says what to do."""

    def __init__(self, token, message):
        super().__init__("%s: %s" % (token, message))
        self.token = token

    def code(self):
        """The name of Triton's error code."""
        return {
            "CONTRACT": "INVALID_ARG",
            "INPUT": "INVALID_ARG",
            "CAP": "UNSUPPORTED",
            "BUSY": "UNAVAILABLE",
            "CANCELLED": "CANCELLED",
        }.get(self.token.split("-")[1], "INTERNAL")


class Cancelled(Failure):
    def __init__(self):
        super().__init__("TF-CANCELLED", "the client gave up")


@dataclass(frozen=True)
class Control:
    """A control video. kind is the contract's: hdmap, wsm, depth, seg or lidar_range."""

    kind: str
    video: bytes


@dataclass(frozen=True)
class View:
    """A camera that is asked for. engine_view: what the model calls it; prompt: its own where it has one, else the clip's."""

    name: str
    engine_view: str
    prompt: str
    controls: tuple

    def control(self, kind):
        """The view's control video of a kind."""
        for control in self.controls:
            if control.kind == kind:
                return control.video
        raise Failure("TF-INPUT-CONTROL", "view %s has no %s control: add that style to the spec" % (self.name, kind))


@dataclass(frozen=True)
class Sweeps:
    """A LiDAR that is asked for, and which of its sweeps."""

    name: str
    first: int
    count: int
    controls: tuple


@dataclass(frozen=True)
class Request:
    """One clip asked of one model. seed is the effective one, unsigned 64 bits; scene and rig are their documents, parsed."""

    document: dict
    seed: int
    views: tuple
    sweeps: tuple
    scene: dict
    inputs: dict

    def __getattr__(self, key):
        try:
            return self.document[key]
        except KeyError:
            raise AttributeError(key) from None

    def seed_of(self, view, bits=63):
        """The sub-seed of a view: a hash of seed and name, so that leaving out one view does not change the others."""
        digest = hashlib.sha256(("%d/%s" % (self.seed, view)).encode()).digest()
        return int.from_bytes(digest[:8], "big") >> (64 - bits)


def read_request(model, inputs, version=None):
    """A valid request, or Failure. inputs: lists of bytes by tensor; version: parameter contract_version where it came."""
    if version is not None and version != VERSION:
        raise Failure("TF-CONTRACT-VERSION", "this model speaks contract version %d" % VERSION)
    document = parse_object("REQUEST_JSON", single(inputs, "REQUEST_JSON"))
    contract = "tailforge.%s/%d" % (model, VERSION)
    if document.get("contract") != contract:
        asked = document.get("contract")
        raise Failure("TF-CONTRACT-VERSION", "this model speaks %s, the request %s" % (contract, asked))
    check_keys(document)
    check_want(model, document["want"])
    scene = read_scene(document, inputs.get("SCENE", []))
    controls = read_controls(inputs)
    views = tuple(read_view(view, document["prompt"], controls) for view in document["views"])
    sweeps = tuple(read_sweeps(lidar, controls) for lidar in document["lidars"])
    check_sensors(document)
    check_controls(document, controls)
    return Request(document, read_seed(document["seed"]), views, sweeps, scene, inputs)


def single(inputs, name):
    elements = inputs.get(name, [])
    if len(elements) != 1:
        raise Failure("TF-CONTRACT-TENSOR", "input '%s' must have one element, not %d" % (name, len(elements)))
    return elements[0]


def parse_object(what, utf8):
    if len(utf8) > DOCUMENT_BYTES:
        raise Failure("TF-INPUT-DOCUMENT", "%s has %d bytes" % (what, len(utf8)))
    try:
        value = json.loads(utf8.decode("utf-8"), object_pairs_hook=unique, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as problem:
        raise Failure("TF-INPUT-DOCUMENT", "%s is no JSON: %s" % (what, problem)) from None
    if not isinstance(value, dict):
        raise Failure("TF-INPUT-DOCUMENT", "%s is no JSON object" % what)
    return value


def unique(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def refuse_constant(name):
    raise ValueError("%s is no number" % name)


def check_keys(document):
    for key in document:
        if key not in REQUIRED and not isinstance(document[key], OPTIONAL.get(key, ())):
            raise Failure("TF-INPUT-DOCUMENT", "REQUEST_JSON: /%s is unknown or of another type" % key)
    for key, kind in REQUIRED.items():
        value = document.get(key)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise Failure("TF-INPUT-DOCUMENT", "REQUEST_JSON: /%s is missing or of another type" % key)
    for key, (least, most) in RANGES.items():
        if not least <= document[key] <= most:
            raise Failure("TF-INPUT-DOCUMENT", "REQUEST_JSON: /%s is not within %s to %s" % (key, least, most))


def check_want(model, want):
    if not want or len(set(map(str, want))) != len(want):
        raise Failure("TF-INPUT-DOCUMENT", "REQUEST_JSON: /want is empty or lists a kind twice")
    for kind in want:
        if kind not in KINDS[model]:
            raise Failure("TF-INPUT-DOCUMENT", "REQUEST_JSON: /want: %s makes no %s" % (model, kind))


def read_seed(text):
    if not (text.isascii() and text.isdigit()) or int(text) >= 1 << 64:
        raise Failure("TF-INPUT-DOCUMENT", "REQUEST_JSON: /seed is no unsigned 64 bit number")
    return int(text)


def read_scene(document, elements):
    """The scene document, which must be the one that the request means and of the same clip."""
    if len(elements) != 2:
        raise Failure("TF-CONTRACT-SCENE", "SCENE must have the scene and its map, not %d elements" % len(elements))
    for element, key in zip(elements, ("scene_sha256", "layout_sha256")):
        actual = hashlib.sha256(element).hexdigest()
        if actual != document[key]:
            raise Failure("TF-CONTRACT-SHA256", "%s is %s, the request says %s" % (key, actual, document[key]))
    scene = parse_object("SCENE", elements[0])
    clip = scene.get("clip", {})
    asked = {"fps": document["fps"], "width": document["width"], "height": document["height"]}
    asked["frames"] = document["num_frames"]
    same = clip == asked and scene.get("rig") == document["rig"] and scene.get("variation") == document["variation"]
    if not same:
        raise Failure("TF-INPUT-SCENE", "REQUEST_JSON and the scene document describe different clips")
    return scene


def read_controls(inputs):
    videos, kinds = inputs.get("CONTROL_VIDEO", []), inputs.get("CONTROL_KIND", [])
    if len(videos) != len(kinds):
        raise Failure("TF-CONTRACT-CONTROL", "CONTROL_VIDEO and CONTROL_KIND must have the same length")
    for i, video in enumerate(videos):
        if video[4:8] != b"ftyp":
            raise Failure("TF-INPUT-CONTROL", "control video %d is no MP4 (it does not begin with ftyp)" % i)
    return [Control(kind.decode("utf-8", "replace"), video) for kind, video in zip(kinds, videos)]


def indices_of(sensor):
    first = [sensor["control_index"]] if "control_index" in sensor else []
    more = sensor.get("more_controls", [])
    if not isinstance(more, list):
        raise Failure("TF-INPUT-DOCUMENT", "REQUEST_JSON: more_controls is no list")
    return first + more


def controls_of(sensor, controls):
    try:
        return tuple(controls[natural(index)] for index in indices_of(sensor))
    except IndexError:
        raise Failure("TF-CONTRACT-CONTROL", "a control_index is beyond CONTROL_VIDEO") from None


def natural(value):
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Failure("TF-INPUT-DOCUMENT", "REQUEST_JSON: %r is no index" % (value,))
    return value


def read_view(view, prompt, controls):
    check_sensor(view, ("name", "engine_view", "control_index", "more_controls", "prompt"))
    engine_view, own = view.get("engine_view", ""), view.get("prompt", prompt)
    if not isinstance(own, str) or not isinstance(engine_view, str):
        raise Failure("TF-INPUT-DOCUMENT", "REQUEST_JSON: a view's prompt or engine_view is no text")
    return View(view["name"], engine_view, own, controls_of(view, controls))


def read_sweeps(lidar, controls):
    check_sensor(lidar, ("name", "first_sweep", "num_sweeps", "control_index", "more_controls"))
    first, count = natural(lidar.get("first_sweep", 0)), natural(lidar.get("num_sweeps"))
    return Sweeps(lidar["name"], first, count, controls_of(lidar, controls))


def check_sensor(sensor, keys):
    if not isinstance(sensor, dict) or not isinstance(sensor.get("name"), str) or set(sensor) - set(keys):
        raise Failure("TF-INPUT-DOCUMENT", "REQUEST_JSON: a view or LiDAR has unknown keys or no name")


def check_controls(document, controls):
    used = [index for sensor in document["views"] + document["lidars"] for index in indices_of(sensor)]
    if sorted(used) != list(range(len(controls))):
        raise Failure("TF-CONTRACT-CONTROL", "%d control videos came, referred to are %s" % (len(controls), sorted(used)))


def check_sensors(document):
    """Views and LiDARs are the rig's, in its order."""
    for listed, key in (("views", "cameras"), ("lidars", "lidars")):
        names = [sensor["name"] for sensor in document[listed]]
        rig = [sensor.get("name") for sensor in document["rig"].get(key, [])]
        if names != [name for name in rig if name in names]:
            raise Failure("TF-INPUT-DOCUMENT", "REQUEST_JSON: /%s are not the rig's, in its order" % listed)


class Answer:
    """The answer to one request: events in order, objects in pieces, a heartbeat while the model says nothing.

    send(event, piece) passes one response on; is_cancelled() says whether the client has given up. A thread of its own asks
    that and beats, so that a long step neither ends the connection nor hides a cancellation: cancelled is set within poll
    seconds, and the model looks at it as often as it can.
    """

    def __init__(self, send, is_cancelled, piece_bytes=PIECE_BYTES, poll=0.1, heartbeat=HEARTBEAT_SECONDS):
        self.pass_on = send
        self.is_cancelled = is_cancelled
        self.piece_bytes = piece_bytes
        self.cancelled = threading.Event()
        self.over = threading.Event()
        self.lock = threading.Lock()
        self.seq = 0
        self.fraction = 0.0
        self.objects = []
        self.timings = {}
        self.began = time.monotonic()
        self.spoke = self.began
        self.watcher = threading.Thread(target=self.watch, args=(poll, heartbeat), daemon=True)

    def __enter__(self):
        self.send({"type": "accepted"})
        self.watcher.start()
        return self

    def __exit__(self, *failure):
        self.over.set()
        self.watcher.join()

    def watch(self, poll, heartbeat):
        while not self.over.wait(poll):
            if self.is_cancelled():
                self.cancelled.set()
                return
            if time.monotonic() - self.spoke >= heartbeat:
                self.send({"type": "heartbeat"})

    def check(self):
        """Ends the request where the client has given up."""
        if self.cancelled.is_set():
            raise Cancelled()

    def send(self, event, piece=None):
        with self.lock:
            self.pass_on(dict(event, seq=self.seq), piece)
            self.seq += 1
            self.spoke = time.monotonic()

    def progress(self, fraction, step=None, steps=None):
        """fraction never falls; step of steps for models that denoise."""
        self.check()
        self.fraction = min(1.0, max(self.fraction, fraction))
        event = {"type": "progress", "fraction": self.fraction}
        if step is not None:
            event.update(step=step, steps=steps)
        self.send(event)

    def object(self, kind, view, index, media_type, content):
        """One whole object, in pieces no larger than the client takes."""
        identity = {"kind": kind, "view": view, "index": index}
        pieces = range(0, len(content), self.piece_bytes) or [0]
        for offset in pieces:
            self.check()
            place = dict(identity, media_type=media_type, offset=offset, total=len(content))
            self.send({"type": "chunk", "object": place}, content[offset : offset + self.piece_bytes])
        summary = dict(identity, bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
        self.objects.append(summary)
        self.send({"type": "object_done", "object": summary})

    def timing(self, phase, seconds):
        self.timings[phase] = self.timings.get(phase, 0.0) + seconds

    def done(self, engine, seed, warnings=()):
        self.check()
        timings = {phase: round(seconds, 3) for phase, seconds in sorted(self.timings.items())}
        event = {"type": "done", "objects": self.objects, "engine": engine, "seed_used": str(seed)}
        self.send(dict(event, timings=timings, warnings=list(warnings)))
