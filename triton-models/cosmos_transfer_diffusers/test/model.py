"""The production model over a tiny random checkpoint. Test only: its guardrail refuses what a prompt tells it to.

The checkpoint's makers ask for their guardrail with their weights; these weights are random. Nothing outside this folder can
load this class.
"""

import production
import torch
from engine import Cosmos3Engine, TransferEngine


class PromptedGuardrail:
    """Lets everything pass but a prompt with the words 'unsafe prompt', and the video of one with 'unsafe video'."""

    def to(self, device):
        return self

    def check_text_safety(self, prompt):
        self.prompt = prompt
        return "unsafe prompt" not in prompt

    def check_video_safety(self, video):
        return None if "unsafe video" in self.prompt else video


class Forgetful:
    """Has no memory for the prompt 'out of memory'."""

    def generate(self, control, prompt, *others):
        if prompt == "out of memory":
            raise torch.OutOfMemoryError("CUDA out of memory (as the test asked)")
        return super().generate(control, prompt, *others)


class TinyTransfer(Forgetful, TransferEngine):
    pass


class TinyCosmos3(Forgetful, Cosmos3Engine):
    pass


class TritonPythonModel(production.TritonPythonModel):
    def open(self, family, settings):
        return {"transfer2.5": TinyTransfer, "cosmos3": TinyCosmos3}[family](*settings, PromptedGuardrail())
