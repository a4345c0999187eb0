"""Cosmos-Transfer2.5 in diffusers: one view at a time from one control video."""

import math

import numpy as np
import torch
from diffusers import Cosmos2_5_TransferPipeline, CosmosControlNetModel
from tailforge_contract import Failure

# Prompts are cut or filled to this many tokens, as in training.
PROMPT_TOKENS = 512
# Frames of the chunk before that the next chunk is shown.
OVERLAP = 1
# Frames that one latent stands for.
TEMPORAL = 4


class TransferEngine:
    """Holds the weights. check is called before each block of each network and ends the work by what it raises."""

    def __init__(self, weights, control, device, frames_per_chunk, safety_checker=None):
        dtype = torch.float32 if device == "cpu" else torch.bfloat16
        options = {"torch_dtype": dtype, "local_files_only": True}
        controlnet = CosmosControlNetModel.from_pretrained(weights / "controlnet" / control, **options)
        parts = {"controlnet": controlnet, "safety_checker": safety_checker}
        self.pipeline = Cosmos2_5_TransferPipeline.from_pretrained(weights / "general", **parts, **options).to(device)
        self.pipeline.set_progress_bar_config(disable=True)
        self.device = device
        self.frames_per_chunk = frames_per_chunk
        self.check = lambda: None
        refuse_what_is_unsafe(self.pipeline.safety_checker)
        for part in ("text_encoder", "transformer", "controlnet", "vae"):
            self.watch(getattr(self.pipeline, part))

    def watch(self, network):
        for part in network.modules():
            if isinstance(part, torch.nn.ModuleList):
                for block in part:
                    block.register_forward_pre_hook(self.before_block)

    def before_block(self, block, inputs):
        # A GPU works behind Python's back: without waiting for it a whole step would lie in its queue already.
        if self.device != "cpu":
            torch.cuda.current_stream().synchronize()
        self.check()

    def chunk_of(self, frames):
        """Frames made at a time: the trained number, or as few as the clip needs."""
        needed = TEMPORAL * math.ceil((frames - 1) / TEMPORAL) + 1
        return max(TEMPORAL + 1, min(self.frames_per_chunk, needed))

    def chunks_of(self, frames):
        return len(range(0, frames - OVERLAP, self.chunk_of(frames) - OVERLAP))

    def generate(self, control, prompt, negative, steps, guidance, seed, on_step):
        """RGB frames, uint8, as many and as large as the control's frames. on_step is called after each denoising step."""
        frames, height, width = control.shape[:3]

        def after_step(pipeline, step, timestep, tensors):
            on_step()
            return tensors

        pictures = torch.from_numpy(control).permute(0, 3, 1, 2).float() / 255
        made = self.pipeline(
            controls=list(pictures),
            prompt=prompt,
            negative_prompt=negative,
            height=height,
            width=width,
            num_frames=frames,
            num_frames_per_chunk=self.chunk_of(frames),
            num_ar_conditional_frames=OVERLAP,
            num_inference_steps=steps,
            guidance_scale=guidance,
            generator=torch.Generator(self.device).manual_seed(seed),
            max_sequence_length=PROMPT_TOKENS,
            callback_on_step_end=after_step,
            output_type="np",
        ).frames[0]
        return np.rint(made * 255).astype(np.uint8)


def refuse_what_is_unsafe(checker):
    """The pipeline paints a video black that its guardrail refuses; here the request is refused."""
    ask = checker.check_video_safety

    def check_video_safety(video):
        safe = ask(video)
        if safe is None:
            raise Failure("TF-INPUT-GUARDRAIL", "the model's guardrail refused the video it made of this request")
        return safe

    checker.check_video_safety = check_video_safety
