"""Compiles a request of contract v1 to what Cosmos-Transfer2.5 auto/multiview reads: a specification and control videos.

The keys are those of the package's MultiviewInferenceArguments (nvidia-cosmos/cosmos-transfer2.5, Apache-2.0); README.md maps
each one. Standard library only.
"""

from dataclasses import dataclass

from tailforge_contract import Failure

# The model's cameras, in its order.
VIEWS = ("front_wide", "cross_right", "rear_right", "rear", "rear_left", "cross_left", "front_tele")
CONTROL = "wsm"
FRAMES_PER_PASS = 29
WIDTH, HEIGHT, FPS = 1280, 720, 10
GUIDANCE = range(0, 8)
# The seed goes to a NumPy generator too, which takes 32 bits.
SEED_BITS = 32


@dataclass(frozen=True)
class Settings:
    """Of the server. overlap: frames that a chunk takes over from the one before; control_weight: 0..1, how closely the
    control is followed; max_chunks: of the longest clip; max_views: one GPU is needed for each view.
    """

    overlap: int = 1
    control_weight: float = 1.0
    max_chunks: int = 10
    max_views: int = 7


@dataclass(frozen=True)
class Job:
    """What the engine is given. files: content by path in the job's folder; outputs: path of the video by camera of the rig."""

    spec: dict
    files: dict
    outputs: dict
    warnings: tuple


def caps_of(settings):
    """Which requests can be compiled."""
    return {
        "kinds": ["rgb"],
        "max_views": settings.max_views,
        "view_names": list(VIEWS),
        "view_subsets": True,
        "sizes": [[WIDTH, HEIGHT]],
        "fps": [FPS],
        "frames": [frames_of(chunks, settings.overlap) for chunks in range(1, settings.max_chunks + 1)],
        "max_frames": frames_of(settings.max_chunks, settings.overlap),
        "controls": [CONTROL],
        "needed_controls": [CONTROL],
        "deterministic": "seeded",
    }


def frames_of(chunks, overlap):
    return FRAMES_PER_PASS + (chunks - 1) * (FRAMES_PER_PASS - overlap)


def compile_request(request, settings):
    """request: one that the caps allow."""
    cameras = {view.engine_view: view for view in request.views}
    chunks = 1 + (request.num_frames - FRAMES_PER_PASS) // (FRAMES_PER_PASS - settings.overlap)
    spec = {
        "name": "clip",
        "prompt": prompt_of(request),
        "seed": request.seed_of("multiview", SEED_BITS),
        "guidance": guidance_of(request),
        "num_steps": request.steps,
        "fps": request.fps,
        "control_weight": settings.control_weight,
        "num_conditional_frames": 0,
        "save_combined_views": False,
    }
    if chunks > 1:
        spec.update(enable_autoregressive=True, num_chunks=chunks, chunk_overlap=settings.overlap)
    files = {}
    for view in VIEWS:
        if view in cameras:
            control = "control/%s.mp4" % view
            files[control] = cameras[view].control(CONTROL)
            spec[view] = view_of(control, chunks)
    outputs = {camera.name: "out/clip_%s.mp4" % view for view, camera in cameras.items()}
    return Job(spec, files, outputs, tuple(warnings_of(request, chunks, settings.overlap)))


def view_of(control, chunks):
    """A longer clip must name an input, for which the package takes the control where nothing is to be continued."""
    return {"control_path": control} if chunks == 1 else {"control_path": control, "input_path": control}


def guidance_of(request):
    if request.guidance not in GUIDANCE:
        nearest = min(GUIDANCE, key=lambda whole: abs(whole - request.guidance))
        offer = "the model takes whole numbers 0 to 7, nearest is %d" % nearest
        raise Failure("TF-CAP-LIMIT", "generation.guidance is %s; %s" % (request.guidance, offer))
    return int(request.guidance)


def prompt_of(request):
    """The one prompt that the model reads, the front camera's. It says by itself where each camera looks."""
    front = [view.prompt for view in request.views if view.engine_view == "front_wide"]
    return front[0] if front else request.prompt


def warnings_of(request, chunks, overlap):
    if any(view.prompt != prompt_of(request) for view in request.views):
        yield "the model reads one prompt for all cameras: those of the other cameras were not used"
    if request.negative_prompt:
        yield "the model's multi-view inference reads no negative prompt"
    if chunks > 1:
        yield "made in %d chunks, overlap %d" % (chunks, overlap)
