"""Compiles a request of contract v1 to what Cosmos3-Nano-Transfer-Auto is conditioned on, as far as its makers have published it.

One world-scenario map and one caption per camera, up to 11 cameras; with a LiDAR also its HD-map range control. The keys that
the published framework has for every transfer keep its names; README.md says which are ours. Standard library only.
"""

from dataclasses import dataclass

from tailforge_contract import Failure

CAMERA_CONTROL, LIDAR_CONTROL = "wsm", "lidar_range"
MAX_VIEWS = 11
FPS = 30
# The training window is about 13.3 s; latents stand for 4 frames and one.
MAX_FRAMES = 397
RESOLUTIONS = {(832, 480): "480", (1280, 720): "720"}
SEED_BITS = 32


@dataclass(frozen=True)
class Job:
    """files: content by path; outputs: path by camera of the rig."""

    spec: dict
    files: dict
    outputs: dict


def caps_of(model):
    """Which requests can be compiled. The LiDAR comes with its cameras: those are asked for in full too."""
    cameras = {
        "kinds": ["rgb"],
        "max_views": MAX_VIEWS,
        "view_subsets": True,
        "sizes": [list(size) for size in RESOLUTIONS],
        "fps": [FPS],
        "frames": {"multiple_of": 4, "plus": 1},
        "max_frames": MAX_FRAMES,
        "controls": [CAMERA_CONTROL],
        "needed_controls": [CAMERA_CONTROL],
        "deterministic": "seeded",
    }
    lidar = {
        "kinds": ["points"],
        "max_views": 1,
        "max_frames": MAX_FRAMES,
        "controls": [CAMERA_CONTROL, LIDAR_CONTROL],
        "needed_controls": [LIDAR_CONTROL],
        "deterministic": "seeded",
    }
    return {"multiview_video": cameras, "lidar_sweep": lidar}[model]


def compile_request(request):
    """request: one that the caps of its model allow."""
    files = {}
    spec = {
        "name": "clip",
        "resolution": resolution_of(request),
        "aspect_ratio": "16,9",
        "fps": FPS,
        "num_frames": request.num_frames,
        "seed": request.seed_of("transfer-auto", SEED_BITS),
        "num_steps": request.steps,
        "guidance": request.guidance,
        "negative_prompt": request.negative_prompt,
        "views": [view_of(view, files) for view in request.views],
    }
    lidars = [lidar_of(lidar, files) for lidar in request.sweeps if "points" in request.want]
    if lidars:
        spec["lidar"] = lidars[0]
    outputs = {view.name: "out/%s.mp4" % view.name for view in request.views if "rgb" in request.want}
    return Job(spec, files, outputs)


def resolution_of(request):
    size = request.width, request.height
    if size not in RESOLUTIONS or request.fps != FPS:
        offer = "832 x 480 or 1280 x 720 at %d frames a second" % FPS
        raise Failure("TF-CAP-SIZE", "the model's cameras are %s, the request's %d x %d at %d" % (offer, *size, request.fps))
    return RESOLUTIONS[size]


def view_of(view, files):
    control = "control/%s.mp4" % view.name
    files[control] = view.control(CAMERA_CONTROL)
    return {"camera": view.name, "prompt": view.prompt, "wsm": {"control_path": control}}


def lidar_of(lidar, files):
    """The range control is aligned with the cameras' controls; its sweeps are counted from the clip's first."""
    found = [control.video for control in lidar.controls if control.kind == LIDAR_CONTROL]
    control = "control/%s.mp4" % lidar.name
    files[control] = found[0]
    return {"sensor": lidar.name, "first_sweep": lidar.first, "num_sweeps": lidar.count, "range": {"control_path": control}}
