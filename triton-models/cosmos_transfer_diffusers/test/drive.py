"""Drives a server over the tiny random checkpoint: python drive.py HOST:PORT CLIP. Says what it sees; exit 1 where it is wrong.

CLIP is a clip's folder of `tailforge generate` with two cameras and one style of control. Needs tritonclient and PyAV, which
the server's environment has. `--cancel` measures only how fast a long step is given up.
"""

import argparse
import collections
import hashlib
import json
import pathlib
import struct
import sys
import time

import grpc
from tritonclient.grpc import service_pb2, service_pb2_grpc

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "lib"))
import tailforge_video  # noqa: E402

MESSAGE_BYTES = 80 << 20
Answer = collections.namedtuple("Answer", "events objects error seconds")


class Clip:
    """Requests of one clip."""

    def __init__(self, folder, control):
        self.control = control.encode()
        self.scene = (folder / "scene.json").read_bytes()
        self.layout = (folder / "layout.json").read_bytes()
        self.document = json.loads(self.scene)
        self.cameras = [camera["name"] for camera in self.document["rig"]["cameras"]]
        self.videos = {name: (folder / "conditioning" / (name + ".mp4")).read_bytes() for name in self.cameras}

    def ask(self, **others):
        """REQUEST_JSON and the other inputs; others are put over the usual."""
        views = [{"name": name, "control_index": i} for i, name in enumerate(self.cameras)]
        scene, clip = self.document, self.document["clip"]
        request = {
            "contract": "tailforge.multiview_video/1",
            "clip_id": "15f6f609-6885-849f-b5c1-ff7364b97c7c",
            "attempt": 1,
            "generation_key": "gk1-" + "0" * 64,
            "seed": "18446744073709551609",
            "scene_sha256": hashlib.sha256(self.scene).hexdigest(),
            "layout_sha256": hashlib.sha256(self.layout).hexdigest(),
            "fps": clip["fps"],
            "num_frames": clip["frames"],
            "width": clip["width"],
            "height": clip["height"],
            "rig": scene["rig"],
            "variation": scene["variation"],
            "want": ["rgb"],
            "views": views,
            "lidars": [],
            "prompt": "a street",
            "negative_prompt": "fog",
            "guidance": 3,
            "steps": 4,
            "max_piece_bytes": 4096,
        }
        request.update(others)
        controls = [self.videos[view["name"]] for view in request["views"]]
        return wire(
            REQUEST_JSON=[json.dumps(request).encode()],
            SCENE=[self.scene, self.layout],
            CONTROL_VIDEO=controls,
            CONTROL_KIND=[self.control] * len(controls),
        )


def wire(**inputs):
    request = service_pb2.ModelInferRequest(model_name="multiview_video", id="drive/1")
    request.parameters["triton_enable_empty_final_response"].bool_param = True
    for name, elements in inputs.items():
        request.inputs.add(name=name, datatype="BYTES", shape=[len(elements)])
        request.raw_input_contents.append(b"".join(struct.pack("<I", len(e)) + e for e in elements))
    return request


def single(raw):
    """The only element of a BYTES tensor, empty where it has none."""
    return raw[4:]


class Server:
    def __init__(self, address):
        limits = [("grpc.max_send_message_length", MESSAGE_BYTES), ("grpc.max_receive_message_length", MESSAGE_BYTES)]
        self.stub = service_pb2_grpc.GRPCInferenceServiceStub(grpc.insecure_channel(address, options=limits))

    def ask(self, request):
        began = time.monotonic()
        events, objects, error = [], collections.defaultdict(bytes), ""
        for response in self.stub.ModelStreamInfer(iter([request])):
            error = response.error_message or error
            outputs = response.infer_response.raw_output_contents
            if outputs:
                events.append(json.loads(single(outputs[0])))
                if events[-1]["type"] == "chunk":
                    objects[events[-1]["object"]["view"]] += single(outputs[1])
        return Answer(events, dict(objects), error, time.monotonic() - began)

    def cancel_after(self, request, seconds):
        """Begins a request, gives it up that long after it was accepted."""
        call = self.stub.ModelStreamInfer(iter([request]))
        next(call)
        time.sleep(seconds)
        call.cancel()

    def accepted_after(self, request):
        """Seconds until a request is taken up; the rest of it is cancelled."""
        began = time.monotonic()
        call = self.stub.ModelStreamInfer(iter([request]))
        next(call)
        waited = time.monotonic() - began
        call.cancel()
        return waited


