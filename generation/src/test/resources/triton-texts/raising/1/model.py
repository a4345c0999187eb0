"""Does what its input says: "CODE text" answers with that TritonError, "raise text" raises, "die" ends the stub."""

import os

import triton_python_backend_utils as pb_utils


class TritonPythonModel:
    def execute(self, requests):
        for request in requests:
            what, _, text = pb_utils.get_input_tensor_by_name(request, "IN").as_numpy()[0].decode().partition(" ")
            if what == "die":
                os._exit(7)
            if what == "raise":
                raise RuntimeError(text)
            error = pb_utils.TritonError(text, getattr(pb_utils.TritonError, what))
            final = pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL
            request.get_response_sender().send(pb_utils.InferenceResponse(error=error), flags=final)
        return None
