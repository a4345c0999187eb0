"""Cosmos-Transfer2.5 and Cosmos3 in diffusers: one view at a time from one control video."""

import math

import numpy as np
import torch
from diffusers import (
    AutoencoderKLWan,
    Cosmos2_5_TransferPipeline,
    Cosmos3OmniTransformer,
    CosmosControlNetModel,
    UniPCMultistepScheduler,
)
from diffusers.modular_pipelines.cosmos.modular_blocks_cosmos3 import Cosmos3OmniBlocks
from tailforge_contract import Failure
from transformers import AutoTokenizer

# Prompts are cut or filled to this many tokens, as in training.
PROMPT_TOKENS = 512
# Frames of the chunk before that the next chunk is shown.
OVERLAP = 1
# Frames that one latent stands for.
TEMPORAL = 4
# How closely Cosmos3 follows a world-scenario map, as its makers' examples have it.
CONTROL_GUIDANCE = 3.0


class Engine:
    """One view's video from its control. check is called before each block of each network, and ends the work by raising.

    frames_per_chunk: as in training; longer clips are made chunk by chunk.
    """

    def __init__(self, device, frames_per_chunk):
        self.device = device
        self.dtype = torch.float32 if device == "cpu" else torch.bfloat16
        self.frames_per_chunk = frames_per_chunk
        self.check = lambda: None

    def watch(self, *networks):
        for network in networks:
            for part in network.modules():
                if isinstance(part, torch.nn.ModuleList):
                    for block in part:
                        block.register_forward_pre_hook(self.before_block)

    def before_block(self, block, inputs):
        # A GPU works behind Python's back: without waiting for it a whole step would lie in its queue already.
        if self.device != "cpu":
            torch.cuda.current_stream(self.device).synchronize()
        self.check()

    def chunk_of(self, frames):
        """Frames made at a time: the trained number, or as few as the clip needs."""
        needed = TEMPORAL * math.ceil((frames - 1) / TEMPORAL) + 1
        return max(TEMPORAL + 1, min(self.frames_per_chunk, needed))

    def chunks_of(self, frames):
        return len(range(0, frames - OVERLAP, self.chunk_of(frames) - OVERLAP))

    def generate(self, control, prompt, negative, fps, steps, guidance, seed, on_step):
        """RGB frames, uint8, as many and as large as the control's frames. on_step is called after each denoising step."""
        pictures = list(torch.from_numpy(control).permute(0, 3, 1, 2).float() / 255)
        generator = torch.Generator(self.device).manual_seed(seed)
        usual = {"prompt": prompt, "negative_prompt": negative, "num_inference_steps": steps, "guidance_scale": guidance}
        size = {"num_frames": control.shape[0], "height": control.shape[1], "width": control.shape[2]}
        made = self.run(pictures, on_step, fps, generator=generator, output_type="np", **usual, **size)
        return np.rint(np.asarray(made)[: control.shape[0]] * 255).astype(np.uint8)

    def run(self, pictures, on_step, fps, **arguments):
        raise NotImplementedError


class TransferEngine(Engine):
    """Cosmos-Transfer2.5: general/ and controlnet/<control>/ of the weights' folder."""

    def __init__(self, weights, control, device, frames_per_chunk, safety_checker=None):
        super().__init__(device, frames_per_chunk)
        options = {"torch_dtype": self.dtype, "local_files_only": True}
        controlnet = CosmosControlNetModel.from_pretrained(weights / "controlnet" / control, **options)
        parts = {"controlnet": controlnet, "safety_checker": safety_checker}
        self.pipeline = Cosmos2_5_TransferPipeline.from_pretrained(weights / "general", **parts, **options).to(device)
        self.pipeline.set_progress_bar_config(disable=True)
        refuse_what_is_unsafe(self.pipeline.safety_checker)
        self.watch(self.pipeline.text_encoder, self.pipeline.transformer, controlnet, self.pipeline.vae)

    def run(self, pictures, on_step, fps, **arguments):
        def after_step(pipeline, step, timestep, tensors):
            on_step()
            return tensors

        return self.pipeline(
            controls=pictures,
            num_frames_per_chunk=self.chunk_of(len(pictures)),
            num_ar_conditional_frames=OVERLAP,
            max_sequence_length=PROMPT_TOKENS,
            callback_on_step_end=after_step,
            **arguments,
        ).frames[0]


class Cosmos3Engine(Engine):
    """Cosmos3 with the control that it was trained on for driving, the world-scenario map: the parts of a Cosmos3Omni folder."""

    def __init__(self, weights, control, device, frames_per_chunk, safety_checker=None):
        super().__init__(device, frames_per_chunk)
        self.control = control
        options = {"torch_dtype": self.dtype, "local_files_only": True}
        transformer = Cosmos3OmniTransformer.from_pretrained(weights / "transformer", **options).to(device)
        vae = AutoencoderKLWan.from_pretrained(weights / "vae", **options).to(device)
        self.scheduler = UniPCMultistepScheduler.from_pretrained(weights / "scheduler", local_files_only=True)
        self.pipeline = Cosmos3OmniBlocks().init_pipeline()
        self.pipeline.update_components(
            transformer=transformer,
            vae=vae,
            scheduler=self.scheduler,
            text_tokenizer=AutoTokenizer.from_pretrained(weights / "text_tokenizer", local_files_only=True),
        )
        self.pipeline.set_progress_bar_config(disable=True)
        self.pipeline.enable_safety_checker(safety_checker)
        refuse_what_is_unsafe(self.pipeline.safety_checker)
        self.watch(transformer, vae)

    def run(self, pictures, on_step, fps, **arguments):
        step = type(self.scheduler).step

        def counted(*given, **named):
            made = step(self.scheduler, *given, **named)
            on_step()
            return made

        self.scheduler.step = counted
        return self.pipeline(
            control_videos={self.control: pictures},
            control_guidance=CONTROL_GUIDANCE,
            num_video_frames_per_chunk=self.chunk_of(len(pictures)),
            num_conditional_frames=OVERLAP,
            fps=float(fps),
            **arguments,
        ).get("videos")


def refuse_what_is_unsafe(checker):
    """The pipeline paints a video black that its guardrail refuses; here the request is refused."""
    ask = checker.check_video_safety

    def check_video_safety(video):
        safe = ask(video)
        if safe is None:
            raise Failure("TF-INPUT-GUARDRAIL", "the model's guardrail refused the video it made of this request")
        return safe

    checker.check_video_safety = check_video_safety
