"""Requests of contract v1 for tests: a scene document cut to what the contract compares, and the tensors around it."""

import hashlib
import json

MP4 = b"\0\0\0\x18ftypisom"


def inputs_of(cameras, frames=29, fps=10, width=1280, height=720, kind="wsm", model="multiview_video", **others):
    """cameras: engine's view by name. others are put over the keys of REQUEST_JSON."""
    rig = {"name": "test", "cameras": [{"name": name} for name in cameras], "lidars": []}
    variation = {"name": "clear", "weather": {"rain_mm_h": 0}}
    clip = {"fps": fps, "frames": frames, "height": height, "width": width}
    scene = json.dumps({"schema": "tailforge.scene/1", "clip": clip, "rig": rig, "variation": variation}).encode()
    layout = b'{"schema":"tailforge.map/1"}'
    document = {
        "contract": "tailforge.%s/1" % model,
        "clip_id": "0f6c0a52-0000-0000-0000-000000000000",
        "attempt": 1,
        "generation_key": "gk1-" + "0" * 64,
        "seed": "18446744073709551609",
        "scene_sha256": hashlib.sha256(scene).hexdigest(),
        "layout_sha256": hashlib.sha256(layout).hexdigest(),
        "fps": fps,
        "num_frames": frames,
        "width": width,
        "height": height,
        "rig": rig,
        "variation": variation,
        "want": ["rgb"],
        "views": [
            {"name": name, "engine_view": view, "control_index": i} for i, (name, view) in enumerate(cameras.items())
        ],
        "lidars": [],
        "prompt": "a wet street at dusk",
        "negative_prompt": "",
        "guidance": 3,
        "steps": 35,
        "max_piece_bytes": 4096,
    }
    document.update(others)
    videos = [MP4 + name.encode() for name in cameras]
    return {
        "REQUEST_JSON": [json.dumps(document).encode()],
        "SCENE": [scene, layout],
        "CONTROL_VIDEO": videos,
        "CONTROL_KIND": [kind.encode()] * len(videos),
    }
