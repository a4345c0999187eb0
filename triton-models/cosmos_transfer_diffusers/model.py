"""multiview_video by diffusers' Cosmos-Transfer2.5 or Cosmos3: each camera by itself, from one control video."""

import pathlib
import time

import tailforge_video
import torch
from engine import OVERLAP, Cosmos3Engine, TransferEngine
from tailforge_contract import MP4, Failure
from tailforge_triton import ContractModel

GUARDRAIL = "Cosmos Guardrail"
# Files without which there are no weights; {} is the control.
NEEDED = {
    "transfer2.5": ("general/model_index.json", "controlnet/{}/config.json"),
    "cosmos3": ("transformer/config.json", "vae/config.json", "scheduler/scheduler_config.json"),
}
APART = "the cameras were made one by one and did not see each other: what two of them show may differ"


class TritonPythonModel(ContractModel):
    def load(self):
        weights = pathlib.Path(self.parameters["weights"])
        for part in NEEDED[self.parameters["family"]]:
            part = part.format(self.parameters["control"])
            if not (weights / part).is_file():
                raise Failure("TF-ENGINE-WEIGHTS", "%s is missing: see the folder's README" % (weights / part))
        parameters = self.parameters
        device = "cpu" if parameters["torch"] == "cpu" else "cuda:" + self.gpu
        settings = weights, parameters["control"], device, int(parameters["frames_per_chunk"])
        try:
            self.model = self.open(parameters["family"], settings)
        except ImportError as problem:
            raise Failure("TF-ENGINE-WEIGHTS", str(problem)) from None

    def open(self, family, settings):
        return {"transfer2.5": TransferEngine, "cosmos3": Cosmos3Engine}[family](*settings)

    def prepare(self, request):
        if request.num_frames <= OVERLAP:
            raise Failure("TF-CAP-FRAMES", "asked for %d frames, the least is %d" % (request.num_frames, OVERLAP + 1))

    def generate(self, request, answer):
        self.model.check = answer.check
        steps = len(request.views) * request.steps * self.model.chunks_of(request.num_frames)
        counter = Steps(answer, steps)
        for view in request.views:
            answer.object("rgb", view.name, 0, MP4, self.video_of(view, request, answer, counter))
        warnings = [APART] if len(request.views) > 1 else []
        return warnings + chunk_warnings(self.model, request.num_frames)

    def video_of(self, view, request, answer, counter):
        with Timed(answer, "decode"):
            what = "the control of " + view.name
            mp4 = view.control(self.parameters["control"])
            control = tailforge_video.decode(mp4, request.num_frames, request.width, request.height, what)
        with Timed(answer, "diffusion"):
            frames = self.model.generate(
                control,
                view.prompt,
                request.negative_prompt,
                request.fps,
                request.steps,
                request.guidance,
                request.seed_of(view.name),
                counter.step,
            )
        with Timed(answer, "encode"):
            return tailforge_video.encode(frames, request.fps)

    def failure_of(self, problem):
        if isinstance(problem, torch.OutOfMemoryError):
            torch.cuda.empty_cache()
            return Failure("TF-ENGINE-OOM", "the GPU's memory does not hold this clip: %s" % problem)
        if isinstance(problem, ValueError) and GUARDRAIL in str(problem):
            return Failure("TF-INPUT-GUARDRAIL", "the model's guardrail refused the prompt")
        return super().failure_of(problem)


class Steps:
    """Denoising steps of a request, over all views and chunks."""

    def __init__(self, answer, total):
        self.answer = answer
        self.total = total
        self.made = 0

    def step(self):
        self.made += 1
        self.answer.progress(self.made / self.total, self.made, self.total)


class Timed:
    """Adds what a block takes to a phase of the answer's timings."""

    def __init__(self, answer, phase):
        self.answer = answer
        self.phase = phase

    def __enter__(self):
        self.began = time.monotonic()

    def __exit__(self, *failure):
        self.answer.timing(self.phase, time.monotonic() - self.began)


def chunk_warnings(engine, frames):
    chunks = engine.chunks_of(frames)
    return ["made in %d chunks, overlap %d" % (chunks, OVERLAP)] if chunks > 1 else []