def say(holds, what):
    print("%-6s %s" % ("yes" if holds else "WRONG", what))
    return holds


def hashes(answer):
    return {view: hashlib.sha256(content).hexdigest() for view, content in answer.objects.items()}


def examine(server, clip):
    """What the adapter promises beyond the contract's own rules."""
    grid = clip.document["clip"]
    usual = server.ask(clip.ask())
    steps = [event for event in usual.events if event["type"] == "progress"]
    counted = [event["step"] for event in steps] == list(range(1, 9)) and steps[0]["steps"] == 8
    again, other = server.ask(clip.ask()), server.ask(clip.ask(seed="7"))
    prompted = server.ask(clip.ask(prompt="a street at night"))
    alone = server.ask(clip.ask(views=[{"name": clip.cameras[1], "control_index": 0}]))
    frames = tailforge_video.decode(
        usual.objects[clip.cameras[0]], grid["frames"], grid["width"], grid["height"], "the answer"
    )
    memory = server.ask(clip.ask(prompt="out of memory"))
    words = server.ask(clip.ask(prompt="an unsafe prompt"))
    video = server.ask(clip.ask(prompt="an unsafe video"))
    small = dict(clip.videos)
    clip.videos = {name: content[:-500] for name, content in small.items()}
    torn = server.ask(clip.ask())
    clip.videos = small
    after = server.ask(clip.ask())
    done = usual.events[-1]
    return [
        say(counted, "two views of 4 steps: a progress event after each of the 8, %.2f s" % usual.seconds),
        say(frames.std() > 1, "the video has the clip's %d frames of %s" % (len(frames), frames.shape[2:0:-1])),
        say(hashes(again) == hashes(usual), "the same seed gives the same bytes"),
        say(not set(hashes(other).values()) & set(hashes(usual).values()), "another seed gives another video of each view"),
        say(not set(hashes(prompted).values()) & set(hashes(usual).values()), "so does another prompt"),
        say(
            hashes(alone) == {clip.cameras[1]: hashes(usual)[clip.cameras[1]]},
            "a view alone is the view beside another, bit by bit: %s" % (alone.error or "its seed is its own"),
        ),
        say("did not see each other" in done["warnings"][0], "done warns: %s" % done["warnings"]),
        say(set(done["timings"]) == {"decode", "diffusion", "encode"}, "done has timings: %s" % done["timings"]),
        say("TF-ENGINE-OOM" in memory.error, memory.error),
        say("TF-INPUT-GUARDRAIL" in words.error, words.error),
        say("TF-INPUT-GUARDRAIL" in video.error, video.error),
        say("TF-INPUT-CONTROL" in torn.error, torn.error),
        say(hashes(after) == hashes(usual), "after all of that the same request gives the same bytes"),
    ]


def cancel(server, clip):
    """Gives a request up at different places of a long step and waits for the next one to be taken up."""
    request = clip.ask(steps=1000)
    times = []
    call = server.stub.ModelStreamInfer(iter([request]))
    for response in call:
        if json.loads(single(response.infer_response.raw_output_contents[0]))["type"] == "progress":
            times.append(time.monotonic())
            if len(times) == 3:
                break
    call.cancel()
    step = (times[-1] - times[0]) / (len(times) - 1)
    server.accepted_after(request)
    waits = []
    for part in (0.3, 1.1, 1.5, 1.9, 2.4):
        server.cancel_after(request, part * step)
        waits.append(server.accepted_after(request))
    shown = " ".join("%.2f" % wait for wait in waits)
    return [
        say(max(waits) < 1, "a step takes %.2f s; cancelled within one, the next request was taken up after %s s" % (step, shown))
    ]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("address")
    arguments.add_argument("clip", type=pathlib.Path)
    arguments.add_argument("--control", default="depth")
    arguments.add_argument("--cancel", action="store_true")
    given = arguments.parse_args()
    findings = (cancel if given.cancel else examine)(Server(given.address), Clip(given.clip, given.control))
    sys.exit(0 if all(findings) else 1)
