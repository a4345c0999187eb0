"""The production model over a tiny random checkpoint. Test only: its guardrail lets everything pass.

The checkpoint's makers ask for their guardrail with their weights; these weights are random. Nothing outside this folder can
load this class.
"""

import production
from engine import TransferEngine


class NoGuardrail:
    def to(self, device):
        return self

    def check_text_safety(self, prompt):
        return True

    def check_video_safety(self, video):
        return video


class TritonPythonModel(production.TritonPythonModel):
    def open(self, weights):
        parameters = self.parameters
        chunk = int(parameters["frames_per_chunk"])
        return TransferEngine(weights, parameters["control"], parameters["torch"], chunk, NoGuardrail())
